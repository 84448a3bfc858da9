"""Opening a workbook and reading its sheets row by row, without keeping them in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from zipfile import ZipFile

from liem.kernel.errors import LiemError
from liem.record.importing.container import check_container
from liem.record.importing.parts import Cells, Reader, damaged

RawCell: TypeAlias = tuple[object, str]  # value and openpyxl's type: n, s, inlineStr, d, b, e, f
BLANK: RawCell = (None, "n")
MOST_ROW_NUMBER = 1_048_576
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)\"")
MOST_MERGED = 1_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet of an open workbook."""

    title: str
    _path: Path
    _worksheet: Any  # openpyxl's ReadOnlyWorksheet; the type stubs leave out what is needed here
    _cells: Cells

    def rows(self) -> Iterator[tuple[int, Sequence[RawCell]]]:
        """Rows that hold anything, with their number from 1. Raises LiemError `import.damaged`."""
        self._worksheet.reset_dimensions()  # what the file says about its size is not to be trusted
        for number, cells in enumerate(_intact(self._worksheet.iter_rows()), start=1):
            if number > MOST_ROW_NUMBER:
                raise damaged()  # no spreadsheet has such a row; the gap before it would be read for hours
            self._cells.take(1 + len(cells))
            row = [(cell.value, cell.data_type) for cell in cells]
            while row and _is_blank(row[-1][0]):
                row.pop()
            if row:
                yield number, row

    def merged_ranges(self) -> list[str]:
        """The first thousand merged ranges, as `A1:B2`: read from the sheet's text, because streaming does not tell
        them."""
        # openpyxl has no public name for the path of a sheet inside the archive.
        part = self._worksheet._worksheet_path
        found: list[str] = []
        with ZipFile(self._path) as archive, archive.open(part) as text:
            rest = b""
            while len(found) < MOST_MERGED and (chunk := text.read(_CHUNK)):
                window = rest + chunk
                matches = list(_MERGED.finditer(window))
                found += [match[1].decode() for match in matches[: MOST_MERGED - len(found)]]
                rest = window[max(matches[-1].end() if matches else 0, len(window) - 200) :]
        return found


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


@contextmanager
def open_workbook(path: Path) -> Iterator[list[RawSheet]]:
    """The sheets of a workbook that passed `check_container`. Raises its errors and `import.damaged`."""
    check_container(path)
    with _open(path) as workbook:
        parts = [sheet._worksheet_path for sheet in workbook.worksheets]
        if len(set(parts)) < len(parts):
            raise damaged()  # one part shown as many sheets would be read as often
        cells = Cells()
        yield [RawSheet(sheet.title, path, sheet, cells) for sheet in workbook.worksheets]


@contextmanager
def _open(path: Path) -> Iterator[Any]:
    try:
        reader = Reader(path)
        reader.read()
    except LiemError:
        raise
    # A hostile file makes the library fail in any way it likes; each of them means the same to whoever sent the file.
    except Exception as error:
        raise damaged() from error
    try:
        yield reader.wb
    finally:
        reader.archive.close()


def _intact(rows: Iterator[Any]) -> Iterator[Any]:
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except LiemError:
            raise
        except Exception as error:  # as above: a broken part shows only when it is reached
            raise damaged() from error
        yield row
