"""All rules over a whole invented country on DuckDB, and the same counts on Spark: time, memory and growth.

    python benchmarks/national.py [--places PLACES.csv] [--folder DIR] [--spark] [PEOPLE …]

PEOPLE: sizes to measure, one after another, each in a process of its own (default 56,000 and 560,000; the country has
5,600,000). For each size: the stored tables are drawn and written as Parquet; read once and joined, nothing else (the
bare scan-and-join); turned into facts, province by province; and all rules counted over the facts of all provinces.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
os.environ.setdefault("LIEM_DATABASE_URL", f"sqlite:///{Path(tempfile.mkdtemp())}/benchmark.sqlite3")

import django

django.setup()

import duckdb

from liem.demo.national import Country, write_snapshots, write_stored
from liem.law.engine import DuckDBEngine, ParquetEngine
from liem.law.packs import Law
from liem.law.rules import Rule
from liem.law.snapshot_facts import OpenSnapshots, open_snapshots
from liem.law.snapshots import ORIGIN, write_snapshot
from liem.law.spark import SparkEngine, spark_session
from liem.law.tally import Tally, tally
from liem.oversight.audit import STORED_APPS
from liem.rulebook.book import rule_book
from liem.rulebook.engine import stored_tables
from liem.rulebook.vocabulary import vocabulary

T = TypeVar("T")
SIZES = (56_000, 560_000)
MEMORY = "4GB"
PLACES = Path(__file__).resolve().parents[2] / "shared" / "data" / "administrative_units.csv"

# The columns that the rules need, joined on their keys: no moment, no closure, no count, no condition.
BARE = {
    "holding": """
        SELECT count(t.identity), count(t.person_id), count(t.valid_from), count(t.valid_to), count(p.role),
            sum(p.is_leader::INT), sum(p.is_key_leader::INT), count(b.kind), count(b.level), count(b.place_id),
            count(d.born_on), count(d.sex), count(d.ethnicity), count(d.home_place_id), count(home.within_id),
            count(place.within_id), count(s.language), max(past.complete_to), max(spoken.complete_to)
        FROM record_tenure t JOIN record_poststate p ON t.post_id = p.post_id
        JOIN record_bodystate b ON p.body_id = b.body_id
        JOIN record_persondetails d ON t.person_id = d.person_id
        LEFT JOIN record_place home ON d.home_place_id = home.key LEFT JOIN record_place place ON b.place_id = place.key
        LEFT JOIN record_languageskill s ON t.person_id = s.person_id
        LEFT JOIN record_attestation past ON past.subject = t.person_id AND past.section = 'tenures'
        LEFT JOIN record_attestation spoken ON spoken.subject = t.person_id AND spoken.section = 'languages'""",
    "personnel_work": """
        SELECT count(t.person_id), count(t.valid_from), count(t.valid_to), count(p.area), count(p.body_id)
        FROM record_tenure t JOIN record_poststate p ON t.post_id = p.post_id WHERE p.field = 'personnel'""",
    "evaluation": """
        SELECT count(f.grade), count(f.collective_grade), count(f.body_result), max(f.evaluated_on), count(e.person_id),
            count(e.body_id), max(e.year), count(p.title), max(a.complete_to)
        FROM record_evaluationform f JOIN record_evaluation e ON f.evaluation_id = e.key
        LEFT JOIN record_evaluationproduct p ON p.evaluation_id = e.key
        LEFT JOIN record_attestation a ON a.subject = e.key AND a.section = 'evaluation_form'""",
    "declaration_duty": """
        SELECT count(d.person_id), count(d.body_id), max(d.due_on), count(s.step), max(s.taken_on), max(a.complete_to)
        FROM record_declarationduty d LEFT JOIN record_declaration s ON s.duty_id = d.key
        LEFT JOIN record_attestation a ON a.subject = d.person_id AND a.section = 'declarations'""",
    "candidacy": """
        SELECT count(c.kind), max(s.opened_on), max(s.planned_on), max(s.decided_on), max(k.concluded_on),
            max(r.recognised_on), max(p.filed_on), count(t.person_id), max(a.complete_to)
        FROM procedures_candidacy c JOIN procedures_candidacystate s ON s.candidacy_id = c.key
        LEFT JOIN record_politicalconclusion k ON k.person_id = c.person_id
        LEFT JOIN record_recognisedresult r ON r.person_id = c.person_id
        LEFT JOIN procedures_actionprogramme p ON p.candidacy_id = c.key
        LEFT JOIN procedures_participation t ON t.candidacy_id = c.key
        LEFT JOIN record_attestation a ON a.subject = t.person_id AND a.section = 'kinship'""",
    "succession_entry": """
        SELECT count(e.person_id), max(e.approved_on), max(e.removed_on), count(l.body_id), max(s.reviewed_on),
            max(s.published_on), max(t.valid_from), max(t.valid_to), max(p.rank), count(b.level), count(d.sex),
            count(d.ethnicity), max(d.born_on), max(k.decided_on), max(k.ends_on), max(c.concluded_on),
            max(a.complete_to)
        FROM record_successionentry e JOIN record_successionlist l ON e.list_id = l.key
        JOIN record_successionliststate s ON s.list_id = l.key JOIN record_termstate t ON t.term_id = l.term_id
        JOIN record_poststate p ON p.post_id = l.post_id JOIN record_bodystate b ON b.body_id = p.body_id
        JOIN record_persondetails d ON d.person_id = e.person_id
        LEFT JOIN record_discipline k ON k.person_id = e.person_id
        LEFT JOIN record_politicalconclusion c ON c.person_id = e.person_id
        LEFT JOIN record_attestation a ON a.subject = e.person_id AND a.section = 'discipline'""",
    "standard_check": """
        SELECT count(c.key), count(s.kind), count(s.level), max(q.obtained_on), count(q.level), max(a.complete_to)
        FROM procedures_candidacy c JOIN record_poststandard s ON s.post_id = c.post_id
        LEFT JOIN record_qualification q ON q.person_id = c.person_id AND q.kind = s.kind
        LEFT JOIN record_attestation a ON a.subject = c.person_id AND a.section = 'qualifications'""",
    "nomination_meeting": """
        SELECT max(m.held_on), max(m.places), count(n.person_id), max(a.complete_to)
        FROM procedures_nominationmeeting m LEFT JOIN procedures_nominee n ON n.meeting_id = m.key
        LEFT JOIN record_attestation a ON a.subject = m.key AND a.section = 'names'""",
}
"""Other tables of facts need the same columns over again, or few rows: their time counts for the rules only."""


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("people", nargs="*", type=int, default=SIZES)
    reader.add_argument("--places", type=Path, default=PLACES)
    reader.add_argument("--folder", type=Path)
    reader.add_argument("--spark", action="store_true")
    reader.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = reader.parse_args()
    if given.here:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            measure(Path(folder), Country(given.places, people=given.people[0]), spark=given.spark)
        return
    for people in given.people:
        # Peak memory belongs to a process, so each size gets its own.
        options = ["--places", str(given.places), *(["--folder", str(given.folder)] if given.folder else [])]
        options += ["--spark"] if given.spark else []
        subprocess.run([sys.executable, __file__, "--here", *options, str(people)], check=True)


def measure(folder: Path, country: Country, *, spark: bool) -> None:
    print(f"\n## {country.people:,} people, {len(country.provinces())} provinces\n")
    _line("step", "seconds", "CPU s")
    _line("-" * 52, "-" * 7 + ":", "-" * 7 + ":")
    stored, snapshots = folder / "stored", folder / "snapshots"
    generated = partial(write_snapshots, folder / "generated", country, taken_at=datetime.now(tz=UTC))
    _timed("snapshots of every province, by the generator", generated)
    shutil.rmtree(folder / "generated")
    counts = _timed("the stored tables of every province, as Parquet", lambda: write_stored(stored, country))
    provinces = [province for province, _ in country.provinces()]
    bare = _timed_seconds("bare scan-and-join", lambda: [_bare(stored, province) for province in provinces])
    facts = _timed_seconds(
        "facts of every table, written as snapshots",
        lambda: [_facts(stored, snapshots, province, country) for province in provinces],
    )
    law = rule_book().in_force(country.as_of)
    rules = _asked(law)
    folders = sorted(snapshots.iterdir())
    with _connection() as connection:
        engine = DuckDBEngine(connection)
        opened = _timed("snapshots opened, every file verified", lambda: _open(folders, engine))
        counting, found = _seconds(lambda: _tally(rules, law, opened, engine))
        _row(f"{len(rules)} rules counted over all snapshots", counting)
        _row("facts and rules together", facts + counting)
        both = facts + counting
        _line("facts and rules together ÷ bare", f"{both.clock / bare.clock:.1f}×", f"{both.cores / bare.cores:.1f}×")
        _line("peak memory (GB)", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f}", "")
        if spark:
            _on_spark(rules, law, folders, found)
        _each_rule(rules, law, opened, engine, found, bare)
    print(f"\n{counts['record_tenure']:,} tenures, {sum(counts.values()):,} stored rows.", flush=True)


def _asked(law: Law) -> list[Rule]:
    """The rules in force about tables that something fills."""
    filled = {table.name for table in vocabulary().tables if table.is_filled}
    return [rule for rule in law.rules if rule.about in filled]


def _bare(stored: Path, province: str) -> None:
    with _province(stored, province) as connection:
        for text in BARE.values():
            connection.execute(text).fetchall()


def _facts(stored: Path, snapshots: Path, province: str, country: Country) -> None:
    with _province(stored, province) as connection:
        write_snapshot(
            snapshots / province,
            vocabulary=vocabulary(),
            tables=stored_tables(*STORED_APPS),
            engine=DuckDBEngine(connection),
            as_of=country.as_of,
            known_at=None,
            origin=province,
            taken_at=datetime.now(tz=UTC),
        )


def _province(stored: Path, province: str) -> duckdb.DuckDBPyConnection:
    connection = _connection()
    for name in stored_tables(*STORED_APPS):
        file = next(
            file for file in (stored / name / f"{province}.parquet", stored / name / "all.parquet") if file.exists()
        )
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{file}')")
    return connection


def _connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 2, "memory_limit": MEMORY})


def _open(folders: Sequence[Path], engine: ParquetEngine) -> OpenSnapshots:
    return open_snapshots(folders, vocabulary=vocabulary(), engine=engine)


def _tally(rules: Sequence[Rule], law: Law, opened: OpenSnapshots, engine: ParquetEngine) -> list[Tally]:
    return tally(
        rules,
        by=ORIGIN,
        vocabulary=opened.vocabulary,
        tables=opened.tables,
        engine=engine,
        parameters=law.parameters_on(opened.as_of),
        as_of=opened.as_of,
    )


def _on_spark(rules: Sequence[Rule], law: Law, folders: Sequence[Path], found: list[Tally]) -> None:
    engine = _timed("Spark started", lambda: SparkEngine(spark_session(cores=2, memory="3g")))
    opened = _timed("snapshots opened, every file verified", lambda: _open(folders, engine))
    same = _timed("the same rules counted on Spark (CPU: without Java)", lambda: _tally(rules, law, opened, engine))
    if same != found:
        sys.exit("Spark counts differently from DuckDB")
    _line("counts on Spark and DuckDB", "equal", "")


def _each_rule(  # noqa: PLR0913, PLR0917 - one row of the table for each
    rules: Sequence[Rule], law: Law, opened: OpenSnapshots, engine: ParquetEngine, found: list[Tally], bare: Cost
) -> None:
    print(
        f"\n| {'rule':<46} | {'about':<18} | {'met':>9} | {'not met':>9} | {'unknown':>9} | {'s':>5} | {'÷ bare':>6} |"
    )
    print(f"| {'-' * 46} | {'-' * 18} | {'-' * 8}: | {'-' * 8}: | {'-' * 8}: | {'-' * 4}: | {'-' * 5}: |")
    for rule in rules:
        cost, _ = _seconds(lambda rule=rule: _tally([rule], law, opened, engine))
        own = [counted for counted in found if counted.rule_id == rule.id]
        met, not_met, unknown = (sum(getattr(one, name) for one in own) for name in ("met", "not_met", "unknown"))
        print(
            f"| {rule.id:<46} | {rule.about:<18} | {met:>9,} | {not_met:>9,} | {unknown:>9,} | {cost.clock:>5.2f} "
            f"| {cost.cores / bare.cores:>6.3f} |",
            flush=True,
        )


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and of both cores together: on a machine with other work the second says more."""

    clock: float
    cores: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.clock + other.clock, self.cores + other.cores)


def _seconds(work: Callable[[], T]) -> tuple[Cost, T]:
    clock, cores = time.perf_counter(), time.process_time()
    result = work()
    return Cost(time.perf_counter() - clock, time.process_time() - cores), result


def _timed(name: str, work: Callable[[], T]) -> T:
    cost, result = _seconds(work)
    _row(name, cost)
    return result


def _timed_seconds(name: str, work: Callable[[], object]) -> Cost:
    cost, _ = _seconds(work)
    _row(name, cost)
    return cost


def _row(name: str, cost: Cost) -> None:
    _line(name, f"{cost.clock:.2f}", f"{cost.cores:.2f}")


def _line(name: str, first: str, second: str) -> None:
    print(f"| {name:<52} | {first:>8} | {second:>8} |", flush=True)


if __name__ == "__main__":
    main()
