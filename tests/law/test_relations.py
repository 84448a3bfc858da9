"""Small relations travel with a query and arrive as they are, whatever they contain."""

from __future__ import annotations

from datetime import date

import ibis
import pytest

from law.engines import duckdb_engine, sqlite_engine
from liem.kernel.errors import LiemError
from liem.law.engine import Engine
from liem.law.relations import Relation, with_query, with_relations

SCHEMA = ibis.schema({"text": "string", "day": "date", "amount": "float64", "rows": "int64", "good": "boolean"})
ENGINES = [sqlite_engine(), duckdb_engine()]
ROWS: list[tuple[object, ...]] = [
    ("it's %s \\' \"quoted\" -- ; DROP TABLE x", date(2024, 2, 29), 2.5, 2**62, True),
    ("Nguyễn Thị Ánh\nxuống dòng", date(1, 1, 1), -1e-9, 0, False),
    (None, None, None, None, None),
]


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize("rows", [ROWS, [], ROWS[2:]], ids=["mixed", "empty", "nulls"])
def test_rows_arrive_as_they_were_given(engine: Engine, rows: list[tuple[object, ...]]) -> None:
    relation = Relation("given", SCHEMA, rows)
    sql = with_relations(str(ibis.to_sql(relation.table(), dialect=engine.dialect)), [relation], engine.dialect)
    found = engine.execute(sql, SCHEMA)
    assert [tuple(row.values()) for row in found.to_pylist()] == rows


def test_relations_join_those_that_the_query_already_has() -> None:
    engine = ENGINES[0]
    relation = Relation("given", ibis.schema({"rows": "int64"}), [(1,), (2,)])
    sql = with_relations(
        'WITH "more" AS (SELECT rows + 1 AS rows FROM "given") SELECT * FROM "more"', [relation], "sqlite"
    )
    assert engine.execute(sql, relation.schema).to_pylist() == [{"rows": 2}, {"rows": 3}]


def test_thousands_of_rows_fit() -> None:
    relation = Relation("given", ibis.schema({"text": "string"}), [(f"p{index}",) for index in range(5000)])
    counted = ibis.schema({"n": "int64"})
    found = [
        engine.execute(with_relations('SELECT count(*) AS n FROM "given"', [relation], engine.dialect), counted)
        for engine in ENGINES
    ]
    assert [table.to_pylist() for table in found] == [[{"n": 5000}], [{"n": 5000}]]


@pytest.mark.parametrize("value", ["a\0b", b"bytes", object()])
def test_what_no_database_could_read_is_refused(value: object) -> None:
    with pytest.raises(LiemError) as refused:
        with_relations("SELECT 1", [Relation("given", ibis.schema({"text": "string"}), [(value,)])], "sqlite")
    assert refused.value.code == "law.value"


def test_a_query_put_in_front_sees_the_relations_and_is_seen_by_name() -> None:
    relation = Relation("given", ibis.schema({"rows": "int64"}), [(1,), (2,)])
    for engine in ENGINES:
        asked = with_query(
            'SELECT * FROM "doubled"',
            "doubled",
            'WITH "kept" AS (SELECT rows FROM "given" WHERE rows > 1) SELECT rows * 2 AS rows FROM "kept"',
            engine.dialect,
        )
        sql = with_relations(asked, [relation], engine.dialect)
        assert engine.execute(sql, relation.schema).to_pylist() == [{"rows": 4}]
