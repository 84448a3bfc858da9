"""Tables in text files: .csv, .tsv and the like."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from liem.kernel.errors import LiemError, Message
from liem.record.importing.charset import Encoding, codec_of
from liem.record.importing.raw import BLANK, RawCell
from liem.record.importing.sheets import MOST_COLUMNS
from liem.record.importing.spelling import Spelling

DELIMITERS = (",", ";", "\t", "|")
_SAMPLED_ROWS = 20
MOST_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class SeparatedSheet:
    """One text file as a sheet; its title is the file's name without the suffix."""

    title: str
    path: Path
    codec: str
    delimiter: str
    spelling: Spelling

    def rows(self) -> Iterator[tuple[int, Sequence[RawCell]]]:
        """Records with their number from 1; every cell is text, and one that begins with = is a formula."""
        with _opened(self.path, self.codec) as file:
            for number, record in enumerate(_records(file, self.delimiter, self.title), start=1):
                if number == 1 and _names_delimiter(record):
                    continue
                cells = [self._cell(text, place) for place, text in enumerate(record)]
                while cells and cells[-1] is BLANK:
                    cells.pop()
                if cells:
                    yield number, cells

    def merged_ranges(self) -> list[str]:
        """None: text has no merged cells."""
        return []

    def _cell(self, text: str, place: int) -> RawCell:
        if not text or text.isspace():
            return BLANK
        if text.startswith("="):
            return text, "f"
        return self.spelling.read(text, title=self.title, place=place, font=None), "s"


def open_separated(
    path: Path, *, title: str, encoding: Encoding | None, spelling: Spelling, known: Callable[[str], bool]
) -> SeparatedSheet:
    """The file as a sheet. `known` tells whether a text is a heading that some sheet has: it decides the delimiter.

    Raises LiemError `import.old_font`, `import.unknown_encoding` or `import.wrong_encoding`.
    """
    codec = codec_of(path, encoding)
    delimiter = max(DELIMITERS, key=lambda one: _fitness(path, codec, one, known))
    return SeparatedSheet(title, path, codec, delimiter, spelling)


def _fitness(path: Path, codec: str, delimiter: str, known: Callable[[str], bool]) -> tuple[int, int, int]:
    """Known headings, then rows as wide as they are, then width: the best delimiter has most of them. Lines of a title
    may stand above the headings."""
    rows: list[list[str]] = []
    with _opened(path, codec) as file, suppress(LiemError):  # where it breaks is told when it is read
        for record in _records(file, delimiter, path.stem):
            if not _names_delimiter(record):
                rows.append(record)
            if len(rows) == _SAMPLED_ROWS:
                break
    headings = max(rows, key=lambda row: sum(map(known, row)), default=[])
    if len(headings) < 2:
        return (sum(map(known, headings)), 0, 0)
    return (sum(map(known, headings)), sum(len(row) == len(headings) for row in rows), len(headings))


def _names_delimiter(record: list[str]) -> bool:
    """Excel's own first line `sep=;`."""
    return "".join(record).strip().casefold() in {"sep=", *(f"sep={one}" for one in DELIMITERS)}


@contextmanager
def _opened(path: Path, codec: str) -> Iterator[TextIO]:
    with path.open(encoding=codec, newline="") as file:
        yield file


def _records(file: TextIO, delimiter: str, title: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(file, title), delimiter=delimiter, strict=True)
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except (csv.Error, UnicodeError) as error:
            raise broken_text(title, reader.line_num) from error
        if len(record) > MOST_COLUMNS and any(record[MOST_COLUMNS:]):
            raise too_wide(title, reader.line_num)
        yield record


def _lines(file: TextIO, title: str) -> Iterator[str]:
    """Lines of bounded length: a file of one endless line would be read whole."""
    number = 0
    while line := file.readline(MOST_LINE + 1):
        number += 1
        if len(line) > MOST_LINE:
            raise too_wide(title, number)
        yield line


def broken_text(title: str, line: int) -> LiemError:
    """A record that cannot be told apart: an open quotation mark, a cell beyond all bounds, bytes of no letter."""
    return LiemError(
        "import.broken_text",
        Message(
            f"Tệp “{title}” hỏng ở dòng {line}: dấu nháy kép không đóng, hoặc ô quá dài. Hãy mở tệp ở dòng đó và sửa.",
            f"The file “{title}” is broken at line {line}: a quotation mark that does not close, or a cell far too "
            "long. Open the file at that line and correct it.",
        ),
        {"line": line},
    )


def too_wide(title: str, line: int) -> LiemError:
    """More columns or characters in a line than any table of facts has."""
    return LiemError(
        "import.too_wide",
        Message(
            f"Dòng {line} của tệp “{title}” quá dài hoặc có hơn {MOST_COLUMNS} cột. Hãy kiểm tra dấu phân cách cột.",
            f"Line {line} of the file “{title}” is too long or has more than {MOST_COLUMNS} columns. "
            "Check what separates its columns.",
        ),
        {"line": line},
    )
