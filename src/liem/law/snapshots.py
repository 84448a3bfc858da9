"""Snapshots: the facts of one installation at one moment, one Parquet file for each fact table, with a manifest.

A snapshot knows no law. Whoever holds the snapshots of many provinces asks the law of all of them in one run
(`snapshot_facts.open_snapshots`), on DuckDB or on Spark.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import file_digest, sha256
from itertools import chain
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
from ibis.common.exceptions import IbisError
from pyarrow import parquet

from liem.kernel.errors import LiemError, Message
from liem.law.engine import DuckDBEngine, Engine
from liem.law.questions import EVERYTHING_KNOWN, Moment, Question, prepare
from liem.law.vocabulary import KEY_COLUMNS, FactTable, Vocabulary

FORMAT = 1
MANIFEST = "manifest.json"
ORIGIN = "snapshot_origin"  # the column that says whose snapshot a row comes from
_MOST_BYTES = 10_000_000  # of a manifest; one of today's has ten thousand
_WILDCARDS = frozenset("*?[]{}\\")  # an engine would read other files than those that were compared with the manifest


@dataclass(frozen=True, slots=True)
class TableFile:
    """One fact table of a snapshot: its columns with their types, its rows, the SHA-256 of its file."""

    table: str
    columns: Mapping[str, str]
    rows: int
    sha256: str

    @property
    def file_name(self) -> str:
        return f"{self.table}.parquet"

    @property
    def vocabulary(self) -> str:
        """Digest of names and types of the columns: two tables with the same one hold the same facts."""
        return sha256(json.dumps(list(self.columns.items())).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot holds: whose facts, on which day, by what was known at which ledger position (None: all).

    `taken_at` is an ISO instant. Tables that nothing fills yet have no file.
    """

    origin: str
    as_of: date
    known_at: int | None
    taken_at: str
    tables: tuple[TableFile, ...]

    def table(self, name: str) -> TableFile | None:
        return next((table for table in self.tables if table.table == name), None)

    def text(self) -> str:
        """The manifest as it is written, the same for the same content."""
        tables = [
            {**asdict(table), "columns": dict(table.columns), "vocabulary": table.vocabulary} for table in self.tables
        ]
        content = {
            "format": FORMAT,
            "origin": self.origin,
            "as_of": self.as_of.isoformat(),
            "known_at": self.known_at,
            "taken_at": self.taken_at,
            "tables": tables,
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest, and so of the whole snapshot."""
        return sha256(self.text().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot on disk whose files are the ones that its manifest names."""

    folder: Path
    manifest: Manifest

    def file(self, table: TableFile) -> Path:
        return self.folder / table.file_name


def write_snapshot(  # noqa: PLR0913 - everything a snapshot depends on, by name
    folder: Path,
    *,
    vocabulary: Vocabulary,
    tables: Mapping[str, ibis.Table],
    engine: Engine,
    as_of: date,
    known_at: int | None,
    origin: str,
    taken_at: datetime,
) -> Manifest:
    """Writes the facts of every table that something fills, and the manifest; all of it or nothing.

    `origin` names the installation, for good: it stands before every key when many snapshots are read. The folder is
    readable to its owner only. Raises `LiemError` `snapshots.exists`, `snapshots.origin`.
    """
    _refuse_origin(origin)
    if folder.exists():
        raise LiemError(
            "snapshots.exists",
            Message(
                f"Thư mục “{folder.name}” đã có; bản chụp không ghi đè. Hãy chọn tên khác.",
                f"The folder “{folder.name}” exists already; a snapshot overwrites nothing. Choose another name.",
            ),
            {"folder": str(folder)},
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    moment = Moment(as_of, {}, EVERYTHING_KNOWN if known_at is None else known_at)
    try:
        writer = _Writer(tables, engine, moment, origin)
        written = tuple(writer.write(table, unfinished) for table in vocabulary.tables if table.is_filled)
        manifest = Manifest(origin, as_of, known_at, taken_at.isoformat(timespec="seconds"), written)
        (unfinished / MANIFEST).write_text(manifest.text(), encoding="utf-8")
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return manifest


def read_snapshot(folder: Path) -> Snapshot:
    """The snapshot in the folder, after every file has been compared with the manifest.

    Raises `LiemError` `snapshots.wildcard`, `snapshots.manifest`, `snapshots.format`, `snapshots.file`,
    `snapshots.origin`.
    """
    _refuse_wildcards(folder)
    manifest = _read_manifest(folder)
    snapshot = Snapshot(folder, manifest)
    for table in manifest.tables:
        _verify(snapshot, table)
    return snapshot


def columns_of(table: FactTable) -> dict[str, str]:
    """Columns of the table's file with their types: the origin, then keys and facts."""
    schema = table.schema()
    return {ORIGIN: "string", **{name: str(kind).removeprefix("!") for name, kind in schema.items()}}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes fact tables as they stand at one moment."""

    tables: Mapping[str, ibis.Table]
    engine: Engine
    moment: Moment
    origin: str

    def write(self, table: FactTable, folder: Path) -> TableFile:
        facts = tuple(fact.name for fact in table.facts)
        question = Question(table, (), columns=facts, concerned=False)
        sql = prepare(question, self.tables, self.engine.dialect).written(self.engine, self.moment)
        file = folder / f"{table.name}.parquet"
        if isinstance(self.engine, DuckDBEngine):
            self.engine.write_parquet(sql, table.schema(), file, constant=(ORIGIN, self.origin))
        else:
            rows = self.engine.execute(sql, table.schema())
            whose = pa.array([self.origin] * len(rows), pa.string())
            parquet.write_table(rows.add_column(0, ORIGIN, whose), file, compression="zstd")
        return TableFile(table.name, columns_of(table), parquet.read_metadata(file).num_rows, _digest(file))


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def _refuse_origin(origin: str) -> None:
    if not origin.strip() or ":" in origin or not origin.isprintable():
        raise LiemError(
            "snapshots.origin",
            Message(
                f"“{origin}” không dùng làm mã nơi chụp được: cần chữ hoặc số, không có dấu hai chấm.",
                f"“{origin}” cannot name the origin of a snapshot: use letters or digits and no colon.",
            ),
            {"origin": origin},
        )


def _read_manifest(folder: Path) -> Manifest:
    try:
        with (folder / MANIFEST).open("rb") as opened:
            content = json.loads(opened.read(_MOST_BYTES))
        if content["format"] == FORMAT:
            return _manifest_of(content)
    except (OSError, ValueError, ArithmeticError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise LiemError(
            "snapshots.manifest",
            Message(
                f"“{folder}” không phải bản chụp: không đọc được {MANIFEST}. Hãy kiểm tra đường dẫn hoặc chụp lại.",
                f"“{folder}” is no snapshot: {MANIFEST} cannot be read. Check the path, or take the snapshot again.",
            ),
            {"folder": str(folder)},
        ) from error
    raise LiemError(
        "snapshots.format",
        Message(
            f"“{folder}” theo định dạng {content['format']}, bản Liêm này đọc định dạng {FORMAT}. Hãy cập nhật Liêm.",
            f"“{folder}” has format {content['format']}; this Liêm reads format {FORMAT}. Update Liêm.",
        ),
        {"folder": str(folder), "format": content["format"]},
    )


def _manifest_of(content: Mapping[str, Any]) -> Manifest:
    tables = tuple(
        TableFile(str(table["table"]), dict(table["columns"]), int(table["rows"]), str(table["sha256"]))
        for table in content["tables"]
    )
    if not all(table.table.isidentifier() and _has_keys(table) for table in tables):
        raise ValueError(content["tables"])
    known_at = content["known_at"]
    origin = str(content["origin"])
    _refuse_origin(origin)
    return Manifest(
        origin,
        date.fromisoformat(content["as_of"]),
        None if known_at is None else int(known_at),
        str(content["taken_at"]),
        tables,
    )


def _verify(snapshot: Snapshot, table: TableFile) -> None:
    if not _is_as_told(snapshot.file(table), table, snapshot.manifest.origin):
        raise LiemError(
            "snapshots.file",
            Message(
                f"Tệp {table.file_name} trong “{snapshot.folder}” thiếu hoặc khác bản kê. Hãy xin lại bản chụp.",
                f"{table.file_name} in “{snapshot.folder}” is missing or differs from the manifest. "
                "Ask for the snapshot again.",
            ),
            {"folder": str(snapshot.folder), "file": table.file_name},
        )


def _is_as_told(file: Path, table: TableFile, origin: str) -> bool:
    """Whether the file is the one of the manifest, with rows of this origin and of no other."""
    try:
        return (
            file.is_file()
            and _digest(file) == table.sha256
            and _shape(file) == (dict(table.columns), table.rows)
            and _origins(file) <= {origin}
        )
    except (OSError, pa.ArrowException, IbisError):  # it is no Parquet, or none of ours
        return False


def _shape(file: Path) -> tuple[dict[str, str], int]:
    schema = ibis.Schema.from_pyarrow(parquet.read_schema(file))
    return {name: str(kind).removeprefix("!") for name, kind in schema.items()}, parquet.read_metadata(file).num_rows


def _origins(file: Path) -> set[str | None]:
    """Whose rows the file holds, by the rows themselves."""
    with parquet.ParquetFile(file) as opened:
        parts = (batch.column(0).unique().to_pylist() for batch in opened.iter_batches(columns=[ORIGIN]))
        return set(chain.from_iterable(parts))


def _has_keys(table: TableFile) -> bool:
    return all(table.columns.get(name) == "string" for name in (ORIGIN, *KEY_COLUMNS))


def _refuse_wildcards(folder: Path) -> None:
    found = sorted(_WILDCARDS.intersection(str(folder.absolute())))
    if found:
        raise LiemError(
            "snapshots.wildcard",
            Message(
                f"Đường dẫn “{folder}” có ký tự đại diện ({' '.join(found)}) nên có thể đọc nhầm tệp khác. "
                "Hãy đổi tên thư mục.",
                f"The path “{folder}” holds wildcards ({' '.join(found)}), which could match other files. "
                "Rename the folder.",
            ),
            {"folder": str(folder)},
        )
