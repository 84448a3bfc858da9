"""One meaning, many engines: conditions over rows have the same answers on every engine and in plain Python."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conformance.things import BOUNDARIES, SCHEMA, Thing, conditions, disagreements, moments, things
from liem.kernel.dates import Term
from liem.law.engine import Engine
from liem.law.questions import Moment
from liem.law.spark import SparkEngine

QUICK = ["sqlite", "duckdb", pytest.param("postgres", marks=pytest.mark.postgresql)]
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.mark.parametrize("engine", QUICK, indirect=True)
@settings(patient, max_examples=40)
@given(
    texts=st.lists(conditions, min_size=1, max_size=6),
    rows=st.lists(things, min_size=1, max_size=8),
    moment=moments,
)
def test_random_conditions(engine: Engine, texts: list[str], rows: list[Thing], moment: Moment) -> None:
    assert disagreements(engine, texts, rows, [moment]) == []


@pytest.mark.spark
@settings(patient, max_examples=4, derandomize=True)
@given(
    texts=st.lists(conditions, min_size=15, max_size=25, unique=True),
    rows=st.lists(things, min_size=10, max_size=25),
    asked=st.lists(moments, min_size=1, max_size=2),
)
def test_random_conditions_on_spark(
    spark_engine: SparkEngine, texts: list[str], rows: list[Thing], asked: list[Moment]
) -> None:
    """Every question costs Spark a tenth of a second, so each carries many conditions over many rows."""
    assert disagreements(spark_engine, texts, rows, asked) == []


OPEN: dict[str, Any] = {name: False for name in SCHEMA.names if name.endswith("_closed")}
EMPTY: dict[str, Any] = {**dict.fromkeys(SCHEMA.names[3:]), "rows_a": 0, "rows_b": 0, **OPEN}
FULL: dict[str, Any] = {
    "yes_a": True,
    "yes_b": False,
    "number_a": 1.0,
    "number_b": 2.5,
    "word_a": "x",
    "word_b": "y",
    "day_a": date(2024, 2, 29),
    "day_b": date(2025, 2, 28),
    "rows_a": 1,
    "rows_a_closed": True,
    "rows_b": 2,
    "rows_b_closed": True,
    "latest_a": date(2024, 2, 29),
    "latest_a_closed": True,
    "latest_b": date(2025, 3, 31),
    "latest_b_closed": True,
}
SIGNS = ("=", "!=", "<", "<=", ">", ">=")
FUNCTIONS = (
    "elapsed(day_a, {})",
    "elapsed(day_a, {}, by day_b)",
    "within(day_a, {}, before as_of)",
    "within(day_a, {}, before day_b)",
    "within(latest_a, {}, before day_b)",
)
FORMS = (
    *("yes_a", "yes_a = yes_b", "yes_a != yes_b", "yes_a = true"),
    *(f"number_a {sign} number_b" for sign in SIGNS),
    *(f"number_a {operator} number_b > least" for operator in "+-*"),
    *("word_a = word_b", "word_a != 'x'", "word_b in ('x', 'y')", "number_a in (1, 2)"),
    *(f"day_a {sign} day_b" for sign in SIGNS),
    *("number_a between least and number_b", "day_a between day_b and as_of"),
    *(f"rows_a {sign} least" for sign in SIGNS),
    *(f"latest_a {sign} day_b" for sign in SIGNS),
    *(f"{name} is known" for name in ("yes_a", "number_a", "word_a", "day_a", "rows_a", "latest_a", "least", "span")),
    *(function.format("span") for function in FUNCTIONS),
)


def test_a_null_in_every_position(engine: Engine) -> None:
    """Every form of condition, alone, negated and joined with a known one, over rows that lack one fact or two."""
    texts = [text for form in FORMS for text in (form, f"not ({form})", f"{form} and yes_b", f"{form} or not yes_b")]
    names = [name for name in FULL if name not in OPEN]
    lacking = [dict.fromkeys(pair) for first in names for pair in ({first}, {first, "day_b"})]
    opened = [{name: False} for name in OPEN]
    no_row = [{"rows_a": 0}, {"rows_a": 0, "rows_a_closed": False}, {"latest_a": None, "latest_a_closed": False}]
    rows = [FULL, EMPTY, *({**FULL, **change} for change in (*lacking, *opened, *no_row))]
    asked = [
        Moment(date(2025, 2, 28), {"least": 1.0, "span": Term(years=1)}),
        Moment(date(2024, 2, 29), {"least": None, "span": None}),
    ]
    assert disagreements(engine, texts, rows, asked) == []


def test_every_end_of_a_term(engine: Engine) -> None:
    """Leap days and month ends on every side of a term of a month, a year, four years."""
    texts = [function.format(term) for function in FUNCTIONS for term in ("1 month", "1 year", "4 years", "span")]
    rows = [
        {
            **EMPTY,
            "rows_a": 0,
            "rows_b": 0,
            "day_a": first,
            "latest_a": first,
            "day_b": second,
            "latest_a_closed": closed,
        }
        for first in BOUNDARIES
        for second in BOUNDARIES
        for closed in (True, False)
    ]
    asked = [Moment(day, {"span": None}) for day in BOUNDARIES if day is not None]
    assert disagreements(engine, texts, rows, asked) == []


def test_every_comparison_of_what_may_be_incomplete(engine: Engine) -> None:
    texts = [f"rows_a {sign} number_a" for sign in SIGNS] + [f"latest_a {sign} day_a" for sign in SIGNS]
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
    assert disagreements(engine, texts, counts + latest, [Moment(date(2025, 5, 31), {})]) == []
