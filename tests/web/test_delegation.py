"""The delegation table: its title tells the gaps, its filters live in the address, and it goes out as a workbook."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from liem.actions.models import LedgerEntry, Role
from liem.record.models import PostState
from record import small_record
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    PostState.objects.filter(post_id="a-director").update(proposed_by_id="so-a", decided_by_id="tinh", rank=2)
    PostState.objects.filter(post_id="xa-secretary").update(managed_by_id="huyen")


def test_the_table_tells_who_has_which_power_and_where_nobody_has(signed_in: SignIn) -> None:
    response = signed_in(Role.UNIT_OFFICER, "so-a").get("/delegation/")
    assert heading(response) == "3 posts, 2 with a power that nobody is named for"
    gap = "? nobody is named"
    assert rows(response) == [
        ["Sở A", "Giám đốc head of a provincial agency", "2", "Tỉnh ủy Lạc Giang", "Sở A", "Tỉnh ủy Lạc Giang"],
        ["Sở A", "Phó Giám đốc deputy head of a provincial agency", "–", gap, gap, gap],
        ["Phòng Tổ chức", "Trưởng phòng head of division", "–", gap, gap, gap],
    ]


def test_no_person_is_named(signed_in: SignIn) -> None:
    said = main(signed_in(Role.AUDITOR, "tinh").get("/delegation/"))
    assert {name for name in ("Trần Thị Hoa", "Lê Văn Hòa", "HOÀNG") if name in said} == set()


def test_a_body_that_ended_is_shown_as_a_contradiction_on_the_days_after_it(signed_in: SignIn) -> None:
    client = signed_in(Role.INSPECTOR, "tinh")
    now = client.get("/delegation/", {"state": "ended"})
    assert heading(now) == "1 post: the body named is not there"
    assert rows(now)[0][3] == "Huyện ủy Thanh Lâm ✕ not there on that day"
    then = client.get("/delegation/", {"state": "ended", "on": "30/06/2025"})
    assert heading(then) == "0 posts: the body named is not there"
    assert "/delegation/" in links(then)


def test_filters_narrow_and_a_day_that_is_none_is_told(signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    assert [row[1] for row in rows(client.get("/delegation/", {"role": "director", "by": "tinh"}))] == [
        "Giám đốc head of a provincial agency"
    ]
    assert len(rows(client.get("/delegation/", {"body": "so-a"}))) == 3
    assert client.get("/delegation/", {"on": "31/02/2025"}).status_code == 400
    assert client.get("/delegation/", {"by": "x" * 500, "state": "?", "sort": "title"}).status_code == 200


def test_the_unit_sees_nothing_beyond_its_branch(signed_in: SignIn) -> None:
    response = signed_in(Role.UNIT_OFFICER, "so-b").get("/delegation/", {"body": "so-a", "role": ""})
    assert [row[0] for row in rows(response)] == ["Sở B"]


def test_an_official_is_referred_to_the_own_page(signed_in: SignIn) -> None:
    client = signed_in(Role.OFFICIAL, person="hoa")
    assert client.get("/delegation/").status_code == 403
    assert 'href="/delegation/"' not in client.get("/").content.decode()


def test_the_workbook_holds_what_the_filters_leave_and_is_entered_in_the_ledger(signed_in: SignIn) -> None:
    client = signed_in(Role.ORGANISATION_OFFICER, "tinh")
    before = LedgerEntry.objects.count()
    response = client.post("/delegation/export/?role=director&by=tinh")
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    assert [row[1] for row in sheet.iter_rows(values_only=True)] == ["Mã chức danh", "a-director"]
    assert ("no-store" in response["Cache-Control"], LedgerEntry.objects.count()) == (True, before + 1)


def test_who_may_not_take_data_out_is_offered_no_workbook(signed_in: SignIn) -> None:
    client = signed_in(Role.INSPECTOR, "tinh")
    assert "Workbook (.xlsx)" not in main(client.get("/delegation/"))
    assert client.post("/delegation/export/").status_code == 403
    assert client.get("/delegation/export/").status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_posts(signed_in: SignIn) -> None:
    client = signed_in(Role.AUDITOR, "tinh")

    def queries(number: int) -> int:
        small_record.body(f"so-{number}", f"Sở {number}", "agency", "province", "tinh")
        small_record.post(f"x{number}", f"so-{number}", "Chuyên viên", "specialist", managed_by_id=f"so-{number}")
        with CaptureQueriesContext(connection) as asked:
            assert len(rows(client.get("/delegation/"))) == 7 + number
        return len(asked)

    first = [queries(number) for number in range(2)][-1]
    assert [queries(number) for number in range(2, 5)] == [first] * 3
