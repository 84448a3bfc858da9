"""The board of cases and the page that prepares one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liem.actions.models import Role
from liem.procedures.models import Case
from liem.record import state
from procedures.cases.running import advised, opened, paper, prepared
from procedures.world import Desks, days_ago, desk, official
from web.cases.conftest import Open
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db


def test_an_empty_board_tells_how_to_begin(desks: Desks, at: Open) -> None:
    page = at(desks.agency).get("/cases/")
    assert heading(page) == "No personnel procedure runs within your mandate"
    assert "/cases/new/" in links(page)


def test_a_line_tells_what_where_who_by_when_and_what_is_missing(desks: Desks, at: Open) -> None:
    case = advised(desks)
    page = at(desks.agency).get("/cases/")
    assert heading(page) == "1 case, 1 late; 1 waits for you"
    (line,) = rows(page)
    assert line[0] == "Resignation: Người chi · So/Phong-1/Truong So/Phong-1"
    assert line[1] == f"✕ late since {days_ago(20):%d/%m/%Y}"
    assert line[2] == "Put the proposal The head · So"
    assert line[4] == "Missing: Submission"
    assert f"/cases/{case.pk}/" in links(page)


@pytest.mark.parametrize(
    ("wanted", "shown"),
    [
        ("stand=running", {"chi"}),
        ("stand=prepared", {"giang"}),
        ("stand=late", {"chi"}),
        ("stand=completed", set()),
        ("kind=resignation", {"chi", "giang"}),
        ("kind=rotation", set()),
        ("body=so/phong-1", {"chi", "giang"}),
        ("body=so/phong-2", set()),
        ("mine=1", {"chi", "giang"}),
    ],
)
def test_filters_leave_what_is_asked_for(desks: Desks, at: Open, wanted: str, shown: set[str]) -> None:
    advised(desks), prepared(desks, "giang")
    page = at(desks.agency).get(f"/cases/?{wanted}")
    assert {name for name in ("chi", "giang") if f"Người {name}" in main(page)} == shown


def test_waiting_for_me_is_what_my_desk_enters(desks: Desks, at: Open) -> None:
    advised(desks)
    assert rows(at(desks.province).get("/cases/?mine=1")) == []
    assert len(rows(at(desks.province).get("/cases/"))) == 1
    assert "1 waits for you" in main(at(desks.agency).get("/"))


@pytest.mark.parametrize(("role", "over", "number"), [(Role.INSPECTOR, "tinh", 1), (Role.UNIT_OFFICER, "so-khac", 0)])
def test_a_board_holds_the_cases_within_the_mandate(desks: Desks, at: Open, role: Role, over: str, number: int) -> None:
    advised(desks)
    assert len(rows(at(desk(role, over)).get("/cases/"))) == number


def test_the_board_is_not_for_officials(desks: Desks, at: Open) -> None:
    assert at(official("chi")).get("/cases/").status_code == 403


def test_an_auditor_sees_the_board_and_prepares_nothing(desks: Desks, at: Open) -> None:
    client = at(desk(Role.AUDITOR, "tinh"))
    assert "/cases/new/" not in links(client.get("/cases/"))
    assert client.get("/cases/new/").status_code == 403


def test_a_board_of_many_cases_asks_no_more_than_one_of_a_single_one(desks: Desks, at: Open) -> None:
    client = at(desks.agency)
    opened(desks)
    client.get("/cases/")
    state.forget()
    with CaptureQueriesContext(connection) as one:
        assert len(rows(client.get("/cases/"))) == 1
    opened(desks, "dung", "so/phong-2"), prepared(desks, "giang")
    state.forget()
    with CaptureQueriesContext(connection) as three:
        assert len(rows(client.get("/cases/"))) == 3
    assert len(three) == len(one)


def test_preparing_leads_from_the_unit_over_the_procedure_to_the_case(desks: Desks, at: Open) -> None:
    client = at(desks.agency)
    assert "/cases/new/?body=so/phong-1".removeprefix("/cases/new/") in links(client.get("/cases/new/?q=phong"))
    chosen = client.get("/cases/new/?body=so/phong-1")
    assert "Leaving a post under the trial rules" in main(chosen)
    assert "in force" in main(chosen)
    form = client.get("/cases/new/?body=so/phong-1&procedure=trial_ending")
    assert '<option value="chi">Người chi · So/Phong-1/Truong</option>' in form.content.decode()
    given = {"body": "so/phong-1", "procedure": "trial_ending", "person": "chi", "planned_on": "", "secrecy": ""}
    posted = client.post("/cases/new/", given)
    case = Case.objects.get()
    assert (posted["Location"], case.person_id, case.post_id) == (f"/cases/{case.pk}/", "chi", "so/phong-1/truong")


@pytest.mark.parametrize(
    "given",
    [
        {"body": "so/phong-1", "procedure": "trial_ending", "person": ""},
        {"body": "so/phong-1", "procedure": "trial_ending", "person": "chi", "planned_on": "31/02/2026"},
        {"body": "so/phong-1", "procedure": "none", "person": "chi"},
        {"body": "so-khac", "procedure": "trial_ending", "person": "son"},
        {"body": "so/phong-1", "procedure": "trial_transfer", "places": "nhiều"},
    ],
)
def test_what_cannot_be_prepared_is_refused_and_nothing_written(desks: Desks, at: Open, given: dict[str, str]) -> None:
    posted = at(desks.agency).post("/cases/new/", given)
    assert (posted.status_code, Case.objects.count()) == (400, 0)
    assert 'role="alert"' in posted.content.decode()


def test_the_unit_of_another_mandate_is_not_offered(desks: Desks, at: Open) -> None:
    client = at(desks.agency)
    assert "So-Khac" not in main(client.get("/cases/new/"))
    assert "2. Procedure" not in main(client.get("/cases/new/?body=so-khac"))


def test_somebody_who_serves_elsewhere_is_found_by_name_and_a_post_chosen(desks: Desks, at: Open) -> None:
    client, address = at(desks.province), "/cases/new/?body=so/phong-1&procedure=trial_ending"
    assert '<option value="hai"' not in client.get(address).content.decode()
    assert '<option value="hai">' in client.get(f"{address}&who=hai").content.decode()
    given = {"body": "so/phong-1", "procedure": "trial_ending", "person": "hai", "post": "so/phong-1/pho"}
    assert client.post("/cases/new/", given).status_code == 302
    assert Case.objects.values_list("person_id", "post_id").get() == ("hai", "so/phong-1/pho")


def test_an_official_finds_the_own_cases_and_the_step_that_waits(desks: Desks, at: Open) -> None:
    case = opened(desks)
    page = at(official("chi")).get("/mine/cases/")
    assert heading(page) == "1 step waits for you"
    assert f"/cases/{case.pk}/" in links(page)
    paper(case, "opening", "plan", by=desks.agency)
    assert heading(at(official("giang")).get("/mine/cases/")) == "No personnel procedure is about you"


def test_a_case_that_is_only_prepared_is_nothing_to_the_official_yet(desks: Desks, at: Open) -> None:
    prepared(desks)
    assert heading(at(official("chi")).get("/mine/cases/")) == "No personnel procedure is about you"


def test_the_desk_and_the_official_are_told_on_their_first_page_how_many_cases_wait(desks: Desks, at: Open) -> None:
    opened(desks), prepared(desks, "giang")
    officer = at(desks.agency).get("/")
    assert "2 wait for you" in main(officer)
    assert "/cases/?mine=1" in links(officer)
    assert "for you" not in main(at(desks.other_agency).get("/"))
    own = at(official("chi")).get("/")
    assert heading(own) == "Today 1 thing waits for you"
    assert "Steps of cases about you 1" in main(own)
    assert "/mine/cases/" in links(own)
    assert "Steps of cases about you" not in main(at(official("giang")).get("/"))
