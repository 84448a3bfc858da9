"""The engines that tests run on."""

from __future__ import annotations

import sqlite3

import duckdb

from liem.law.engine import CursorEngine, DuckDBEngine


def sqlite_engine(connection: sqlite3.Connection | None = None) -> CursorEngine:
    """SQLite, in memory unless a connection is given."""
    opened = connection or sqlite3.connect(":memory:")
    return CursorEngine("sqlite", lambda sql: opened.execute(sql).fetchall())


def duckdb_engine(connection: duckdb.DuckDBPyConnection | None = None) -> DuckDBEngine:
    """DuckDB, in memory unless a connection is given."""
    return DuckDBEngine(connection or duckdb.connect())
