"""Carrying out the jobs of the queue, each in a process of its own, so that what crashes there takes nobody along."""

from __future__ import annotations

import fcntl
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import TypeAlias

from django.db import DatabaseError, connections
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from liem.actions import permissions
from liem.actions.chores import Rota
from liem.actions.jobs import Outcome, folder_of, jobs_folder, kind_named, tell, told_in
from liem.actions.models import Job, Mandate
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message

MOST_TRIES = 3
MOST_SECONDS = 45 * 60  # of one job: the next one waits for it
POLL_SECONDS = 0.5
_PATIENCE_SECONDS = 5
_LOG = logging.getLogger("liem.jobs")
_STARTING = Message("Bắt đầu", "Starting")


@dataclass(frozen=True, slots=True)
class Task:
    """A job that this process has taken, under the mandate as known now."""

    job: Job
    by: Acting
    folder: Path


Run: TypeAlias = Callable[[Task], Outcome]


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that nobody else runs for as long as the lock is held, here or in a process forked from here."""

    key: str
    lock: TextIOWrapper


def claim() -> Claim | None:
    """Takes the job that waits longest, or one whose worker is gone; None where there is none.

    One that three workers began and none could end is given up.
    """
    unfinished = Job.objects.filter(state__in=[Job.State.WAITING, Job.State.RUNNING])
    for job in unfinished.order_by("asked_at", "key"):
        folder = folder_of(job.key)
        try:
            lock = _locked(folder / "lock")
        except FileNotFoundError:
            _fail(job, _gone())
            continue
        if lock is None:
            continue
        if job.tries >= MOST_TRIES:
            _fail(job, _given_up())
        elif _begin(job):
            tell(folder, _STARTING, step=0, steps=1)
            return Claim(job.key, lock)
        lock.close()
    return None


def _begin(job: Job) -> bool:
    """Marks it as running, unless it has ended meanwhile."""
    unfinished = Job.objects.filter(pk=job.pk, state__in=[Job.State.WAITING, Job.State.RUNNING])
    return bool(unfinished.update(state=Job.State.RUNNING, tries=F("tries") + 1, started_at=timezone.now()))


def carry_out(key: str) -> None:
    """Runs a job that was claimed and stores what came of it. The permission is checked anew: it may have ended."""
    job = Job.objects.select_related("account").get(pk=key)
    kind = kind_named(job.kind)
    try:
        by = permissions.as_known_now(Acting(job.account, Mandate(identity=job.mandate)), kind.action)
        body, today = by.mandate.body, timezone.localdate()
        permissions.check(by, kind.action, body=body, subjects=[body], day=today)
        run: Run = import_string(kind.run)
        outcome = run(Task(job, by, folder_of(key)))
    except LiemError as error:
        _fail(job, error)
    except Exception:
        _LOG.exception("job %s failed", key)
        _fail(job, _fault())
    else:
        _finish(job, outcome)


def carry_out_waiting() -> int:
    """Runs every job that waits in this process, one after another; gives how many."""
    done = 0
    while (claimed := claim()) is not None:
        with claimed.lock:
            carry_out(claimed.key)
        done += 1
    return done


def work(*, parent: int | None = None) -> None:
    """Carries out jobs as they are asked for, until stopped by a signal; a job cut off so waits again.

    With `parent`, the number of the process that started this one, it ends when that is gone.
    """
    signal.signal(signal.SIGTERM, _stop)
    jobs_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    rota = Rota()
    with (jobs_folder() / "working").open("w") as presence:
        fcntl.flock(presence, fcntl.LOCK_SH)
        while parent is None or parent == os.getppid():
            rota.do_due()
            try:
                claimed = claim()
            except DatabaseError:  # it is restarted, or busy for long: the queue waits with it
                _LOG.exception("the queue could not be read")
                connections.close_all()
                claimed = None
            if claimed is None:
                time.sleep(POLL_SECONDS)
            else:
                with claimed.lock:
                    _supervise(claimed.key, rota)


def is_anybody_working() -> bool:
    """Whether a worker looks after the queue of this installation."""
    try:
        with (jobs_folder() / "working").open("r+") as presence:
            fcntl.flock(presence, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    return False


def _supervise(key: str, rota: Rota) -> None:
    """Runs the job in a process of its own and ends that where the job is cancelled or we are told to stop. Meanwhile
    the chores go on."""
    connections.close_all()  # no connection is carried into the other process
    process = multiprocessing.get_context("fork").Process(target=_in_own_process, args=(key,))
    process.start()
    end = time.monotonic() + MOST_SECONDS
    try:
        while process.is_alive():
            process.join(POLL_SECONDS)
            rota.do_due()
            if not process.is_alive() or _is_writing(key):
                continue
            if _is_cancelled(key):
                _end_process(process)
            elif time.monotonic() > end:
                _end_process(process)
                _fail(Job.objects.get(pk=key), _too_long())
    except (SystemExit, KeyboardInterrupt):
        _end_process(process)
        cut_off = Job.objects.filter(pk=key, state=Job.State.RUNNING)
        cut_off.update(state=Job.State.WAITING, tries=F("tries") - 1)
        raise
    finally:
        connections.close_all()


def _in_own_process(key: str) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who supervises us decides
    os.nice(5)  # pages come first
    try:
        carry_out(key)
    finally:
        connections.close_all()


def _is_writing(key: str) -> bool:
    """What is being written is let through."""
    told = told_in(folder_of(key))
    return told is not None and told.is_writing


def _is_cancelled(key: str) -> bool:
    try:
        return Job.objects.filter(pk=key, state=Job.State.CANCELLED).exists()
    except DatabaseError:
        return False


def _end_process(process: multiprocessing.process.BaseProcess) -> None:
    process.terminate()
    process.join(_PATIENCE_SECONDS)
    if process.is_alive():
        process.kill()
        process.join()


def _finish(job: Job, outcome: Outcome) -> None:
    """What came of it stands, also where somebody wanted to stop it and was too late."""
    begun = Job.objects.filter(pk=job.pk, started_at=job.started_at, erased_at=None)
    begun.update(
        state=Job.State.DONE,
        result=dict(outcome.result),
        details=dict(outcome.details),
        error=None,
        finished_at=timezone.now(),
    )


def _fail(job: Job, error: LiemError) -> None:
    begun = Job.objects.filter(pk=job.pk, started_at=job.started_at).exclude(state=Job.State.CANCELLED)
    begun.update(
        state=Job.State.FAILED,
        error={"code": error.code, "vi": error.message.vi, "en": error.message.en},
        finished_at=timezone.now(),
    )


def _locked(path: Path) -> TextIOWrapper | None:
    """The open file whose lock we now hold; None where somebody else holds it. Raises FileNotFoundError."""
    file = path.open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def _stop(number: int, frame: object) -> None:
    raise SystemExit(0)


def _gone() -> LiemError:
    return LiemError(
        "jobs.files_gone",
        Message(
            "Tệp của việc này không còn trên máy chủ. Hãy gửi lại tệp.",
            "The files of this job are no longer on the server. Hand the file in again.",
        ),
    )


def _given_up() -> LiemError:
    return LiemError(
        "jobs.given_up",
        Message(
            f"Đã bắt đầu {MOST_TRIES} lần mà lần nào cũng bị ngắt, chưa ghi gì dở dang. Hãy báo người quản trị xem bộ "
            "nhớ và nhật ký máy chủ, hoặc chia tệp thành nhiều phần.",
            f"It was begun {MOST_TRIES} times and cut off each time; nothing is half written. Ask the administrator to "
            "look at memory and the server's log, or split the file.",
        ),
    )


def _too_long() -> LiemError:
    minutes = round(MOST_SECONDS / 60)
    return LiemError(
        "jobs.too_long",
        Message(
            f"Việc này chạy quá {minutes} phút nên đã dừng, chưa ghi gì. Hãy chia tệp thành nhiều phần, hoặc chọn phạm "
            "vi hẹp hơn.",
            f"It ran for more than {minutes} minutes and was stopped; nothing was written. Split the file, or choose a "
            "smaller scope.",
        ),
    )


def _fault() -> LiemError:
    return LiemError(
        "jobs.fault",
        Message(
            "Có lỗi ở phía hệ thống, chưa ghi gì dở dang. Hãy thử lại; nếu vẫn lỗi, hãy báo người quản trị thời điểm.",
            "Something went wrong on our side; nothing is half written. Try again; if it happens again, tell the "
            "administrator the time.",
        ),
    )
