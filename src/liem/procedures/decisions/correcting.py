"""The points of a correction plan after a self-review, each followed to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.duties.sources import Owed
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import Effect, Step
from liem.procedures.cases.holders import holder_of, refuse_foreign, step_of
from liem.procedures.cases.standing import CaseNow, case_now, closing_step
from liem.procedures.decisions.following_up import ACTION, follow, gone, refuse_proof
from liem.procedures.models import Case, CorrectionPlan

KIND = "correction_point"
LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPoint:
    """What is to be corrected, and by which day."""

    text: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCorrection:
    """On which day the point was corrected, and what shows it."""

    done_on: date
    proof: str


def plan(key: str, points: Sequence[NewPoint], *, by: Acting) -> list[CorrectionPlan]:
    """Enters the points of the plan, before its step is taken. Raises `decisions.no_plan`, `decisions.points`, and the
    refusals of the step's holder and of permission."""
    today = timezone.localdate()
    now = case_now(key, on=today)
    body = now.case.body_id
    rows = [
        CorrectionPlan(identity=uuid4().hex, case=now.case, body_id=body, point=one.text.strip(), due_on=one.due_on)
        for one in points
    ]

    def write(w: Write) -> list[CorrectionPlan]:
        return w.add(rows)

    return perform(
        ACTION,
        by=by,
        body=body,
        subjects=[body],
        content={"case": key, "points": len(rows)},
        gates=[lambda: _refuse_plan(case_now(key, on=today), points, by)],
        write=write,
    )


def correct(identity: str, new: NewCorrection, *, by: Acting) -> CorrectionPlan:
    """Enters that a point has been corrected. Raises `decisions.not_open` and what `following_up` refuses."""
    row = CorrectionPlan.objects.current().filter(identity=identity, done_on=None).first()
    if row is None:
        raise gone()
    return follow(
        row,
        by=by,
        body=row.body_id,
        people=(),
        content={"correction_point": new.done_on.isoformat(), "case": row.case_id},
        changed={"done_on": new.done_on, "proof": new.proof.strip()},
        reason=new.proof.strip() or row.point,
        refuse=lambda: refuse_proof(new.proof, new.done_on, today=timezone.localdate(), longest=LONGEST),
    )


def points_of(case: Case) -> tuple[CorrectionPlan, ...]:
    return tuple(CorrectionPlan.objects.current().filter(case=case).order_by("due_on", "identity"))


def open_points(case: Case) -> int:
    return CorrectionPlan.objects.current().filter(case=case, done_on=None).count()


def owed(on: date) -> Iterator[Owed]:
    """Points that are not corrected, owed by the body that planned them."""
    rows = CorrectionPlan.objects.current().filter(done_on=None).order_by("due_on", "identity")
    for identity, body, due_on, case in rows.values_list("identity", "body_id", "due_on", "case_id"):
        yield Owed(KIND, identity, body, due_on, f"/cases/{case}/")


def plan_step(now: CaseNow) -> Step | None:
    """The step that lays the plan down; None where the procedure has none."""
    return closing_step(now.procedure) if now.procedure.effect is Effect.CORRECTION_PLAN else None


def _refuse_plan(now: CaseNow, points: Sequence[NewPoint], by: Acting) -> None:
    step = plan_step(now)
    if step is None or step.id not in now.open_steps:
        raise LiemError(
            "decisions.no_plan",
            Message(
                "Chưa đến bước lập kế hoạch khắc phục, hoặc bước đó đã xong. Hãy xem vụ việc đang ở bước nào.",
                "It is not the turn of the correction plan, or its step is done. See where the case stands.",
            ),
        )
    refuse_foreign(holder_of(now, step_of(now, step.id), on=now.day), by)
    if not points or any(not 0 < len(one.text.strip()) <= LONGEST or one.due_on < now.day for one in points):
        raise LiemError(
            "decisions.points",
            Message(
                f"Mỗi điểm phải khắc phục cần nội dung (không quá {LONGEST} ký tự) và thời hạn từ hôm nay trở đi.",
                f"Each point needs what is to be corrected (at most {LONGEST} characters) and a day from today on.",
            ),
        )
