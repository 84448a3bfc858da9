"""Pages of the register of bold proposals."""

from __future__ import annotations

import re

import pytest

from liem.actions.models import Reading, Role
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.decisions.bold import NewProposal, register
from liem.procedures.models import BoldProposal
from procedures import world
from procedures.meetings.running import taken
from procedures.world import Desks, days_ago, official, today
from web.running_cases import client_of, queries_of
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db
GIVEN = {"person": "binh", "title": "Giao việc theo đầu ra", "registered_on": f"{days_ago(9):%d/%m/%Y}"}
AGREED = {"agreed_by": "Ban Thường vụ", "agreed_on": f"{today():%d/%m/%Y}", "paper": "CV 7"}
NEW, ALL = "/bold-proposals/new/", "/bold-proposals/"


@pytest.fixture
def desks() -> Desks:
    return world.build()


def agree_url() -> str:
    return f"{ALL}{BoldProposal.objects.current().get().identity}/agree/"


def test_a_proposal_is_registered_then_agreed_to(desks: Desks) -> None:
    agency = client_of(desks.agency)
    assert heading(agency.get(ALL)) == "No bold proposal is registered"
    assert "?person=binh" in links(agency.get(f"{NEW}?q=binh"))
    refused = agency.post(NEW, {**GIVEN, "registered_on": "mai"})
    assert (refused.status_code, GIVEN["title"] in refused.content.decode()) == (400, True)
    assert agency.post(NEW, GIVEN)["Location"] == f"{ALL}?person=binh"
    assert heading(agency.get(ALL)) == "1 bold proposal registered, 0 agreed to"
    wrong = agency.post(agree_url(), {**AGREED, "paper": " "})
    assert (wrong.status_code, "Ban Thường vụ" in wrong.content.decode()) == (400, True)
    assert 'role="alert"' in wrong.content.decode()
    assert agency.post(agree_url(), AGREED)["Location"] == f"{ALL}?person=binh"
    [[who, what, _day, at, agreed]] = rows(agency.get(f"{ALL}?person=binh"))
    assert (who, what, at) == ("Người binh", GIVEN["title"], "So")
    assert agreed == f"✓ agreed to {today():%d/%m/%Y} Ban Thường vụ · CV 7"
    assert "Enter the agreement" not in main(agency.get(ALL))


def test_it_is_read_within_reach_and_entered_by_those_who_may(desks: Desks) -> None:
    register(NewProposal(person="binh", title="Cách làm mới", registered_on=days_ago(3)), by=desks.agency)
    for by in (desks.province, desks.inspection, official("binh")):
        assert "Cách làm mới" in main(client_of(by).get(ALL))
    for by in (desks.other_agency, official("chi")):
        client = client_of(by)
        for address in (ALL, f"{ALL}?person=binh"):
            assert not re.search("Cách làm mới|Người binh", main(client.get(address)))
        assert client.post(agree_url(), AGREED).status_code in {403, 404}
    auditor = client_of(world.desk(Role.AUDITOR, "tinh"))
    assert "Enter the agreement" not in main(auditor.get(ALL))
    assert auditor.post(agree_url(), AGREED).status_code == 400
    assert client_of(official("binh")).post(NEW, GIVEN).status_code == 403
    assert BoldProposal.objects.get().agreed_on is None
    assert set(Reading.objects.values_list("person", flat=True)) == {"binh"}


def test_the_dossier_and_the_rule_that_asks_lead_to_it(desks: Desks) -> None:
    province = client_of(desks.province)
    assert f"{ALL}?person=binh" in links(province.get("/people/binh/"))
    case = prepare(NewCase("party_relief", "so", post="so/pho-1", person="binh"), by=desks.province).pk
    taken(case, "opening", on=days_ago(2))
    page = province.get(f"/cases/{case}/")
    assert "Look through the register" in main(page)
    assert f"{ALL}?person=binh" in links(page)


def test_it_asks_no_more_for_more_of_them(desks: Desks) -> None:
    agency, found = client_of(desks.agency), list[int]()
    for person in ("binh", "chi", "dung"):
        register(NewProposal(person=person, title="x", registered_on=today()), by=desks.agency)
        found.append(queries_of(agency, ALL))
    assert found[1] == found[2]


def test_it_speaks_vietnamese(desks: Desks) -> None:
    register(NewProposal(person="binh", title="Cách làm mới", registered_on=today()), by=desks.agency)
    agency = client_of(desks.agency, language="vi")
    for address in (ALL, f"{ALL}?person=binh", NEW, f"{NEW}?person=binh", f"{NEW}?q=zz"):
        assert not re.search(r"\b(the|and|agreed|Nothing)\b", main(agency.get(address))), address
