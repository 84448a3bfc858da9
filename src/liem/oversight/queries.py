"""Reading what audits found, within what a mandate reaches. Nothing is counted or ranked by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from liem.oversight.kin_told import KIN_TABLES
from liem.oversight.models import Audit, Finding, TargetStanding, VerdictChoice
from liem.oversight.subjects import Subject, subjects_of
from liem.oversight.waived import Waived, waived_among
from liem.record.days import titles_of
from liem.record.models import PersonDetails, Place
from liem.record.names import in_order
from liem.record.people import reachable
from liem.record.scope import Reach, out_of_reach

Order = Literal["verdict", "-verdict", "rule", "-rule", "body", "-body"]
_VERDICT_ORDER = (VerdictChoice.NOT_MET, VerdictChoice.UNKNOWN, VerdictChoice.MET, VerdictChoice.NOT_APPLICABLE)
_KEPT = 256  # counts of one audit within one reach; every page shows some


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings are wanted; None asks for all. `missing` holds lists of missing facts as the audit stored them."""

    rules: frozenset[str] | None = None
    bodies: frozenset[str] | None = None
    verdicts: frozenset[str] | None = None
    missing: tuple[tuple[str, ...], ...] | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class ListPart:
    """Which part of a list, in which order: verdicts that need an act come first, rules in the order of `rules`."""

    order: Order = "verdict"
    rules: tuple[str, ...] = ()
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in a list. `person` is the official concerned, if any; `person_key` the same where the mandate
    reaches the dossier, else empty. `waived` says who let the rule go here, until that was reviewed."""

    id: int
    rule: str
    verdict: str
    about: str
    subject: Subject
    person: str
    person_key: str
    person_name: str
    body_key: str
    body_name: str
    evidence: tuple[dict[str, Any], ...]
    missing: tuple[str, ...]
    waived: Waived | None = None


@dataclass(frozen=True, slots=True)
class FindingPage:
    total: int
    lines: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class MissingGroup:
    """Unknown findings about one kind of subject that lack the same facts."""

    about: str
    missing: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class EarlierStanding:
    """Where the same rule stood for the same subject in another audit."""

    finding: int
    as_of: date
    verdict: str


@dataclass(frozen=True, slots=True)
class GroupStanding:
    """Where one target stands for one group; `name` is what the body or place was called, empty for the whole."""

    target: str
    group: str
    name: str
    total: int
    counted: int
    unknown: int
    low: float | None
    high: float | None
    floor: float | None
    ceiling: float | None
    verdict: str


def audits() -> tuple[Audit, ...]:
    """The latest audit of each day that was audited, the newest day first."""
    newest: dict[date, Audit] = {}
    for audit in Audit.objects.order_by("-as_of", "-run_at", "-known_at"):
        newest.setdefault(audit.as_of, audit)
    return tuple(newest.values())


def latest_audit() -> Audit | None:
    """The audit that tells how things stand: the newest day, and of that day the last run."""
    return Audit.objects.order_by("-as_of", "-run_at", "-known_at").first()


def audit_on(day: date) -> Audit | None:
    """The last run of the audit as of that day."""
    return Audit.objects.filter(as_of=day).order_by("-run_at", "-known_at").first()


def visible(reach: Reach, audit: str) -> QuerySet[Finding]:
    """The findings of the audit of that key that the mandate reaches: those of its bodies, or those about the one
    person; what says who is whose relative only for roles that may know."""
    return _within(Finding.objects.filter(audit=audit), reach)


def _within(found: QuerySet[Finding], reach: Reach) -> QuerySet[Finding]:
    if reach.person is not None:
        return found.filter(person=reach.person)
    if not reach.kin:
        found = found.exclude(about__in=KIN_TABLES)
    return found if reach.whole else found.filter(body__in=reach.bodies)


def verdict_counts(reach: Reach, audit: Audit, wanted: FindingFilter = FindingFilter()) -> dict[tuple[str, str], int]:
    """How many findings there are by rule and verdict. One query, or none: an audit never changes."""
    return dict(_verdict_counts(_whatever_the_day(reach), audit.pk, wanted))


@lru_cache(maxsize=_KEPT)
def _verdict_counts(reach: Reach, audit: str, wanted: FindingFilter) -> tuple[tuple[tuple[str, str], int], ...]:
    rows = _matching(reach, audit, wanted).values_list("rule", "verdict").annotate(count=Count("id")).order_by()
    return tuple(((rule, verdict), count) for rule, verdict, count in rows)


def _whatever_the_day(reach: Reach) -> Reach:
    """The same reach as far as findings go: they were made once, under the bodies of their day."""
    return replace(reach, day=date.min, bodies=frozenset() if reach.whole else reach.bodies)


def forget() -> None:
    """Drops what is kept of audits: for tests, which make other audits under the same keys."""
    _verdict_counts.cache_clear()
    _missing_groups.cache_clear()


def counts_over_time(reach: Reach, rule: str) -> tuple[tuple[Audit, dict[str, int]], ...]:
    """How many findings of a rule there were by verdict in the latest audit of each day, oldest day first. Two queries.

    Audits that found nothing of it are left out.
    """
    newest = audits()
    counts: dict[str, dict[str, int]] = {}
    found = _within(Finding.objects.filter(audit__in=newest, rule=rule), reach)
    for audit, verdict, count in found.values_list("audit_id", "verdict").annotate(count=Count("id")).order_by():
        counts.setdefault(audit, {})[verdict] = count
    return tuple((audit, counts[audit.pk]) for audit in reversed(newest) if audit.pk in counts)


def findings(reach: Reach, audit: Audit, wanted: FindingFilter, part: ListPart) -> FindingPage:
    """A part of the findings wanted, and how many there are. A constant number of queries."""
    counts = verdict_counts(reach, audit, wanted)
    matching = _matching(reach, audit.pk, wanted)
    offset = part.offset
    if part.order.removeprefix("-") != "body":
        groups, offset = _reaching_into(part, counts)
        matching = matching.filter(_of_groups(groups))
    page = _ordered(matching, part.order, part.rules)[offset : offset + part.limit]
    return FindingPage(sum(counts.values()), _lines(reach, list(page), as_of=audit.as_of))


def _reaching_into(part: ListPart, counts: Mapping[tuple[str, str], int]) -> tuple[list[tuple[str, str]], int]:
    """The rules and verdicts whose findings stand in the part, and where it begins among these: sorting a hundred
    thousand findings to show fifty of them takes longer than all else."""
    in_order = _groups_in_order(part, counts)
    chosen: list[tuple[str, str]] = []
    before = skipped = 0
    for key in in_order:
        if before >= part.offset + part.limit:
            break
        if before + counts[key] > part.offset:
            chosen.append(key)
        else:
            skipped = before + counts[key]
        before += counts[key]
    return chosen, part.offset - skipped


def _groups_in_order(part: ListPart, groups: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same order as `_ordered`: what comes first may be turned round, the rest never is."""
    place = {rule: number for number, rule in enumerate(part.rules)}

    def rule(group: tuple[str, str]) -> int | str:
        return place.get(group[0], len(place)) if place else group[0]

    def verdict(group: tuple[str, str]) -> int:
        return _VERDICT_ORDER.index(VerdictChoice(group[1]))

    if part.order.removeprefix("-") == "verdict":
        rest = sorted(groups, key=lambda group: (rule(group), group[0]))
        return sorted(rest, key=verdict, reverse=part.order.startswith("-"))
    rest = sorted(groups, key=lambda group: (group[0], verdict(group)))
    return sorted(rest, key=rule, reverse=part.order.startswith("-"))


def _of_groups(groups: Iterable[tuple[str, str]]) -> Q:
    condition = Q(pk__in=[])
    for rule, verdict in groups:
        condition |= Q(rule=rule, verdict=verdict)
    return condition


def missing_groups(reach: Reach, audit: Audit, wanted: FindingFilter = FindingFilter()) -> tuple[MissingGroup, ...]:
    """Unknown findings grouped by what is missing, the largest group first. One query, or none."""
    return _missing_groups(_whatever_the_day(reach), audit.pk, wanted)


@lru_cache(maxsize=_KEPT)
def _missing_groups(reach: Reach, audit: str, wanted: FindingFilter) -> tuple[MissingGroup, ...]:
    unknown = _matching(reach, audit, wanted).filter(verdict=VerdictChoice.UNKNOWN)
    counts: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for about, missing, count in unknown.values_list("about", "missing").annotate(count=Count("id")).order_by():
        counts[about, tuple(missing)] += count
    groups = (MissingGroup(about, missing, count) for (about, missing), count in counts.items())
    return tuple(sorted(groups, key=lambda group: (-group.count, group.about, group.missing)))


def finding(reach: Reach, finding_id: int) -> tuple[FindingLine, Audit]:
    """One finding and the audit that made it. Raises LiemError `record.out_of_reach`."""
    found = Finding.objects.select_related("audit").filter(pk=finding_id).first()
    if found is None or not visible(reach, found.audit_id).filter(pk=finding_id).exists():
        raise out_of_reach()
    return _lines(reach, [found], as_of=found.audit.as_of)[0], found.audit


def standings_elsewhere(reach: Reach, finding_id: int) -> tuple[EarlierStanding, ...]:
    """Where the same rule stands for the same subject in the audits of other days, the newest first. Three queries."""
    found = Finding.objects.select_related("audit").get(pk=finding_id)
    others = [audit for audit in audits() if audit.as_of != found.audit.as_of]
    same = _within(Finding.objects.filter(audit__in=others, rule=found.rule, subject=found.subject), reach)
    rows = same.select_related("audit").order_by("-audit__as_of")
    return tuple(EarlierStanding(row.pk, row.audit.as_of, row.verdict) for row in rows)


def standings_of(reach: Reach, person: str, audit: Audit) -> tuple[FindingLine, ...]:
    """Where each rule stands for one official; verdicts that need an act come first."""
    found = _ordered(_matching(reach, audit.pk, FindingFilter(person=person)), "verdict", ())
    return _lines(reach, list(found), as_of=audit.as_of)


def target_standings(audit: Audit, targets: Collection[str] | None = None) -> tuple[GroupStanding, ...]:
    """Where each target stands, group by group, by target and name of the group. Everybody may read these figures."""
    rows = TargetStanding.objects.filter(audit=audit)
    if targets is not None:
        rows = rows.filter(target__in=targets)
    standings = list(rows)
    groups = {row.group for row in standings if row.group}
    names = dict(Place.objects.filter(key__in=groups).values_list("key", "name"))
    bodies = titles_of(bodies=groups - names.keys())
    lines = (_standing(row, names.get(row.group) or bodies.body(row.group, audit.as_of)) for row in standings)
    return tuple(sorted(lines, key=lambda line: (line.target, in_order(line.name), line.group)))


def last_measured(target: str) -> date | None:
    """The day of the newest audit that measured the target. One query."""
    found = TargetStanding.objects.filter(target=target).order_by("-audit__as_of", "-audit__run_at")
    return found.values_list("audit__as_of", flat=True).first()


def _standing(row: TargetStanding, name: str) -> GroupStanding:
    return GroupStanding(
        target=row.target,
        group=row.group,
        name=name if row.group else "",
        total=row.total,
        counted=row.counted,
        unknown=row.unknown,
        low=row.low,
        high=row.high,
        floor=row.floor,
        ceiling=row.ceiling,
        verdict=row.verdict,
    )


def _matching(reach: Reach, audit: str, wanted: FindingFilter) -> QuerySet[Finding]:
    found = visible(reach, audit)
    if wanted.rules is not None:
        found = found.filter(rule__in=wanted.rules)
    if wanted.bodies is not None:
        found = found.filter(body__in=wanted.bodies)
    if wanted.verdicts is not None:
        found = found.filter(verdict__in=wanted.verdicts)
    if wanted.person is not None:
        found = found.filter(person=wanted.person)
    if wanted.missing is not None:
        found = found.filter(_lacking(wanted.missing))
    return found


def _lacking(missing: Iterable[tuple[str, ...]]) -> Q:
    condition = Q(pk__in=[])
    for names in missing:
        condition |= Q(missing=list(names))
    return condition


def _ordered(found: QuerySet[Finding], order: Order, rules: Sequence[str]) -> QuerySet[Finding]:
    verdict = _rank("verdict", _VERDICT_ORDER)
    rule = _rank("rule", rules)
    keys: dict[str, tuple[Any, ...]] = {
        "verdict": (verdict, rule, F("rule"), F("body")),
        "rule": (rule, F("rule"), verdict, F("body")),
        "body": (F("body"), verdict, rule, F("rule")),
    }
    first, *rest = keys[order.removeprefix("-")]
    return found.order_by(first.desc() if order.startswith("-") else first.asc(), *(key.asc() for key in rest), "pk")


def _rank(field: str, values: Sequence[str]) -> Case | F:
    if not values:
        return F(field)
    whens = [When(**{field: value}, then=Value(number)) for number, value in enumerate(values)]
    return Case(*whens, default=Value(len(values)), output_field=IntegerField())


def _lines(reach: Reach, found: Sequence[Finding], *, as_of: date) -> tuple[FindingLine, ...]:
    people = {one.person for one in found if one.person}
    names = dict(
        PersonDetails.objects.filter(known_to__isnull=True, person_id__in=people).values_list("person_id", "name")
    )
    reached = reachable(reach, people)
    bodies = titles_of(bodies={one.body for one in found if one.body})
    subjects = subjects_of([(one.about, one.subject) for one in found], on=as_of)
    waived = waived_among(((one.rule, one.subject) for one in found), on=as_of)
    return tuple(
        FindingLine(
            id=one.pk,
            rule=one.rule,
            verdict=one.verdict,
            about=one.about,
            subject=subjects[one.about, one.subject],
            person=one.person,
            person_key=one.person if one.person in reached else "",
            person_name=names.get(one.person, one.person),
            body_key=one.body,
            body_name=bodies.body(one.body, as_of) if one.body else "",
            evidence=tuple(one.evidence),
            missing=tuple(one.missing),
            waived=waived.get((one.rule, one.subject)),
        )
        for one in found
    )
