"""Jobs in the background: nobody else's, once each, whatever happens to the process that runs them."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import timezone

from actions.conftest import Appoint
from liem.actions import jobs, working
from liem.actions.accounts import end_mandate
from liem.actions.jobs import HandedIn, Outcome
from liem.actions.models import Job, LedgerEntry, Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError

WORKER = Path(__file__).with_name("job_worker.py")
COUNTED: list[str] = []


def run_counted(task: working.Task) -> Outcome:
    """The kind of job that the tests in this process ask for."""
    COUNTED.append(task.job.file)
    if task.job.arguments.get("fault"):
        raise ZeroDivisionError
    text = jobs.input_of(task.job).read_text(encoding="utf-8") if task.job.file else ""
    return Outcome({"letters": len(text)}, {"text": text, "role": task.by.mandate.role})


@pytest.fixture(autouse=True)
def _queue(settings: LazySettings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    jobs.register("counted", jobs.Kind("record.import", "actions.test_jobs.run_counted"))
    COUNTED.clear()


def handed_in(text: str = "Mây", name: str = "danh sách.csv") -> HandedIn:
    return HandedIn(name, [text.encode()])


def test_a_job_runs_under_the_mandate_it_was_asked_with_and_tells_what_came_of_it(officer: Acting) -> None:
    asked = jobs.ask("counted", by=officer, arguments={"a": 1}, file=handed_in())
    assert (asked.file, jobs.input_of(asked).stat().st_mode & 0o777) == ("danh sách.csv", 0o600)
    assert working.carry_out_waiting() == 1
    done = jobs.job_of(asked.key, by=officer)
    assert (done.state, done.result, done.details, done.error) == (
        Job.State.DONE,
        {"letters": 3},
        {"text": "Mây", "role": Role.ORGANISATION_OFFICER},
        None,
    )
    assert working.carry_out_waiting() == 0


def test_nobody_else_sees_a_job(officer: Acting, appoint: Appoint) -> None:
    asked = jobs.ask("counted", by=officer, arguments={})
    under_another = appoint(Role.UNIT_OFFICER, "tinh/so-a")
    with pytest.raises(LiemError, match=r"jobs\.not_found"):
        jobs.job_of(asked.key, by=under_another)
    assert list(jobs.jobs_of(under_another)) == []
    assert list(jobs.jobs_of(officer)) == [asked]


def test_only_who_may_do_the_action_asks_for_it(appoint: Appoint) -> None:
    with pytest.raises(LiemError, match=r"actions\.no_mandate"):
        jobs.ask("counted", by=appoint(Role.AUDITOR, "tinh"), arguments={}, file=handed_in())
    assert list(jobs.jobs_folder().glob("*")) == []


def test_a_mandate_that_ended_meanwhile_stops_the_job(officer: Acting, system: Acting) -> None:
    asked = jobs.ask("counted", by=officer, arguments={})
    end_mandate(officer.mandate, on=timezone.localdate(), reason="chuyển công tác", by=system)
    working.carry_out_waiting()
    failed = Job.objects.get(pk=asked.key)
    assert (failed.state, failed.error["code"], COUNTED) == (Job.State.FAILED, "actions.expired_mandate", [])


def test_a_fault_of_ours_is_told_without_what_it_was(officer: Acting) -> None:
    asked = jobs.ask("counted", by=officer, arguments={"fault": True})
    working.carry_out_waiting()
    failed = Job.objects.get(pk=asked.key)
    assert (failed.state, failed.error["code"]) == (Job.State.FAILED, "jobs.fault")
    assert "ZeroDivision" not in str(failed.error)


def test_asking_again_once_however_often_it_is_pressed(officer: Acting) -> None:
    asked = jobs.ask("counted", by=officer, arguments={"n": 1}, file=handed_in())
    assert not jobs.ask_again(asked, arguments={"n": 2})  # it has not ended
    working.carry_out_waiting()
    assert [jobs.ask_again(asked, arguments={"n": 2}) for _ in range(2)] == [True, False]
    assert (working.carry_out_waiting(), len(COUNTED)) == (1, 2)
    assert Job.objects.get(pk=asked.key).arguments == {"n": 2}


def test_a_job_that_waits_can_be_stopped_and_does_not_run(officer: Acting) -> None:
    asked = jobs.ask("counted", by=officer, arguments={})
    assert [jobs.cancel(asked), jobs.cancel(asked)] == [True, False]
    assert (working.carry_out_waiting(), COUNTED, Job.objects.get().state) == (0, [], Job.State.CANCELLED)


def test_a_day_after_its_end_file_and_answers_are_gone_and_figures_stay(officer: Acting) -> None:
    asked = jobs.ask("counted", by=officer, arguments={"name": "Mây"}, file=handed_in())
    working.carry_out_waiting()
    assert jobs.erase_old(now=timezone.now() + timedelta(hours=23)) == 0
    assert jobs.erase_old(now=timezone.now() + timedelta(hours=25)) == 1
    erased = Job.objects.get()
    assert (erased.arguments, erased.details, erased.result) == ({}, None, {"letters": 3})
    assert not jobs.folder_of(asked.key).exists()
    assert not jobs.ask_again(erased, arguments={})
    jobs.erase_old(now=timezone.now() + timedelta(days=31))
    assert Job.objects.count() == 0


def test_files_that_a_crash_left_without_a_row_are_removed(db: None) -> None:
    left = jobs.folder_of("0" * 32)
    left.mkdir(parents=True)
    assert jobs.erase_old(now=timezone.now()) == 0
    os.utime(left, (0, 0))
    assert (jobs.erase_old(now=timezone.now()), left.exists()) == (1, False)


def test_a_job_whose_files_are_gone_says_so(officer: Acting) -> None:
    asked = jobs.ask("counted", by=officer, arguments={}, file=handed_in())
    jobs.folder_of(asked.key).rename(jobs.jobs_folder() / "elsewhere")
    working.carry_out_waiting()
    assert Job.objects.get().error["code"] == "jobs.files_gone"


def test_nobody_floods_the_queue(officer: Acting) -> None:
    for _ in range(jobs.MOST_UNFINISHED):
        jobs.ask("counted", by=officer, arguments={})
    with pytest.raises(LiemError, match=r"jobs\.too_many\]"):
        jobs.ask("counted", by=officer, arguments={})
    for _ in range(jobs.MOST_KEPT - jobs.MOST_UNFINISHED):
        working.carry_out_waiting()
        jobs.ask("counted", by=officer, arguments={})
    working.carry_out_waiting()
    with pytest.raises(LiemError, match=r"jobs\.too_many_kept\]"):
        jobs.ask("counted", by=officer, arguments={})


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("Danh sách (2).xlsx", "Danh sách (2).xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\tmp\\a.csv", "a.csv"),
        ("..", "file"),
        (".htaccess", "htaccess"),
        ("a\x00b\n<script>.xlsx", "a b script.xlsx"),
        ("=cmd|' /C calc'!A0.csv", "C calc A0.csv"),
        ("x" * 300 + ".docx", "x" * 72 + ".docx"),
    ],
)
def test_the_name_of_a_file_is_never_a_path(given: str, safe: str) -> None:
    assert jobs.safe_name(given) == safe


# --- Processes that are killed ---------------------------------------------------------------------------------------


class Processes:
    """Workers on one database, each in a process group of its own, and the job that they are to carry out."""

    def __init__(self, home: Path, database: str) -> None:
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "liem.web.settings",
            "LIEM_DATABASE_URL": database,
            "LIEM_HOME": str(home),
            "LIEM_SECRET_KEY": "only-for-this-test-only-for-this-test",
            "PYTHONPATH": str(WORKER.parent),
        }
        self.begun: list[subprocess.Popen[bytes]] = []
        self.var = home / "var"
        self.file = home / "liem.sqlite3"

    def do(self, *arguments: str) -> str:
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout.strip()

    def start(self, how: str = "work") -> subprocess.Popen[bytes]:
        worker = subprocess.Popen([sys.executable, WORKER, how], env=self.environment, start_new_session=True)
        self.begun.append(worker)
        return worker

    def show(self, key: str) -> tuple[str, object, int]:
        """State, result and how many entries imports wrote."""
        if connection.vendor == "postgresql":
            job = Job.objects.get(pk=key)
            return job.state, job.result, LedgerEntry.objects.filter(action="record.import").count()
        with closing(sqlite3.connect(self.file)) as stored:
            state, result = stored.execute("SELECT state, result FROM actions_job WHERE key = ?", [key]).fetchone()
            (written,) = stored.execute(
                "SELECT COUNT(*) FROM actions_ledgerentry WHERE action = 'record.import'"
            ).fetchone()
        return state, result and json.loads(result), written

    def end(self) -> None:
        for worker in self.begun:
            with suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()


@pytest.fixture
def processes(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Processes]:
    """On a database of their own: a file, or on PostgreSQL the one of the tests, which such a test commits to."""
    if connection.vendor == "postgresql":
        stored = connection.settings_dict
        user = stored["USER"] + (f":{stored['PASSWORD']}" if stored["PASSWORD"] else "")
        made = Processes(tmp_path, f"postgresql://{user}@{stored['HOST']}:{stored['PORT']}/{stored['NAME']}")
    else:
        made = Processes(tmp_path, f"sqlite:///{tmp_path}/liem.sqlite3")
        shutil.copy(request.getfixturevalue("empty_file"), made.file)
    yield made
    made.end()


def until(true: Callable[[], bool], *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_was_killed_is_carried_out_once_by_the_next(processes: Processes) -> None:
    key = processes.do(str(WORKER), "ask")
    folder = processes.var / "jobs" / key
    worker = processes.start()
    until((folder / "begun-1").exists)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    assert processes.show(key) == ("running", None, 0)

    processes.start()
    until((folder / "begun-2").exists)
    (folder / "let-on").touch()
    until(lambda: processes.show(key)[0] == "done")
    state, result, written = processes.show(key)
    assert (state, written, isinstance(result, dict) and result["entry"] is not None) == ("done", 1, True)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_writing_and_saying_so_writes_nothing_twice(processes: Processes) -> None:
    key = processes.do(str(WORKER), "ask")
    folder = processes.var / "jobs" / key
    worker = processes.start()
    until((folder / "begun-1").exists)
    (folder / "then-die").touch()
    (folder / "let-on").touch()
    until(lambda: not (folder / "then-die").exists())
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    processes.do(str(WORKER), "once")
    assert processes.show(key) == ("done", {"entry": None}, 1)


@pytest.mark.django_db(transaction=True)
def test_while_the_process_of_a_job_lives_no_other_worker_takes_it(processes: Processes) -> None:
    key = processes.do(str(WORKER), "ask")
    folder = processes.var / "jobs" / key
    worker = processes.start()
    until((folder / "begun-1").exists)
    os.kill(worker.pid, signal.SIGKILL)  # it alone: the process of the job goes on
    worker.wait()
    processes.do(str(WORKER), "once")
    assert (processes.show(key)[0], (folder / "begun-2").exists()) == ("running", False)
    (folder / "let-on").touch()
    until(lambda: processes.show(key)[0] == "done")
    assert processes.show(key)[2] == 1


@pytest.mark.django_db(transaction=True)
def test_a_worker_told_to_stop_puts_the_job_back(processes: Processes) -> None:
    key = processes.do(str(WORKER), "ask")
    folder = processes.var / "jobs" / key
    worker = processes.start()
    until((folder / "begun-1").exists)
    worker.terminate()
    assert worker.wait(timeout=20) == 0
    assert processes.show(key) == ("waiting", None, 0)


@pytest.mark.django_db(transaction=True)
def test_a_job_that_runs_is_stopped_and_writes_nothing(processes: Processes) -> None:
    key = processes.do(str(WORKER), "ask")
    folder = processes.var / "jobs" / key
    processes.start()
    until((folder / "begun-1").exists)
    assert processes.do(str(WORKER), "cancel", key) == "True"
    until(lambda: _is_free(folder / "lock"))
    (folder / "let-on").touch()
    assert processes.show(key) == ("cancelled", None, 0)


@pytest.mark.django_db(transaction=True)
def test_a_job_that_takes_too_long_makes_room_for_the_next(processes: Processes) -> None:
    key = processes.do(str(WORKER), "ask")
    processes.start("hurry")
    until(lambda: processes.show(key)[0] == "failed")
    assert processes.show(key) == ("failed", None, 0)


def _is_free(lock: Path) -> bool:
    with lock.open("r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
