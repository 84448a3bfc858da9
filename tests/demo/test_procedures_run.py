"""Procedures run, in the demo province, from their preparing to their end, each by itself.

One of each effect here; with LIEM_EVERY_VIEW all that ship (`make torture`).
"""

from __future__ import annotations

import os

import pytest
from django.utils import timezone

from liem.demo.running import ground
from liem.law.procedures.course import End
from liem.law.procedures.steps import Concern, Procedure
from liem.procedures.models import CaseEvent, Decision
from liem.rulebook.book import known_law

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lac_giang")]
ALL = tuple(sorted(procedure.id for procedure in known_law().procedures))
ONE_OF_EACH = (
    "annulment",
    "appointment_with_action_programme",
    "competitive_selection",
    "many_sided_evaluation",
    "party_confidence_vote",
    "party_relief",
    "party_succession",
    "self_review",
    "state_reappointment",
    "suspension_by_head",
    "training_selection",
    "transfer_with_effect_assessed",
)


def named(name: str) -> Procedure:
    found = known_law().procedure(name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", ALL if "LIEM_EVERY_VIEW" in os.environ else ONE_OF_EACH)
def test_it_runs_from_its_preparing_to_its_end(name: str) -> None:
    procedure, day = named(name), timezone.localdate()
    ground.ready(day)
    walk = ground.begin(procedure, day=day, decision=_decided() if procedure.concerns is Concern.DECISION else None)

    walk.open()
    now = walk.to_the_end()

    assert now.course is not None
    assert now.course.end is End.COMPLETED
    taken = [event.step for event in CaseEvent.objects.filter(case=walk.case).order_by("number")]
    assert sorted(taken[1:]) == sorted(step.id for step in procedure.steps)
    assert procedure.effect is None or Decision.objects.filter(case=walk.case).exists() or _counts(procedure)


def _counts(procedure: Procedure) -> bool:
    """Whether what the procedure brings about is a count or a plan, which no decision of a number enters."""
    return procedure.effect in {"confidence_result", "correction_plan"}


def _decided() -> Decision:
    """A decision that can be annulled: somebody was chosen for a training."""
    walk = ground.begin(named("training_selection"), day=timezone.localdate())
    walk.open()
    walk.until("publication")
    return Decision.objects.get(case=walk.case)


def test_every_effect_is_run_in_every_pass() -> None:
    assert {named(name).effect for name in ONE_OF_EACH} == {named(name).effect for name in ALL} - {None}
