"""Who states facts and who reviews what was let go: nobody with a part in it, by whichever account."""

from __future__ import annotations

import pytest

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.gates.statements import NewStatement, state
from liem.procedures.gates.waivers import NewWaiver, review, waive
from liem.procedures.models import CasePerson, Statement, Waiver
from liem.record.models import Kinship
from world import write

from ..world import VACANT, Desks, days_ago, desk, today
from .running import filed


def _rotation(desks: Desks) -> CasePerson:
    new = NewCase("party_rotation", "so", post=VACANT, person="chi", planned_on=today())
    return CasePerson.objects.get(case=prepare(new, by=desks.province).pk)


def _state(chi: CasePerson, by: Acting) -> Statement:
    facts = {"about": "rotation", "subject": chi.identity, "fact": "extra_post", "value": "true"}
    return state(chi.case_id, NewStatement(**facts, paper=filed(chi.case_id, "plan")), by=by)


def _waived(desks: Desks, by: Acting) -> Waiver:
    chi = _rotation(desks)
    _state(chi, desks.province)
    new = NewWaiver(
        step="appraisal",
        rule="no_extra_post_for_rotation",
        subject=chi.identity,
        why="Đơn vị mới thành lập",
        paper=filed(chi.case_id, "waiver"),
        granted_on=days_ago(1),
        signed_by="lan",
    )
    return waive(chi.case_id, new, by=by)


def _code(waived: Waiver, by: Acting) -> str:
    with pytest.raises(LiemError) as refused:
        review(waived.identity, "Đúng", by=by)
    assert Waiver.objects.current().get().reviewed_on is None
    return refused.value.code


def test_whoever_keeps_out_of_a_case_states_nothing_in_it(desks: Desks) -> None:
    chi = _rotation(desks)
    write(Kinship(identity="giang/chi", person_id="giang", relative_id="chi", relation="sibling"))
    with pytest.raises(LiemError, match=r"procedures\.recused"):
        _state(chi, desk(Role.UNIT_OFFICER, "so", username="tied", person="giang"))
    assert not Statement.objects.exists()


@pytest.mark.parametrize("step", ["opening", "appraisal", "decision"])
def test_a_desk_within_reach_states_nothing_from_a_paper_of_another_desk(desks: Desks, step: str) -> None:
    chi = _rotation(desks)
    facts = {"about": "rotation", "subject": chi.identity, "fact": "extra_post", "value": "false"}
    new = NewStatement(**facts, paper=filed(chi.case_id, "plan", step))
    for by in (desks.agency, desks.inspection):
        with pytest.raises(LiemError, match=r"procedures\.foreign"):
            state(chi.case_id, new, by=by)
    assert not Statement.objects.exists()
    assert state(chi.case_id, new, by=desks.province).value == "false", "it prepares the case and holds these steps"


def test_a_desk_states_from_the_papers_of_its_own_step(desks: Desks) -> None:
    chi = _rotation(desks)
    facts = {"about": "rotation", "subject": chi.identity, "fact": "extra_post", "value": "false"}
    new = NewStatement(**facts, paper=filed(chi.case_id, "opinion", "bodies_consulted"))
    with pytest.raises(LiemError, match=r"procedures\.foreign"):
        state(chi.case_id, new, by=desks.inspection)
    assert state(chi.case_id, new, by=desks.agency).value == "false"


def test_whoever_signed_it_does_not_review_it(desks: Desks) -> None:
    waived = _waived(desks, desks.province)
    assert _code(waived, desk(Role.INSPECTOR, "tinh", username="lan", person="lan")) == "waivers.own_review"
    assert review(waived.identity, "Đúng", by=desks.inspection).reviewed_on == today()


def test_a_desk_that_let_it_go_for_a_body_below_does_not_review_it(desks: Desks) -> None:
    waived = _waived(desks, desks.province)
    write_body_below(waived)
    other = desk(Role.ORGANISATION_OFFICER, "tinh", username="another-officer")
    assert _code(waived, other) == "waivers.own_review"


def write_body_below(waived: Waiver) -> None:
    """As it stands where the body that decides has no desk of its own and the one above entered it."""
    Waiver.objects.filter(identity=waived.identity).update(body="so")
