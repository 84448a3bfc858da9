"""What is wrong in a roster, and where: everything that the importer may say about a cell, a row or a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from liem.kernel.errors import LiemError, Message
from liem.record.importing.sheets import Row, Sheet


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault. `row` is 0 for a whole sheet, `letter` and `heading` are empty for a whole row."""

    code: str
    sheet: str
    row: int
    letter: str
    heading: str
    message: Message

    def text(self, language: str) -> str:
        """One line: place, what is wrong and what to do, code."""
        english = language.startswith("en")
        place = f"{'Sheet' if english else 'Trang'} “{self.sheet}”"
        if self.letter:
            place += f", {'cell' if english else 'ô'} {self.letter}{self.row or ''} ({self.heading})"
        elif self.row:
            place += f", {'row' if english else 'dòng'} {self.row}"
        return f"{place}: {self.message.in_language(language)} [{self.code}]"


def of_sheet(title: str, fault: LiemError) -> Problem:
    return Problem(fault.code, title, 0, "", "", fault.message)


def of_heading(title: str, row: int, place: int, heading: str, fault: LiemError) -> Problem:
    """`place` counts columns from 0."""
    return Problem(fault.code, title, row, get_column_letter(place + 1), heading, fault.message)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a sheet stand in this file: the sheet's title as typed, per column key its place from 0 and
    its heading as typed, and the places of headings that nobody knows."""

    sheet: Sheet
    title: str
    places: dict[str, tuple[int, str]] = field(default_factory=dict)
    strange: set[int] = field(default_factory=set)

    def problem(self, row: Row | int, key: str | None, fault: LiemError) -> Problem:
        """The fault at a row and, unless it is None, a column."""
        number = row if isinstance(row, int) else row.number
        if key is None or key not in self.places:
            return Problem(fault.code, self.title, number, "", "", fault.message)
        place, heading = self.places[key]
        return Problem(fault.code, self.title, number, get_column_letter(place + 1), heading, fault.message)
