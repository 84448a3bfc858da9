"""How fast the ledger is: encoding, tree, verification, proofs; and with a database actions a second with many writers.

    python benchmarks/ledger.py [ENTRIES]            # without a database
    python benchmarks/ledger.py actions [SECONDS [WRITERS]]   # on LIEM_DATABASE_URL, or a new SQLite file
    python benchmarks/ledger.py readings [SECONDS [WRITERS]]  # the same, with the reading of dossiers, which is logged
    python benchmarks/ledger.py overhead             # one action on LIEM_DATABASE_URL as it is: copy the file first
    python benchmarks/ledger.py gates                # the same of a step of a case, with the rules that it asks

`actions` and `readings` check afterwards that no entry is lost, doubled or out of order. What else the machine does is
part of every figure, so the load is told.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.queues import Queue
from pathlib import Path
from time import monotonic, perf_counter, process_time
from typing import TYPE_CHECKING, TypeAlias, TypeVar
from uuid import uuid4

from liem.ledger.encoding import Entry, Json, canonical, leaf_bytes, salted_digest
from liem.ledger.kept import LEAVES, Node, completed, root_over
from liem.ledger.tree import EMPTY_ROOT, Frontier, consistency_ranges, inclusion_ranges, leaf_hash
from liem.ledger.verify import StoredEntry, verify

if TYPE_CHECKING:
    from liem.actions.permissions import Acting
    from liem.actions.write import Write

T = TypeVar("T")
Act: TypeAlias = Callable[[int, int], int]  # of a writer, by number: gives the position of the entry
RUNS = 200
SALT = bytes(16)


def entry_at(position: int) -> Entry:
    actor, person, content = (salted_digest(SALT, b"%d" % (position + shift)) for shift in range(3))
    return Entry(
        position=position,
        at=datetime(2026, 11, 21, tzinfo=UTC) + timedelta(seconds=position),
        action="record.correct",
        actor=actor,
        mandate=actor,
        subjects=(person,),
        content=content,
        row_count=0,
        row_root=EMPTY_ROOT,
    )


def stored(leaves: list[bytes]) -> Iterator[StoredEntry]:
    tree = Frontier()
    for position, leaf in enumerate(leaves):
        hashed = leaf_hash(leaf)
        tree.append(hashed)
        yield StoredEntry(position, leaf, hashed, tree.root())


def kept_of(entries: list[StoredEntry]) -> dict[Node, bytes]:
    tree, kept = Frontier(), {}
    for entry in entries:
        kept.update(completed(tree, entry.leaf_hash))
        tree.append(entry.leaf_hash)
    return kept


def timed(name: str, count: int, work: Callable[[], T]) -> T:
    start, cpu = perf_counter(), process_time()
    result = work()
    seconds, cpu = perf_counter() - start, process_time() - cpu
    print(f"| {name:<42} | {count:>9,} | {seconds:>8.2f} | {cpu:>8.2f} | {count / seconds:>11,.0f} |", flush=True)
    return result


def pure(count: int) -> None:
    print(f"| {'step':<42} | {'entries':>9} | {'seconds':>8} | {'cpu':>8} | {'per second':>11} |")
    print(f"| {'-' * 42} | {'-' * 8}: | {'-' * 7}: | {'-' * 7}: | {'-' * 10}: |")
    row = {"identity": "person-000001", "known_from": 12, "full_name": "Nguyễn Văn An", "born_on": "1980-02-29"}
    timed("canonical bytes of a row (RFC 8785)", count // 10, lambda: [canonical(row) for _ in range(count // 10)])
    leaves = timed("leaves encoded", count, lambda: [leaf_bytes(entry_at(position)) for position in range(count)])
    entries = timed("appended to the tree, root after each", count, lambda: list(stored(leaves)))
    head = Frontier()
    timed("tree alone", count, lambda: [head.append(entry.leaf_hash) for entry in entries])
    kept = kept_of(entries)
    problems = timed("verified, streaming", count, lambda: verify(iter(entries), head.head(), kept=kept))
    if problems:
        sys.exit(f"the benchmark's own ledger does not verify: {problems}")
    roots = kept | {(LEAVES, entry.position): entry.leaf_hash for entry in entries}
    places = [count * part // 1009 for part in range(1000)]
    timed("inclusion proofs", 1000, lambda: [prove(inclusion_ranges(place, count), roots) for place in places])
    timed("consistency proofs", 1000, lambda: [prove(consistency_ranges(place, count), roots) for place in places])
    longest = max(len(inclusion_ranges(place, count)) for place in places)
    print(f"\nhashes in a proof, at most: {longest}")


def prove(parts: list[range], roots: dict[Node, bytes]) -> list[bytes]:
    return [root_over(part, roots) for part in parts]


def start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liem.web.settings")
    os.environ.setdefault("LIEM_DATABASE_URL", f"sqlite:///{Path(tempfile.mkdtemp())}/benchmark.sqlite3")
    import django

    django.setup()


def fill_with_nothing() -> Act:
    """An action of the installation that writes no row."""
    from liem.actions.accounts import installation
    from liem.actions.perform import perform

    by = installation()

    def act(name: int, number: int) -> int:
        content = {"by": name, "number": number}
        return perform(
            "installation.fill", by=by, body=None, subjects=["tinh"], content=content, write=lambda w: w.position
        )

    return act


def read_dossiers() -> Act:
    """An officer opens dossiers of a body far below: the commonest action there is."""
    from liem.actions.readings import record_reading

    by, body = officer_and_deepest_body()
    return lambda name, number: record_reading(f"{name}-{number}", body=body, by=by).entry_id


def write_until(end: float, name: int, act: Act, done: Queue[list[tuple[int, int]]]) -> None:
    """Acts until the time is over; gives the positions with its own numbers, in order."""
    acknowledged, number = [], 0
    while monotonic() < end:
        acknowledged.append((act(name, number), number))
        number += 1
    done.put(acknowledged)


def actions(what: Callable[[], Act], seconds: int = 10, writers: int = 20) -> None:
    start_django()
    from django.core.management import call_command
    from django.db import connection, connections

    from liem.actions.models import EntryContent, LedgerHead
    from liem.actions.verification import verify_ledger

    call_command("migrate", verbosity=0)
    act = what()
    before = LedgerHead.objects.get().size
    vendor = connection.vendor
    connections.close_all()
    context = get_context("fork")
    done: Queue[list[tuple[int, int]]] = context.Queue()
    load = os.getloadavg()[0]
    start = monotonic()
    workers = [context.Process(target=write_until, args=(start + seconds, name, act, done)) for name in range(writers)]
    for worker in workers:
        worker.start()
    acknowledged = [done.get() for _ in workers]
    for worker in workers:
        worker.join()
    took = monotonic() - start
    positions = sorted(position for one in acknowledged for position, _ in one)
    size = LedgerHead.objects.get().size
    in_order = all(one == sorted(one) for one in acknowledged)
    told = EntryContent.objects.filter(entry__gte=before).count()
    sound = verify_ledger().sound
    print(f"{vendor}: {len(positions) / took:.0f} actions a second, {writers} writers, load before {load:.1f}")
    whole = positions == list(range(before, size)) and told == len(positions)
    print(f"none lost, none doubled: {whole}; each writer's in order: {in_order}; ledger verifies: {sound}")
    if not (whole and in_order and sound):
        sys.exit(1)


def overhead() -> None:
    """Permission, ledger and outbox of one action: with nothing to write, about a deep body, with a row written."""
    start_django()
    from liem.actions.accounts import installation
    from liem.actions.models import LedgerHead
    from liem.actions.perform import perform
    from liem.actions.proofs import consistency_of, inclusion_of
    from liem.actions.readings import record_reading

    by = installation()
    officer, body = officer_and_deepest_body()

    def act() -> None:
        perform("installation.fill", by=by, body=None, subjects=["tinh"], content={}, write=lambda w: None)

    def about() -> None:
        perform("record.review", by=officer, body=body, subjects=[body], content={}, write=lambda w: None)

    size = LedgerHead.objects.get().size
    works: dict[str, Callable[[], object]] = {
        "one action": act,
        f"one action about {body}": about,
        "one that writes a row": lambda: record_reading("benchmark", body=body, by=officer),
        "inclusion proof": lambda: inclusion_of(size // 3, size=size),
        "consistency proof": lambda: consistency_of(size // 3, size=size),
    }
    for name, work in works.items():
        work()
        taken, cpu = [], process_time()
        for _ in range(RUNS):
            start = perf_counter()
            work()
            taken.append((perf_counter() - start) * 1000)
        cpu = (process_time() - cpu) / RUNS * 1000
        taken.sort()
        figures = {"p50": taken[RUNS // 2], "p95": taken[RUNS * 95 // 100 - 1], "cpu": cpu}
        told = json.dumps({name: round(figure, 1) for name, figure in figures.items()})
        print(f"{name}: {told} ms; {size} entries; load {os.getloadavg()[0]:.1f}")


def gates() -> None:
    """One step of an appointment with two candidates: permission, its six rules about each of them, ledger."""
    start_django()
    from cases import draw_appointments
    from django.db import connection
    from django.utils import timezone

    from liem.actions.models import LedgerHead
    from liem.actions.perform import perform
    from liem.procedures.cases.standing import case_now
    from liem.procedures.gates.asking import ask
    from liem.procedures.models import CaseEvent, GateAnswer

    officer, _ = officer_and_deepest_body()
    day = timezone.localdate()
    cases = [case_now(key, on=day) for key in draw_appointments("party_appointment_inside", RUNS // 10, day=day)]
    taken: dict[str, list[float]] = {name: [] for name in ("permission", "gates", "ledger", "total")}

    def step(number: int) -> int:
        now = cases[number % len(cases)]
        marks = [perf_counter()]
        asked = []

        def gate() -> None:
            marks.append(perf_counter())
            asked.extend(ask(now, "appraisal", day))
            marks.append(perf_counter())

        def write(w: Write) -> None:
            event = CaseEvent(
                key=f"{now.case.pk}:{number}",
                case=now.case,
                number=number,
                step="appraisal",
                on=day,
                body_id=now.case.body_id,
                account=officer.account,
                outcome="passed",
            )
            w.add([event])
            w.add(
                GateAnswer(event=event, rule=one.rule, digest=one.digest, subject=one.subject, verdict=one.verdict)
                for one in asked
            )

        content: dict[str, Json] = {"case": now.case.pk, "step": "appraisal", "on": day.isoformat(), "corrects": None}
        perform(
            "procedures.take",
            by=officer,
            body=now.case.body_id,
            subjects=[now.case.body_id],
            content=content,
            gates=[gate],
            write=write,
        )
        marks.append(perf_counter())
        started, before, after, end = marks
        for name, seconds in zip(taken, (before - started, after - before, end - after, end - started), strict=True):
            taken[name].append(seconds * 1000)
        return len(asked)

    size, first = LedgerHead.objects.get().size, perf_counter()
    answers = step(1)
    first = (perf_counter() - first) * 1000
    cpu = process_time()
    for figures in taken.values():
        figures.clear()
    for number in range(2, RUNS + 2):
        step(number)
    cpu = (process_time() - cpu) / RUNS * 1000
    print(f"{connection.vendor}, {size} entries, {answers} answers of rules; the first in this process {first:.0f} ms")
    for name, figures in taken.items():
        figures.sort()
        print(f"{name:<12} p50 {figures[RUNS // 2]:6.1f} ms   p95 {figures[RUNS * 95 // 100 - 1]:6.1f} ms")
    print(f"CPU here {cpu:.1f} ms; load {os.getloadavg()[0]:.1f}")


def officer_and_deepest_body() -> tuple[Acting, str]:
    """An officer of a topmost body, made for this, and the body with the longest way up to it."""
    from django.utils import timezone

    from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
    from liem.actions.models import Role
    from liem.actions.permissions import Acting
    from liem.record.scope import and_above, superiors_on

    day, by = timezone.localdate(), installation()
    superiors = superiors_on(day)
    lines = {body: and_above(body, superiors) for body in superiors}
    body = max(lines, key=lambda body: len(lines[body]), default="tinh")
    top = next((above for above in lines.get(body, ()) if superiors[above] is None), body)
    account = create_account(NewAccount(username=uuid4().hex, full_name="", password=None), by=by)
    grant = Grant(role=Role.ORGANISATION_OFFICER, body=top, valid_from=day)
    return Acting(account, grant_mandate(account, grant, by=by)), body


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["actions", *numbers]:
            actions(fill_with_nothing, *map(int, numbers))
        case ["readings", *numbers]:
            actions(read_dossiers, *map(int, numbers))
        case ["overhead"]:
            overhead()
        case ["gates"]:
            gates()
        case [count]:
            pure(int(count))
        case _:
            pure(1_000_000)
