"""Who sits in a body, in figures: by age, sex and ethnicity, and against the headcount that it was assigned."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from liem.record.choices import Sex
from liem.record.days import holds_on
from liem.record.known import NOW, Known
from liem.record.models import Headcount, PersonDetails, PostState, Tenure

AGES = (("under_40", 0, 39), ("40_49", 40, 49), ("50_54", 50, 54), ("from_55", 55, 200))
KINH, MINORITY, UNKNOWN = "kinh", "minority", "unknown"
YEARS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Part:
    """How many are of this kind; `value` is `unknown` for those of whom the record does not say it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Structure:
    """Those in post in one body on a day, each counted once; every division adds up to `people`."""

    people: int
    by_age: tuple[Part, ...]
    by_sex: tuple[Part, ...]
    by_ethnicity: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class HeadcountYear:
    """What a body was assigned for a year, kind by kind, and how many people were in post on `day` of it. An empty
    `assigned`: no headcount of the year is on record."""

    year: int
    assigned: tuple[tuple[str, int], ...]
    day: date
    people: int

    @property
    def total(self) -> int:
        return sum(number for _, number in self.assigned)


def structure(body: str, *, on: date, known: Known = NOW) -> Structure:
    """Those in post in the body on the day. Whoever calls has made sure that the body may be seen. One query."""
    posts = known.rows(PostState.objects).filter(holds_on(on), body_id=body)
    held = known.rows(Tenure.objects).filter(holds_on(on), post_id__in=posts.values("post_id"))
    people = known.rows(PersonDetails.objects).filter(person_id__in=held.values("person_id"))
    said = list(people.values_list("born_on", "sex", "ethnicity"))
    return Structure(
        people=len(said),
        by_age=_parts((_age_band(born_on, on) for born_on, _, _ in said), [name for name, _, _ in AGES]),
        by_sex=_parts((sex or UNKNOWN for _, sex, _ in said), list(Sex.values)),
        by_ethnicity=_parts((_ethnicity(ethnicity) for _, _, ethnicity in said), [KINH, MINORITY]),
    )


def headcounts(body: str, *, on: date, known: Known = NOW) -> tuple[HeadcountYear, ...]:
    """The last years up to the day's, the latest first, each with the people in post on its last day; the year of the
    day itself with those in post on the day. Empty where no headcount is on record. Three queries."""
    assigned: dict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = known.rows(Headcount.objects).filter(body_id=body, year__lte=on.year).order_by("-year", "kind")
    for year, kind, number in rows.values_list("year", "kind", "assigned"):
        assigned[year].append((kind, number))
    if not assigned:
        return ()
    years = sorted({*assigned, on.year}, reverse=True)[:YEARS_SHOWN]
    days = {year: on if year == on.year else date(year, 12, 31) for year in years}
    people = _people_on(body, list(days.values()), known)
    return tuple(HeadcountYear(year, tuple(assigned.get(year, ())), days[year], people[days[year]]) for year in years)


def _people_on(body: str, days: Iterable[date], known: Known) -> dict[date, int]:
    posts: dict[str, list[tuple[date | None, date | None]]] = defaultdict(list)
    states = known.rows(PostState.objects).filter(body_id=body)
    for post, since, until in states.values_list("post_id", "valid_from", "valid_to"):
        posts[post].append((since, until))
    tenures = known.rows(Tenure.objects).filter(post_id__in=states.values("post_id"))
    held = list(tenures.values_list("person_id", "post_id", "valid_from", "valid_to"))
    return {
        day: len(
            {
                person
                for person, post, since, until in held
                if _covers(since, until, day) and any(_covers(*span, day) for span in posts[post])
            }
        )
        for day in days
    }


def _covers(since: date | None, until: date | None, day: date) -> bool:
    return (since is None or since <= day) and (until is None or day < until)


def _parts(values: Iterable[str], order: list[str]) -> tuple[Part, ...]:
    """Every kind in order, also those without anybody; `unknown` last and only where there are some."""
    counted = Counter(values)
    known = tuple(Part(value, counted[value]) for value in order)
    return (*known, Part(UNKNOWN, counted[UNKNOWN])) if counted[UNKNOWN] else known


def _age_band(born_on: date | None, on: date) -> str:
    if born_on is None:
        return UNKNOWN
    age = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    return next(name for name, lowest, highest in AGES if max(age, 0) in range(lowest, highest + 1))


def _ethnicity(entered: str) -> str:
    name = entered.strip().lower()
    return KINH if name == "kinh" else MINORITY if name else UNKNOWN
