"""Taking texts out of rows on a lawful order: the rows remain, and the ledger still fits."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from liem.actions.erasure_texts import REASON, Taken
from liem.actions.models import ErasedRow, WrittenRow
from liem.actions.rows import row_bytes
from liem.actions.versions import Versioned
from liem.actions.write import Write
from liem.ledger.encoding import SALT_SIZE, salted_digest


def erase_columns(w: Write, rows: Iterable[Versioned], left: Mapping[str, Any]) -> None:
    """Puts these values into the rows, and takes away the salts of the digests that told of the former ones."""
    w.add([_erased(w, row, left, closing=REASON in left) for row in rows])


def erase_taken(w: Write, taken: Iterable[Taken]) -> None:
    """Takes out of each row what was found in it."""
    w.add([_erased(w, one.row, one.values, closing=one.closing) for one in taken])


def erased_of(row: Model) -> ErasedRow | None:
    """What tells of the last order that something of the row was erased under; None where nothing was."""
    told = ErasedRow.objects.filter(table=row._meta.db_table, row_key=_key(row), written=_written(row))
    return told.order_by("entry_id", "pk").last()


def _erased(w: Write, row: Model, left: Mapping[str, Any], *, closing: bool) -> ErasedRow:
    model, table, key = type(row), row._meta.db_table, _key(row)
    if left:
        model._default_manager.filter(pk=row.pk).update(**left)
    told = WrittenRow.objects.filter(table=table, row_key=key)
    written = _written(row)
    told.filter(kind=WrittenRow.Kind.ADDED, entry=written).update(salt=b"")
    if closing and isinstance(row, Versioned) and row.known_to is not None:
        told.filter(kind=WrittenRow.Kind.CLOSED, entry=row.known_to).update(salt=b"", reason="")
    before = erased_of(row)
    columns = {*left, *(before.columns if before else ()), *([REASON] if closing else ())}
    salt = secrets.token_bytes(SALT_SIZE)
    return ErasedRow(
        entry_id=w.position,
        table=table,
        row_key=key,
        written=written,
        columns=sorted(columns),
        salt=salt.hex(),
        left=salted_digest(salt, row_bytes(model._default_manager.get(pk=row.pk))).hex(),
    )


def _written(row: Model) -> int:
    """The entry that wrote the row; 0 where none did, which verification finds."""
    if isinstance(row, Versioned):
        return row.known_from
    told = WrittenRow.objects.filter(table=row._meta.db_table, row_key=_key(row), kind=WrittenRow.Kind.ADDED)
    return told.values_list("entry_id", flat=True).first() or 0


def _key(row: Model) -> str:
    return row.identity if isinstance(row, Versioned) else str(row.pk)
