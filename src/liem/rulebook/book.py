"""The rule book of the installation: the packs that ship with it and those of its own folders, loaded once."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path

from liem.kernel.errors import LiemError, Message
from liem.law.packs import Law, load_law, packs_folder
from liem.law.source import LawFilesError
from liem.rulebook.models import Adoption
from liem.rulebook.vocabulary import vocabulary

PACKS_VARIABLE = "LIEM_PACKS"


UNREADABLE = "rulebook.unreadable"
_PLACES_TOLD = 5


def rule_book() -> Law:
    """All packs, checked. Raises `rulebook.unreadable`, with file and line, where one cannot be used: then nothing is
    judged, for what the missing rules would find could not be told from what is in order."""
    found = read_once()
    if isinstance(found, Message):
        raise LiemError(UNREADABLE, found)
    return found


def known_law() -> Law:
    """The rule book; where it cannot be used, the packs that ship with Liêm. It names the rules of what was found
    before, and judges nothing."""
    found = read_once()
    return _shipped() if isinstance(found, Message) else found


def is_readable() -> bool:
    """Whether the rule book can be used."""
    return isinstance(read_once(), Law)


@lru_cache(maxsize=1)
def read_once() -> Law | Message:
    """The rule book as this process reads it, once, or why it cannot be used."""
    try:
        return load_law(vocabulary(), *pack_folders())
    except LawFilesError as error:
        return _unreadable(error)
    except LiemError as error:
        return _with_remedy(error.message)
    except OSError as error:
        return _with_remedy(Message(str(error), str(error)))


@lru_cache(maxsize=1)
def _shipped() -> Law:
    try:
        return load_law(vocabulary(), packs_folder())
    except (LawFilesError, OSError):
        return Law((), (), (), ())


def pack_folders() -> tuple[Traversable, ...]:
    """The shipped packs, then the folders that LIEM_PACKS names, separated like those of PATH.

    Each of them holds packs, or is one. Raises `rulebook.no_such_folder`.
    """
    named = [
        Path(part).expanduser().resolve()
        for part in os.environ.get(PACKS_VARIABLE, "").split(os.pathsep)
        if part.strip()
    ]
    for folder in named:
        if not folder.is_dir():
            raise _no_such_folder(folder)
    return (packs_folder(), *named)


@dataclass(frozen=True, slots=True)
class AdoptedPack:
    """A pack in force for `body` and everything under it; `digest` says how it read when adopted (empty: not kept)."""

    pack: str
    body: str
    decision: str
    since: date
    digest: str = ""


def adopted_on(day: date, *, known_at: int | None = None) -> tuple[AdoptedPack, ...]:
    """The packs that bodies have adopted and that are in force on `day`, as known at a ledger position (None: now)."""
    versions = Adoption.objects.current() if known_at is None else Adoption.objects.known_at(known_at)
    rows = versions.filter(valid_from__lte=day).exclude(valid_to__lte=day).order_by("pack", "body", "valid_from")
    return tuple(AdoptedPack(row.pack, row.body, row.decision, row.valid_from, row.pack_digest) for row in rows)


def _unreadable(error: LawFilesError) -> Message:
    told, more = error.problems[:_PLACES_TOLD], len(error.problems) - _PLACES_TOLD
    vi = "\n".join(f"{one.file}:{one.line}: {one.message.vi}" for one in told)
    en = "\n".join(f"{one.file}:{one.line}: {one.message.en}" for one in told)
    return _with_remedy(
        Message(f"{vi}\n… và {more} chỗ khác" if more > 0 else vi, f"{en}\n… and {more} more" if more > 0 else en)
    )


def _with_remedy(what: Message) -> Message:
    return Message(
        f"Bộ quy tắc không dùng được, nên chưa rà soát hay kết luận được gì theo quy tắc:\n{what.vi}\n"
        "Người quản trị hãy khôi phục hoặc sửa tệp (liem law check liệt kê mọi chỗ sai) rồi khởi động lại Liêm. "
        "Hồ sơ và nhật ký vẫn mở được.",
        f"The rule book cannot be used, so nothing can be judged by rules:\n{what.en}\n"
        "The administrator should restore or correct the files (liem law check lists every mistake) and start Liêm "
        "again. Record and ledger can be opened meanwhile.",
    )


def _no_such_folder(folder: Path) -> LiemError:
    return LiemError(
        "rulebook.no_such_folder",
        Message(
            f"{PACKS_VARIABLE} nêu thư mục “{folder}” nhưng không có thư mục đó. Hãy sửa đường dẫn hoặc bỏ nó đi.",
            f"{PACKS_VARIABLE} names the folder “{folder}”, which is not there. Correct the path or leave it out.",
        ),
        {"folder": str(folder)},
    )
