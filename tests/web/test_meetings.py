"""The page of a meeting and the pages of its tellers: nobody learns a vote or the other teller's sheet from them."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from docx import Document

from liem.actions.models import Role
from liem.procedures.cases.standing import case_now
from liem.procedures.meetings.attending import attend
from liem.procedures.meetings.calling import called
from liem.procedures.meetings.convening import convene
from liem.procedures.models import CaseMeeting, MeetingCount, TellerSheet
from procedures import world
from procedures.meetings import running
from procedures.meetings.running import CHOOSING, case_before, counted, held, meeting_of, votes
from procedures.world import Desks, official, today
from web.running_cases import client_of, queries_of
from web.seen import heading, links, main, words

pytestmark = pytest.mark.django_db
NUMBERS = {"issued": "5", "returned": "5", "not_returned": "0", "valid": "5", "invalid": "0"}
SHEET = {**NUMBERS, "votes-1": "4", "votes-2": "1"}
ANOTHER: dict[str, Any] = {
    "members": (*running.LEADERS, "son"),
    "names": ("c2:giang", "c2:hai"),
    "reasons": {"son": "am hiểu công việc"},
}
OTHER = {**NUMBERS, "votes-1": "3", "votes-2": "2"}


@pytest.fixture
def desks() -> Desks:
    found = world.build()
    running.deputies()
    case_before(CHOOSING)
    return found


def url(meeting: CaseMeeting) -> str:
    return f"/meetings/{meeting.pk}/"


def own_url(meeting: CaseMeeting) -> str:
    return f"/mine/counts/{meeting.pk}/"


def came(page: HttpResponse) -> set[str]:
    """Who is ticked."""
    return set(re.findall(r'name="present" value="(\w+)" checked', page.content.decode()))


def teller(key: str = "kien") -> Client:
    return client_of(official(key))


def test_who_came_is_entered_and_the_quorum_told_in_words_and_numbers(desks: Desks) -> None:
    meeting = convene("c1", meeting_of(), by=desks.agency)
    agency = client_of(desks.agency)
    page = agency.get(url(meeting))
    assert "→ convened" in main(page)
    answer = agency.post(f"{url(meeting)}present/", {"present": ["an", "binh", "kien", "loan"]})
    assert answer["Location"] == url(meeting)
    assert "quorum reached 4 of 5 came" in main(agency.get(url(meeting)))


def test_nobody_is_ticked_as_having_come_until_it_is_entered_and_what_was_ticked_stays(desks: Desks) -> None:
    meeting = convene("c1", meeting_of(), by=desks.agency)
    agency = client_of(desks.agency)
    assert came(agency.get(url(meeting))) == set()
    assert came(agency.post(f"{url(meeting)}present/", {"present": ["an", "binh"]})) == {"an", "binh"}
    agency.post(f"{url(meeting)}present/", {"present": ["an", "binh", "kien", "loan"]})
    assert came(agency.get(url(meeting))) == {"an", "binh", "kien", "loan"}


def test_a_teller_who_is_not_there_is_refused_in_a_sentence(desks: Desks) -> None:
    meeting = convene("c1", meeting_of(), by=desks.agency)
    refused = client_of(desks.agency).post(f"{url(meeting)}present/", {"present": ["an", "binh"]})
    assert refused.status_code == 400
    assert "The chair or a teller is absent" in main(refused)


def test_the_sums_are_told_before_anything_is_entered(desks: Desks) -> None:
    meeting = held(desks.agency)
    phone = teller()
    assert heading(phone.get("/mine/counts/")) == "1 count waits for you"
    page = phone.get(own_url(meeting))
    assert 'inputmode="numeric"' in page.content.decode()
    wrong = phone.post(own_url(meeting), {**SHEET, "returned": "4"})
    assert wrong.status_code == 400
    assert "do not add up to those issued" in main(wrong)
    looked = phone.post(own_url(meeting), {**SHEET, "act": "add_up"})
    assert "Issued 5 = returned 5 + not returned 0." in main(looked)
    assert TellerSheet.objects.count() == 0
    phone.post(own_url(meeting), {**SHEET, "act": "hand_in"})
    assert TellerSheet.objects.get().numbers["votes"] == {"c1:chi": 4, "c1:dung": 1}
    assert "no longer shown" in main(phone.get(own_url(meeting)))


def test_one_teller_sees_the_other_s_numbers_at_no_address(desks: Desks) -> None:
    meeting = held(desks.agency)
    numbers = {**NUMBERS, "issued": "5", "votes-1": "4", "votes-2": "1"}
    teller("kien").post(own_url(meeting), {**numbers, "act": "hand_in"})
    for client in (teller("loan"), client_of(desks.agency), client_of(desks.province)):
        for address in (own_url(meeting), "/mine/counts/", url(meeting), f"{url(meeting)}record.docx"):
            answer = client.get(address)
            text = words(answer.content.decode().split("<main", 1)[-1]) if answer.status_code != 204 else ""
            assert not re.search(r'value="[41]"', answer.content.decode())
            assert "Votes 4" not in text
    assert client_of(desks.agency).get(f"{url(meeting)}record.docx").status_code == 400


def test_the_second_attempt_tells_only_where_they_differ(desks: Desks) -> None:
    meeting = held(desks.agency)
    teller("kien").post(own_url(meeting), {**SHEET, "act": "hand_in"})
    teller("loan").post(own_url(meeting), {**OTHER, "act": "hand_in"})
    told = main(teller("kien").get(own_url(meeting)))
    assert "Count 2: the two differed here" in told
    assert told.count(": votes") == 2
    page = main(client_of(desks.agency).get(url(meeting)))
    assert "attempt 2 of 5" in page
    teller("kien").post(own_url(meeting), {**SHEET, "act": "hand_in"})
    settled = teller("loan").post(own_url(meeting), {**SHEET, "act": "hand_in"}, follow=True)
    assert "Both counts agree" in main(settled)
    assert MeetingCount.objects.get().votes == {"c1:chi": 4, "c1:dung": 1}


def test_a_small_count_is_told_nowhere_in_html(desks: Desks) -> None:
    meeting = held(desks.agency)
    counted(meeting, votes(4, 1))
    for by in (desks.agency, desks.province, desks.inspection, official("kien")):
        client = client_of(by)
        for address in (url(meeting), own_url(meeting), "/mine/counts/"):
            html = client.get(address).content.decode().split("<main", 1)[-1]
            assert not re.search(r">\s*[41]\s*<", html.replace("<dd>1</dd>", "")), address
            assert "Votes</th>" not in html
            assert "Sheets returned" not in html
            assert "Valid sheets" not in html
    page = main(client_of(desks.agency).get(url(meeting)))
    assert "only the outcome" in page
    assert "✓ chosen" in page


def test_the_record_has_the_numbers_for_the_desk_and_the_tellers_alone(desks: Desks) -> None:
    meeting = held(desks.agency)
    counted(meeting, votes(4, 1))
    agency = client_of(desks.agency).get(f"{url(meeting)}record.docx")
    assert "attachment" in agency["Content-Disposition"]
    cells = [cell.text for table in Document(io.BytesIO(agency.content)).tables for cell in table._cells]
    assert "4" in cells
    assert teller().get(f"{own_url(meeting)}record.docx").status_code == 200
    for by in (desks.inspection, desks.other_agency, world.desk(Role.AUDITOR, "tinh"), official("chi")):
        client = client_of(by)
        assert client.get(f"{url(meeting)}record.docx").status_code in {400, 403, 404}
        assert client.get(f"{own_url(meeting)}record.docx").status_code in {400, 403, 404}


def test_ballots_are_printed_as_many_as_came(desks: Desks) -> None:
    meeting = held(desks.agency)
    agency = client_of(desks.agency)
    assert 'name="copies" value="5"' in agency.get(url(meeting)).content.decode()
    sheets = agency.get(f"{url(meeting)}ballots.docx?copies=3")
    text = "\n".join(one.text for one in Document(io.BytesIO(sheets.content)).paragraphs)
    assert text.casefold().count("phiếu") >= 3
    assert agency.get(f"{url(meeting)}ballots.docx?copies=x").status_code == 400
    assert client_of(desks.inspection).get(f"{url(meeting)}ballots.docx").status_code == 400


def test_whoever_counts_no_votes_there_finds_no_meeting(desks: Desks) -> None:
    meeting = held(desks.agency)
    for key in ("an", "chi", "son"):
        client = teller(key)
        assert client.get(own_url(meeting)).status_code in {400, 404}
        assert client.post(own_url(meeting), {**SHEET, "act": "hand_in"}).status_code in {400, 404}
    assert TellerSheet.objects.count() == 0


def test_roles_that_read_see_the_meeting_without_forms(desks: Desks) -> None:
    meeting = held(desks.agency)
    for by in (desks.inspection, world.desk(Role.AUDITOR, "tinh")):
        page = client_of(by).get(url(meeting))
        assert page.status_code == 200
        assert "present" not in [one for one in re.findall(r'name="(\w+)"', page.content.decode()) if one == "present"]
        assert client_of(by).post(f"{url(meeting)}present/", {"present": ["an"]}).status_code in {400, 403}
    for by in (desks.other_agency, official("chi")):
        assert client_of(by).get(url(meeting)).status_code in {403, 404}


def test_somebody_stands_aside_before_the_meeting(desks: Desks) -> None:
    meeting = convene("c1", meeting_of(), by=desks.agency)
    agency = client_of(desks.agency)
    refused = agency.post(f"{url(meeting)}aside/", {"person": "mai", "reason": ""})
    assert refused.status_code == 400
    assert agency.post(f"{url(meeting)}aside/", {"person": "mai", "reason": "thân quen"}).status_code == 302
    assert "Keep out of the case:" in main(agency.get(url(meeting)))
    assert url(meeting) not in links(agency.get(url(meeting)))


def test_the_pages_ask_the_same_number_of_questions_however_many_sit_or_count(desks: Desks) -> None:
    meeting = held(desks.agency)
    agency, phone = client_of(desks.agency), teller()
    few, own = queries_of(agency, url(meeting)), queries_of(phone, "/mine/counts/")
    case_before(CHOOSING, case="c2", people=("giang", "hai"))
    larger = convene("c2", meeting_of(**ANOTHER), by=desks.agency)
    attend(larger.key, [one.person_id for one in larger.members.all()], by=desks.agency)
    assert queries_of(agency, url(larger)) == few
    assert queries_of(phone, "/mine/counts/") == own


def test_why_a_meeting_is_held_again_stands_on_its_page_and_not_on_that_of_the_first(desks: Desks) -> None:
    first = convene("c1", meeting_of(), by=desks.agency)
    second = convene("c1", meeting_of(again="Mai <b>ốm</b>"), by=desks.agency)
    agency = client_of(desks.agency)
    assert "Convened anew" not in main(agency.get(url(first)))
    assert "Convened anew: Mai &lt;b&gt;ốm" in agency.get(url(second)).content.decode()


def test_pages_speak_vietnamese(desks: Desks) -> None:
    meeting = held(desks.agency)
    assert "Thành phần triệu tập" in main(client_of(desks.agency, language="vi").get(url(meeting)))
    assert "Số phiếu phát ra" in main(client_of(official("kien"), language="vi").get(own_url(meeting)))


def test_a_vote_of_confidence_asks_three_levels_and_tells_what_follows_not_how_many(desks: Desks) -> None:
    case_before(running.VOTING, case="c3", procedure=running.CONFIDENCE, people=("binh", "chi"))
    members = ("an", "kien", "loan", "mai")
    left = {"names": ("c3:binh", "c3:chi"), "places": 2, "members": members, "chair": "mai"}
    meeting = confidence_meeting(desks, left)
    phone = client_of(official(meeting.members.filter(is_teller=True)[0].person_id))
    page = phone.get(own_url(meeting))
    html = page.content.decode()
    assert html.count('name="level-1-') == 3
    low = {"level-1-high": "0", "level-1-confidence": "1", "level-1-low": "3"}
    good = {"level-2-high": "3", "level-2-confidence": "1", "level-2-low": "0"}
    four = {"issued": "4", "returned": "4", "not_returned": "0", "valid": "4", "invalid": "0"}
    for member in meeting.members.current().filter(is_teller=True):
        client = client_of(official(member.person_id))
        assert client.post(own_url(meeting), {**four, **low, **good, "act": "hand_in"}).status_code == 302
    desk = client_of(desks.province) if meeting.body_id == "tinh" else client_of(desks.agency)
    counted_page = desk.get(url(meeting))
    assert "nothing follows from the vote" in main(counted_page)
    assert "only the outcome" in main(counted_page)
    assert 'class="number"' not in counted_page.content.decode()


def confidence_meeting(desks: Desks, more: dict[str, Any]) -> CaseMeeting:
    """Convened by the desk that holds the step; whoever the record calls besides is left out with a reason."""
    now = case_now("c3", on=today())
    here = called(now, running.VOTING, on=today())
    differing = set(here.people) ^ set(more["members"]) if here.people else set()
    reasons = dict.fromkeys(differing, "theo phân công")
    by = desks.province if here.body == "tinh" else desks.agency
    row = convene("c3", meeting_of(step=running.VOTING, reasons=reasons, **more), by=by)
    attend(row.key, [one.person_id for one in row.members.all()], by=by)
    return row


def test_the_board_tells_what_the_meeting_of_a_step_waits_for(desks: Desks) -> None:
    agency = client_of(desks.agency)

    def held_up() -> str:
        return main(agency.get("/cases/"))

    assert "No meeting is convened yet" in held_up()
    meeting = convene("c1", meeting_of(), by=desks.agency)
    assert f"Meeting of {meeting.held_on:%d/%m/%Y}: who came is not entered yet" in held_up()
    attend(meeting.key, ["an", "binh", "kien", "loan", "mai"], by=desks.agency)
    assert f"Meeting of {meeting.held_on:%d/%m/%Y}: the votes are being counted" in held_up()
    assert f"/meetings/{meeting.key}/" in links(agency.get("/cases/"))
    counted(meeting, votes(4, 1))
    assert f"Meeting of {meeting.held_on:%d/%m/%Y}" not in held_up()


def test_the_own_page_and_the_desk_tell_how_many_counts_and_steps_wait(desks: Desks) -> None:
    held(desks.agency)
    phone = teller()
    assert "Votes I count (1 waits)" in main(phone.get("/mine/"))
    home = main(phone.get("/"))
    assert "Votes to be counted 1" in home
    assert heading(phone.get("/")) == "Today 1 thing waits for you"
    assert "waits for you" not in main(client_of(official("mai")).get("/"))
