"""Violations followed after the person has moved or retired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from liem.actions.models import Role
from liem.duties.calendar import workdays
from liem.kernel.errors import LiemError
from liem.procedures.decisions.violations import (
    SETTLE_DAYS,
    NewMeasures,
    NewViolation,
    close,
    find,
    measure,
    owed,
    violations,
)
from liem.procedures.models import Violation
from liem.record.scope import reach
from procedures.decisions.running import changed
from procedures.world import Desks, build, days_ago, desk, official, today
from world import tenure, write

pytestmark = pytest.mark.django_db
FOUND = NewViolation(person="binh", what="Kê khai không đúng", found_on=days_ago(20), paper="KL 12 ngày 01/6")
BOTH = NewMeasures(party_due=True, party_on=days_ago(10), state_due=True, state_on=days_ago(5))


@pytest.fixture
def desks() -> Desks:
    return build("vietnam")


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(LiemError) as refusal:
        act()
    assert refusal.value.code == code


def moves_to_other_agency() -> None:
    changed("binh/so/pho-1/2010-01-01", valid_to=days_ago(15))
    write(tenure("binh", "so-khac/giam-doc", days_ago(15)))


def test_the_body_that_found_it_keeps_the_duty_wherever_the_person_goes(desks: Desks) -> None:
    row = find(FOUND, by=desks.agency)
    moves_to_other_agency()
    due = workdays().after(days_ago(20), SETTLE_DAYS)
    assert [(one.body, one.due_on, one.path) for one in owed(today())] == [("so", due, f"/violations/{row.identity}/")]
    line = violations(reach(desks.agency, today()), on=today())[0]
    assert (line.person_name, line.body_name, line.now_at, line.due_on) == ("Người binh", "So", "So-Khac", due)
    assert (line.party, line.state) == ("undecided", "undecided")


def test_of_somebody_who_has_left_service_it_is_followed_all_the_same(desks: Desks) -> None:
    find(FOUND, by=desks.agency)
    changed("binh/so/pho-1/2010-01-01", valid_to=days_ago(15))
    line = violations(reach(desks.agency, today()), on=today())[0]
    assert line.now_at is None
    assert [one.body for one in owed(today())] == ["so"]
    measure(line.identity, BOTH, by=desks.agency)
    close(line.identity, "Đã xử lý xong", by=desks.agency)
    assert (list(owed(today())), violations(reach(desks.agency, today()), on=today())) == ([], ())
    kept = violations(reach(desks.agency, today()), on=today(), open_only=False)[0]
    assert (kept.party, kept.state, kept.closed_on, kept.outcome, kept.due_on) == (
        "taken",
        "taken",
        today(),
        "Đã xử lý xong",
        None,
    )


def test_where_the_person_has_gone_inspectors_see_it_and_others_do_not(desks: Desks) -> None:
    find(replace(FOUND, person="an"), by=desks.agency)
    find(FOUND, by=desks.agency)
    moves_to_other_agency()
    inspector = desk(Role.INSPECTOR, "so-khac")
    assert [one.person for one in violations(reach(inspector, today()), on=today())] == ["binh"]
    assert violations(reach(desks.other_agency, today()), on=today()) == ()
    assert [one.person for one in violations(reach(official("binh"), today()), on=today())] == ["binh"]
    assert {one.person for one in violations(reach(desks.inspection, today()), on=today())} == {"an", "binh"}
    refused("actions.out_of_scope", lambda: measure(_of("binh"), BOTH, by=inspector))


def _of(person: str) -> str:
    return Violation.objects.current().get(person_id=person).identity


@pytest.mark.parametrize(
    "states",
    [
        None,
        NewMeasures(party_due=True, party_on=days_ago(10), state_due=None),
        NewMeasures(party_due=True, party_on=days_ago(10), state_due=True),
        NewMeasures(party_due=False, state_due=None),
    ],
)
def test_party_and_state_measures_go_in_step(states: NewMeasures | None, desks: Desks) -> None:
    row = find(FOUND, by=desks.agency)
    if states is not None:
        measure(row.identity, states, by=desks.agency)
    refused("violations.not_settled", lambda: close(row.identity, "Xong", by=desks.agency))
    assert Violation.objects.current().get().closed_on is None


def test_it_closes_where_one_measure_was_taken_and_none_is_due_on_the_other_side(desks: Desks) -> None:
    row = find(FOUND, by=desks.agency)
    measure(row.identity, NewMeasures(party_due=True, party_on=days_ago(1), state_due=False), by=desks.agency)
    refused("violations.no_outcome", lambda: close(row.identity, "  ", by=desks.agency))
    close(row.identity, "Khiển trách", by=desks.agency)
    refused("decisions.not_open", lambda: close(row.identity, "Khiển trách", by=desks.agency))


@pytest.mark.parametrize(
    "wrong",
    [
        NewMeasures(party_due=False, party_on=days_ago(10), state_due=False),
        NewMeasures(party_due=None, state_due=None, state_on=days_ago(10)),
        NewMeasures(party_due=True, party_on=days_ago(21), state_due=False),
        NewMeasures(party_due=True, party_on=days_ago(-1), state_due=False),
    ],
)
def test_a_measure_is_taken_only_where_it_is_due_and_within_its_days(wrong: NewMeasures, desks: Desks) -> None:
    row = find(FOUND, by=desks.agency)
    refused("violations.measure", lambda: measure(row.identity, wrong, by=desks.agency))


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (replace(FOUND, what=" "), "violations.what"),
        (replace(FOUND, paper=""), "violations.what"),
        (replace(FOUND, found_on=days_ago(-1)), "violations.what"),
        (replace(FOUND, case="none"), "violations.what"),
        (replace(FOUND, person="nobody"), "violations.no_person"),
        (replace(FOUND, person="lan"), "violations.no_person"),
    ],
)
def test_a_violation_names_what_by_which_conclusion_and_of_whom(new: NewViolation, code: str, desks: Desks) -> None:
    refused(code, lambda: find(new, by=desks.agency))
    assert not Violation.objects.exists()


def test_nobody_follows_their_own(desks: Desks) -> None:
    own = desk(Role.UNIT_OFFICER, "so", username="binh", person="binh")
    refused("decisions.own", lambda: find(FOUND, by=own))
    row = find(FOUND, by=desks.agency)
    refused("decisions.own", lambda: measure(row.identity, BOTH, by=own))
    refused("decisions.own", lambda: close(row.identity, "Xong", by=own))
