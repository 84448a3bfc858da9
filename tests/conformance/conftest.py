"""The engines of the conformance suite, each opened once."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest

from conftest import absent
from law.engines import duckdb_engine, sqlite_engine
from liem.law.engine import CursorEngine, Engine
from liem.law.spark import SparkEngine

POSTGRESQL = os.environ.get("LIEM_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(scope="session")
def postgresql_connection() -> Iterator[psycopg.Connection]:
    """A connection whose tables are temporary; skips loudly, or fails where LIEM_REQUIRE names postgresql."""
    try:
        connection = psycopg.connect(POSTGRESQL, connect_timeout=3, autocommit=True)
    except psycopg.OperationalError as error:
        absent("postgresql", f"it cannot be reached; set LIEM_TEST_POSTGRES to its address ({error})")
    with connection:
        yield connection


ENGINES = [
    "sqlite",
    "duckdb",
    pytest.param("postgres", marks=pytest.mark.postgresql),
    pytest.param("spark", marks=pytest.mark.spark),
]


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine that the law runs on."""
    if request.param == "sqlite":
        return sqlite_engine()
    if request.param == "duckdb":
        return duckdb_engine()
    if request.param == "spark":
        spark: SparkEngine = request.getfixturevalue("spark_engine")
        return spark
    connection: psycopg.Connection = request.getfixturevalue("postgresql_connection")
    return CursorEngine("postgres", lambda sql: connection.execute(sql.encode()).fetchall())
