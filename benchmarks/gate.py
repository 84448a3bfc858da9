"""How long a gate on one subject takes with many people on record: all rules about its kind, on the working database.

    python benchmarks/gate.py [PEOPLE] [PLACES.csv]

Fills databases of its own by bulk insert: SQLite always, PostgreSQL where LIEM_DATABASE_URL names a server. Prints the
first call (compiles), then p50, p95 and p99 of RUNS different subjects for each kind.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from liem.demo.national import Country

PEOPLE = 100_000
RUNS = 300
BATCH = 20_000
PLACES = Path(__file__).resolve().parents[2] / "shared" / "data" / "administrative_units.csv"
DATABASE = "liem_benchmark_gate"


def main() -> None:
    people = sys.argv[1] if len(sys.argv) > 1 else str(PEOPLE)
    places = sys.argv[2] if len(sys.argv) > 2 else str(PLACES)
    names = ("database", "about", "rules", "first ms", "p50 ms", "p95 ms", "p99 ms")
    print("| " + " | ".join(f"{name:<18}" if name == "about" else f"{name:>10}" for name in names) + " |")
    print("| " + " | ".join("-" * (18 if name == "about" else 10) for name in names) + " |")
    with tempfile.TemporaryDirectory() as folder:
        for address in _addresses(Path(folder)):
            # One process for each database: Django settles it when it starts.
            subprocess.run(
                [sys.executable, __file__, "--measure", people, places],
                env={**os.environ, "LIEM_DATABASE_URL": address},
                check=True,
            )


def _addresses(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'gate.sqlite3'}"
    server = os.environ.get("LIEM_DATABASE_URL", "")
    if not server.startswith("postgres"):
        print("PostgreSQL is left out: LIEM_DATABASE_URL names no server.", file=sys.stderr)
        return
    import psycopg
    from psycopg import sql

    with psycopg.connect(server, autocommit=True) as connection:
        name = sql.Identifier(DATABASE)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
    yield f"{server.rsplit('/', 1)[0]}/{DATABASE}"


def measure(people: int, places: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from liem.demo.national import Country
    from liem.oversight.audit import STORED_APPS
    from liem.rulebook.book import rule_book
    from liem.rulebook.engine import stored_tables
    from liem.rulebook.gates import gate
    from liem.rulebook.vocabulary import vocabulary

    call_command("migrate", verbosity=0)
    country = Country(places, people=people)
    subjects = fill(country)
    law = rule_book().in_force(country.as_of)
    tables, parameters = stored_tables(*STORED_APPS), law.parameters_on(country.as_of)
    chance = random.Random(people)
    for table in vocabulary().tables:
        rules = [rule for rule in law.rules if rule.about == table.name]
        if not rules or not subjects.get(table.name):
            continue
        seconds = []
        for subject, person in chance.choices(subjects[table.name], k=RUNS + 1):
            started = time.perf_counter()
            with transaction.atomic():
                gate(rules, subject=subject, person=person, tables=tables, parameters=parameters, as_of=country.as_of)
            seconds.append(time.perf_counter() - started)
        first, *rest = (1000 * second for second in seconds)
        cuts = statistics.quantiles(rest, n=100)
        shares = [f"{cuts[place - 1]:.2f}" for place in (50, 95, 99)]
        figures = (connection.vendor, f"{table.name:<18}", len(rules), f"{first:.0f}", *shares)
        print("| " + " | ".join(f"{figure:>10}" for figure in figures) + " |", flush=True)


def fill(country: Country) -> dict[str, list[tuple[str, str | None]]]:
    """Puts the country's only province into the database; gives subject and person of up to 5,000 rows a fact table."""
    from django.db import connection

    from liem.demo.national import draw
    from liem.law.engine import DuckDBEngine
    from liem.law.questions import Moment, Question, prepare
    from liem.oversight.audit import STORED_APPS
    from liem.rulebook.engine import stored_tables
    from liem.rulebook.vocabulary import vocabulary

    ((province, people),) = country.provinces()
    with draw(country, province, people) as drawn:
        with connection.constraint_checks_disabled():
            for name in stored_tables(*STORED_APPS):
                _copy(drawn, name)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        engine, moment = DuckDBEngine(drawn), Moment(country.as_of, {})
        return {
            table.name: [
                (row["subject"], row["person"])
                for row in prepare(Question(table, (), concerned=False), stored_tables(*STORED_APPS), "duckdb")
                .ask(engine, moment)
                .slice(0, 5000)
                .to_pylist()
            ]
            for table in vocabulary().tables
            if table.is_filled
        }


def _copy(drawn: duckdb.DuckDBPyConnection, name: str) -> None:
    from django.db import connection, transaction

    rows = drawn.execute(f"SELECT * FROM {name}")
    columns = ", ".join(f'"{column[0]}"' for column in rows.description)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                while batch := rows.fetchmany(BATCH):
                    for row in batch:
                        copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(rows.description))
        while batch := rows.fetchmany(BATCH):
            cursor.executemany(f"INSERT INTO {name} ({columns}) VALUES ({places})", batch)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
