"""Signs worth a look: reading them. `flag_answers` answers and closes them.

    page = flags_by_decision(reach, audit, role=role, day=today)     what is open, decision by decision
    line = flag_line(reach, flag_id, role=role, day=today)           one of them

A flag belongs to a decision. Nothing here counts, sorts or filters by person; the official concerned sees the own ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from liem.actions.models import Role
from liem.oversight.kin_told import tells_kin
from liem.oversight.models import Audit, Flag, FlagReply, FlagReview, FlagSurvey
from liem.oversight.subjects import Subject, subjects_of
from liem.record.days import titles_of
from liem.record.scope import Reach, out_of_reach
from liem.rulebook.book import rule_book

SEES_FLAGS = frozenset({Role.ORGANISATION_OFFICER, Role.INSPECTOR, Role.UNIT_OFFICER, Role.OFFICIAL})


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """Which flags are wanted; None asks for all. `open_only` leaves out what expired or was reviewed."""

    flags: frozenset[str] | None = None
    bodies: frozenset[str] | None = None
    open_only: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said to a flag, in which role and for which body (empty for the official concerned); no name."""

    text: str
    role: str
    body_name: str
    on: date


@dataclass(frozen=True, slots=True)
class Review:
    """How a flag was closed: `explained` or `followed_up`, and on what grounds."""

    outcome: str
    text: str
    role: str
    body_name: str
    on: date


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One flag on one decision. `person` is the key of the official concerned, for the log of readings only."""

    id: int
    flag: str
    subject: Subject
    person: str
    body_key: str
    body_name: str
    evidence: tuple[dict[str, Any], ...]
    decided_on: date | None
    raised_on: date
    expires_on: date
    is_expired: bool
    replies: tuple[Reply, ...] = ()
    review: Review | None = None

    @property
    def is_open(self) -> bool:
        return not self.is_expired and self.review is None


@dataclass(frozen=True, slots=True)
class DecisionFlags:
    """The flags on one decision."""

    subject: Subject
    body_name: str
    decided_on: date | None
    lines: tuple[FlagLine, ...]


@dataclass(frozen=True, slots=True)
class FlagPage:
    """Part of the decisions with flags; `total` counts the decisions."""

    total: int
    decisions: tuple[DecisionFlags, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """At how many decisions an audit looked for one flag: raised, expired by then, clear, and where it cannot say."""

    flag: str
    raised: int
    expired: int
    clear: int
    unknown: int


def flags_by_decision(  # noqa: PLR0913 - everything the list depends on, by name
    reach: Reach,
    audit: Audit,
    *,
    role: str,
    day: date,
    wanted: FlagFilter = FlagFilter(),
    offset: int = 0,
    limit: int = 50,
) -> FlagPage:
    """The flags of an audit within reach, decision by decision, the latest decision first, as they stand on `day`.

    Empty for roles that may not see flags. A constant number of queries.
    """
    matching = _wanted(_visible(reach, role).filter(audit=audit), wanted, day)
    decisions = matching.order_by().values("about", "subject", "decided_on").distinct()
    part = list(decisions.order_by(F("decided_on").desc(nulls_last=True), "subject")[offset : offset + limit])
    rows = matching.filter(subject__in=[one["subject"] for one in part]).order_by("flag", "pk")
    by_decision: dict[tuple[str, str], list[FlagLine]] = defaultdict(list)
    for line in _lines(list(rows), audit.as_of, day):
        by_decision[line.subject.about, line.subject.key].append(line)
    found = [by_decision[one["about"], one["subject"]] for one in part]
    return FlagPage(
        decisions.count(),
        tuple(
            DecisionFlags(lines[0].subject, lines[0].body_name, lines[0].decided_on, tuple(lines)) for lines in found
        ),
    )


def flags_of(reach: Reach, audit: Audit, subject: str, *, role: str, day: date) -> tuple[FlagLine, ...]:
    """The flags of an audit on one decision, for the page of that decision; empty where they may not be seen."""
    rows = _visible(reach, role).filter(audit=audit, subject=subject).order_by("flag", "pk")
    return _lines(list(rows), audit.as_of, day)


def flag_line(reach: Reach, flag_id: int, *, role: str, day: date) -> FlagLine:
    """One flag with its replies and review. Raises LiemError `record.out_of_reach`."""
    found = _visible(reach, role).select_related("audit").filter(pk=flag_id).first()
    if found is None:
        raise out_of_reach()
    return _lines([found], found.audit.as_of, day)[0]


def kin_flags() -> frozenset[str]:
    """The flags that tell who is whose relative, or that somebody has relatives somewhere."""
    return frozenset(flag.id for flag in rule_book().flags if tells_kin(flag))


def surveys(audit: Audit) -> tuple[Survey, ...]:
    """At how many decisions the audit looked, flag by flag. One query."""
    rows = FlagSurvey.objects.filter(audit=audit).order_by("flag")
    return tuple(Survey(row.flag, row.raised, row.expired, row.clear, row.unknown) for row in rows)


def _visible(reach: Reach, role: str) -> QuerySet[Flag]:
    found = Flag.objects.all()
    if role not in {Role(one).value for one in SEES_FLAGS}:
        return found.none()
    if reach.person is not None:
        return found.filter(person=reach.person)
    if not reach.kin:
        found = found.exclude(flag__in=kin_flags())
    return found if reach.whole else found.filter(body__in=reach.bodies)


def _wanted(found: QuerySet[Flag], wanted: FlagFilter, day: date) -> QuerySet[Flag]:
    if wanted.flags is not None:
        found = found.filter(flag__in=wanted.flags)
    if wanted.bodies is not None:
        found = found.filter(body__in=wanted.bodies)
    if wanted.open_only:
        reviewed = FlagReview.objects.current().filter(flag=OuterRef("flag"), subject=OuterRef("subject"))
        found = found.filter(expires_on__gt=day).exclude(Exists(reviewed))
    return found


def _lines(rows: Sequence[Flag], as_of: date, day: date) -> tuple[FlagLine, ...]:
    """The rows with what was said to them; five queries and those of the subjects, whatever their number."""
    subjects = subjects_of([(row.about, row.subject) for row in rows], on=as_of)
    replies, reviews = _replies(rows), _reviews(rows)
    bodies = {row.body for row in rows} | {one.body for found in replies.values() for one in found}
    names = titles_of(bodies={body for body in bodies | {one.body for one in reviews.values()} if body})

    def name(body: str) -> str:
        return names.body(body, as_of) if body else ""

    return tuple(
        FlagLine(
            id=row.pk,
            flag=row.flag,
            subject=subjects[row.about, row.subject],
            person=row.person,
            body_key=row.body,
            body_name=name(row.body),
            evidence=tuple(row.evidence),
            decided_on=row.decided_on,
            raised_on=row.raised_on,
            expires_on=row.expires_on,
            is_expired=row.expires_on <= day,
            replies=tuple(Reply(one.text, one.role, name(one.body), one.on) for one in replies[row.flag, row.subject]),
            review=_review(reviews.get((row.flag, row.subject)), name),
        )
        for row in rows
    )


def _review(row: FlagReview | None, name: Callable[[str], str]) -> Review | None:
    return Review(row.outcome, row.text, row.role, name(row.body), row.on) if row else None


def _replies(rows: Iterable[Flag]) -> dict[tuple[str, str], list[FlagReply]]:
    found: dict[tuple[str, str], list[FlagReply]] = defaultdict(list)
    said = FlagReply.objects.current().filter(subject__in={row.subject for row in rows})
    for one in said.order_by("known_from", "pk"):
        found[one.flag, one.subject].append(one)
    return found


def _reviews(rows: Iterable[Flag]) -> dict[tuple[str, str], FlagReview]:
    found = FlagReview.objects.current().filter(subject__in={row.subject for row in rows})
    return {(one.flag, one.subject): one for one in found}
