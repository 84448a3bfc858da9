"""Processes of their own for the tests of the queue, on the database of the environment.

`job_worker.py ask | work | hurry | once | cancel KEY`. Its kind of job writes one entry into the ledger, slowly: it
says in a file that it has begun and waits for another.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

import django

django.setup()

from liem.actions import jobs, working  # noqa: E402 — models need a started Django
from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation  # noqa: E402
from liem.actions.jobs import Outcome  # noqa: E402
from liem.actions.models import Job, LedgerEntry, Role  # noqa: E402
from liem.actions.perform import perform  # noqa: E402
from liem.actions.permissions import Acting  # noqa: E402
from liem.kernel.errors import Message  # noqa: E402

KIND = "slow"
ACTION = "record.import"


def run(task: working.Task) -> Outcome:
    """Begins, waits to be let on, writes once: like an import it does nothing the second time."""
    (task.folder / f"begun-{task.job.tries}").touch()
    jobs.tell(task.folder, Message("Đọc", "Reading"), step=1, steps=2)
    while not (task.folder / "let-on").exists():
        time.sleep(0.02)
    if LedgerEntry.objects.filter(action=ACTION).exists():
        return Outcome({"entry": None})
    body = task.by.mandate.body
    entry = perform(ACTION, by=task.by, body=body, subjects=[body], content={}, write=lambda w: w.position)
    if (task.folder / "then-die").exists():
        (task.folder / "then-die").unlink()
        time.sleep(600)
    return Outcome({"entry": entry})


def ask() -> str:
    """A job of a new account with a mandate; gives its key."""
    system = installation()
    account = create_account(NewAccount(username="may", full_name="Lò Thị Mây", password=None), by=system)
    grant = Grant(role=Role.ORGANISATION_OFFICER, body="tinh", valid_from=date(2020, 1, 1))
    by = Acting(account, grant_mandate(account, grant, by=system))
    return jobs.ask(KIND, by=by, arguments={"name": "Lò Thị Mây"}).key


jobs.register(KIND, jobs.Kind(ACTION, "job_worker.run"))
if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    match sys.argv[1]:
        case "ask":
            print(ask())
        case "work":
            working.work()
        case "hurry":
            working.MOST_SECONDS = 0
            working.work()
        case "cancel":
            print(jobs.cancel(Job.objects.get(pk=sys.argv[2])))
        case "once":
            working.carry_out_waiting()
