"""A desk enters that somebody keeps out of a case."""

from __future__ import annotations

import pytest

from liem.actions.models import Role
from liem.procedures.models import Recusal
from procedures.cases.running import requested
from procedures.world import Desks, desk, official
from web.cases.conftest import Open
from web.seen import links, main

pytestmark = pytest.mark.django_db


def test_whoever_may_enters_for_somebody_with_a_part_in_the_case_that_they_keep_out(desks: Desks, at: Open) -> None:
    case, client = requested(desks), at(desks.agency)
    address = f"/cases/{case.pk}/aside/"
    assert address in links(client.get(f"/cases/{case.pk}/"))
    page = client.get(address)
    assert "?person=giang" in links(page)
    assert "?person=chi" not in links(page)
    refused = client.post(address, {"person": "giang", "reason": " "})
    assert (refused.status_code, Recusal.objects.count()) == (400, 0)
    assert "Give the reason" in main(refused)
    assert 'value="giang"' in refused.content.decode()
    assert client.post(address, {"person": "giang", "reason": "Quan hệ thân quen"})["Location"] == f"/cases/{case.pk}/"
    row = Recusal.objects.get()
    assert (row.person_id, row.about_id, row.reason) == ("giang", None, "Quan hệ thân quen")
    shown = main(client.get(f"/cases/{case.pk}/"))
    assert "Keep out of the case: Người giang." in shown
    assert "Quan hệ thân quen" not in shown
    assert "?person=giang" not in links(client.get(address))


def test_somebody_found_by_name_may_keep_out_and_nobody_beyond_the_mandate_is_shown(desks: Desks, at: Open) -> None:
    case, client = requested(desks), at(desks.agency)
    address = f"/cases/{case.pk}/aside/"
    assert "?person=dung" in links(client.get(f"{address}?q=dung"))
    assert 'name="reason"' in client.get(f"{address}?person=dung").content.decode()
    far = client.get(f"{address}?person=son")
    assert 'name="reason"' not in far.content.decode()
    assert "Người son" not in main(far)


def test_others_have_no_way_to_it(desks: Desks, at: Open) -> None:
    case = requested(desks)
    address = f"/cases/{case.pk}/aside/"
    for acting in (desks.inspection, desk(Role.AUDITOR, "tinh"), official("chi"), desks.other_agency):
        client = at(acting)
        assert address not in links(client.get(f"/cases/{case.pk}/"))
        assert client.post(address, {"person": "giang", "reason": "Thân quen"}).status_code in {400, 403, 404}
    assert Recusal.objects.count() == 0
