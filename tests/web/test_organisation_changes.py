"""What changed between two days, on its page."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from record import small_record
from web import audited
from web.conftest import SignIn
from web.seen import heading, links, main, rows

pytestmark = pytest.mark.django_db
PATH = "/organisation-changes/"
SPAN = {"from": "30/06/2025", "to": "01/07/2025"}


@pytest.fixture(autouse=True)
def record() -> None:
    audited.build()


def test_the_title_counts_bodies_by_what_became_of_them(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get(PATH, SPAN)
    assert heading(response) == ("Between 30/06/2025 and 01/07/2025: 0 bodies begun, 1 ended, 0 renamed, 1 moved")
    assert rows(response) == [["Huyện ủy Thanh Lâm", "under Tỉnh ủy Lạc Giang", "no more"]]
    assert "/organisation/huyen/?on=2025-06-30" in links(response)


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("begun", []),
        ("moved", [["Đảng ủy xã An Thạnh", "under Huyện ủy Thanh Lâm", "under Tỉnh ủy Lạc Giang"]]),
        ("turnover", [["Huyện ủy Thanh Lâm", "0", "0", "0", "1"], ["Đảng ủy xã An Thạnh", "0", "0", "1", "0"]]),
    ],
)
def test_one_kind_of_change_is_listed_at_a_time(signed_in: SignIn, kind: str, shown: list[list[str]]) -> None:
    assert rows(signed_in(Role.AUDITOR, "tinh").get(PATH, {**SPAN, "kind": kind})) == shown


def test_days_the_wrong_way_round_are_exchanged(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get(PATH, {"from": "2025-07-01", "to": "2025-06-30"})
    assert heading(response).startswith("Between 30/06/2025 and 01/07/2025: ")


def test_of_one_body_those_who_came_and_went_are_named(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get(PATH, {**SPAN, "body": "huyen"})
    assert heading(response) == "Huyện ủy Thanh Lâm: 0 holders came, 1 went between 30/06/2025 and 01/07/2025"
    assert "Nguyễn Thu Hoà · Bí thư Huyện ủy 01/07/2025" in main(response)


def test_nobody_is_named_of_a_body_out_of_reach(signed_in: SignIn) -> None:
    unit = signed_in(Role.UNIT_OFFICER, "so-a")
    answers = [unit.get(PATH, {**SPAN, "body": key}) for key in ("huyen", "no-such-body")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert main(answers[0]) == main(answers[1])
    own = unit.get(PATH, SPAN)
    assert heading(own) == "No body changed between 30/06/2025 and 01/07/2025"
    assert "Thanh Lâm" not in main(own)


def test_where_no_body_changed_the_title_tells_at_how_many_holders_did(signed_in: SignIn) -> None:
    small_record.person("new", "Lò Thị Mây", date(1980, 1, 1))
    small_record.tenure("new", "new", "a-deputy", date(2026, 3, 1))
    auditor = signed_in(Role.AUDITOR, "tinh")
    response = auditor.get(PATH, {"from": "28/02/2026", "to": "01/03/2026"})
    words = "Between 28/02/2026 and 01/03/2026 no body changed; posts or holders did at 1"
    assert (heading(response), rows(response)) == (words, [["Sở A", "0", "0", "1", "0"]])


def test_an_official_is_refused(signed_in: SignIn) -> None:
    assert signed_in(Role.OFFICIAL, person="hoa").get(PATH).status_code == 403


def test_what_is_no_day_is_said_at_its_field_and_nothing_is_lost(signed_in: SignIn) -> None:
    response = signed_in(Role.AUDITOR, "tinh").get(
        PATH, {"from": "yesterday", "to": "30/06/2025", "known": "31/02/2026"}
    )
    assert response.status_code == 400
    for day in ("yesterday", "31/02/2026"):
        assert f"“{day}” is not a day of the years 1900–2200." in main(response)
        assert f'value="{day}"' in response.content.decode()
    assert 'name="to" value="30/06/2025"' in response.content.decode()


@pytest.mark.parametrize("more", [1, 3])
@pytest.mark.parametrize("kind", ["begun", "turnover"])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    signed_in: SignIn, kind: str, more: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.body(f"x{number}", f"Phòng {number}", "unit", "province", "so-a", since=date(2025, 7, 1))
        small_record.post(f"x{number}", "so-a", f"Chuyên viên {number}", "specialist")
        small_record.tenure(f"x{number}", "hoàng", f"x{number}", date(2025, 7, 1))
    auditor = signed_in(Role.AUDITOR, "tinh")
    with django_assert_max_num_queries(22):
        assert auditor.get(PATH, {**SPAN, "kind": kind}).status_code == 200
