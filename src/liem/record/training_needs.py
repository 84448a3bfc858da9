"""What the posts that people hold, or are planned for, require, and nothing on record shows they have reached."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Trim, Upper

from liem.record.choices import LEVELS_OF, QualificationKind, QualificationLevel, Section
from liem.record.days import holds_on, titles_of
from liem.record.models import Attestation, LanguageSkill, PostStandard, Qualification, SuccessionEntry, Tenure
from liem.record.scope import Reach
from liem.record.secrecy import held_levels
from liem.record.state import kept_until_a_change


@dataclass(frozen=True, slots=True)
class Level:
    """A level of one kind of qualification."""

    kind: str
    level: str


@dataclass(frozen=True, slots=True)
class Need:
    """A level that a post requires of somebody and that nothing on record shows.

    `is_planned`: the person stands on the post's succession list, and does not hold it. `is_attested`: somebody
    answers for it that the qualifications (or languages) on record were complete on the day, so that the level is
    lacking; otherwise only its proof is.
    """

    post: str
    title: str
    is_planned: bool
    wanted: Level
    is_attested: bool


@dataclass(frozen=True, slots=True)
class PlanLine:
    """How many people of a body need each level, for the post held and for one they are planned for."""

    body: str
    name: str
    held: dict[Level, int]
    planned: dict[Level, int]


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """Places in classes that are needed, level by level and body by body; `total` counts the bodies."""

    total: int
    levels: tuple[Level, ...]
    held: dict[Level, int]
    planned: dict[Level, int]
    lines: tuple[PlanLine, ...]


def needs_of(people: Collection[str], *, on: date, reach: Reach) -> dict[str, tuple[Need, ...]]:
    """What is required of these people by posts of the day and not shown. Constant queries."""
    rows = [
        (person, post, is_planned, Level(kind, level))
        for is_planned, source in ((False, _held(on)), (True, _planned(on, reach)))
        for person, post, kind, level in _missing(source.filter(person_id__in=people), on=on).values_list(
            "person_id", "wanted_post", "wanted_kind", "wanted_level"
        )
    ]
    attested = _attested({person for person, *_ in rows}, on=on)
    titles = titles_of(posts={post for _, post, _, _ in rows})
    needs: dict[str, list[Need]] = defaultdict(list)
    for person, post, is_planned, wanted in sorted(rows, key=lambda row: (row[0], row[2], row[1], _rank(row[3]))):
        is_attested = (person, _section(wanted.kind)) in attested
        needs[person].append(Need(post, titles.post(post, on).title, is_planned, wanted, is_attested))
    return {person: tuple(own) for person, own in needs.items()}


def who_needs(wanted: Level, *, on: date, reach: Reach) -> Q:
    """The condition on people (by `person_id`) that a post held or planned for requires this level, not shown."""
    condition = Q()
    for source in (_held(on), _planned(on, reach)):
        missing = _missing(source, on=on).filter(wanted_kind=wanted.kind, wanted_level=wanted.level)
        condition |= Q(person_id__in=missing.values("person_id"))
    return condition


def class_plan(reach: Reach, *, on: date, offset: int = 0, limit: int = 50) -> ClassPlan:
    """How many people at which body need which level, for the post held and for one planned for; the bodies with the
    most needs first. Whoever holds posts at two bodies counts at each. Constant queries."""
    plan = _places(reach, held_levels(), on=on)
    page = plan.bodies[offset : offset + limit]
    names = titles_of(bodies=page)
    return ClassPlan(
        total=len(plan.bodies),
        levels=tuple(sorted({*plan.sums[0], *plan.sums[1]}, key=_rank)),
        held=dict(plan.sums[0]),
        planned=dict(plan.sums[1]),
        lines=tuple(
            PlanLine(key, names.body(key, on), dict(plan.held.get(key, {})), dict(plan.planned.get(key, {})))
            for key in page
        ),
    )


class _Places(NamedTuple):
    """Who needs what by body, for posts held and for posts planned for, and the sums of both; `bodies` in order."""

    bodies: tuple[str, ...]
    held: Mapping[str, Counter[Level]]
    planned: Mapping[str, Counter[Level]]
    sums: tuple[Counter[Level], Counter[Level]]


@kept_until_a_change(most=8)
def _places(reach: Reach, _levels: tuple[str, ...], *, on: date) -> _Places:
    """Of succession lists those of the `_levels` that may be held here count."""
    held = _counts(_held(on), "post__states", on=on, reach=reach)
    planned = _counts(_planned(on, reach), "person__tenures", "person__tenures__post__states", on=on, reach=reach)
    weights = {body: sum(held[body].values()) + sum(planned[body].values()) for body in {*held, *planned}}
    bodies = sorted(weights, key=lambda body: (-weights[body], body))
    return _Places(tuple(bodies), held, planned, (_sum(held.values()), _sum(planned.values())))


def _held(on: date) -> QuerySet[Tenure]:
    """Posts held on the day, once for each standard that holds for them."""
    tenures = Tenure.objects.filter(holds_on(on), known_to__isnull=True)
    return _wanting(tenures, "post", on=on)


def _planned(on: date, reach: Reach) -> QuerySet[SuccessionEntry]:
    """Posts planned for on the day, likewise; of the lists that bodies within reach keep and that may be held here."""
    held = Tenure.objects.filter(holds_on(on), known_to__isnull=True, post_id=OuterRef("list__post_id"))
    held = held.filter(person_id=OuterRef("person_id"))
    return _wanting(on_lists(on, reach).exclude(Exists(held)), "list__post", on=on)


def on_lists(on: date, reach: Reach) -> QuerySet[SuccessionEntry]:
    """Who stands on a succession list on the day: of the lists that bodies within reach keep and may be held here."""
    entries = SuccessionEntry.objects.filter(
        Q(removed_on__isnull=True) | Q(removed_on__gt=on),
        known_to__isnull=True,
        approved_on__lte=on,
        list__states__known_to__isnull=True,
        list__states__secrecy__in=held_levels(),
    )
    return entries if reach.whole else entries.filter(list__body_id__in=reach.bodies)


def _wanting(rows: QuerySet[Any], post: str, *, on: date) -> QuerySet[Any]:
    """Each row once for every standard of its post that holds on the day."""
    wanting: QuerySet[Any] = rows.filter(*_current(f"{post}__standards", on=on)).annotate(
        wanted_post=F(f"{post}__key"),
        wanted_kind=F(f"{post}__standards__kind"),
        wanted_level=F(f"{post}__standards__level"),
    )
    return wanting


def _missing(rows: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """Those of the rows whose level nothing on record shows by the day. Asks first which levels are required at all:
    then each is compared with a short list, and not level by level with a rank."""
    condition = Q(pk__in=[])
    for level in _required(on=on):
        # The cheap comparison first: an engine that goes from left to right asks one level of each row, not all.
        condition |= Q(wanted_kind=level.kind, wanted_level=level.level) & Q(~Exists(_showing(level, on=on)))
    return rows.filter(condition)


@kept_until_a_change(most=4)
def _required(*, on: date) -> tuple[Level, ...]:
    """The levels that any post requires."""
    standards = PostStandard.objects.filter(holds_on(on), known_to__isnull=True).order_by("kind", "level")
    return tuple(Level(kind, level) for kind, level in standards.values_list("kind", "level").distinct())


def _showing(wanted: Level, *, on: date) -> QuerySet[Any]:
    """What shows that a person reached the level by the day."""
    levels = LEVELS_OF[QualificationKind(wanted.kind)]
    enough = levels[levels.index(QualificationLevel(wanted.level)) :]
    if wanted.kind == QualificationKind.LANGUAGE:
        spoken = LanguageSkill.objects.filter(_by(on, "certified_on"), known_to__isnull=True)
        return spoken.annotate(said=Upper(Trim("level"))).filter(person_id=OuterRef("person_id"), said__in=enough)
    proved = Qualification.objects.filter(_by(on, "obtained_on"), known_to__isnull=True, kind=wanted.kind)
    return proved.filter(person_id=OuterRef("person_id"), level__in=enough)


def _counts(source: QuerySet[Any], *through: str, on: date, reach: Reach) -> dict[str, Counter[Level]]:
    """How many people need which level, by the body of the posts to which the paths `through` versions lead."""
    conditions = [one for path in through for one in _current(path, on=on)]
    at = through[-1]
    if not reach.whole:
        conditions.append(Q(**{f"{at}__body_id__in": reach.bodies}))
    rows = _missing(source, on=on).filter(*conditions)
    groups = rows.order_by().values_list(f"{at}__body_id", "wanted_kind", "wanted_level")
    counts: dict[str, Counter[Level]] = defaultdict(Counter)
    for body, kind, level, people in groups.annotate(people=Count("person_id", distinct=True)):
        counts[body][Level(kind, level)] = people
    return counts


def _sum(counts: Iterable[Counter[Level]]) -> Counter[Level]:
    total: Counter[Level] = Counter()
    for own in counts:
        total.update(own)
    return total


def _attested(people: Collection[str], *, on: date) -> set[tuple[str, str]]:
    """Who has which section attested complete to the day."""
    rows = Attestation.objects.filter(
        known_to__isnull=True,
        subject__in=people,
        section__in=(Section.QUALIFICATIONS, Section.LANGUAGES),
        complete_to__gte=on,
    )
    return set(rows.values_list("subject", "section"))


def _current(path: str, *, on: date) -> tuple[Q, ...]:
    """The conditions on versions reached over a relation: there, known now, and holding on the day."""
    return Q(**{f"{path}__isnull": False}), Q(**{f"{path}__known_to__isnull": True}), holds_on(on, through=path)


def _by(day: date, column: str) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{f"{column}__lte": day})


def _section(kind: str) -> str:
    return Section.LANGUAGES if kind == QualificationKind.LANGUAGE else Section.QUALIFICATIONS


def _rank(wanted: Level) -> tuple[int, int]:
    kind = QualificationKind(wanted.kind)
    return list(QualificationKind).index(kind), LEVELS_OF[kind].index(QualificationLevel(wanted.level))
