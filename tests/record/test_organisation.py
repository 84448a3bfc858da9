"""The organisation as it stood on a day."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.record.organisation import (
    BodyLine,
    BodyNode,
    BodyPeriod,
    Holder,
    PostLine,
    bodies_to_choose,
    body_page,
    changes_on,
    tree,
)
from liem.record.scope import Reach, reach
from record import small_record
from record.small_record import TODAY, acting

pytestmark = pytest.mark.django_db

IN_DISTRICTS = date(2025, 6, 30)
SO_A = BodyLine("so-a", "Sở A", "agency", "province", posts=2, held=1)
PHONG = BodyLine("so-a/phong", "Phòng Tổ chức", "unit", "province", posts=1, held=1)
TO = BodyLine("so-a/to", "Tổ Thẩm định", "unit", "province")
SO_B = BodyLine("so-b", "Sở B", "agency", "province", posts=1, held=1)
TINH = BodyLine("tinh", "Tỉnh ủy Lạc Giang", "committee", "province")


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()


@pytest.fixture
def whole() -> Reach:
    return reach(acting(Role.AUDITOR, "tinh"), TODAY)


def test_districts_stand_in_the_tree_until_the_last_day_of_june_2025(whole: Reach) -> None:
    xa = BodyNode(BodyLine("xa", "Đảng ủy xã An Thạnh", "committee", "commune", posts=1, held=0))
    huyen = BodyNode(BodyLine("huyen", "Huyện ủy Thanh Lâm", "committee", "district", posts=1, held=1), (xa,))
    agencies = (BodyNode(SO_A, (BodyNode(PHONG),)), BodyNode(SO_B, (BodyNode(TO),)))
    assert tree(whole, on=IN_DISTRICTS) == (BodyNode(TINH, (*agencies, huyen)),)


def test_communes_answer_to_the_province_from_july_2025(whole: Reach) -> None:
    xa = BodyNode(BodyLine("xa", "Đảng ủy xã An Thạnh", "committee", "commune", posts=1, held=1))
    agencies = (BodyNode(SO_A, (BodyNode(PHONG),)), BodyNode(SO_B, (BodyNode(TO),)))
    assert tree(whole, on=date(2025, 7, 1)) == (BodyNode(TINH, (*agencies, xa)),)


def test_a_unit_officer_sees_the_own_branch_only() -> None:
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert tree(within, on=TODAY) == (BodyNode(SO_A, (BodyNode(PHONG),)),)


def test_a_filter_offers_bodies_that_have_others_below_them_and_the_one_chosen(whole: Reach) -> None:
    offered = (("so-a", "Sở A"), ("so-b", "Sở B"), ("tinh", "Tỉnh ủy Lạc Giang"))
    assert bodies_to_choose(whole, on=TODAY) == offered
    small_record.body("xa/a", "Văn phòng", "unit", "commune", "xa")
    small_record.body("so-b/a", "Văn phòng", "unit", "province", "so-b")
    small_record.body("so-b/a/1", "Tổ 1", "unit", "province", "so-b/a")
    own = Reach(TODAY, bodies=frozenset({"so-a/phong"}))
    assert bodies_to_choose(own, on=TODAY) == (("so-a/phong", "Phòng Tổ chức"),)
    chosen = dict(bodies_to_choose(whole, on=TODAY, chosen="xa/a"))
    assert (chosen["xa/a"], chosen["so-b/a"]) == ("Văn phòng · Đảng ủy xã An Thạnh", "Văn phòng · Sở B")


def test_a_body_that_began_or_ended_is_counted_on_the_day_of_the_change_only(whole: Reach) -> None:
    assert changes_on(whole, date(2025, 7, 1)) == (0, 1)
    assert changes_on(whole, date(2024, 1, 1)) == (0, 0)
    small_record.body("so-c", "Sở C", "agency", "province", "tinh", since=date(2025, 7, 1))
    assert changes_on(whole, date(2025, 7, 1)) == (1, 1)


def test_a_body_shows_posts_holders_superiors_and_its_history(whole: Reach) -> None:
    page = body_page(whole, "so-a", on=TODAY)
    assert page.body == SO_A
    assert page.existed
    assert page.above == (("tinh", "Tỉnh ủy Lạc Giang"),)
    assert page.below == (PHONG,)
    assert page.periods == (BodyPeriod("Sở A", "agency", "province", "tinh", "Tỉnh ủy Lạc Giang", None, None),)
    holder = Holder("hoa", "Trần Thị Hoa", date(2022, 1, 1), "12-QĐ/TU")
    assert page.posts == (
        PostLine("a-director", "Giám đốc", "director", True, False, "Tỉnh ủy Lạc Giang", (holder,)),
        PostLine("a-deputy", "Phó Giám đốc", "deputy_director", True, False, "", ()),
    )


def test_a_tenure_ends_before_the_first_day_no_longer(whole: Reach) -> None:
    last, first_without = (body_page(whole, "so-a", on=day) for day in (date(2021, 12, 31), date(2022, 1, 1)))
    assert [[holder.person for holder in post.holders] for post in last.posts] == [[], ["hòa"]]
    assert [[holder.person for holder in post.holders] for post in first_without.posts] == [["hoa"], []]


def test_a_body_that_has_ended_says_so_and_tells_its_last_day(whole: Reach) -> None:
    page = body_page(whole, "huyen", on=TODAY)
    assert not page.existed
    assert [period.last_day for period in page.periods] == [date(2025, 6, 30)]


@pytest.mark.parametrize("key", ["so-b", "so-a/to", "no-such-body"])
def test_a_body_outside_the_reach_looks_like_one_that_is_not_there(key: str) -> None:
    with pytest.raises(LiemError) as refusal:
        body_page(reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY), key, on=TODAY)
    assert refusal.value.code == "record.out_of_reach"


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    whole: Reach, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.body(f"so-a/{number}", f"Phòng {number}", "unit", "province", "so-a")
        small_record.post(f"extra-{number}", "so-a", f"Chuyên viên {number}", "specialist", managed_by_id="tinh")
        small_record.tenure(f"extra-{number}", "hoàng", f"extra-{number}", date(2024, 1, 1))
    with django_assert_num_queries(2):
        tree(whole, on=TODAY)
    with django_assert_num_queries(8):
        body_page(whole, "so-a", on=TODAY)
