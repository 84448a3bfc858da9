"""What the offices of the demo state of facts that only a paper tells, and what their decisions name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from liem.law.procedures.steps import Effect, Procedure
from liem.procedures.decisions.signed import NewDecision

_STATED: Mapping[tuple[str, str], str] = {
    ("transfer", "headcount_neutral"): "true",
    ("transfer", "fits_profession"): "true",
    ("rotation", "outstanding"): "true",
    ("rotation", "extra_post"): "false",
    ("rotation", "reason"): "planned",
    ("suspension", "kind"): "necessary",
    ("suspension", "reason_stated"): "1",
    ("personnel_officer", "standards_required"): "3",
    ("personnel_officer", "standards_met"): "3",
    ("relief_case", "relief_ground_applies"): "false",
    ("relief_case", "discipline"): "false",
    ("relief_case", "registered_proposals"): "0",
    ("evaluation", "grade"): "good",
    ("evaluation", "collective_references"): "2",
    ("grading", "kind"): "member",
    ("grading", "grade"): "good",
    ("grading", "collective_grade"): "good",
    ("grading", "directive_results"): "1",
    ("confidence_vote", "retirement_notified"): "false",
    ("appointment_file", "first_time"): "false",
}


def answer(about: str, fact: str) -> str | None:
    """None where the demo has nothing to say."""
    return _STATED.get((about, fact))


def decision(procedure: Procedure, number: str, day: date) -> NewDecision:
    """A decision of the procedure with what it names beside its number; it takes effect at once."""
    plain = NewDecision(number=number, effective_on=day)
    match procedure.effect:
        case Effect.EVALUATION:
            return replace(plain, grade="good", collective_grade="good", year=day.year)
        case Effect.TRAINING:
            return replace(plain, course="Bồi dưỡng kiến thức quản lý", place="Trường Chính trị tỉnh")
        case Effect.TENURE_SUSPENDED:
            return replace(plain, ends_on=day + timedelta(days=10))
        case Effect.DECISION_ANNULLED:
            return replace(plain, redo_by=day + timedelta(days=30))
        case _:
            return plain
