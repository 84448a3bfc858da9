"""Spark in this process: still, exact, and clear about what it needs."""

from __future__ import annotations

import builtins
import subprocess
import sys
from datetime import date
from typing import Any

import ibis
import pytest

from liem.kernel.errors import LiemError
from liem.law.relations import Relation, with_relations
from liem.law.spark import SparkEngine, spark_session

SCHEMA = ibis.schema({"text": "string", "day": "date", "amount": "float64", "rows": "int64", "good": "boolean"})
ROWS: list[tuple[object, ...]] = [
    ("it's %s {x} ${y} \\' \\n \"quoted\" -- ; DROP TABLE x", date(2024, 2, 29), 2.5, 2**62, True),
    ("Nguyễn Thị Ánh\nxuống dòng", date(1, 1, 1), -1e-9, 0, False),
    ("`", date(9999, 12, 31), 0.1, -(2**62), None),
    (None, None, None, None, None),
]


@pytest.mark.spark
@pytest.mark.parametrize("rows", [ROWS, [], ROWS[3:]], ids=["mixed", "empty", "nulls"])
def test_rows_arrive_as_they_were_given(spark_engine: SparkEngine, rows: list[tuple[object, ...]]) -> None:
    relation = Relation("given", SCHEMA, rows)
    sql = with_relations(str(ibis.to_sql(relation.table(), dialect="pyspark")), [relation], "pyspark")
    found = spark_engine.execute(sql, SCHEMA)
    assert found.schema == SCHEMA.to_pyarrow()
    assert [tuple(row.values()) for row in found.to_pylist()] == rows


@pytest.mark.spark
def test_the_session_that_is_open_is_used_again(spark_engine: SparkEngine) -> None:
    assert spark_session() is spark_session()


@pytest.mark.spark
def test_the_session_listens_on_this_machine_only(spark_engine: SparkEngine) -> None:
    settings = dict(spark_session().sparkContext.getConf().getAll())
    assert [settings[f"spark.{name}"] for name in ("driver.bindAddress", "driver.host", "ui.enabled")] == [
        "127.0.0.1",
        "127.0.0.1",
        "false",
    ]


@pytest.mark.spark
def test_starting_asking_and_ending_says_nothing(spark_engine: SparkEngine) -> None:
    told = (
        "from liem.law.spark import SparkEngine, spark_session\nimport ibis\n"
        "engine = SparkEngine(spark_session(memory='512m'))\n"
        "print(engine.execute('SELECT 1 AS one', ibis.schema({'one': 'int64'})).to_pylist())\n"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=False, timeout=120)
    assert (done.stdout, done.stderr, done.returncode) == ("[{'one': 1}]\n", "", 0)


def test_without_pyspark_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pyspark(name: str, *rest: Any) -> Any:
        if name.startswith("pyspark"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_pyspark)
    with pytest.raises(LiemError) as refused:
        spark_session()
    assert (refused.value.code, "liem[spark]" in refused.value.message.vi) == ("law.spark_missing", True)


def test_without_java_it_says_what_to_check(tmp_path: Any) -> None:
    pytest.importorskip("pyspark")
    told = (
        "from liem.law.spark import spark_session\nfrom liem.kernel.errors import LiemError\n"
        "try:\n    spark_session()\nexcept LiemError as error:\n    print(error.code, error.data['log'][-4:])\n"
    )
    environment = {"PATH": "/usr/bin:/bin", "JAVA_HOME": str(tmp_path), "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout, done.stderr) == ("law.spark_failed .log\n", "")
