"""The rows of a fact table, asked of the working database and of DuckDB alike."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir

from facts_of import facts_of
from liem.law.engine import DuckDBEngine
from liem.oversight.audit import STORED_APPS
from liem.rulebook.engine import stored_tables, working_engine
from liem.rulebook.vocabulary import vocabulary


def facts_everywhere(table: str, as_of: date) -> dict[str, dict[str, Any]]:
    """Subject → its facts on the day; the engines must agree."""
    here = facts_of(table, as_of)
    assert _on_duckdb(table, as_of) == here
    return here


def _on_duckdb(table: str, as_of: date) -> dict[str, dict[str, Any]]:
    published = vocabulary().table(table)
    assert published is not None
    tables = stored_tables(*STORED_APPS)
    moment = ibis.table({"as_of": "date", "known_at": "int64"}, name="moment")
    sql = str(ibis.to_sql(published.relation(tables, moment), dialect="duckdb"))
    with duckdb.connect() as connection:
        for name in tables:
            if f'"{name}"' in sql:
                _copy(name, tables[name], connection)
        connection.execute(
            f"CREATE TABLE moment AS SELECT DATE '{as_of}' AS as_of, CAST({2**62} AS BIGINT) AS known_at"
        )
        rows = DuckDBEngine(connection).execute(sql, published.schema()).to_pylist()
    return {row.pop("subject"): row for row in rows}


def _copy(name: str, table: ir.Table, connection: duckdb.DuckDBPyConnection) -> None:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    connection.register("copied", working_engine().execute(f'SELECT {columns} FROM "{name}"', table.schema()))
    connection.execute(f'CREATE TABLE "{name}" AS SELECT * FROM copied')
    connection.unregister("copied")
