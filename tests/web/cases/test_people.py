"""People of a case on its pages: put forward and withdrawn, what the post needs, what a candidate promises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from liem.actions import scope as actions_scope
from liem.actions.models import Role
from liem.procedures.cases.people import NewName, put_forward
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.models import ActionProgramme, Case, CasePerson, Promise, Proposal, Vacancy
from liem.record.scope import reaches
from procedures.world import VACANT, Desks, build, days_ago, desk, official
from web.cases.conftest import Open
from web.seen import heading, links, main

pytestmark = pytest.mark.django_db


@pytest.fixture
def real(db: None) -> Iterator[Desks]:
    """The province with the shipped packs."""
    former = actions_scope.register(reaches)
    yield build()
    actions_scope.register(former)


@pytest.fixture
def case(real: Desks) -> Case:
    """An appointment at the agency, being prepared."""
    return prepare(NewCase("appointment_with_action_programme", "so", post=VACANT), by=real.agency)


def day(days: int) -> str:
    return f"{days_ago(days):%d/%m/%Y}"


def test_a_name_is_found_and_put_forward_by_somebody_named(real: Desks, case: Case, at: Open) -> None:
    client, address = at(real.agency), f"/cases/{case.pk}/people/"
    assert "Type a name to begin" in main(client.get(address))
    page = client.get(f"{address}?q=người chi").content.decode()
    assert '<input type="radio" name="person" value="chi"' in page
    assert '<option value="an|so">Người an</option>' in page
    posted = client.post(address, {"q": "chi", "person": "chi", "proposer": "an|so", "proposed_on": day(3)})
    assert posted["Location"] == f"/cases/{case.pk}/"
    assert Proposal.objects.values_list("person_id", "proposer_id", "body_id").get() == ("chi", "an", "so")
    shown = client.get(f"/cases/{case.pk}/")
    assert f"Put forward by Người an, So, on {day(3)}. The proposer answers for it." in main(shown)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"proposer": ""}, "Name who puts this person forward"),
        ({"proposer": "lan|so"}, "was not among the leaders"),
        ({"person": "an", "proposer": "an|so"}, "Nobody puts themselves forward"),
        ({"proposed_on": "mai"}, "is not a day"),
        ({"person": "nobody"}, "does not hold this person"),
    ],
)
def test_a_name_that_cannot_be_put_forward_is_refused_in_words(
    real: Desks, case: Case, at: Open, wrong: dict[str, str], words: str
) -> None:
    given = {"q": "chi", "person": "chi", "proposer": "an|so", "proposed_on": day(3), **wrong}
    page = at(real.agency).post(f"/cases/{case.pk}/people/", given)
    assert (page.status_code, CasePerson.objects.count()) == (400, 0)
    assert words in main(page)


def test_a_name_is_withdrawn_with_a_reason_and_stays_struck_through(real: Desks, case: Case, at: Open) -> None:
    row = put_forward(case.pk, NewName("chi", days_ago(3), proposer="an"), by=real.agency)
    client, address = at(real.agency), f"/cases/{case.pk}/people/{row.identity}/withdraw/"
    assert heading(client.get(address)) == "Withdraw Người chi"
    assert client.post(address, {"reason": " "}).status_code == 400
    assert client.post(address, {"reason": "Xin rút"}).status_code == 302
    html = client.get(f"/cases/{case.pk}/").content.decode()
    assert "<del>Người chi</del>" in html
    assert "Xin rút" in html
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.AUDITOR])
def test_those_who_may_not_name_people_have_no_way_to_it(real: Desks, case: Case, at: Open, role: Role) -> None:
    client = at(desk(role, "tinh", username=f"{role}-2"))
    assert f"/cases/{case.pk}/people/" not in links(client.get(f"/cases/{case.pk}/"))
    given = {"person": "chi", "proposer": "an|so", "proposed_on": day(3)}
    assert client.post(f"/cases/{case.pk}/people/", given).status_code == 400
    assert CasePerson.objects.count() == 0


def test_what_the_post_needs_is_fixed_once(real: Desks, case: Case, at: Open) -> None:
    client, address = at(real.agency), f"/cases/{case.pk}/vacancy/"
    assert client.post(address, {"fixed_on": day(5), "requirements": "  "}).status_code == 400
    given = {"fixed_on": day(5), "requirements": "Biết quản lý\r\nĐã ở cơ sở\r\n"}
    assert client.post(address, given).status_code == 302
    assert Vacancy.objects.get().requirements == ["Biết quản lý", "Đã ở cơ sở"]
    assert "Đã ở cơ sở" in main(client.get(f"/cases/{case.pk}/"))
    again = client.post(address, given)
    assert (again.status_code, Vacancy.objects.count()) == (400, 1)
    assert "fixed already" in main(again)


def test_a_programme_is_filed_point_by_point(real: Desks, case: Case, at: Open) -> None:
    row = put_forward(case.pk, NewName("chi", days_ago(3), proposer="an"), by=real.agency)
    client, address = at(real.agency), f"/cases/{case.pk}/people/{row.identity}/programme/"
    given = {"filed_on": day(2), "text-1": "Giảm thủ tục", "due-1": "", "text-2": "Mở lớp", "due-2": "31/12/2199"}
    refused = client.post(address, given)
    assert (refused.status_code, Promise.objects.count()) == (400, 0)
    assert "Giảm thủ tục" in refused.content.decode()
    assert client.post(address, given | {"due-1": "30/06/2199"}).status_code == 302
    assert list(Promise.objects.order_by("due_on").values_list("text", flat=True)) == ["Giảm thủ tục", "Mở lớp"]
    assert ActionProgramme.objects.count() == 1


def test_an_official_sees_nobody_else_who_is_put_forward(real: Desks, case: Case, at: Open) -> None:
    put_forward(case.pk, NewName("chi", days_ago(3), proposer="an"), by=real.agency)
    put_forward(case.pk, NewName("dung", days_ago(3), proposer="an"), by=real.agency)
    page = at(official("chi")).get(f"/cases/{case.pk}/")
    assert "Người chi" in main(page)
    assert "Người dung" not in page.content.decode()


def test_the_case_tells_of_each_official_whose_paper_is_missing(real: Desks, case: Case, at: Open) -> None:
    first = main(at(real.agency).get(f"/cases/{case.pk}/"))
    for key in ("chi", "dung"):
        put_forward(case.pk, NewName(key, days_ago(3), proposer="an"), by=real.agency)
    shown = main(at(real.agency).get(f"/cases/{case.pk}/"))
    assert "Người dung" not in first
    assert "Người chi → So/Pho-2" in shown
    assert "Người dung → So/Pho-2" in shown


def test_the_day_planned_is_asked_where_rules_of_the_procedure_reckon_with_it(real: Desks, at: Open) -> None:
    client, address = at(real.province), "/cases/new/?body=so&procedure=party_rotation"
    assert "Planned for (the rules of the procedure need it)" in main(client.get(address))
    given = {"body": "so", "procedure": "party_rotation", "person": "chi", "post": VACANT, "planned_on": ""}
    refused = client.post("/cases/new/", given)
    assert (refused.status_code, Case.objects.count()) == (400, 0)
    assert "Enter that day" in main(refused)
    assert client.post("/cases/new/", given | {"planned_on": day(0)}).status_code == 302
    assert "Planned for (optional)" in main(client.get("/cases/new/?body=so&procedure=party_release"))
