"""Lines of pages → the text: heads and feet left out, columns one after another, broken lines put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from liem.documents.labels import bullet_at, label_at
from liem.documents.sources.page import STRETCHED, Line, Page, rows_of, usual_gap
from liem.documents.sources.places import Kind, LeftOut, Place, Source, Spot, TextWriter
from liem.documents.sources.ruled import RuledCell, RuledTable, tables_of
from liem.documents.sources.running import running_lines
from liem.documents.sources.tables import Cell, write_table

Row: TypeAlias = list[Line]
_PITCH = 1.28  # times the usual distance of lines: what is further apart is another paragraph
_NARROW = 0.55  # times the height: wider than a blank of a line set to both margins
_BLANK = 0.35  # times the height
_CLOSES = (".", ":", ";", "!", "?", "…", "./.")
_CELL_MARGIN = 7.0  # points between the ruled line and the words


@dataclass(frozen=True, slots=True)
class Column:
    """Where the lines of the body begin and end, and where the first line of a paragraph does, if elsewhere."""

    left: float
    right: float
    pitch: float
    indent: float | None = None


Block: TypeAlias = "Row | RuledTable"


def source_of_pages(pages: Sequence[Page], *, kind: Kind = Kind.PDF) -> Source:
    """The text of the pages with the way back."""
    laid = [_blocks(page) for page in pages]
    rows = [[block for block in blocks if isinstance(block, list)] for blocks in laid]
    running = running_lines(pages, rows)
    column = _body(rows, running)
    writer = TextWriter()
    body = _Body(writer, column)
    for page, blocks in zip(pages, laid, strict=True):
        body.page(page.number, [one for one in blocks if not (isinstance(one, list) and one[0] in running)])
    body.end_paragraph()
    text, pieces = writer.written()
    left_out = tuple(
        LeftOut(line.text, _place(line)) for line in sorted(running, key=lambda one: (one.page, one.number))
    )
    return Source(kind, text, pieces, left_out, len(pages))


def _blocks(page: Page) -> list[Block]:
    """Rows and tables of the page from top to bottom."""
    tables = tables_of(page)
    taken = {id(word) for table in tables for cell in table.cells for word in cell.words}
    blocks: list[Block] = [row for row in rows_of(page) if id(row[0].words[0]) not in taken]
    for table in tables:
        at = next((index for index, one in enumerate(blocks) if _top(one) > table.box.y0), len(blocks))
        blocks.insert(at, table)
    return blocks


def _top(block: Block) -> float:
    return block[0].box.middle if isinstance(block, list) else block.box.y0


def _body(pages: Sequence[Sequence[Row]], running: frozenset[Line]) -> Column:
    """The margins of the body, by the rows that hold one line."""
    lines = [row[0] for rows in pages for row in rows if len(row) == 1 and row[0] not in running]
    if not lines:
        return Column(0, 0, 0)
    starts = Counter(round(line.box.x0 / 2) * 2 for line in lines)
    common = [start for start, times in starts.items() if times >= max(2, len(lines) * 0.04)]
    rights = sorted(line.box.x1 for line in lines)
    distances = sorted(
        below[0].box.middle - above[0].box.middle
        for rows in pages
        for above, below in pairwise(rows)
        if above[0] not in running and below[0] not in running
    )
    pitch = distances[len(distances) // 4] if distances else 0.0  # paragraphs of one line stand further apart
    left = min(common or starts)
    right = rights[len(rights) * 97 // 100 - 1 if len(rights) > 40 else -1]
    return Column(left, right, pitch, _indent(lines, left=left, right=right))


def _indent(lines: Sequence[Line], *, left: float, right: float) -> float | None:
    """Where first lines begin: full lines further in, below which the words go on at the left margin."""
    full = right - 0.15 * (right - left)
    begins = Counter(
        round(above.box.x0)
        for above, below in pairwise(lines)
        if above.box.x0 > left + 6
        and above.box.x1 > full
        and abs(below.box.x0 - left) < 3
        and not _is_marked(below.text)
    )
    return begins.most_common(1)[0][0] if begins.total() > 1 else None


class _Body:
    """Writes the rows of the pages; a paragraph goes on over a page's end."""

    def __init__(self, writer: TextWriter, column: Column) -> None:
        self._writer, self._column = writer, column
        self._open: list[Line] = []
        self._tables = 0

    def page(self, number: int, blocks: Sequence[Block]) -> None:
        index = 0
        while index < len(blocks):
            block = blocks[index]
            if not isinstance(block, list):
                self.end_paragraph()
                self._tables += 1
                write_table([_cell(cell, self._tables, number) for cell in block.cells], self._writer)
                index += 1
                continue
            side_by_side = _columns(blocks, index)
            if side_by_side:
                self.end_paragraph()
                for line in _column_by_column(side_by_side):
                    self._writer.paragraph([_spot(line)])
                index += len(side_by_side)
            else:
                self._line(block[0])
                index += 1

    def end_paragraph(self) -> None:
        if self._open:
            self._writer.paragraph([_spot(line) for line in self._open])
            self._open = []

    def _line(self, line: Line) -> None:
        if self._open and not self._goes_on(self._open, line):
            self.end_paragraph()
        self._open.append(line)

    def _goes_on(self, paragraph: Sequence[Line], line: Line) -> bool:
        """Whether the line was broken off only because the one before was full."""
        return self._is_full(paragraph[-1], line) and self._is_aligned(paragraph, line)

    def _is_full(self, before: Line, line: Line) -> bool:
        """Whether the first word of the line below had no room in the one before."""
        column = self._column
        if before.page == line.page and line.box.middle - before.box.middle > _PITCH * column.pitch:
            return False
        if _is_centred(before, column) or _is_centred(line, column):
            return False
        blank = max(_BLANK * before.height, usual_gap(before.words))
        return before.box.x1 + blank + line.first_width >= column.right - 1

    def _is_aligned(self, paragraph: Sequence[Line], line: Line) -> bool:
        """Whether the line begins where the paragraph would go on."""
        before, column = paragraph[-1], self._column
        slack, closed = before.height, before.text.endswith(_CLOSES)
        if closed and _is_marked(line.text):
            return False
        indented = line.box.x0 > column.left + 0.7 * slack
        if indented and abs(line.box.x0 - paragraph[0].box.x0) < 2 and self._begins(line):
            return False
        hangs = _is_marked(paragraph[0].text) and line.box.x0 > paragraph[0].box.x0 + 0.3 * slack
        if not indented or (len(paragraph) > 1 and abs(line.box.x0 - before.box.x0) < 2):
            return True
        return not closed and (hangs or len(paragraph) == 1)

    def _begins(self, line: Line) -> bool:
        """Whether an indented line is the first of a paragraph: by its label, or where first lines begin."""
        indent = self._column.indent
        return _is_marked(line.text) or (indent is not None and abs(line.box.x0 - indent) < 2.5)


def _is_centred(line: Line, column: Column) -> bool:
    if column.indent is not None and abs(line.box.x0 - column.indent) < 2.5:
        return False
    left, right = line.box.x0 - column.left, column.right - line.box.x1
    return min(left, right) > 1.5 * line.height and abs(left - right) < line.height


def _is_marked(words: str) -> bool:
    return label_at(words, 0) is not None or bullet_at(words, 0) is not None


def _columns(blocks: Sequence[Block], index: int) -> list[Row]:
    """The rows from `index` on that stand in two columns: the head of a document, recipients beside a signature.

    A row of one line belongs to them as long as it stays on one side; a right one may come before.
    """
    gap: tuple[float, float] | None = None
    rows: list[Row] = []
    for block in blocks[index:]:
        if not isinstance(block, list) or (rows and _is_apart(rows[-1], block)):
            break
        is_open = gap is not None and any(len(row) > 1 for row in rows)
        row = _parted(block, gap) if is_open and gap else block
        narrower = _gap(row, gap)
        if narrower is None:
            break
        gap = narrower
        rows.append(row)
    while rows and len(rows[-1]) == 1 and not any(len(row) > 1 for row in rows):
        rows.pop()
    return rows if any(len(row) > 1 for row in rows) and _starts_fit(rows) else []


def _parted(row: Row, gap: tuple[float, float]) -> Row:
    """A row whose columns come so near that it looked like one line, parted where the rows above leave room."""
    if len(row) > 1:
        return row
    line = row[0]
    least = max(_NARROW * line.height, STRETCHED * usual_gap(line.words))
    for index, (word, following) in enumerate(pairwise(line.words), start=1):
        free = following.box.x0 - word.box.x1
        if free > least and word.box.x1 < gap[1] and following.box.x0 > gap[0]:
            return [replace(line, words=line.words[:index]), replace(line, words=line.words[index:])]
    return row


def _gap(row: Row, gap: tuple[float, float] | None) -> tuple[float, float] | None:
    """What stays free between the columns with this row; None where it crosses."""
    if len(row) == 1:
        box = row[0].box
        if gap is None:
            return (0.0, box.x0) if row[0].page == 1 or box.x0 > 200 else None
        if box.x1 < gap[1]:
            return max(gap[0], box.x1), gap[1]
        return (gap[0], min(gap[1], box.x0)) if box.x0 > gap[0] else None
    left, right = row[0].box.x1, row[1].box.x0
    if gap is None:
        return left, right
    found = max(gap[0], left), min(gap[1], right)
    return found if found[1] - found[0] > 4 else None


def _starts_fit(rows: Sequence[Row]) -> bool:
    """Single rows before the first double one must lie to its right."""
    first = next(index for index, row in enumerate(rows) if len(row) > 1)
    return all(row[0].box.x0 > rows[first][0].box.x1 for row in rows[:first])


def _is_apart(above: Row, below: Row) -> bool:
    return below[0].box.middle - above[0].box.middle > 6 * above[0].height


def _column_by_column(rows: Sequence[Row]) -> Iterator[Line]:
    """All that stands left, then all that stands right."""
    first = next(row for row in rows if len(row) > 1)
    border = (first[0].box.x1 + first[1].box.x0) / 2
    left = [line for row in rows for line in row if (line.box.x0 + line.box.x1) / 2 < border]
    right = [line for row in rows for line in row if (line.box.x0 + line.box.x1) / 2 >= border]
    yield from left
    yield from right


def _cell(cell: RuledCell, table: int, page: int) -> Cell:
    """The lines of a cell as paragraphs: what would still have fitted on the line before begins another one."""
    lines = [line for row in rows_of(Page(page, 0, 0, cell.words, (), False)) for line in row]
    paragraphs: list[list[Line]] = []
    for line in lines:
        before = paragraphs[-1][-1] if paragraphs else None
        room = cell.box.x1 - _CELL_MARGIN - before.box.x1 if before else 0
        if before is None or room > line.first_width + 0.2 * before.height or _is_marked(line.text):
            paragraphs.append([line])
        else:
            paragraphs[-1].append(line)
    place = Place(page=page, table=table, row=cell.row, cell=cell.column)
    return Cell(cell.row, cell.column, tuple(tuple(Spot(line.text, place) for line in lines) for lines in paragraphs))


def _spot(line: Line) -> Spot:
    return Spot(line.text, _place(line))


def _place(line: Line) -> Place:
    return Place(page=line.page, line=line.number)
