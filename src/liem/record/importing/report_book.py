"""The report workbook: the rows as they were handed in, errors marked in their cells, and what a person has to answer.

It can be corrected and imported as it is: the summary is passed over, the answers are read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from liem.kernel.errors import LiemError, Message
from liem.record.importing.answers import DECISION_WORDS, DECISIONS, LEAVE_OUT, MAPPINGS, read_answers
from liem.record.importing.duplicates import LIKENESS_WORDS
from liem.record.importing.importer import Options
from liem.record.importing.nearest import folded, nearest
from liem.record.importing.problems import Problem
from liem.record.importing.raw import RawCell, RawSheet
from liem.record.importing.reading import RESERVED_SHEETS, SUMMARY_SHEET
from liem.record.importing.recognition import Memory, sheet_of
from liem.record.importing.report import ImportReport
from liem.record.importing.sheets import Sheet
from liem.record.importing.source import open_source

_MARK = PatternFill("solid", fgColor="F7D4D4")
_HEADING = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_IN_TITLES = re.compile(r"[\\/*?:\[\]]")
_LONGEST_TITLE = 31
_LONGEST_COMMENT = 2_000
_LAST_ROW = 1_048_576
_Marks = Mapping[tuple[int, int], list[Problem]]


def write_report_book(
    target: Path, path: Path, *, sheets: Sequence[Sheet], report: ImportReport, options: Options | None = None
) -> None:
    """Writes the workbook to `target`, row by row; formulas become the text they were.

    Raises LiemError `import.report_exists` rather than overwrite a file, and `import.report_folder` where it cannot be
    made.
    """
    if target.exists():
        raise _exists(target)
    options = options or Options()
    workbook = Workbook(write_only=True)
    _write_summary(workbook, report)
    with open_source(path, sheets=sheets, encoding=options.encoding) as source:
        reserved = {folded(name) for sheet in RESERVED_SHEETS for name in (sheet.vi, sheet.en)}
        answers = read_answers(source.sheets, sheets=sheets, file=report.file, origin="", told=lambda _: None)
        rows = [raw for raw in source.sheets if raw.title not in answers.titles and folded(raw.title) not in reserved]
        given = {
            layout.layout.sheet.key: list(_values(raw))
            for raw in source.sheets
            for layout in answers.layouts.values()
            if layout.layout.title == raw.title
        }
        _write_decisions(workbook, report, given.get(DECISIONS.key, []))
        _write_mappings(workbook, report, rows, sheets, given.get(MAPPINGS.key, []))
        titles: set[str] = {sheet.title for sheet in workbook.worksheets}
        for raw in rows:
            _write_rows(workbook, raw, _marks(raw.title, report.errors), _free_title(raw.title, titles))
    try:
        with target.open("xb") as file:
            workbook.save(file)
    except FileExistsError:
        raise _exists(target) from None
    except OSError as error:
        raise _folder(target) from error


def _write_summary(workbook: Any, report: ImportReport) -> None:
    worksheet = workbook.create_sheet(SUMMARY_SHEET.vi)
    for letter, width in (("A", 28), ("B", 10), ("C", 28), ("D", 90), ("E", 90), ("F", 26)):
        worksheet.column_dimensions[letter].width = width
    for line in (report.outcome(), *report.notes):
        worksheet.append([_text(worksheet, line.vi), None, None, _text(worksheet, line.en)])
    worksheet.append([])
    headings = ("Trang / Sheet", "Ô / Cell", "Cột / Column", "Lỗi", "Error", "Mã lỗi / Code")
    worksheet.append([_text(worksheet, heading, font=_HEADING) for heading in headings])
    for one in report.errors:
        place = f"{one.letter}{one.row or ''}" if one.letter else (str(one.row) if one.row else "")
        texts = (one.sheet, place, one.heading, one.message.vi, one.message.en, one.code)
        worksheet.append([_text(worksheet, text, wrapped=True) for text in texts])


def _write_decisions(workbook: Any, report: ImportReport, given: list[list[object]]) -> None:
    """The likely duplicates, each to be decided, under the decisions that the file held already."""
    if not report.duplicates and not given:
        return
    worksheet = _answer_sheet(workbook, DECISIONS, (26, 26, 30, 70, 70, 50))
    for row in given:
        worksheet.append([_text(worksheet, value) for value in row])
    for one in report.duplicates:
        word = LIKENESS_WORDS[one.likeness]
        texts = (one.entry.code, one.other.code, "", one.entry.about, one.other.about, f"{word.vi} / {word.en}")
        worksheet.append([_text(worksheet, text) for text in texts])
    _drop_down(worksheet, "C", ",".join(choice.name.vi for choice in DECISION_WORDS))


def _write_mappings(
    workbook: Any, report: ImportReport, rows: Sequence[RawSheet], sheets: Sequence[Sheet], given: list[list[object]]
) -> None:
    """The headings that nobody knows, each with the column that comes nearest, under the answers given already."""
    unknown = [one for one in report.errors if one.code in {"import.unknown_column", "import.unknown_sheet"}]
    if not unknown and not given:
        return
    worksheet = _answer_sheet(workbook, MAPPINGS, (34, 40, 34, 34))
    for row in given:
        worksheet.append([_text(worksheet, value) for value in row])
    by_title = {raw.title: _sheet_of(raw, sheets) for raw in rows}
    for one in unknown:
        sheet = by_title.get(one.sheet)
        proposed = ""
        if sheet is not None and one.heading:
            proposed = nearest(one.heading, [column.name.vi for column in sheet.columns]) or LEAVE_OUT.vi
        texts = (one.sheet, one.heading, sheet.name.vi if sheet else "", proposed)
        worksheet.append([_text(worksheet, text) for text in texts])


def _sheet_of(raw: RawSheet, sheets: Sequence[Sheet]) -> Sheet | None:
    try:
        return sheet_of(raw, sheets, Memory())
    except LiemError:  # it breaks off before its headings
        return None


def _answer_sheet(workbook: Any, sheet: Sheet, widths: Sequence[int]) -> Any:
    worksheet = workbook.create_sheet(sheet.name.vi)
    for place, width in enumerate(widths, start=1):
        worksheet.column_dimensions[get_column_letter(place)].width = width
    worksheet.append([_text(worksheet, column.name.vi, font=_HEADING) for column in sheet.columns])
    return worksheet


def _drop_down(worksheet: Any, letter: str, words: str) -> None:
    validation = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    validation.add(f"{letter}2:{letter}{_LAST_ROW}")
    worksheet.data_validations.append(validation)


def _marks(title: str, errors: Sequence[Problem]) -> dict[tuple[int, int], list[Problem]]:
    """The errors of one sheet by row and column; those of a whole row or sheet stand at its first cell."""
    marks: dict[tuple[int, int], list[Problem]] = defaultdict(list)
    for one in errors:
        if one.sheet == title:
            marks[one.row or 1, column_index_from_string(one.letter) if one.letter else 1].append(one)
    return marks


def _write_rows(workbook: Any, raw: RawSheet, marks: _Marks, title: str) -> None:
    worksheet = workbook.create_sheet(title)
    marked = {row: max(column for at, column in marks if at == row) for row in {row for row, _ in marks}}
    written = 0
    for number, cells in _until_broken(raw):
        while written < number - 1:
            written += 1
            worksheet.append(_row(worksheet, written, (), marks, marked))
        worksheet.append(_row(worksheet, number, cells, marks, marked))
        written = number
    if not written and marked:
        worksheet.append(_row(worksheet, 1, (), marks, marked))


def _until_broken(raw: RawSheet) -> Iterator[tuple[int, Sequence[RawCell]]]:
    """The rows, and where the file breaks off a last one that says so: an import need not have read so far."""
    last = 0
    try:
        for last, cells in raw.rows():
            yield last, cells
    except LiemError as fault:
        yield last + 1, [(f"{fault.message.vi} / {fault.message.en}", "s")]


def _row(
    worksheet: Any, number: int, cells: Sequence[RawCell], marks: _Marks, marked: Mapping[int, int]
) -> list[object]:
    if number not in marked:
        return [_cell(worksheet, value, kind) for value, kind in cells]
    row: list[object] = []
    for place in range(max(len(cells), marked[number])):
        value, kind = cells[place] if place < len(cells) else (None, "n")
        problems = marks.get((number, place + 1))
        cell = _cell(worksheet, value, kind)
        if problems:
            if not hasattr(cell, "fill"):
                cell = WriteOnlyCell(worksheet, cell)
            cell.fill = _MARK
            cell.comment = _comment(problems)
        row.append(cell)
    return row


def _comment(problems: Sequence[Problem]) -> Comment:
    lines = [f"{one.message.vi}\n{one.message.en}\n[{one.code}]" for one in problems]
    return Comment("\n\n".join(lines)[:_LONGEST_COMMENT], "Liêm", height=160, width=380)


def _cell(worksheet: Any, value: object, kind: str) -> Any:
    """A cell with the value as it was; only numbers and truth need no cell of their own."""
    if value is None or (kind in {"n", "b"} and isinstance(value, bool | int | float)):
        return value
    if kind == "d" and isinstance(value, datetime | date | time | timedelta):
        cell: Any = WriteOnlyCell(worksheet)
        cell.value = value
        if isinstance(value, datetime) and value.time() == time():
            cell.number_format = "DD/MM/YYYY"
        return cell
    return _text(worksheet, value)


def _text(worksheet: Any, value: object, *, font: Font | None = None, wrapped: bool = False) -> Any:
    """Text whatever it begins with: = starts no formula here."""
    cell = WriteOnlyCell(worksheet, _CONTROL.sub("\ufffd", str(value or "")))
    cell.data_type = "s"
    if font is not None:
        cell.font = font
    if wrapped:
        cell.alignment = _WRAPPED
    return cell


def _values(raw: RawSheet) -> Iterator[list[object]]:
    """The rows under the headings."""
    for number, (_, cells) in enumerate(raw.rows()):
        if number:
            yield [value for value, _ in cells]


def _free_title(title: str, taken: set[str]) -> str:
    """A title that a workbook may have and no other sheet has."""
    plain = _NOT_IN_TITLES.sub(" ", _CONTROL.sub(" ", title)).strip("' ") or "Trang"
    found, number = plain[:_LONGEST_TITLE], 1
    while found.casefold() in {one.casefold() for one in taken}:
        number += 1
        found = f"{plain[: _LONGEST_TITLE - 5]} ({number})"
    taken.add(found)
    return found


def _exists(path: Path) -> LiemError:
    return LiemError(
        "import.report_exists",
        Message(
            f"Đã có tệp “{path.name}” nên không ghi đè. Hãy chọn tên khác cho báo cáo.",
            f"There is a file “{path.name}” already; it stays. Choose another name for the report.",
        ),
    )


def _folder(path: Path) -> LiemError:
    return LiemError(
        "import.report_folder",
        Message(
            f"Không ghi được “{path.name}” vào thư mục đã cho. Hãy kiểm tra thư mục có tồn tại và cho phép ghi.",
            f"“{path.name}” cannot be written to the given folder. Check that the folder exists and may be written to.",
        ),
    )
