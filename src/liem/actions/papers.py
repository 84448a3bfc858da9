"""Papers by their digest: a file is kept once, under the SHA-256 of its content, in a folder of the installation.

Rows name papers by digest; the names that files came under are neither used nor kept. A file is kept before the action
that names it, so one that no row names is swept away later.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

from liem.actions.paper_kinds import media_type_of
from liem.kernel.errors import LiemError, Message

MOST_BYTES = 20 * 1024 * 1024
_CHUNK = 64 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_COMING = "coming-"  # what a file is called until it is whole


class Upload(Protocol):
    """What a file is read from: an upload of a page, or an open file."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store: SHA-256 of its content in hexadecimal, bytes, and what it is by its content."""

    digest: str
    size: int
    media_type: str


def folder() -> Path:
    """Where papers lie."""
    return Path(settings.PAPERS)


def keep(upload: Upload, *, most: int = MOST_BYTES) -> Kept:
    """Takes the file into the store, whole or not at all. `most` in bytes.

    Raises LiemError `paper.too_large` and those of `paper_kinds.media_type_of`.
    """
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=_COMING, dir=folder())  # mode 0600
    coming = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            digest, size = _copy(upload, file, most)
        kept = Kept(digest, size, media_type_of(coming))
        _move(coming, _file_of(digest))
    finally:
        coming.unlink(missing_ok=True)
    return kept


def opened(digest: str) -> BinaryIO:
    """The file, for reading. Raises LiemError `paper.digest` for what is no digest, `paper.missing`."""
    try:
        return _file_of(digest).open("rb")
    except FileNotFoundError as error:
        raise _missing(digest) from error


def check(digest: str) -> bool:
    """Whether the file is there and still what it was. Raises LiemError `paper.digest`."""
    try:
        with _file_of(digest).open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def missing_or_changed(digests: Iterable[str]) -> list[str]:
    """Those whose file is gone, cannot be read, or is no longer what it was."""
    return [digest for digest in dict.fromkeys(digests) if not check(digest)]


def sweep(used: Collection[str], *, older_than: timedelta) -> int:
    """Removes files that no row names, and what broke off while coming in; how many.

    `used` is every digest that any row names. Only files that came longer than `older_than` ago are touched: the action
    that names a younger one may still be under way.
    """
    named, before = frozenset(used), time.time() - older_than.total_seconds()
    swept = 0
    for file in list(_files()):
        if file.name not in named and file.stat().st_mtime < before:
            file.unlink(missing_ok=True)
            swept += 1
    return swept


def remove(digests: Iterable[str], *, before: float) -> list[str]:
    """Removes the files that came before the moment (seconds since 1970), on a lawful order; gives those still there.

    A file that came in again since is left: an action that names it may be under way. The sweep sees to the rest.
    """
    return [digest for digest in digests if not _remove(_file_of(digest), before)]


def _remove(file: Path, before: float) -> bool:
    try:
        if file.stat().st_mtime >= before:
            return False
        file.unlink()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _copy(upload: Upload, file: BinaryIO, most: int) -> tuple[str, int]:
    """Digest and size of what was written down to the disk."""
    digest, size = sha256(), 0
    while piece := upload.read(_CHUNK):
        size += len(piece)
        if size > most:
            raise _too_large(most)
        digest.update(piece)
        file.write(piece)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size


def _move(coming: Path, place: Path) -> None:
    """Takes the place of a file of the same content too: it may have been damaged, and is young again for the sweep."""
    place.parent.mkdir(mode=0o700, exist_ok=True)
    coming.replace(place)
    if os.name == "posix":  # elsewhere a folder cannot be opened, and the rename is written down by itself
        for changed in (place.parent, folder()):
            _write_down(changed)


def _write_down(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _file_of(digest: str) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise _no_digest()
    return folder() / digest[:2] / digest


def _files() -> Iterator[Path]:
    """Files of the store and those still coming; anything else in the folder is not ours to touch."""
    for file in folder().glob("*/*"):
        if _DIGEST.fullmatch(file.name) and file.parent.name == file.name[:2]:
            yield file
    yield from folder().glob(f"{_COMING}*")


def _too_large(most: int) -> LiemError:
    megabytes = f"{most / 2**20:.3g}"
    return LiemError(
        "paper.too_large",
        Message(
            f"Tệp lớn hơn {megabytes} MB nên không nhận. Hãy quét lại với độ phân giải thấp hơn hoặc tách thành nhiều "
            "tệp.",
            f"The file is larger than {megabytes} MB and was not taken. Scan it at a lower resolution, or split it.",
        ),
    )


def _no_digest() -> LiemError:
    return LiemError(
        "paper.digest",
        Message(
            "Mã văn bản không hợp lệ: mã gồm 64 chữ số thập lục phân. Hãy mở văn bản từ trang của hồ sơ.",
            "This is no code of a paper, which has 64 hexadecimal digits. Open the paper from the page of its case.",
        ),
    )


def _missing(digest: str) -> LiemError:
    return LiemError(
        "paper.missing",
        Message(
            "Tệp của văn bản này không còn trong kho lưu. Hãy báo người quản trị khôi phục thư mục văn bản từ bản sao "
            "lưu.",
            "The file of this paper is gone from the store. Ask the administrator to restore the folder of papers from "
            "a backup.",
        ),
        {"digest": digest},
    )
