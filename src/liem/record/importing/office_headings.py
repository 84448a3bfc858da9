"""What the headings of a list that an office keeps for itself mean: one to three rows of them, in many words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from liem.record.importing.nearest import folded
from liem.record.importing.office_levels import is_level, kind_named
from liem.record.importing.raw import RawCell, is_blank
from liem.record.importing.recognition import heading_text, plain

MOST_ABOVE = 25  # filled rows in which the headings are looked for: title, place, date stand above them
MOST_HEADING_ROWS = 3
_NUMBERS = re.compile(r"\(?\d{1,2}\)?")


class Meaning(Enum):
    """What a column of the list is."""

    NUMBER = auto()
    CODE = auto()
    NAME = auto()
    FAMILY_NAME = auto()
    GIVEN_NAME = auto()
    BORN = auto()
    BORN_MAN = auto()
    BORN_WOMAN = auto()
    MAN = auto()
    WOMAN = auto()
    DAY = auto()
    PERSONAL_NUMBER = auto()
    QUALIFICATION = auto()
    HOME = auto()
    BIRTH_PLACE = auto()
    ADDRESS = auto()
    OTHER = auto()


# Heading of the template by the words that offices use for it, marks aside.
_DAYS: Mapping[str, str] = {
    **dict.fromkeys(
        ("ngay vao dang", "ngay ket nap dang", "ngay ket nap", "vao dang", "ngay vao dang du bi"), "joined"
    ),
    **dict.fromkeys(("ngay vao dang chinh thuc", "ngay chinh thuc", "vao dang chinh thuc"), "official"),
}
_AS_IN_TEMPLATE = {"joined": "Ngày vào Đảng", "official": "Ngày vào Đảng chính thức"}
_WORDS: Mapping[str, Meaning] = {
    **dict.fromkeys(("tt", "stt", "so tt", "so thu tu"), Meaning.NUMBER),
    **dict.fromkeys(
        ("ma can bo", "ma so can bo", "ma cb", "ma cbcc", "ma so", "so hieu", "so hieu cbcc"), Meaning.CODE
    ),
    **dict.fromkeys(("so hieu can bo", "so hieu cong chuc", "so hieu can bo cong chuc", "code", "ma"), Meaning.CODE),
    **dict.fromkeys(("ho va ten", "ho ten", "ho va ten khai sinh", "ho va ten can bo", "name"), Meaning.NAME),
    **dict.fromkeys(("ho va ten can bo cong chuc", "ten can bo", "ho ten can bo"), Meaning.NAME),
    **dict.fromkeys(("ho dem", "ho va dem", "ho lot", "ho va ten dem", "ho va chu dem", "ho"), Meaning.FAMILY_NAME),
    **dict.fromkeys(("ten", "ten goi"), Meaning.GIVEN_NAME),
    **dict.fromkeys(("ngay sinh", "nam sinh", "ngay thang nam sinh", "sinh ngay", "sinh nam"), Meaning.BORN),
    **dict.fromkeys(("ngay thang nam", "ngay thang sinh", "thang nam sinh", "date of birth"), Meaning.BORN),
    **dict.fromkeys(
        ("so cccd", "cccd", "can cuoc cong dan", "so can cuoc", "so can cuoc cong dan"), Meaning.PERSONAL_NUMBER
    ),
    **dict.fromkeys(("so dinh danh ca nhan", "ma dinh danh"), Meaning.PERSONAL_NUMBER),
    **dict.fromkeys(("que quan", "nguyen quan", "que"), Meaning.HOME),
    "noi sinh": Meaning.BIRTH_PLACE,
    **dict.fromkeys(("ho khau", "ho khau thuong tru", "noi o hien nay", "noi o", "cho o", "dia chi"), Meaning.ADDRESS),
}
_ALSO: Mapping[str, str] = {
    **dict.fromkeys(("gioi tinh", "phai", "gioi"), "Giới tính"),
    **dict.fromkeys(("dan toc",), "Dân tộc"),
    **dict.fromkeys(("ten goi khac", "bi danh", "ten thuong dung"), "Tên gọi khác"),
}
_OF_SEX = {"nam": Meaning.MAN, "nữ": Meaning.WOMAN}
_BORN_OF_SEX = {Meaning.MAN: Meaning.BORN_MAN, Meaning.WOMAN: Meaning.BORN_WOMAN}


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: `text` as it stands in the file, `template` the heading of the template where that has one; of a
    qualification its kind, and its level where the column is for that level alone."""

    place: int
    text: str
    meaning: Meaning
    template: str = ""
    kind: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a list, and the rows in which they stand."""

    columns: tuple[Heading, ...]
    rows: tuple[int, ...]

    def first(self, *meanings: Meaning) -> Heading | None:
        return next((one for one in self.columns if one.meaning in meanings), None)


def headings_of(rows: Sequence[tuple[int, Sequence[RawCell]]]) -> Headings | None:
    """The headings among the first rows of a sheet; None where none of them names people."""
    for at, (_, cells) in enumerate(rows[:MOST_ABOVE]):
        texts = _texts(cells)
        if not _names_people(texts):
            continue
        below = _rows_below(rows[at + 1 : at + MOST_HEADING_ROWS], texts)
        columns = _columns([texts, *(_texts(own) for _, own in below)])
        if len(columns) < 2:
            continue
        counted = [number for number, own in rows[at + 1 + len(below) : at + 2 + len(below)] if _counts(own)]
        return Headings(columns, (rows[at][0], *(number for number, _ in below), *counted))
    return None


def _names_people(texts: Sequence[str]) -> bool:
    meanings = {_WORDS.get(plain(text)) for text in texts if text}
    return Meaning.NAME in meanings or {Meaning.FAMILY_NAME, Meaning.GIVEN_NAME} <= meanings


def _texts(cells: Sequence[RawCell]) -> list[str]:
    return [" ".join(heading_text(value).split()) if isinstance(value, str) else "" for value, _ in cells]


def _rows_below(
    rows: Sequence[tuple[int, Sequence[RawCell]]], above: Sequence[str]
) -> list[tuple[int, Sequence[RawCell]]]:
    """The rows that divide the headings above: words only, and nothing under number and name."""
    named = [place for place, text in enumerate(above) if _WORDS.get(plain(text)) in _STANDS_ALONE]
    found: list[tuple[int, Sequence[RawCell]]] = []
    for number, cells in rows:
        filled = [(place, value) for place, (value, _) in enumerate(cells) if not is_blank(value)]
        words = all(isinstance(value, str) and not any(sign.isdigit() for sign in value) for _, value in filled)
        if not words or len(filled) < 2 or any(place in named for place, _ in filled):
            break
        found.append((number, cells))
    return found


_STANDS_ALONE = (Meaning.NUMBER, Meaning.NAME, Meaning.GIVEN_NAME, Meaning.CODE)


def _counts(cells: Sequence[RawCell]) -> bool:
    """A row that numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    texts = [str(value).strip() for value, _ in cells if not is_blank(value)]
    numbers = [text.strip("()") for text in texts if _NUMBERS.fullmatch(text)]
    return (
        len(texts) > 2
        and len(numbers) == len(texts)
        and [int(one) for one in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))
    )


def _columns(rows: Sequence[Sequence[str]]) -> tuple[Heading, ...]:
    """Each column with all the words that stand over it: a heading above blank ones goes for those too, where something
    stands below them."""
    width = max(len(texts) for texts in rows)
    over: list[list[str]] = []
    for depth, texts in enumerate(rows):
        spread, last = [], ""
        for place in range(width):
            text = texts[place] if place < len(texts) else ""
            divided = any(place < len(lower) and lower[place] for lower in rows[depth + 1 :])
            same_group = depth == 0 or place == 0 or over[depth - 1][place] == over[depth - 1][place - 1]
            last = text or (last if divided and same_group else "")
            spread.append(last)
        over.append(spread)
    parts = [[level[place] for level in over if level[place]] for place in range(width)]
    return tuple(_heading(place, own) for place, own in enumerate(parts) if own)


def _heading(place: int, parts: Sequence[str]) -> Heading:
    """`parts`: the words over the column from above."""
    text, last, whole = " – ".join(parts), plain(parts[-1]), plain(" ".join(parts))
    sex = _OF_SEX.get(folded(parts[-1]))
    above = [_WORDS.get(plain(part)) for part in parts[:-1]]
    if sex:
        return Heading(place, text, _BORN_OF_SEX[sex] if Meaning.BORN in above else sex)
    day = _DAYS.get(whole) or _DAYS.get(last) or _party_day(parts)
    if day:
        return Heading(place, text, Meaning.DAY, _AS_IN_TEMPLATE[day])
    kind = next((found for part in reversed(parts) if (found := kind_named(part))), "")
    if kind:
        level = parts[-1] if len(parts) > 1 and not kind_named(parts[-1]) and is_level(kind, parts[-1]) else ""
        is_read = level or kind_named(parts[-1])
        return Heading(place, text, Meaning.QUALIFICATION if is_read else Meaning.OTHER, kind=kind, level=level)
    meaning = _WORDS.get(whole) or _WORDS.get(last, Meaning.OTHER)
    return Heading(place, text, meaning, _ALSO.get(whole) or _ALSO.get(last, ""))


def _party_day(parts: Sequence[str]) -> str | None:
    """“Ngày vào Đảng” divided into “Dự bị” and “Chính thức”."""
    if len(parts) < 2 or _DAYS.get(plain(parts[-2])) != "joined":
        return None
    return {"du bi": "joined", "chinh thuc": "official"}.get(plain(parts[-1]))
