"""Taking a person's own particulars out of the versions of the record, on a lawful order. The versions remain."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from liem.actions.models import ErasedRow, WrittenRow
from liem.actions.rows import row_bytes
from liem.actions.versions import Versioned
from liem.actions.write import Write
from liem.ledger.encoding import SALT_SIZE, salted_digest

REASON = "reason"
"""The column with which the reason goes too that was given when the version was closed."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """The columns of a table that tell of the person at `through`, each with what it holds once erased."""

    model: type[Versioned]
    left: Mapping[str, Any]
    through: str = "person_id"

    def versions_of(self, person: str) -> list[Versioned]:
        """All versions of the person from which something is still to be erased, superseded ones too."""
        found = self.model._default_manager.filter(**{self.through: person}).order_by("known_from", "pk")
        return [row for row in found if any(getattr(row, name) != left for name, left in self.left.items())]


_registered: list[tuple[Particulars, ...]] = [()]


def register_particulars(particulars: Iterable[Particulars]) -> tuple[Particulars, ...]:
    """Takes the columns of the record that hold what a person is; gives back the former ones."""
    former = _registered[0]
    _registered[0] = tuple(particulars)
    return former


def erase_particulars(person: str, *, w: Write) -> int:
    """Erases the particulars of the person from all versions; gives how many it took something from."""
    return sum(erase_columns(w, one.versions_of(person), one.left) for one in _registered[0])


def erase_columns(w: Write, rows: Iterable[Versioned], left: Mapping[str, Any]) -> int:
    """Puts these values into the rows, and takes away the salts of the digests that told of the former ones."""
    told = [_erased(w, row, left) for row in rows]
    w.add(told)
    return len(told)


def _erased(w: Write, row: Versioned, left: Mapping[str, Any]) -> ErasedRow:
    model, table = type(row), row._meta.db_table
    model._default_manager.filter(pk=row.pk).update(**left)
    told = WrittenRow.objects.filter(table=table, row_key=row.identity)
    told.filter(kind=WrittenRow.Kind.ADDED, entry=row.known_from).update(salt=b"")
    if REASON in left and row.known_to is not None:
        told.filter(kind=WrittenRow.Kind.CLOSED, entry=row.known_to).update(salt=b"", reason="")
    salt = secrets.token_bytes(SALT_SIZE)
    return ErasedRow(
        entry_id=w.position,
        table=table,
        row_key=row.identity,
        written=row.known_from,
        columns=sorted(left),
        salt=salt.hex(),
        left=salted_digest(salt, row_bytes(model._default_manager.get(pk=row.pk))).hex(),
    )
