"""The page of a case: where it stands, what stops it, and the form of the step whose turn it is."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liem.actions.models import LedgerEntry, Reading, Role
from liem.procedures.cases.taking import NewStep, take
from liem.procedures.models import CaseEvent
from procedures.cases.running import advised, answer, opened, paper, prepared, proposed, requested
from procedures.world import Desks, days_ago, desk, official
from web.cases.conftest import Open
from web.seen import heading, links, main

pytestmark = pytest.mark.django_db


def day(days: int) -> str:
    return f"{days_ago(days):%d/%m/%Y}"


def test_a_prepared_case_tells_what_its_opening_still_asks(desks: Desks, at: Open) -> None:
    case = prepared(desks)
    page = at(desks.agency).get(f"/cases/{case.pk}/")
    assert heading(page) == "Resignation: Người chi · So/Phong-1/Truong, So/Phong-1"
    assert "Being prepared since" in main(page)
    assert "1 thing stands against it Still missing: Plan. File it" in main(page)
    assert f"/cases/{case.pk}/papers/?step=opening&name=plan" in links(page)


def test_it_is_opened_once_its_papers_are_there(desks: Desks, at: Open) -> None:
    case = prepared(desks)
    client = at(desks.agency)
    refused = client.post(f"/cases/{case.pk}/steps/opening/", {"on": day(3)})
    assert (refused.status_code, CaseEvent.objects.count()) == (400, 0)
    assert "Nothing was entered. Still missing: Plan." in main(refused)
    paper(case, "opening", "plan", by=desks.agency)
    assert "Nothing stands against it" in main(client.get(f"/cases/{case.pk}/"))
    assert client.post(f"/cases/{case.pk}/steps/opening/", {"on": day(3)})["Location"] == f"/cases/{case.pk}/"
    assert f"Open since {day(3)}; at step 1 of 6" in main(client.get(f"/cases/{case.pk}/"))


def test_a_step_is_taken_with_who_signed_and_has_a_receipt(desks: Desks, at: Open) -> None:
    case = requested(desks)
    paper(case, "opinion", "opinion", by=desks.agency)
    paper(case, "opinion", "evaluation_record", by=desks.agency)
    client = at(desks.agency)
    given = {"on": day(15), "by_person": "giang", "outcome": "passed", "reason": ""}
    assert client.post(f"/cases/{case.pk}/steps/opinion/", given).status_code == 302
    page = client.get(f"/cases/{case.pk}/")
    assert f"{day(15)} · agreed · Người giang · So/Phong-1" in main(page)
    position = LedgerEntry.objects.filter(action="procedures.take").latest("position").position
    assert f"/ledger/{position}/receipt" in links(page)


def test_what_was_typed_stays_when_a_step_is_refused(desks: Desks, at: Open) -> None:
    case = requested(desks)
    given = {"on": "31/02/2026", "by_person": "giang", "outcome": "not_passed", "reason": "Chưa đủ người"}
    page = at(desks.agency).post(f"/cases/{case.pk}/steps/opinion/", given)
    html = page.content.decode()
    assert page.status_code == 400
    assert "31/02/2026" in html
    assert "Chưa đủ người" in html
    assert '<option value="giang" selected>' in html
    assert re.search(r'value="not_passed" checked', html)


def test_another_desk_sees_the_step_but_has_no_form_and_is_refused(desks: Desks, at: Open) -> None:
    case = requested(desks)
    client = at(desks.province)
    page = client.get(f"/cases/{case.pk}/")
    assert "Entered at the desk of So" in main(page)
    assert f"/cases/{case.pk}/steps/opinion/" not in page.content.decode()
    posted = client.post(f"/cases/{case.pk}/steps/opinion/", {"on": day(15), "by_person": "giang"})
    assert (posted.status_code, CaseEvent.objects.count()) == (400, 2)
    assert "This step belongs to another body" in main(posted)


def test_an_auditor_reads_and_has_no_form(desks: Desks, at: Open) -> None:
    case = requested(desks)
    client = at(desk(Role.AUDITOR, "tinh"))
    page = client.get(f"/cases/{case.pk}/")
    assert page.status_code == 200
    assert f"/cases/{case.pk}/" not in re.findall(r'<form method="post" action="([^"]+)"', page.content.decode())
    assert client.post(f"/cases/{case.pk}/steps/opinion/", {"on": day(15)}).status_code == 400
    assert CaseEvent.objects.count() == 2


def test_whoever_reaches_neither_unit_nor_step_finds_nothing(desks: Desks, at: Open) -> None:
    case = requested(desks)
    client = at(desks.other_agency)
    there, nowhere = client.get(f"/cases/{case.pk}/"), client.get("/cases/0123/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert main(there) == main(nowhere)
    assert client.post(f"/cases/{case.pk}/steps/opinion/", {"on": day(15)}).status_code == 404


def test_an_officer_does_not_look_into_the_own_case(desks: Desks, at: Open) -> None:
    case = prepared(desks)
    own = desk(Role.UNIT_OFFICER, "so", username="chi-desk", person="chi")
    assert at(own).get(f"/cases/{case.pk}/").status_code == 400
    assert Reading.objects.count() == 0


def test_opening_the_page_is_one_reading_a_day_and_a_prefetch_none(desks: Desks, at: Open) -> None:
    case = requested(desks)
    client = at(desks.agency)
    assert client.head(f"/cases/{case.pk}/").status_code == 204
    assert Reading.objects.count() == 0
    client.get(f"/cases/{case.pk}/"), client.get(f"/cases/{case.pk}/")
    assert list(Reading.objects.values_list("person", "account__username")) == [("chi", desks.agency.account.username)]
    at(desks.province).get(f"/cases/{case.pk}/")
    assert Reading.objects.count() == 2


def test_a_correction_stands_beside_the_former_entry_with_its_reason(desks: Desks, at: Open) -> None:
    case = advised(desks)
    client = at(desks.agency)
    form = client.get(f"/cases/{case.pk}/entries/2/correct/")
    assert heading(form) == "Correct the entry “The unit gives its view”"
    assert day(15) in form.content.decode()
    given = {"on": day(16), "by_person": "giang", "outcome": "passed", "reason": ""}
    refused = client.post(f"/cases/{case.pk}/entries/2/correct/", given | {"correction": " "})
    assert (refused.status_code, CaseEvent.objects.count()) == (400, 4)
    assert "Give the reason for the correction" in main(refused)
    posted = client.post(f"/cases/{case.pk}/entries/2/correct/", given | {"correction": "Ghi nhầm ngày"})
    assert posted["Location"] == f"/cases/{case.pk}/"
    html = client.get(f"/cases/{case.pk}/").content.decode()
    assert re.search(rf"<del>\s*<p[^>]*><b[^>]*>{day(15)}", html)
    assert "Corrected by entry 4." in html
    assert "Ghi nhầm ngày" in html


def test_the_opening_and_an_entry_that_is_not_there_are_not_corrected(desks: Desks, at: Open) -> None:
    case = advised(desks)
    client = at(desks.agency)
    assert [client.get(f"/cases/{case.pk}/entries/{number}/correct/").status_code for number in (0, 9)] == [404, 404]


def test_a_case_that_went_back_says_so(desks: Desks, at: Open) -> None:
    case = proposed(desks)
    answer(case, desks, passes=False)
    page = at(desks.agency).get(f"/cases/{case.pk}/")
    assert "The case went back, so the step is to be done again." in main(page)
    assert "Chưa có người thay" in main(page)


def test_an_official_sees_the_own_case_and_takes_the_own_step(desks: Desks, at: Open) -> None:
    case, own = opened(desks), official("chi")
    client = at(own)
    page = client.get(f"/cases/{case.pk}/")
    assert "Still missing: Request. File it" in main(page)
    assert "Receipt" not in main(page)
    paper(case, "request", "request", by=own)
    assert client.post(f"/cases/{case.pk}/steps/request/", {"on": day(18)}).status_code == 302
    assert CaseEvent.objects.latest("number").by_person_id == "chi"
    assert client.post(f"/cases/{case.pk}/steps/opinion/", {"on": day(15)}).status_code == 400
    assert at(official("giang")).get(f"/cases/{case.pk}/").status_code == 404
    assert Reading.objects.count() == 0


def test_the_page_speaks_vietnamese(desks: Desks, at: Open) -> None:
    case = prepared(desks)
    page = at(desks.agency, language="vi").get(f"/cases/{case.pk}/")
    assert heading(page) == "Từ chức: Người chi · So/Phong-1/Truong, So/Phong-1"
    assert "Còn thiếu: Kế hoạch." in main(page)
    assert "Mở vụ việc" in main(page)


def test_what_was_entered_asks_no_further_questions(desks: Desks, at: Open) -> None:
    early = requested(desks)
    client = at(desks.agency)
    client.get(f"/cases/{early.pk}/")
    with CaptureQueriesContext(connection) as before:
        client.get(f"/cases/{early.pk}/")
    for name in ("opinion", "evaluation_record", "plan", "request"):
        paper(early, "opinion", name, by=desks.agency)
    with CaptureQueriesContext(connection) as after:
        client.get(f"/cases/{early.pk}/")
    assert len(after) == len(before)


def test_an_official_opens_no_form_of_a_correction(desks: Desks, at: Open) -> None:
    case = requested(desks)
    assert at(official("chi")).get(f"/cases/{case.pk}/entries/1/correct/").status_code == 403
    assert at(desks.agency).get(f"/cases/{case.pk}/entries/1/correct/").status_code == 200


def test_the_step_of_inspectors_offers_their_own_people_and_words_of_what_they_looked_into(
    desks: Desks, at: Open
) -> None:
    case = requested(desks)
    for name in ("opinion", "evaluation_record"):
        paper(case, "opinion", name, by=desks.agency)
    take(case.pk, NewStep("opinion", days_ago(15), by_person="giang"), by=desks.agency)
    page = at(desks.inspection).get(f"/cases/{case.pk}/")
    html = page.content.decode()
    offered = re.findall(r'<option value="(\w+)">Người', html.split('name="by_person"')[1].split("</select>")[0])
    assert offered == ["lan", "minh", "nga", "oanh"]
    assert "Well founded: what was pointed out is so" in main(page)
    assert "Passed, agreed" not in main(page)


def test_steps_that_are_done_fold_away_and_the_one_to_be_done_does_not(desks: Desks, at: Open) -> None:
    html = at(desks.agency).get(f"/cases/{requested(desks).pk}/").content.decode()
    done = html.split('id="step-request"')[1].split("</li>")[0]
    assert '<details class="ahead brief" data-wide' in done
    assert "data-wide" not in html.split('id="open-opinion"')[1].split('id="steps"')[0]


def test_an_official_is_told_what_to_do_and_by_which_button(desks: Desks, at: Open) -> None:
    case, own = opened(desks), at(official("chi"))
    listed = own.get("/mine/cases/")
    assert "Write your request, file it, then hand it in. To be filed: " in main(listed)
    assert f"/cases/{case.pk}/#open-request" in links(listed)
    page = own.get(f"/cases/{case.pk}/")
    assert "What you do: Write your request" in main(page)
    assert "Hand in my request" in main(page)
    assert "Enter this step" not in main(page)
