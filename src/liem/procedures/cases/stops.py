"""What stands against taking a step, in words: turn and day, who takes it, papers, rules, the meeting, what is open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.course import REFUSALS, Outcome, Refusal, Taken, refusals
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import OPENING, Act, Part, Seat, Step
from liem.procedures.cases.holders import Held, bodies_of_people, refuse_foreign, refuse_own_case, step_of
from liem.procedures.cases.new_step import NewStep
from liem.procedures.cases.papers import missing_papers
from liem.procedures.cases.standing import CaseNow
from liem.procedures.decisions import stopping
from liem.procedures.decisions.signed import faults, needs_decision
from liem.procedures.decisions.undoing import former_of
from liem.procedures.gates.asking import GateLine, ask
from liem.procedures.meetings.outcomes import MeetingOutcome, outcome_of
from liem.procedures.meetings.recusals import refuse_recused
from liem.procedures.models import CaseEvent
from liem.record.scope import is_person


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing that stands against a step. `about` names it: a paper, a rule, a meeting's step; else empty."""

    code: str
    message: Message
    about: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """Everything that was asked before a step: what stops it, what comes of it, whom it chooses, what the rules said,
    who signs and who sat in its meeting."""

    stops: tuple[Stop, ...]
    outcome: Outcome
    chosen: tuple[str, ...]
    gates: tuple[GateLine, ...]
    signed_by: str | None
    present: frozenset[str]


def asked(now: CaseNow, new: NewStep, held: Held, by: Acting) -> Answered:
    """Asks all of it, also where something stops already: people want to know everything at once."""
    step, signed_by = step_of(now, new.step), _signed_by(new, held, by)
    meeting = _meeting(now, step, new)
    outcome = (meeting.outcome if meeting is not None else None) or new.outcome
    lines = ask(now, new.step, new.on) if outcome is Outcome.PASSED and _rules(now, step) else ()
    stops = [*_turn(now, new, outcome, signed_by or f"account:{by.account.pk}"), *_day(now)]
    if not new.is_blank:
        stops += _form(now, step, new, held, outcome)
        stops += _decision(now, new, held, signed_by) if step is not None and outcome is Outcome.PASSED else ()
    if outcome is not Outcome.LEFT_OUT:
        stops += [_paper(name) for name in missing_papers(now, new.step)]
        stops += [_gate(line) for line in lines if line.stops]
    chosen = tuple(new.chosen)
    if meeting is not None:
        stops += _of_meeting(meeting, new)
        chosen = _settled(meeting, new, stops)
    if outcome is Outcome.PASSED or (outcome is Outcome.LEFT_OUT and step is not None and step.act is Act.FOLLOW):
        stops += [Stop(code, message) for code, message in stopping.stops(now, new.step)]
    if new.corrects is not None:
        stops += [Stop(code, message) for code, message in stopping.stops_correcting(now, new.step)]
    present = meeting.present if meeting is not None else frozenset[str]()
    return Answered(tuple(stops), outcome, chosen, lines, signed_by, present)


def foreign_stops(now: CaseNow, held: Held, new: NewStep, by: Acting) -> tuple[Stop, ...]:
    """Whether somebody else has to take the step, as it is told to who looks at it."""
    found = []
    checks: tuple[Callable[[], None], ...] = (
        lambda: refuse_foreign(held, by),
        lambda: refuse_people(now, held, new, by),
    )
    for refuse in checks:
        try:
            refuse()
        except LiemError as error:
            found.append(Stop(error.code, error.message, str(error.data.get("body", ""))))
    return tuple(found)


def refuse_people(now: CaseNow, held: Held, new: NewStep, by: Acting) -> None:
    """Nobody acts in a case about themselves, but for the step that is theirs; nor does whoever keeps out of it.
    Raises `procedures.own_case` and `procedures.recused`."""
    acting = {one for one in (new.by_person, by.account.person) if one}
    if held.seat is not Seat.PERSON:
        refuse_own_case(now, acting - _voted_on_together(now, new))
    elif by.mandate.role != Role.OFFICIAL:
        refuse_own_case(now, [by.account.person])
    if held.seat is not Seat.PERSON:
        refuse_recused(now, acting)


def _voted_on_together(now: CaseNow, new: NewStep) -> set[str]:
    """Whoever is in the chair of a meeting at which all leaders of a body are voted on, the chair among them."""
    step = step_of(now, new.step)
    ballot = step.meeting.ballot if step is not None and step.meeting is not None else None
    return {new.by_person} if ballot is not None and ballot.levels and new.by_person else set()


def _signed_by(new: NewStep, held: Held, by: Acting) -> str | None:
    """Who takes the step: whoever signs it, the official whose own it is, else the officer at the desk."""
    own = by.account.person if held.part is Part.OFFICER else None
    return new.by_person or held.person or (own if own and is_person(own) else None)


def _meeting(now: CaseNow, step: Step | None, new: NewStep) -> MeetingOutcome | None:
    if step is None or step.act is not Act.MEET or new.outcome is Outcome.LEFT_OUT:
        return None
    return outcome_of(now, step.id, correcting=new.corrects is not None)


def _rules(now: CaseNow, step: Step | None) -> Collection[str]:
    return now.procedure.gates if step is None else step.gates


def _turn(now: CaseNow, new: NewStep, outcome: Outcome, by: str) -> Iterator[Stop]:
    """Order and separation of duties."""
    if new.step == OPENING:
        if now.course is not None:
            yield Stop("procedures.opened", _OPENED)
        if new.on > now.day:
            yield _refusal(Refusal.IN_THE_FUTURE)
        if not any(ground.in_force.covers(new.on) for ground in now.procedure.grounds):  # nor do its rules hold then
            yield Stop("procedures.not_in_force", _NOT_IN_FORCE)
        return
    if now.course is None:
        yield Stop("procedures.not_opened", _NOT_OPENED)
        return
    corrects = None if new.corrects is None else new.corrects - 1
    attempt = Taken(new.step, new.on, by, outcome, corrects)
    for one in refusals(now.procedure, now.course, now.taken, attempt, as_of=now.day):
        yield _refusal(one)


def _refusal(one: Refusal) -> Stop:
    return Stop(f"procedures.{one}", REFUSALS[one])


def _day(now: CaseNow) -> Iterator[Stop]:
    """A clock that stands before what was entered already was set back."""
    if any(event.on > now.day for event in now.events):
        yield Stop("procedures.clock", _CLOCK)


def _form(now: CaseNow, step: Step | None, new: NewStep, held: Held, outcome: Outcome) -> Iterator[Stop]:
    """What is filled in: who signs, why it did not pass or was left out, whom it chooses, the decision."""
    if outcome is not Outcome.LEFT_OUT or new.by_person is not None:
        yield from _signing(held, new)
    counted = step is not None and step.act is Act.MEET
    if not new.reason.strip() and (outcome is Outcome.LEFT_OUT or (outcome is Outcome.NOT_PASSED and not counted)):
        yield Stop("procedures.no_reason", _NO_REASON)
    if set(new.chosen) - {one.identity for one in now.people}:
        yield Stop("procedures.chosen", _CHOSEN)
    if step is not None and outcome is Outcome.PASSED and new.decision is None and needs_decision(step):
        yield Stop("procedures.decision_missing", _DECISION)


def _decision(now: CaseNow, new: NewStep, held: Held, signed_by: str | None) -> Iterator[Stop]:
    """What stands on the paper against entering the decision."""
    if new.decision is None or not held.body:
        return
    event = CaseEvent(case=now.case, step=new.step, on=new.on, body_id=held.body, by_person_id=signed_by)
    for fault in faults(now, event, new.decision, former=former_of(now, event)):
        yield Stop(fault.code, fault.message)


def _signing(held: Held, new: NewStep) -> Iterator[Stop]:
    match held.part:
        case Part.HEAD | Part.COLLECTIVE:
            if not held.people:
                yield Stop("procedures.no_leader", _NO_LEADER, held.body)
            elif new.by_person is None:
                yield Stop("procedures.who_signs", _WHO_SIGNS)
            elif new.by_person not in held.people:
                yield Stop("procedures.no_power", _NO_POWER, held.body)
        case Part.OFFICER if new.by_person is not None and new.by_person not in held.people:
            if bodies_of_people([new.by_person], on=new.on).get(new.by_person) != held.body:
                yield Stop("procedures.no_power", _NO_POWER, held.body)
        case Part.SELF if new.by_person not in {None, held.person}:
            yield Stop("procedures.no_power", _OWN_STEP)


def _paper(name: str) -> Stop:
    title = PAPERS[name]
    return Stop("procedures.paper_missing", Message(f"Còn thiếu: {title.vi}.", f"Still missing: {title.en}."), name)


def _gate(line: GateLine) -> Stop:
    return Stop("procedures.gate", line.sentence, line.rule)


def _of_meeting(meeting: MeetingOutcome, new: NewStep) -> Iterator[Stop]:
    for code, message in meeting.problems:
        yield Stop(code, message, meeting.meeting)
    if meeting.held_on is not None and new.on < meeting.held_on:
        yield Stop("procedures.before_meeting", _BEFORE_MEETING, meeting.meeting)
    if meeting.open_places and not new.is_blank and not new.reason.strip():
        yield Stop("procedures.no_reason", _NO_REASON)


def _settled(meeting: MeetingOutcome, new: NewStep, stops: list[Stop]) -> tuple[str, ...]:
    """Whom the meeting chose, with those picked where its count leaves that to somebody."""
    if meeting.problems or new.is_blank:
        return meeting.chosen
    try:
        return meeting.settled(new.chosen)
    except LiemError as error:
        stops.append(Stop(error.code, error.message, meeting.meeting))
        return meeting.chosen


_OPENED = Message("Vụ việc đã được mở.", "The case is open already.")
_NOT_IN_FORCE = Message(
    "Vào ngày đó quy trình này không có hiệu lực, nên vụ việc không thể mở từ ngày đó. Hãy xem lại ngày.",
    "On that day the procedure was not in force, so no case was opened under it. Look at the day again.",
)
_NOT_OPENED = Message(
    "Vụ việc chưa được mở. Hãy hoàn tất giấy tờ và mở vụ việc trước.",
    "The case is not open yet. Complete its papers and open it first.",
)
_CLOCK = Message(
    "Ngày của máy chủ sớm hơn ngày đã ghi trong vụ việc, nên không ghi tiếp được. Hãy báo người quản trị chỉnh giờ.",
    "The server's day lies before one entered in the case, so nothing more is entered. Have the administrator put the "
    "clock right.",
)
_BEFORE_MEETING = Message(
    "Ngày ghi trước ngày họp. Hãy xem lại ngày.",
    "The day lies before that of the meeting. Look at the day again.",
)
_NO_REASON = Message(
    "Hãy ghi lý do: vì sao bước này không đạt, được bỏ qua, hoặc vì sao chọn như vậy.",
    "Give the reason why the step did not pass, was left out, or why so was chosen.",
)
_CHOSEN = Message(
    "Người được chọn phải là người của vụ việc. Hãy chọn lại.",
    "Whoever is chosen must be among the people of the case. Choose again.",
)
_DECISION = Message(
    "Bước này là một quyết định: hãy ghi số và ngày có hiệu lực.",
    "This step is a decision: enter its number and the day on which it takes effect.",
)
_NO_LEADER = Message(
    "Hồ sơ chưa ghi ai lãnh đạo tổ chức có thẩm quyền vào ngày đó. Hãy bổ sung quá trình công tác trước.",
    "The record names nobody who led the body with the power on that day. Complete the tenures first.",
)
_WHO_SIGNS = Message(
    "Hãy ghi người ký hoặc chủ trì bước này.",
    "Name who signed the step or was in the chair.",
)
_NO_POWER = Message(
    "Vào ngày đó, người này không giữ chức vụ ở tổ chức có thẩm quyền đối với bước này. Hãy xem lại người và ngày.",
    "On that day this person held no post at the body that has the power over this step. Check person and day.",
)
_OWN_STEP = Message(
    "Bước này là của chính người được xem xét. Không ai khác làm thay.",
    "This step is the official's own. Nobody takes it for them.",
)
