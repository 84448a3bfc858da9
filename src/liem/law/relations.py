"""Small relations that travel with a query: the moment of the question, cut-offs, chosen persons, rows of cases.

They are prepended as common table expressions, so the SQL text of a rule set stays the same and can be cached.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import ibis
from sqlglot import expressions as sql_tree

from liem.kernel.errors import LiemError, Message
from liem.law.engine import DUCKDB_TYPES, Dialect

_CASTS: dict[Dialect, dict[str, str]] = {
    "postgres": {
        "string": "TEXT",
        "date": "DATE",
        "float64": "DOUBLE PRECISION",
        "int64": "BIGINT",
        "boolean": "BOOLEAN",
    },
    "duckdb": DUCKDB_TYPES,
    "pyspark": {"string": "STRING", "date": "DATE", "float64": "DOUBLE", "int64": "BIGINT", "boolean": "BOOLEAN"},
    "sqlite": {},  # CAST(… AS DATE) would turn a day into its year
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A named relation written out in the query: rows of text, days, numbers, truth values or nulls."""

    name: str
    schema: ibis.Schema
    rows: Sequence[Sequence[object]]

    def table(self) -> ibis.Table:
        """The unbound table under which expressions name this relation."""
        return ibis.table(self.schema, name=self.name)


def with_relations(sql: str, relations: Sequence[Relation], dialect: Dialect) -> str:
    """`sql` with the relations in front of it."""
    definitions = ", ".join(_definition(relation, dialect) for relation in relations)
    return _preceded(sql, definitions) if definitions else sql


def with_query(sql: str, name: str, query: str, dialect: Dialect) -> str:
    """`sql` with the rows of another query in front of it, under a name."""
    return _preceded(sql, f"{_quoted(name, dialect)} AS ({query})")


def _preceded(sql: str, definitions: str) -> str:
    return f"WITH {definitions}, {sql[5:]}" if sql.startswith("WITH ") else f"WITH {definitions} {sql}"


def _definition(relation: Relation, dialect: Dialect) -> str:
    kinds = [str(kind).removeprefix("!") for kind in relation.schema.types]
    columns = ", ".join(_quoted(column, dialect) for column in relation.schema.names)
    if relation.rows:
        cells = (
            "(" + ", ".join(_cell(value, kind, dialect) for value, kind in zip(row, kinds, strict=True)) + ")"
            for row in relation.rows
        )
        body = f"VALUES {', '.join(cells)}"
    else:
        body = f"SELECT {', '.join(_cell(None, kind, dialect) for kind in kinds)} WHERE 1 = 0"
    return f"{_quoted(relation.name, dialect)}({columns}) AS ({body})"


def _quoted(name: str, dialect: Dialect) -> str:
    return f"`{name}`" if dialect == "pyspark" else f'"{name}"'


def _cell(value: object, kind: str, dialect: Dialect) -> str:
    literal = _literal(value, dialect)
    cast = _CASTS[dialect].get(kind)
    return f"CAST({literal} AS {cast})" if cast else literal


def _literal(value: object, dialect: Dialect) -> str:
    match value:
        case None:
            return "NULL"
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return repr(value)
        case date():
            return f"'{value.isoformat()}'"
        case str() if "\0" not in value:
            # Spark knows the backslash as an escape; the others know only the doubled quote.
            return sql_tree.Literal.string(value).sql("spark" if dialect == "pyspark" else "postgres")
        case _:
            raise LiemError(
                "law.value",
                Message(
                    f"Giá trị {value!r} không đưa vào truy vấn được. Hãy kiểm tra dữ liệu đầu vào.",
                    f"The value {value!r} cannot be put into a query. Check the input.",
                ),
            )
