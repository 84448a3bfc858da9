"""The board of cases: one line a case, with where it stands, who acts next, by when, and which papers hold it up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from django.db.models import Q, QuerySet

from liem.kernel.errors import Message
from liem.law.procedures.course import Course, End
from liem.law.procedures.steps import Act, Part, Seat
from liem.procedures.cases.entered import names_of
from liem.procedures.cases.holders import Held, Holders, step_of
from liem.procedures.cases.papers import missing_papers
from liem.procedures.cases.progress import Progress, progress_of_all
from liem.procedures.cases.standing import CaseNow, cases_now
from liem.procedures.meetings.standing import MeetingNow, awaited
from liem.procedures.models import Case, CasePerson
from liem.record.days import Titles, titles_of
from liem.record.people import within
from liem.record.scope import Reach
from liem.record.state import kept_until_a_change
from liem.rulebook.book import known_law

Meetings: TypeAlias = Mapping[tuple[str, str], MeetingNow]


class Stand(StrEnum):
    """How far a case has come, in the order of the board."""

    RUNNING = "running"
    PREPARED = "prepared"
    COMPLETED = "completed"
    NOT_PASSED = "not_passed"


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """Which cases are asked for: of a kind, of a unit, that stand so, with a late step, or only `among` these."""

    kind: str = ""
    body: str = ""
    stand: Stand | None = None
    late: bool = False
    among: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Next:
    """A step that can be taken now (“opening” of a case that is prepared): who acts, by when, what papers are missing
    and how many rules it asks. `problem` says why nobody can; `meeting` is the one that a step which `meets` has so
    far."""

    step: str
    title: Message
    body: str
    body_name: str
    part: Part
    due: date | None
    is_late: bool
    missing: tuple[str, ...]
    rules: int
    problem: Message | None
    meets: bool
    meeting: MeetingNow | None


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A case. `person_name` where it is about one official, `decision` the number of the one looked into."""

    key: str
    title: Message
    kind: str
    body: str
    body_name: str
    post_title: str
    person_name: str
    decision: str
    prepared_on: date
    people: int
    stand: Stand
    opened_on: date | None
    next: tuple[Next, ...]

    @property
    def is_late(self) -> bool:
        return any(one.is_late for one in self.next)


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Part of the cases; `late` counts among all that the filter leaves, `total` all of these."""

    total: int
    late: int
    lines: tuple[BoardLine, ...]


def board(reach: Reach, on: date, wanted: BoardFilter, *, offset: int = 0, limit: int = 50) -> BoardPage:
    """The cases within reach, running ones first and of these the first due. A constant number of queries."""
    found = [one for one in _places(reach, on) if _answers(one, wanted)]
    keys = [one.key for one in found[offset : offset + limit]]
    page = sorted(cases_now(Case.objects.filter(pk__in=keys), on=on), key=lambda now: keys.index(now.case.pk))
    return BoardPage(len(found), sum(one.is_late for one in found), _lines(page, on))


def cases_within(reach: Reach) -> QuerySet[Case]:
    """The cases of the units within reach and those that ask the body from which somebody there comes; of an official,
    those about that one."""
    if reach.person is not None:
        return Case.objects.filter(Q(person=reach.person) | Q(pk__in=_with_people([reach.person])))
    if reach.whole:
        return Case.objects.all()
    asking = [one.id for one in known_law().procedures if any(step.by.seat is Seat.ORIGIN for step in one.steps)]
    people = within(reach).order_by().values("person_id")
    of_ours = Q(pk__in=_with_people(people)) | Q(person__in=people)
    return Case.objects.filter(Q(body__in=reach.bodies) | Q(procedure__in=asking) & of_ours)


@dataclass(frozen=True, slots=True)
class _Place:
    """What puts a case in its place on the board."""

    key: str
    kind: str
    body: str
    stand: Stand
    due: date | None
    is_late: bool
    since: date


@kept_until_a_change(most=16)
def _places(reach: Reach, on: date) -> tuple[_Place, ...]:
    found = progress_of_all(on)
    if not reach.whole or reach.person is not None:
        within = set(cases_within(reach).values_list("pk", flat=True))
        found = tuple(one for one in found if one.case.pk in within)
    return tuple(sorted((_place(one, on) for one in found), key=_in_order))


def _place(one: Progress, on: date) -> _Place:
    case, since = one.case, one.opened or one.case.prepared_on
    stand = Stand.PREPARED if one.opened is None else _stand(one.end)
    return _Place(case.pk, case.kind, case.body_id, stand, one.due, one.is_late(on), since)


def _in_order(one: _Place) -> tuple[int, date, int, str]:
    """Running ones by the day they are due; of the others the newest first."""
    due = (one.due or date.max) if one.stand is Stand.RUNNING else date.max
    return _ORDER[one.stand], due, -one.since.toordinal(), one.key


_ORDER = {stand: place for place, stand in enumerate(Stand)}


def _answers(one: _Place, wanted: BoardFilter) -> bool:
    return (
        wanted.kind in ("", one.kind)
        and wanted.body in ("", one.body)
        and wanted.stand in (None, one.stand)
        and (one.is_late or not wanted.late)
        and (wanted.among is None or one.key in wanted.among)
    )


def stand_of(course: Course | None) -> Stand:
    return Stand.PREPARED if course is None else _stand(course.end)


def _stand(end: End | None) -> Stand:
    match end:
        case None:
            return Stand.RUNNING
        case End.COMPLETED:
            return Stand.COMPLETED
        case End.NOT_PASSED:
            return Stand.NOT_PASSED


def _with_people(people: Collection[str] | QuerySet[Any, Any]) -> QuerySet[CasePerson, Any]:
    current = CasePerson.objects.current().filter(person__in=people, withdrawn_on=None)
    return current.order_by().values("case_id")


def _lines(page: Collection[CaseNow], on: date) -> tuple[BoardLine, ...]:
    cases = list(page)
    holders = Holders(cases, on=on)
    held = {now.case.pk: {step: holders.of(now, step_of(now, step)) for step in now.open_steps} for now in cases}
    bodies = {one.body for steps in held.values() for one in steps.values()} | {now.case.body_id for now in cases}
    titles = titles_of(posts={now.case.post_id for now in cases if now.case.post_id}, bodies=bodies - {""})
    names = names_of([now.case.person_id for now in cases])
    meetings = awaited(cases)
    return tuple(_line(now, held[now.case.pk], titles, names, meetings) for now in cases)


def _line(now: CaseNow, held: dict[str, Held], titles: Titles, names: dict[str, str], meetings: Meetings) -> BoardLine:
    case, on = now.case, now.day
    return BoardLine(
        key=case.pk,
        title=now.procedure.title,
        kind=case.kind,
        body=case.body_id,
        body_name=titles.body(case.body_id, on),
        post_title=titles.post(case.post_id, on).title if case.post_id else "",
        person_name=names.get(case.person_id or "", ""),
        decision=case.decision.number if case.decision else "",
        prepared_on=case.prepared_on,
        people=len(now.people),
        stand=stand_of(now.course),
        opened_on=now.opened_on,
        next=tuple(_next(now, held, titles, meetings)) if not now.is_over else (),
    )


def _next(now: CaseNow, held: dict[str, Held], titles: Titles, meetings: Meetings) -> Iterator[Next]:
    for key, holder in held.items():
        step = step_of(now, key)
        place = now.course.place(key) if now.course is not None and step is not None else None
        yield Next(
            step=key,
            title=step.title if step else OPENING_TITLE,
            body=holder.body,
            body_name=titles.body(holder.body, now.day) if holder.body else "",
            part=holder.part,
            due=place.due if place else None,
            is_late=place.is_late if place else False,
            missing=missing_papers(now, key),
            rules=len(step.gates if step else now.procedure.gates),
            problem=holder.problem,
            meets=step is not None and step.act is Act.MEET and step.meeting is not None,
            meeting=meetings.get((now.case.pk, key)),
        )


OPENING_TITLE = Message("Mở vụ việc", "Open the case")
