"""Snapshots: written whole or not at all, verified when read, and many of them asked as one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa
import pytest
from pyarrow import parquet

from law.engines import duckdb_engine, sqlite_engine
from law.loading import load, write_pack
from law.vocabulary import EVALUATION, PERSONNEL_WORK, fact
from liem.kernel.errors import LiemError
from liem.kernel.verdicts import Verdict
from liem.law.engine import Engine, ParquetEngine
from liem.law.evaluate import evaluate
from liem.law.measure import evaluate_targets
from liem.law.packs import Law
from liem.law.snapshot_facts import Lacking, OpenSnapshots, open_snapshots
from liem.law.snapshots import ORIGIN, Manifest, read_snapshot, write_snapshot
from liem.law.tally import Tally, tally
from liem.law.vocabulary import FactType, Vocabulary

AS_OF = date(2025, 5, 31)
TAKEN = datetime(2025, 6, 1, 8, 30, tzinfo=UTC)
WORDS = Vocabulary((EVALUATION, PERSONNEL_WORK))
TABLES = {known.name: ibis.table(known.schema(), name=known.name) for known in WORDS.tables}
RULE = """\
id: sound
topic: evaluation
clause: sample#1.2
title: {vi: Có sản phẩm, en: Has a product}
in_words: {vi: Xuất sắc thì phải có sản phẩm., en: Excellent needs a product.}
remedy: {vi: Bổ sung., en: Add one.}
about: evaluation
applies: grade = 'excellent'
requires: products >= 1
strength: must
severity: high
serves: [audit]
in_force: {from: 2022-01-01}
checked: {by: A checker, on: 2025-01-01, against: the sample text}
cases:
  - {name: a, as_of: 2025-01-01, given: {grade: excellent, products: {rows: 1}}, expect: met}
  - {name: b, as_of: 2025-01-01, given: {grade: excellent, products: {rows: 0, closed: true}}, expect: not_met}
  - {name: c, as_of: 2025-01-01, given: {grade: excellent}, expect: unknown}
  - {name: d, as_of: 2025-01-01, given: {grade: good}, expect: not_applicable}
"""
TARGETS = """\
- id: good_work
  clause: sample#1.2
  title: {vi: Việc tốt, en: Good work}
  in_words: {vi: Việc tốt., en: Good work.}
  remedy: {vi: Làm tiếp., en: Go on.}
  about: evaluation
  population: year = 2024
  counts: products >= 1
  measure: share
  per: overall
  at_least: 50
  strength: must
  in_force: {from: 2022-01-01}
  checked: {by: A checker, on: 2025-01-01, against: the sample text}
  cases:
    - {name: a, as_of: 2025-01-01, rows: [{year: 2024, products: {rows: 1}}], expect: {verdict: met}}
    - {name: b, as_of: 2025-01-01, rows: [{year: 2024, products: {closed: true}}], expect: {verdict: not_met}}
    - {name: c, as_of: 2025-01-01, rows: [{year: 2024}], expect: {verdict: unknown}}
"""
# subject, person, body, year, grade, products, closed, references, closed
NORTH: list[tuple[Any, ...]] = [
    ("e1", "an", "office", 2024, "excellent", 1, False, 0, False),
    ("e2", "bình", "office", 2024, "excellent", 0, True, 0, False),
    ("e3", None, None, 2024, "excellent", 0, False, None, None),
    ("e4", "it's", "office", 2023, "good", 0, True, 0, False),
]
SOUTH: list[tuple[Any, ...]] = [
    ("e1", "an", "office", 2024, "excellent", 0, True, 0, False),
    ("e2", "chi", "office", 2024, None, 2, False, 0, False),
]


@pytest.fixture
def law(tmp_path: Path) -> Law:
    return load(write_pack(tmp_path / "law", rule=RULE, targets=TARGETS))


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def reader(request: pytest.FixtureRequest) -> ParquetEngine:
    found: ParquetEngine = duckdb_engine() if request.param == "duckdb" else request.getfixturevalue("spark_engine")
    return found


def stored(rows: list[tuple[Any, ...]], *, on: str = "duckdb") -> Engine:
    connection: Any = duckdb.connect() if on == "duckdb" else sqlite3.connect(":memory:")
    connection.execute(
        "CREATE TABLE evaluation (subject text, person text, body text, year float, grade text, products bigint,"
        " products_closed boolean, collective_references bigint, collective_references_closed boolean)"
    )
    connection.execute("CREATE TABLE personnel_work (subject text, person text, body text, continuous_since date)")
    connection.execute("INSERT INTO personnel_work VALUES ('w1', 'an', 'office', '2020-02-29')")
    connection.executemany(f"INSERT INTO evaluation VALUES ({', '.join('?' * 9)})", rows)
    return duckdb_engine(connection) if on == "duckdb" else sqlite_engine(connection)


def take(folder: Path, rows: list[tuple[Any, ...]], **changes: Any) -> Manifest:
    asked: dict[str, Any] = {
        "vocabulary": WORDS,
        "tables": TABLES,
        "engine": changes.pop("engine", None) or stored(rows, on=changes.pop("on", "duckdb")),
        "as_of": AS_OF,
        "known_at": 7,
        "origin": folder.name,
        "taken_at": TAKEN,
    }
    return write_snapshot(folder, **{**asked, **changes})


def standings(law: Law, opened: OpenSnapshots, engine: Engine) -> dict[str, tuple[str | None, str | None, Verdict]]:
    found = evaluate(
        law.rules,
        vocabulary=opened.vocabulary,
        tables=opened.tables,
        engine=engine,
        parameters={},
        as_of=opened.as_of,
    )
    return {one.subject: (one.person, one.body, one.verdict) for one in found}


@pytest.mark.parametrize("on", ["duckdb", "sqlite"])
def test_a_snapshot_holds_every_fact_and_says_what_it_holds(tmp_path: Path, on: str) -> None:
    folder = tmp_path / "north"
    manifest = take(folder, NORTH, on=on)
    assert sorted(path.name for path in folder.iterdir()) == [
        "evaluation.parquet",
        "manifest.json",
        "personnel_work.parquet",
    ]
    assert read_snapshot(folder).manifest == manifest
    assert (manifest.origin, manifest.as_of, manifest.known_at) == ("north", AS_OF, 7)
    assert manifest.taken_at == "2025-06-01T08:30:00+00:00"
    assert [(held.table, held.rows) for held in manifest.tables] == [("evaluation", 4), ("personnel_work", 1)]
    assert manifest.digest == sha256((folder / "manifest.json").read_bytes()).hexdigest()
    rows = parquet.read_table(folder / "evaluation.parquet").sort_by("subject").to_pylist()
    unknown_count = (*NORTH[2][:7], 0, False)
    assert [tuple(row.values()) for row in rows] == [
        ("north", *row) for row in (NORTH[0], NORTH[1], unknown_count, NORTH[3])
    ]


def test_provinces_with_the_same_keys_are_asked_together(law: Law, tmp_path: Path, reader: ParquetEngine) -> None:
    take(tmp_path / "north", NORTH)
    take(tmp_path / "south", SOUTH, on="sqlite")
    opened = open_snapshots([tmp_path / "north", tmp_path / "south"], vocabulary=WORDS, engine=reader)
    assert opened.lacking == ()
    assert standings(law, opened, reader) == {
        "north:e1": ("north:an", "north:office", Verdict.MET),
        "north:e2": ("north:bình", "north:office", Verdict.NOT_MET),
        "north:e3": (None, None, Verdict.UNKNOWN),
        "south:e1": ("south:an", "south:office", Verdict.NOT_MET),
        "south:e2": ("south:chi", "south:office", Verdict.UNKNOWN),
    }
    question = {
        "vocabulary": opened.vocabulary,
        "tables": opened.tables,
        "engine": reader,
        "parameters": {},
        "as_of": AS_OF,
    }
    assert tally(law.rules, by=ORIGIN, **question) == [  # type: ignore[arg-type]
        Tally("sound", "north", 1, 1, 1),
        Tally("sound", "south", 0, 1, 1),
    ]
    overall = evaluate_targets(law.targets, **question)  # type: ignore[arg-type]
    assert [(one.total, one.counted, one.unknown) for one in overall] == [(5, 2, 1)]
    by_province = evaluate_targets([replace(law.targets[0], per=ORIGIN)], **question)  # type: ignore[arg-type]
    assert [(one.group, one.total, one.counted, one.verdict) for one in by_province] == [
        ("north", 3, 1, Verdict.UNKNOWN),
        ("south", 2, 1, Verdict.MET),
    ]


def test_what_an_older_snapshot_does_not_hold_is_unknown_and_said(
    law: Law, tmp_path: Path, reader: ParquetEngine
) -> None:
    year, grade = (found for found in EVALUATION.facts if found.name in {"year", "grade"})
    facts = (year, grade, fact("products", FactType.NUMBER), fact("no_longer", FactType.TEXT))
    then = replace(EVALUATION, facts=facts)
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE evaluation AS SELECT 'e1' AS subject, 'an' AS person, 'office' AS body, 2024.0::double AS year,"
        " 'excellent' AS grade, 3.0::double AS products, 'x' AS no_longer"
    )
    take(
        tmp_path / "old",
        [],
        engine=duckdb_engine(connection),
        vocabulary=Vocabulary((then,)),
        tables={"evaluation": ibis.table(then.schema(), name="evaluation")},
    )
    take(tmp_path / "north", NORTH)
    opened = open_snapshots([tmp_path / "old", tmp_path / "north"], vocabulary=WORDS, engine=reader)
    assert standings(law, opened, reader) == {
        "old:e1": ("old:an", "old:office", Verdict.UNKNOWN),
        "north:e1": ("north:an", "north:office", Verdict.MET),
        "north:e2": ("north:bình", "north:office", Verdict.NOT_MET),
        "north:e3": (None, None, Verdict.UNKNOWN),
    }
    assert opened.lacking == (
        Lacking("old", "evaluation", ("products", "collective_references"), whole_table=False),
        Lacking("old", "personnel_work", (), whole_table=True),
    )


def test_a_table_that_nothing_fills_has_no_file_and_no_subjects(law: Law, tmp_path: Path) -> None:
    unfilled = replace(EVALUATION, rows=None)
    manifest = take(tmp_path / "north", NORTH, vocabulary=Vocabulary((unfilled, PERSONNEL_WORK)))
    assert [held.table for held in manifest.tables] == ["personnel_work"]
    engine = duckdb_engine()
    opened = open_snapshots([tmp_path / "north"], vocabulary=WORDS, engine=engine)
    assert standings(law, opened, engine) == {}
    assert opened.lacking == (Lacking("north", "evaluation", (), whole_table=True),)


def test_nothing_is_overwritten_and_nothing_half_made_stays(tmp_path: Path) -> None:
    take(tmp_path / "north", NORTH)
    before = (tmp_path / "north" / "manifest.json").read_bytes()
    with pytest.raises(LiemError) as refused:
        take(tmp_path / "north", SOUTH)
    with pytest.raises(duckdb.Error):
        take(tmp_path / "south", SOUTH, engine=duckdb_engine())  # no table there
    assert refused.value.code == "snapshots.exists"
    assert (tmp_path / "north" / "manifest.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["north"]


@pytest.mark.parametrize("origin", ["", " ", "a:b", "a\0b", "a\x1b[2J", "a\nb"])
def test_an_origin_that_could_be_mistaken_is_refused(tmp_path: Path, origin: str) -> None:
    with pytest.raises(LiemError) as refused:
        take(tmp_path / "north", NORTH, origin=origin)
    assert (refused.value.code, list(tmp_path.iterdir())) == ("snapshots.origin", [])


def _manifest(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], object]:
    def damage(folder: Path) -> None:
        file = folder / "manifest.json"
        content = json.loads(file.read_text(encoding="utf-8"))
        change(content)
        file.write_text(json.dumps(content), encoding="utf-8")

    return damage


def _other_rows(folder: Path) -> None:
    rows = parquet.read_table(folder / "evaluation.parquet")
    parquet.write_table(rows.slice(1), folder / "evaluation.parquet")


def _rows_of_another_origin(folder: Path) -> None:
    """The file and its manifest agree; the rows claim to be somebody else's."""
    file = folder / "evaluation.parquet"
    rows = parquet.read_table(file)
    parquet.write_table(rows.set_column(0, ORIGIN, pa.array(["south"] * len(rows))), file)
    _manifest(lambda content: content["tables"][0].update(sha256=sha256(file.read_bytes()).hexdigest()))(folder)


def _no_parquet(folder: Path) -> None:
    file = folder / "evaluation.parquet"
    file.write_bytes(b"PAR1" * 9)
    _manifest(lambda content: content["tables"][0].update(sha256=sha256(file.read_bytes()).hexdigest()))(folder)


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "file_missing": (lambda folder: (folder / "evaluation.parquet").unlink(), "snapshots.file"),
    "row_taken_out": (_other_rows, "snapshots.file"),
    "file_cut_off": (lambda folder: (folder / "evaluation.parquet").write_bytes(b"PAR1"), "snapshots.file"),
    "rows_miscounted": (_manifest(lambda content: content["tables"][0].update(rows=9)), "snapshots.file"),
    "rows_of_another_origin": (_rows_of_another_origin, "snapshots.file"),
    "no_parquet": (_no_parquet, "snapshots.file"),
    "column_renamed": (
        _manifest(lambda content: content["tables"][0]["columns"].update(new="string")),
        "snapshots.file",
    ),
    "manifest_missing": (lambda folder: (folder / "manifest.json").unlink(), "snapshots.manifest"),
    "manifest_cut_off": (lambda folder: (folder / "manifest.json").write_text("{"), "snapshots.manifest"),
    "manifest_is_a_list": (lambda folder: (folder / "manifest.json").write_text("[]"), "snapshots.manifest"),
    "manifest_is_endlessly_deep": (
        lambda folder: (folder / "manifest.json").write_text("[" * 200_000),
        "snapshots.manifest",
    ),
    "position_is_infinite": (
        _manifest(lambda content: content.update(known_at=float("inf"))),
        "snapshots.manifest",
    ),
    "no_column_of_origin": (
        _manifest(lambda content: content["tables"][0]["columns"].pop(ORIGIN)),
        "snapshots.manifest",
    ),
    "no_key": (_manifest(lambda content: content["tables"][0]["columns"].pop("subject")), "snapshots.manifest"),
    "day_is_no_day": (_manifest(lambda content: content.update(as_of="soon")), "snapshots.manifest"),
    "table_outside": (_manifest(lambda content: content["tables"][0].update(table="../x")), "snapshots.manifest"),
    "format_of_the_future": (_manifest(lambda content: content.update(format=2)), "snapshots.format"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_snapshot_is_refused(tmp_path: Path, damage: str) -> None:
    take(tmp_path / "north", NORTH)
    harm, code = DAMAGES[damage]
    harm(tmp_path / "north")
    with pytest.raises(LiemError) as refused:
        read_snapshot(tmp_path / "north")
    assert refused.value.code == code


@pytest.mark.parametrize("name", ["nor*", "n?rth", "[n]orth", "{north,south}", "nor\\th"])
def test_a_folder_that_could_stand_for_others_is_refused(tmp_path: Path, name: str) -> None:
    take(tmp_path / "north", NORTH)
    (tmp_path / "north").rename(tmp_path / name)
    with pytest.raises(LiemError) as refused:
        read_snapshot(tmp_path / name)
    assert refused.value.code == "snapshots.wildcard"


def test_the_name_of_a_folder_is_no_column(law: Law, tmp_path: Path, reader: ParquetEngine) -> None:
    counts = []
    for name in ("north", "subject=x", f"{ORIGIN}=south"):
        take(tmp_path / name, NORTH, origin="north")
        opened = open_snapshots([tmp_path / name], vocabulary=WORDS, engine=reader)
        rows = opened.vocabulary.tables[0].relation(opened.tables, ibis.table({"as_of": "date"}, name="moment"))
        found = reader.execute(
            ibis.to_sql(rows.select("subject", ORIGIN), dialect=reader.dialect), rows.select("subject", ORIGIN).schema()
        )
        counts.append(sorted(map(str, found.to_pylist())))
    assert counts[0]
    assert counts == [counts[0]] * 3


def test_snapshots_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    take(tmp_path / "north", NORTH)
    take(tmp_path / "later", NORTH, as_of=date(2025, 6, 30))
    take(tmp_path / "again", NORTH, origin="north")
    codes = []
    for names in ([], ["north", "later"], ["north", "again"]):
        with pytest.raises(LiemError) as refused:
            open_snapshots([tmp_path / name for name in names], vocabulary=WORDS, engine=duckdb_engine())
        codes.append(refused.value.code)
    assert codes == ["snapshots.none", "snapshots.days", "snapshots.same_origin"]
