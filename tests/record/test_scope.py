"""Whom and what a mandate reaches."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.record.models import BodyState
from liem.record.scope import (
    Reach,
    and_above,
    bodies_under,
    is_person,
    is_top,
    reach,
    reaches,
    superiors_above,
    superiors_on,
)
from record import small_record
from record.small_record import TODAY, acting

pytestmark = pytest.mark.django_db

ALL = frozenset({"tinh", "so-a", "so-a/phong", "so-a/to", "so-b", "huyen", "xa"})


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()


def test_a_mandate_over_the_top_reaches_every_body_past_and_present() -> None:
    assert reach(acting(Role.INSPECTOR, "tinh"), TODAY) == Reach(TODAY, bodies=ALL, whole=True, kin=True)


def test_a_unit_officer_reaches_the_own_subtree_and_not_what_moved_elsewhere() -> None:
    officer = acting(Role.UNIT_OFFICER, "so-a")
    assert reach(officer, TODAY) == Reach(TODAY, bodies=frozenset({"so-a", "so-a/phong"}))
    assert reach(acting(Role.UNIT_OFFICER, "so-b"), TODAY) == Reach(TODAY, bodies=frozenset({"so-b", "so-a/to"}))


def test_a_body_belongs_to_whom_it_answered_on_the_day() -> None:
    assert bodies_under("so-a", on=date(2023, 12, 31)) == {"so-a", "so-a/phong", "so-a/to"}
    assert bodies_under("so-a", on=date(2024, 1, 1)) == {"so-a", "so-a/phong"}


def test_a_body_that_has_ended_stays_with_its_last_superior() -> None:
    assert superiors_on(TODAY)["huyen"] == "tinh"
    assert bodies_under("huyen", on=TODAY) == {"huyen"}
    assert bodies_under("huyen", on=date(2025, 6, 30)) == {"huyen", "xa"}


def test_a_body_still_to_come_belongs_to_its_first_superior() -> None:
    small_record.body("moi", "Sở Mới", "agency", "province", "tinh", since=date(2030, 1, 1), until=date(2031, 1, 1))
    small_record.body("moi", "Sở Mới", "agency", "province", "so-b", since=date(2031, 1, 1))
    assert superiors_on(TODAY)["moi"] == "tinh"


def test_an_official_reaches_the_own_dossier_only() -> None:
    assert reach(acting(Role.OFFICIAL, person="hoa"), TODAY) == Reach(TODAY, person="hoa")


def test_a_mandate_reaches_nothing_on_a_day_on_which_it_does_not_hold() -> None:
    assert reach(acting(Role.INSPECTOR, "tinh"), date(2025, 12, 31)) == Reach(date(2025, 12, 31))


def test_a_mandate_over_a_body_that_is_not_on_record_reaches_nothing() -> None:
    assert reach(acting(Role.INSPECTOR, "elsewhere"), TODAY) == Reach(TODAY, kin=True)


def test_a_loop_of_superiors_ends() -> None:
    small_record.body("a", "A", "unit", "province", "b")
    small_record.body("b", "B", "unit", "province", "a")
    assert bodies_under("a", on=TODAY) == {"a", "b"}


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2023, 12, 31), TODAY, date(2030, 6, 1)])
def test_the_answers_for_actions_are_those_of_the_whole_tree(day: date) -> None:
    small_record.body("moi", "Sở Mới", "agency", "province", "tinh", since=date(2030, 1, 1), until=date(2031, 1, 1))
    small_record.body("moi", "Sở Mới", "agency", "province", "so-b", since=date(2031, 1, 1))
    small_record.body("a", "A", "unit", "province", "b")
    small_record.body("b", "B", "unit", "province", "a")
    superiors = superiors_on(day)
    known = sorted(superiors)
    for above in [*known, "elsewhere", ""]:
        assert [body for body in [*known, "elsewhere"] if reaches(above, body, day)] == sorted(
            bodies_under(above, on=day)
        )
        assert is_top(above, day) is (superiors.get(above, "") is None)
    for body in known:
        assert superiors_above([body, "elsewhere"], day) == {one: superiors[one] for one in and_above(body, superiors)}
    assert superiors_above(known, day) == superiors
    assert superiors_above([], day) == {}


def test_a_record_without_bodies_has_nothing_above_any() -> None:
    assert not is_top("elsewhere", TODAY)
    BodyState.objects.all().delete()
    assert is_top("elsewhere", TODAY)


@pytest.mark.parametrize("more", [0, 20])
def test_whether_a_mandate_reaches_a_body_is_one_question(
    more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    body = "so-a/phong"
    for number in range(more):
        small_record.body(f"nhom-{number}", "Nhóm", "unit", "province", body)
        body = f"nhom-{number}"
    with django_assert_num_queries(1):
        assert reaches("tinh", body, TODAY)
    with django_assert_num_queries(1):
        assert is_top("tinh", TODAY)


def test_the_code_of_a_body_is_no_person() -> None:
    assert [is_person(key) for key in ("hoa", "so-a", "tenures", "")] == [True, False, False, False]


def test_superseded_states_of_a_body_no_longer_count() -> None:
    BodyState.objects.filter(body_id="so-a/phong").update(known_to=5)
    assert bodies_under("so-a", on=TODAY) == {"so-a"}
