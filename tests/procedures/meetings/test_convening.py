from __future__ import annotations

import json
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from liem.actions.models import EntryContent, LedgerEntry
from liem.kernel.errors import LiemError
from liem.procedures.meetings.convening import convene
from liem.procedures.models import (
    CaseMeeting,
    LeftOut,
    MeetingMember,
    MeetingName,
    NominationMeeting,
    Nominee,
    Recusal,
)
from liem.record.models import Attestation
from procedures import world
from procedures.meetings import running
from procedures.meetings.running import (
    CALLED_ALL,
    CHOOSING,
    CONFIDENCE,
    GATHERING,
    LEADERS,
    OPENED,
    VOTING,
    case_before,
    counted,
    held,
    kin,
    meeting_of,
    taken,
    votes,
)
from procedures.world import Desks, days_ago, desk, official, today

pytestmark = pytest.mark.django_db


def _seats(meeting: CaseMeeting) -> dict[str, str | None]:
    rows = MeetingMember.objects.current().filter(meeting=meeting)
    return dict(rows.values_list("person_id", "instead_of_id"))


def test_the_list_is_fixed_with_members_chair_tellers_and_names_in_order(desks: Desks) -> None:
    case_before(CHOOSING)
    meeting = convene("c1", meeting_of(names=("c1:dung", "c1:chi")), by=desks.agency)
    assert (meeting.round, meeting.body_id, meeting.names_fixed_on) == (1, "so", today())
    assert _seats(meeting) == dict.fromkeys(LEADERS)
    marked = MeetingMember.objects.current().filter(meeting=meeting)
    assert marked.get(is_chair=True).person_id == "an"
    assert set(marked.filter(is_teller=True).values_list("person_id", flat=True)) == {"kien", "loan"}
    names = MeetingName.objects.filter(meeting=meeting).order_by("place")
    assert list(names.values_list("case_person", "person_id")) == [("c1:dung", "dung"), ("c1:chi", "chi")]
    assert not NominationMeeting.objects.exists()


def test_the_entry_names_nobody(desks: Desks) -> None:
    case_before(CHOOSING)
    kin("binh", "chi")
    convene("c1", meeting_of(substitutes={"binh": "hai"}), by=desks.agency)
    entry = LedgerEntry.objects.order_by("position").last()
    told = json.loads(EntryContent.objects.get(entry=entry).content)
    assert told == {"case": "c1", "step": CHOOSING, "held_on": today().isoformat()}


def test_those_with_a_tie_are_off_the_list_and_on_that_of_recusals_and_substitutes_sit(desks: Desks) -> None:
    case_before(CHOOSING, people=("chi", "mai"))
    kin("chi", "binh")
    meeting = convene("c1", meeting_of(names=("c1:chi",), substitutes={"binh": "hai"}), by=desks.agency)
    assert _seats(meeting) == {"an": None, "kien": None, "loan": None, "hai": "binh"}
    rows = Recusal.objects.current().filter(case="c1").order_by("person")
    assert list(rows.values_list("person_id", "about_id", "ground", "substitute_id", "told_on")) == [
        ("binh", "chi", "kin", "hai", today()),
        ("mai", "mai", "own_case", None, today()),
    ]


def test_a_recusal_is_entered_once_for_the_whole_case(desks: Desks) -> None:
    case_before(CHOOSING)
    kin("binh", "chi")
    for _ in range(2):
        convene("c1", meeting_of(again="Đổi ngày họp"), by=desks.agency)
    assert Recusal.objects.count() == 1
    assert CaseMeeting.objects.count() == 2


def test_a_meeting_is_not_fixed_while_somebody_has_not_declared(desks: Desks) -> None:
    case_before(CHOOSING)
    Attestation.objects.filter(section="kinship", subject="hai").update(complete_to=days_ago(OPENED))
    new = meeting_of(members=(*LEADERS, "hai"), reasons={"hai": "Được mời dự"})
    with pytest.raises(LiemError) as refusal:
        convene("c1", new, by=desks.agency)
    assert refusal.value.code == "meetings.undeclared"
    assert "6 of 7 declared; missing: 1" in refusal.value.message.en
    assert not CaseMeeting.objects.exists()


def test_a_meeting_that_gathers_names_is_one_of_nomination_with_its_list(desks: Desks) -> None:
    case_before(GATHERING)
    members = ("an", "binh", "kien", "loan", "mai", "chi", "dung")
    meeting = convene("c1", meeting_of(GATHERING, members=members), by=desks.agency)
    row = NominationMeeting.objects.get(pk=meeting.key)
    assert (row.body_id, row.subject, row.held_on, row.places) == ("so", "So/Pho-2", today(), 1)
    assert set(Nominee.objects.filter(meeting=row).values_list("person_id", flat=True)) == {"chi", "dung"}
    assert set(_seats(meeting)) == set(LEADERS)  # the two candidates do not sit on their own case


def test_who_is_left_out_or_added_needs_a_reason_each(desks: Desks) -> None:
    case_before(CHOOSING)
    fewer = meeting_of(members=(*LEADERS[:4], "hai"))
    with pytest.raises(LiemError) as refusal:
        convene("c1", fewer, by=desks.agency)
    assert (refusal.value.code, refusal.value.data) == ("meetings.reasons", {"people": ["hai", "mai"]})
    reasons = {"mai": "Đang nghỉ thai sản", "hai": "Ghi biên bản"}
    meeting = convene("c1", meeting_of(members=(*LEADERS[:4], "hai"), reasons=reasons), by=desks.agency)
    assert list(LeftOut.objects.values_list("person_id", "why")) == [("mai", "Đang nghỉ thai sản")]
    assert MeetingMember.objects.get(meeting=meeting, person="hai").reason == "Ghi biên bản"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"step": "action_programme"}, "meetings.none"),
        ({"step": "third_leadership"}, "meetings.step"),
        ({"step": "nowhere"}, "procedures.no_step"),
        ({"held_on": days_ago(OPENED)}, "meetings.day"),
        ({"held_on": today() + timedelta(days=400)}, "meetings.day"),
        ({"members": ()}, "meetings.members"),
        ({"members": (*LEADERS, "an")}, "meetings.members"),
        ({"members": (*LEADERS, "nobody"), "reasons": {"nobody": "x"}}, "meetings.members"),
        ({"others": 3}, "meetings.others"),
        ({"others": -1}, "meetings.others"),
        ({"reasons": {"hai": "Không dự"}}, "meetings.reasons"),
        ({"substitutes": {"an": "hai"}}, "meetings.substitute"),
        ({"chair": "hai"}, "meetings.chair"),
        ({"tellers": ("kien",)}, "meetings.tellers"),
        ({"tellers": ("kien", "kien")}, "meetings.tellers"),
        ({"tellers": ("kien", "hai")}, "meetings.tellers"),
        ({"tellers": ("kien", "an")}, "meetings.tellers"),
        ({"names": ()}, "meetings.names"),
        ({"names": ("c1:chi", "c1:chi")}, "meetings.names"),
        ({"names": ("c1:hai",)}, "meetings.names"),
        ({"places": 0}, "meetings.places"),
        ({"places": 2}, "meetings.places"),
    ],
)
def test_a_list_that_cannot_stand_is_refused(desks: Desks, more: dict[str, object], code: str) -> None:
    case_before(CHOOSING)
    with pytest.raises(LiemError) as refusal:
        convene("c1", meeting_of(**more), by=desks.agency)
    assert refusal.value.code == code
    assert not CaseMeeting.objects.exists()


@pytest.mark.parametrize("instead", ["hai", "loan", "dung"])
def test_a_substitute_has_no_tie_is_not_called_and_is_nobody_of_the_case(desks: Desks, instead: str) -> None:
    case_before(CHOOSING)
    kin("binh", "chi")
    kin("hai", "dung")
    with pytest.raises(LiemError, match=r"meetings\.substitute"):
        convene("c1", meeting_of(substitutes={"binh": instead}), by=desks.agency)


@pytest.mark.parametrize(("role", "code"), [("chair", "meetings.chair"), ("tellers", "meetings.tellers")])
def test_whoever_keeps_out_neither_chairs_nor_counts(desks: Desks, role: str, code: str) -> None:
    case_before(CHOOSING)
    kin("binh", "chi")
    with pytest.raises(LiemError) as refusal:
        convene("c1", meeting_of(**{role: "binh" if role == "chair" else ("binh", "loan")}), by=desks.agency)
    assert refusal.value.code == code


def test_only_the_desk_of_the_step_convenes_and_nobody_who_keeps_out(desks: Desks) -> None:
    case_before(CHOOSING)
    with pytest.raises(LiemError, match=r"procedures\.foreign"):
        convene("c1", meeting_of(), by=desks.province)
    with pytest.raises(LiemError, match=r"actions\.out_of_scope"):
        convene("c1", meeting_of(), by=desks.other_agency)
    kin("phuc", "chi")
    with pytest.raises(LiemError, match=r"meetings\.recused"):
        convene("c1", meeting_of(), by=desk("unit_officer", "so", username="phuc", person="phuc"))
    with pytest.raises(LiemError, match=r"actions\.no_mandate"):
        convene("c1", meeting_of(), by=official("an"))


def test_a_name_that_the_round_before_did_not_choose_is_not_put_to_the_vote_again(desks: Desks) -> None:
    case_before(CHOOSING)
    taken("c1", CHOOSING, chosen=["c1:dung"])
    new = meeting_of("key_officials", members=CALLED_ALL, names=("c1:chi",))
    with pytest.raises(LiemError, match=r"meetings\.names"):
        convene("c1", new, by=desks.agency)
    convene("c1", meeting_of("key_officials", members=CALLED_ALL, names=("c1:dung",)), by=desks.agency)


def test_a_meeting_that_stands_is_replaced_only_with_a_reason_and_a_counted_one_never(desks: Desks) -> None:
    case_before(CHOOSING)
    convene("c1", meeting_of(), by=desks.agency)
    with pytest.raises(LiemError, match=r"meetings\.convened_already"):
        convene("c1", meeting_of(), by=desks.agency)
    second = held(desks.agency, again="Đổi ngày họp")
    assert second.round == 2
    with pytest.raises(LiemError, match=r"meetings\.under_way"):
        convene("c1", meeting_of(), by=desks.agency)
    third = held(desks.agency, again="Người kiểm phiếu ốm")
    assert third.round == 3
    entry = LedgerEntry.objects.filter(action="procedures.convene").order_by("position").last()
    assert "Người kiểm phiếu ốm" not in EntryContent.objects.get(entry=entry).content, "a reason may hold a name"
    rounds = CaseMeeting.objects.order_by("round").values_list("again", flat=True)
    assert list(rounds) == ["", "Đổi ngày họp", "Người kiểm phiếu ốm"]
    counted(third, votes(4, 1))
    with pytest.raises(LiemError, match=r"meetings\.counted"):
        convene("c1", meeting_of(again="Muốn kết quả khác"), by=desks.agency)


def test_a_step_that_the_case_went_back_to_has_a_meeting_of_its_own_again(desks: Desks) -> None:
    case_before(CHOOSING)
    counted(held(desks.agency), votes(2, 3, invalid=0))
    taken("c1", CHOOSING, outcome="not_passed")
    taken("c1", GATHERING)
    assert convene("c1", meeting_of(), by=desks.agency).round == 2


def test_those_who_come_by_number_are_convened_where_a_meeting_is_large(desks: Desks) -> None:
    case_before(VOTING, procedure=CONFIDENCE, people=("an", "binh"))
    new = meeting_of(VOTING, members=CALLED_ALL, names=("c1:an", "c1:binh"), places=2, others=30)
    assert convene("c1", new, by=desks.agency).others == 30


def test_in_a_leadership_of_two_the_chair_counts_as_well(desks: Desks) -> None:
    case_before(CHOOSING)
    reasons = dict.fromkeys(("kien", "loan", "mai"), "Đi công tác")
    new = meeting_of(members=("an", "binh"), tellers=("an", "binh"), reasons=reasons)
    assert set(_seats(convene("c1", new, by=desks.agency))) == {"an", "binh"}


@pytest.mark.only_on_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_convene_at_once_the_second_is_refused() -> None:
    desks = world.build()
    running.deputies()
    case_before(CHOOSING)
    ready, outcomes = Barrier(2), []

    def work() -> None:
        ready.wait()
        try:
            outcomes.append(convene("c1", meeting_of(), by=desks.agency).round)
        except LiemError as error:
            outcomes.append(error.code)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(outcomes) == {1, "meetings.convened_already"}
    assert CaseMeeting.objects.count() == 1


def test_a_reason_for_convening_anew_is_kept_where_there_was_a_meeting_and_has_a_length(desks: Desks) -> None:
    case_before(CHOOSING)
    with pytest.raises(LiemError, match=r"meetings\.again"):
        convene("c1", meeting_of(again="x" * 301), by=desks.agency)
    assert convene("c1", meeting_of(again="Lần đầu"), by=desks.agency).again == ""
    assert convene("c1", meeting_of(again="x" * 300), by=desks.agency).again == "x" * 300
