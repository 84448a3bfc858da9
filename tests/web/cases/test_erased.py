"""What pages show in the place of a file, or of the content of an entry, that was erased on order."""

from __future__ import annotations

from datetime import date

import pytest

from liem.actions.erasure import Order, ask_erasure, erase_content
from liem.actions.models import Role
from procedures.cases.running import opened, paper
from procedures.world import Desks, desk
from web.cases.conftest import Open
from web.seen import heading, links, main

pytestmark = pytest.mark.django_db

ORDER = Order(number="12/QĐ-TA", dated=date(2026, 11, 2), authority="Tòa án nhân dân tỉnh")


def erase(desks: Desks) -> None:
    asked = ask_erasure("chi", order=ORDER, reason="theo bản án", by=desks.province, with_record=True)
    erase_content(asked.identity, by=desk(Role.ORGANISATION_OFFICER, "tinh", username="thao"))


def test_a_paper_says_under_which_order_its_file_was_erased(desks: Desks, at: Open) -> None:
    case = opened(desks)
    row = paper(case, "opinion", "opinion", by=desks.agency)
    address, client = f"/cases/{case.pk}/papers/{row.identity}/", at(desks.agency)
    assert client.get(address).status_code == 200
    erase(desks)
    page = client.get(address)
    assert (page.status_code, heading(page)) == (410, "This was erased on order")
    assert "under 12/QĐ-TA of 02/11/2026, Tòa án nhân dân tỉnh" in main(page)
    shown = client.get(f"/cases/{case.pk}/")
    assert ("file erased on order" in main(shown), address in links(shown)) == (True, False)
    assert "tệp đã xóa theo lệnh" in main(at(desks.agency, language="vi").get(f"/cases/{case.pk}/"))


def test_a_receipt_says_that_the_content_was_erased(desks: Desks, at: Open) -> None:
    case = opened(desks)
    row = paper(case, "request", "request", by=desks.agency, person="chi")
    client = at(desks.agency)
    assert "erased" not in main(client.get(f"/ledger/{row.known_from}/receipt"))
    erase(desks)
    assert "The content of this entry was erased" in main(client.get(f"/ledger/{row.known_from}/receipt"))
