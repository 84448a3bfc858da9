"""How long every page takes at the demo's size, and how many questions it asks the database.

    python benchmarks/pages.py

Prepares a SQLite database of its own (or LIEM_DATABASE_URL) when it is empty. Times are those of Django's answer,
without the network: the median and the slowest of RUNS, after one visit that fills the caches.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
os.environ.setdefault("LIEM_DATABASE_URL", f"sqlite:///{Path(tempfile.mkdtemp())}/benchmark.sqlite3")

import django

django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liem.actions.models import Account
from liem.demo.setup import prepare
from liem.directives.models import Directive
from liem.oversight.models import Finding

RUNS = 15
SHARED = Path(os.environ.get("LIEM_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def _addresses() -> list[tuple[str, str]]:
    """Account and address of every page, the heaviest of its kind where there is a choice."""
    finding = Finding.objects.filter(verdict="not_met").exclude(person="").order_by("pk").last()
    longest = max(Directive.objects.all(), key=lambda directive: len(directive.text))
    person = finding.person if finding else ""
    pages = [
        "/",
        "/directives/",
        f"/directives/{longest.short}",
        "/findings/",
        "/findings/?verdict=unknown&group=paper",
        f"/findings/{finding.pk if finding else 0}/",
        "/organisation/",
        "/organisation/?on=2025-05-31",
        "/people/?q=nguyen",
        f"/people/{person}/",
        "/targets/",
        "/ledger/",
    ]
    return [("tochuc", page) for page in pages] + [("canbo", "/mine/")]


def _visit(client: Client, page: str) -> tuple[float, int, int]:
    with CaptureQueriesContext(connection) as queries:
        started = time.perf_counter()
        answer = client.get(page, follow=True)
        seconds = time.perf_counter() - started
    assert answer.status_code == 200, f"{page}: {answer.status_code}"
    return seconds, len(queries), len(answer.content)


def main() -> None:
    docs = SHARED / "documents"
    prepare(password="benchmark-password", docs=docs if docs.is_dir() else None, progress=lambda _: None)
    print(f"{'page':46}{'median ms':>10}{'slowest ms':>12}{'queries':>9}{'kB':>7}")
    for username, page in _addresses():
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(Account.objects.get(username=username))
        _visit(client, page)
        visits = [_visit(client, page) for _ in range(RUNS)]
        seconds = [visit[0] * 1000 for visit in visits]
        queries = max(visit[1] for visit in visits)
        print(f"{page:46}{statistics.median(seconds):10.1f}{max(seconds):12.1f}{queries:9}{visits[0][2] / 1000:7.0f}")


if __name__ == "__main__":
    main()
