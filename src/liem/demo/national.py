"""A whole invented country for measuring: millions of officials, the same every time, one province after another.

Each province is drawn by DuckDB in memory as the very tables that the record stores, and can be kept as Parquet; so
size is bounded by the largest province, and facts are built from these tables by the same code as everywhere.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import ibis

from liem.demo import CLOSING_DAY, national_careers, national_people, national_sections
from liem.law.engine import DUCKDB_TYPES, DuckDBEngine
from liem.law.snapshots import Manifest, write_snapshot
from liem.oversight.audit import STORED_APPS
from liem.rulebook.engine import stored_tables
from liem.rulebook.vocabulary import vocabulary

PEOPLE = 5_600_000
PROVINCES = 34
SHARED_TABLES = frozenset({"record_place"})
"""Tables that hold the whole country in every province: homes lie anywhere."""


@dataclass(frozen=True, slots=True)
class Country:
    """How large the country is and how chance falls. `places` is a CSV of province_code, province, code, name, kind."""

    places: Path
    people: int = PEOPLE
    seed: int = 2026
    as_of: date = CLOSING_DAY

    def provinces(self) -> list[tuple[str, int]]:
        """Code and number of officials of each province; a smaller country has fewer provinces of the usual size."""
        with self.places.open(encoding="utf-8", newline="") as lines:
            codes = sorted({row["province_code"] for row in csv.DictReader(lines)})
        count = min(len(codes), max(1, round(self.people * len(codes) / PEOPLE)))
        share, rest = divmod(self.people, count)
        return [(code, share + (number < rest)) for number, code in enumerate(codes[:count])]


def draw(country: Country, province: str, people: int, *, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A DuckDB database in memory that holds one province under the names and columns of the stored tables."""
    connection = duckdb.connect(config={"threads": threads, "memory_limit": "4GB"})
    for step in (
        national_people.MACROS,
        national_people.PLACES,
        national_people.ORGANS,
        national_people.OFFICIALS,
        national_sections.STEPS,
        national_careers.LISTS,
    ):
        connection.execute(_filled(step, country, province, people))
    drawn = {**national_people.TABLES, **national_sections.TABLES, **national_careers.TABLES}
    for name, table in stored_tables(*STORED_APPS).items():
        if name in SHARED_TABLES:
            continue
        rows = _filled(drawn[name], country, province, people) if name in drawn else None
        _create(connection, name, table.schema(), rows)
    return connection


def write_snapshots(folder: Path, country: Country, *, taken_at: datetime) -> list[Manifest]:
    """One snapshot of facts for each province, `<folder>/<province>`, from tables that are drawn on the way."""
    return [
        _write_snapshot(folder / province, country, province, people, taken_at)
        for province, people in country.provinces()
    ]


def _write_snapshot(folder: Path, country: Country, province: str, people: int, taken_at: datetime) -> Manifest:
    with draw(country, province, people) as connection:
        return write_snapshot(
            folder,
            vocabulary=vocabulary(),
            tables=stored_tables(*STORED_APPS),
            engine=DuckDBEngine(connection),
            as_of=country.as_of,
            known_at=None,
            origin=province,
            taken_at=taken_at,
        )


def write_stored(folder: Path, country: Country) -> dict[str, int]:
    """Every stored table as `<folder>/<table>/<province>.parquet`. Gives the number of rows of each table."""
    counts: dict[str, int] = {}
    for province, people in country.provinces():
        connection = draw(country, province, people)
        for name in stored_tables(*STORED_APPS):
            file = folder / name / ("all.parquet" if name in SHARED_TABLES else f"{province}.parquet")
            file.parent.mkdir(parents=True, exist_ok=True)
            if not (name in SHARED_TABLES and file.exists()):
                written = connection.execute(f"COPY {name} TO '{file}' (FORMAT parquet)").fetchone()
                counts[name] = counts.get(name, 0) + (written[0] if written else 0)
        connection.close()
    return counts


def _filled(text: str, country: Country, province: str, people: int) -> str:
    values = {
        **national_people.PARTS,
        **national_sections.PARTS,
        "places": country.places,
        "seed": f"{country.seed}-{province}",
        "as_of": country.as_of,
        "province": province,
        "people": people,
    }
    return national_people.filled(text, values)


def _create(connection: duckdb.DuckDBPyConnection, name: str, schema: ibis.Schema, drawn: str | None) -> None:
    """The stored table `name`: the columns that the text `drawn` gives, and what a fresh row holds in all others."""
    given = connection.sql(drawn).columns if drawn else []
    columns = ", ".join(f"{value} AS {column}" for column, value in _values(schema, given))
    rows = f"SELECT {columns} FROM ({drawn})" if drawn else f"SELECT {columns} WHERE false"  # noqa: S608 - our own text
    connection.execute(f"CREATE TABLE {name} AS {rows}")


def _values(schema: ibis.Schema, given: list[str]) -> Iterator[tuple[str, str]]:
    for column, kind in schema.items():
        stored_as = DUCKDB_TYPES[str(kind).removeprefix("!")]
        if column in given:
            value = column
        elif column == "id":
            value = "row_number() OVER ()"
        elif column == "known_from":
            value = "0"
        else:
            is_text = stored_as == "VARCHAR" and not column.endswith("_id")
            value = "''" if is_text else "NULL"
        yield column, f"CAST({value} AS {stored_as})"
