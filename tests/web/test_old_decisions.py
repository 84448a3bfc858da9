"""The page for entering an older decision, so that a case can annul it."""

from __future__ import annotations

import re

import pytest

from liem.actions.models import Role
from liem.procedures.decisions.entering_old import rows_of
from liem.procedures.models import Decision, DecisionEffect
from liem.record.models import Training
from procedures import world
from procedures.world import LONG_AGO, Desks, days_ago, official
from web.running_cases import client_of
from web.seen import heading, links, main
from world import tenure, write

pytestmark = pytest.mark.django_db
PAGE = "/decisions/enter/"
BOX = f"record_tenure:binh/so/pho-1/{LONG_AGO}"
GIVEN = {
    "body": "so",
    "named": "",
    "person": "binh",
    "number": "5-QĐ/TU",
    "subject": "Bổ nhiệm phó giám đốc",
    "decided_on": f"{days_ago(400):%d/%m/%Y}",
    "effective_on": f"{days_ago(390):%d/%m/%Y}",
    "of": "tinh",
    "signatory": "lan",
    "rows": [BOX],
}


@pytest.fixture
def desks() -> Desks:
    return world.build()


def numbered() -> str:
    """A tenure of Hai on record with the number of its decision; its box."""
    row = tenure("hai", "so-khac/giam-doc", days_ago(390))
    row.decision = "5-QĐ/TU"
    write(row)
    return f"record_tenure:{row.identity}"


def boxes(html: str) -> dict[str, bool]:
    """The boxes of the page and whether each is ticked."""
    found = re.findall(r'name="rows" value="([^"]+)"( checked)?', html)
    return {value: bool(ticked) for value, ticked in found}


def test_what_bears_the_number_is_found_and_ticked(desks: Desks) -> None:
    box = numbered()
    province = client_of(desks.province)
    assert "2. The decision" not in main(province.get(PAGE))
    page = province.get(f"{PAGE}?body=so&named=5-QĐ/TU&signer=lan")
    assert boxes(page.content.decode()) == {box: True}
    assert f"So-Khac/Giam-Doc, from {days_ago(390):%d/%m/%Y} (decision 5-QĐ/TU)" in main(page)
    assert 'value="lan" selected' in page.content.decode()


def test_officials_are_found_by_name_and_what_rests_on_it_is_ticked(desks: Desks) -> None:
    write(Training(identity="t1", person_id="binh", course="Cao cấp lý luận", is_refresher=False))
    province = client_of(desks.province)
    assert 'name="person" value="binh"' in province.get(f"{PAGE}?body=so&who=binh").content.decode()
    page = province.get(f"{PAGE}?body=so&person=binh")
    assert boxes(page.content.decode()) == {BOX: False, "record_training:t1": False}
    assert "sent to the class “Cao cấp lý luận”" in main(page)
    address = province.post(PAGE, GIVEN)["Location"]
    decision = Decision.objects.get()
    assert (decision.number, decision.body_id, decision.signatory_id, decision.case_id) == (
        "5-QĐ/TU",
        "tinh",
        "lan",
        None,
    )
    assert [one.identity for one in DecisionEffect.objects.all()] == [f"binh/so/pho-1/{LONG_AGO}"]
    assert heading(province.get(address)).startswith("Decision 5-QĐ/TU of")
    assert "Người binh" in main(province.get(address))


def test_a_refusal_keeps_what_was_typed(desks: Desks) -> None:
    province = client_of(desks.province)
    page = province.post(PAGE, {**GIVEN, "decided_on": "hôm qua"})
    html = page.content.decode()
    assert (page.status_code, 'role="alert"' in html, boxes(html)) == (400, True, {BOX: True})
    assert "Bổ nhiệm phó giám đốc" in html
    assert province.post(PAGE, {**GIVEN, "subject": " "}).status_code == 400
    assert not Decision.objects.exists()


def test_what_was_not_offered_is_not_taken(desks: Desks) -> None:
    province = client_of(desks.province)
    for rows in (["record_tenure:none"], [f"record_tenure:chi/so/phong-1/truong/{LONG_AGO}"], ["x"]):
        assert province.post(PAGE, {**GIVEN, "rows": rows}).status_code == 400
    assert not Decision.objects.exists()


def test_nothing_of_officials_elsewhere_is_shown_or_taken(desks: Desks) -> None:
    box = numbered()
    inspector = client_of(world.desk(Role.INSPECTOR, "so-khac"))
    page = inspector.get(f"{PAGE}?named=5-QĐ/TU&person=binh&who=binh")
    assert boxes(page.content.decode()) == {box: True}  # Hai serves there, too
    assert "binh" not in main(page)
    assert inspector.post(PAGE, {**GIVEN, "body": "so-khac", "of": "so-khac"}).status_code == 400
    assert client_of(desks.agency).get(PAGE).status_code == 404
    assert client_of(official("binh")).get(PAGE).status_code == 403
    assert not Decision.objects.exists()


def test_a_case_that_looks_into_a_decision_leads_here(desks: Desks) -> None:
    province = client_of(desks.province)
    procedures = [one for one in links(province.get("/cases/new/?body=so")) if "annul" in one]
    page = province.get(f"/cases/new/{procedures[0]}")
    assert f"{PAGE}?body=so" in links(page)
    assert f"{PAGE}?body=so" not in links(client_of(desks.agency).get(f"/cases/new/{procedures[0]}"))


def test_everything_of_somebody_that_a_decision_may_have_brought_about(desks: Desks) -> None:
    assert [row.identity for row in rows_of(["binh"])] == [f"binh/so/pho-1/{LONG_AGO}"]
    assert rows_of([]) == ()


def test_it_speaks_vietnamese(desks: Desks) -> None:
    numbered()
    province = client_of(desks.province, language="vi")
    for address in (PAGE, f"{PAGE}?body=so&named=5-QĐ/TU&who=binh&person=chi", f"{PAGE}?named=0"):
        assert not re.search(r"\b(the|and|from|Nothing)\b", main(province.get(address))), address
