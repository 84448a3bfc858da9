"""Days and numbers read from what was written down: anything else is unknown, on every engine, and never fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import date

import duckdb
import ibis
import ibis.expr.types as ir
import pytest
from django.db import connection

from liem.procedures.facts.written import as_day, as_number

DAYS = {
    "2026-05-31": date(2026, 5, 31),
    "2024-02-29": date(2024, 2, 29),
    "2000-02-29": date(2000, 2, 29),
    "1900-02-29": None,
    "2026-02-29": None,
    "2026-04-31": None,
    "2026-13-01": None,
    "2026-00-10": None,
    "2026-01-00": None,
    "0000-01-01": None,
    "2026-1-01": None,
    "2026/01/01": None,
    "2026-01-01 ": None,
    "now": None,
    "": None,
    "hôm qua": None,
}
NUMBERS = {
    "0": 0,
    "7": 7,
    "007": 7,
    "999999": 999999,
    "1000000": None,
    "-1": None,
    "1.5": None,
    "1e3": None,
    "": None,
    "ba": None,
}


def _sqlite(sql: str) -> list[object]:
    return [row[0] for row in sqlite3.connect(":memory:").execute(sql)]


def _duckdb(sql: str) -> list[object]:
    return [row[0] for row in duckdb.connect().execute(sql).fetchall()]


def _postgres(sql: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def _read(read: Callable[[ir.StringColumn], ir.Value], texts: Iterable[str], dialect: str) -> list[object]:
    rows = ibis.table({"place": "int64", "text": "string"}, name="written")
    wanted = rows.select("place", value=read(rows.text)).order_by("place").select("value")
    sql = str(ibis.to_sql(wanted, dialect=dialect))
    values = ", ".join(f"({place}, '{text}')" for place, text in enumerate(texts))
    given = f"WITH written(place, text) AS (VALUES {values})"
    asked = f"{given}, {sql[5:]}" if sql.startswith("WITH ") else f"{given} {sql}"
    return {"sqlite": _sqlite, "duckdb": _duckdb, "postgres": _postgres}[dialect](asked)


def _dialects() -> list[str]:
    return ["postgres"] if connection.vendor == "postgresql" else ["sqlite", "duckdb"]


@pytest.mark.django_db
@pytest.mark.parametrize("dialect", _dialects())
def test_only_days_that_there_are_are_days(dialect: str) -> None:
    found = [str(one) if one is not None else None for one in _read(as_day, DAYS, dialect)]

    assert dict(zip(DAYS, found, strict=True)) == {text: str(day) if day else None for text, day in DAYS.items()}


@pytest.mark.django_db
@pytest.mark.parametrize("dialect", _dialects())
def test_only_whole_numbers_of_up_to_six_digits_are_numbers(dialect: str) -> None:
    assert dict(zip(NUMBERS, _read(as_number, NUMBERS, dialect), strict=True)) == NUMBERS
