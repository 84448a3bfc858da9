"""Points in time as Vietnamese papers print them: a day, a month, a quarter, half a year, a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}

DAY = r"(?:ngày )?\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}(?!\d)|ngày \d{1,2} tháng \d{1,2},? năm \d{4}(?!\d)"
"""A full date, for use inside larger patterns (one blank between words)."""

_FULL = re.compile(
    r"(?i:ngày )?(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})(?!\d)"
    r"|(?i:ngày )(?P<d2>\d{1,2}) (?i:tháng) (?P<m2>\d{1,2}),? (?i:năm) (?P<y2>\d{4})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Point:
    """The first and the last day of the stretch that a point names."""

    first: date
    last: date

    def __str__(self) -> str:
        return self.first.isoformat() if self.first == self.last else f"{self.first}/{self.last}"


def day(year: int, month: int, number: int) -> Point | None:
    """One day, or None where the calendar has no such day."""
    try:
        only = date(year, month, number)
    except ValueError:
        return None
    return Point(only, only)


def months(year: int, first: int, last: int) -> Point | None:
    """From the first day of month `first` to the last day of month `last`."""
    if not (1 <= first <= last <= 12 and 1 <= year <= 9999):
        return None
    return Point(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))


def quarter(year: int, number: str) -> Point | None:
    """Quarter "I" to "IV" (or "1" to "4") of a year."""
    index = _ROMAN.get(number.upper()) or (int(number) if number.isdigit() else 0)
    return months(year, index * 3 - 2, index * 3) if 1 <= index <= 4 else None


def day_in(text: str) -> str | None:
    """The first full date in a short text as ISO, or None."""
    found = _FULL.search(text)
    if found is None:
        return None
    number, month, year = (found[key] or found[f"{key}2"] for key in ("d", "m", "y"))
    point = day(int(year), int(month), int(number))
    return str(point) if point else None
