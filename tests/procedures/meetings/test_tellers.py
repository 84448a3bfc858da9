from __future__ import annotations

import json
from threading import Barrier, Thread

import pytest
from django.db import connection

from liem.actions.models import EntryContent, LedgerEntry
from liem.actions.verification import verify
from liem.kernel.errors import LiemError
from liem.law.procedures.tellers import Difference, Number, Sheet
from liem.procedures.cases.standing import case_now
from liem.procedures.meetings.recusing import NewRecusal, stand_aside
from liem.procedures.meetings.standing import MOST_ATTEMPTS, Stage, meeting_now
from liem.procedures.meetings.tellers import Entered, Handed, TellerView, enter_sheet, teller_view
from liem.procedures.models import CaseMeeting, MeetingCount, TellerSheet
from procedures import world
from procedures.meetings import running
from procedures.meetings.running import CHOOSING, case_before, counted, held, kin, meeting_of, votes
from procedures.world import Desks, desk, official, today

pytestmark = pytest.mark.django_db
NOTHING_YET = TellerView(attempt=1, own=None, differences=(), is_agreed=False, may_count=True)


@pytest.fixture
def meeting(desks: Desks) -> CaseMeeting:
    """Five leaders came and voted on Chi and Dung; Kiên and Loan count."""
    case_before(CHOOSING)
    return held(desks.agency)


def _view(meeting: CaseMeeting, teller: str) -> TellerView:
    return teller_view(case_now("c1", on=today()), meeting.key, teller)


def _stage(meeting: CaseMeeting) -> Stage:
    return meeting_now(case_now("c1", on=today()), meeting.key).stage


def test_two_sheets_that_agree_are_the_count(meeting: CaseMeeting) -> None:
    assert counted(meeting, votes(4, 1)) == Entered(Handed.AGREED)
    row = MeetingCount.objects.get(meeting=meeting)
    assert (row.convened, row.present, row.issued, row.returned, row.valid) == (5, 5, 5, 5, 5)
    assert (row.votes, row.levels) == ({"c1:chi": 4, "c1:dung": 1}, {})
    assert _stage(meeting) is Stage.HELD
    assert _view(meeting, "loan").is_agreed


def test_each_teller_sees_the_own_sheet_alone_until_both_are_in(meeting: CaseMeeting) -> None:
    assert enter_sheet(meeting.key, votes(4, 1), by=official("kien")) == Entered(Handed.WAITING)
    assert _view(meeting, "kien").own == votes(4, 1)
    assert _view(meeting, "loan") == NOTHING_YET
    assert not MeetingCount.objects.exists()


def test_where_they_differ_both_learn_in_what_and_not_what_the_other_wrote(meeting: CaseMeeting) -> None:
    differing = (Difference(Number.VOTES, "c1:chi"), Difference(Number.VOTES, "c1:dung"))
    enter_sheet(meeting.key, votes(4, 1), by=official("kien"))
    assert enter_sheet(meeting.key, votes(3, 2), by=official("loan")) == Entered(Handed.DIFFERENT, differing)
    for teller in ("kien", "loan"):
        assert _view(meeting, teller) == TellerView(2, None, differing, is_agreed=False, may_count=True)
    assert _stage(meeting) is Stage.COUNTING
    assert counted(meeting, votes(3, 2)) == Entered(Handed.AGREED)
    assert MeetingCount.objects.get(meeting=meeting).votes == {"c1:chi": 3, "c1:dung": 2}


def test_after_five_attempts_the_votes_are_cast_anew(meeting: CaseMeeting) -> None:
    for attempt in range(1, MOST_ATTEMPTS + 1):
        enter_sheet(meeting.key, votes(4, 1), by=official("kien"))
        handed = enter_sheet(meeting.key, votes(3, 2), by=official("loan")).handed
        assert handed is (Handed.SPENT if attempt == MOST_ATTEMPTS else Handed.DIFFERENT)
    assert _stage(meeting) is Stage.VOID
    assert not _view(meeting, "kien").may_count
    with pytest.raises(LiemError, match=r"meetings\.not_counting"):
        enter_sheet(meeting.key, votes(4, 1), by=official("kien"))
    assert not MeetingCount.objects.exists()


@pytest.mark.parametrize(
    "sheet",
    [
        Sheet(5, 0, 5, 5, 0, votes={"c1:chi": 4}),
        Sheet(5, 1, 5, 5, 0, votes={"c1:chi": 4, "c1:dung": 1}),
        Sheet(5, 0, 5, 4, 0, votes={"c1:chi": 4, "c1:dung": 0}),
        Sheet(5, 0, 5, 5, 0, votes={"c1:chi": 4, "c1:dung": 1, "c1:hai": 0}),
        votes(5, 1),
        votes(-1, 1),
        votes(4, 1, issued=6),
        Sheet(5, 0, 5, 5, 0, levels={"c1:chi": {"low": 5}, "c1:dung": {"low": 5}}),
    ],
)
def test_a_sheet_that_does_not_add_up_is_refused_at_once(meeting: CaseMeeting, sheet: Sheet) -> None:
    with pytest.raises(LiemError, match=r"meetings\.does_not_add_up"):
        enter_sheet(meeting.key, sheet, by=official("kien"))
    assert not TellerSheet.objects.exists()
    assert _view(meeting, "kien") == NOTHING_YET


def test_every_fault_of_a_sheet_is_told_at_once(meeting: CaseMeeting) -> None:
    with pytest.raises(LiemError) as refusal:
        enter_sheet(meeting.key, Sheet(5, 1, 5, 4, 0, votes={"c1:chi": 9}), by=official("kien"))
    for words in ("not returned", "Valid and invalid", "has no number", "more votes"):
        assert words in refusal.value.message.en


def test_only_the_named_tellers_count_each_once_an_attempt_and_by_their_own_account(
    meeting: CaseMeeting, desks: Desks
) -> None:
    for by in (official("an"), official("binh"), desks.agency):
        with pytest.raises(LiemError, match=r"meetings\.not_teller"):
            enter_sheet(meeting.key, votes(4, 1), by=by)
    with pytest.raises(LiemError, match=r"meetings\.not_teller"):
        _view(meeting, "an")
    own = desk("unit_officer", "so", username="kien", person="kien")
    enter_sheet(meeting.key, votes(4, 1), by=own)
    with pytest.raises(LiemError, match=r"meetings\.handed_in"):
        enter_sheet(meeting.key, votes(4, 1), by=own)


def test_a_settled_count_is_not_entered_again(meeting: CaseMeeting) -> None:
    counted(meeting, votes(4, 1))
    with pytest.raises(LiemError, match=r"meetings\.not_counting"):
        enter_sheet(meeting.key, votes(4, 1), by=official("kien"))


def test_before_the_attendance_is_entered_nobody_counts(desks: Desks) -> None:
    case_before(CHOOSING)
    row = running.convene("c1", meeting_of(), by=desks.agency)
    with pytest.raises(LiemError, match=r"meetings\.not_counting"):
        enter_sheet(row.key, votes(4, 1), by=official("kien"))


def test_a_teller_who_turns_out_to_have_a_tie_no_longer_counts(meeting: CaseMeeting, desks: Desks) -> None:
    kin("kien", "chi")
    with pytest.raises(LiemError, match=r"meetings\.recused"):
        enter_sheet(meeting.key, votes(4, 1), by=official("kien"))
    kin("loan", "dung")
    stand_aside("c1", NewRecusal("loan", "x"), by=desks.agency)
    with pytest.raises(LiemError, match=r"meetings\.recused"):
        enter_sheet(meeting.key, votes(4, 1), by=official("loan"))


def test_the_entries_hold_no_number_and_no_name(meeting: CaseMeeting) -> None:
    counted(meeting, votes(4, 1))
    entries = LedgerEntry.objects.filter(action="procedures.count")
    contents = EntryContent.objects.filter(entry__in=entries).values_list("content", flat=True)
    assert [json.loads(one) for one in contents] == [{"case": "c1", "meeting": meeting.key}] * 2


@pytest.mark.only_on_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_tellers_at_once_settle_one_count() -> None:
    desks = world.build()
    running.deputies()
    case_before(CHOOSING)
    row = held(desks.agency)
    acting, ready, handed = [official("kien"), official("loan")], Barrier(2), []

    def count(number: int) -> None:
        ready.wait()
        try:
            handed.append(enter_sheet(row.key, votes(4, 1), by=acting[number]).handed)
        finally:
            connection.close()

    threads = [Thread(target=count, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(handed) == [Handed.AGREED, Handed.WAITING]
    assert MeetingCount.objects.count() == 1
    assert verify().sound
