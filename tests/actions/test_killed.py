"""`kill -9` at every point of an action, while others write: no half action, nothing acknowledged lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from liem.actions.models import EntryContent, LedgerEntry, Mandate, OutboxMessage, WrittenRow
from liem.actions.verification import verify

SCRIPT = Path(__file__).with_name("killed.py")
KILLS = int(os.environ.get("LIEM_TORTURE", "50"))
SEED = 20261121


def address_of_test_database() -> str:
    """On SQLite tests have their database in memory, which no other process sees: there the script gets a file."""
    told = connection.settings_dict
    return f"postgresql://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"


def killed(address: str, home: Path) -> dict[str, object]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "liem.web.settings",
        "LIEM_DATABASE_URL": address,
        "LIEM_HOME": str(home),
        "LIEM_SECRET_KEY": "only-for-this-test-only-for-this-test",
    }
    ended = subprocess.run(
        [sys.executable, SCRIPT, str(KILLS), str(SEED)], env=environment, check=True, capture_output=True, text=True
    )
    found: dict[str, object] = json.loads(ended.stdout)
    return found


def check(found: dict[str, object], entries: int) -> None:
    acknowledged = found["acknowledged"]
    assert isinstance(acknowledged, list)
    assert len(acknowledged) == len(set(acknowledged))
    assert max(acknowledged) < entries
    assert isinstance(found["in_the_middle"], int)
    assert found["in_the_middle"] > KILLS / 2  # else the kills came between the actions


@pytest.mark.only_on_postgresql
@pytest.mark.django_db(transaction=True)
def test_killed_processes_leave_a_whole_ledger_on_postgresql(tmp_path: Path) -> None:
    found = killed(address_of_test_database(), tmp_path)
    entries = LedgerEntry.objects.count()
    check(found, entries)
    assert list(LedgerEntry.objects.order_by("position").values_list("position", flat=True)) == list(range(entries))
    assert (EntryContent.objects.count(), OutboxMessage.objects.count()) == (entries, entries)
    versions = Mandate.objects.count()
    closed = Mandate.objects.filter(known_to__isnull=False).count()
    assert WrittenRow.objects.filter(table="actions_mandate").count() == versions + closed
    assert verify().sound


@pytest.mark.once
def test_killed_processes_leave_a_whole_ledger_on_sqlite(tmp_path: Path, empty_file: Path) -> None:
    address = f"sqlite:///{tmp_path / 'liem.sqlite3'}"
    shutil.copy(empty_file, tmp_path / "liem.sqlite3")
    found = killed(address, tmp_path)
    environment = os.environ | {
        "LIEM_DATABASE_URL": address,
        "LIEM_HOME": str(tmp_path),
        "LIEM_LANGUAGE": "en",
        "LIEM_SECRET_KEY": "only-for-this-test-only-for-this-test",
    }
    said = subprocess.run(
        [sys.executable, "-m", "liem.cli", "ledger", "verify"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout
    check(found, int(said.stdout.split()[4]))
