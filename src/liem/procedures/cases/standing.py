"""Where a case stands on a day: its events replayed over the procedure that it keeps. Reads; never asks the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from django.db.models import QuerySet

from liem.kernel.errors import LiemError, Message
from liem.kernel.retirement import retirement_day
from liem.law.procedures.course import Course, Frame, Outcome, Taken, course
from liem.law.procedures.steps import OPENING, Act, Effect, Procedure, Step
from liem.procedures.cases.texts import procedure_of
from liem.procedures.models import Case, CaseEvent, CasePaper, CasePerson
from liem.record.models import PersonDetails
from liem.rulebook.book import known_law
from liem.rulebook.verification import verified_here
from liem.rulebook.verified import with_verifications


@dataclass(frozen=True, slots=True)
class CaseNow:
    """A case with everything that is entered of it. `course` is None while it is being prepared; `events` hold the
    opening too, `taken` do not, and number from 0 as `course` counts them. `people` are those not withdrawn."""

    case: Case
    procedure: Procedure
    day: date
    events: tuple[CaseEvent, ...]
    people: tuple[CasePerson, ...]
    papers: tuple[CasePaper, ...]
    course: Course | None

    @property
    def opened_on(self) -> date | None:
        return self.events[0].on if self.events else None

    @property
    def taken(self) -> tuple[Taken, ...]:
        return taken_of(self.events)

    @property
    def next_number(self) -> int:
        return len(self.events)

    @property
    def is_over(self) -> bool:
        return self.course is not None and self.course.end is not None

    @property
    def open_steps(self) -> tuple[str, ...]:
        """Steps that can be taken now; before the opening, the opening alone."""
        return (OPENING,) if self.course is None else tuple(place.step.id for place in self.course.open)

    def papers_for(self, step: str) -> tuple[CasePaper, ...]:
        return tuple(paper for paper in self.papers if paper.step == step)

    def event_of(self, step: str) -> CaseEvent | None:
        """The event that counts for the step."""
        if step == OPENING:
            return self.events[0] if self.events else None
        number = None if self.course is None else self.course.place(step).event
        return None if number is None else self.events[number + 1]


def case_now(key: str, *, on: date) -> CaseNow:
    """The case on the day. Raises `procedures.no_case`. Five queries."""
    found = cases_now(Case.objects.filter(pk=key), on=on)
    if not found:
        raise no_case()
    return found[0]


def cases_now(cases: QuerySet[Case], *, on: date) -> tuple[CaseNow, ...]:
    """These cases on the day, in their order. Five queries, however many they are."""
    rows = list(cases.select_related("decision"))
    keys = [case.pk for case in rows]
    events = _by_case(CaseEvent.objects.filter(case__in=keys).order_by("number"))
    people = _by_case(
        CasePerson.objects.current().filter(case__in=keys, withdrawn_on=None).order_by("joined_on", "identity")
    )
    papers = _by_case(CasePaper.objects.current().filter(case__in=keys).order_by("dated_on", "identity"))
    frames = _Frames(rows, on)
    return tuple(
        _now(case, frames, tuple(events[case.pk]), tuple(people[case.pk]), tuple(papers[case.pk])) for case in rows
    )


def _course(case: Case, procedure: Procedure, frames: _Frames, events: tuple[CaseEvent, ...]) -> Course | None:
    if not events:
        return None
    frame = frames.of(case, procedure)
    return course(procedure, opened=events[0].on, events=taken_of(events), as_of=frames.day, frame=frame)


def _now(
    case: Case,
    frames: _Frames,
    events: tuple[CaseEvent, ...],
    people: tuple[CasePerson, ...],
    papers: tuple[CasePaper, ...],
) -> CaseNow:
    procedure = frames.procedure(case)
    return CaseNow(case, procedure, frames.day, events, people, papers, _course(case, procedure, frames, events))


class _Of(Protocol):
    case_id: str


R = TypeVar("R", bound=_Of)


def _by_case(rows: Iterable[R]) -> defaultdict[str, list[R]]:
    found = defaultdict[str, list[R]](list)
    for row in rows:
        found[row.case_id].append(row)
    return found


def taken_of(events: tuple[CaseEvent, ...]) -> tuple[Taken, ...]:
    """Events as the course reads them. The numbers that corrections name count from the first step, not the opening."""
    return tuple(
        Taken(
            event.step,
            event.on,
            by_key(event),
            Outcome(event.outcome),
            None if event.corrects is None else event.corrects - 1,
        )
        for event in events[1:]
    )


def by_key(event: CaseEvent) -> str:
    """Who took the step, for separation of duties: the person, else the account that entered it."""
    return event.by_person_id or f"account:{event.account_id}"


class _Frames:
    """What cases run by on a day, with what was verified here: two queries, and the values of the law once a
    procedure."""

    def __init__(self, cases: Sequence[Case], day: date) -> None:
        self.day = day
        self._verified = verified_here()
        self._law = with_verifications(known_law(), self._verified)
        self._calendar = self._law.workdays
        self._values: dict[str, dict[str, int]] = {}
        self._retires = retirements({case.person_id for case in cases if case.person_id})

    def procedure(self, case: Case) -> Procedure:
        """The procedure of the case, as it was then, without the marks of what has been verified since."""
        return procedure_of(case, self._verified)

    def of(self, case: Case, procedure: Procedure) -> Frame:
        if procedure.digest not in self._values:
            self._values[procedure.digest] = self._law.limit_values(procedure, self.day)
        return Frame(days_of(case, self._retires), self._values[procedure.digest], self._calendar)


def days_of(case: Case, retires: Mapping[str, date]) -> dict[str, date]:
    """The days of the case that limits are counted from or back from. `retires` by person."""
    days = {
        "planned_on": case.planned_on,
        "term_end": case.term_ends_on,
        "congress": case.congress_on,
        "retirement": retires.get(case.person_id or ""),
    }
    return {name: day for name, day in days.items() if day is not None}


def retirements(people: Collection[str]) -> dict[str, date]:
    """The day of retirement of each of them whose birth and sex are on record. One query."""
    details = PersonDetails.objects.current().filter(person_id__in=people).exclude(born_on=None).exclude(sex="")
    rows = details.values_list("person_id", "born_on", "sex")
    return {person: retirement_day(born_on, sex) for person, born_on, sex in rows}


def closing_step(procedure: Procedure) -> Step | None:
    """The step whose entry makes the effect a fact; None where the procedure brings none about."""
    if procedure.effect is None:
        return None
    steps = [step for step in procedure.steps if step.optional is None]
    if procedure.effect is Effect.CORRECTION_PLAN:
        return next((step for step in procedure.steps if "correction_plan" in step.papers), None)
    deciding = [step for step in steps if step.act is Act.DECIDE and "decision" in step.papers]
    counted = [step for step in steps if step.meeting is not None and step.meeting.ballot is not None]
    return next(iter(reversed(deciding)), None) or next(iter(reversed(counted)), None) or steps[-1]


def no_case() -> LiemError:
    return LiemError(
        "procedures.no_case",
        Message(
            "Không có vụ việc này trong phạm vi được giao. Hãy mở lại danh sách vụ việc.",
            "There is no such case within your mandate. Open the board of cases again.",
        ),
    )


def refuse_over(now: CaseNow) -> None:
    """Raises `procedures.over` where the case has ended."""
    if now.is_over:
        raise LiemError(
            "procedures.over",
            Message(
                "Vụ việc đã kết thúc nên không ghi thêm được. Muốn làm lại thì mở vụ việc mới.",
                "The case has ended, so nothing more is entered. To do it again, open a new one.",
            ),
        )
