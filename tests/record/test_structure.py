"""Who sits in a body, in figures."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.record.known import Known
from liem.record.models import Headcount
from liem.record.structure import HeadcountYear, Part, Structure, headcounts, structure
from record import small_record
from record.small_record import FIRST, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    """A board with five members, one of whom left; two posts of one person count her once."""
    small_record.build()
    small_record.body("board", "Ban", "committee", "province", "tinh")
    for key in ("m", "chair"):
        small_record.post(key, "board", key, "committee_member")
    small_record.person("young", "Trẻ", date(1986, 11, 22), sex="woman", ethnicity="Tày")
    small_record.person("forty", "Bốn Mươi", date(1986, 11, 21), sex="man", ethnicity=" kinh ")
    small_record.person("fifty", "Năm Mươi", date(1976, 11, 21), sex="woman", ethnicity="Kinh")
    small_record.person("oldest", "Già", date(1971, 11, 21))
    for who in ("young", "forty", "fifty", "oldest"):
        small_record.tenure(f"m-{who}", who, "m", date(2020, 1, 1))
    small_record.tenure("m-hoa", "hoa", "m", date(2020, 1, 1), date(2025, 1, 1))
    small_record.tenure("chair", "fifty", "chair", date(2020, 1, 1))


def test_everybody_in_post_is_counted_once_in_each_division() -> None:
    assert structure("board", on=TODAY) == Structure(
        people=4,
        by_age=(Part("under_40", 1), Part("40_49", 1), Part("50_54", 1), Part("from_55", 1)),
        by_sex=(Part("woman", 2), Part("man", 1), Part("unknown", 1)),
        by_ethnicity=(Part("kinh", 2), Part("minority", 1), Part("unknown", 1)),
    )


def test_an_age_is_reached_on_the_birthday() -> None:
    day_before = structure("board", on=date(2026, 11, 20)).by_age
    assert day_before == (Part("under_40", 2), Part("40_49", 1), Part("50_54", 1), Part("from_55", 0))


def test_nobody_is_counted_of_what_was_not_known() -> None:
    assert structure("board", on=TODAY, known=Known(-1)).people == 0


def _assigned(year: int, kind: str, number: int) -> None:
    Headcount.objects.create(identity=f"{year}/{kind}", body_id="board", year=year, kind=kind, assigned=number, **FIRST)


def test_headcount_stands_beside_those_in_post_at_the_end_of_the_year_or_on_the_day() -> None:
    _assigned(2024, "officials", 3)
    _assigned(2024, "employees", 1)
    _assigned(2025, "officials", 3)
    _assigned(2027, "officials", 9)
    assert headcounts("board", on=TODAY) == (
        HeadcountYear(2026, (), TODAY, 4),
        HeadcountYear(2025, (("officials", 3),), date(2025, 12, 31), 4),
        HeadcountYear(2024, (("employees", 1), ("officials", 3)), date(2024, 12, 31), 5),
    )


def test_without_a_headcount_on_record_nothing_is_compared() -> None:
    assert headcounts("board", on=TODAY) == ()


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(
    more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.person(f"x{number}", f"Người {number}", TODAY)
        small_record.tenure(f"x{number}", f"x{number}", "m", date(2020, 1, 1))
        _assigned(2020 + number, "officials", 3)
    with django_assert_num_queries(1):
        structure("board", on=TODAY)
    with django_assert_num_queries(3):
        headcounts("board", on=TODAY)
