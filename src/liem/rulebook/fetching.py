"""Reading the few stored rows that the facts of a subject, or of some people, rest on, on Django's connection."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import ibis
from django.db import connection

from liem.law.reach import Fetch, LeftOut

Row = tuple[Any, ...]
_Where = tuple[str, str | None, LeftOut | None]
_KEYS_AT_ONCE = 500


def fetch_rows(rounds: Sequence[Sequence[Fetch]], chosen: Collection[str], reading: Reading) -> dict[str, list[Row]]:
    """The rows of each stored table that the fetches name, each once, with the columns of the reading's tables.

    `rounds` are those of `reach`; `chosen` are the keys that they start from.
    """
    found: dict[Fetch, list[Row]] = {}
    for fetches in rounds:
        keys = {fetch: _keys(fetch, found, reading.tables) if fetch.keys else chosen for fetch in fetches}
        reading.read(keys)
        found |= {fetch: reading.rows(fetch, keys[fetch]) for fetch in fetches}
    together: dict[str, dict[Row, None]] = {}
    for fetch, rows in found.items():
        together.setdefault(fetch.table, {}).update(dict.fromkeys(rows))
    return {table: list(rows) for table, rows in together.items()}


def _keys(fetch: Fetch, found: Mapping[Fetch, Sequence[Row]], tables: Mapping[str, ibis.Table]) -> set[str]:
    keys = set()
    for column in fetch.keys:
        place = tables[column.rows.table].columns.index(column.name)
        keys |= {row[place] for row in found[column.rows] if row[place] is not None}
    return keys


class Reading:
    """What was read of the stored `tables` so far: no key of a column is looked for twice. To be kept only while nobody
    can change what was read."""

    def __init__(self, tables: Mapping[str, ibis.Table]) -> None:
        self.tables = tables
        self._known: dict[_Where, dict[str, list[Row]]] = {}

    def rows(self, fetch: Fetch, keys: Collection[str]) -> list[Row]:
        """The rows of the fetch, once `read` has seen its keys."""
        known = self._known[_where(fetch)]
        return [row for key in (keys if fetch.column else known) for row in known[key]]

    def read(self, keys: Mapping[Fetch, Collection[str]]) -> None:
        """Looks for all keys not looked for before."""
        wanted: dict[_Where, set[str]] = {}
        for fetch, some in keys.items():
            wanted.setdefault(_where(fetch), set()).update(some if fetch.column else [""])
        parts = [
            (where, missing[start : start + _KEYS_AT_ONCE])
            for where, some in wanted.items()
            for missing in [sorted(some - self._known.setdefault(where, {}).keys())]
            for start in range(0, len(missing), _KEYS_AT_ONCE)
        ]
        for (where, missing), rows in zip(parts, _selected([self._select(*part) for part in parts]), strict=True):
            known = self._known[where]
            known |= {key: [] for key in missing}
            place = None if where[1] is None else self.tables[where[0]].columns.index(where[1])
            for row in rows:
                known["" if place is None else row[place]].append(row)

    def _select(self, where: _Where, keys: Sequence[str]) -> tuple[str, Sequence[str]]:
        table, column, left_out = where
        columns = ", ".join(f'"{name}"' for name in self.tables[table].columns)
        every = f'SELECT {columns} FROM "{table}"'  # noqa: S608 - names of our models
        if column is not None:
            return f'{every} WHERE "{column}" IN ({_places(keys)})', keys
        if left_out is not None:
            asked = f"coalesce(\"{left_out.column}\", '')"
            return f"{every} WHERE {asked} NOT IN ({_places(left_out.texts)})", left_out.texts
        return every, ()


def _where(fetch: Fetch) -> _Where:
    return fetch.table, fetch.column, fetch.left_out


def _places(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))


def _selected(queries: Sequence[tuple[str, Sequence[str]]]) -> list[list[Row]]:
    """The rows of each query. PostgreSQL gets all of them at once: a way there and back costs more than an answer."""
    found: list[list[Row]] = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql" and queries:
            cursor.execute("; ".join(sql for sql, _ in queries), [value for _, values in queries for value in values])
            found.append(cursor.fetchall())
            while cursor.nextset():
                found.append(cursor.fetchall())
            return found
        for sql, values in queries:
            cursor.execute(sql, values)
            found.append(cursor.fetchall())
    return found
