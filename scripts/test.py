#!/usr/bin/env python3
"""Runs the whole suite on SQLite, in two halves, and beside it the browser and what meets PostgreSQL again.

LIEM_REQUIRE names the parts that must be there ("shared,chromium,postgresql,spark"): a test that lacks one fails
instead of being skipped. LIEM_TEST_POSTGRES is the server (default: postgresql://postgres@127.0.0.1:5432/postgres).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

import psycopg

SERVER = os.environ.get("LIEM_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
PAGES = (
    "calendar",
    "delegation",
    "duties",
    "findings",
    "ledger",
    "organisation",
    "people",
    "quality",
    "reach_of_pages",
)
RECORD = Path("tests/record")
IMPORTING = ("cut_off", "good_roster", "overtaken", "reach", "said_again", "several_sheets")
RULE_BOOK = ("adoption", "book", "gates", "gates_at_large", "gates_without_packs", "verified_procedures")
FACTS = ("facts", "decisions", "career_facts", "succession_facts", "planned_facts")
RUNNING = (
    "facts",
    "gates/test_asking.py",
    "cases/test_taking.py",
    "cases/test_at_once.py",
    "meetings/test_convening.py",
    "meetings/test_tellers.py",
    "decisions/test_tenures.py",
)
# What asks or writes the database in ways of its own; of the demo, what is held to the oracle and to DuckDB; of the
# pages, those with questions of their own and the test that opens all of them.
ON_BOTH = [
    "tests/actions",
    *(str(path) for path in sorted(RECORD.iterdir()) if path.name.startswith("test_")),
    *(f"{RECORD}/{name}" for name in ("exporting", "popolo", "quality")),
    *(f"{RECORD}/importing/test_{name}.py" for name in IMPORTING),
    *(f"tests/rulebook/test_{name}.py" for name in RULE_BOOK),
    *(f"tests/procedures/test_{name}.py" for name in FACTS),
    *(f"tests/procedures/{name}" for name in RUNNING),
    "tests/oversight",
    "tests/directives",
    "tests/duties",
    *(f"tests/web/test_{name}.py" for name in PAGES),
    "tests/cli/test_ledger.py",
    *(f"tests/demo/test_{name}.py" for name in ("planted", "engines", "gates", "gaps", "history")),
]
OTHER_HALF = ("tests/demo", "tests/conformance", "tests/oversight", "tests/procedures", "tests/rulebook")
"""About half of the time on SQLite: run in a process of its own."""


def start(*arguments: str, database: str, home: str, into: IO[str] | None = None) -> subprocess.Popen[str]:
    """A run of pytest on the database, with its `var/` in `home`; what it says goes to the screen, or `into` a file."""
    Path(home).mkdir(exist_ok=True)
    environment = {**os.environ, "LIEM_DATABASE_URL": database, "LIEM_HOME": home}
    command = [sys.executable, "-m", "pytest", "-q", *arguments]
    return subprocess.Popen(command, env=environment, stdout=into, stderr=into, text=True)


def postgresql_answers() -> bool:
    try:
        with psycopg.connect(SERVER, connect_timeout=3):
            return True
    except psycopg.OperationalError:
        return False


def start_beside(folder: str) -> dict[str, tuple[subprocess.Popen[str], IO[str]]]:
    """The runs that go on beside the one on the screen, with the files that take what they say."""
    runs = {
        "Browser": (("tests/browser",), f"sqlite:///{folder}/browser.sqlite3"),
        "Procedures": (OTHER_HALF, f"sqlite:///{folder}/half.sqlite3"),
    }
    if postgresql_answers():
        # Spark reads no database of ours, so once is enough.
        runs["PostgreSQL"] = (("-m", "not spark", *ON_BOTH), SERVER)
    found = {}
    for name, (arguments, address) in runs.items():
        said = (Path(folder) / f"{name}.txt").open("w+")
        found[name] = (start(*arguments, database=address, home=f"{folder}/{name}", into=said), said)
    return found


def finish(name: str, run: subprocess.Popen[str], said: IO[str]) -> int:
    """Waits for the run and shows what it said."""
    print(f"== {name}", flush=True)
    failed = run.wait()
    said.seek(0)
    shutil.copyfileobj(said, sys.stdout)
    sys.stdout.flush()
    return failed


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        beside = start_beside(folder)
        print("== SQLite", flush=True)
        database = f"sqlite:///{folder}/liem.sqlite3"
        elsewhere = [f"--ignore={path}" for path in ("tests/browser", *OTHER_HALF)]
        run = start(*elsewhere, *sys.argv[1:], database=database, home=f"{folder}/SQLite")
        failed = [run.wait(), *(finish(name, *running) for name, running in beside.items())]
    if "PostgreSQL" not in beside:
        print(f"!! SKIPPED: no PostgreSQL answers at {SERVER}; set LIEM_TEST_POSTGRES to test on one", flush=True)
        failed.append(int("postgresql" in os.environ.get("LIEM_REQUIRE", "")))
    return max(failed)


if __name__ == "__main__":
    sys.exit(main())
