"""The rows that entries of the ledger wrote, and whom they are about: so that what is kept can be brought up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from liem.actions.models import WrittenRow
from liem.actions.versions import Versioned
from liem.record.state import changes_after

BATCH = 500


@dataclass(frozen=True, slots=True)
class Written:
    """The keys of the rows that the `entries` added or closed, by table; `closed` are the tables of the latter."""

    entries: tuple[int, ...]
    keys: Mapping[type[Model], frozenset[str]]
    closed: frozenset[type[Model]]

    def holds_any(self, models: Collection[type[Model]]) -> bool:
        return not self.keys.keys().isdisjoint(models)

    def rows(self, model: type[Model]) -> Iterator[QuerySet[Any]]:
        """The rows of the table as they are, and as they were until these entries closed them."""
        versioned, ordered = issubclass(model, Versioned), sorted(self.keys.get(model, ()))
        for start in range(0, len(ordered), BATCH):
            batch = ordered[start : start + BATCH]
            named = Q(identity__in=batch, known_to__isnull=True) if versioned else Q(pk__in=batch)
            yield model._default_manager.filter(named)
        if model in self.closed:
            yield model._default_manager.filter(known_to__in=self.entries)

    def people(self, ways: Mapping[type[Model], str]) -> set[str]:
        """Those to whom the ways from the rows of these tables lead."""
        found: set[str | None] = set()
        for model in self.keys.keys() & ways.keys():
            for rows in self.rows(model):
                found.update(rows.values_list(ways[model], flat=True))
        return {person for person in found if person is not None}


def written_after(
    position: int, models: Collection[type[Model]], *, most_entries: int, most_rows: int
) -> Written | None:
    """What the entries after the position wrote into these tables; None where there are so many entries, or more rows.

    Two queries.
    """
    changes = changes_after(position, most=most_entries)
    entries = tuple(entry for entry, _action in changes)
    tables = {model._meta.db_table: model for model in models}
    written = WrittenRow.objects.filter(entry__in=entries, table__in=tables).order_by()
    rows = list(written.values_list("table", "row_key", "kind")[: most_rows + 1])
    if len(changes) == most_entries or len(rows) > most_rows:
        return None
    keys: dict[type[Model], set[str]] = defaultdict(set)
    for table, key, _kind in rows:
        keys[tables[table]].add(key)
    closed = frozenset(tables[table] for table, _key, kind in rows if kind == WrittenRow.Kind.CLOSED)
    return Written(entries, {model: frozenset(found) for model, found in keys.items()}, closed)
