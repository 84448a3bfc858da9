"""A question put to a handful of stored rows: held in memory, its SQL prepared once and kept.

Planning the SQL of a fact table takes a database many times longer than running it on a few rows. Here the text never
changes: rows, the moment and its cut-offs stand in tables of their own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from liem.law.engine import CursorEngine
from liem.law.questions import Moment, Question, prepare
from liem.law.relations import Relation

Rows = Sequence[Sequence[object]]


class FewRows:
    """One question over the stored `tables`; of those named in `holding`, the rows given with each asking are there.
    Not for use by several threads at once.
    """

    def __init__(self, question: Question, tables: Mapping[str, ibis.Table], *, holding: Iterable[str]) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        # For so few rows, building an index within the query costs far more than it saves.
        self._connection.execute("PRAGMA automatic_index = OFF")
        self._engine = CursorEngine("sqlite", lambda sql: self._connection.execute(sql).fetchall())
        self._prepared = prepare(question, tables, "sqlite")
        self._filled: set[str] = set()
        for name in holding:
            self._create(name, tables[name].schema())

    def ask(self, rows: Mapping[str, Rows], moment: Moment) -> pa.Table:
        """The answers when the stored tables hold these rows, in the order of their columns, and no others."""
        for name in self._filled - rows.keys():
            self._fill(name, ())
        for name, given in rows.items():
            self._fill(name, given)
        self._filled = set(rows)
        return self._prepared.ask_in_place(self._engine, moment, self._put)

    def _put(self, relation: Relation) -> None:
        self._create(relation.name, relation.schema)
        self._fill(relation.name, relation.rows)

    def _create(self, name: str, schema: ibis.Schema) -> None:
        columns = ", ".join(f'"{column}"' for column in schema.names)
        self._connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({columns})')

    def _fill(self, name: str, rows: Rows) -> None:
        self._connection.execute(f'DELETE FROM "{name}"')  # noqa: S608 - a name of ours
        if rows:
            places = ", ".join("?" * len(rows[0]))
            plain = [[_plain(value) for value in row] for row in rows]
            self._connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', plain)  # noqa: S608 - as above


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
