"""Officials whom succession planning should see early: young, women, of an ethnic minority, with recognised results.

Nobody is ranked: there is no score and no sum, and the reader chooses the order. What the record does not know of a
person is told as unknown; nobody is put into a group, or kept out of one, by a guess.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import OrderBy

from liem.kernel.dates import Term, latest_start
from liem.record.choices import Sex
from liem.record.days import PostTitle, holds_on, titles_of
from liem.record.models import (
    EvaluationForm,
    LanguageSkill,
    PersonDetails,
    PostState,
    RecognisedResult,
    SuccessionListState,
    Tenure,
    TermState,
)
from liem.record.people import posts_on, within
from liem.record.scope import Reach
from liem.record.secrecy import held_levels
from liem.record.state import kept_until_a_change
from liem.record.training_needs import Level, Need, needs_of, on_lists, who_needs

YOUNG_UNDER = Term(years=40)
"""Who has not completed this age counts as young: the age that the packs' targets for young officials name."""
MAJORITY = "kinh"
GRADES_SHOWN = 3

Order: TypeAlias = Literal["name", "-name", "born", "-born", "results", "-results"]
_ORDERS: dict[Order, tuple[str | OrderBy, ...]] = {
    "name": ("sort_name", "name", "person_id"),
    "-name": ("-sort_name", "-name", "-person_id"),
    "born": (F("born_on").asc(nulls_last=True), "sort_name", "person_id"),
    "-born": (F("born_on").desc(nulls_last=True), "sort_name", "person_id"),
    "results": ("sort_name", "name", "person_id"),
    "-results": ("sort_name", "name", "person_id"),
}


class Group(StrEnum):
    """Whom the pool is asked for. UNTOLD: the record lacks what would tell whether somebody belongs to a group."""

    ANY = "any"
    YOUNG = "young"
    WOMEN = "women"
    MINORITY = "minority"
    UNTOLD = "untold"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class PoolFilter:
    """Who is looked for among those in post on the day. `bodies` None: all within reach; `results` and `planned`: with
    (True) or without (False) one on record; `needs`: a level that a post requires of them and nothing shows."""

    group: Group = Group.ANY
    bodies: frozenset[str] | None = None
    results: bool | None = True
    planned: bool | None = None
    needs: Level | None = None
    order: Order = "name"


@dataclass(frozen=True, slots=True)
class Result:
    title: str
    recognised_on: date
    recognised_by: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A succession list on which somebody stands; `secrecy` is empty where nobody has said."""

    list: str
    post: PostTitle
    term: str
    secrecy: str


@dataclass(frozen=True, slots=True)
class PoolLine:
    """An official of the pool. Of the three groups each is True, False, or None where the record does not tell."""

    key: str
    name: str
    born_on: date | None
    is_young: bool | None
    is_woman: bool | None
    is_minority: bool | None
    posts: tuple[PostTitle, ...]
    results: tuple[Result, ...]
    grades: tuple[tuple[int, str], ...]  # year and grade, the last first
    planned: tuple[Planned, ...]
    needs: tuple[Need, ...]
    languages: tuple[tuple[str, str], ...]  # language and level


@dataclass(frozen=True, slots=True)
class PoolPage:
    total: int
    lines: tuple[PoolLine, ...]


def pool(reach: Reach, wanted: PoolFilter, *, on: date, offset: int = 0, limit: int = 50) -> PoolPage:
    """The officials in post on the day that answer to the filters. A constant number of queries."""
    people = _answering(reach, wanted, held_levels(), on=on)
    return PoolPage(len(people), _lines(people[offset : offset + limit], reach, on=on))


def of_group(group: Group, *, on: date) -> Q:
    """The condition on `PersonDetails` that somebody belongs to the group on the day."""
    young = Q(born_on__gt=latest_start(on, YOUNG_UNDER))
    women = Q(sex=Sex.WOMAN)
    minority = ~Q(ethnicity="") & ~Q(ethnicity__iexact=MAJORITY)
    untold = Q(born_on__isnull=True) | Q(sex="") | Q(ethnicity="")
    return {
        Group.ANY: young | women | minority,
        Group.YOUNG: young,
        Group.WOMEN: women,
        Group.MINORITY: minority,
        Group.UNTOLD: untold & ~(young | women | minority),
        Group.ALL: Q(),
    }[group]


@kept_until_a_change(most=32)
def _answering(reach: Reach, wanted: PoolFilter, _levels: tuple[str, ...], *, on: date) -> tuple[str, ...]:
    """Who answers to the filters, in order; of succession lists those of the `_levels` that may be held here count."""
    # Each thing that is asked gives its people at once: to look at one person after another takes longer.
    people = PersonDetails.objects.filter(known_to__isnull=True) if on == reach.day else within(reach)
    holding = _holding(reach, wanted.bodies, on=on)
    without: set[str] = set()
    for is_wanted, rows in _filters(reach, wanted, on=on):
        if is_wanted:
            people = people.filter(person_id__in=rows.values("person_id"))
            holding = holding.filter(person_id__in=rows.values("person_id"))
        else:
            without.update(rows.values_list("person_id", flat=True))
    among = set(holding.values_list("person_id", flat=True)) - without
    if wanted.group is not Group.ALL:
        among &= set(people.filter(of_group(wanted.group, on=on)).values_list("person_id", flat=True))
    ordered = people.order_by(*_ORDERS[wanted.order]).values_list("person_id", flat=True)
    found = tuple(person for person in ordered if person in among)
    return _by_results(found, wanted.order, on=on) if wanted.order.endswith("results") else found


def _holding(reach: Reach, bodies: frozenset[str] | None, *, on: date) -> QuerySet[Tenure]:
    """The posts held on the day at bodies within reach, or at those of the `bodies` that are."""
    holding = Tenure.objects.filter(holds_on(on), known_to__isnull=True)
    there = reach.bodies if bodies is None else bodies & reach.bodies
    if reach.whole and there == reach.bodies:
        return holding
    posts = PostState.objects.filter(holds_on(on), known_to__isnull=True, body_id__in=there)
    return holding.filter(post_id__in=posts.values("post_id"))


def _filters(reach: Reach, wanted: PoolFilter, *, on: date) -> Iterator[tuple[bool, QuerySet[Any]]]:
    """What the record must hold, or must not hold, of a person."""
    if wanted.results is not None:
        yield wanted.results, RecognisedResult.objects.filter(known_to__isnull=True, recognised_on__lte=on)
    if wanted.planned is not None:
        yield wanted.planned, on_lists(on, reach)
    if wanted.needs is not None:
        yield True, PersonDetails.objects.filter(who_needs(wanted.needs, on=on, reach=reach), known_to__isnull=True)


def _by_results(people: Collection[str], order: Order, *, on: date) -> tuple[str, ...]:
    """By the number of recognised results; those with as many stay in the order they are in."""
    results = RecognisedResult.objects.filter(known_to__isnull=True, recognised_on__lte=on).order_by()
    counts = dict(results.values_list("person_id").annotate(Count("pk")))
    sign = -1 if order.startswith("-") else 1
    return tuple(sorted(people, key=lambda person: sign * counts.get(person, 0)))


def _lines(keys: Sequence[str], reach: Reach, *, on: date) -> tuple[PoolLine, ...]:
    details = PersonDetails.objects.filter(known_to__isnull=True, person_id__in=keys)
    people = sorted(details, key=lambda one: keys.index(one.person_id))
    posts = posts_on(keys, on=on)
    results, grades, languages = _results(keys, on=on), _grades(keys, on=on), _languages(keys)
    planned, needs = planned_for(keys, reach, on=on), needs_of(keys, on=on, reach=reach)
    young_from = latest_start(on, YOUNG_UNDER)
    return tuple(
        PoolLine(
            key=one.person_id,
            name=one.name,
            born_on=one.born_on,
            is_young=None if one.born_on is None else one.born_on > young_from,
            is_woman=None if not one.sex else one.sex == Sex.WOMAN,
            is_minority=None if not one.ethnicity.strip() else one.ethnicity.strip().lower() != MAJORITY,
            posts=posts.get(one.person_id, ()),
            results=tuple(results.get(one.person_id, ())),
            grades=tuple(grades.get(one.person_id, ())),
            planned=tuple(planned.get(one.person_id, ())),
            needs=needs.get(one.person_id, ()),
            languages=tuple(languages.get(one.person_id, ())),
        )
        for one in people
    )


def planned_for(people: Collection[str], reach: Reach, *, on: date) -> dict[str, list[Planned]]:
    """The succession lists on which these people stand on the day, of those kept by bodies within reach."""
    entries = on_lists(on, reach).filter(person_id__in=people).select_related("list").order_by("list_id")
    found = list(entries)
    lists = {entry.list_id for entry in found}
    terms = TermState.objects.filter(known_to__isnull=True, term_id__in={entry.list.term_id for entry in found})
    names = dict(terms.values_list("term_id", "name"))
    states = SuccessionListState.objects.filter(known_to__isnull=True, list_id__in=lists)
    secrecy = dict(states.values_list("list_id", "secrecy"))
    titles = titles_of(posts={entry.list.post_id for entry in found})
    planned: dict[str, list[Planned]] = defaultdict(list)
    for entry in found:
        term = names.get(entry.list.term_id, entry.list.term_id)
        post = titles.post(entry.list.post_id, on)
        planned[entry.person_id].append(Planned(entry.list_id, post, term, secrecy.get(entry.list_id, "")))
    return planned


def _results(people: Collection[str], *, on: date) -> dict[str, list[Result]]:
    rows = RecognisedResult.objects.filter(known_to__isnull=True, person_id__in=people, recognised_on__lte=on)
    found: dict[str, list[Result]] = defaultdict(list)
    for one in rows.order_by("-recognised_on", "identity"):
        found[one.person_id].append(Result(one.title, one.recognised_on, one.recognised_by))
    return found


def _grades(people: Collection[str], *, on: date) -> dict[str, list[tuple[int, str]]]:
    forms = EvaluationForm.objects.filter(
        known_to__isnull=True, evaluation__person_id__in=people, evaluated_on__lte=on
    ).exclude(grade="")
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    order = ("-evaluation__year", "identity")
    for person, year, grade in forms.order_by(*order).values_list("evaluation__person_id", "evaluation__year", "grade"):
        if len(found[person]) < GRADES_SHOWN:
            found[person].append((year, grade))
    return found


def _languages(people: Collection[str]) -> dict[str, list[tuple[str, str]]]:
    rows = LanguageSkill.objects.filter(known_to__isnull=True, person_id__in=people)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for person, language, level in rows.order_by("language", "identity").values_list("person_id", "language", "level"):
        found[person].append((language, level))
    return found
