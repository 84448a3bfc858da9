"""Every case of every pack, on every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import ibis
import psycopg
import pytest

from law.vocabulary import CANDIDACY, VOCABULARY
from liem.kernel.verdicts import Verdict
from liem.law.engine import CursorEngine, Engine
from liem.law.evaluate import evaluate
from liem.law.packs import Law, load_law
from liem.law.trials import CaseResult, run_cases


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law(VOCABULARY)


def _lines(results: list[CaseResult]) -> list[str]:
    return [f"{r.file}:{r.line} {r.case}: expected {r.expected}, found {r.found}" for r in results]


def test_every_case_comes_out_as_written(law: Law, engine: Engine) -> None:
    results = run_cases(law, VOCABULARY, engine)
    written = sum(len(rule.cases) for rule in law.rules) + sum(len(target.cases) for target in law.targets)
    assert (_lines([result for result in results if not result.passed]), len(results)) == ([], written)


def test_a_case_that_expects_something_else_is_reported(law: Law, engine: Engine) -> None:
    rule, target = law.rules[0], law.targets[0]
    wrong_rule = replace(rule, cases=(replace(rule.cases[0], expect=Verdict.NOT_APPLICABLE),))
    first = target.cases[0]
    wrong_target = replace(target, cases=(replace(first, expect=(replace(first.expect[0], low=99.0),)),))
    results = run_cases(replace(law, rules=(wrong_rule,), targets=(wrong_target,)), VOCABULARY, engine)
    assert [(result.owner, result.engine, result.passed) for result in results] == [
        (rule.id, engine.name, False),
        (target.id, engine.name, False),
    ]


@pytest.mark.postgresql
def test_stored_tables_of_postgresql_are_read_with_their_own_types(
    law: Law, postgresql_connection: psycopg.Connection
) -> None:
    kinds = {"string": "text", "date": "date", "float64": "numeric(6, 1)", "int64": "integer", "boolean": "boolean"}
    schema = CANDIDACY.schema()
    columns = ", ".join(f"{name} {kinds[str(schema[name])]}" for name in schema.names)
    postgresql_connection.execute(f"CREATE TEMPORARY TABLE candidacy ({columns})".encode())
    postgresql_connection.execute(
        """INSERT INTO candidacy (subject, person, body, kind, planned_on, latest_recognised_result,
             latest_recognised_result_closed, participants) VALUES
             ('c1', 'an', 'north', 'appointment', '2025-06-30', '2022-06-30', false, 5),
             ('c2', 'binh', 'north', 'nomination', '2028-02-29', '2025-02-28', true, 5),
             ('c3', 'chi', 'north', 'nomination', '2025-06-30', NULL, false, 5)"""
    )
    rule = law.rule("recognised_result_before_appointment")
    assert rule is not None
    found = evaluate(
        [rule],
        vocabulary=VOCABULARY,
        tables={"candidacy": ibis.table(schema, name="candidacy")},
        engine=CursorEngine("postgres", lambda sql: postgresql_connection.execute(sql.encode()).fetchall()),
        parameters=law.parameters_on(date(2025, 5, 31)),
        as_of=date(2025, 5, 31),
    )
    assert {standing.subject: standing.verdict for standing in found} == {
        "c1": Verdict.MET,
        "c2": Verdict.NOT_MET,
        "c3": Verdict.UNKNOWN,
    }
