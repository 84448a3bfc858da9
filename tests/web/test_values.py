"""Values in the law, the stricter ones that bodies set, and verifying what is pending."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest
from django.test import Client

from liem.actions.models import LedgerEntry, Role
from liem.rulebook.book import rule_book
from liem.rulebook.models import LocalValue, Verification
from liem.rulebook.verification import pending_items
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main

pytestmark = pytest.mark.django_db

PER_POST = "most_people_per_post"
OWN = {
    "body": "so-a",
    "value": "2",
    "valid_from": "01/11/2026",
    "valid_to": "",
    "decision": "Quyết định 15-QĐ/SA, 20/10/2026",
    "clause": "điều 3",
}


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


@pytest.fixture
def officer(signed_in: SignIn) -> Client:
    return signed_in(Role.ORGANISATION_OFFICER, "tinh")


def test_a_value_stands_by_date_with_clause_and_takers(officer: Client) -> None:
    response = officer.get(f"/rules/values/{PER_POST}/?on=2026-10-31")
    assert heading(response) == "Most people planned for one post: 3"
    said = main(response)
    assert "27/12/2021 – before 08/10/2025 3" in said
    assert "None. A body may set a lower one by a paper of its own." in said
    assert "/rules/succession_people_per_post/?on=2026-10-31" in links(response)


def test_a_stricter_value_is_set_shown_and_ended(officer: Client) -> None:
    response = officer.post(f"/rules/values/{PER_POST}/own/", OWN)
    assert (response.status_code, response["Location"]) == (302, f"/rules/values/{PER_POST}/")
    assert LedgerEntry.objects.order_by("-position")[0].action == "rulebook.set_value"
    own = LocalValue.objects.current().get()
    page = officer.get(f"/rules/values/{PER_POST}/")
    assert "01/11/2026 – now 2 · Sở A Quyết định 15-QĐ/SA, 20/10/2026, điều 3" in main(page)
    end = f"/rules/values/{PER_POST}/own/{own.identity}/end/"
    assert end in links(page)
    assert officer.post(end, {"on": "01/12/2026", "reason": "thay bằng văn bản khác"}).status_code == 302
    assert LocalValue.objects.current().get().valid_to == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"value": "4"}, "demands less than 3"),
        ({"value": "hai"}, "a number such as 3"),
        ({"valid_from": "31/02/2026"}, "Write the day like 30/06/2025."),
        ({"valid_from": "01/01/2020"}, "No verified value of"),
        ({"body": "khong-co"}, "Select a valid choice"),
    ],
)
def test_nothing_is_lost_on_a_form_that_is_refused(officer: Client, changed: dict[str, str], told: str) -> None:
    response = officer.post(f"/rules/values/{PER_POST}/own/", OWN | changed)
    assert response.status_code == 400
    assert told in main(response)
    assert "Quyết định 15-QĐ/SA, 20/10/2026" in response.content.decode()
    assert LocalValue.objects.count() == 0


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.AUDITOR, Role.UNIT_OFFICER])
def test_only_an_organisation_officer_sets_values(signed_in: SignIn, role: Role) -> None:
    client = signed_in(role, "tinh")
    assert f"/rules/values/{PER_POST}/own/" not in links(client.get(f"/rules/values/{PER_POST}/"))
    refused = [client.get(f"/rules/values/{PER_POST}/own/"), client.post(f"/rules/values/{PER_POST}/own/", OWN)]
    assert [response.status_code for response in refused] == [403, 403]
    assert LocalValue.objects.count() == 0


def test_an_official_opens_no_form(signed_in: SignIn) -> None:
    client = signed_in(Role.OFFICIAL, person="hoa")
    assert client.get(f"/rules/values/{PER_POST}/").status_code == 200
    assert client.get(f"/rules/values/{PER_POST}/own/").status_code == 403
    assert client.get("/rules/draft/").status_code == 403


def test_a_pending_ground_is_verified_and_then_counts(officer: Client) -> None:
    pending = next(one for one in pending_items(rule_book()) if one.kind == "rule" and one.in_force.starts)
    page = officer.get(f"/rules/{pending.name}/")
    address = f"/rules/verify/{pending.item}/"
    assert address in links(page)
    assert "As the rule book has it now" in main(officer.get(address))
    given = {
        "clause": str(pending.clauses[0]),
        "valid_from": f"{pending.in_force.starts:%d/%m/%Y}",
        "valid_to": "",
        "checked_by": "Đỗ Thị Thử",
        "checked_on": "20/11/2026",
        "original": sha256(b"ban goc").hexdigest(),
    }
    refused = officer.post(address, given | {"original": "không phải mã"})
    assert refused.status_code == 400
    assert "Đỗ Thị Thử" in refused.content.decode()
    assert 'id="id_original_error">✕ This is not a SHA-256' in refused.content.decode()
    late = officer.post(address, given | {"clause": "khong_co#1"})
    assert late.status_code == 400
    assert 'id="id_clause_error">✕ The rule book has no directive “khong_co”' in late.content.decode()
    assert Verification.objects.count() == 0
    response = officer.post(address, given)
    assert (response.status_code, response["Location"]) == (302, f"/rules/{pending.name}/")
    said = main(officer.get(f"/rules/{pending.name}/?on=2026-10-31"))
    assert "Verified here: Đỗ Thị Thử read the original on 20/11/2026" in said
    assert ": in force" in said


def test_no_body_is_chosen_beforehand_and_without_a_value_in_the_law_there_is_no_form(officer: Client) -> None:
    law = rule_book()
    day = date(2026, 11, 21)
    set_in_law = next(one for one in law.parameters if one.stricter and one.on(day) is not None)
    page = officer.get(f"/rules/values/{set_in_law.id}/own/").content.decode()
    assert '<option value="" selected>Choose a body…</option>' in page
    unset = next(one for one in law.parameters if one.stricter and all(value.checked is None for value in one.values))
    page = officer.get(f"/rules/values/{unset.id}/own/").content.decode()
    assert "none can be called stricter" in page
    assert "id_valid_from" not in page


@pytest.mark.parametrize(("role", "body"), [(Role.ORGANISATION_OFFICER, "so-a"), (Role.INSPECTOR, "tinh")])
def test_only_an_officer_over_everything_verifies(signed_in: SignIn, role: Role, body: str) -> None:
    pending = pending_items(rule_book())[0]
    client = signed_in(role, body)
    assert client.get(f"/rules/verify/{pending.item}/").status_code == 403
    kind = "values/" if pending.kind == "parameter" else ""
    assert f"/rules/verify/{pending.item}/" not in links(client.get(f"/rules/{kind}{pending.name}/"))
