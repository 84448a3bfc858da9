"""The procedures that ship: each loads, its cases come out, and what it speaks of exists in both languages."""

from __future__ import annotations

import pytest

from law.vocabulary import VOCABULARY
from liem.law.packs import Law, load_law
from liem.law.procedures.trials import run_procedure_cases
from liem.law.rules import Service


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law(VOCABULARY)


def test_every_case_of_every_procedure_comes_out_as_written(law: Law) -> None:
    found = run_procedure_cases(law)
    wrong = [f"{one.procedure.file}:{one.case.line} {one.what}: {one.expected}, {one.found}" for one in found]
    assert (wrong, bool(law.procedures)) == ([], True)


def test_every_gate_is_a_rule_that_serves_as_one(law: Law) -> None:
    gates = {rule.id for rule in law.serving(Service.GATE)}
    used = {
        gate
        for procedure in law.procedures
        for gates in (procedure.gates, *(s.gates for s in procedure.steps))
        for gate in gates
    }
    assert used - gates == set()


def test_every_value_that_a_limit_takes_is_on_file(law: Law) -> None:
    used = {name for procedure in law.procedures for name in procedure.parameter_names()}
    assert [name for name in sorted(used) if law.parameter(name) is None] == []


def test_every_procedure_and_step_is_told_in_both_languages(law: Law) -> None:
    told = [
        (procedure.id, message)
        for procedure in law.procedures
        for message in (procedure.title, procedure.in_words, *(step.title for step in procedure.steps))
    ]
    assert [one for one in told if not one[1].vi or not one[1].en or one[1].vi == one[1].en] == []


def test_holidays_are_counted_but_no_year_is_sure_before_an_office_verifies_it(law: Law) -> None:
    calendar = law.workdays
    assert {year.year for year in law.holidays} == {2021, 2022, 2023, 2024, 2025, 2026}
    assert {calendar.is_working(day) for year in law.holidays for day in year.off} == {False}
    assert {calendar.is_working(day) for year in law.holidays for day in year.worked} == {True}
    assert calendar.verified == frozenset()
