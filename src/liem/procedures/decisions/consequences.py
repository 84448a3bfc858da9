"""What is to be put right after an annulment, each followed to its end by the body that owes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from liem.actions.permissions import Acting
from liem.duties.sources import Owed
from liem.kernel.errors import LiemError, Message
from liem.procedures.decisions.following_up import follow, gone, refuse_proof
from liem.procedures.models import Annulment, Candidacy, Case, Consequence
from liem.record.models import SuccessionEntry, Tenure

KIND = "consequence"
LONGEST_PROOF = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEnd:
    """On which day it was put right, and what shows it."""

    done_on: date
    proof: str


def resolve(identity: str, new: NewEnd, *, by: Acting) -> Consequence:
    """Enters that a consequence has been put right. Raises `decisions.not_open`, `decisions.before_annulment`, and
    what `following_up` refuses."""
    row = Consequence.objects.current().filter(identity=identity, done_on=None).first()
    if row is None:
        raise gone()
    return follow(
        row,
        by=by,
        body=row.body_id,
        people=_people_of(row),
        content={"consequence": row.kind, "case": row.case_id, "done_on": new.done_on.isoformat()},
        changed={"done_on": new.done_on, "proof": new.proof.strip()},
        reason=new.proof.strip() or row.to_do,
        refuse=lambda: _refuse(row, new),
    )


def consequences_of(case: Case) -> tuple[Consequence, ...]:
    """Open ones first, the earliest due of them."""
    rows = Consequence.objects.current().filter(case=case).order_by("due_on", "kind", "thing")
    return tuple(sorted(rows, key=lambda row: row.done_on is not None))


def open_consequences(case: Case) -> int:
    return Consequence.objects.current().filter(case=case, done_on=None).count()


def owed(on: date) -> Iterator[Owed]:
    """One duty for each body and case: a graph may hold hundreds of things."""
    rows = Consequence.objects.current().filter(done_on=None)
    found: dict[tuple[str, str], date] = {}
    for case, body, due_on in rows.order_by("due_on", "identity").values_list("case_id", "body_id", "due_on"):
        found.setdefault((case, body), due_on)
    for (case, body), due_on in found.items():
        yield Owed(KIND, f"{case}:{body}", body, due_on, f"/cases/{case}/")


def _people_of(row: Consequence) -> set[str]:
    """Whom the thing is about, where that is one person."""
    match row.kind:
        case Consequence.Kind.TENURE:
            return set(Tenure.objects.filter(identity=row.thing).values_list("person_id", flat=True))
        case Consequence.Kind.SUCCESSION:
            return set(SuccessionEntry.objects.filter(identity=row.thing).values_list("person_id", flat=True))
        case Consequence.Kind.CANDIDACY:
            return set(Candidacy.objects.filter(pk=row.thing).values_list("person_id", flat=True))
        case _:
            return set()


def _refuse(row: Consequence, new: NewEnd) -> None:
    refuse_proof(new.proof, new.done_on, today=timezone.localdate(), longest=LONGEST_PROOF)
    annulled = Annulment.objects.current().filter(case_id=row.case_id).values_list("annulled_on", flat=True).first()
    if annulled is not None and new.done_on < annulled:
        raise LiemError(
            "decisions.before_annulment",
            Message(
                f"Chưa thể khắc phục trước ngày hủy bỏ ({annulled:%d/%m/%Y}). Hãy xem lại ngày.",
                f"Nothing was put right before the annulment ({annulled}). Look at the day again.",
            ),
        )
