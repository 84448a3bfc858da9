"""Which sheet and which columns a person meant by the titles and headings of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from liem.kernel.errors import Message
from liem.record.importing import structure
from liem.record.importing.cells import tidy
from liem.record.importing.nearest import folded
from liem.record.importing.raw import RawSheet
from liem.record.importing.sheets import MOST_COLUMNS, Column, Sheet
from liem.record.names import without_marks

_NOT_WORDS = re.compile(r"[\W_]+")
LEFT_OUT = ""


def plain(text: str) -> str:
    """For forgiving comparison: no marks, no signs, single spaces."""
    return _NOT_WORDS.sub(" ", without_marks(text)).strip()


def heading_text(value: object) -> str:
    """A heading as typed; * is the template's mark of a required column."""
    return str(tidy(value) or "").rstrip("* ")


class Names:
    """Things by Vietnamese and English name: exact first; else tone marks and signs aside, where only one fits."""

    def __init__(self, named: Iterable[tuple[str, Message]]) -> None:
        self._exact: dict[str, str] = {}
        self._forgiving: dict[str, set[str]] = {}
        for key, name in named:
            for word in (name.vi, name.en):
                self._exact[folded(word)] = key
                self._forgiving.setdefault(plain(word), set()).add(key)

    def find(self, text: str) -> str | None:
        exact = self._exact.get(folded(text))
        if exact is not None:
            return exact
        near = self._forgiving.get(plain(text), set())
        return next(iter(near)) if len(near) == 1 else None

    def __contains__(self, text: str) -> bool:
        return self.find(text) is not None


def sheet_names(sheets: Sequence[Sheet]) -> Names:
    return Names((sheet.key, sheet.name) for sheet in sheets)


def column_names(sheet: Sheet) -> Names:
    return Names((column.key, column.name) for column in sheet.columns)


@dataclass(frozen=True, slots=True)
class Memory:
    """How titles and headings of one source are read: folded title → sheet, folded (title, heading) → column key; or
    LEFT_OUT."""

    titles: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def leaves_out(self, title: str) -> bool:
        """Whether a person said that a sheet of this title is not to be read."""
        return self.titles.get(folded(title)) == LEFT_OUT

    def column_of(self, title: str, heading: str) -> str | None:
        return self.columns.get((folded(title), folded(heading)))


def sheet_of(raw: RawSheet, sheets: Sequence[Sheet], memory: Memory, *, chosen: str | None = None) -> Sheet | None:
    """The sheet that a table of the file is: as chosen, as remembered, by its title, or by its headings where they are
    those of one sheet only. Raises LiemError `import.no_such_sheet` where the choice names no sheet."""
    by_key = {sheet.key: sheet for sheet in sheets}
    names = sheet_names(sheets)
    if chosen is not None:
        key = chosen if chosen in by_key else names.find(chosen)
        if key is None:
            raise structure.no_such_sheet(chosen, sheets)
        return by_key[key]
    if memory.leaves_out(raw.title):
        return None
    remembered = memory.titles.get(folded(raw.title))
    if remembered in by_key:
        return by_key[remembered]
    key = names.find(raw.title)
    return by_key[key] if key else _by_headings(raw, sheets)


def _by_headings(raw: RawSheet, sheets: Sequence[Sheet]) -> Sheet | None:
    """The one sheet all of whose required columns stand in the first row, and which knows most of its headings."""
    headings = [heading_text(value) for _, cells in islice(raw.rows(), 1) for value, _ in cells[:MOST_COLUMNS]]
    scores: dict[str, int] = {}
    for sheet in sheets:
        names = column_names(sheet)
        found = {names.find(heading) for heading in headings if heading} - {None}
        if all(column.key in found for column in sheet.columns if column.required):
            scores[sheet.key] = len(found)
    best = max(scores.values(), default=0)
    fitting = [sheet for sheet in sheets if scores.get(sheet.key) == best]
    return fitting[0] if best and len(fitting) == 1 and best * 2 > len([one for one in headings if one]) else None


@dataclass(frozen=True, slots=True)
class Read:
    """A heading that is not word for word that of the template, and the column it was read as (None: left out)."""

    title: str
    heading: str
    sheet: Sheet
    column: Column | None

    @property
    def message(self) -> Message:
        if self.column is None:
            return Message(
                f"Trang “{self.title}”: bỏ qua cột “{self.heading}”.",
                f"Sheet “{self.title}”: column “{self.heading}” is left out.",
            )
        return Message(
            f"Trang “{self.title}”: cột “{self.heading}” được đọc là “{self.column.name.vi}”.",
            f"Sheet “{self.title}”: column “{self.heading}” is read as “{self.column.name.en}”.",
        )


def column_for(title: str, heading: str, sheet: Sheet, names: Names, memory: Memory) -> tuple[Column | None, bool]:
    """The column that a heading means, and whether the heading is known at all (a column left out is known)."""
    remembered = memory.column_of(title, heading)
    if remembered == LEFT_OUT:
        return None, True
    key = remembered if remembered is not None else names.find(heading)
    column = next((one for one in sheet.columns if one.key == key), None)
    return column, column is not None


def knows_heading(sheets: Sequence[Sheet]) -> Names:
    """The headings of all sheets together."""
    return Names((column.key, column.name) for sheet in sheets for column in sheet.columns)
