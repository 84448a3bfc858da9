from __future__ import annotations

from datetime import timedelta

import pytest

from liem.actions.models import LedgerEntry
from liem.kernel.errors import LiemError
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.meetings.convening import convene
from liem.procedures.meetings.recusals import recused
from liem.procedures.meetings.recusing import Declared, NewRecusal, RecusalList, recusal_list, stand_aside
from liem.procedures.meetings.ties import Ground, Tie
from liem.procedures.models import Case, CaseMeeting, MeetingMember, Proposal, Recusal
from liem.record.models import Attestation
from procedures.meetings.running import (
    CHOOSING,
    CONFIDENCE,
    LEADERS,
    OPENED,
    VOTING,
    case_before,
    held,
    kin,
    meeting_of,
    taken,
)
from procedures.world import Desks, days_ago, official, today
from world import attestation, write

pytestmark = pytest.mark.django_db


def _now(case: str = "c1") -> CaseNow:
    return case_now(case, on=today())


def _attested_only_before_the_opening(*people: str) -> None:
    rows = Attestation.objects.filter(section="kinship", subject__in=people)
    assert rows.update(complete_to=days_ago(OPENED)) == len(people)


def test_the_list_compares_everybody_convened_and_who_took_part_with_the_people_of_the_case(desks: Desks) -> None:
    case_before(CHOOSING)
    write(
        Proposal(key="p", case_id="c1", person_id="chi", proposer_id="oanh", body_id="tinh", proposed_on=days_ago(15))
    )
    kin("binh", "chi")
    kin("oanh", "dung")
    kin("nga", "chi")
    found = recusal_list(_now(), LEADERS, on=today())
    assert found == RecusalList(
        (Tie("binh", "chi", Ground.KIN, 2), Tie("oanh", "dung", Ground.KIN, 2)), Declared(7, 7), None
    )
    assert found.people == {"binh", "oanh"}


def test_declarations_that_end_before_the_opening_leave_the_list_unknown_and_say_how_many(desks: Desks) -> None:
    case_before(CHOOSING)
    _attested_only_before_the_opening("kien", "mai", "quy")
    found = recusal_list(_now(), LEADERS, on=today())
    assert found.declared == Declared(3, 6, ("kien", "mai", "quy"))
    assert found.problem is not None
    assert "3/6" in found.problem.vi
    assert "3 of 6 declared; missing: 3" in found.problem.en
    assert "kien" not in found.problem.vi + found.problem.en


def test_a_declaration_up_to_the_opening_is_enough(desks: Desks) -> None:
    case_before(CHOOSING)
    day = days_ago(OPENED) + timedelta(days=1)
    Attestation.objects.filter(section="kinship", subject="kien").delete()
    write(attestation("kien", "kinship", day))
    assert recusal_list(_now(), LEADERS, on=today()).problem is None


def test_who_is_missing_and_whose_kin_is_told_only_to_roles_that_may_know_of_kin(desks: Desks) -> None:
    case_before(CHOOSING)
    kin("binh", "chi")
    _attested_only_before_the_opening("kien")
    found = recusal_list(_now(), LEADERS, on=today())
    assert found.seen_by(kin=True) == found
    seen = found.seen_by(kin=False)
    assert (seen.people, seen.declared, seen.problem) == ({"binh"}, Declared(5, 6), found.problem)
    assert {(tie.about, tie.ground, tie.degree) for tie in seen.ties} == {("", Ground.OWN_WISH, None)}


def test_nobody_sits_on_the_own_case_but_officials_reviewed_together_sit_in_their_meeting(desks: Desks) -> None:
    case_before(CHOOSING, people=("binh", "dung"))
    assert recusal_list(_now(), LEADERS, on=today()).ties == (Tie("binh", "binh", Ground.OWN_CASE),)
    case_before(VOTING, case="c2", procedure=CONFIDENCE, people=("an", "binh"))
    assert recusal_list(_now("c2"), LEADERS, on=today()).ties == ()


def test_whoever_stands_aside_keeps_out_from_then_on_and_leaves_the_coming_meeting(desks: Desks) -> None:
    case_before(CHOOSING)
    meeting = convene("c1", meeting_of(), by=desks.agency)
    stand_aside("c1", NewRecusal("mai", "Có quan hệ thân quen"), by=official("mai"))
    assert recused(Case.objects.get(pk="c1")) == {"mai"}
    assert _members(meeting) == {"an", "binh", "kien", "loan"}
    row = Recusal.objects.get(person="mai")
    assert (row.ground, row.about, row.told_on, row.reason) == ("own_wish", None, today(), "Có quan hệ thân quen")
    assert LedgerEntry.objects.order_by("position").last().action == "procedures.recuse"
    with pytest.raises(LiemError, match=r"recusals\.already"):
        stand_aside("c1", NewRecusal("mai", "x"), by=official("mai"))


def _members(meeting: CaseMeeting) -> set[str]:
    return set(MeetingMember.objects.current().filter(meeting=meeting).values_list("person_id", flat=True))


def test_a_teller_who_stands_aside_hands_over_to_a_substitute_without_a_tie(desks: Desks) -> None:
    case_before(CHOOSING)
    kin("hai", "chi")
    meeting = convene("c1", meeting_of(), by=desks.agency)
    for instead in ("", "hai", "an", "chi", "kien", "nobody"):
        with pytest.raises(LiemError, match=r"recusals\.substitute"):
            stand_aside("c1", NewRecusal("kien", "x", substitutes={meeting.key: instead}), by=desks.agency)
    stand_aside("c1", NewRecusal("kien", "x", substitutes={meeting.key: "giang"}), by=desks.agency)
    seat = MeetingMember.objects.current().get(meeting=meeting, person="giang")
    assert (seat.instead_of_id, seat.is_teller) == ("kien", True)
    assert _members(meeting) == {"an", "binh", "giang", "loan", "mai"}


def test_a_meeting_that_was_held_keeps_its_list(desks: Desks) -> None:
    case_before(CHOOSING)
    meeting = held(desks.agency)
    stand_aside("c1", NewRecusal("mai", "x"), by=desks.agency)
    assert _members(meeting) == set(LEADERS)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewRecusal("mai", " "), "recusals.reason"),
        (NewRecusal("mai", "x" * 501), "recusals.reason"),
        (NewRecusal("nobody", "x"), "recusals.nobody"),
        (NewRecusal("mai", "x", about="an"), "recusals.nobody"),
        (NewRecusal("binh", "x"), "recusals.not_own"),
    ],
)
def test_standing_aside_without_reason_or_for_others_is_refused(desks: Desks, new: NewRecusal, code: str) -> None:
    case_before(CHOOSING)
    with pytest.raises(LiemError) as refusal:
        stand_aside("c1", new, by=official("mai"))
    assert refusal.value.code == code
    assert not Recusal.objects.exists()


def test_a_desk_enters_it_only_where_its_mandate_reaches_the_case(desks: Desks) -> None:
    case_before(CHOOSING)
    with pytest.raises(LiemError, match=r"record\.out_of_reach"):
        stand_aside("c1", NewRecusal("mai", "x"), by=desks.other_agency)
    with pytest.raises(LiemError, match=r"actions\.no_mandate"):
        stand_aside("c1", NewRecusal("mai", "x"), by=desks.inspection)
    with pytest.raises(LiemError, match=r"procedures\.no_case"):
        stand_aside("none", NewRecusal("mai", "x"), by=official("mai"))


def test_who_took_part_for_themselves_is_not_compared(desks: Desks) -> None:
    case_before(CHOOSING)
    taken("c1", "head_proposal", by="chi")
    assert recusal_list(_now(), (), on=today()).declared == Declared(1, 1)
