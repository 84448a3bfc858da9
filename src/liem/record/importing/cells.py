"""From what a spreadsheet cell holds to the value that its column asks for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeAlias

from liem.record.importing import faults
from liem.record.importing.nearest import folded
from liem.record.importing.sheets import LONGEST_CODE, Column, Kind, Value

Raw: TypeAlias = object
BLANK_VALUES: dict[Kind, Value] = {Kind.TEXT: "", Kind.CHOICE: ""}  # every other blank is None

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
PART_OF_DAY = re.compile(r"(?:\d{1,2}[/.-])?\d{4}|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{1,2})?")
_YES_NO = {"có": True, "yes": True, "không": False, "no": False}


def tidy(raw: Raw) -> Raw:
    """Text composed (NFC) and without blanks around it; a text of blanks alone is None. Anything else as it is."""
    if isinstance(raw, str):
        if raw.isascii():
            return raw.strip() or None
        return unicodedata.normalize("NFC", raw).strip() or None
    return raw


def read_cell(raw: Raw, data_type: str, column: Column) -> Value:
    """The value of a cell; `raw` and `data_type` are openpyxl's. Raises LiemError `import.…` for what is refused."""
    if data_type == "f":
        raise faults.formula()
    if data_type == "e":
        raise faults.error_value(raw)
    value = tidy(raw)
    if value is not None:
        return _READERS[column.kind](value, column)
    if column.required:
        raise faults.required()
    return BLANK_VALUES.get(column.kind)


def _text(value: Raw, column: Column) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise faults.not_text(value)
    text = str(value)
    if _CONTROL.search(text):
        raise faults.control_character()
    if len(text) > column.longest:
        raise faults.too_long(len(text), column.longest)
    return text


def _code(value: Raw, column: Column) -> str:
    text = _text(value, column)
    if len(text) > LONGEST_CODE or len(text.split()) != 1:
        raise faults.not_a_code(text)
    return text


def _day(value: Raw, column: Column) -> date:
    day = _typed_day(value) if isinstance(value, str) else _real_day(value)
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise faults.unlikely_day(f"{day:%d/%m}/{day.year}", EARLIEST_YEAR, LATEST_YEAR)
    return day


def _real_day(value: Raw) -> date:
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, int) and EARLIEST_YEAR <= value <= LATEST_YEAR:
        raise faults.incomplete_day(value)  # a year alone, typed as a number
    raise faults.not_a_day(value)


def _typed_day(value: str) -> date:
    found = _DAY.fullmatch(value)
    if found is None:
        raise faults.incomplete_day(value) if PART_OF_DAY.fullmatch(value) else faults.not_a_day(value)
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise faults.no_such_day(value) from None


def _day_after_last(value: Raw, column: Column) -> date:
    return _day(value, column) + timedelta(days=1)


def _number(value: Raw, column: Column) -> int:
    number = int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10 else value
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int) or not column.least <= number <= column.most:
        raise faults.not_a_number(value, column.least, column.most)
    return number


@lru_cache(maxsize=256)
def _words(column: Column) -> dict[str, str]:
    """Every way to write a choice: in Vietnamese, in English, or the value itself."""
    return {
        folded(word): choice.value
        for choice in column.choices
        for word in (choice.value, choice.name.en, choice.name.vi)
    }


def _choice(value: Raw, column: Column) -> str:
    chosen = _words(column).get(folded(str(value)))
    if chosen is None:
        raise faults.not_a_choice(value, column)
    return chosen


def _yes_no(value: Raw, column: Column) -> bool:
    chosen = value if isinstance(value, bool) else _YES_NO.get(folded(str(value)))
    if chosen is None:
        raise faults.not_yes_or_no(value)
    return chosen


_READERS: dict[Kind, Callable[[Raw, Column], Value]] = {
    Kind.CODE: _code,
    Kind.TEXT: _text,
    Kind.DAY: _day,
    Kind.LAST_DAY: _day_after_last,
    Kind.NUMBER: _number,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
}
