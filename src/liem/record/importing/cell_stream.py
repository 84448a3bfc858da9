"""The cells of a worksheet and the texts they share, read as a stream.

openpyxl builds an object for every element and cell; a roster of 100,000 rows has millions. This reads the same
parts with the expat parser alone, holds one row at a time, and refuses documents that define entities.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any
from xml.parsers import expat

from openpyxl.utils.datetime import from_excel, from_ISO8601

from liem.kernel.errors import LiemError
from liem.record.importing.old_fonts import OldFont, font_of
from liem.record.importing.parts import damaged
from liem.record.importing.raw import BLANK, RawCell

_CHUNK = 1 << 16
MOST_ROW_NUMBER = 1_048_576
MOST_COLUMN_NUMBER = 16_384
MOST_MERGED = 1_000

# Text, its place from 0 and its font → the text in Unicode; None for texts that stand in no column.
Spell = Callable[[str, int, tuple[OldFont, bool] | None], str]


@dataclass(frozen=True, slots=True)
class Styles:
    """What the cell styles of a workbook say: which are dates or lengths of time, and which are in an old font."""

    epoch: datetime
    dates: Collection[int] = frozenset()
    durations: Collection[int] = frozenset()
    old_fonts: dict[int, tuple[OldFont, bool]] = field(default_factory=dict)


class XmlStream:
    """An expat parser that calls `start` and `end` with local names and refuses every document type."""

    def __init__(self) -> None:
        self._expat = expat.ParserCreate()
        self._expat.buffer_text = True
        self._expat.StartDoctypeDeclHandler = self._refuse
        self._expat.EntityDeclHandler = self._refuse
        self._expat.StartElementHandler = self.start
        self._expat.EndElementHandler = self.end
        self._expat.CharacterDataHandler = self.characters
        self._text: list[str] | None = None

    def feed(self, source: IO[bytes]) -> Iterator[None]:
        """Parses chunk by chunk; comes back after each. Raises LiemError `import.damaged`."""
        try:
            while chunk := source.read(_CHUNK):
                self._expat.Parse(chunk, False)
                yield
            self._expat.Parse(b"", True)
            yield
        except LiemError:
            raise
        # A hostile part fails in any way it likes; each of them means the same to whoever sent the file.
        except Exception as error:
            raise damaged() from error

    def start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def end(self, name: str) -> None:
        raise NotImplementedError

    def characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _refuse(self, *_: Any) -> None:
        raise damaged()

    def taken(self) -> str:
        """The characters since the text began."""
        text, self._text = "".join(self._text or ()), None
        return text


class _Texts(XmlStream):
    """Texts made of runs, each of which may have a font of its own; phonetic hints are left out."""

    def __init__(self, spell: Spell | None) -> None:
        super().__init__()
        self._spell = spell
        self._runs: list[str] = []
        self._run_font: tuple[OldFont, bool] | None = None
        self._phonetic = False

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t" and not self._phonetic:
            self._text = []
        elif name == "r":
            self._run_font = None
        elif name == "rFont":
            self._run_font = font_of(attributes.get("val"))
        elif name == "rPh":
            self._phonetic = True

    def _end_text(self, name: str) -> None:
        if name == "t" and self._text is not None:
            text = self.taken()
            if self._run_font is not None and self._spell is not None:
                text = self._spell(text, 0, self._run_font)
            self._runs.append(text)
        elif name == "r":
            self._run_font = None
        elif name == "rPh":
            self._phonetic = False

    def _joined(self) -> str:
        text = "".join(self._runs)
        self._runs.clear()
        return text.replace("x005F_", "") if "x005F_" in text else text


class _SharedStrings(_Texts):
    def __init__(self, spell: Spell | None) -> None:
        super().__init__(spell)
        self.strings: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._start_text(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        self._end_text(name)
        if name == "si":
            self.strings.append(self._joined())


def read_shared_strings(source: IO[bytes], spell: Spell | None = None) -> list[str]:
    """The shared texts in order. Raises LiemError `import.damaged`."""
    parser = _SharedStrings(spell)
    for _ in parser.feed(source):
        pass
    return parser.strings


class _Sheet(_Texts):
    def __init__(self, strings: list[str], styles: Styles, spell: Spell | None) -> None:
        super().__init__(spell)
        self.rows: list[tuple[int, list[RawCell]]] = []
        self.merged: list[str] = []
        self._strings, self._styles = strings, styles
        self._row_number, self._column = 0, 0
        self._row: list[RawCell] | None = None
        self._cell: dict[str, str] | None = None
        self._value: str | None = None
        self._formula: str | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if self._cell is not None:
            if name in {"v", "f"}:
                self._text = []
            else:
                self._start_text(name, attributes)
        elif name == "c" and self._row is not None:
            self._cell, self._value, self._formula = attributes, None, None
            self._column = _column_of(attributes["r"]) if "r" in attributes else self._column + 1
            if not 1 <= self._column <= MOST_COLUMN_NUMBER:
                raise damaged()
        elif name == "row":
            number = int(float(attributes["r"])) if "r" in attributes else self._row_number + 1
            if not self._row_number < number <= MOST_ROW_NUMBER:
                raise damaged()  # rows go down, and no spreadsheet has more
            self._row_number, self._column, self._row = number, 0, []
        elif name == "mergeCell" and len(self.merged) < MOST_MERGED and "ref" in attributes:
            self.merged.append(attributes["ref"])

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if self._cell is None:
            if name == "row" and self._row is not None:
                self.rows.append((self._row_number, self._row))
                self._row = None
        elif name == "c":
            self._put()
            self._cell = None
        elif name == "v":
            self._value = self.taken() or None
        elif name == "f":
            self._formula = "=" + self.taken()
        else:
            self._end_text(name)

    def _put(self) -> None:
        row = self._row
        if row is None or self._cell is None:
            return
        cell = self._read(self._cell)
        gap = self._column - 1 - len(row)
        if gap >= 0:
            row.extend([BLANK] * gap)
            row.append(cell)
        else:
            row[self._column - 1] = cell

    def _read(self, attributes: dict[str, str]) -> RawCell:  # noqa: PLR0911 — one for each type of cell
        """As openpyxl reads a cell: value and type."""
        kind, value = attributes.get("t", "n"), self._value
        style = int(attributes.get("s", 0))
        if kind == "inlineStr" and self._formula is None:
            return self._spelled(self._joined(), style), "s"
        self._runs.clear()
        if self._formula is not None:
            return self._formula, "f"
        if value is None:
            return (None, kind)
        match kind:
            case "n":
                return self._number(value, style)
            case "s":
                return self._spelled(self._strings[int(value)], style), "s"
            case "str":
                return self._spelled(value, style), "s"
            case "b":
                return bool(int(value)), "b"
            case "d":
                return from_ISO8601(value), "d"  # type: ignore[no-untyped-call]
            case _:
                return value, kind

    def _spelled(self, text: str, style: int) -> str:
        if self._spell is None:
            return text
        font = self._styles.old_fonts.get(style)
        if font is None and text.isascii():
            return text
        return self._spell(text, self._column - 1, font)

    def _number(self, text: str, style: int) -> RawCell:
        value = float(text) if "." in text or "E" in text or "e" in text else int(text)
        if style not in self._styles.dates:
            return value, "n"
        try:
            return from_excel(value, self._styles.epoch, timedelta=style in self._styles.durations), "d"
        except (OverflowError, ValueError):
            return "#VALUE!", "e"


def _column_of(reference: str) -> int:
    number = 0
    for letter in reference:
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter.upper()) - 64
    return number


def read_rows(
    source: IO[bytes], *, strings: list[str], styles: Styles, spell: Spell | None = None
) -> Iterator[tuple[int, list[RawCell]]]:
    """The rows that the part holds, with their number from 1. Raises LiemError `import.damaged`."""
    parser = _Sheet(strings, styles, spell)
    for _ in parser.feed(source):
        yield from parser.rows
        parser.rows.clear()
