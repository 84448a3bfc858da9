"""Standing aside is entered for somebody else only by whoever has no part in the case."""

from __future__ import annotations

import pytest

from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.procedures.meetings.convening import convene
from liem.procedures.meetings.recusing import NewRecusal, stand_aside
from liem.procedures.models import MeetingMember, Recusal
from procedures.world import Desks, desk

from .running import CHOOSING, LEADERS, case_before, kin, meeting_of


@pytest.mark.parametrize(("person", "code"), [("chi", "procedures.own_case"), ("hai", "procedures.recused")])
def test_whoever_is_concerned_takes_nobody_else_out_of_the_meeting(person: str, code: str, desks: Desks) -> None:
    case_before(CHOOSING)
    kin("hai", "chi")
    meeting = convene("c1", meeting_of(), by=desks.agency)
    officer = desk(Role.UNIT_OFFICER, "so", username="concerned", person=person)
    before = Recusal.objects.count()
    with pytest.raises(LiemError) as refused:
        stand_aside("c1", NewRecusal("mai", "Xin không tham gia"), by=officer)
    assert refused.value.code == code
    assert Recusal.objects.count() == before
    members = MeetingMember.objects.current().filter(meeting=meeting)
    assert set(members.values_list("person_id", flat=True)) == set(LEADERS)
