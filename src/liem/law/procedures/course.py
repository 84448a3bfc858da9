"""Where a case stands: its events replayed over its procedure. Reads no clock; the day is an argument.

Nothing is ever taken out of a case. A step that did not pass sends it back, and a correction stands for what it
corrects; either way the steps that rested on it are to be taken again. What was entered wrongly as not passed can be
corrected until a step to which it sent the case back has been taken again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from liem.kernel.dates import Term, end_of, latest_start
from liem.kernel.errors import Message
from liem.kernel.workdays import Workdays
from liem.law.procedures.steps import OPENING, Counted, Limit, Procedure, Step


class Outcome(StrEnum):
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    LEFT_OUT = "left_out"  # an optional step


@dataclass(frozen=True, slots=True)
class Taken:
    """A step taken: on which day, by whom (a key), and what came of it. `corrects` is the number of the event, from 0,
    for which this one stands."""

    step: str
    on: date
    by: str
    outcome: Outcome = Outcome.PASSED
    corrects: int | None = None


class State(StrEnum):
    WAITING = "waiting"  # for steps before it
    OPEN = "open"
    TAKEN = "taken"
    LEFT_OUT = "left_out"
    NOT_PASSED = "not_passed"
    NOT_REACHED = "not_reached"  # the case ended before it


class End(StrEnum):
    COMPLETED = "completed"
    NOT_PASSED = "not_passed"


@dataclass(frozen=True, slots=True)
class Place:
    """A step of the case. `since` is the day on which it opened; `due` the last day for it, and `is_sure` whether the
    holidays in between are all verified; `event` the number of the event that took it."""

    step: Step
    state: State
    since: date | None = None
    due: date | None = None
    is_sure: bool = True
    is_late: bool = False
    event: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What limits are counted with: named days of the case, values of the law, the calendar."""

    days: Mapping[str, date] = field(default_factory=dict)
    values: Mapping[str, int] = field(default_factory=dict)
    calendar: Workdays = field(default_factory=Workdays)


@dataclass(frozen=True, slots=True)
class Course:
    """Every step with its state, in the order of the procedure, and how the case ended (None: it goes on).
    `correctable` are the numbers of the events for which a correction may stand."""

    opened: date
    places: tuple[Place, ...]
    end: End | None
    correctable: frozenset[int] = frozenset()

    def place(self, step: str) -> Place:
        """Raises KeyError where the procedure has no such step."""
        found = next((place for place in self.places if place.step.id == step), None)
        if found is None:
            raise KeyError(step)
        return found

    @property
    def open(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.state is State.OPEN)


class Refusal(StrEnum):
    """Why a step cannot be taken."""

    UNKNOWN_STEP = "unknown_step"
    ENDED = "ended"
    NOT_OPEN = "not_open"
    ALREADY_TAKEN = "already_taken"
    TOO_EARLY = "too_early"  # before a step that it rests on
    IN_THE_FUTURE = "in_the_future"
    SAME_PERSON = "same_person"
    NOT_OPTIONAL = "not_optional"
    NOTHING_TO_CORRECT = "nothing_to_correct"


REFUSALS: Mapping[Refusal, Message] = {
    Refusal.UNKNOWN_STEP: Message(
        "Quy trình này không có bước đó. Hãy mở lại trang của vụ việc.",
        "This procedure has no such step. Open the page of the case again.",
    ),
    Refusal.ENDED: Message(
        "Vụ việc đã kết thúc. Muốn làm lại thì mở vụ việc mới.", "The case has ended. To do it again, open a new one."
    ),
    Refusal.NOT_OPEN: Message(
        "Chưa đến bước này: còn bước phía trước chưa xong. Hãy làm xong các bước đó.",
        "It is not this step's turn: a step before it is not done. Finish that one first.",
    ),
    Refusal.ALREADY_TAKEN: Message(
        "Bước này đã làm. Nếu ghi sai, hãy ghi một lần sửa có lý do.",
        "This step has been taken. If it was entered wrongly, enter a correction with its reason.",
    ),
    Refusal.TOO_EARLY: Message(
        "Ngày làm bước này trước ngày của bước mà nó dựa vào. Hãy xem lại ngày.",
        "The day lies before that of a step which this one rests on. Look at the day again.",
    ),
    Refusal.IN_THE_FUTURE: Message(
        "Ngày này chưa đến. Hãy ghi khi bước này đã làm xong.",
        "This day has not come yet. Enter the step once it has been taken.",
    ),
    Refusal.SAME_PERSON: Message(
        "Người này đã làm một bước phải do người khác làm. Hãy giao cho người khác.",
        "This person took a step that somebody else must take. Hand it to another.",
    ),
    Refusal.NOT_OPTIONAL: Message(
        "Bước này không được bỏ qua. Hãy làm bước này.", "This step cannot be left out. It has to be taken."
    ),
    Refusal.NOTHING_TO_CORRECT: Message(
        "Lần ghi đó không phải của bước này, hoặc vụ việc không còn dựa vào nó. Hãy sửa lần ghi mới nhất của bước.",
        "That entry is not of this step, or the case no longer rests on it. Correct the newest entry of the step.",
    ),
}


def course(procedure: Procedure, *, opened: date, events: Sequence[Taken], as_of: date, frame: Frame) -> Course:
    """Where the case stands on the day, after these events in the order in which they were entered."""
    replay = _Replay(procedure, opened, events)
    end = _end(procedure, replay)
    places = tuple(_place(step, replay, as_of, frame, end) for step in procedure.steps)
    return Course(opened, places, end, replay.correctable)


def refusals(
    procedure: Procedure, now: Course, events: Sequence[Taken], attempt: Taken, *, as_of: date
) -> tuple[Refusal, ...]:
    """Everything in the order of steps that stands against this event; empty where it may be entered. Gates, mandates
    and papers are asked elsewhere."""
    if attempt.step not in procedure.by_id:
        return (Refusal.UNKNOWN_STEP,)
    return tuple(dict.fromkeys(_refusals(procedure, now, events, attempt, as_of)))


class _Replay:
    """The events entered one by one: which of them counts for each step that has been taken."""

    def __init__(self, procedure: Procedure, opened: date, events: Sequence[Taken]) -> None:
        self.opened = opened
        self.events = events
        self.counting: dict[str, int] = {}
        self._procedure = procedure
        self._put_aside: dict[int, dict[str, int]] = {}  # what each sending back took from `counting`
        self._returns: dict[int, str] = {}  # the step that each sending back opened again
        for number, event in enumerate(events):
            self._enter(number, event)

    @property
    def correctable(self) -> frozenset[int]:
        """The events that count, and those that sent the case back to where nothing has been taken since."""
        return frozenset({*self.counting.values(), *self._put_aside})

    def of(self, step: str) -> Taken | None:
        """The event that counts for the step."""
        number = self.counting.get(step)
        return None if number is None else self.events[number]

    def is_open(self, step: Step) -> bool:
        """Whether every step before it is done."""
        earlier = (self.of(name) for name in step.after)
        return all(event is not None and event.outcome is not Outcome.NOT_PASSED for event in earlier)

    def since(self, step: Step) -> date:
        """The day on which the step opened, or opened again."""
        before = [event.on for name in step.after if (event := self.of(name)) is not None]
        returns = [self.events[number].on for number, name in self._returns.items() if name == step.id]
        return max([*before, *returns], default=self.opened)

    def undo(self, number: int) -> None:
        """As if that event had not been entered, nor anything that rested on it."""
        step = self.events[number].step
        self._returns.pop(number, None)
        self.counting |= self._put_aside.pop(number, {})
        gone = {step, *self._procedure.all_after(step)}
        self._void(gone)
        self._returns = {one: name for one, name in self._returns.items() if name == step or name not in gone}

    def _enter(self, number: int, event: Taken) -> None:
        if event.corrects is not None:
            self.undo(event.corrects)
        self._settle({event.step})
        self.counting[event.step] = number
        returns_to = self._procedure.step(event.step).returns_to
        if event.outcome is Outcome.NOT_PASSED and returns_to is not None:
            self._put_aside[number] = self._void({returns_to, *self._procedure.all_after(returns_to)})
            self._returns[number] = returns_to

    def _void(self, steps: set[str]) -> dict[str, int]:
        self._settle(steps)
        return {step: self.counting.pop(step) for step in steps if step in self.counting}

    def _settle(self, steps: set[str]) -> None:
        """What was put aside cannot come back once one of its steps is taken or voided anew."""
        self._put_aside = {number: aside for number, aside in self._put_aside.items() if steps.isdisjoint(aside)}


def _end(procedure: Procedure, replay: _Replay) -> End | None:
    found = [replay.of(step.id) for step in procedure.steps]
    if any(event is not None and event.outcome is Outcome.NOT_PASSED for event in found):
        return End.NOT_PASSED
    return End.COMPLETED if all(event is not None for event in found) else None


_STATES = {Outcome.PASSED: State.TAKEN, Outcome.NOT_PASSED: State.NOT_PASSED, Outcome.LEFT_OUT: State.LEFT_OUT}


def _place(step: Step, replay: _Replay, as_of: date, frame: Frame, end: End | None) -> Place:
    is_open, event = replay.is_open(step), replay.of(step.id)
    since = replay.since(step) if is_open else None
    due, is_sure = _due(step.limit, replay, frame) if step.limit else (None, True)
    if event is not None:
        is_late = due is not None and event.on > due
        return Place(step, _STATES[event.outcome], since, due, is_sure, is_late, replay.counting[step.id])
    if end is not None:
        return Place(step, State.NOT_REACHED)
    state = State.OPEN if is_open else State.WAITING
    return Place(step, state, since, due, is_sure, is_late=due is not None and as_of > due)


def _due(limit: Limit, replay: _Replay, frame: Frame) -> tuple[date | None, bool]:
    """The last day, and whether it is sure. None where it cannot be counted (yet)."""
    if limit.by is not None:
        return limit.by.first_from(replay.opened), True
    number = limit.number if limit.number is not None else frame.values.get(limit.parameter or "")
    start = _counted_from(limit, replay, frame)
    if number is None:
        return None, False
    if start is None:
        return None, True
    if limit.counted is Counted.DAYS:
        return start + timedelta(days=-number if limit.before else number), True
    if limit.counted is Counted.MONTHS:
        return _months_from(start, -number if limit.before else number), True
    calendar = frame.calendar
    due = calendar.before(start, number) if limit.before else calendar.after(start, number)
    return due, calendar.knows(min(start, due), max(start, due))


def _months_from(start: date, months: int) -> date:
    """So many months after the day, or before it where they are below 0."""
    if not months:
        return start
    term = Term(months=abs(months))
    return end_of(start, term) if months > 0 else latest_start(start, term)


def _counted_from(limit: Limit, replay: _Replay, frame: Frame) -> date | None:
    if limit.before is not None:
        return frame.days.get(limit.before)
    if limit.since == OPENING:
        return replay.opened
    event = replay.of(limit.since or "")
    return None if event is None else event.on


def _refusals(
    procedure: Procedure, now: Course, events: Sequence[Taken], attempt: Taken, as_of: date
) -> Iterator[Refusal]:
    step, replay = procedure.step(attempt.step), _Replay(procedure, now.opened, events)
    if attempt.corrects is None:
        yield from _out_of_turn(now, step)
    elif attempt.corrects in now.correctable and events[attempt.corrects].step == step.id:
        replay.undo(attempt.corrects)  # a correction is held against what stood before the event it corrects
    else:
        yield Refusal.NOTHING_TO_CORRECT
        return
    if attempt.on > as_of:
        yield Refusal.IN_THE_FUTURE
    if replay.is_open(step) and attempt.on < replay.since(step):
        yield Refusal.TOO_EARLY
    if attempt.outcome is Outcome.LEFT_OUT and step.optional is None:
        yield Refusal.NOT_OPTIONAL
    others = (replay.of(name) for name in procedure.apart_from(step.id))
    if attempt.by in {event.by for event in others if event is not None}:
        yield Refusal.SAME_PERSON


def _out_of_turn(now: Course, step: Step) -> Iterator[Refusal]:
    state = now.place(step.id).state
    if now.end is not None:
        yield Refusal.ENDED
    elif state is State.WAITING:
        yield Refusal.NOT_OPEN
    elif state is not State.OPEN:
        yield Refusal.ALREADY_TAKEN
