"""The talent pool: who belongs to it by the record alone, what is shown of them, and what is told as unknown."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.record.days import PostTitle
from liem.record.models import PersonDetails
from liem.record.scope import Reach, bodies_under, reach
from liem.record.talent import Group, Order, Planned, PoolFilter, PoolLine, PoolPage, Result, pool
from liem.record.training_needs import Level, Need
from record import planned, small_record
from record.small_record import TODAY, acting

pytestmark = pytest.mark.django_db

DIRECTOR = PostTitle("a-director", "Giám đốc", "director", "so-a", "Sở A")
EVERYBODY = PoolFilter(group=Group.ALL, results=None)


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()
    small_record.fill_dossier()
    planned.term()


@pytest.fixture
def whole() -> Reach:
    return reach(acting(Role.ORGANISATION_OFFICER, "tinh"), TODAY)


def people(within: Reach, group: Group, on: date = TODAY) -> list[str]:
    return [line.key for line in pool(within, PoolFilter(group=group, results=None), on=on).lines]


def test_a_line_tells_what_the_record_knows_and_what_it_does_not(whole: Reach) -> None:
    planned.standard("b-director", "degree", "university")
    planned.succession_list("qh", "tinh", "b-director", "hoa", secrecy="open")
    b_director = PostTitle("b-director", "Giám đốc", "director", "so-b", "Sở B")
    assert pool(whole, PoolFilter(), on=TODAY) == PoolPage(
        1,
        (
            PoolLine(
                key="hoa",
                name="Trần Thị Hoa",
                born_on=date(1980, 1, 1),
                is_young=False,
                is_woman=True,
                is_minority=False,
                posts=(DIRECTOR,),
                results=(Result("Số hóa hồ sơ", date(2025, 12, 1), "Tỉnh ủy"),),
                grades=((2025, "excellent"),),
                planned=(Planned("qh", b_director, "2025–2030", "open"),),
                needs=(Need("b-director", "Giám đốc", True, Level("degree", "university"), False),),
                languages=(("Tiếng Anh", "B2"),),
            ),
        ),
    )


def test_groups_follow_the_record_and_nobody_is_guessed_into_one(whole: Reach) -> None:
    PersonDetails.objects.filter(person_id="hòa").update(ethnicity="  Tày ")
    PersonDetails.objects.filter(person_id="hoàng").update(born_on=None)
    assert people(whole, Group.WOMEN) == ["hoa", "hoà"]
    assert people(whole, Group.MINORITY) == ["hòa"]
    assert people(whole, Group.YOUNG) == []
    assert people(whole, Group.ANY) == ["hoa", "hoà", "hòa"]
    # Phạm Hoàng's day of birth and ethnicity are not on record: that is told, not decided.
    assert people(whole, Group.UNTOLD) == ["hoàng"]
    line = next(one for one in pool(whole, EVERYBODY, on=TODAY).lines if one.key == "hoàng")
    assert (line.is_young, line.is_woman, line.is_minority) == (None, False, None)


def test_the_youth_ends_on_the_fortieth_birthday(whole: Reach) -> None:
    assert people(whole, Group.YOUNG, on=date(2030, 4, 3)) == ["hoàng"]
    assert people(whole, Group.YOUNG, on=date(2030, 4, 4)) == []


def test_only_those_in_post_on_the_day_belong_to_the_pool(whole: Reach) -> None:
    assert "đào" not in people(whole, Group.ALL)
    assert people(whole, Group.ALL, on=date(2014, 1, 1)) == ["đào"]


def test_results_recognised_later_do_not_count_on_the_day(whole: Reach) -> None:
    assert [line.key for line in pool(whole, PoolFilter(), on=date(2025, 11, 30)).lines] == []
    without = PoolFilter(group=Group.WOMEN, results=False)
    assert [line.key for line in pool(whole, without, on=date(2025, 11, 30)).lines] == ["hoa", "hoà"]


def test_those_on_a_list_and_on_none_are_told_apart_by_lists_within_reach(whole: Reach) -> None:
    planned.succession_list("qh", "tinh", "b-director", "hoàng")
    on_list = PoolFilter(group=Group.ALL, results=None, planned=True)
    assert [line.key for line in pool(whole, on_list, on=TODAY).lines] == ["hoàng"]

    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert pool(within, on_list, on=TODAY).lines == ()
    assert {line.planned for line in pool(within, EVERYBODY, on=TODAY).lines} == {()}


def test_a_unit_sees_those_who_hold_a_post_there(whole: Reach) -> None:
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert people(within, Group.ALL) == ["hoa", "hoàng"]
    beyond = PoolFilter(group=Group.ALL, results=None, bodies=bodies_under("so-b", on=TODAY))
    assert pool(within, beyond, on=TODAY) == PoolPage(0, ())
    assert [line.key for line in pool(whole, beyond, on=TODAY).lines] == ["hòa"]


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        ("name", ["hoa", "hoà", "hòa", "hoàng"]),
        ("-born", ["hoàng", "hoà", "hoa", "hòa"]),
        ("-results", ["hoàng", "hoa", "hoà", "hòa"]),
    ],
)
def test_the_order_is_the_one_that_the_reader_chooses(whole: Reach, order: Order, keys: list[str]) -> None:
    planned.result("hoàng", "Cầu dân sinh", date(2024, 1, 1))
    planned.result("hoàng", "Một cửa số", date(2025, 1, 1))
    found = pool(whole, PoolFilter(group=Group.ALL, results=None, order=order), on=TODAY)
    assert [line.key for line in found.lines] == keys


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_people(
    whole: Reach, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    planned.standard("b-director", "degree", "university")
    for number in range(more):
        key = f"x{number}"
        small_record.person(key, f"Hoàng Bình {number}", date(1990, 1, 1))
        small_record.tenure(key, key, "b-director", date(2024, 1, 1))
        planned.result(key, "Cầu dân sinh", date(2024, 1, 1))
        planned.language(key, "B1")
    planned.succession_list("qh", "tinh", "a-director", *(f"x{number}" for number in range(more)))
    with django_assert_num_queries(24):
        assert pool(whole, PoolFilter(planned=True), on=TODAY).total == more
