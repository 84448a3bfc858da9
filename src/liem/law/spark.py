"""Spark in this process (`pip install "liem[spark]"`, Java 17): for snapshots that outgrow one machine's DuckDB.

The session is as still as a library should be: it listens on 127.0.0.1 only, serves no page, and what the Java side has
to say goes to a file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa

from liem.kernel.errors import LiemError, Message
from liem.law.engine import Dialect

if TYPE_CHECKING:
    from pyspark import SparkConf
    from pyspark.sql import SparkSession

_SETTINGS = {
    "spark.app.name": "liem",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.maxResultSize": "0",  # findings of a whole country are read in one piece
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
# What the SQL text means must not hang on how somebody set their session.
_MEANING = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.variable.substitute": "false",  # `${…}` in a name or a paper is text
}


class SparkEngine:
    """Runs on an open Spark session, and settles in it what SQL means."""

    name = "spark"
    dialect: Dialect = "pyspark"

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        for name, value in _MEANING.items():
            session.conf.set(name, value)
        _ = ibis.pyspark  # naming the backend registers the options that its compiler reads

    def execute(self, sql: str, schema: ibis.Schema) -> pa.Table:
        return self._session.sql(sql).toArrow().cast(schema.to_pyarrow())

    def show_parquet(self, name: str, files: Sequence[Path], schema: ibis.Schema) -> None:
        """Makes the rows of the files, all with the columns of the schema, readable as the table `name`."""
        from ibis.backends.pyspark.datatypes import PySparkSchema

        # With the schema given, Spark runs no job to find it out.
        rows = self._session.read.schema(PySparkSchema.from_ibis(schema)).parquet(*map(str, files))
        rows.createOrReplaceTempView(name)


def spark_session(
    *, cores: int = 2, memory: str = "2g", folder: Path | None = None, settings: Mapping[str, str] | None = None
) -> SparkSession:
    """A local session with so many cores and so much memory; the one already open in this process, if there is one.

    `folder` takes what Spark writes beside its results (default: the system's temporary folder); `settings` are further
    ones of Spark. Raises `LiemError` `law.spark_missing` without pyspark, `law.spark_failed` when Java does not start.
    """
    try:
        from pyspark import SparkConf, SparkContext
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise LiemError(
            "law.spark_missing",
            Message(
                "Chưa cài Spark. Hãy cài gói “liem[spark]” và Java 17, hoặc dùng DuckDB.",
                "Spark is not installed. Install “liem[spark]” and Java 17, or use DuckDB.",
            ),
        ) from error
    if SparkContext._active_spark_context is None:
        scratch = folder or Path(tempfile.gettempdir())
        chosen = {
            **_SETTINGS,
            "spark.driver.memory": memory,
            "spark.local.dir": str(scratch),
            "spark.master": f"local[{cores}]",
            "spark.sql.shuffle.partitions": str(2 * cores),
            "spark.sql.warehouse.dir": str(scratch / "spark-warehouse"),
            **(settings or {}),
        }
        _start(SparkConf().setAll(list(chosen.items())), scratch)
    return SparkSession.builder.getOrCreate()


def _start(configuration: SparkConf, scratch: Path) -> None:
    from pyspark import SparkContext
    from pyspark.errors import PySparkRuntimeError
    from pyspark.java_gateway import launch_gateway

    with tempfile.NamedTemporaryFile("wb", prefix="liem-spark-", suffix=".log", dir=scratch, delete=False) as said:
        try:
            gateway = launch_gateway(  # type: ignore[no-untyped-call]
                configuration, popen_kwargs={"stdout": said, "stderr": said}
            )
            SparkContext(conf=configuration, gateway=gateway)
        except (PySparkRuntimeError, OSError) as error:
            raise LiemError(
                "law.spark_failed",
                Message(
                    f"Không khởi động được Spark. Hãy kiểm tra Java 17 (lệnh “java -version”); chi tiết ở {said.name}.",
                    f"Spark did not start. Check Java 17 (“java -version”); details are in {said.name}.",
                ),
                {"log": said.name},
            ) from error
