"""Cases of the trial procedures, run as an office would: prepared, papers filed, steps taken."""

from __future__ import annotations

from io import BytesIO

from liem.actions.permissions import Acting
from liem.procedures.cases.filing import NewPaper, file_paper
from liem.procedures.cases.preparing import NewCase, open_case, prepare
from liem.procedures.cases.taking import NewStep, take
from liem.procedures.models import Case, CaseEvent, CasePaper
from procedures.world import Desks, days_ago, official

OPENED = 20
STEPS = ("request", "opinion", "looked_into", "proposal", "answer", "handover")


def paper(case: Case, step: str, name: str, *, by: Acting, person: str | None = None) -> CasePaper:
    """Files a small text file as the paper."""
    upload = BytesIO(f"{name} {step} {person}".encode())
    return file_paper(case.pk, NewPaper(step, name, days_ago(OPENED), person=person, upload=upload), by=by)


def prepared(desks: Desks, person: str = "chi", body: str = "so/phong-1") -> Case:
    """Chi, head of a division, wants to leave the post; the agency decides about divisions."""
    return prepare(NewCase("trial_ending", body, person=person), by=desks.agency)


def opened(desks: Desks, person: str = "chi", body: str = "so/phong-1", *, days: int = OPENED) -> Case:
    case = prepared(desks, person, body)
    paper(case, "opening", "plan", by=desks.agency)
    open_case(case.pk, days_ago(days), by=desks.agency)
    return case


def requested(desks: Desks) -> Case:
    """Open, and Chi has asked."""
    case, own = opened(desks), official("chi")
    paper(case, "request", "request", by=own)
    take(case.pk, NewStep("request", days_ago(18)), by=own)
    return case


def advised(desks: Desks) -> Case:
    """Giang, the deputy, gave the view of the division, and there was nothing to look into."""
    case = requested(desks)
    paper(case, "opinion", "opinion", by=desks.agency)
    paper(case, "opinion", "evaluation_record", by=desks.agency)
    take(case.pk, NewStep("opinion", days_ago(15), by_person="giang"), by=desks.agency)
    leave_out(case, desks)
    return case


def leave_out(case: Case, desks: Desks, *, days: int = 14) -> CaseEvent:
    return take(
        case.pk,
        NewStep("looked_into", days_ago(days), outcome="left_out", reason="Không có đơn thư"),
        by=desks.inspection,
    )


def proposed(desks: Desks) -> Case:
    """Bình put the proposal of the agency."""
    case = advised(desks)
    paper(case, "proposal", "submission", by=desks.agency)
    take(case.pk, NewStep("proposal", days_ago(12), by_person="binh"), by=desks.agency)
    return case


def answer(case: Case, desks: Desks, *, passes: bool, days: int = 10) -> CaseEvent:
    paper(case, "answer", "conclusion", by=desks.agency)
    outcome, reason = ("passed", "") if passes else ("not_passed", "Chưa có người thay")
    new = NewStep("answer", days_ago(days), by_person="an", outcome=outcome, reason=reason)
    return take(case.pk, new, by=desks.agency)
