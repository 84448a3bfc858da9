"""A file of any kind → its text with the way back. What it is, its content says; its name says nothing.

Plain text is decoded here. Everything else is opened in a process of its own, under limits, which gets the open file as
its input and prints the text: the hostile bytes are never parsed beside keys and database.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

from liem.documents.refusals import refusal
from liem.documents.source import LIMIT, decode
from liem.documents.sources import ocr, office
from liem.documents.sources.kinds import Form, form_of
from liem.documents.sources.opening import TOO_HEAVY
from liem.documents.sources.places import Kind, LeftOut, Place, Source, source_of
from liem.documents.sources.refused import SourceError
from liem.kernel.confined import ConfinedError, Limits, Stop, run_confined

_MB = 1024 * 1024
_START = 1024
LIMITS = Limits(seconds=60, memory=1024 * _MB, by_the_clock=180)
"""Of each process that opens a file, or converts it: processor seconds, bytes of memory, seconds by the clock."""


def read_source(path: Path) -> Source:
    """The text of a file. Raises LiemError `documents.…` (`refusals`) where it is not read."""
    try:
        with _regular(path) as file:
            return source_in(file, name=path.name)
    except (OSError, ValueError) as error:
        raise refusal("no_file", path.name) from error


def source_in(file: IO[bytes], *, name: str) -> Source:
    """The text of an open file on this machine's disk; `name` is for messages alone. Raises as `read_source`."""
    start = file.read(_START)
    form = form_of(start)
    if form is Form.TEXT:
        return Source(Kind.TEXT, decode(start + file.read(LIMIT + 1 - len(start)), name=name))
    if os.fstat(file.fileno()).st_size > LIMIT:
        raise refusal("too_large", name)
    try:
        with tempfile.TemporaryDirectory(prefix="liem-") as folder:
            return _opened(file, form, Path(folder))
    except SourceError as error:
        raise refusal(error.code, name) from error


@contextmanager
def _regular(path: Path) -> Iterator[IO[bytes]]:
    """The file, opened so that a pipe or device in its place cannot hold us up. Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("no regular file")
        yield file


def _opened(file: IO[bytes], form: Form, folder: Path) -> Source:
    if form is Form.PDF:
        source, scanned = _in_own_process(file, form, folder)
        return _with_scans(file, source, scanned, folder) if scanned else source
    if form is Form.PICTURE:
        return _recognised(file, folder)
    if form is Form.DOCX:
        return _in_own_process(file, form, folder)[0]
    with _confined():
        converted = office.to_docx(_copy(file, folder), form, folder, limits=LIMITS)
    with converted.open("rb") as docx:
        return replace(_in_own_process(docx, Form.DOCX, folder)[0], kind=Kind.DOC)


def _with_scans(file: IO[bytes], source: Source, scanned: list[int], folder: Path) -> Source:
    """A .pdf with pages that are pictures: they are recognised; where that cannot be, single ones are told as left
    out, and a whole scan is refused."""
    if ocr.is_installed():
        if len(scanned) > ocr.MOST_PAGES:
            raise SourceError("scan_too_long")
        return _recognised(file, folder)
    if len(scanned) * 2 >= (source.pages or 0) or not source.text.strip():
        raise SourceError("no_ocr")
    return replace(source, left_out=(*source.left_out, *(LeftOut("", Place(page=page)) for page in scanned)))


def _recognised(file: IO[bytes], folder: Path) -> Source:
    if not ocr.is_installed():
        raise SourceError("no_ocr")
    with _confined():
        layered = ocr.with_text_layer(_copy(file, folder), folder)
    with layered.open("rb") as pdf:
        source, _ = _in_own_process(pdf, Form.PDF, folder)
    if not source.text.strip():
        raise SourceError("empty")
    return replace(source, kind=Kind.SCAN)


def _in_own_process(file: IO[bytes], form: Form, folder: Path) -> tuple[Source, list[int]]:
    """The source, and the numbers of the pages that are pictures. Raises SourceError."""
    command = [sys.executable, "-I", "-m", "liem.documents.sources.opening", form.value]
    with _confined():
        answer = json.loads(run_confined(command, folder=folder, limits=LIMITS, given=file))
    if "refused" in answer:
        raise SourceError(answer["refused"])
    return source_of(answer["source"], kind=Kind(form.value)), answer["scanned"]


@contextmanager
def _confined() -> Iterator[None]:
    """Says in our words why a confined program ended."""
    try:
        yield
    except ConfinedError as error:
        if error.stop is Stop.TIME:
            raise SourceError("too_long") from error
        raise SourceError("too_heavy" if error.code == TOO_HEAVY else "crashed") from error


def _copy(file: IO[bytes], folder: Path) -> Path:
    """The file under a name of our own, for programs that want one.

    A process that had it as its input has moved on in it, which the buffer of `file` does not know.
    """
    path = folder / "source"
    with os.fdopen(os.dup(file.fileno()), "rb") as again, path.open("xb") as copy:
        again.seek(0)
        shutil.copyfileobj(again, copy)
    return path
