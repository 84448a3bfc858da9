"""What somebody promised before the appointment, and whether it was kept: looked at after its day, with proof."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from liem.actions.permissions import Acting
from liem.duties.sources import Owed
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import Act
from liem.procedures.cases.holders import holder_of, refuse_foreign
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.decisions.following_up import follow, gone, refuse_proof
from liem.procedures.decisions.undoing import standing_decisions
from liem.procedures.models import Case, Promise
from liem.record.days import holds_on
from liem.record.models import PostState, Tenure

KIND = "promise"
LONGEST_PROOF = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLook:
    """`outcome` is one of `Promise.Outcome`; `proof` is what shows it."""

    outcome: str
    proof: str


def look(identity: str, new: NewLook, *, by: Acting) -> Promise:
    """Enters what came of a promise: by the body that follows it up, never by who promised. Raises
    `decisions.not_open`, `decisions.outcome`, `decisions.not_due`, the refusals of the step's holder and of
    `following_up`."""
    today = timezone.localdate()
    row = Promise.objects.current().filter(identity=identity, outcome="").first()
    if row is None or (row.case_id, row.person_id) not in appointed({row.case_id}):
        raise gone()
    now = case_now(row.case_id, on=today)
    return follow(
        row,
        by=by,
        body=_body(now, by, on=today),
        people=[row.person_id],
        content={"promise": new.outcome, "case": row.case_id},
        changed={"outcome": new.outcome, "looked_on": today, "proof": new.proof.strip()},
        reason=new.proof.strip() or row.text,
        refuse=lambda: _refuse(row, new, today),
    )


def promises_of(case: Case) -> tuple[Promise, ...]:
    """By day; those of people who were not appointed bind nobody and are left out."""
    kept = appointed({case.pk})
    rows = Promise.objects.current().filter(case=case).order_by("due_on", "identity")
    return tuple(row for row in rows if (case.pk, row.person_id) in kept)


def open_promises(case: Case) -> int:
    return sum(not row.outcome for row in promises_of(case))


def appointed(cases: Collection[str]) -> frozenset[tuple[str, str]]:
    """Case and person wherever a decision of the case put the person into a post. Three queries."""
    return frozenset(
        (decision.case_id, effect.person_id)
        for decision in standing_decisions(cases)
        for effect in decision.effects.all()
        if effect.table == Tenure._meta.db_table and effect.person_id and decision.case_id
    )


def owed(on: date) -> Iterator[Owed]:
    """Promises nobody has looked at, owed by the body that manages the post. Five queries."""
    rows = list(Promise.objects.current().filter(outcome="").select_related("case").order_by("due_on", "identity"))
    binding = appointed({row.case_id for row in rows})
    posts = {row.case.post_id for row in rows if row.case.post_id}
    states = PostState.objects.current().filter(holds_on(on), post_id__in=posts)
    managed = dict(states.values_list("post_id", "managed_by_id"))
    for row in rows:
        if (row.case_id, row.person_id) in binding:
            body = managed.get(row.case.post_id or "") or row.case.body_id
            yield Owed(KIND, row.identity, body, row.due_on, f"/cases/{row.case_id}/")


def _body(now: CaseNow, by: Acting, *, on: date) -> str:
    """The body of the step that follows promises up; the unit where the procedure has no such step."""
    step = next((one for one in now.procedure.steps if one.act is Act.FOLLOW), None)
    if step is None:
        return now.case.body_id
    held = holder_of(now, step, on=on)
    refuse_foreign(held, by)
    return held.body


def _refuse(row: Promise, new: NewLook, today: date) -> None:
    if new.outcome not in Promise.Outcome.values:
        raise LiemError(
            "decisions.outcome",
            Message(
                "Hãy chọn: đã thực hiện, thực hiện một phần, chưa thực hiện.",
                "Choose: kept, kept in part, or not kept.",
            ),
        )
    if new.outcome != Promise.Outcome.KEPT and today <= row.due_on:
        raise LiemError(
            "decisions.not_due",
            Message(
                f"Việc đã hứa chưa hết hạn (đến hết ngày {row.due_on:%d/%m/%Y}). Hãy ghi khi đã quá hạn.",
                f"The promise runs to {row.due_on}. What is not kept is entered after that day.",
            ),
        )
    refuse_proof(new.proof, today, today=today, longest=LONGEST_PROOF)
