"""Entering what a step decided: the decision itself and, where it closes the matter, its effect upon the record.

enter(now, event, new, w)      called for every step that is taken or corrected; gives the decision, where there is one

What was entered for the same step before is undone first, in the same entry: a correction stands for what it corrects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import uuid4

from liem.actions.versions import following
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.course import Outcome
from liem.law.procedures.steps import Act, Effect, Step
from liem.procedures.cases.holders import step_of
from liem.procedures.cases.standing import CaseNow
from liem.procedures.decisions import annulling, assessments, succession, suspending, tenures
from liem.procedures.decisions.changes import Changes
from liem.procedures.decisions.signed import (
    LONGEST_SUBJECT,
    NewDecision,
    Signed,
    deciding_body,
    faults,
    in_words,
    is_closing,
    needs_decision,
    people_of,
)
from liem.procedures.decisions.undoing import former_of, undo
from liem.procedures.models import CandidacyState, CaseEvent, Decision

_EFFECTS: Mapping[Effect, Callable[[Signed], None]] = {
    Effect.TENURE_BEGINS: tenures.begin,
    Effect.TENURE_RENEWED: tenures.renew,
    Effect.TENURE_ENDS: tenures.end,
    Effect.TRANSFER_PLAN: tenures.begin,
    Effect.SUCCESSION_ENTRY: succession.enter_list,
    Effect.EVALUATION: assessments.grade,
    Effect.TRAINING: assessments.train,
    Effect.DECISION_ANNULLED: annulling.annul,
}
"""What a closing decision does. A suspension begins, is extended and ends at steps of its own (`suspending`); a vote of
confidence changes nothing in the record, its count is the fact; the points of a correction plan are entered apart."""


def enter(now: CaseNow, event: CaseEvent, new: NewDecision | None, w: Write) -> Decision | None:
    """Enters what the event decided. `now` is the case before the event, which is written already.

    Raises `decisions.no_decision`, the faults of `signed.faults`, and what the effect refuses.
    """
    step = step_of(now, event.step)
    if step is None:
        return None
    former, changes = former_of(now, event), Changes()
    if former is not None:
        undo(former, changes)
    if event.outcome != Outcome.PASSED:
        if event.corrects is not None:
            _undo_without_decision(now, step, changes)
        changes.write(w, reason=event.reason or "Ghi lại bước đã ghi sai")
        return None
    if new is None:
        _refuse_missing(step)
        _follow_without_decision(now, step, event, changes)
        changes.write(w, reason=event.reason or now.procedure.title.vi)
        return None
    for fault in faults(now, event, new, former=former):
        raise fault
    return _enter(now, event, new, changes, w)


def _enter(now: CaseNow, event: CaseEvent, new: NewDecision, changes: Changes, w: Write) -> Decision:
    step = now.procedure.step(event.step)
    decision = w.add([_row(now, event, new, position=w.position)])[0]
    closes = is_closing(now, step)
    one = Signed(now, event, new, decision, people_of(now, event) if closes else (), changes)
    if now.procedure.effect is Effect.TENURE_SUSPENDED:
        suspending.take(one, step)
    elif closes and now.procedure.effect is not None:
        _EFFECTS.get(now.procedure.effect, _nothing)(one)
    if closes:
        _decide_candidacies(one)
    changes.write(w, reason=in_words(decision))
    w.add(changes.effects(decision))
    return decision


def _row(now: CaseNow, event: CaseEvent, new: NewDecision, *, position: int) -> Decision:
    return Decision(
        key=uuid4().hex,
        case=now.case,
        event=event.key,
        number=new.number.strip(),
        decided_on=event.on,
        effective_on=new.effective_on,
        body_id=deciding_body(now, event),
        signatory_id=new.signatory or event.by_person_id,
        subject=(new.subject.strip() or now.procedure.title.vi)[:LONGEST_SUBJECT],
        entry=position,
    )


def _decide_candidacies(one: Signed) -> None:
    candidacies = {person.candidacy: person.person for person in one.people if person.candidacy}
    for state in one.changes.current(CandidacyState.objects.filter(candidacy_id__in=candidacies)):
        decided = following(state, decided_on=one.decision.decided_on, decision=one.decision.number)
        one.changes.put(decided, person=candidacies[state.candidacy_id])


def _follow_without_decision(now: CaseNow, step: Step, event: CaseEvent, changes: Changes) -> None:
    """Steps that are facts without a number of their own."""
    if now.procedure.effect is Effect.TENURE_SUSPENDED and step is now.procedure.steps[-1]:
        suspending.end(now.case, changes, on=event.on)
    if now.procedure.effect is Effect.DECISION_ANNULLED and step.act is Act.APPRAISE:
        annulling.found_wrong(now, event, changes)


def _undo_without_decision(now: CaseNow, step: Step, changes: Changes) -> None:
    """What such a step entered was no fact."""
    if now.procedure.effect is Effect.TENURE_SUSPENDED and step is now.procedure.steps[-1]:
        suspending.go_on(now.case, changes)
    if now.procedure.effect is Effect.DECISION_ANNULLED and step.act is Act.APPRAISE:
        annulling.found_right(now.case, changes)


def _nothing(one: Signed) -> None:
    """The fact stands elsewhere: a count, or points entered apart."""


def _refuse_missing(step: Step) -> None:
    if needs_decision(step):
        raise LiemError(
            "decisions.no_decision",
            Message(
                "Bước này là một quyết định. Hãy ghi số quyết định và ngày có hiệu lực.",
                "This step is a decision. Enter its number and the day on which it takes effect.",
            ),
        )
