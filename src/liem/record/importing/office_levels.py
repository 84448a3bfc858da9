"""The levels of qualifications as offices write them in a list: “CC”, “ThS Luật”, “Cử nhân”."""

from __future__ import annotations

import re
from collections.abc import Mapping

from liem.record.importing.recognition import plain

DEGREE, THEORY, STATE = "Chuyên môn", "Lý luận chính trị", "Quản lý nhà nước"
_KINDS: Mapping[str, str] = {
    **dict.fromkeys(("chuyen mon", "trinh do chuyen mon", "chuyen mon nghiep vu"), DEGREE),
    **dict.fromkeys(("trinh do chuyen mon nghiep vu", "trinh do dao tao", "bang cap"), DEGREE),
    **dict.fromkeys(("ly luan chinh tri", "trinh do ly luan chinh tri", "llct", "trinh do llct", "ly luan"), THEORY),
    **dict.fromkeys(("chinh tri", "trinh do chinh tri", "llctri"), THEORY),
    **dict.fromkeys(("quan ly nha nuoc", "qlnn", "trinh do quan ly nha nuoc", "trinh do qlnn"), STATE),
}
_LEVELS: Mapping[str, Mapping[str, str]] = {
    DEGREE: {
        **dict.fromkeys(("tien si", "tien sy", "ts"), "Tiến sĩ"),
        **dict.fromkeys(("thac si", "thac sy", "ths"), "Thạc sĩ"),
        **dict.fromkeys(("dai hoc", "dh", "cu nhan", "cn", "ky su", "ks"), "Đại học"),
        **dict.fromkeys(("cao dang", "cd"), "Cao đẳng"),
        **dict.fromkeys(("trung cap", "trung hoc chuyen nghiep"), "Trung cấp"),  # “TC” may also say how one studied
    },
    THEORY: {
        **dict.fromkeys(("cu nhan", "cn"), "Cử nhân chính trị"),
        **dict.fromkeys(("cao cap", "cc"), "Cao cấp lý luận chính trị"),
        **dict.fromkeys(("trung cap", "tc"), "Trung cấp lý luận chính trị"),
        **dict.fromkeys(("so cap", "sc"), "Sơ cấp lý luận chính trị"),
    },
    STATE: {
        **dict.fromkeys(("chuyen vien cao cap", "cvcc"), "Ngạch chuyên viên cao cấp"),
        **dict.fromkeys(("chuyen vien chinh", "cvc"), "Ngạch chuyên viên chính"),
        **dict.fromkeys(("chuyen vien", "cv"), "Ngạch chuyên viên"),
        **dict.fromkeys(("can su", "cs"), "Ngạch cán sự"),
    },
}
_SAYS_NO_MORE = frozenset({"", "llct", "ly luan chinh tri", "chinh tri", "ly luan", "qlnn", "quan ly nha nuoc"})
_PARTS = re.compile(r"[;\n+]|,(?=\s)")
_WORD = re.compile(r"\S+")


def kind_named(heading: str) -> str:
    """The kind of qualification, in the words of the template, that a heading names; empty for another heading."""
    return _KINDS.get(plain(heading), "")


def is_level(kind: str, heading: str) -> bool:
    """Whether a heading names one level of the kind."""
    return plain(heading) in _LEVELS[kind]


def levels_in(kind: str, text: str) -> list[tuple[str, str]]:
    """Level and field of study of each qualification that a cell tells, in the words of the template; none where any
    part of the cell cannot be told."""
    found: list[tuple[str, str]] = []
    for part in (one.strip(" .-") for one in _PARTS.split(text)):
        if not part:
            continue
        level, field = _level_of(kind, part)
        if not level and found and kind == DEGREE:  # a field of study with a comma in it
            before, studied = found.pop()
            found.append((before, f"{studied}, {part}"))
            continue
        if not level or (kind != DEGREE and plain(field) not in _SAYS_NO_MORE):
            return []
        found.append((level, field if kind == DEGREE else ""))
    return list(dict.fromkeys(found))


def _level_of(kind: str, part: str) -> tuple[str, str]:
    """The level that the longest beginning of the part names, and what stands after it."""
    ends = [word.end() for word in _WORD.finditer(part)]
    for end in reversed(ends[:5]):
        level = _LEVELS[kind].get(plain(part[:end]))
        if level:
            return level, part[end:].strip(" .,:-–()")
    return "", ""
