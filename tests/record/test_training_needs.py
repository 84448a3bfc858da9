"""Who lacks what the post held or planned for requires, and how many places in classes that makes."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.record.models import PersonDetails, PostStandard, SuccessionEntry
from liem.record.scope import Reach, reach
from liem.record.training_needs import ClassPlan, Level, Need, PlanLine, class_plan, needs_of, who_needs
from record import planned, small_record
from record.small_record import TODAY, acting

pytestmark = pytest.mark.django_db

DEGREE = Level("degree", "university")
THEORY = Level("political_theory", "advanced_theory")
B1 = Level("language", "B1")


@pytest.fixture(autouse=True)
def record() -> None:
    """Sở A's director needs a university degree, advanced theory and B1; Sở B's director a university degree."""
    small_record.build()
    planned.standard("a-director", "degree", "university")
    planned.standard("a-director", "political_theory", "advanced_theory")
    planned.standard("a-director", "language", "B1")
    planned.standard("b-director", "degree", "university")
    planned.term()


@pytest.fixture
def whole() -> Reach:
    return reach(acting(Role.ORGANISATION_OFFICER, "tinh"), TODAY)


def needs(within: Reach, person: str, on: date = TODAY) -> tuple[Need, ...]:
    return needs_of([person], on=on, reach=within).get(person, ())


def held(level: Level, *, is_attested: bool = False) -> Need:
    return Need("a-director", "Giám đốc", False, level, is_attested)


def test_what_is_required_and_not_shown_is_needed(whole: Reach) -> None:
    assert needs(whole, "hoa") == (held(DEGREE), held(THEORY), held(B1))
    assert needs(whole, "hoàng") == ()


def test_a_higher_level_of_the_kind_shows_a_lower_one_and_a_lower_does_not(whole: Reach) -> None:
    planned.qualification("hoa", "degree", "master")
    planned.qualification("hoa", "political_theory", "intermediate_theory")
    planned.language("hoa", " b2")
    assert needs(whole, "hoa") == (held(THEORY),)


def test_a_degree_in_law_is_no_degree_of_the_profession(whole: Reach) -> None:
    planned.qualification("hoa", "law", "doctor")
    assert held(DEGREE) in needs(whole, "hoa")


def test_what_was_obtained_later_did_not_show_it_on_the_day(whole: Reach) -> None:
    planned.qualification("hoa", "degree", "university", on=date(2026, 3, 1))
    assert held(DEGREE) in needs(whole, "hoa", on=date(2026, 2, 28))
    assert held(DEGREE) not in needs(whole, "hoa", on=date(2026, 3, 1))


def test_it_is_lacking_only_where_somebody_attested_the_section_to_the_day(whole: Reach) -> None:
    small_record.attest("hoa", "qualifications", TODAY)
    small_record.attest("hoa", "languages", date(2026, 11, 20))
    assert needs(whole, "hoa") == (held(DEGREE, is_attested=True), held(THEORY, is_attested=True), held(B1))


def test_a_planned_post_requires_as_well_until_the_person_is_taken_off_or_holds_it(whole: Reach) -> None:
    planned.succession_list("qh", "tinh", "b-director", "hoa", "hòa")
    wanted = Need("b-director", "Giám đốc", True, DEGREE, False)
    assert needs(whole, "hoa") == (held(DEGREE), held(THEORY), held(B1), wanted)
    assert needs(whole, "hòa") == (Need("b-director", "Giám đốc", False, DEGREE, False),)

    SuccessionEntry.objects.filter(person_id="hoa").update(removed_on=TODAY)
    assert needs(whole, "hoa") == (held(DEGREE), held(THEORY), held(B1))


def test_who_does_not_reach_the_keeper_of_a_list_learns_nothing_of_it() -> None:
    planned.succession_list("qh", "tinh", "b-director", "hoàng")
    within = reach(acting(Role.UNIT_OFFICER, "so-a"), TODAY)
    assert needs(within, "hoàng") == ()
    assert class_plan(within, on=TODAY).planned == {}


def test_a_list_above_the_ceiling_tells_nothing_even_if_people_stand_on_it(whole: Reach) -> None:
    planned.succession_list("qh", "tinh", "b-director", "hoàng", secrecy="confidential")
    assert needs(whole, "hoàng") == ()


def test_the_class_plan_counts_people_by_level_and_body(whole: Reach) -> None:
    planned.succession_list("qh", "tinh", "b-director", "hoa", "hoàng")
    planned.qualification("hoa", "political_theory", "advanced_theory")
    assert class_plan(whole, on=TODAY) == ClassPlan(
        total=3,
        levels=(DEGREE, B1),
        held={DEGREE: 2, B1: 1},
        planned={DEGREE: 2},
        lines=(
            PlanLine("so-a", "Sở A", {DEGREE: 1, B1: 1}, {DEGREE: 1}),
            PlanLine("so-a/phong", "Phòng Tổ chức", {}, {DEGREE: 1}),
            PlanLine("so-b", "Sở B", {DEGREE: 1}, {}),
        ),
    )


def test_the_class_plan_of_a_unit_holds_the_own_bodies_only() -> None:
    within = reach(acting(Role.UNIT_OFFICER, "so-b"), TODAY)
    assert [(line.body, line.held) for line in class_plan(within, on=TODAY).lines] == [("so-b", {DEGREE: 1})]


def test_those_who_need_a_level_can_be_found(whole: Reach) -> None:
    planned.succession_list("qh", "tinh", "b-director", "hoàng")

    def who(level: Level) -> set[str]:
        people = PersonDetails.objects.filter(who_needs(level, on=TODAY, reach=whole), known_to__isnull=True)
        return set(people.values_list("person_id", flat=True))

    assert (who(DEGREE), who(B1), who(Level("degree", "master"))) == ({"hoa", "hòa", "hoàng"}, {"hoa"}, set())


def test_a_standard_that_no_longer_holds_requires_nothing(whole: Reach) -> None:
    PostStandard.objects.filter(post_id="a-director").update(valid_to=TODAY)
    assert needs(whole, "hoa") == ()


@pytest.mark.parametrize("more", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_people(
    whole: Reach, more: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(more):
        small_record.person(f"x{number}", f"Hoàng Bình {number}", date(1990, 1, 1))
        small_record.tenure(f"x{number}", f"x{number}", "b-director", date(2024, 1, 1))
    planned.succession_list("qh", "tinh", "a-director", *(f"x{number}" for number in range(more)))
    with django_assert_num_queries(7):
        assert class_plan(whole, on=TODAY).planned[THEORY] == more
    with django_assert_num_queries(7):
        assert len(needs_of([f"x{number}" for number in range(more)], on=TODAY, reach=whole)) == more
