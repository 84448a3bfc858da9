#!/usr/bin/env python3
"""Runs the whole suite: on SQLite, then the parts that meet the database again on PostgreSQL where one answers.

LIEM_REQUIRE names the parts that must be there ("shared,chromium,postgresql"): a test that lacks one fails instead of
being skipped. LIEM_TEST_POSTGRES is the server (default: postgresql://postgres@127.0.0.1:5432/postgres).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

SERVER = os.environ.get("LIEM_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
ON_BOTH = [
    "tests/actions",
    "tests/record",
    "tests/rulebook",
    "tests/procedures",
    "tests/oversight",
    "tests/directives",
    "tests/demo",
    "tests/web",
    "tests/test_cli.py",
]


def pytest(*arguments: str, database: str) -> int:
    environment = {**os.environ, "LIEM_DATABASE_URL": database}
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], env=environment, check=False).returncode


def postgresql_answers() -> bool:
    try:
        with psycopg.connect(SERVER, connect_timeout=3):
            return True
    except psycopg.OperationalError:
        return False


def main() -> int:
    print("== SQLite", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        failed = pytest("-q", *sys.argv[1:], database=f"sqlite:///{folder}/liem.sqlite3")
    if not postgresql_answers():
        print(f"!! SKIPPED: no PostgreSQL answers at {SERVER}; set LIEM_TEST_POSTGRES to test on one", flush=True)
        required = "postgresql" in os.environ.get("LIEM_REQUIRE", "")
        return 1 if required else failed
    print("== PostgreSQL", flush=True)
    present = [folder for folder in ON_BOTH if (Path(__file__).parent.parent / folder).exists()]
    return pytest("-q", *present, database=SERVER) or failed


if __name__ == "__main__":
    sys.exit(main())
