"""Taking a step of a case: one event, after everything that stands against it has been asked.

why_not(now, new, by=acting, on=day)      everything that stands against the step, in words: shown before the press
take(key, NewStep(step, on, …), by=acting)
correct(key, number, NewStep(…), reason, by=acting)     the event of that number was wrong: this one stands for it

Whoever comes second finds the case as the first has left it: what is asked is asked again once nobody else can write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.utils import timezone

from liem.actions.models import Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.course import Outcome
from liem.law.procedures.steps import OPENING, Act, Concern, Convened, Seat, Step
from liem.procedures.cases.holders import Held, holder_of, refuse_foreign, step_of
from liem.procedures.cases.new_step import NewStep
from liem.procedures.cases.people import propose
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.cases.stops import Answered, Stop, asked, foreign_stops, refuse_people
from liem.procedures.decisions import entering, publishing
from liem.procedures.models import CaseEvent, CasePerson, GateAnswer, Part, Participation, Proposal

__all__ = ["NewStep", "Stop", "correct", "enter", "take", "why_not"]

OPEN, TAKE, CORRECT = "procedures.open", "procedures.take", "procedures.correct"

_PARTS = {
    Act.PROPOSE: Part.PROPOSER,
    Act.CONSULT: Part.ASSESSOR,
    Act.APPRAISE: Part.ASSESSOR,
    Act.ASSESS: Part.ASSESSOR,
    Act.PREPARE: Part.ASSESSOR,
    Act.DECIDE: Part.DECIDER,
}
_DECIDING = (Convened.LEADERSHIP, Convened.STANDING_COMMITTEE, Convened.COMMITTEE, Convened.PANEL)


def why_not(now: CaseNow, new: NewStep | str, *, by: Acting, on: date) -> tuple[Stop, ...]:
    """Everything that stands against taking the step on the day, whoever asks and whatever they still have to fill in.
    A step by its id alone is looked at before anything is filled in."""
    form = NewStep(new, on, is_blank=True) if isinstance(new, str) else new
    held = holder_of(now, step_of(now, form.step), on=form.on)
    return (*foreign_stops(now, held, form, by), *asked(now, form, held, by).stops)


def take(key: str, new: NewStep, *, by: Acting) -> CaseEvent:
    """Takes a step in one action. Raises `procedures.no_case`, `procedures.no_step`, `procedures.nobody`,
    `procedures.foreign`, `procedures.own_case`, `procedures.recused`; `procedures.refused` with everything else that
    stands against it (`data["stops"]` holds the codes); what entering the decision refuses; and those of permission."""
    if new.step == OPENING:
        return enter(OPEN, key, new, by=by)
    return enter(TAKE, key, new, by=by)


def correct(key: str, number: int, new: NewStep, reason: str, *, by: Acting) -> CaseEvent:
    """Enters what the event of that number should have been; the steps that rested on it are taken again. Raises what
    `take` does, `procedures.opening_stands` and `procedures.no_reason`."""
    if number == 0:
        raise LiemError(
            "procedures.opening_stands",
            Message(
                "Việc mở vụ việc không sửa được. Nếu mở sai, hãy kết thúc vụ việc ở bước đang chờ và mở vụ việc mới.",
                "The opening cannot be corrected. Where it was wrong, end the case at the step that is open and open "
                "another.",
            ),
        )
    if not reason.strip():
        raise LiemError(
            "procedures.no_reason",
            Message("Hãy ghi lý do sửa.", "Give the reason for the correction."),
        )
    return enter(CORRECT, key, replace(new, corrects=number, reason=reason.strip()), by=by)


def enter(action: str, key: str, new: NewStep, *, by: Acting) -> CaseEvent:
    """One event in one action; `action` is the row of the table of permissions that it needs."""
    today = timezone.localdate()
    before = case_now(key, on=today)
    held = holder_of(before, step_of(before, new.step), on=new.on)
    refuse_foreign(held, by)  # before the scope of the mandate: it tells whose step it is

    def write(w: Write) -> CaseEvent:
        now = case_now(key, on=today)
        held = holder_of(now, step_of(now, new.step), on=new.on)
        refuse_foreign(held, by)
        refuse_people(now, held, new, by)
        answered = asked(now, new, held, by)
        _refuse(answered.stops)
        return _write(now, new, _event(now, new, held, answered, by), answered, w)

    own = by.mandate.role == Role.OFFICIAL
    people = [one for one in (before.case.body_id, before.case.person_id, new.by_person) if one]
    return perform(
        action,
        by=by,
        body=held.body,
        subjects=[by.account.person or ""] if own else list(dict.fromkeys(people)),
        content={"case": key, "step": new.step, "on": new.on.isoformat(), "corrects": new.corrects},
        write=write,
    )


def _refuse(stops: tuple[Stop, ...]) -> None:
    if stops:
        raise LiemError(
            "procedures.refused",
            Message("\n".join(stop.message.vi for stop in stops), "\n".join(stop.message.en for stop in stops)),
            {"stops": [stop.code for stop in stops], "about": [stop.about for stop in stops]},
        )


def _write(now: CaseNow, new: NewStep, event: CaseEvent, answered: Answered, w: Write) -> CaseEvent:
    step = step_of(now, new.step)
    w.add([event])
    w.add(_gate_answers(event, answered))
    if step is not None:
        _enter_parts(now, step, event, answered.present, w)
        entering.enter(now, event, new.decision, w)
        if step.act is Act.PUBLISH and event.outcome == Outcome.PASSED:
            publishing.published(now, event, w)
    return event


def _event(now: CaseNow, new: NewStep, held: Held, answered: Answered, by: Acting) -> CaseEvent:
    return CaseEvent(
        key=f"{now.case.pk}:{now.next_number}",
        case=now.case,
        number=now.next_number,
        step=new.step,
        on=new.on,
        body_id=held.body,
        by_person_id=answered.signed_by,
        account=by.account,
        outcome=answered.outcome,
        corrects=new.corrects,
        reason=new.reason.strip(),
        chosen=list(answered.chosen),
    )


def _gate_answers(event: CaseEvent, answered: Answered) -> Iterator[GateAnswer]:
    for line in answered.gates:
        yield GateAnswer(
            event=event,
            rule=line.rule,
            digest=line.digest,
            subject=line.subject,
            verdict=line.verdict,
            waiver=line.waiver.identity if line.waiver else "",
        )


def _enter_parts(now: CaseNow, step: Step, event: CaseEvent, present: frozenset[str], w: Write) -> None:
    """Who took part in what is decided about each candidate, for the rules that keep relatives out of it."""
    if step.by.seat is Seat.PERSON or event.outcome == Outcome.LEFT_OUT:
        return
    considered = [one for one in now.people if one.candidacy_id]
    taking = _taking_part(step, event, present)
    if step.act is Act.PROPOSE and event.by_person_id and event.body_id:
        considered = _propose(now, considered, event, w)
    rows = {(str(one.candidacy_id), person, part) for one in considered for person, part in taking}
    current = Participation.objects.current().filter(candidacy__in=[one.candidacy_id for one in considered])
    rows -= set(current.values_list("candidacy_id", "person_id", "part"))
    w.add(
        Participation(identity=uuid4().hex, candidacy_id=candidacy, person_id=person, part=part)
        for candidacy, person, part in sorted(rows)
    )


def _propose(now: CaseNow, people: list[CasePerson], event: CaseEvent, w: Write) -> list[CasePerson]:
    """In a case about one official whoever takes the step of proposal proposes them; gives whom they did not."""
    if now.procedure.concerns is not Concern.PERSON or Proposal.objects.filter(case=now.case).exists():
        return people
    for one in people:
        propose(one, w, proposer=event.by_person_id, body=event.body_id or now.case.body_id, on=event.on)
    return []


def _taking_part(step: Step, event: CaseEvent, present: frozenset[str]) -> set[tuple[str, Part]]:
    found = {(event.by_person_id, _PARTS[step.act])} if event.by_person_id and step.act in _PARTS else set()
    if step.meeting is not None and step.meeting.convened in _DECIDING:
        found |= {(person, Part.DECIDER) for person in present}
    return found
