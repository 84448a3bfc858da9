"""How long every page takes, and how many questions it asks the database.

    python benchmarks/pages.py [PEOPLE [PART]]

At the demo's size, or with PEOPLE officials of an invented province (`liem.demo.national`), audited once. Prepares a
SQLite database of its own (or LIEM_DATABASE_URL) when it is empty. Times are those of Django's answer, without the
network: p50, p95 and the slowest of RUNS, after one visit that fills the caches; `cpu` is the processor's share of the
p50, which other programs on the machine do not lengthen (without that of a PostgreSQL server). PART: only the pages
whose address holds it.
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

import gc

gc.collect()
gc.freeze()  # as the server does once it is ready

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import Account, Role
from liem.actions.perform import perform
from liem.demo.fill import PACKS
from liem.demo.national import Country
from liem.demo.setup import directive_files, prepare
from liem.directives.models import Directive
from liem.directives.register import register_file
from liem.oversight.audit import record_audit, run_audit
from liem.oversight.models import Audit, Finding
from liem.record.models import PersonDetails
from liem.rulebook.book import rule_book
from liem.rulebook.models import Adoption
from liem.web.assets import prepare_assets

RUNS = 12
LIMIT = 200
SHARED = Path(os.environ.get("LIEM_SHARED") or Path(__file__).resolve().parents[2] / "shared")
PLACES = SHARED / "data" / "administrative_units.csv"
ROOT = "tinh-01/committee-0"
SINCE = date(2022, 3, 1)


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    if people:
        _prepare_large(people)
    else:
        docs = SHARED / "documents"
        prepare(password="benchmark-password", docs=docs if docs.is_dir() else None, progress=lambda _: None)
    prepare_assets()
    part = sys.argv[2] if len(sys.argv) > 2 else ""
    print(f"{'page':58}{'p50 ms':>8}{'p95 ms':>8}{'slowest':>9}{'cpu ms':>8}{'queries':>9}{'kB':>7}")
    for username, page in _addresses():
        if part not in page:
            continue
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(Account.objects.get(username=username))
        if _visit(client, page) is None:
            print(f"{page:58}    is not there")
            continue
        visits = [visit for _ in range(RUNS) if (visit := _visit(client, page))]
        seconds = [visit[0] * 1000 for visit in visits]
        middle, p95 = statistics.median(seconds), statistics.quantiles(seconds, n=20, method="inclusive")[-1]
        cpu, queries = statistics.median(visit[3] for visit in visits) * 1000, max(visit[1] for visit in visits)
        line = f"{page:58}{middle:8.0f}{p95:8.0f}{max(seconds):9.0f}{cpu:8.0f}{queries:9}{visits[0][2] / 1000:7.0f}"
        print(f"{line}{'  !' if p95 > LIMIT else ''}", flush=True)


def _addresses() -> list[tuple[str, str]]:
    """Account and address of every page, the heaviest of its kind where there is a choice."""
    finding = Finding.objects.filter(verdict="not_met").exclude(person="").order_by("pk").last()
    longest = max(Directive.objects.all(), key=lambda directive: len(directive.text))
    person = finding.person if finding else ""
    body = finding.body if finding else ""
    pages = [
        "/",
        "/directives/",
        f"/directives/{longest.short}",
        "/findings/",
        "/findings/?verdict=unknown&group=paper",
        f"/findings/{finding.pk if finding else 0}/",
        "/flags/",
        "/organisation/",
        "/organisation/?on=2025-05-31",
        f"/organisation/{body}/",
        "/people/",
        "/people/?page=1000",
        "/people/?sort=-born",
        "/people/?q=nguyen",
        "/people/?q=Nguy%E1%BB%85n",
        "/people/?q=hoa",
        "/people/?q=H%C3%B2a",
        "/people/?q=nguyen+thi+hoa",
        "/people/?role=director",
        "/people/?role=specialist&q=hoa",
        f"/people/?body={body}",
        "/people/?role=specialist",
        "/people/?role=specialist&page=1000",
        "/people/?qualification=political_theory:advanced_theory",
        "/people/?qualification=degree:university",
        "/people/?qualification=degree:university&role=specialist&q=hoa",
        "/people/?language=ti%E1%BA%BFng+Anh",
        f"/people/?body={ROOT}",
        f"/people/{person}/",
        "/targets/",
        "/rules/",
        "/rules/?kind=values",
        "/rules/conflicts/",
        "/quality/",
        "/quality/dossiers/",
        "/quality/attest/",
        "/campaigns/",
        "/calendar/",
        "/talent/",
        "/talent/training/",
        "/talent/moves/",
        "/delegation/",
        "/organisation-changes/",
        "/reorganisations/",
        "/exchange/",
        "/ledger/",
    ]
    return [("tochuc", page) for page in pages] + [("donvi", "/people/"), ("canbo", "/mine/")]


def _visit(client: Client, page: str) -> tuple[float, int, int, float] | None:
    """Seconds, queries, octets and seconds of the processor; None where the page is not there."""
    with CaptureQueriesContext(connection) as queries:
        started, worked = time.perf_counter(), time.process_time()
        answer = client.get(page, follow=True)
        seconds, worked = time.perf_counter() - started, time.process_time() - worked
    if answer.status_code != 200:
        return None
    return seconds, len(queries), len(answer.content), worked


def _prepare_large(people: int) -> None:
    """The invented province, the national and the demo packs adopted, the directives read, one audit."""
    prepare_record(people)
    if not Audit.objects.exists():
        started = time.perf_counter()
        record_audit(run_audit(as_of=Country(PLACES, people=people).as_of), by=installation())
        print(f"audited in {time.perf_counter() - started:.0f} s, {Finding.objects.count():,} findings")
    _analyze()


def prepare_record(people: int) -> None:
    """The same without the audit."""
    call_command("migrate", verbosity=0, interactive=False)
    country = Country(PLACES, people=people)
    if not PersonDetails.objects.exists():
        from gate import fill

        fill(country)
    if not Account.objects.filter(username="canbo").exists():
        _adopt()
        _create_accounts()
        for path in directive_files(SHARED / "documents"):
            register_file(path, by=installation(), law=rule_book())
    _analyze()


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _adopt() -> None:
    rows = [
        Adoption(identity=f"{ROOT}:{pack}", body=ROOT, pack=pack, valid_from=day, decision="Quyết định")
        for pack, day in PACKS.items()
    ]
    perform(
        "rulebook.adopt", by=installation(), body=None, subjects=[ROOT], content={}, write=lambda write: write.add(rows)
    )


def _create_accounts() -> None:
    for username, role, body, person in (
        ("tochuc", Role.ORGANISATION_OFFICER, ROOT, None),
        ("donvi", Role.UNIT_OFFICER, "tinh-01/agency-3", None),
        ("canbo", Role.OFFICIAL, "", "01-7"),
    ):
        new = NewAccount(username=username, full_name=username, password="benchmark-password", person=person)
        account = create_account(new, by=installation())
        grant_mandate(account, Grant(role=role, body=body, valid_from=SINCE), by=installation())


if __name__ == "__main__":
    main()
