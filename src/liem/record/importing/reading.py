"""From the sheets of a workbook to rows of cleaned values; every fault is kept with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from liem.kernel.errors import LiemError, Message
from liem.record.importing import structure
from liem.record.importing.cells import read_cell, tidy
from liem.record.importing.nearest import folded
from liem.record.importing.problems import Layout, Problem, of_heading, of_sheet
from liem.record.importing.sheets import MOST_COLUMNS, Column, Row, Sheet, Value
from liem.record.importing.workbook import BLANK, RawCell, RawSheet

EXAMPLE = folded("Ví dụ")  # a row whose first cell begins so is shown in the template and never imported
RESERVED_SHEETS = (Message("Hướng dẫn", "Guide"), Message("Danh mục", "Lists"))
MOST_ROWS = 200_000
MOST_PROBLEMS = 10_000


@dataclass(slots=True)
class ReadSheet:
    """What one sheet held: the rows without fault, the codes of all rows, and the rows left out as examples."""

    layout: Layout
    rows: list[Row] = field(default_factory=list)
    faulty_codes: set[str] = field(default_factory=set)
    examples: int = 0

    @property
    def sheet(self) -> Sheet:
        return self.layout.sheet


@dataclass(slots=True)
class Reading:
    """All sheets by key, the titles of the file in their order, and the problems."""

    titles: list[str] = field(default_factory=list)
    sheets: dict[str, ReadSheet] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_sheets(
    raw_sheets: Sequence[RawSheet], *, sheets: Sequence[Sheet], file: str, told: Callable[[Message], None]
) -> Reading:
    """Reads every sheet of the file. Raises LiemError `import.no_sheets` where none is known, `import.no_rows` where
    nothing is filled in, and `import.damaged`."""
    by_name = {folded(name): sheet for sheet in sheets for name in (sheet.name.vi, sheet.name.en)}
    reserved = {folded(name) for sheet in RESERVED_SHEETS for name in (sheet.vi, sheet.en)}
    reading = Reading(titles=[raw.title for raw in raw_sheets])
    for raw in raw_sheets:
        sheet = by_name.get(folded(raw.title))
        if sheet is None:
            if folded(raw.title) not in reserved and _holds_anything(raw):
                reading.problems.append(of_sheet(raw.title, structure.unknown_sheet(raw.title, sheets)))
        elif sheet.key in reading.sheets:
            other = reading.sheets[sheet.key].layout.title
            reading.problems.append(of_sheet(raw.title, structure.sheet_twice(other)))
        else:
            told(Message(f"Đọc trang “{raw.title}”", f"Reading sheet “{raw.title}”"))
            reading.sheets[sheet.key] = _read_sheet(raw, sheet, file=file, problems=reading.problems)
    if not reading.sheets:
        raise structure.no_sheets(sheets)
    if not reading.problems and not any(read.rows for read in reading.sheets.values()):
        raise structure.no_rows()
    return reading


def _holds_anything(raw: RawSheet) -> bool:
    return next(raw.rows(), None) is not None


def _read_sheet(raw: RawSheet, sheet: Sheet, *, file: str, problems: list[Problem]) -> ReadSheet:
    problems += [of_sheet(raw.title, structure.merged(place)) for place in raw.merged_ranges()]
    rows = raw.rows()
    number, headings = next(rows, (1, []))
    layout = _layout(raw.title, sheet, number, headings, problems)
    read = ReadSheet(layout)
    if any(column.required and column.key not in layout.places for column in sheet.columns):
        return read  # every row would only say so again
    for number, cells in rows:
        if folded(str(tidy(cells[0][0]) or "")).startswith(EXAMPLE):
            read.examples += 1
        elif len(problems) >= MOST_PROBLEMS or len(read.rows) >= MOST_ROWS:
            problems.append(of_sheet(raw.title, structure.stopped(number)))
            break
        else:
            _read_row(number, cells, read, file=file, problems=problems)
    return read


def _layout(title: str, sheet: Sheet, number: int, headings: Sequence[RawCell], problems: list[Problem]) -> Layout:
    by_name = {folded(name): column for column in sheet.columns for name in (column.name.vi, column.name.en)}
    layout = Layout(sheet, title)
    for place, (value, _) in enumerate(headings[:MOST_COLUMNS]):
        heading = str(tidy(value) or "").rstrip("* ")  # * is the template's mark of a required column
        if not heading:
            continue
        column = by_name.get(folded(heading))
        if column is not None and column.key not in layout.places:
            layout.places[column.key] = (place, heading)
            continue
        layout.strange.add(place)
        fault = structure.unknown_column(heading, sheet)
        if column is not None:
            fault = structure.column_twice(get_column_letter(layout.places[column.key][0] + 1))
        problems.append(of_heading(title, number, place, heading, fault))
    missing = [column for column in sheet.columns if column.required and column.key not in layout.places]
    if missing:
        problems.append(of_sheet(title, structure.missing_columns(missing)))
    return layout


def _read_row(number: int, cells: Sequence[RawCell], read: ReadSheet, *, file: str, problems: list[Problem]) -> None:
    layout, sheet, before = read.layout, read.sheet, len(problems)
    values: dict[str, Value] = {}
    for column in sheet.columns:
        raw, data_type = _cell(cells, layout, column)
        try:
            values[column.key] = read_cell(raw, data_type, column)
        except LiemError as fault:
            problems.append(layout.problem(number, column.key, fault))
    problems += _leftovers(number, cells, layout)
    if len(problems) == before:
        read.rows.append(Row(sheet, number, values, f"{file} › {layout.title} › {number}"))
    elif isinstance(code := values.get(sheet.identity[-1]), str):
        read.faulty_codes.add(code)


def _cell(cells: Sequence[RawCell], layout: Layout, column: Column) -> RawCell:
    place, _ = layout.places.get(column.key, (MOST_COLUMNS, ""))
    return cells[place] if place < len(cells) else BLANK


def _leftovers(number: int, cells: Sequence[RawCell], layout: Layout) -> Iterator[Problem]:
    """Something typed under no heading is told, never dropped. Columns with an unknown heading were told once."""
    headed = {place for place, _ in layout.places.values()} | layout.strange
    for place, (value, _) in enumerate(cells):
        if place not in headed and tidy(value) is not None:
            yield of_heading(layout.title, number, place, "", structure.no_heading())
            return
