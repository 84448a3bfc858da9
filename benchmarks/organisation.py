"""How long the organisation of a past day takes at 10,000 bodies and 100,000 people, and how many questions it asks.

    python benchmarks/organisation.py

Fills a SQLite database of its own (or LIEM_DATABASE_URL) when it is empty: 34 provinces with agencies and communes,
every body with two states (before and after 01/07/2025), a third of the communes made by a merger. Times are the
median and the slowest of RUNS, after one that fills the caches, and the processor's share of it, which a busy machine
leaves alone.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
os.environ.setdefault("LIEM_DATABASE_URL", f"sqlite:///{Path(tempfile.mkdtemp())}/organisation.sqlite3")

import django

django.setup()

import gc

gc.collect()
gc.freeze()  # as the server does once it is ready

from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import Account, Role
from liem.record.known import Known
from liem.record.models import (
    Body,
    BodyState,
    Headcount,
    Person,
    PersonDetails,
    Post,
    PostState,
    Reorganisation,
    Tenure,
)
from liem.record.organisation import Part, tree
from liem.record.organisation_body import body_page
from liem.record.organisation_changes import Between, body_changes, turnovers
from liem.record.organisation_days import body_days, organisation_days
from liem.record.reorganisations import events_of
from liem.record.scope import Reach, superiors_on
from liem.record.structure import headcounts, structure
from liem.web.assets import prepare_assets

RUNS = 15
PROVINCES, AGENCIES, UNITS, COMMUNES, OFFICES = 34, 20, 3, 90, 124  # a province: 20 agencies with 3 units each, …
POSTS = 10
TWO_LEVELS, PAST, LATER = date(2025, 7, 1), date(2024, 5, 31), date(2026, 10, 31)
BATCH = 20_000
FIRST = {"known_from": 0, "source": "benchmark"}


def _layout() -> Iterator[tuple[str, str, str, str | None, str]]:
    """Key, kind, level, superior and name of every body: 34 × (1 + 20 + 60 + 90 + 123) + 1, a little under 10,000."""
    yield "all", "committee", "province", None, "Trung tâm"
    for province in range(PROVINCES):
        own = f"p{province}"
        yield own, "committee", "province", "all", f"Tỉnh ủy {province}"
        for agency in range(AGENCIES):
            yield f"{own}/a{agency}", "agency", "province", own, f"Sở {agency} tỉnh {province}"
            for unit in range(UNITS):
                yield f"{own}/a{agency}/u{unit}", "unit", "province", f"{own}/a{agency}", f"Phòng {unit}"
        for commune in range(COMMUNES):
            yield f"{own}/c{commune}", "committee", "commune", own, f"Đảng ủy xã {commune} tỉnh {province}"
        for office in range(OFFICES - 1):
            above = f"{own}/c{office % COMMUNES}"
            yield f"{own}/o{office}", "administration", "commune", above, f"UBND xã {office} tỉnh {province}"


def _fill() -> None:
    """The bodies in two states each, ten posts a body, somebody in every post through two tenures."""
    bodies = list(_layout())
    keys = [key for key, *_ in bodies]
    _store(Body, (Body(key=key) for key in keys))
    _store(BodyState, (state for one in bodies for state in _states(*one)))
    posts = [(f"{key}#{number}", key, number) for key in keys for number in range(POSTS)]
    _store(Post, (Post(key=post) for post, _, _ in posts))
    _store(PostState, (_post(*post) for post in posts))
    people = [f"n{number}" for number in range(len(posts) + 1000)]
    _store(Person, (Person(key=key) for key in people))
    _store(PersonDetails, (_person(number, key) for number, key in enumerate(people)))
    _store(Tenure, (held for number, post in enumerate(posts) for held in _tenures(number, post[0], people)))
    _store(Headcount, (_headcount(key, year) for key in keys for year in (2024, 2025, 2026)))
    _store(Reorganisation, _mergers())


def _store(model: type[models.Model], rows: Iterator[models.Model]) -> None:
    waiting: list[models.Model] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == BATCH:
            model._default_manager.bulk_create(waiting)
            waiting = []
    model._default_manager.bulk_create(waiting)


def _states(key: str, kind: str, level: str, superior: str | None, name: str) -> Iterator[BodyState]:
    said = {"body_id": key, "kind": kind, "level": level, "superior_id": superior, **FIRST}
    yield BodyState(identity=f"{key}@1", name=f"{name} (cũ)", valid_from=None, valid_to=TWO_LEVELS, **said)
    yield BodyState(identity=f"{key}@2", name=name, valid_from=TWO_LEVELS, **said)


def _post(key: str, body: str, number: int) -> PostState:
    role = "director" if number == 0 else "specialist"
    return PostState(identity=key, post_id=key, body_id=body, title=f"Vị trí {number}", role=role, **FIRST)


def _person(number: int, key: str) -> PersonDetails:
    return PersonDetails(
        identity=key,
        person_id=key,
        name=f"Nguyễn Văn {number}",
        search_name=f"nguyen van {number}",
        born_on=date(1966, 1, 1) + timedelta(days=number % 12_000),
        sex=("woman", "man", "")[number % 3],
        ethnicity=("Kinh", "Kinh", "Tày", "")[number % 4],
        **FIRST,
    )


def _tenures(number: int, post: str, people: list[str]) -> Iterator[Tenure]:
    """One in ten posts is vacant since the change."""
    said = {"post_id": post, "person_id": people[number], **FIRST}
    ends = TWO_LEVELS if number % 10 == 0 else None
    yield Tenure(identity=f"t{number}", valid_from=date(2020, 1, 1), valid_to=ends, **said)


def _headcount(body: str, year: int) -> Headcount:
    return Headcount(identity=f"{body}/{year}", body_id=body, year=year, kind="officials", assigned=POSTS, **FIRST)


def _mergers() -> Iterator[Reorganisation]:
    """Every third commune of a province took over the two before it."""
    for province in range(PROVINCES):
        for commune in range(2, COMMUNES, 3):
            into = f"p{province}/c{commune}"
            for before in (f"p{province}/c{commune - 2}", f"p{province}/c{commune - 1}", into):
                yield Reorganisation(
                    identity=f"{into}<{before}",
                    event=f"merge/{into}",
                    kind="merge",
                    predecessor_id=before,
                    successor_id=into,
                    changed_on=TWO_LEVELS,
                    **FIRST,
                )


def _reader() -> Client:
    account = Account.objects.filter(username="benchmark").first()
    if account is None:
        new = NewAccount(username="benchmark", full_name="Benchmark", password="benchmark-password")
        account = create_account(new, by=installation())
        grant = Grant(role=Role.AUDITOR, body="all", valid_from=date(2020, 1, 1), valid_to=None)
        grant_mandate(account, grant, by=installation())
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(account)
    return client


def _measure(name: str, asked: Callable[[], object]) -> None:
    """Prints one line. The caches are filled by a first run that is not counted."""
    asked()
    waited, worked = [], []
    for _ in range(RUNS):
        with CaptureQueriesContext(connection) as queries:
            started, started_work = time.perf_counter(), time.process_time()
            asked()
            waited.append((time.perf_counter() - started) * 1000)
            worked.append((time.process_time() - started_work) * 1000)
    figures = f"{statistics.median(waited):10.1f}{max(waited):12.1f}{statistics.median(worked):10.1f}"
    print(f"{name:70}{figures}{len(queries):9}")


def _questions() -> list[tuple[str, Callable[[], object]]]:
    """What the pages ask, without the pages."""
    whole = Reach(LATER, bodies=frozenset(superiors_on(LATER)), whole=True)
    span = Between(PAST, LATER)
    return [
        ("tree of 31/05/2024", lambda: tree(whole, on=PAST)),
        ("the same, as known at an earlier position", lambda: tree(whole, on=PAST, known=Known(1))),
        ("communes of one province", lambda: tree(whole, Part("p3", "commune"), on=PAST)),
        ("a body with all its parts", lambda: _body(whole)),
        ("bodies changed between two days", lambda: body_changes(whole, span)),
        ("posts and holders changed between two days", lambda: turnovers(whole, span)),
        ("days of change", lambda: organisation_days(whole)),
    ]


def _body(whole: Reach) -> object:
    return (
        body_page(whole, "p3", on=PAST),
        structure("p3", on=PAST),
        headcounts("p3", on=LATER),
        events_of("p3/c2"),
        body_days("p3"),
    )


PAGES = [
    "/organisation/?on=2024-05-31",
    "/organisation/?on=2024-05-31&under=p3&level=commune",
    "/organisation/p3/?on=2024-05-31",
    "/organisation/p3/c2/",
    "/organisation-changes/?from=2024-05-31&to=2026-10-31",
    "/organisation-changes/?from=2024-05-31&to=2026-10-31&kind=turnover",
    "/organisation-changes/?from=2024-05-31&to=2026-10-31&body=p3",
    "/reorganisations/",
    "/reorganisations/merge/p3/c2/",
]


def _page(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Body.objects.exists():
        with transaction.atomic():
            _fill()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    prepare_assets()
    client = _reader()
    bodies, states, people = Body.objects.count(), BodyState.objects.count(), Person.objects.count()
    print(f"{bodies:,} bodies in {states:,} states, {people:,} people, {Tenure.objects.count():,} tenures")
    print(f"{'':70}{'median ms':>10}{'slowest ms':>12}{'CPU ms':>10}{'queries':>9}")
    for name, asked in _questions():
        _measure(name, asked)
    for address in PAGES:
        _measure(address, lambda address=address: _page(client, address))


if __name__ == "__main__":
    main()
