"""One meaning, many engines: random conditions over random rows have the same answers everywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb
import ibis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from law.engines import duckdb_engine, sqlite_engine
from law.vocabulary import fact, table
from liem.kernel.dates import Term
from liem.law.engine import Engine
from liem.law.language.check import check
from liem.law.language.interpret import Row, answer
from liem.law.language.parse import parse
from liem.law.language.tree import Node, ValueType
from liem.law.questions import Moment, Pair, Question, prepare
from liem.law.vocabulary import FactType

THING = table(
    "thing",
    fact("yes_a", FactType.BOOLEAN),
    fact("yes_b", FactType.BOOLEAN),
    fact("number_a", FactType.NUMBER),
    fact("number_b", FactType.NUMBER),
    fact("word_a", FactType.TEXT, "x", "y"),
    fact("word_b", FactType.TEXT),
    fact("day_a", FactType.DATE),
    fact("day_b", FactType.DATE),
    fact("rows_a", FactType.COUNT),
    fact("rows_b", FactType.COUNT),
    fact("latest_a", FactType.LATEST),
    fact("latest_b", FactType.LATEST),
)
PARAMETERS = {"least": ValueType.NUMBER, "span": ValueType.TERM}
SCHEMA = THING.schema()
TABLES = {"thing": ibis.table(SCHEMA, name="thing")}
STORED_AS: dict[str, dict[str, str]] = {
    "sqlite": {"string": "TEXT", "boolean": "bool", "float64": "REAL", "int64": "INTEGER", "date": "date"},
    "duckdb": {"string": "VARCHAR", "boolean": "BOOLEAN", "float64": "DOUBLE", "int64": "BIGINT", "date": "DATE"},
}

numbers = st.sampled_from(["0", "1", "2", "2.5"])
days = st.sampled_from(["2024-02-29", "2025-02-28", "2025-03-31"])
terms = st.sampled_from(["1 month", "1 year", "4 years", "1 year 1 day", "30 days", "span"])
comparisons = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
end_days = st.sampled_from(["as_of", "day_a", "day_b"])
sums = st.recursive(
    st.sampled_from(["number_a", "number_b", "least"]),
    lambda part: st.builds("({} {} {})".format, part, st.sampled_from("+-*"), st.one_of(part, numbers)),
    max_leaves=3,
)
number_values = st.one_of(sums, numbers)
day_values = st.one_of(st.sampled_from(["day_a", "day_b", "as_of"]), days)
leaves = st.one_of(
    st.sampled_from(["yes_a", "yes_b", "yes_a = yes_b", "yes_a != true"]),
    st.builds("{} {} {}".format, number_values, comparisons, number_values),
    st.builds("{} {} {}".format, day_values, comparisons, day_values),
    st.builds("{} between {} and {}".format, number_values, number_values, number_values),
    st.builds("{} between {} and {}".format, day_values, day_values, day_values),
    st.builds("rows_a {} {}".format, comparisons, number_values),
    st.builds("{} {} rows_b".format, number_values, comparisons),
    st.builds("rows_b between {} and {}".format, number_values, number_values),
    st.builds("latest_a {} {}".format, comparisons, day_values),
    st.builds("{} {} latest_b".format, day_values, comparisons),
    st.sampled_from(["word_a = 'x'", "word_a != word_b", "word_b in ('x', 'y')", "word_a in ('y')", "word_b = ''"]),
    st.builds("number_a in ({}, {})".format, numbers, numbers),
    st.builds("{} is known".format, st.sampled_from(["yes_a", "word_b", "rows_a", "latest_b", "least", "span"])),
    st.builds("elapsed({}, {})".format, day_values, terms),
    st.builds("elapsed({}, {}, by {})".format, day_values, terms, end_days),
    st.builds("within({}, {}, before {})".format, st.one_of(day_values, st.just("latest_a")), terms, end_days),
)
conditions = st.recursive(
    leaves,
    lambda part: st.one_of(
        st.builds("({} and {})".format, part, part),
        st.builds("({} or {})".format, part, part),
        st.builds("not ({})".format, part),
    ),
    max_leaves=5,
)
# Chosen so that terms of a month, a year and four years end on one another, leap days and month ends included.
BOUNDARIES = [
    None,
    *(date(*parts) for parts in [(2020, 2, 29), (2021, 2, 28), (2024, 2, 29), (2025, 1, 28), (2025, 1, 31)]),
    *(date(*parts) for parts in [(2025, 2, 27), (2025, 2, 28), (2025, 3, 1)]),
]
row_days = st.sampled_from(BOUNDARIES)
CELLS: Mapping[str, st.SearchStrategy[Any]] = {
    "boolean": st.sampled_from([True, False, None]),
    "float64": st.sampled_from([None, 0.0, 1.0, 2.0, 2.5, -1.0]),
    "string": st.sampled_from([None, "x", "y", "it's", ""]),
    "date": row_days,
    "int64": st.integers(0, 3),
}


def _cells(name: str) -> st.SearchStrategy[Any]:
    return st.booleans() if name.endswith("_closed") else CELLS[str(SCHEMA[name])]


rows_of_things = st.lists(
    st.fixed_dictionaries({name: _cells(name) for name in SCHEMA.names[3:]}), min_size=1, max_size=8
)
moments = st.builds(
    lambda day, least, span: Moment(day, {"least": least, "span": span}),
    row_days.filter(bool),
    st.sampled_from([None, 1.0, 2.5]),
    st.sampled_from([None, Term(months=1), Term(years=4)]),
)


def _condition(text: str) -> Node:
    return check(parse(text), text=text, table=THING, parameters=PARAMETERS)


def _columns(dialect: str) -> str:
    kinds = (str(SCHEMA[name]) for name in SCHEMA.names)
    return ", ".join(f"{name} {STORED_AS[dialect][kind]}" for name, kind in zip(SCHEMA.names, kinds, strict=True))


class Stored:
    """A table of things on one engine, filled anew for every example."""

    def __init__(self, engine: Engine, connection: sqlite3.Connection | duckdb.DuckDBPyConnection) -> None:
        self.engine = engine
        self._connection = connection
        connection.execute(f"CREATE TABLE thing ({_columns(engine.dialect)})")

    def fill(self, rows: list[dict[str, Any]]) -> None:
        self._connection.execute("DELETE FROM thing")
        cells = [[self._stored(row[name]) for name in SCHEMA.names] for row in rows]
        self._connection.executemany(f"INSERT INTO thing VALUES ({', '.join('?' * len(SCHEMA.names))})", cells)

    def _stored(self, value: object) -> object:
        return value.isoformat() if self.engine.dialect == "sqlite" and isinstance(value, date) else value

    def answers(self, conditions: list[Node], moment: Moment) -> list[list[bool | None]]:
        question = Question(THING, tuple(Pair(None, condition) for condition in conditions))
        found = prepare(question, TABLES, self.engine.dialect).ask(self.engine, moment).sort_by("subject")
        return [found.column(f"requires_{index}").to_pylist() for index in range(len(conditions))]


@pytest.fixture(scope="module")
def stored() -> tuple[Stored, Stored]:
    lite, duck = sqlite3.connect(":memory:"), duckdb.connect()
    return Stored(sqlite_engine(lite), lite), Stored(duckdb_engine(duck), duck)


def _agree(stored: tuple[Stored, Stored], texts: list[str], rows: list[dict[str, Any]], moment: Moment) -> None:
    numbered = [{"subject": f"{index:04}", "person": "p", "body": "b", **row} for index, row in enumerate(rows)]
    trees = [_condition(text) for text in texts]
    plain = [[answer(tree, Row(thing, moment.parameters, moment.as_of)) for thing in numbered] for tree in trees]
    for side in stored:
        side.fill(numbered)
    assert [side.answers(trees, moment) for side in stored] == [plain, plain], texts


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(conditions, min_size=1, max_size=6), rows=rows_of_things, moment=moments)
def test_engines_and_interpreter_agree(
    stored: tuple[Stored, Stored], texts: list[str], rows: list[dict[str, Any]], moment: Moment
) -> None:
    _agree(stored, texts, rows, moment)


EMPTY: dict[str, Any] = {name: False if name.endswith("_closed") else None for name in SCHEMA.names[3:]}
FUNCTIONS = (
    "elapsed(day_a, {})",
    "elapsed(day_a, {}, by day_b)",
    "within(day_a, {}, before as_of)",
    "within(day_a, {}, before day_b)",
    "within(latest_a, {}, before day_b)",
)


@pytest.mark.parametrize("as_of", [day for day in BOUNDARIES if day is not None])
def test_engines_and_interpreter_agree_at_every_end_of_a_term(stored: tuple[Stored, Stored], as_of: date) -> None:
    texts = [function.format(term) for function in FUNCTIONS for term in ("1 month", "1 year", "4 years", "span")]
    rows = [
        {**EMPTY, "day_a": first, "latest_a": first, "day_b": second, "latest_a_closed": closed}
        for first in BOUNDARIES
        for second in BOUNDARIES
        for closed in (True, False)
    ]
    _agree(stored, texts, rows, Moment(as_of, {"span": None}))


def test_engines_and_interpreter_agree_on_every_open_comparison(stored: tuple[Stored, Stored]) -> None:
    signs = ("=", "!=", "<", "<=", ">", ">=")
    texts = [f"rows_a {sign} number_a" for sign in signs] + [f"latest_a {sign} day_a" for sign in signs]
    counts = [
        {**EMPTY, "rows_a": found, "rows_a_closed": closed, "number_a": limit}
        for found in range(4)
        for closed in (True, False)
        for limit in (None, 0.0, 1.0, 1.5, 2.0)
    ]
    latest = [
        {**EMPTY, "latest_a": found, "latest_a_closed": closed, "day_a": limit}
        for found in BOUNDARIES[:4]
        for closed in (True, False)
        for limit in BOUNDARIES[:4]
    ]
    _agree(stored, texts, counts + latest, Moment(date(2025, 5, 31), {}))
