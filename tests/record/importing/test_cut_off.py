"""An import that is cut off leaves nothing half-written; the same command again does the whole of it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from liem.actions.permissions import Acting
from liem.kernel.errors import Message
from liem.record.importing import import_roster
from liem.record.models import PersonDetails

from .rosters import PERSON_HEADINGS, SHEETS, people, stored, write

ROWS = [[f"cb-{number}", f"Lò Thị {number}", "05/09/1985", "Nữ"] for number in range(3_000)]
PROGRAM = """
import os, signal, sys
import django
django.setup()
from datetime import date
from pathlib import Path
from django.core.management import call_command
from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import Account, Mandate, Role
from liem.actions.permissions import Acting
from liem.record.importing import RECORD_SHEETS, import_roster
if not Path(sys.argv[2]).exists():
    call_command("migrate", verbosity=0)
    system = installation()
    account = create_account(NewAccount(username="may", full_name="", password=None), by=system)
    grant = Grant(role=Role.ORGANISATION_OFFICER, body="tinh-uy", valid_from=date(2020, 1, 1))
    grant_mandate(account, grant, by=system)
account = Account.objects.get(username="may")
if len(sys.argv) > 3:
    from liem.actions import write
    write.Write._remember = lambda self, written: os.kill(os.getpid(), signal.SIGKILL)  # in the middle of writing
by = Acting(account, Mandate.objects.get(account=account))
report = import_roster(Path(sys.argv[1]), sheets=RECORD_SHEETS, by=by)
print(report.changed, report.entry is not None)
"""


def test_a_process_killed_while_writing_leaves_nothing_and_the_next_does_all(tmp_path: Path) -> None:
    path, database = write(tmp_path / "roster.xlsx", people(*ROWS)), tmp_path / "liem.sqlite3"
    environment = os.environ | {
        "LIEM_DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "liem.web.settings",
    }

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", PROGRAM, str(path), str(database), *more]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)

    def people_and_entries() -> tuple[int, int]:
        with sqlite3.connect(database) as connection:
            counts = [
                connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("record_persondetails", "actions_ledgerentry")
            ]
        return counts[0], counts[1]

    killed = run("killed")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    people_before, entries_before = people_and_entries()
    assert people_before == 0

    whole = run()
    assert (whole.returncode, whole.stdout) == (0, "3000 True\n"), whole.stderr
    assert people_and_entries() == (3_000, entries_before + 1)
    assert run().stdout == "0 False\n"


def test_progress_is_told_and_breaking_off_while_writing_undoes_everything(officer: Acting, tmp_path: Path) -> None:
    path = write(tmp_path / "roster.xlsx", {"Cán bộ": [PERSON_HEADINGS, *ROWS[:20]]})
    before, heard = stored(), []

    def hear(message: Message) -> None:
        heard.append(message.vi)
        if message.vi.startswith("Ghi"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_roster(path, sheets=SHEETS, by=officer, progress=hear)

    assert heard == ["Đọc trang “Cán bộ”", "Kiểm tra", "Ghi 20 dòng"]
    assert stored() == before
    assert import_roster(path, sheets=SHEETS, by=officer).changed == 20
    assert PersonDetails.objects.count() == 20
