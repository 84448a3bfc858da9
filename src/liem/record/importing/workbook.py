"""Opening a workbook and reading its sheets row by row, without keeping them in memory."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.xml.constants import SHARED_STRINGS

from liem.kernel.errors import LiemError
from liem.record.importing.cell_stream import MOST_MERGED, Spell, Styles, read_rows, read_shared_strings
from liem.record.importing.old_fonts import OldFont, font_of
from liem.record.importing.parts import SHARED_STRINGS_CAP, Archive, Cells, damaged
from liem.record.importing.raw import RawCell, is_blank
from liem.record.importing.spelling import Spelling

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)\"")
_CHUNK = 1 << 20
_SHARED = "sharedStrings"


class Reader(ExcelReader):
    """openpyxl's reader of workbooks, out of an `Archive`. Sheets are only listed (`tables`: title and part): their
    rows and the shared texts are read by `cell_stream`."""

    def __init__(self, path: Path, spell: Spell | None = None) -> None:
        super().__init__(path, read_only=True, keep_links=False)
        self.archive.close()
        self.archive: Archive = Archive(path)
        self.tables: list[tuple[str, str]] = []
        self._spell = spell

    def read(self) -> None:
        """Reads everything but the rows."""
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        self.read_properties()
        self.read_custom()
        self.read_theme()
        apply_stylesheet(self.archive, self.wb)
        self.read_worksheets()

    def read_strings(self) -> None:
        part: Any = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if part is not None:
            name = part.PartName[1:]
            self.archive.weigh(name, SHARED_STRINGS_CAP)
            with self.archive.open(name) as source:
                self.shared_strings = read_shared_strings(source, self._spell)

    def read_worksheets(self) -> None:
        """Lists the sheets; a chart holds no rows, and is passed over."""
        for sheet, relation in self.parser.find_sheets():
            if relation.target in self.valid_files and "chartsheet" not in relation.Type:
                self.tables.append((sheet.name, relation.target))


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the sheets of one workbook share."""

    path: Path
    strings: list[str]
    styles: Styles
    cells: Cells
    spelling: Spelling


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One sheet of an open workbook."""

    title: str
    _part: str
    _opened: _Opened

    def rows(self) -> Iterator[tuple[int, Sequence[RawCell]]]:
        """Rows that hold anything, with their number from 1. Raises LiemError `import.damaged`."""
        opened, spelling = self._opened, self._opened.spelling

        def spell(text: str, place: int, font: tuple[OldFont, bool] | None) -> str:
            return spelling.read(text, title=self.title, place=place, font=font)

        with _part(opened.path, self._part) as source:
            for number, row in read_rows(source, strings=opened.strings, styles=opened.styles, spell=spell):
                opened.cells.take(1 + len(row))
                while row and is_blank(row[-1][0]):
                    row.pop()
                if row:
                    yield number, row

    def merged_ranges(self) -> list[str]:
        """The first thousand merged ranges, as `A1:B2`: read from the sheet's text, because they stand behind the
        rows."""
        found: list[str] = []
        with _part(self._opened.path, self._part) as text:
            rest = b""
            while len(found) < MOST_MERGED and (chunk := text.read(_CHUNK)):
                window = rest + chunk
                matches = list(_MERGED.finditer(window))
                found += [match[1].decode() for match in matches[: MOST_MERGED - len(found)]]
                rest = window[max(matches[-1].end() if matches else 0, len(window) - 200) :]
        return found


@contextmanager
def _part(path: Path, part: str) -> Iterator[IO[bytes]]:
    """One part of the archive. Raises LiemError `import.damaged` where it does not open or breaks while it is read."""
    try:
        with ZipFile(path) as archive, archive.open(part) as source:
            yield source
    except (BadZipFile, KeyError, NotImplementedError, OSError, EOFError, ValueError, zlib.error) as error:
        raise damaged() from error


@contextmanager
def open_workbook(path: Path, spelling: Spelling) -> Iterator[list[WorkbookSheet]]:
    """The sheets of a workbook that passed `check_container`. Raises `import.damaged` and what is too large."""

    def spell(text: str, place: int, font: tuple[OldFont, bool] | None) -> str:
        return spelling.read(text, title=_SHARED, place=place, font=font)

    with _read(path, spell) as reader:
        parts = [part for _, part in reader.tables]
        if len(set(parts)) < len(parts):
            raise damaged()  # one part shown as many sheets would be read as often
        opened = _Opened(path, reader.shared_strings, _styles(reader.wb), Cells(), spelling)
        yield [WorkbookSheet(title, part, opened) for title, part in reader.tables]


@contextmanager
def _read(path: Path, spell: Spell) -> Iterator[Any]:
    try:
        reader = Reader(path, spell)
        reader.read()
    except LiemError:
        raise
    # A hostile file makes the library fail in any way it likes; each of them means the same to whoever sent the file.
    except Exception as error:
        raise damaged() from error
    try:
        yield reader
    finally:
        reader.archive.close()


def _styles(workbook: Any) -> Styles:
    # openpyxl has no public names for the styles of a workbook that is read.
    fonts = [font_of(font.name) for font in workbook._fonts]
    old = {
        number: found
        for number, style in enumerate(workbook._cell_styles)
        if (found := fonts[style.fontId] if style.fontId < len(fonts) else None) is not None
    }
    return Styles(workbook.epoch, frozenset(workbook._date_formats), frozenset(workbook._timedelta_formats), old)
