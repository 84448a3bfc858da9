"""What falls due, computed ahead from a day."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.record.due import due
from liem.record.due_line import Kind, Line
from liem.record.models import (
    Declaration,
    DeclarationDuty,
    PersonDetails,
    PostState,
    Tenure,
    Term,
    TermState,
)
from liem.record.scope import Reach, reach
from record import small_record
from record.small_record import FIRST, TODAY, acting
from world import adoption, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record() -> None:
    small_record.build()


@pytest.fixture
def all_of_it() -> Reach:
    return reach(acting(Role.ORGANISATION_OFFICER, "tinh"), TODAY)


def told(lines: list[Line]) -> list[tuple[str, date, str, str]]:
    return [(line.kind.value, line.day, line.person, line.body) for line in lines]


def test_retirement_is_counted_from_birth_and_sex_for_those_in_post(all_of_it: Reach) -> None:
    PersonDetails.objects.filter(person="hòa").update(born_on=date(1965, 1, 15))  # 61 years 6 months, 2026
    PersonDetails.objects.filter(person="hoa").update(born_on=date(1970, 1, 31))  # 57 years 4 months, 2027
    PersonDetails.objects.filter(person="đào").update(sex="man")  # left long ago
    PersonDetails.objects.filter(person="hoàng").update(born_on=date(1965, 1, 15), sex="")  # nobody knows

    assert told(due(all_of_it, on=date(2026, 7, 15), months=12)) == [
        ("retirement", date(2026, 7, 15), "hòa", "so-b"),
        ("retirement", date(2027, 5, 31), "hoa", "so-a"),
    ]
    assert told(due(all_of_it, on=date(2026, 7, 16), months=10)) == []  # until 15/05/2027


def test_ends_that_the_record_knows_are_told_by_their_last_day(all_of_it: Reach) -> None:
    Tenure.objects.filter(identity="t2").update(valid_to=date(2027, 1, 1), decision="3-QĐ")
    Term.objects.create(key="nk", body_id="tinh")
    TermState.objects.create(identity="nk", term_id="nk", name="2025–2030", valid_to=date(2027, 2, 1), **FIRST)

    found = due(all_of_it, on=TODAY, months=6)

    assert told(found) == [
        ("term_end", date(2026, 12, 31), "hoàng", "so-a/phong"),
        ("term_end", date(2027, 1, 31), "", "tinh"),
    ]
    assert (found[0].ground.en, found[0].name, found[0].post, found[0].body_name) == (
        "The end on record: 3-QĐ",
        "PHẠM HOÀNG",
        "Trưởng phòng",
        "Phòng Tổ chức",
    )


def test_notice_of_reappointment_is_due_ninety_days_before_the_end(all_of_it: Reach) -> None:
    write(adoption("vietnam", "tinh"))
    Tenure.objects.filter(identity="t1").update(valid_to=date(2027, 6, 1))

    found = due(all_of_it, on=date(2027, 3, 1), months=1)

    assert told(found) == [("reappointment", date(2027, 3, 3), "hoa", "so-a")]
    assert found[0].clause == "nd170#39"
    assert told(due(all_of_it, on=date(2027, 3, 4), months=2)) == []


def test_without_the_law_in_force_nothing_is_counted_by_it(all_of_it: Reach) -> None:
    Tenure.objects.filter(identity="t1").update(valid_to=date(2027, 6, 1))
    PostState.objects.filter(post="a-head").update(field="personnel")
    assert told(due(all_of_it, on=date(2026, 3, 1), months=12)) == []


def test_five_years_of_personnel_work_are_counted_as_the_rule_counts_them(all_of_it: Reach) -> None:
    write(adoption("khoi_03_nq_tu", "tinh"))
    PostState.objects.filter(post="a-head").update(field="personnel")

    found = due(all_of_it, on=date(2026, 3, 1), months=6)

    assert told(found) == [("transfer", date(2026, 6, 1), "hoàng", "so-a/phong")]
    assert (found[0].clause, found[0].ground.en) == (
        "khoi#II.1.10",
        "In personnel work without a break since 01/06/2021",
    )


def test_the_term_of_a_transfer_group_runs_from_the_day_in_post(all_of_it: Reach) -> None:
    PostState.objects.filter(post="a-head").update(transfer_months=66, transfer_group="Thẩm định")
    PostState.objects.filter(post="a-director").update(transfer_months=60)  # leaders are not moved by lists
    assert told(due(all_of_it, on=TODAY, months=6)) == [("transfer", date(2026, 12, 1), "hoàng", "so-a/phong")]


def test_a_declaration_is_due_until_it_is_entered_as_filed(all_of_it: Reach) -> None:
    for key in ("d1", "d2"):
        DeclarationDuty.objects.create(key=key, person_id="hoa", body_id="so-a", year=2026, due_on=date(2026, 12, 31))
    Declaration.objects.create(identity="f", duty_id="d2", step="filed", taken_on=date(2026, 11, 1), **FIRST)
    Declaration.objects.create(identity="g", duty_id="d1", step="filed", taken_on=date(2026, 11, 1), **FIRST)
    Declaration.objects.filter(identity="g").update(known_to=5)  # superseded: it was not filed after all

    assert told(due(all_of_it, on=TODAY, months=2)) == [("declaration", date(2026, 12, 31), "hoa", "so-a")]


def test_only_what_lies_within_reach_is_told() -> None:
    Tenure.objects.filter(identity__in=["t1", "t4"]).update(valid_to=date(2027, 1, 1))
    agency = reach(acting(Role.AUDITOR, "so-a"), TODAY)
    own = reach(acting(Role.OFFICIAL, person="hòa"), TODAY)
    assert told(due(agency, on=TODAY, months=3)) == [("term_end", date(2026, 12, 31), "hoa", "so-a")]
    assert told(due(own, on=TODAY, months=3)) == [("term_end", date(2026, 12, 31), "hòa", "so-b")]
    assert due(Reach(TODAY), on=TODAY, months=3) == []


@pytest.mark.parametrize("months", [0, 121, -1])
def test_other_lengths_are_refused(all_of_it: Reach, months: int) -> None:
    with pytest.raises(LiemError) as refused:
        due(all_of_it, on=TODAY, months=months)
    assert refused.value.code == "due.months"


def test_the_number_of_queries_does_not_grow(
    all_of_it: Reach, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Tenure.objects.filter(valid_to__isnull=True).update(valid_to=date(2027, 1, 1))
    with django_assert_max_num_queries(26):
        assert {line.kind for line in due(all_of_it, on=TODAY, months=3)} == {Kind.TERM_END}
