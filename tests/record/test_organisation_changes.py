"""What changed between two days."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.record.known import Known
from liem.record.models import PostState
from liem.record.organisation_changes import (
    Between,
    BodyChange,
    BodyTurnover,
    Move,
    Turnover,
    body_changes,
    body_turnover,
    change_lines,
    posts_changed,
    turnovers,
)
from liem.record.scope import Reach, reach
from record import small_record
from record.small_record import FIRST, TODAY, acting

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2025, 6, 30), date(2025, 7, 1)
SPAN = Between(JUNE, JULY)
WHOLE = Reach(TODAY, bodies=frozenset({"tinh", "so-b", "so-c", "so-d", "xa", "huyen"}), whole=True)


@pytest.fixture(autouse=True)
def record() -> None:
    """On 01/07/2025 a body is renamed and one begins; a post opens there and one at another body is closed."""
    small_record.build()
    small_record.body("so-c", "Sở C (cũ)", "agency", "province", "tinh", until=JULY)
    small_record.body("so-c", "Sở C", "agency", "province", "tinh", since=JULY)
    small_record.body("so-d", "Sở D", "agency", "province", "tinh", since=JULY)
    small_record.post("d-director", "so-d", "Giám đốc", "director")
    small_record.post("b-old", "so-b", "Chánh Văn phòng", "division_head")
    PostState.objects.filter(post_id="d-director").update(valid_from=JULY)
    PostState.objects.filter(post_id="b-old").update(valid_to=JULY)
    small_record.tenure("old", "đào", "b-old", None, JULY)
    small_record.tenure("new", "đào", "d-director", JULY)


def test_bodies_that_began_ended_changed_name_or_superior_are_told_apart() -> None:
    changes = body_changes(WHOLE, SPAN)
    assert (changes.begun, changes.ended, changes.renamed, changes.moved) == (("so-d",), ("huyen",), ("so-c",), ("xa",))
    everything = (*changes.moved, *changes.ended, *changes.renamed, *changes.begun)
    province = "Tỉnh ủy Lạc Giang"
    assert change_lines(changes, everything, SPAN) == (
        BodyChange("xa", "Đảng ủy xã An Thạnh", "Đảng ủy xã An Thạnh", "Huyện ủy Thanh Lâm", province),
        BodyChange("huyen", "Huyện ủy Thanh Lâm", "", province, ""),
        BodyChange("so-c", "Sở C (cũ)", "Sở C", province, province),
        BodyChange("so-d", "", "Sở D", "", province),
    )
    assert [one.key for one in change_lines(changes, everything, SPAN, offset=1, limit=2)] == ["huyen", "so-c"]


def test_bodies_that_changed_stand_by_name() -> None:
    for key, name in (("x1", "Sở Xây dựng"), ("x2", "Ban Đô thị"), ("x3", "Ban Dân vận")):
        small_record.body(key, name, "agency", "province", "tinh", since=JULY)
    assert body_changes(WHOLE, SPAN).begun == ("x3", "x2", "so-d", "x1")


def test_between_days_without_a_change_there_is_none() -> None:
    for span in (Between(JULY, JULY), Between(date(2025, 7, 2), TODAY), Between(JUNE, JULY, Known(-1))):
        changes = body_changes(WHOLE, span)
        assert (changes.begun, changes.ended, changes.renamed, changes.moved) == ((), (), (), ())


def lines(within: Reach) -> tuple[Turnover, ...]:
    found = turnovers(within, SPAN)
    return tuple(found.line(body) for body in found.bodies)


def test_posts_and_holders_are_counted_body_by_body() -> None:
    assert posts_changed(WHOLE, SPAN) == (1, 1)
    assert lines(WHOLE) == (
        Turnover("so-b", opened=0, closed=1, came=0, went=1),
        Turnover("so-d", opened=1, closed=0, came=1, went=0),
        Turnover("huyen", opened=0, closed=0, came=0, went=1),
        Turnover("xa", opened=0, closed=0, came=1, went=0),
    )


def test_nothing_is_counted_beyond_the_reach() -> None:
    unit = reach(acting(Role.UNIT_OFFICER, "so-b"), TODAY)
    assert lines(unit) == (Turnover("so-b", opened=0, closed=1, came=0, went=1),)
    assert (posts_changed(unit, SPAN), body_changes(unit, SPAN).ended) == ((0, 1), ())
    with pytest.raises(LiemError) as refusal:
        body_turnover(unit, "so-d", SPAN)
    assert refusal.value.code == "record.out_of_reach"


def test_of_one_body_those_who_came_and_went_are_named() -> None:
    assert body_turnover(WHOLE, "so-d", SPAN) == BodyTurnover(
        name="Sở D",
        opened=("Giám đốc",),
        closed=(),
        came=(Move("đào", "Đỗ Đào", "d-director", "Giám đốc", JULY),),
        went=(),
    )
    assert body_turnover(WHOLE, "so-b", SPAN) == BodyTurnover(
        name="Sở B",
        opened=(),
        closed=("Chánh Văn phòng",),
        came=(),
        went=(Move("đào", "Đỗ Đào", "b-old", "Chánh Văn phòng", JULY),),
    )


def test_a_second_term_in_the_same_post_is_neither_coming_nor_going() -> None:
    small_record.tenure("first", "đào", "b-director", date(2021, 1, 1), JULY)
    small_record.tenure("second", "đào", "b-director", JULY)
    assert body_turnover(WHOLE, "so-b", SPAN).came == ()
    assert [one.post for one in body_turnover(WHOLE, "so-b", SPAN).went] == ["b-old"]
    assert lines(WHOLE)[0] == Turnover("so-b", opened=0, closed=1, came=0, went=1)


def test_a_post_that_moved_closes_here_and_opens_there() -> None:
    PostState.objects.filter(post_id="xa-secretary").update(valid_to=JULY)
    PostState.objects.create(
        identity="moved", post_id="xa-secretary", body_id="so-c", title="T", role="secretary", valid_from=JULY, **FIRST
    )
    counted = {one.body: (one.opened, one.closed) for one in lines(WHOLE)}
    assert (counted["so-c"], counted["xa"]) == ((1, 0), (0, 1))


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.body(f"x{number}", f"X {number}", "unit", "province", "so-b", since=JULY)
        small_record.post(f"x{number}", "so-b", f"X {number}", "specialist")
        small_record.tenure(f"x{number}", "hoàng", f"x{number}", JULY)
    with django_assert_num_queries(3):
        changes = body_changes(WHOLE, SPAN)
    with django_assert_num_queries(1):
        change_lines(changes, changes.begun, SPAN)
    with django_assert_num_queries(6):
        turnovers(WHOLE, SPAN)
    with django_assert_num_queries(1):
        turnovers(WHOLE, SPAN)
    with django_assert_num_queries(8):
        body_turnover(WHOLE, "so-b", SPAN)
