"""Whom a decision can be about: whom the last ballot chose, and no more than there are places."""

from __future__ import annotations

import pytest

from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.procedures.decisions.proposers import proposals_of
from liem.procedures.models import CaseEvent, Decision
from liem.record.scope import reach
from procedures.decisions.running import case, paper, proposed, take
from procedures.world import VACANT, Desks, build, desk, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks() -> Desks:
    return build()


def _voted(*people: str) -> None:
    """The last ballot of the case chose these."""
    case("party_appointment_inside", "chi", "dung", post_id=VACANT)
    ballot = CaseEvent.objects.filter(case="case", step="second_leadership")
    assert ballot.update(chosen=[f"case/{one}" for one in people]) == 1


@pytest.mark.parametrize("chosen", [["case/dung"], ["case/chi", "case/dung"]])
def test_nobody_is_appointed_whom_the_last_ballot_did_not_choose(chosen: list[str], desks: Desks) -> None:
    _voted("chi")
    with pytest.raises(LiemError) as refused:
        take("case", paper(), by=desks.province, chosen=chosen)
    assert refused.value.code == "decisions.not_voted_for"
    assert not Decision.objects.exists()
    assert take("case", paper(), by=desks.province) is not None


def test_a_decision_names_no_more_than_there_are_places(desks: Desks) -> None:
    case("party_appointment_inside", "chi", "dung", post_id=VACANT)
    with pytest.raises(LiemError) as refused:
        take("case", paper(), by=desks.province, chosen=["case/chi", "case/dung"])
    assert refused.value.code == "decisions.whom"


def test_of_proposals_elsewhere_an_officer_learns_nothing(desks: Desks) -> None:
    for person, key, body in (("dung", "near", "so"), ("tam", "far", "xa")):
        case("party_appointment_inside", person, key=key, body=body, post_id=VACANT)
        proposed(key, person, by="an", post=VACANT)
    near = desk(Role.ORGANISATION_OFFICER, "so", username="so-officer")
    found = proposals_of(reach(near, today()), "an", on=today())
    assert (found.total, [line.person for line in found.lines]) == (1, ["dung"])
    assert proposals_of(reach(desks.province, today()), "an", on=today()).total == 2
