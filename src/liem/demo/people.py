"""Invented officials: who they are, and which posts they held when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.db import models

from liem.demo import CLOSING_DAY, names
from liem.demo.chance import seeded
from liem.demo.places import COMMUNES, ELSEWHERE, Commune, slug
from liem.kernel.dates import Term, end_of
from liem.kernel.retirement import retirement_day
from liem.record.choices import Sex, TenureKind
from liem.record.models import Person, PersonDetails, Tenure
from liem.record.names import sort_name, without_marks

SENIOR = (1967, 1984)
"""Years of birth of those who are 40 or over on all days that matter."""
YOUNG = (1987, 1993)
"""Years of birth of those who are under 40 on all days that matter."""
STAFF = (1970, 1998)
SERVING_TO = end_of(CLOSING_DAY, Term(months=1))
"""Nobody on record reaches retirement age by this day: the record, which ends a month before, lets nobody retire."""
FIRST_RECORDED = date(2012, 1, 1)
_APPOINTED = ("/giam-doc", "/pho-giam-doc", "/truong", "/pho")
_LAST_ADMISSION = date(2025, 9, 2)


@dataclass(frozen=True, slots=True)
class Stint:
    """A post held from one day to another (`end`: the first day no more); `kind` is the act, where that matters."""

    post: str
    start: date | None
    end: date | None = None
    kind: TenureKind | None = None

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(slots=True)
class Official:
    """An official. `stints` are the main posts one after another; `memberships` what is held beside them.

    `party`: the days of joining and of full membership, where they do not follow from the first post; `is_undecided`:
    no decision is on record for the posts.
    """

    key: str
    name: str
    sex: Sex | None
    ethnicity: str
    born_on: date | None
    home: str | None
    hired_on: date
    stints: list[Stint] = field(default_factory=list)
    memberships: list[Stint] = field(default_factory=list)
    party: tuple[date | None, date | None] | None = None
    is_undecided: bool = False

    def main_post(self, day: date) -> str | None:
        """The post that the official mainly held on the day."""
        return next((stint.post for stint in reversed(self.stints) if stint.covers(day)), None)

    def any_post(self, day: date) -> str | None:
        """The main post of the day, else one held beside none."""
        beside = (stint.post for stint in self.memberships if stint.covers(day))
        return self.main_post(day) or next(beside, None)

    def beside(self, post: str, day: date) -> Stint | None:
        """That post, where the official holds it on the day beside the main one."""
        return next((stint for stint in self.memberships if stint.post == post and stint.covers(day)), None)

    @property
    def number(self) -> int:
        return int(self.key[1:])

    @property
    def joined_party_on(self) -> date:
        return min(self.hired_on + timedelta(days=500 + 7 * (self.number % 90)), _LAST_ADMISSION)

    @property
    def party_days(self) -> tuple[date | None, date | None]:
        """When the official joined the Party, and when full membership began, as the file says."""
        return self.party or (self.joined_party_on, self.joined_party_on + timedelta(days=365))


class Population:
    """Makes officials, one after another, always the same ones. Keys below `p0201` are kept for the planted cast."""

    def __init__(self, purpose: str = "people", *, first: int = 201, communes: Sequence[Commune] = COMMUNES) -> None:
        self.random = seeded(purpose)
        self.officials: list[Official] = []
        self._next = first
        self._communes = communes

    def new(
        self,
        *,
        born: tuple[int, int] = STAFF,
        sex: Sex | None = None,
        home: str | None = None,
        key: str | None = None,
    ) -> Official:
        """An official born within the years given, of working age; sex and home are drawn where they are not given."""
        random = self.random
        if key is None:
            key, self._next = f"p{self._next:04d}", self._next + 1
        drawn = random.choices((Sex.WOMAN, Sex.MAN), (9, 11))[0]
        sex = sex or drawn
        ethnicity = names.ethnicity(random)
        born_on = _still_serving(_day(random, *born), sex)
        official = Official(
            key=key,
            name=names.full_name(random, sex=sex, ethnicity=ethnicity),
            sex=sex,
            ethnicity=ethnicity,
            born_on=born_on,
            home=home or self._home(),
            hired_on=self._hired_on(born_on),
        )
        self.officials.append(official)
        return official

    def _home(self) -> str:
        """A commune of the province; one in twelve comes from a neighbouring one."""
        elsewhere = self.random.random() < 1 / 12
        return slug(self.random.choice(ELSEWHERE)) if elsewhere else self.random.choice(self._communes).key

    def _hired_on(self, born_on: date) -> date:
        """The first day on record: at 23 to 26, or in the first years of the record for those who are older."""
        day = date(born_on.year + self.random.randint(23, 26), self.random.randint(1, 12), 1)
        return day if day > FIRST_RECORDED else _first_of_month(self.random, FIRST_RECORDED, date(2013, 12, 1))

    def career(self, official: Official, posts: Sequence[str], *, last: date, end: date | None = None) -> None:
        """The posts one after another without a gap; the last from the day `last` to `end`.

        Whoever was hired later than `last` begins with the last post.
        """
        random = self.random
        *earlier, post = posts
        months = (last.year - official.hired_on.year) * 12 + last.month - official.hired_on.month
        if months < 12:
            official.hired_on = min(official.hired_on, last)
            official.stints.append(Stint(post, last, end))
            return
        kept = earlier[-max(1, months // 24) :] if earlier else []
        cuts = sorted({_first_of_month(random, official.hired_on, last) for _ in kept[1:]} - {official.hired_on, last})
        days = [official.hired_on, *cuts, last]
        # Fewer cuts than posts: the first posts fall away.
        kept = kept[len(kept) - (len(days) - 1) :] if kept else []
        official.stints += [Stint(name, days[i], days[i + 1]) for i, name in enumerate(kept)]
        official.stints.append(Stint(post, last, end))


def month_between(random: Random, first: date, last: date) -> date:
    """The first day of a month, from `first` to before `last`."""
    return _first_of_month(random, first, last)


def person_rows(officials: Iterable[Official]) -> Iterator[models.Model]:
    """Each official as an identity, and name, birth and origin."""
    for official in officials:
        yield Person(key=official.key)
    for official in officials:
        joined_on, full_from = official.party_days
        yield PersonDetails(
            identity=official.key,
            person_id=official.key,
            name=official.name,
            search_name=without_marks(official.name),
            sort_name=sort_name(official.name),
            born_on=official.born_on,
            sex=official.sex or "",
            ethnicity=official.ethnicity,
            home_place_id=official.home,
            joined_party_on=joined_on,
            party_official_on=full_from,
            birth_place_id=official.home if official.number % 3 else None,
        )


def tenure_rows(officials: Iterable[Official]) -> Iterator[Tenure]:
    """Every post held: `p0301-1`, `p0301-2`, … main posts first."""
    for official in officials:
        for number, stint in enumerate([*official.stints, *official.memberships], start=1):
            yield Tenure(
                identity=tenure_key(official.key, number),
                person_id=official.key,
                post_id=stint.post,
                valid_from=stint.start,
                valid_to=stint.end,
                decision=_decision(official, number, stint),
                kind=stint.kind or _act(stint),
            )


def _act(stint: Stint) -> str:
    """Heads and deputies are appointed; of elected posts and of desks the files do not say by what act."""
    return TenureKind.APPOINTMENT if stint.post.endswith(_APPOINTED) else ""


def tenure_key(person: str, number: int) -> str:
    return f"{person}-{number}"


def _decision(official: Official, number: int, stint: Stint) -> str:
    if stint.start is None or official.is_undecided:
        return ""
    return f"Quyết định số {100 + (int(official.key[1:]) * 7 + number * 31) % 800}-QĐ, {stint.start:%d/%m/%Y}"


def _still_serving(born_on: date, sex: Sex) -> date:
    """The day of birth, four years later where the official would have reached retirement age."""
    is_past = retirement_day(born_on, "woman" if sex == Sex.WOMAN else "man") <= SERVING_TO
    return born_on.replace(year=born_on.year + 4) if is_past else born_on


def _day(random: Random, first_year: int, last_year: int) -> date:
    return date(random.randint(first_year, last_year), 1, 1) + timedelta(days=random.randrange(365))


def _first_of_month(random: Random, first: date, last: date) -> date:
    months = (last.year - first.year) * 12 + last.month - first.month
    index = first.year * 12 + first.month - 1 + random.randrange(max(1, months))
    return min(date(index // 12, index % 12 + 1, 1), CLOSING_DAY)
