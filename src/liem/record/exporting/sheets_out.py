"""Writing rows as the workbook that an import reads: the same sheets, headings and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from liem.kernel.errors import Message
from liem.record.importing.reading import RESERVED_SHEETS
from liem.record.importing.sheets import Column, Kind, Sheet, Value
from liem.record.importing.template import YES_NO

_HEADING = Font(bold=True, color="FFFFFF")
_HEADING_FILL = PatternFill("solid", fgColor="9B2226")
_WIDTHS = {Kind.TEXT: 34, Kind.CODE: 24, Kind.CHOICE: 30}
_DAY_FORMAT = "DD/MM/YYYY"
_FIRST_SAFE_YEAR = 1901  # spreadsheets disagree on the days of 1900


def workbook_of(
    sheets: Sequence[Sheet], rows: Mapping[str, Iterable[Mapping[str, Value]]], *, guide: Sequence[Message]
) -> bytes:
    """An .xlsx with a sheet for each of `sheets` that has rows, by key, and first a sheet that tells what it is.

    The rows hold the values that an import reads from such a sheet: a LAST_DAY is the first day that no longer holds.
    """
    workbook = Workbook(write_only=True)
    told = workbook.create_sheet(RESERVED_SHEETS[0].vi)
    told.column_dimensions["A"].width = told.column_dimensions["B"].width = 78
    for line in guide:
        told.append([_text(told, line.vi, wrap=True), _text(told, line.en, wrap=True)])
    for sheet in sheets:
        own = iter(rows.get(sheet.key, ()))
        if (first := next(own, None)) is not None:
            _fill(workbook.create_sheet(sheet.name.vi), sheet, first, own)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _fill(worksheet: Any, sheet: Sheet, first: Mapping[str, Value], rest: Iterable[Mapping[str, Value]]) -> None:
    worksheet.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        worksheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(column.kind, 16)
    worksheet.append([_heading(worksheet, column) for column in sheet.columns])
    words = {column.key: {choice.value: choice.name.vi for choice in column.choices} for column in sheet.columns}
    for row in (first, *rest):
        worksheet.append([_cell(worksheet, column, row.get(column.key), words) for column in sheet.columns])


def _heading(worksheet: Any, column: Column) -> Any:
    cell = WriteOnlyCell(worksheet, column.name.vi + (" *" if column.required else ""))
    cell.font, cell.fill = _HEADING, _HEADING_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _cell(worksheet: Any, column: Column, value: Value, words: Mapping[str, Mapping[str, str]]) -> Any:
    if value is None or value == "":
        return None
    if column.kind is Kind.YES_NO:
        return next(choice.name.vi for choice in YES_NO if (choice.value == "true") == value)
    if column.kind is Kind.CHOICE:
        return words[column.key].get(str(value), str(value))
    if isinstance(value, date):
        return _day(worksheet, value - timedelta(days=1) if column.kind is Kind.LAST_DAY else value)
    return value if isinstance(value, int) else _text(worksheet, value)


def _day(worksheet: Any, day: date) -> Any:
    if day.year < _FIRST_SAFE_YEAR:
        return _text(worksheet, f"{day:%d/%m/}{day.year:04}")
    cell = WriteOnlyCell(worksheet, datetime.combine(day, time()))
    cell.number_format = _DAY_FORMAT
    return cell


def _text(worksheet: Any, value: str, *, wrap: bool = False) -> Any:
    """Text stays text: a code such as 0012, and a name that begins like a formula."""
    cell = WriteOnlyCell(worksheet, value)
    cell.data_type, cell.number_format = "s", "@"
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
