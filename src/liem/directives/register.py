"""The register of directives: a file is read, kept word for word, and found again by the addresses of its clauses."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.directives.models import Directive
from liem.directives.outside import level_of, number_and_day
from liem.documents.model import Header
from liem.documents.reading import read, to_json
from liem.documents.source import LIMIT, decode
from liem.kernel.errors import LiemError, Message
from liem.law.instruments import Instrument
from liem.law.packs import Law, Pack
from liem.ledger.encoding import Json
from liem.record.secrecy import may_hold


@dataclass(frozen=True, slots=True)
class Registered:
    """What came of a file: the short name of its directive, whether it was new to the register, and whether only its
    number and day are kept, because it is more secret than this installation may hold."""

    short: str
    is_new: bool
    is_outside: bool = False


def register_file(path: Path, *, by: Acting, law: Law, secrecy: str = "") -> Registered:
    """Reads the file and puts it on the register in one action; a file already there is left alone.

    `secrecy` is its level, where the head bears no mark. Raises the reader's errors (`documents.*`), those of
    `outside`, and `directives.other_text` where another text of the same directive is on the register,
    `directives.other_level` where the same one is there with another level; then nothing is written.
    """
    with path.open("rb") as file:
        data = file.read(LIMIT + 1)  # enough for `decode` to refuse what is larger
    digest = hashlib.sha256(data).hexdigest()
    if known := _known(digest, secrecy):
        return known
    directive = _directive(data, name=path.name, digest=digest, law=law)
    directive.secrecy = level_of(directive.text, given=secrecy)
    is_outside = not may_hold(directive.secrecy)
    if is_outside:
        directive = number_and_day(directive)
        if known := _known(directive.sha256, directive.secrecy):
            return known
    if Directive.objects.filter(short=directive.short).exists():
        raise _other_text(path.name, directive.short)

    def write(written: Write) -> None:
        written.add([directive])

    perform(
        "directives.register",
        by=by,
        body=None,
        subjects=[directive.short],
        content={"short": directive.short, "sha256": directive.sha256, "file": directive.file_name} | _level(directive),
        write=write,
    )
    return Registered(directive.short, is_new=True, is_outside=is_outside)


def _known(digest: str, secrecy: str) -> Registered | None:
    """The directive on the register with that digest. Raises `directives.other_level`."""
    known = Directive.objects.filter(sha256=digest).values_list("short", "secrecy", "text").first()
    if known is None:
        return None
    short, level, text = known
    if secrecy and secrecy != level:
        raise _other_level(short)
    return Registered(short, is_new=False, is_outside=not text)


def _level(directive: Directive) -> dict[str, Json]:
    return {"secrecy": directive.secrecy} if directive.secrecy else {}


def _directive(data: bytes, *, name: str, digest: str, law: Law) -> Directive:
    text = decode(data, name=name)
    reading = read(text)
    stored: dict[str, Any] = to_json(reading)
    del stored["text"]
    header = reading.header
    pack = _pack_of(law, digest=digest, symbol=header.symbol, issuers=_issuers(header))
    named = pack or _instrument_of(law, header)
    return Directive(
        short=named.short if named else _free_short(header.symbol or Path(name).stem),
        pack=pack.id if pack else "",
        file_name=name,
        sha256=digest,
        text=text,
        reading=stored,
        symbol=header.symbol or "",
        kind=header.type or "",
        issuer=header.issuer or "",
        subject=header.subject or "",
        issued_on=header.date,
        registered_at=timezone.now(),
    )


def _issuers(header: Header) -> frozenset[str]:
    """The issuer as printed, and with the place behind it: a province's texts often leave its name to the heading."""
    if header.issuer is None:
        return frozenset()
    return frozenset({header.issuer, f"{header.issuer} {header.place or ''}".strip()})


def _pack_of(law: Law, *, digest: str, symbol: str | None, issuers: frozenset[str]) -> Pack | None:
    """The pack drawn from this text: by the digest of the file, else by symbol and issuer together.

    Numbers begin anew every term, so a symbol alone names no document.
    """
    for pack in law.packs:
        if pack.document.sha256 == digest:
            return pack
    for pack in law.packs:
        if symbol is not None and pack.document.symbol == symbol and pack.document.issuer in issuers:
            return pack
    return None


def _instrument_of(law: Law, header: Header) -> Instrument | None:
    """The national instrument that this is, by symbol and day together: numbers begin anew every term."""
    on_file = (one for pack in law.packs for one in pack.instruments)
    return next((one for one in on_file if one.symbol == header.symbol and one.dated.isoformat() == header.date), None)


def _free_short(name: str) -> str:
    """A short name for clause addresses, made of the symbol or the file name, not yet taken."""
    base = _slug(name)
    taken = set(Directive.objects.filter(short__startswith=base).values_list("short", flat=True))
    number = 1
    short = base
    while short in taken:
        number += 1
        short = f"{base}_{number}"
    return short


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50]
    return words if words[:1].isalpha() else f"d_{words}".rstrip("_")


def _other_text(name: str, short: str) -> LiemError:
    return LiemError(
        "directives.other_text",
        Message(
            f"Trong sổ đã có văn bản “{short}” với nội dung khác tệp {name}. Bản đã ghi được giữ nguyên; "
            "hãy so hai bản và báo người quản trị nếu bản trong sổ sai.",
            f"The register holds “{short}” with a text that differs from {name}. What is registered stays; "
            "compare the two and tell the administrator if the registered one is wrong.",
        ),
        {"short": short, "file": name},
    )


def _other_level(short: str) -> LiemError:
    return LiemError(
        "directives.other_level",
        Message(
            f"Văn bản “{short}” đã có trong sổ với độ mật khác, và sổ không xóa. Nếu hệ thống này không được giữ văn "
            "bản, hãy báo người phụ trách bảo vệ bí mật nhà nước.",
            f"“{short}” is on the register with another level of secrecy, and the register erases nothing. If this "
            "installation may not hold the text, tell whoever answers for the protection of state secrets.",
        ),
        {"short": short},
    )
