"""Work in the background: asking for it, what has come of it, stopping and erasing it. `working` carries it out.

A job is one row, and a folder for what was handed in, how far it has come and what it made. Whoever runs it holds the
lock in that folder, so that nobody else does; a lock that nobody holds says that its worker is gone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from liem.actions import permissions
from liem.actions.models import Job
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message

KEPT = timedelta(days=1)  # files and answers, after the job has ended
KEPT_IN_LISTS = timedelta(days=30)  # what it was and what came of it
MOST_UNFINISHED = 3  # of one account
MOST_KEPT = 20
_LONGEST_NAME = 80  # letters; a file system takes 255 bytes
_NOT_IN_NAMES = re.compile(r"[^\w ().,-]")
Facts: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: the action that it is for, and the dotted path of the function that carries it out."""

    action: str
    run: str


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that a person gives: the name it had there, and its content in pieces."""

    name: str
    pieces: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a job. `result` holds figures alone and stays; `details` are erased with the files."""

    result: Facts
    details: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """How far a job has come. `is_writing` says that it can no longer be stopped."""

    message: Message
    step: int
    steps: int
    is_writing: bool


_kinds: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """Makes a kind of job known under its name."""
    _kinds[name] = kind


def kind_named(name: str) -> Kind:
    """The kind. Raises KeyError where no app registered it."""
    return _kinds[name]


def ask(kind: str, *, by: Acting, arguments: Facts, file: HandedIn | None = None) -> Job:
    """Puts a job into the queue. Raises the refusals of `permissions.check`, `jobs.too_many` and `jobs.too_many_kept`.

    The file is stored under a name of our own, made of the letters and digits of the one it had.
    """
    check(kind, by=by)
    _refuse_too_many(by)
    job = Job(
        key=uuid4().hex,
        kind=kind,
        account=by.account,
        mandate=by.mandate.identity,
        arguments=dict(arguments),
        asked_at=timezone.now(),
    )
    folder = folder_of(job.key)
    folder.mkdir(mode=0o700, parents=True)
    try:
        if file is not None:
            job.file = safe_name(file.name)
            job.sha256 = _store(file, folder / "input" / job.file)
        job.save(force_insert=True)
    except BaseException:
        shutil.rmtree(folder)
        raise
    return job


def ask_again(job: Job, *, arguments: Facts) -> bool:
    """Puts a job that has ended back into the queue with other arguments; says whether it had ended and still has its
    files. Pressing twice asks once."""
    ended = Job.objects.filter(pk=job.pk, erased_at=None).exclude(state__in=_UNFINISHED)
    return bool(
        ended.update(
            state=Job.State.WAITING,
            arguments=dict(arguments),
            tries=0,
            asked_at=timezone.now(),
            started_at=None,
            finished_at=None,
            error=None,
        )
    )


def keep_arguments(job: Job, *, arguments: Facts) -> bool:
    """Remembers other arguments for the next time; says whether the job had ended and still has its files."""
    ended = Job.objects.filter(pk=job.pk, erased_at=None).exclude(state__in=_UNFINISHED)
    return bool(ended.update(arguments=dict(arguments)))


def cancel(job: Job) -> bool:
    """Stops a job that waits or runs; says whether it could be: what is being written can no longer be stopped."""
    told = progress_of(job)
    if told is not None and told.is_writing:
        return False
    unfinished = Job.objects.filter(pk=job.pk, state__in=_UNFINISHED)
    return bool(unfinished.update(state=Job.State.CANCELLED, finished_at=timezone.now()))


def erase(job: Job) -> bool:
    """Removes the files of a job that has ended, and what it was told and found; says whether it had ended."""
    ended = Job.objects.filter(pk=job.pk).exclude(state__in=_UNFINISHED)
    if not ended.update(arguments={}, details=None, error=None, erased_at=timezone.now()):
        return False
    shutil.rmtree(folder_of(job.key), ignore_errors=True)
    return True


def erase_old(*, now: datetime) -> int:
    """Erases what ended more than a day ago, and folders that a crash left without a row; gives how many. What was
    erased a month ago is forgotten."""
    Job.objects.filter(erased_at__lt=now - KEPT_IN_LISTS).delete()
    old = list(Job.objects.filter(finished_at__lt=now - KEPT, erased_at=None).exclude(state__in=_UNFINISHED))
    erased = sum(erase(job) for job in old)
    for folder in _folders():
        is_old = datetime.fromtimestamp(folder.stat().st_mtime, tz=now.tzinfo) < now - KEPT
        if is_old and not Job.objects.filter(pk=folder.name).exists():
            shutil.rmtree(folder, ignore_errors=True)
            erased += 1
    return erased


def job_of(key: str, *, by: Acting) -> Job:
    """One job of the account, asked for under this mandate. Raises `jobs.not_found` for anybody else's."""
    job = jobs_of(by).filter(pk=key).first()
    if job is None:
        raise LiemError(
            "jobs.not_found",
            Message(
                "Không có việc này trong số việc bạn đã giao dưới quyền đang dùng. Hãy mở lại danh sách của bạn.",
                "There is no such job among those you asked for under this mandate. Open your list again.",
            ),
        )
    return job


def jobs_of(by: Acting) -> QuerySet[Job]:
    """What the account asked for under this mandate, the newest first."""
    return Job.objects.filter(account=by.account, mandate=by.mandate.identity).order_by("-asked_at")


def folder_of(key: str) -> Path:
    """Where the files of a job lie."""
    return jobs_folder() / key


def jobs_folder() -> Path:
    return Path(settings.VAR) / "jobs"


def input_of(job: Job) -> Path:
    """What was handed in."""
    return folder_of(job.key) / "input" / job.file


def tell(folder: Path, message: Message, *, step: int, steps: int) -> None:
    """Says how far the job of this folder has come. In a file: SQLite takes no other writer while one is at it."""
    told = {"vi": message.vi, "en": message.en, "step": step, "steps": steps, "writing": connection.in_atomic_block}
    part = folder / "progress.part"
    part.write_text(json.dumps(told), encoding="utf-8")
    part.replace(folder / "progress.json")


def progress_of(job: Job) -> Told | None:
    """How far a running job has come; None where it has not said anything."""
    return told_in(folder_of(job.key)) if job.state == Job.State.RUNNING else None


def told_in(folder: Path) -> Told | None:
    """What the job of this folder said last."""
    try:
        told = json.loads((folder / "progress.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Told(Message(told["vi"], told["en"]), told["step"], told["steps"], told["writing"])


def safe_name(name: str) -> str:
    """A name of our own that reads like the one given: no folders, no signs, at most 80 letters."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    stem, dot, suffix = plain.rpartition(".")
    stem, suffix = (stem, suffix) if dot and stem else (plain, "")
    clean = _NOT_IN_NAMES.sub(" ", stem)[: _LONGEST_NAME - 8].strip(" .-") or "file"
    kind = re.sub(r"[^a-z0-9]", "", suffix.casefold())[:6]
    return f"{' '.join(clean.split())}.{kind}" if kind else clean


def _store(file: HandedIn, path: Path) -> str:
    """Writes the pieces, readable by this account alone; gives their SHA-256."""
    path.parent.mkdir(mode=0o700)
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
        for piece in file.pieces:
            digest.update(piece)
            written.write(piece)
    return digest.hexdigest()


_UNFINISHED = (Job.State.WAITING, Job.State.RUNNING)


def check(kind: str, *, by: Acting) -> None:
    """Raises the refusals of `permissions.check` for who may not ask for such a job today."""
    body = by.mandate.body
    permissions.check(by, kind_named(kind).action, body=body, subjects=[body], day=timezone.localdate())


def _refuse_too_many(by: Acting) -> None:
    own = Job.objects.filter(account=by.account)
    if own.filter(state__in=_UNFINISHED).count() >= MOST_UNFINISHED:
        raise LiemError(
            "jobs.too_many",
            Message(
                f"Bạn đang có {MOST_UNFINISHED} việc chưa xong. Hãy đợi một việc xong, hoặc dừng bớt, rồi làm lại.",
                f"{MOST_UNFINISHED} jobs of yours have not ended. Wait for one to end, or stop one, and try again.",
            ),
        )
    if own.filter(erased_at=None).count() >= MOST_KEPT:
        raise LiemError(
            "jobs.too_many_kept",
            Message(
                f"Đang giữ {MOST_KEPT} tệp của bạn. Hãy xóa bớt trong danh sách (tệp tự xóa sau một ngày) rồi làm lại.",
                f"{MOST_KEPT} files of yours are kept. Remove some from the list (they go by themselves after a day) "
                "and try again.",
            ),
        )


def _folders() -> list[Path]:
    return [one for one in jobs_folder().glob("*") if one.is_dir()] if jobs_folder().is_dir() else []
