"""From the sheets of a workbook to rows of cleaned values; every fault is kept with its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from liem.kernel.errors import LiemError, Message
from liem.record.importing import structure
from liem.record.importing.cells import BLANK_VALUES, read_cell, tidy
from liem.record.importing.nearest import folded
from liem.record.importing.problems import Layout, Problem, of_heading, of_sheet
from liem.record.importing.raw import RawCell, RawSheet, handed_in_as
from liem.record.importing.recognition import Memory, Read, column_for, column_names, heading_text, sheet_of
from liem.record.importing.sheets import MOST_COLUMNS, Row, Sheet, Value

EXAMPLE = folded("Ví dụ")  # a row whose first cell begins so is shown in the template and never imported
SUMMARY_SHEET = Message("Kết quả nhập", "Import result")
RESERVED_SHEETS = (Message("Hướng dẫn", "Guide"), Message("Danh mục", "Lists"), SUMMARY_SHEET)
MOST_ROWS = 200_000
MOST_PROBLEMS = 10_000
MOST_SHOWN = 300  # rows in one line of the report
TELL_EVERY = 10_000  # rows


@dataclass(slots=True)
class ReadSheet:
    """What the sheets of one table held: the rows without fault, the codes of the faulty ones, the rows left out as
    examples, the headings that were not word for word those of the template, and the rows that an earlier sheet said
    word for word. `layout` is that of the first sheet, `further` those of the others by title."""

    layout: Layout
    rows: list[Row] = field(default_factory=list)
    faulty_codes: set[str] = field(default_factory=set)
    examples: int = 0
    forgiven: list[Read] = field(default_factory=list)
    said_again: list[tuple[Row, Row]] = field(default_factory=list)  # the row left out, the row that stays
    further: dict[str, Layout] = field(default_factory=dict)

    @property
    def sheet(self) -> Sheet:
        return self.layout.sheet

    @property
    def titles(self) -> set[str]:
        return {self.layout.title, *self.further}

    def problem(self, row: Row, column: str | None, fault: LiemError) -> Problem:
        """The fault at a row, in the sheet of the file where it stands."""
        return self.further.get(row.title, self.layout).problem(row, column, fault)

    def add(self, other: ReadSheet) -> None:
        """Takes over what another sheet of the same table held. A row that stands here already, word for word, is one
        row; one that says something else under the same code stays, for the checks to tell."""
        stands = {row.identity: row for row in self.rows}
        for row in other.rows:
            former = stands.get(row.identity)
            if former is not None and former.values == row.values:
                self.said_again.append((row, former))
            else:
                self.rows.append(row)
        self.faulty_codes |= other.faulty_codes
        self.examples += other.examples
        self.forgiven += other.forgiven
        self.further[other.layout.title] = other.layout

    def told(self) -> list[Message]:
        """How the sheets were read: headings forgiven, and for each sheet the rows that stood before it already."""
        again: dict[str, list[str]] = {}
        for row, former in self.said_again:
            again.setdefault(row.title, []).append(f"{row.number} (= “{former.title}” {former.number})")
        return [one.message for one in self.forgiven] + [_said_again(title, rows) for title, rows in again.items()]


@dataclass(slots=True)
class Reading:
    """All tables by key, the titles of the file in their order, those that a person left out, and the problems."""

    titles: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    sheets: dict[str, ReadSheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_sheets(  # noqa: PLR0913 — how a file is read depends on all of it
    raw_sheets: Sequence[RawSheet],
    *,
    sheets: Sequence[Sheet],
    file: str,
    told: Callable[[Message], None],
    memory: Memory | None = None,
    chosen: str | None = None,
) -> Reading:
    """Reads every sheet of the file; `chosen` names the table that its sheets are.

    Raises LiemError `import.no_sheets` where none is known, `import.no_rows` where nothing is filled in, and
    `import.damaged`.
    """
    memory = memory or Memory()
    reserved = {folded(name) for sheet in RESERVED_SHEETS for name in (sheet.vi, sheet.en)}
    reading = Reading(titles=[raw.title for raw in raw_sheets])
    for raw in raw_sheets:
        if folded(raw.title) in reserved:
            continue
        known_as = handed_in_as(raw)
        left_out = next((title for title in (known_as, raw.title) if memory.leaves_out(title)), None)
        if left_out is not None:
            reading.left_out += [left_out] if left_out not in reading.left_out else []
            continue
        sheet = sheet_of(raw, sheets, memory, chosen=chosen if raw.title == known_as else None)
        if sheet is None:
            if _holds_anything(raw):
                reading.problems.append(of_sheet(raw.title, structure.unknown_sheet(raw.title, sheets)))
        elif sheet.key in reading.sheets and raw.title in reading.sheets[sheet.key].titles:
            reading.problems.append(of_sheet(known_as, structure.title_twice(known_as)))
        else:
            read = read_sheet(raw, sheet, file=file, problems=reading.problems, memory=memory, told=told)
            if sheet.key in reading.sheets:
                reading.sheets[sheet.key].add(read)
            else:
                reading.sheets[sheet.key] = read
    if not reading.sheets:
        raise structure.no_sheets(sheets)
    if not reading.problems and not any(read.rows for read in reading.sheets.values()):
        raise structure.no_rows()
    return reading


def _said_again(title: str, rows: Sequence[str]) -> Message:
    shown, rest = "; ".join(rows[:MOST_SHOWN]), len(rows) - MOST_SHOWN
    more = Message(f"; và {rest} dòng nữa", f"; and {rest} more") if rest > 0 else Message("", "")
    return Message(
        f"Trang “{title}”: các dòng giống hệt một dòng ở trang trước, tính là một – dòng {shown}{more.vi}.",
        f"Sheet “{title}”: rows that an earlier sheet says word for word, taken as one – rows {shown}{more.en}.",
    )


def _holds_anything(raw: RawSheet) -> bool:
    return next(iter(raw.rows()), None) is not None


def read_sheet(  # noqa: PLR0913 — how a sheet is read depends on all of it
    raw: RawSheet,
    sheet: Sheet,
    *,
    file: str,
    problems: list[Problem],
    memory: Memory,
    told: Callable[[Message], None],
) -> ReadSheet:
    """One table of the file read as `sheet`; its faults are added to `problems`."""
    told(Message(f"Đọc trang “{raw.title}”", f"Reading sheet “{raw.title}”"))
    problems += [of_sheet(raw.title, structure.merged(place)) for place in raw.merged_ranges()]
    rows = iter(raw.rows())
    number, headings = next(rows, (1, ()))
    read = ReadSheet(Layout(sheet, raw.title))
    _lay_out(read, number, headings, memory, problems)
    if any(column.required and column.key not in read.layout.places for column in sheet.columns):
        return read  # every row would only say so again
    reader = _RowReader(read, file, problems)
    for number, cells in rows:
        first = cells[0][0] if cells else None
        if isinstance(first, str) and folded(first).startswith(EXAMPLE):
            read.examples += 1
        elif len(problems) >= MOST_PROBLEMS or len(read.rows) >= MOST_ROWS:
            problems.append(of_sheet(raw.title, structure.stopped(number)))
            break
        else:
            reader.read(number, cells)
            if len(read.rows) % TELL_EVERY == 0 and read.rows:
                told(Message(f"  … {len(read.rows)} dòng", f"  … {len(read.rows)} rows"))
    return read


def _lay_out(
    read: ReadSheet, number: int, headings: Sequence[RawCell], memory: Memory, problems: list[Problem]
) -> None:
    layout, sheet = read.layout, read.sheet
    names = column_names(sheet)
    for place, (value, _) in enumerate(headings[:MOST_COLUMNS]):
        heading = heading_text(value)
        if not heading:
            continue
        column, known = column_for(layout.title, heading, sheet, names, memory)
        if known and (column is None or folded(heading) not in {folded(column.name.vi), folded(column.name.en)}):
            read.forgiven.append(Read(layout.title, heading, sheet, column))
        if column is not None and column.key not in layout.places:
            layout.places[column.key] = (place, heading)
            continue
        layout.strange.add(place)
        if column is not None:
            fault = structure.column_twice(get_column_letter(layout.places[column.key][0] + 1))
        elif not known:
            fault = structure.unknown_column(heading, sheet)
        else:
            continue
        problems.append(of_heading(layout.title, number, place, heading, fault))
    missing = [column for column in sheet.columns if column.required and column.key not in layout.places]
    if missing:
        problems.append(of_sheet(layout.title, structure.missing_columns(missing)))


class _RowReader:
    """Reads the rows of one sheet whose headings are known."""

    def __init__(self, read: ReadSheet, file: str, problems: list[Problem]) -> None:
        self._read, self._problems = read, problems
        self._sheet = read.sheet
        self._source = f"{file} › {read.layout.title} › "
        places = read.layout.places
        self._columns = [(column, places[column.key][0]) for column in self._sheet.columns if column.key in places]
        self._absent = {
            column.key: BLANK_VALUES.get(column.kind) for column in self._sheet.columns if column.key not in places
        }
        self._headed = {place for place, _ in places.values()} | read.layout.strange
        self._without_gaps = self._headed == set(range(len(self._headed)))

    def read(self, number: int, cells: Sequence[RawCell]) -> None:
        values: dict[str, Value] = dict(self._absent)
        faulty = False
        width = len(cells)
        for column, place in self._columns:
            raw, data_type = cells[place] if place < width else (None, "n")
            try:
                values[column.key] = read_cell(raw, data_type, column)
            except LiemError as fault:
                faulty = True
                self._problems.append(self._read.layout.problem(number, column.key, fault))
        if width > len(self._headed) or not self._without_gaps:
            leftover = self._leftover(number, cells)
            if leftover is not None:
                faulty = True
                self._problems.append(leftover)
        if not faulty:
            self._read.rows.append(self._row(number, values))
        elif isinstance(code := values.get(self._sheet.identity[-1]), str):
            self._read.faulty_codes.add(code)

    def _row(self, number: int, values: dict[str, Value]) -> Row:
        return Row(self._sheet, number, values, f"{self._source}{number}", self._read.layout.title)

    def _leftover(self, number: int, cells: Sequence[RawCell]) -> Problem | None:
        """Something typed under no heading is told, never dropped. Columns with an unknown heading were told once."""
        for place, (value, _) in enumerate(cells):
            if place not in self._headed and tidy(value) is not None:
                return of_heading(self._read.layout.title, number, place, "", structure.no_heading())
        return None
