"""The law engine on the working database, inside the application's own connection and transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, cast

import ibis
from django.apps import apps
from django.db import connection, models

from liem.law.engine import CursorEngine, Dialect

_DIALECTS: dict[str, Dialect] = {"sqlite": "sqlite", "postgresql": "postgres"}

_TYPES: tuple[tuple[type[models.Field[Any, Any]], str], ...] = (
    (models.BooleanField, "boolean"),
    (models.DateTimeField, "timestamp"),
    (models.DateField, "date"),
    (models.FloatField, "float64"),
    (models.IntegerField, "int64"),
    (models.AutoField, "int64"),
    (models.CharField, "string"),
    (models.TextField, "string"),
)


def working_engine() -> CursorEngine:
    """Runs law on the database that Django is connected to."""
    return CursorEngine(_DIALECTS[connection.vendor], _fetch_all, name=connection.vendor)


# Facts are joined from derived tables whose sizes PostgreSQL guesses far too low: the nested loops that it then plans
# take minutes where hash joins take tenths of a second, and compiling a plan takes longer than running it.
_PLANNED = ("SET LOCAL enable_nestloop = off", "SET LOCAL jit = off")
_AS_BEFORE = ("SET LOCAL enable_nestloop TO DEFAULT", "SET LOCAL jit TO DEFAULT")


def _fetch_all(sql: str) -> Sequence[Sequence[Any]]:
    """The rows of one query over whole tables. Statements sent together are one transaction wherever there is none."""
    planned = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        # No parameters: then neither SQLite nor psycopg gives `%` a meaning.
        cursor.execute("; ".join((*_PLANNED, sql, *_AS_BEFORE)) if planned else sql)
        for _ in _PLANNED if planned else ():
            cursor.nextset()
        return cast(Sequence[Sequence[Any]], cursor.fetchall())


@cache
def stored_tables(*app_labels: str) -> Mapping[str, ibis.Table]:
    """The stored tables of the named apps, by database name, as unbound Ibis tables; the same ones every time."""
    tables = {}
    for label in app_labels:
        for model in apps.get_app_config(label).get_models():
            name = model._meta.db_table
            tables[name] = ibis.table(_schema(model), name=name)
    return MappingProxyType(tables)


def _schema(model: type[models.Model]) -> ibis.Schema:
    columns = {}
    for field in model._meta.concrete_fields:
        target = field.target_field if isinstance(field, models.ForeignKey) else field
        kind = next((name for django, name in _TYPES if isinstance(target, django)), None)
        if kind is not None:
            columns[field.column] = kind
    return ibis.schema(columns)
