"""Every case of every pack, on every engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import ibis
import psycopg
import pytest

from conformance.gaps import GAPS, OTHER_RESULT, Failure, Gap, failures, verdict_on
from liem.kernel.verdicts import Verdict
from liem.law.engine import CursorEngine, Engine
from liem.law.evaluate import evaluate
from liem.law.packs import Law, load_law
from liem.law.vocabulary import Vocabulary
from liem.rulebook.vocabulary import vocabulary


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    """The vocabulary that the installation publishes."""
    return vocabulary()


@pytest.fixture(scope="module")
def law(words: Vocabulary) -> Law:
    return load_law(words)


def test_every_case_comes_out_as_written(law: Law, words: Vocabulary, engine: Engine) -> None:
    found, run = failures(law, words, engine)
    failed_whole = {failure.owner for failure in found if failure.case is None}
    owners = (*law.rules, *law.flags, *law.targets)
    written = sum(len(owner.cases) for owner in owners if owner.id not in failed_whole)
    assert (*verdict_on(found, GAPS, engine.name), run) == ([], [], written)


def test_a_case_that_expects_something_else_is_reported(law: Law, words: Vocabulary, engine: Engine) -> None:
    rule, target = law.rules[0], law.targets[0]
    wrong_rule = replace(rule, cases=(replace(rule.cases[0], expect=Verdict.NOT_APPLICABLE),))
    first = target.cases[0]
    wrong_target = replace(target, cases=(replace(first, expect=(replace(first.expect[0], low=99.0),)),))
    wrong = replace(law, rules=(wrong_rule,), flags=(), targets=(wrong_target,))
    found, run = failures(wrong, words, engine)
    assert ([(one.engine, one.owner, one.case, one.error) for one in found], run) == (
        [
            (engine.name, rule.id, rule.cases[0].name.en, OTHER_RESULT),
            (engine.name, target.id, first.name.en, OTHER_RESULT),
        ],
        2,
    )


def test_an_engine_that_fails_is_named_with_its_error(law: Law, words: Vocabulary) -> None:
    class Broken(CursorEngine):
        pass

    def break_down(sql: str) -> list[list[object]]:
        raise OSError(sql)

    few = replace(law, rules=law.rules[:3], flags=(), targets=())
    found, run = failures(few, words, Broken("sqlite", break_down))
    assert ([(one.owner, one.case, one.error) for one in found], run) == (
        [(rule.id, None, "OSError") for rule in few.rules],
        0,
    )


FAILURE = Failure("spark", "some_rule", "leap day", OTHER_RESULT, "expected met, found unknown")
DECLARED = Gap("spark", "some_rule", "leap day", OTHER_RESULT, "counts days otherwise")


@pytest.mark.parametrize(
    ("found", "gaps", "undeclared", "closed"),
    [
        ([], [], [], []),
        ([FAILURE], [], [FAILURE], []),
        ([FAILURE], [DECLARED], [], []),
        ([], [DECLARED], [], [DECLARED]),
        ([FAILURE], [replace(DECLARED, error="OSError")], [FAILURE], [replace(DECLARED, error="OSError")]),
        ([], [replace(DECLARED, engine="duckdb")], [], []),
    ],
)
def test_a_gap_is_declared_strictly(
    found: list[Failure], gaps: list[Gap], undeclared: list[Failure], closed: list[Gap]
) -> None:
    assert verdict_on(found, gaps, "spark") == (undeclared, closed)


@pytest.mark.postgresql
def test_stored_tables_of_postgresql_are_read_with_their_own_types(
    law: Law, words: Vocabulary, postgresql_connection: psycopg.Connection
) -> None:
    kinds = {"string": "text", "date": "date", "float64": "numeric(6, 1)", "int64": "integer", "boolean": "boolean"}
    published = words.table("candidacy")
    assert published is not None
    candidacy = replace(published, rows=lambda tables, moment: tables["candidacy"])
    schema = candidacy.schema()
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
        vocabulary=Vocabulary((candidacy,)),
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
