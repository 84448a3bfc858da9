"""Who manages, proposes and decides each post on a day; gaps and bodies that are not there any more."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import LedgerEntry, Role
from liem.kernel.errors import LiemError
from liem.record.delegation import DelegationFilter, DelegationLine, DelegationPage, Holder, State, delegation
from liem.record.delegation_out import export_delegation
from liem.record.models import PostState
from liem.record.scope import Reach, bodies_under, reach
from record import small_record
from record.small_record import TODAY, acting
from world import place, write

pytestmark = pytest.mark.django_db

IN_DISTRICTS = date(2025, 6, 30)
NOBODY = Holder(State.NOBODY)
TINH = Holder(State.NAMED, "tinh", "Tỉnh ủy Lạc Giang")
SO_A = Holder(State.NAMED, "so-a", "Sở A")
HUYEN = Holder(State.ENDED, "huyen", "Huyện ủy Thanh Lâm")


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    PostState.objects.filter(post_id="a-director").update(proposed_by_id="so-a", decided_by_id="tinh", rank=2)
    PostState.objects.filter(post_id="a-deputy").update(managed_by_id="so-a", rank=3)
    PostState.objects.filter(post_id="xa-secretary").update(
        managed_by_id="huyen", proposed_by_id="huyen", decided_by_id="tinh"
    )


@pytest.fixture
def whole() -> Reach:
    return reach(acting(Role.AUDITOR, "tinh"), TODAY)


def posts(within: Reach, wanted: DelegationFilter, on: date = TODAY) -> list[str]:
    return [line.post for line in delegation(within, wanted, on=on).lines]


def test_the_powers_over_posts_are_told_with_their_gaps_and_ended_bodies() -> None:
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    director = DelegationLine("a-director", "Giám đốc", "director", 2, "so-a", "Sở A", TINH, SO_A, TINH)
    deputy = DelegationLine("a-deputy", "Phó Giám đốc", "deputy_director", 3, "so-a", "Sở A", SO_A, NOBODY, NOBODY)
    head = DelegationLine(
        "a-head", "Trưởng phòng", "division_head", None, "so-a/phong", "Phòng Tổ chức", NOBODY, NOBODY, NOBODY
    )
    assert delegation(within, DelegationFilter(), on=TODAY) == DelegationPage(
        total=3,
        posts=3,
        unnamed=2,
        ended=0,
        lines=(director, deputy, head),
        managers=(("so-a", "Sở A"), ("tinh", "Tỉnh ủy Lạc Giang")),
    )


def test_a_body_that_ended_has_no_power_over_a_post_after_its_last_day(whole: Reach) -> None:
    wanted = DelegationFilter(state=State.ENDED)
    found = delegation(whole, wanted, on=TODAY)
    secretary = DelegationLine(
        "xa-secretary", "Bí thư Đảng ủy xã", "secretary", None, "xa", "Đảng ủy xã An Thạnh", HUYEN, HUYEN, TINH
    )
    assert (found.lines, found.total, found.ended) == ((secretary,), 1, 1)
    assert posts(whole, wanted, on=IN_DISTRICTS) == []


def test_filters_narrow_by_body_role_manager_and_gap(whole: Reach) -> None:
    under_a = bodies_under("so-a", on=TODAY)
    assert posts(whole, DelegationFilter(bodies=under_a)) == ["a-director", "a-deputy", "a-head"]
    assert posts(whole, DelegationFilter(role="director")) == ["a-director", "b-director"]
    assert posts(whole, DelegationFilter(managed_by="so-a")) == ["a-deputy"]
    assert posts(whole, DelegationFilter(state=State.NOBODY, bodies=under_a)) == ["a-deputy", "a-head"]
    assert posts(whole, DelegationFilter(state=State.NAMED, bodies=under_a)) == ["a-director", "a-deputy"]


def test_bodies_stand_in_order_and_pages_cut_the_list_where_they_should(whole: Reach) -> None:
    # The district has ended, and its post still stands: it comes last.
    every = ["a-director", "a-deputy", "b-director", "a-head", "xa-secretary", "huyen-secretary"]
    assert posts(whole, DelegationFilter()) == every
    assert posts(whole, DelegationFilter(order="-body"))[0] == "huyen-secretary"
    pages = [delegation(whole, DelegationFilter(), on=TODAY, offset=start, limit=2).lines for start in (0, 2, 4, 6)]
    assert [line.post for page in pages for line in page] == every


def test_a_mandate_that_does_not_hold_sees_nothing() -> None:
    assert delegation(Reach(TODAY), DelegationFilter(), on=TODAY).posts == 0


def test_a_filter_does_not_reach_beyond_the_mandate() -> None:
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert posts(within, DelegationFilter(bodies=frozenset({"so-b"}))) == []


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_posts(
    whole: Reach, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.body(f"so-{number}", f"Sở {number}", "agency", "province", "tinh")
        small_record.post(f"x{number}", f"so-{number}", "Giám đốc", "director", managed_by_id=f"so-{number}")
    with django_assert_num_queries(5):
        assert delegation(whole, DelegationFilter(), on=TODAY).total == 6 + more
    with django_assert_num_queries(3):
        assert delegation(whole, DelegationFilter(), on=TODAY).total == 6 + more


def test_what_is_kept_of_a_day_lasts_until_the_record_changes(whole: Reach) -> None:
    assert delegation(whole, DelegationFilter(), on=TODAY).total == 6
    small_record.post("new", "so-a", "Chuyên viên", "specialist")  # beside the ledger
    assert delegation(whole, DelegationFilter(), on=TODAY).total == 6
    write(place("elsewhere", "province"))
    assert delegation(whole, DelegationFilter(), on=TODAY).total == 7


def test_the_table_goes_out_as_a_workbook_and_that_is_entered_first() -> None:
    small_record.empty_ledger()
    by = acting(Role.ORGANISATION_OFFICER, "so-a")
    exported = export_delegation(DelegationFilter(role="deputy_director"), by=by, on=TODAY)

    heading, row = load_workbook(BytesIO(exported.content)).worksheets[0].iter_rows(values_only=True)
    assert heading[0] == "Tổ chức"
    expected = ("Sở A", "a-deputy", "Phó Giám đốc", row[3], 3, "Sở A", "(chưa ghi)", "(chưa ghi)")
    assert row == expected
    assert LedgerEntry.objects.get().position == exported.entry


def test_who_may_not_take_data_out_is_refused() -> None:
    small_record.empty_ledger()
    with pytest.raises(LiemError) as refused:
        export_delegation(DelegationFilter(), by=acting(Role.INSPECTOR, "tinh"), on=TODAY)
    assert (refused.value.code, LedgerEntry.objects.count()) == ("actions.no_mandate", 0)
