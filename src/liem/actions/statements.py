"""Statements of our own making, several in one trip to the database: everybody else stands in line meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from django.db import connection, models

Row: TypeAlias = tuple[Any, ...]
VALUES = 999  # as many as any SQLite takes in one statement


@dataclass(frozen=True, slots=True)
class Statement:
    """Its text, with %s for each of its values."""

    text: str
    values: Sequence[Any] = ()


def run(*statements: Statement) -> list[list[Row]]:
    """Runs the statements in order and gives the rows of each, none where it asks for none.

    PostgreSQL is sent all of them at once. Each still sees what was committed before that one began.
    """
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return [_answer(cursor, one.text, one.values) for one in statements]
        text, values = "; ".join(one.text for one in statements), [value for one in statements for value in one.values]
        answers = [_answer(cursor, text, values)]
        while cursor.nextset():
            answers.append(_rows(cursor))
        return answers


def insertions(rows: Sequence[models.Model]) -> Iterator[Statement]:
    """What stores rows of one model, whose key is known or given by the database; they are not told that one."""
    if not rows:
        return
    text, marks, fields = _inserting(type(rows[0]))
    most = VALUES // len(fields)
    for start in range(0, len(rows), most):
        some = rows[start : start + most]
        values = [field.get_db_prep_save(getattr(row, field.attname), connection) for row in some for field in fields]
        yield Statement(text + ", ".join([marks] * len(some)), values)


@lru_cache
def _inserting(model: type[models.Model]) -> tuple[str, str, list[models.Field[Any, Any]]]:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ", f"({marks})", fields  # noqa: S608 — our own names


def _answer(cursor: Any, text: str, values: Sequence[Any]) -> list[Row]:
    cursor.execute(text, values)
    return _rows(cursor)


def _rows(cursor: Any) -> list[Row]:
    return cursor.fetchall() if cursor.description else []
