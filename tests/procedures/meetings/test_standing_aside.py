"""Standing aside: entered for somebody else only by whoever has no part in the case; it undoes no vote cast before."""

from __future__ import annotations

import pytest

from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.procedures.cases.standing import case_now
from liem.procedures.cases.taking import NewStep, take
from liem.procedures.meetings.attending import attend
from liem.procedures.meetings.convening import convene
from liem.procedures.meetings.outcomes import outcome_of
from liem.procedures.meetings.recusals import recused
from liem.procedures.meetings.recusing import NewRecusal, stand_aside
from liem.procedures.meetings.tellers import Handed, enter_sheet
from liem.procedures.models import Case, MeetingMember, Recusal
from procedures.world import Desks, desk, official, today

from .running import CHOOSING, GATHERING, LEADERS, case_before, counted, held, kin, meeting_of, taken, votes


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


def _codes() -> list[str]:
    return [code for code, _ in outcome_of(case_now("c1", on=today()), CHOOSING).problems]


@pytest.mark.parametrize("by_desk", [False, True], ids=["by the own account", "entered by the desk"])
def test_a_member_who_stands_aside_after_the_count_does_not_undo_it(by_desk: bool, desks: Desks) -> None:
    case_before(CHOOSING)
    counted(held(desks.agency), votes(4, 1))
    stand_aside("c1", NewRecusal("mai", "Không đồng tình"), by=desks.agency if by_desk else official("mai"))
    assert recused(Case.objects.get(pk="c1")) == {"mai"}
    found = outcome_of(case_now("c1", on=today()), CHOOSING)
    assert (found.problems, found.chosen) == ((), ("c1:chi",))
    with pytest.raises(LiemError, match=r"meetings\.counted"):
        convene("c1", meeting_of(again="Có người xin không tham gia"), by=desks.agency)


def test_whoever_stood_aside_after_the_count_takes_no_later_step_and_sits_in_no_later_meeting(desks: Desks) -> None:
    case_before(CHOOSING)
    counted(held(desks.agency), votes(2, 2, invalid=1))
    stand_aside("c1", NewRecusal("mai", "x"), by=official("mai"))
    with pytest.raises(LiemError, match=r"procedures\.recused"):
        take("c1", NewStep(CHOOSING, today(), by_person="mai"), by=desks.agency)
    taken("c1", CHOOSING, outcome="not_passed", reason="Chưa ai quá nửa", on=today())
    assert case_now("c1", on=today()).open_steps == (GATHERING,)
    later = convene("c1", meeting_of(GATHERING, members=(*LEADERS, "chi", "dung")), by=desks.agency)
    assert set(later.members.values_list("person_id", flat=True)) == set(LEADERS) - {"mai"}


def test_a_tie_that_shows_after_the_count_undoes_it_even_where_the_same_person_stood_aside(desks: Desks) -> None:
    case_before(CHOOSING)
    counted(held(desks.agency), votes(4, 1))
    stand_aside("c1", NewRecusal("mai", "x"), by=official("mai"))
    kin("mai", "dung")
    assert _codes() == ["meetings.recused_sat"]


def test_a_teller_who_stands_aside_after_the_ballot_still_hands_in_what_was_counted(desks: Desks) -> None:
    case_before(CHOOSING)
    row = held(desks.agency)
    enter_sheet(row.key, votes(4, 1), by=official("kien"))
    stand_aside("c1", NewRecusal("loan", "x"), by=official("loan"))
    assert enter_sheet(row.key, votes(4, 1), by=official("loan")).handed is Handed.AGREED
    assert _codes() == []


def test_a_teller_with_a_tie_that_shows_after_the_ballot_counts_nothing(desks: Desks) -> None:
    case_before(CHOOSING)
    row = held(desks.agency)
    kin("loan", "chi")
    with pytest.raises(LiemError, match=r"meetings\.recused"):
        enter_sheet(row.key, votes(4, 1), by=official("loan"))


def test_whoever_stood_aside_stays_among_those_who_had_come_and_does_not_come_later(desks: Desks) -> None:
    case_before(CHOOSING)
    row = convene("c1", meeting_of(), by=desks.agency)
    attend(row.key, {"an", "kien", "loan", "mai"}, by=desks.agency)
    for person in ("mai", "binh"):
        stand_aside("c1", NewRecusal(person, "x"), by=official(person))
    with pytest.raises(LiemError, match=r"meetings\.must_leave"):
        attend(row.key, LEADERS, by=desks.agency)
    attend(row.key, {"an", "kien", "loan", "mai"}, by=desks.agency)
    counted(row, votes(3, 1, issued=4))
    assert _codes() == []
