"""Runs the cases beside procedures: what they say must come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from liem.law.procedures.cases import Attempt, ProcedureCase
from liem.law.procedures.counting import faults, result
from liem.law.procedures.course import Course, Frame, Outcome, Taken, course, refusals
from liem.law.procedures.steps import Procedure

if TYPE_CHECKING:
    from liem.law.packs import Law


@dataclass(frozen=True, slots=True)
class Difference:
    """What came out otherwise than a case says."""

    procedure: Procedure
    case: ProcedureCase
    what: str
    expected: object
    found: object


def run_procedure_cases(law: Law) -> list[Difference]:
    """All differences, in the order of files and lines. A case counts with the values of the law on its day, unless
    it gives others."""
    return [
        difference
        for procedure in law.procedures
        for case in procedure.cases
        for difference in _differences(procedure, case, _frame(procedure, case, law))
    ]


@dataclass(frozen=True, slots=True)
class _Played:
    """Where the case stood, what refused its last event, what its counts opened, and how many events were left."""

    course: Course
    refused: tuple[str, ...]
    opens: tuple[str, ...]
    left: int


def _frame(procedure: Procedure, case: ProcedureCase, law: Law) -> Frame:
    values = law.limit_values(procedure, case.as_of)
    return Frame(case.days, {**values, **case.values}, law.workdays)


def _differences(procedure: Procedure, case: ProcedureCase, frame: Frame) -> Iterator[Difference]:
    played, expect = _play(procedure, case, frame), case.expect
    now = played.course
    found: list[tuple[str, object, object]] = [
        ("refused", expect.refused, played.refused),
        ("events after the one refused", 0, played.left),
        ("end", expect.end, now.end),
    ]
    if expect.open is not None:
        found.append(("open", expect.open, tuple(place.step.id for place in now.open)))
    if expect.late is not None:
        found.append(("late", expect.late, tuple(place.step.id for place in now.places if place.is_late)))
    if expect.opens is not None:
        found.append(("opens", expect.opens, played.opens))
    found += [(f"due of {step}", day, now.place(step).due) for step, day in expect.due.items()]
    for what, expected, came_out in found:
        if expected != came_out:
            yield Difference(procedure, case, what, expected, came_out)


def _play(procedure: Procedure, case: ProcedureCase, frame: Frame) -> _Played:
    """Enters the events one by one; the first that is refused ends the playing."""
    events: list[Taken] = []
    opens: list[str] = []
    now = course(procedure, opened=case.opened, events=events, as_of=case.as_of, frame=frame)
    for number, attempt in enumerate(case.events, start=1):
        refused, taken, opened = _enter(procedure, now, events, attempt, case)
        if refused:
            return _Played(now, refused, tuple(opens), len(case.events) - number)
        events.append(taken)
        opens += opened
        now = course(procedure, opened=case.opened, events=events, as_of=case.as_of, frame=frame)
    return _Played(now, (), tuple(opens), 0)


def _enter(
    procedure: Procedure, now: Course, events: Sequence[Taken], attempt: Attempt, case: ProcedureCase
) -> tuple[tuple[str, ...], Taken, list[str]]:
    """What refuses the event, the event with its outcome, and the kinds of procedures that its count opens."""
    refused = refusals(procedure, now, events, attempt.taken, as_of=case.as_of)
    meeting = procedure.step(attempt.taken.step).meeting
    if refused or attempt.count is None or meeting is None:
        return tuple(refused), attempt.taken, []
    found = faults(meeting, attempt.count, places=attempt.places)
    if found or meeting.ballot is None:
        return tuple(found), attempt.taken, []
    decided = result(meeting.ballot, attempt.count, places=attempt.places)
    opens = [str(one.consequence.opens) for one in decided.reached if one.consequence.opens is not None]
    outcome = Outcome.PASSED if decided.passes else Outcome.NOT_PASSED
    return (), replace(attempt.taken, outcome=outcome), opens
