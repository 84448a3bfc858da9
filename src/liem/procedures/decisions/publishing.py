"""Making known what was decided, counted or planned: to whom, on which day, with what proof."""

from __future__ import annotations

from uuid import uuid4

from liem.actions.versions import following
from liem.actions.write import Write
from liem.law.procedures.course import Outcome
from liem.procedures.cases.holders import step_of
from liem.procedures.cases.standing import CaseNow
from liem.procedures.decisions.changes import Changes
from liem.procedures.models import CaseEvent, Decision, DecisionEffect, Publication
from liem.record.models import SuccessionListState
from liem.record.secrecy import may_hold

PROOF = "publication"


def published(now: CaseNow, event: CaseEvent, w: Write, *, to: str = "", paper: str = "") -> Publication | None:
    """Enters that something was made known; None where the step makes nothing known. `to` is whom, where the procedure
    does not say it; `paper` the identity of the proof, else the last one filed for the step."""
    step = step_of(now, event.step)
    if step is None or not (step.published_to or to) or event.outcome != Outcome.PASSED:
        return None
    decision = Decision.objects.filter(case=now.case).order_by("-entry").first()
    proofs = [one.identity for one in now.papers_for(event.step) if one.name == PROOF]
    row = Publication(
        identity=uuid4().hex,
        case=now.case,
        decision=decision,
        step=event.step,
        to=step.published_to or to,
        published_on=event.on,
        paper=paper or (proofs[-1] if proofs else ""),
    )
    if decision is not None:
        _show_list(decision, event, w)
    return w.add([row])[0]


def _show_list(decision: Decision, event: CaseEvent, w: Write) -> None:
    """A succession list tells on which day it was made known."""
    effects = DecisionEffect.objects.filter(decision=decision, table=SuccessionListState._meta.db_table)
    changes = Changes()
    for state in changes.current(SuccessionListState.objects.filter(identity__in=effects.values("identity"))):
        if may_hold(state.secrecy):
            changes.put(following(state, published_on=event.on), person=None)
    changes.write(w, reason="Công bố quy hoạch")
