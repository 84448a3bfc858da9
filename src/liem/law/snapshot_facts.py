"""Snapshots of many installations, read as one: a vocabulary and tables to which any question of the law can be put."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import ibis

from liem.kernel.errors import LiemError, Message
from liem.law.engine import ParquetEngine
from liem.law.snapshots import ORIGIN, Snapshot, TableFile, columns_of, read_snapshot
from liem.law.vocabulary import KEY_COLUMNS, Fact, FactTable, FactType, Vocabulary

_ORIGIN_FACT = Fact(ORIGIN, FactType.TEXT, Message("nơi gửi bản chụp", "whose snapshot the row comes from"))


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a snapshot, taken by an older or a different version, does not hold: facts of a table, or all of it.

    The facts are unknown for its subjects. Without the table it has no subjects there, which says nothing about them.
    """

    origin: str
    table: str
    facts: tuple[str, ...]
    whole_table: bool


@dataclass(frozen=True, slots=True)
class OpenSnapshots:
    """Snapshots of one day, ready for `evaluate`, `evaluate_flags`, `evaluate_targets` and `tally`.

    Keys of subjects, persons and bodies stand as `<origin>:<key>`; every table has the fact `snapshot_origin` too.
    """

    as_of: date
    snapshots: tuple[Snapshot, ...]
    vocabulary: Vocabulary
    tables: Mapping[str, ibis.Table]
    lacking: tuple[Lacking, ...]


def open_snapshots(folders: Sequence[Path], *, vocabulary: Vocabulary, engine: ParquetEngine) -> OpenSnapshots:
    """The snapshots in the folders, each verified, on the engine, in the words of today's vocabulary.

    Raises the errors of `read_snapshot`, and `LiemError` `snapshots.none`, `snapshots.same_origin`, `snapshots.days`.
    """
    snapshots = tuple(read_snapshot(folder) for folder in folders)
    as_of = _one_day(snapshots)
    _refuse_doubled(snapshots)
    shown: dict[str, ibis.Table] = {}
    opened = tuple(_open_table(table, snapshots, engine, shown) for table in vocabulary.tables)
    lacking = (_lacking(table, snapshot) for table in vocabulary.tables for snapshot in snapshots)
    return OpenSnapshots(
        as_of, snapshots, Vocabulary(opened), shown, tuple(found for found in lacking if found is not None)
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of a fact table from its files: one relation for all files that hold the same columns."""

    table: FactTable
    relations: tuple[str, ...]

    def __call__(self, tables: Mapping[str, ibis.Table], moment: ibis.Table) -> ibis.Table:
        parts = [_in_todays_words(tables[name], self.table) for name in self.relations]
        return parts[0] if len(parts) == 1 else ibis.union(*parts)


def _open_table(
    table: FactTable, snapshots: Sequence[Snapshot], engine: ParquetEngine, shown: dict[str, ibis.Table]
) -> FactTable:
    """The fact table over its files, with the origin as a fact; unfilled where no snapshot holds it."""
    files: dict[str, list[tuple[Path, TableFile]]] = {}
    for snapshot in snapshots:
        held = snapshot.manifest.table(table.name)
        if held is not None:
            files.setdefault(held.vocabulary, []).append((snapshot.file(held), held))
    named = replace(table, facts=(*table.facts, _ORIGIN_FACT), rows=None)
    relations = []
    for place, alike in enumerate(files.values()):
        name = f"snapshot_{table.name}_{place}"
        schema = ibis.schema(dict(alike[0][1].columns))
        engine.show_parquet(name, [file for file, _ in alike], schema)
        shown[name] = ibis.table(schema, name=name)
        relations.append(name)
    return replace(named, rows=_Rows(named, tuple(relations))) if relations else named


def _in_todays_words(rows: ibis.Table, table: FactTable) -> ibis.Table:
    columns: dict[str, ibis.Value] = {}
    for name, kind in table.schema().items():
        if name in KEY_COLUMNS:
            columns[name] = ibis.cases((rows[name].notnull(), rows[ORIGIN] + ":" + rows[name]))
        elif name in rows.columns and rows[name].type() == kind:
            columns[name] = rows[name]
        else:
            columns[name] = ibis.null(kind)
    return rows.select(**columns)


def _lacking(table: FactTable, snapshot: Snapshot) -> Lacking | None:
    held = snapshot.manifest.table(table.name)
    wanted = columns_of(table)
    if held is None:
        return Lacking(snapshot.manifest.origin, table.name, (), True) if table.is_filled else None
    facts = [fact for fact in table.facts if held.columns.get(fact.name) != wanted[fact.name]]
    return Lacking(snapshot.manifest.origin, table.name, tuple(fact.name for fact in facts), False) if facts else None


def _one_day(snapshots: Sequence[Snapshot]) -> date:
    days = sorted({snapshot.manifest.as_of for snapshot in snapshots})
    if not days:
        raise LiemError(
            "snapshots.none",
            Message(
                "Chưa có bản chụp nào để kiểm. Hãy nêu ít nhất một thư mục.",
                "There is no snapshot to audit. Name at least one folder.",
            ),
        )
    if len(days) > 1:
        listed = ", ".join(day.isoformat() for day in days)
        raise LiemError(
            "snapshots.days",
            Message(
                f"Các bản chụp thuộc những ngày khác nhau ({listed}). Hãy chụp lại cùng một ngày.",
                f"The snapshots are of different days ({listed}). Take them again for one day.",
            ),
            {"days": days},
        )
    return days[0]


def _refuse_doubled(snapshots: Sequence[Snapshot]) -> None:
    origins = [snapshot.manifest.origin for snapshot in snapshots]
    doubled = sorted({origin for origin in origins if origins.count(origin) > 1})
    if doubled:
        raise LiemError(
            "snapshots.same_origin",
            Message(
                f"Nhiều bản chụp cùng một nơi: {', '.join(doubled)}. Hãy giữ lại một bản cho mỗi nơi.",
                f"More than one snapshot of the same origin: {', '.join(doubled)}. Keep one of each.",
            ),
            {"origins": doubled},
        )
