"""How long an audit of the demo province takes on the working database: all rules and targets in force.

    python benchmarks/audit.py [AS_OF]

Fills a SQLite database of its own (or LIEM_DATABASE_URL) when it is empty.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
os.environ.setdefault("LIEM_DATABASE_URL", f"sqlite:///{Path(tempfile.mkdtemp())}/benchmark.sqlite3")

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from liem.demo import CLOSING_DAY
from liem.demo.fill import fill, is_filled
from liem.oversight.audit import run_audit
from liem.record.models import Person, Tenure

RUNS = 7


def main() -> None:
    as_of = date.fromisoformat(sys.argv[1]) if len(sys.argv) > 1 else CLOSING_DAY
    call_command("migrate", verbosity=0)
    if not is_filled():
        started = time.perf_counter()
        fill(password="benchmark-password", progress=lambda _: None)
        print(f"filling the demo province: {time.perf_counter() - started:.1f} s")
    seconds = []
    for _ in range(RUNS + 1):
        started = time.perf_counter()
        result = run_audit(as_of=as_of)
        seconds.append(time.perf_counter() - started)
    first, *rest = seconds
    print(f"{connection.vendor}: {Person.objects.count()} people, {Tenure.objects.count()} tenures, as of {as_of}")
    print(f"{len(result.standings)} standings, {len(result.targets)} target standings")
    print(f"{'':22}{'seconds':>9}")
    print(f"{'first (compiles)':22}{first:9.3f}")
    print(f"{'then, median of ' + str(RUNS):22}{statistics.median(rest):9.3f}")
    print(f"{'then, slowest':22}{max(rest):9.3f}")


if __name__ == "__main__":
    main()
