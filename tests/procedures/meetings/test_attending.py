from __future__ import annotations

import json
from datetime import timedelta

import pytest

from liem.actions.models import EntryContent
from liem.kernel.errors import LiemError
from liem.procedures.cases.standing import case_now
from liem.procedures.meetings.attending import attend
from liem.procedures.meetings.convening import convene
from liem.procedures.meetings.standing import MeetingNow, Stage, meeting_now
from liem.procedures.meetings.tellers import enter_sheet
from liem.procedures.models import MeetingMember
from procedures.meetings.running import (
    CALLED_ALL,
    CHOOSING,
    CONFIDENCE,
    DEPUTIES,
    LEADERS,
    VOTING,
    case_before,
    counted,
    held,
    kin,
    meeting_of,
    taken,
    votes,
)
from procedures.world import Desks, official, today

pytestmark = pytest.mark.django_db


def _meeting(key: str) -> MeetingNow:
    return meeting_now(case_now("c1", on=today()), key)


def test_who_came_is_entered_and_counted_against_the_quorum(desks: Desks) -> None:
    case_before(CHOOSING)
    row = convene("c1", meeting_of(), by=desks.agency)
    assert (_meeting(row.key).stage, _meeting(row.key).present) == (Stage.CONVENED, 0)
    attend(row.key, {"an", "kien", "loan"}, by=desks.agency)
    found = _meeting(row.key)
    assert (found.convened, found.present, found.has_quorum, found.stage) == (5, 3, False, Stage.VOID)
    attend(row.key, {"an", "binh", "kien", "loan"}, by=desks.agency)
    found = _meeting(row.key)
    assert (found.present, found.has_quorum, found.stage) == (4, True, Stage.COUNTING)
    assert found.came == {"an", "binh", "kien", "loan"}
    assert (found.chair, found.tellers) == ("an", ("kien", "loan"))


def test_the_quorum_is_of_those_convened_after_some_kept_out(desks: Desks) -> None:
    case_before(CHOOSING)
    kin("binh", "chi")
    kin("mai", "dung")
    row = convene("c1", meeting_of(), by=desks.agency)
    attend(row.key, {"an", "kien", "loan"}, by=desks.agency)
    found = _meeting(row.key)
    assert (found.convened, found.present, found.has_quorum) == (3, 3, True)


def test_those_who_come_by_number_are_part_of_the_quorum(desks: Desks) -> None:
    case_before(VOTING, procedure=CONFIDENCE, people=("an", "binh"))
    new = meeting_of(VOTING, members=CALLED_ALL, names=("c1:an", "c1:binh"), places=2, others=6)
    row = convene("c1", new, by=desks.agency)
    with pytest.raises(LiemError, match=r"meetings\.others"):
        attend(row.key, CALLED_ALL, 7, by=desks.agency)
    attend(row.key, LEADERS, 4, by=desks.agency)
    found = _meeting(row.key)
    assert (found.convened, found.present, found.has_quorum) == (15, 9, False)
    attend(row.key, LEADERS, 5, by=desks.agency)
    assert _meeting(row.key).has_quorum


def test_the_entry_says_how_many_came_and_not_who(desks: Desks) -> None:
    case_before(CHOOSING)
    row = held(desks.agency)
    told = json.loads(EntryContent.objects.order_by("entry_id").last().content)
    assert told == {"case": "c1", "meeting": row.key, "present": 5}


@pytest.mark.parametrize(
    ("present", "code"),
    [
        ((*LEADERS, "hai"), "meetings.not_convened"),
        (("an", "binh", *DEPUTIES[:1]), "meetings.chair_absent"),
        (("binh", *DEPUTIES), "meetings.chair_absent"),
    ],
)
def test_an_attendance_that_does_not_fit_the_list_is_refused(desks: Desks, present: tuple[str], code: str) -> None:
    case_before(CHOOSING)
    row = convene("c1", meeting_of(), by=desks.agency)
    with pytest.raises(LiemError) as refusal:
        attend(row.key, present, by=desks.agency)
    assert refusal.value.code == code
    assert _meeting(row.key).stage is Stage.CONVENED


def test_nobody_comes_to_a_meeting_before_its_day(desks: Desks) -> None:
    case_before(CHOOSING)
    row = convene("c1", meeting_of(held_on=today() + timedelta(days=1)), by=desks.agency)
    with pytest.raises(LiemError, match=r"meetings\.not_held_yet"):
        attend(row.key, LEADERS, by=desks.agency)


def test_somebody_whose_tie_became_known_after_the_list_was_fixed_does_not_sit(desks: Desks) -> None:
    case_before(CHOOSING)
    row = convene("c1", meeting_of(), by=desks.agency)
    kin("mai", "chi")
    with pytest.raises(LiemError, match=r"meetings\.must_leave"):
        attend(row.key, LEADERS, by=desks.agency)
    attend(row.key, LEADERS[:4], by=desks.agency)


def test_the_attendance_stands_once_a_teller_has_counted(desks: Desks) -> None:
    case_before(CHOOSING)
    row = held(desks.agency)
    enter_sheet(row.key, votes(3, 2), by=official("kien"))
    with pytest.raises(LiemError, match=r"meetings\.counted"):
        attend(row.key, LEADERS[:4], by=desks.agency)


def test_only_the_latest_meeting_of_an_open_step_is_attended(desks: Desks) -> None:
    case_before(CHOOSING)
    first = convene("c1", meeting_of(), by=desks.agency)
    second = held(desks.agency, again="Đổi ngày họp")
    with pytest.raises(LiemError, match=r"meetings\.replaced"):
        attend(first.key, LEADERS, by=desks.agency)
    counted(second, votes(4, 1))
    taken("c1", CHOOSING, chosen=["c1:chi"])
    with pytest.raises(LiemError, match=r"meetings\.step"):
        attend(second.key, LEADERS, by=desks.agency)


def test_only_the_desk_of_the_step_enters_it(desks: Desks) -> None:
    case_before(CHOOSING)
    row = convene("c1", meeting_of(), by=desks.agency)
    with pytest.raises(LiemError, match=r"procedures\.foreign"):
        attend(row.key, LEADERS, by=desks.province)
    with pytest.raises(LiemError, match=r"meetings\.none"):
        attend("nowhere", LEADERS, by=desks.agency)


def test_why_somebody_was_called_beside_the_record_stays_with_the_seat(desks: Desks) -> None:
    case_before(CHOOSING)
    new = meeting_of(members=(*LEADERS, "giang"), reasons={"giang": "Phụ trách lĩnh vực"})
    row = convene("c1", new, by=desks.agency)
    for _ in range(2):
        attend(row.key, LEADERS, by=desks.agency)
    seat = MeetingMember.objects.current().get(meeting=row, person="giang")
    assert (seat.reason, seat.present) == ("Phụ trách lĩnh vực", False)
