"""The canonical bytes of a stored row version, for its digest in the ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import models

from liem.ledger.encoding import Json, canonical


def row_bytes(row: models.Model) -> bytes:
    """The version as it was written: table and columns. Left out are columns that hold nothing, the surrogate key,
    `known_to`, which is set later by the entry that closes the version, and what the model names as UNSEALED."""
    columns: dict[str, Json] = {}
    for name, field in _columns(type(row)):
        value = field.to_python(getattr(row, name))
        if value is not None and value != "":
            columns[name] = _plain(value)
    return canonical({"table": row._meta.db_table, "row": columns})


def closing_bytes(table: str, *, identity: str, known_from: int, known_to: int, reason: str) -> bytes:
    """The act of closing the version that was known from one position, by the entry at `known_to`."""
    return canonical(
        {
            "table": table,
            "closes": {"identity": identity, "known_from": known_from, "known_to": known_to, "reason": reason},
        }
    )


@lru_cache
def _columns(model: type[models.Model]) -> list[tuple[str, models.Field[Any, Any]]]:
    unsealed = {"known_to", *getattr(model, "UNSEALED", ())}
    return [
        (field.attname, field)
        for field in model._meta.concrete_fields
        if field.attname not in unsealed and not isinstance(field, models.AutoField)
    ]


def _plain(value: object) -> Json:
    match value:
        case bool() | int() | float() | str() | list() | dict():
            return value
        case datetime():
            return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"  # the same whatever number of places the engine gives back
        case _:
            raise TypeError(f"the ledger has no form for a column of type {type(value).__name__}")
