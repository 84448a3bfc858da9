"""The facts of a table worked out from a handful of stored rows: held in memory, the SQL compiled once and kept.

Planning the SQL of a fact table over whole stored tables takes a database many times longer than running it on a few
rows. Here the text never changes: rows and the moment stand in tables of their own.

    compiled = facts_by_key(table, "person", tables)      once a process: a second of work for the largest tables
    held = FewRows(compiled, tables)                      a database in memory
    held.facts(rows, moment)                              every fact of the rows' subjects
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis

from liem.law.collector import collector_paused
from liem.law.language.interpret import Value
from liem.law.questions import Moment, facts_sql
from liem.law.reach import Fetch, reach
from liem.law.vocabulary import FactTable

Rows = Sequence[Sequence[object]]
Facts = dict[str, Value]
_MOMENT = {"as_of": "date", "known_at": "int64"}


@dataclass(frozen=True, slots=True)
class FactsByKey:
    """All facts of a table as SQL for SQLite, and what has to be fetched, in rounds, for the rows of a key."""

    rounds: tuple[tuple[Fetch, ...], ...]
    sql: str
    schema: ibis.Schema

    @property
    def stored(self) -> tuple[str, ...]:
        """The stored tables that it reads."""
        return tuple(sorted({fetch.table for fetches in self.rounds for fetch in fetches}))


def facts_by_key(table: FactTable, column: str, tables: Mapping[str, ibis.Table]) -> FactsByKey:
    """Compiles the facts of the rows whose `column` (`subject` or `person`) holds a key, over the stored `tables`."""
    with collector_paused():
        rows = table.relation(tables, ibis.table(_MOMENT, name="moment"))
        sql, schema = facts_sql(table, rows, "sqlite")
        return FactsByKey(reach(rows, column), sql, schema)


class FewRows:
    """A database in memory that holds the rows of one asking at a time. Threads ask one after another."""

    def __init__(self, compiled: FactsByKey, tables: Mapping[str, ibis.Table]) -> None:
        self._compiled = compiled
        self._turn = threading.Lock()
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        # For so few rows, building an index within the query costs far more than it saves.
        self._connection.execute("PRAGMA automatic_index = OFF")
        self._types = [_TYPES.get(str(kind).removeprefix("!"), _same) for kind in compiled.schema.types]
        self._filled: set[str] = set()
        for name in compiled.stored:
            self._create(name, tables[name].columns)
        self._create("moment", _MOMENT)

    def facts(self, rows: Mapping[str, Rows], moment: Moment) -> list[Facts]:
        """The facts when the stored tables hold these rows, in the order of their columns, and no others."""
        with self._turn:
            for name in self._filled - rows.keys():
                self._fill(name, ())
            self._filled = set(rows)
            for name, given in rows.items():
                self._fill(name, given)
            self._fill("moment", [(moment.as_of, moment.known_at)])
            found = self._connection.execute(self._compiled.sql).fetchall()
        return [self._typed(row) for row in found]

    def _typed(self, row: Sequence[Any]) -> Facts:
        values = (None if value is None else kind(value) for value, kind in zip(row, self._types, strict=True))
        return dict(zip(self._compiled.schema.names, values, strict=True))

    def _create(self, name: str, names: Sequence[str] | Mapping[str, str]) -> None:
        columns = ", ".join(f'"{column}"' for column in names)
        self._connection.execute(f'CREATE TABLE "{name}" ({columns})')

    def _fill(self, name: str, rows: Rows) -> None:
        self._connection.execute(f'DELETE FROM "{name}"')  # noqa: S608 - a name of ours
        if rows:
            places = ", ".join("?" * len(rows[0]))
            plain = [[_plain(value) for value in row] for row in rows]
            self._connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', plain)  # noqa: S608 - as above


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _same(value: Any) -> Any:
    return value


_TYPES: Mapping[str, Callable[[Any], Any]] = {"boolean": bool, "date": date.fromisoformat, "float64": float}
