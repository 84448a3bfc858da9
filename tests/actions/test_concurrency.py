from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from threading import Barrier, Thread
from time import sleep

import pytest
from django.db import connection, transaction

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.append import lock_head
from liem.actions.models import EntryContent, LedgerEntry, Mandate, Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.verification import verify
from liem.kernel.errors import LiemError

WORKER = Path(__file__).with_name("worker.py")


@pytest.mark.only_on_postgresql
@pytest.mark.django_db(transaction=True)
def test_two_threads_at_once_lose_nothing_and_keep_the_order() -> None:
    ready = Barrier(2)

    def work(name: str) -> None:
        ready.wait()  # both meet an empty ledger: even its head and its first entry are made once
        try:
            for number in range(20):
                perform(
                    "installation.fill",
                    by=installation(),
                    body=None,
                    subjects=[],
                    content={"by": name, "number": number},
                    write=lambda w: None,
                )
        finally:
            connection.close()

    threads = [Thread(target=work, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(LedgerEntry.objects.order_by("position").values_list("position", flat=True)) == list(range(41))
    told = [json.loads(text) for text in EntryContent.objects.order_by("entry_id").values_list("content", flat=True)]
    for name in ("a", "b"):
        assert [content["number"] for content in told if content.get("by") == name] == list(range(20))
    assert verify().sound


@pytest.mark.only_on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_mandate_that_ends_while_its_holder_stands_in_line_is_refused() -> None:
    """The mandate is asked for on the same trip as the lock, and must still be answered from behind the lock."""
    system = installation()
    account = create_account(NewAccount(username="may", full_name="", password=None), by=system)
    grant = Grant(role=Role.ORGANISATION_OFFICER, body="tinh", valid_from=date(2020, 1, 1))
    by = Acting(account, grant_mandate(account, grant, by=system))
    refused = []

    def work() -> None:
        try:
            perform("record.review", by=by, body="tinh", subjects=[], content={}, write=lambda w: None)
        except LiemError as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    before = LedgerEntry.objects.count()
    thread = Thread(target=work)
    with transaction.atomic():
        lock_head()
        thread.start()
        while not somebody_waits():
            assert thread.is_alive()
            sleep(0.01)
        Mandate.objects.filter(pk=by.mandate.pk).update(valid_to=date(2020, 1, 2))
    thread.join()
    assert (refused, LedgerEntry.objects.count()) == (["actions.expired_mandate"], before)


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database "
            "WHERE locktype = 'advisory' AND NOT granted AND datname = current_database())"
        )
        (waits,) = cursor.fetchone()
    return bool(waits)


def test_two_processes_on_one_sqlite_file_lose_nothing(tmp_path: Path, empty_file: Path) -> None:
    file = tmp_path / "liem.sqlite3"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "liem.web.settings",
        "LIEM_DATABASE_URL": f"sqlite:///{file}",
        "LIEM_HOME": str(tmp_path),
        "LIEM_SECRET_KEY": "only-for-this-test-only-for-this-test",
    }
    shutil.copy(empty_file, file)
    workers = [subprocess.Popen([sys.executable, WORKER, "15"], env=environment) for _ in range(2)]
    assert [worker.wait(timeout=60) for worker in workers] == [0, 0]

    with sqlite3.connect(file) as stored:
        positions = [row[0] for row in stored.execute("SELECT position FROM actions_ledgerentry ORDER BY position")]
        contents = [json.loads(row[0]) for row in stored.execute("SELECT content FROM actions_entrycontent")]
        journal = stored.execute("PRAGMA journal_mode").fetchone()[0]
    assert (positions, journal) == (list(range(31)), "wal")
    assert Counter(content.get("number") for content in contents) == {None: 1} | dict.fromkeys(range(15), 2)
