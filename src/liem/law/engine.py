"""Where compiled conditions run: any database that answers SQL. Results are always read as Arrow.

Through pandas a missing date becomes NaN, which is true; through Arrow it stays a null.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Protocol

import duckdb
import ibis
import pyarrow as pa

Dialect = Literal["sqlite", "postgres", "duckdb", "pyspark"]  # as Ibis calls them

DUCKDB_TYPES = {"string": "VARCHAR", "date": "DATE", "float64": "DOUBLE", "int64": "BIGINT", "boolean": "BOOLEAN"}
"""What DuckDB calls the types that columns have in Ibis."""


class Engine(Protocol):
    """Runs one SQL text without parameters and gives its rows as Arrow, with exactly the columns of `schema`."""

    @property
    def name(self) -> str: ...

    @property
    def dialect(self) -> Dialect: ...

    def execute(self, sql: str, schema: ibis.Schema) -> pa.Table: ...


class ParquetEngine(Engine, Protocol):
    """An engine that reads Parquet files, and so snapshots."""

    def show_parquet(self, name: str, files: Sequence[Path], schema: ibis.Schema) -> None:
        """Makes the rows of the files, all with the columns of the schema, readable as the table `name`."""


class DuckDBEngine:
    """Runs on an open DuckDB connection."""

    name = "duckdb"
    dialect: Dialect = "duckdb"

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def execute(self, sql: str, schema: ibis.Schema) -> pa.Table:
        return self._connection.execute(sql).to_arrow_table().cast(schema.to_pyarrow())

    def write_parquet(self, sql: str, schema: ibis.Schema, file: Path, *, constant: tuple[str, str]) -> None:
        """Writes the rows to a file, after a first column with the same text in every row; never all in memory."""
        name, value = constant
        columns = ", ".join(
            f'CAST("{column}" AS {DUCKDB_TYPES[str(kind).removeprefix("!")]}) AS "{column}"'
            for column, kind in schema.items()
        )
        rows = f'SELECT {_text(value)} AS "{name}", {columns} FROM ({sql})'  # noqa: S608 - quoted above
        self._connection.execute(f"COPY ({rows}) TO {_text(str(file))} (FORMAT parquet, COMPRESSION zstd)")

    def show_parquet(self, name: str, files: Sequence[Path], schema: ibis.Schema) -> None:
        """Makes the rows of the files, all with the columns of the schema, readable as the table `name`."""
        listed = ", ".join(_text(str(file)) for file in files)
        # Only what lies in the files counts: a folder called `subject=…` is not a column.
        rows = f"SELECT * FROM read_parquet([{listed}], hive_partitioning = false)"  # noqa: S608 - quoted above
        self._connection.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {rows}')


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


class CursorEngine:
    """Runs on anything that can execute a text and fetch all rows: a DB-API cursor, Django's connection.

    `execute_fetchall(sql)` gets the SQL text with no parameters (so `%` means itself) and gives rows in column order.
    SQLite hands back dates as text and booleans as 0 and 1; the schema says what they were.
    """

    def __init__(
        self,
        dialect: Dialect,
        execute_fetchall: Callable[[str], Sequence[Sequence[Any]]],
        *,
        name: str | None = None,
    ) -> None:
        self.dialect = dialect
        self.name = name or dialect
        self._execute_fetchall = execute_fetchall

    def execute(self, sql: str, schema: ibis.Schema) -> pa.Table:
        rows = self._execute_fetchall(sql)
        arrow = _arrow(schema)
        columns = zip(*rows, strict=True) if rows else [()] * len(arrow)
        return pa.table(
            [
                pa.array(_typed(column, field.type), type=field.type)
                for column, field in zip(columns, arrow, strict=True)
            ],
            schema=arrow,
        )


@lru_cache(maxsize=1024)
def _arrow(schema: ibis.Schema) -> pa.Schema:
    """The schema as Arrow has it; working it out takes longer than many an answer."""
    return schema.to_pyarrow()


def _typed(values: Sequence[Any], kind: pa.DataType) -> list[Any]:
    convert: Callable[[Any], Any]
    if pa.types.is_boolean(kind):
        convert = bool
    elif pa.types.is_date(kind):
        convert = _day
    elif pa.types.is_floating(kind):
        convert = float
    else:
        return list(values)
    return [None if value is None else convert(value) for value in values]


def _day(value: date | str) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)
