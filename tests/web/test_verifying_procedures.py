"""Procedures and years of holidays verified on pages: the mark goes, and comes back when it is withdrawn."""

from __future__ import annotations

import pytest
from django.utils import timezone

from liem.actions.models import LedgerEntry, Role
from liem.rulebook.book import rule_book
from liem.rulebook.pending import Pending, pending_items
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main

pytestmark = pytest.mark.django_db
DIGEST = "cd" * 32
HOLIDAYS = "/rules/verify/holidays/"


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


def pending(kind: str, *, dated: bool) -> Pending:
    return next(one for one in pending_items(rule_book()) if one.kind == kind and one.is_dated is dated)


def typed(**changes: str) -> dict[str, str]:
    today = f"{timezone.localdate():%d/%m/%Y}"
    return {"checked_by": "Vàng Thị Sao", "checked_on": today, "original": DIGEST} | changes


def test_a_step_is_verified_on_its_page_and_taken_back(signed_in: SignIn) -> None:
    one = pending("procedure", dated=False)
    client, page = signed_in(Role.ORGANISATION_OFFICER, "tinh"), f"/rules/procedures/{one.name}/"
    marks = main(client.get(page)).count("law not verified")
    address = f"/rules/verify/{one.item}/"
    assert address in links(client.get(page))
    form = client.get(address)
    assert one.title.en in heading(form)
    assert "In force from" not in main(form)
    assert client.post(address, typed(clause=str(one.clauses[0]))).headers["Location"] == page
    shown = main(client.get(page))
    assert "Vàng Thị Sao read the original" in shown
    assert LedgerEntry.objects.latest("position").action == "rulebook.verify"
    withdraw = f"{address}withdraw/"
    assert withdraw in links(client.get(page))
    assert client.post(withdraw, {"reason": "đọc nhầm bản dự thảo"}).headers["Location"] == page
    again = main(client.get(page))
    assert again.count("law not verified") == marks
    assert shown.count("law not verified") < marks


def test_a_ground_asks_for_its_days(signed_in: SignIn) -> None:
    one = pending("procedure", dated=True)
    client = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    response = client.post(f"/rules/verify/{one.item}/", typed(clause=str(one.clauses[0])))
    assert response.status_code == 400
    assert "In force from" in main(response)
    starts = one.in_force.starts
    assert starts is not None
    days = {"valid_from": f"{starts:%d/%m/%Y}"}
    assert client.post(f"/rules/verify/{one.item}/", typed(clause=str(one.clauses[0]), **days)).status_code == 302


def test_a_year_of_holidays_is_verified_by_its_notice(signed_in: SignIn) -> None:
    one = pending("holidays", dated=False)
    client, address = signed_in(Role.ORGANISATION_OFFICER, "tinh"), f"/rules/verify/{one.item}/"
    assert address in links(client.get(HOLIDAYS))
    assert "Number of the notice" in main(client.get(address))
    assert client.post(address, typed(clause="12/TB-LĐ")).headers["Location"] == HOLIDAYS
    shown = main(client.get(HOLIDAYS))
    assert "12/TB-LĐ · Vàng Thị Sao read the original on" in shown
    withdraw = client.get(f"{address}withdraw/")
    assert heading(withdraw) == "Take back the verification of 12/TB-LĐ"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.UNIT_OFFICER, Role.INSPECTOR])
def test_others_read_and_are_offered_nothing(signed_in: SignIn, role: Role) -> None:
    step, year = pending("procedure", dated=False), pending("holidays", dated=False)
    client = signed_in(role, "tinh")
    for page in (f"/rules/procedures/{step.name}/", HOLIDAYS):
        response = client.get(page)
        assert response.status_code == 200
        assert [link for link in links(response) if link.startswith("/rules/verify/") and link != HOLIDAYS] == []
    assert client.post(f"/rules/verify/{year.item}/", typed(clause="12/TB-LĐ")).status_code == 403


def test_the_list_of_procedures_leads_to_the_holidays(signed_in: SignIn) -> None:
    assert HOLIDAYS in links(signed_in(Role.AUDITOR, "tinh").get("/rules/?kind=procedures"))
