"""Tables: those that only set words side by side are read column by column, those that say something row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from liem.documents.sources.places import Place, Spot, TextWriter

# The head of an official document, its recipients beside the signature, and the place for a signature.
_FRAME = re.compile(
    r"ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG HÒA XÃ HỘI CHỦ NGHĨA|CỘNG HOÀ XÃ HỘI CHỦ NGHĨA|Độc lập\s?[-–]\s?Tự do"
    r"|Nơi nhận|NƠI NHẬN|^\s*(?:T/M|TM\.|K/T|KT\.|T/L|TL\.|Q\.) ?[A-ZĐỦ]",
    re.MULTILINE,
)
_MOST_COLUMNS_OF_A_FRAME = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its paragraphs, each of one or more lines. `row` and `column` count from 1."""

    row: int
    column: int
    paragraphs: tuple[tuple[Spot, ...], ...]

    @property
    def words(self) -> str:
        return "\n".join(" ".join(spot.text for spot in paragraph) for paragraph in self.paragraphs)


def write_table(cells: Sequence[Cell], writer: TextWriter) -> None:
    """Writes the cells, which come in the order of rows. One column is no table but a box around paragraphs."""
    filled = [cell for cell in cells if cell.words.strip()]
    columns = {cell.column for cell in cells}
    if len(columns) == 1 or _is_frame(filled, columns):
        for cell in sorted(filled, key=lambda cell: (cell.column, cell.row)):
            for paragraph in cell.paragraphs:
                writer.paragraph(paragraph)
        return
    for _, row in groupby(filled, key=lambda cell: cell.row):
        _write_row(list(row), writer)


def _is_frame(filled: Sequence[Cell], columns: set[int]) -> bool:
    if len(columns) > _MOST_COLUMNS_OF_A_FRAME or len({cell.row for cell in filled}) > 8:
        return False
    return any(_FRAME.search(cell.words) for cell in filled)


def _write_row(row: Sequence[Cell], writer: TextWriter) -> None:
    """On one line where each cell is one paragraph; a list inside a cell keeps its lines."""
    single = [_single(cell) for cell in row]
    if all(single):
        writer.row([spot for spot in single if spot])
        return
    for cell in row:
        for paragraph in cell.paragraphs:
            if any(spot.text.strip() for spot in paragraph):
                writer.row([_one_spot(paragraph)])


def _single(cell: Cell) -> Spot | None:
    told = [paragraph for paragraph in cell.paragraphs if any(spot.text.strip() for spot in paragraph)]
    return _one_spot(told[0]) if len(told) == 1 else None


def _one_spot(paragraph: Sequence[Spot]) -> Spot:
    """The lines of a paragraph in a cell as one, at the place of the first."""
    place: Place = paragraph[0].place
    return Spot(" ".join(spot.text.strip() for spot in paragraph), place)
