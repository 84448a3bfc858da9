"""Targets: the room that unknown rows leave, checked against every way the unknown could turn out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import duckdb
import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.engines import duckdb_engine
from law.vocabulary import HOLDING, VOCABULARY
from liem.kernel.verdicts import Verdict
from liem.law.language.interpret import Value
from liem.law.measure import Counted, Member, Tally, TargetStanding, evaluate_targets, members
from liem.law.packs import load_law
from liem.law.questions import COUNT_COLUMNS
from liem.law.targets import Target

AS_OF = date(2025, 5, 31)
LAW = load_law(VOCABULARY)
TABLES = {"holding": ibis.table(HOLDING.schema(), name="holding")}
tallies = st.builds(Tally, **{name: st.integers(0, 2) for name in COUNT_COLUMNS})


def target(name: str) -> Target:
    found = LAW.target(name)
    assert found is not None
    return found


def _outcomes(tally: Tally) -> list[tuple[int, int]]:
    """Counted and total in every way the open rows could turn out."""
    outside, yes, no = (0, 0), (1, 1), (0, 1)
    choices = [
        *[[yes]] * tally.sure_yes,
        *[[no]] * tally.sure_no,
        *[[yes, no]] * tally.sure_open,
        *[[outside, yes]] * tally.open_yes,
        *[[outside, no]] * tally.open_no,
        *[[outside, yes, no]] * tally.open_open,
    ]
    return [(sum(row[0] for row in rows), sum(row[1] for row in rows)) for rows in product(*choices)]


@settings(max_examples=80, deadline=None)
@given(tallies.filter(lambda tally: tally.sure > 0))
def test_low_and_high_are_the_worst_and_the_best_of_all_outcomes(tally: Tally) -> None:
    outcomes = set(_outcomes(tally))
    shares = [Fraction(counted, total) for counted, total in outcomes]
    counts = [counted for counted, _ in outcomes]
    low, high = tally.lowest(), tally.highest()
    assert (Fraction(*low), Fraction(*high), low[0], high[0]) == (min(shares), max(shares), min(counts), max(counts))


def stored(rows: list[dict[str, Value]]) -> duckdb.DuckDBPyConnection:
    schema = HOLDING.schema()
    kinds = {"string": "VARCHAR", "date": "DATE", "int64": "BIGINT", "boolean": "BOOLEAN"}
    connection = duckdb.connect()
    columns = ", ".join(f"{name} {kinds[str(schema[name])]}" for name in schema.names)
    connection.execute(f"CREATE TABLE holding ({columns})")
    numbered = [{"subject": f"h{index}", "person": f"p{index}", "body": "b", **row} for index, row in enumerate(rows)]
    for row in numbered:
        cells = [row.get(name) for name in schema.names]
        connection.execute(f"INSERT INTO holding VALUES ({', '.join('?' * len(cells))})", cells)
    return connection


SECRETARY: dict[str, Value] = {"role": "secretary", "body_level": "district", "body_kind": "committee"}
ROWS: list[dict[str, Value]] = [
    {**SECRETARY, "is_local": False},
    {**SECRETARY, "is_local": True},
    {**SECRETARY, "is_local": None},
    {**SECRETARY, "is_local": False, "body_level": None},
    {**SECRETARY, "is_local": True, "role": "chair"},
]


def test_a_target_reports_the_band_between_its_bounds() -> None:
    secretaries = target("district_secretaries_not_local")
    asked = {"vocabulary": VOCABULARY, "tables": TABLES, "engine": duckdb_engine(stored(ROWS))}
    found = evaluate_targets([secretaries], parameters={}, as_of=AS_OF, **asked)  # type: ignore[arg-type]
    listed = members(secretaries, parameters={}, as_of=AS_OF, **asked)  # type: ignore[arg-type]
    assert (found, sorted(listed, key=lambda member: member.subject)) == (
        [TargetStanding("district_secretaries_not_local", None, 3, 1, 2, 100 / 3, 75.0, 100.0, None, Verdict.NOT_MET)],
        [
            Member("h0", "p0", "b", None, Counted.YES),
            Member("h1", "p1", "b", None, Counted.NO),
            Member("h2", "p2", "b", None, Counted.UNKNOWN),
            Member("h3", "p3", "b", None, Counted.UNKNOWN),
        ],
    )


@pytest.mark.parametrize(
    ("counted", "others", "verdict"), [(3, 27, Verdict.MET), (29, 71, Verdict.MET), (1, 10, Verdict.NOT_MET)]
)
def test_a_share_is_compared_without_rounding(counted: int, others: int, verdict: Verdict) -> None:
    share = replace(target("district_secretaries_not_local"), at_least=29.0 if counted == 29 else 10.0)
    rows = [{**SECRETARY, "is_local": False}] * counted + [{**SECRETARY, "is_local": True}] * others
    found = evaluate_targets(
        [share],
        vocabulary=VOCABULARY,
        tables=TABLES,
        engine=duckdb_engine(stored(rows)),
        parameters={},
        as_of=AS_OF,
    )
    assert [standing.verdict for standing in found] == [verdict]


def test_an_empty_population_is_not_applicable_overall_and_by_group() -> None:
    both = [target("district_secretaries_not_local"), target("district_leader_not_local")]
    found = evaluate_targets(
        both, vocabulary=VOCABULARY, tables=TABLES, engine=duckdb_engine(stored([])), parameters={}, as_of=AS_OF
    )
    assert [(standing.target_id, standing.group, standing.verdict) for standing in found] == [
        ("district_secretaries_not_local", None, Verdict.NOT_APPLICABLE),
        ("district_leader_not_local", None, Verdict.NOT_APPLICABLE),
    ]
