"""What a finding is about, told by the post at the new place and the day on which somebody was moved there."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.oversight.subjects import Subject, subjects_of
from procedures.careers import BEGUN, DAY, ranked, rotated, tenure_by
from world import person, write

pytestmark = pytest.mark.django_db


def test_a_rotation_is_told_by_the_post_and_the_day_it_began(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rotated(rank_there=5)
    first = ("rotation", f"an/there/{BEGUN}")

    with django_assert_num_queries(3):
        assert subjects_of([first], on=DAY) == {first: Subject(*first, name="There, Xa", on=BEGUN)}

    later = date(2025, 3, 1)
    write(
        ranked("elsewhere", "so", 5),
        person("binh"),
        tenure_by("binh", "elsewhere", later, None, kind="rotation"),
    )
    second = ("rotation", f"binh/elsewhere/{later}")
    lost = ("rotation", "gone")

    with django_assert_num_queries(3):
        assert subjects_of([first, second, lost], on=DAY) == {
            first: Subject(*first, name="There, Xa", on=BEGUN),
            second: Subject(*second, name="Elsewhere, So", on=later),
            lost: Subject(*lost),
        }


def test_a_post_of_periodic_transfer_is_told_by_its_title() -> None:
    rotated(rank_there=5)
    key = ("transfer_duty", f"an/there/{BEGUN}")

    assert subjects_of([key], on=DAY) == {key: Subject(*key, name="There")}
