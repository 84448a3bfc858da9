"""Moves up from communes, posts in special fields, stays abroad, recruitment, and succession lists with their level."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import LazySettings
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.record.days import PostTitle
from liem.record.models import PostState
from liem.record.scope import Reach, reach
from liem.record.succession_lists import ListLine, ListPage, lists_kept_outside, succession_lists
from liem.record.talent import Group
from liem.record.talent_sections import (
    Entry,
    EntryFilter,
    EntryPage,
    Move,
    MovePage,
    SpecialPage,
    SpecialPost,
    Stay,
    StayPage,
    Who,
    moves_up,
    recruitments,
    special_posts,
    stays_abroad,
)
from record import planned, small_record
from record.small_record import TODAY, acting

pytestmark = pytest.mark.django_db

HOA = Who("hoa", "Trần Thị Hoa")
DEPUTY = PostTitle("a-deputy", "Phó Giám đốc", "deputy_director", "so-a", "Sở A")
HEAD = PostTitle("a-head", "Trưởng phòng", "division_head", "so-a/phong", "Phòng Tổ chức")
DIRECTOR = PostTitle("a-director", "Giám đốc", "director", "so-a", "Sở A")
COMMUNE = PostTitle("xa-secretary", "Bí thư Đảng ủy xã", "secretary", "xa", "Đảng ủy xã An Thạnh")


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    planned.term()


@pytest.fixture
def whole() -> Reach:
    return reach(acting(Role.ORGANISATION_OFFICER, "tinh"), TODAY)


def test_who_left_a_commune_for_a_higher_post_moved_up(whole: Reach) -> None:
    small_record.person("x", "Lò Thị Mây", date(1995, 1, 1), sex="woman", ethnicity="Thái")
    small_record.tenure("x1", "x", "xa-secretary", date(2020, 1, 1), date(2025, 6, 1))
    small_record.tenure("x2", "x", "a-deputy", date(2025, 7, 1), decision="15-QĐ/TU")
    small_record.tenure("x3", "x", "a-head", date(2025, 7, 1), decision="16-QĐ/TU")
    move = Move(Who("x", "Lò Thị Mây"), date(2025, 7, 1), COMMUNE, (DEPUTY, HEAD), ("15-QĐ/TU", "16-QĐ/TU"))
    assert moves_up(whole, Group.MINORITY, on=TODAY) == MovePage(1, (move,))
    # Lê Văn Hòa's last post before was no commune's; Nguyễn Thu Hoà went the other way.
    assert moves_up(whole, Group.ALL, on=TODAY).total == 1
    assert moves_up(whole, Group.ALL, on=date(2030, 7, 1)).total == 0
    assert moves_up(reach(acting(Role.UNIT_OFFICER, "so-b"), TODAY), Group.ALL, on=TODAY) == MovePage(0, ())


def test_a_commune_left_long_before_another_post_is_no_move_up(whole: Reach) -> None:
    small_record.person("x", "Lò Thị Mây", date(1985, 1, 1))
    small_record.tenure("x1", "x", "xa-secretary", date(2015, 1, 1), date(2018, 1, 1))
    small_record.tenure("x2", "x", "a-deputy", date(2018, 1, 1), date(2023, 1, 1))
    small_record.tenure("x3", "x", "a-director", date(2023, 1, 1))
    assert moves_up(whole, Group.ALL, on=TODAY).total == 0


def test_posts_in_special_fields_are_told_with_holders_and_those_nobody_spoke_of_counted(whole: Reach) -> None:
    PostState.objects.filter(post_id__in=("a-director", "a-deputy")).update(is_special_field=True)
    PostState.objects.filter(post_id="b-director").update(is_special_field=False)
    assert special_posts(whole, on=TODAY) == SpecialPage(2, 3, (SpecialPost(DIRECTOR, (HOA,)), SpecialPost(DEPUTY, ())))
    assert special_posts(reach(acting(Role.UNIT_OFFICER, "so-b"), TODAY), on=TODAY) == SpecialPage(0, 0, ())


def test_stays_abroad_are_told_with_their_permission_within_reach_only(whole: Reach) -> None:
    planned.stay("hoa", "Pháp", date(2019, 9, 1), date(2021, 7, 1), permission="30-QĐ/TU")
    planned.stay("hòa", "Lào", date(2023, 1, 1))
    planned.stay("hoàng", "Nhật Bản", date(2027, 1, 1))
    france = Stay(HOA, "study", "Pháp", "30-QĐ/TU", date(2019, 9, 1), date(2021, 7, 1), (DIRECTOR,))
    assert france.last_day == date(2021, 6, 30)
    found = stays_abroad(whole, on=TODAY)
    assert ([line.country for line in found.lines], found.without_permission) == (["Lào", "Pháp"], 1)
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert stays_abroad(within, on=TODAY) == StayPage(1, 0, (france,))


def test_recruitments_are_told_with_their_source_within_reach_only(whole: Reach) -> None:
    planned.recruitment("hoa", "so-a", date(2004, 5, 1), source="excellent_graduate", is_open=True)
    planned.recruitment("hòa", "so-b", date(2000, 5, 1))
    entry = Entry(HOA, "so-a", "Sở A", "examination", True, "excellent_graduate", date(2004, 5, 1), "")
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert recruitments(within, on=TODAY) == EntryPage(1, 1, (entry,))
    found = recruitments(whole, on=TODAY)
    assert ([line.who.key for line in found.lines], found.from_sources) == (["hoa", "hòa"], 1)
    assert recruitments(whole, EntryFilter(source="young_scientist"), on=TODAY) == EntryPage(0, 0, ())


def test_of_a_list_above_the_ceiling_nothing_but_number_and_date_is_told(whole: Reach, settings: LazySettings) -> None:
    planned.succession_list("qh-1", "so-a", "a-director", "hoàng", secrecy="open")
    planned.succession_list("qh-2", "tinh", "b-director", "hoa", secrecy="secret", approved=date(2025, 12, 1))
    first = ListLine("qh-1", DIRECTOR, "Sở A", "2025–2030", "210-QĐ/TU", planned.APPROVED, "open", 1, None, None)
    found = succession_lists(whole, on=TODAY)
    assert (found.total, found.outside, found.unsaid) == (2, 1, 0)
    assert [(line.key, line.people, line.secrecy) for line in found.lines] == [
        ("qh-2", None, "secret"),
        ("qh-1", 1, "open"),
    ]
    assert lists_kept_outside(whole, on=TODAY) == 1
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert succession_lists(within, on=TODAY) == ListPage(1, 0, 0, (first,))
    assert lists_kept_outside(within, on=TODAY) == 0

    settings.SECRECY_CEILING = "secret"
    assert [line.people for line in succession_lists(whole, on=TODAY).lines] == [1, 1]


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    whole: Reach, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        key = f"x{number}"
        small_record.post(key, "so-a", f"Chuyên viên {number}", "specialist", is_special_field=True)
        small_record.person(key, f"Hoàng Bình {number}", date(1990, 1, 1))
        small_record.tenure(f"{key}a", key, "xa-secretary", date(2020, 1, 1), date(2024, 1, 1))
        small_record.tenure(key, key, key, date(2024, 1, 1))
        planned.stay(key, "Lào", date(2020, 1, 1))
        planned.recruitment(key, "so-a", date(2015, 1, 1))
        planned.succession_list(f"qh-{number}", "so-a", key, key)
    with django_assert_num_queries(5):
        assert moves_up(whole, Group.ALL, on=TODAY).total == more
    with django_assert_num_queries(6):
        assert special_posts(whole, on=TODAY).total == more
    with django_assert_num_queries(6):
        assert stays_abroad(whole, on=TODAY).total == more
    with django_assert_num_queries(4):
        assert recruitments(whole, on=TODAY).total == more
    with django_assert_num_queries(6):
        assert succession_lists(whole, on=TODAY).total == more
