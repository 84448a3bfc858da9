"""The evidence of a standing, with where each value comes from and whether it decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import ibis
import pytest

from law.engines import duckdb_engine
from law.vocabulary import PERSONNEL_WORK, VOCABULARY
from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.law.evaluate import Standing, evaluate
from liem.law.explain import sourced_evidence
from liem.law.packs import Law, load_law
from liem.law.rules import Rule

RULE = "moved_after_years_in_personnel_work"


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law(VOCABULARY)


def _standing(law: Law, rule: Rule, as_of: date) -> Standing:
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE personnel_work (subject VARCHAR, person VARCHAR, body VARCHAR, continuous_since DATE)"
    )
    connection.execute("INSERT INTO personnel_work VALUES ('an', 'an', 'office', DATE '2015-01-01')")
    (found,) = evaluate(
        [rule],
        vocabulary=VOCABULARY,
        tables={"personnel_work": ibis.table(PERSONNEL_WORK.schema(), name="personnel_work")},
        engine=duckdb_engine(connection),
        parameters=law.parameters_on(as_of),
        as_of=as_of,
    )
    return found


def test_a_fact_comes_from_its_place_in_the_record_and_a_value_from_its_clause(law: Law) -> None:
    rule = law.rule(RULE)
    assert rule is not None
    day, source = date(2025, 5, 31), Message("trang tính Quá trình", "sheet Tenures")
    table = replace(PERSONNEL_WORK, facts=tuple(replace(one, source=source) for one in PERSONNEL_WORK.facts))
    found = sourced_evidence(rule, _standing(law, rule, day), table=table, parameters=law.parameters, as_of=day)
    assert [(one.name, one.decides, one.source, one.clause, one.since) for one in found] == [
        ("continuous_since", True, source, None, None),
        (
            "years_in_personnel_work",
            True,
            None,
            ClauseAddress.parse("khoi#II.1.10"),
            date(2021, 10, 13),
        ),
    ]


def test_a_fact_without_a_source_of_its_own_has_that_of_its_table(law: Law) -> None:
    rule = law.rule(RULE)
    assert rule is not None
    day, source = date(2025, 5, 31), Message("phần Công tác", "section Work")
    table = replace(
        PERSONNEL_WORK, source=source, facts=tuple(replace(one, source=None) for one in PERSONNEL_WORK.facts)
    )
    found = sourced_evidence(rule, _standing(law, rule, day), table=table, parameters=law.parameters, as_of=day)
    assert found[0].source == source


def test_a_value_that_nobody_verified_has_neither_value_nor_source(law: Law) -> None:
    rule = law.rule(RULE)
    assert rule is not None
    day = date(2021, 10, 12)
    found = sourced_evidence(
        rule, _standing(law, rule, day), table=PERSONNEL_WORK, parameters=law.parameters, as_of=day
    )
    assert (found[1].value, found[1].clause, found[1].since, found[1].decides) == (None, None, None, True)
