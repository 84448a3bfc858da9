"""The organisation as it stood on a day."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.record.models import Responsibility, Term, TermState
from liem.record.organisation import (
    BodyLine,
    BodyNode,
    Group,
    Part,
    Total,
    Tree,
    bodies_to_choose,
    changes_on,
    tree,
)
from liem.record.organisation_body import Answering, BodyPeriod, Holder, Period, PostLine, body_page
from liem.record.scope import Reach, reach
from record import small_record
from record.small_record import FIRST, TODAY, acting

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


def leaf(line: BodyLine) -> BodyNode:
    return BodyNode(line, Total(1, line.posts, line.held))


def over(line: BodyLine, *groups: Group) -> BodyNode:
    """A body over groups that are laid open."""
    parts = [Total(1, line.posts, line.held), *(group.total for group in groups)]
    return BodyNode(line, added(parts), groups)


def group(level: str, *nodes: BodyNode) -> Group:
    return Group(level, len(nodes), added([node.total for node in nodes]), nodes)


def added(parts: list[Total]) -> Total:
    return Total(sum(one.bodies for one in parts), sum(one.posts for one in parts), sum(one.held for one in parts))


AGENCIES = (over(SO_A, group("province", leaf(PHONG))), over(SO_B, group("province", leaf(TO))))


def test_districts_stand_in_the_tree_until_the_last_day_of_june_2025(whole: Reach) -> None:
    xa = BodyLine("xa", "Đảng ủy xã An Thạnh", "committee", "commune", posts=1, held=0)
    huyen = BodyLine("huyen", "Huyện ủy Thanh Lâm", "committee", "district", posts=1, held=1)
    districts = group("district", over(huyen, group("commune", leaf(xa))))
    top = over(TINH, group("province", *AGENCIES), districts)
    assert tree(whole, on=IN_DISTRICTS) == Tree((top,), 1, Total(7, 6, 4))


def test_communes_answer_to_the_province_from_july_2025(whole: Reach) -> None:
    xa = BodyLine("xa", "Đảng ủy xã An Thạnh", "committee", "commune", posts=1, held=1)
    top = over(TINH, group("province", *AGENCIES), group("commune", leaf(xa)))
    assert tree(whole, on=date(2025, 7, 1)) == Tree((top,), 1, Total(6, 5, 4))


def test_a_unit_officer_sees_the_own_branch_only() -> None:
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert tree(within, on=TODAY).nodes == (AGENCIES[0],)


def test_a_level_for_which_there_is_no_room_stays_folded_with_its_total(whole: Reach) -> None:
    (top,) = tree(whole, on=IN_DISTRICTS, room=3).nodes
    districts = top.groups[1]
    agencies = tuple(BodyNode(one.body, one.total, (folded(one.groups[0]),)) for one in AGENCIES)
    assert top.groups[0] == Group("province", 2, Total(4, 4, 3), agencies)
    assert [node.groups for node in districts.nodes] == [(Group("commune", 1, Total(1, 1, 0), ()),)]


def folded(one: Group) -> Group:
    return Group(one.level, one.count, one.total, ())


def test_what_lies_under_one_body_is_asked_for_level_by_level_and_page_by_page(whole: Reach) -> None:
    agencies = tree(whole, Part("tinh", "province"), on=TODAY)
    assert (agencies.nodes, agencies.total, agencies.sum) == (AGENCIES, 2, Total(4, 4, 3))
    assert agencies.under == TINH
    assert tree(whole, Part("tinh", offset=1, limit=1), on=TODAY).nodes == (AGENCIES[1],)
    assert tree(whole, Part("so-a/phong"), on=TODAY) == Tree((), 0, Total(), PHONG)


@pytest.mark.parametrize("key", ["so-b", "no-such-body"])
def test_a_branch_outside_the_reach_is_refused(key: str) -> None:
    with pytest.raises(LiemError) as refusal:
        tree(reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY), Part(key), on=TODAY)
    assert refusal.value.code == "record.out_of_reach"


def test_bodies_that_answer_to_one_another_in_a_circle_stand_nowhere() -> None:
    small_record.body("x", "X", "unit", "province", None, until=date(2020, 1, 1))
    small_record.body("y", "Y", "unit", "province", "x", since=date(2020, 1, 1))
    small_record.body("x", "X", "unit", "province", "y", since=date(2020, 1, 1))
    within = Reach(TODAY, bodies=frozenset({"x", "y", "so-b"}))
    assert tree(within, on=TODAY).nodes == (leaf(SO_B),)
    assert tree(within, Part("x"), on=TODAY).nodes == ()


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
    assert page.periods == (BodyPeriod("Sở A", None, None, "agency", "province", "tinh", "Tỉnh ủy Lạc Giang"),)
    holder = Holder("hoa", "Trần Thị Hoa", date(2022, 1, 1), "12-QĐ/TU")
    assert page.posts == (
        PostLine("a-director", "Giám đốc", "director", True, False, "Tỉnh ủy Lạc Giang", (holder,)),
        PostLine("a-deputy", "Phó Giám đốc", "deputy_director", True, False, "", (), date(2022, 1, 1)),
    )


def test_a_post_of_which_no_holder_is_on_record_is_vacant_since_nobody_knows_when(whole: Reach) -> None:
    small_record.post("b-deputy", "so-b", "Phó Giám đốc", "deputy_director")
    small_record.tenure("later", "đào", "b-deputy", date(2027, 1, 1))
    (post,) = [post for post in body_page(whole, "so-b", on=TODAY).posts if post.key == "b-deputy"]
    assert (post.holders, post.vacant_since) == ((), None)


def test_a_body_tells_its_terms_and_who_answers_for_it_on_the_day(whole: Reach) -> None:
    Term.objects.create(key="2020", body_id="tinh")
    TermState.objects.create(
        identity="2020", term_id="2020", name="XX", valid_from=date(2020, 10, 1), valid_to=date(2025, 10, 1), **FIRST
    )
    for number, (person, since, until) in enumerate(
        [("hoà", date(2021, 1, 1), date(2024, 1, 1)), ("hòa", date(2024, 1, 1), None)]
    ):
        Responsibility.objects.create(
            identity=str(number), person_id=person, body_id="tinh", valid_from=since, valid_to=until, **FIRST
        )
    page = body_page(whole, "tinh", on=TODAY)
    assert page.terms == (Period("XX", date(2020, 10, 1), date(2025, 10, 1)),)
    assert page.answering == (Answering("hòa", "Lê Văn Hòa", date(2024, 1, 1), ""),)


def test_what_stands_above_an_ended_body_is_what_stood_above_it_at_the_end(whole: Reach) -> None:
    small_record.body("huyen/ban", "Ban Tổ chức", "commission", "district", "huyen", until=date(2025, 7, 1))
    page = body_page(reach(acting(Role.INSPECTOR, "tinh"), TODAY), "huyen/ban", on=TODAY)
    assert page.above == (("tinh", "Tỉnh ủy Lạc Giang"), ("huyen", "Huyện ủy Thanh Lâm"))


def test_of_many_bodies_below_the_page_names_some_and_counts_all(whole: Reach) -> None:
    for number in range(60):
        small_record.body(f"so-b/{number:02}", f"Tổ {number:02}", "unit", "province", "so-b")
    page = body_page(whole, "so-b", on=TODAY)
    assert (len(page.below), page.below_count) == (50, 61)


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
    with django_assert_num_queries(3):
        tree(whole, on=TODAY)
    with django_assert_num_queries(1):
        tree(whole, Part("so-a"), on=TODAY)
    with django_assert_num_queries(10):
        body_page(whole, "so-a", on=TODAY)
