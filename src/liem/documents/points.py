"""Points in time as Vietnamese papers print them: a day, a month, a quarter, half a year, a year."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {"3": 3, "ba": 3, "9": 9, "chín": 9}
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


YEAR = r"(?:19|20)\d\d(?!\d)"
LEAP_YEAR = "2024"
"""Read with a leap year, every day that some year has is one."""

LATEST = r"(?:chậm|muộn) nhất(?: là)?(?: (?:đến|vào|trong|trước))?(?: hết)?"
BY = rf"trước khi hết|trước thời điểm|trước|{LATEST}|đến(?: hết)?|hết"
BEFORE = rf"(?:(?P<by>{BY}) |(?P<since>kể từ|bắt đầu từ|từ|sau) )"


def point_pattern(mark: str) -> str:
    """A point in time in small letters; `mark` keeps the groups of two points in one pattern apart."""
    return (
        rf"(?:(?:ngày )?(?P<d{mark}>\d{{1,2}}) ?[/.-] ?(?P<m{mark}>\d{{1,2}})(?: ?[/.-] ?(?P<y{mark}>\d{{4}}))?"
        r"(?![\d/%])"
        rf"|ngày (?P<dw{mark}>\d{{1,2}}) tháng (?P<mw{mark}>\d{{1,2}})(?:,? năm (?P<yw{mark}>\d{{4}}))?(?!\d)"
        rf"|tháng (?P<mo{mark}>\d{{1,2}})(?:(?: ?/ ?| năm |-)(?P<moy{mark}>\d{{4}}))?(?![\d/])"
        rf"|quý (?P<q{mark}>iv|i{{1,3}}|[1-4])(?:(?: ?[/–-] ?| năm | )(?P<qy{mark}>\d{{4}}))?(?!\w)"
        rf"|(?P<h{mark}>(?:0?[369]|ba|sáu|chín) tháng (?:đầu|cuối)|nửa (?:đầu|cuối)) năm"
        rf"(?: (?P<hy{mark}>\d{{4}}))?(?!\d)"
        rf"|(?:(?P<part{mark}>đầu|giữa|cuối) )?năm (?P<ye{mark}>{YEAR}))"
    )


def read_point(found: re.Match[str], mark: str, year_of: str | None = None) -> Point | None:
    """The point in the groups of `mark`; `year_of` gives the year where the point itself has none."""
    group = found.groupdict()

    def number(*names: str) -> int:
        return next((int(group[name + mark]) for name in names if group.get(name + mark)), int(year_of or 0))

    if group["d" + mark] or group["dw" + mark]:
        return day(number("y", "yw"), number("m", "mw"), number("d", "dw"))
    if group["mo" + mark]:
        return months(number("moy"), number("mo"), number("mo"))
    if group["q" + mark]:
        return quarter(number("qy"), group["q" + mark])
    if group["h" + mark]:
        stretch = group["h" + mark]
        length = next((count for word, count in _MONTHS.items() if word in stretch), 6)
        return months(number("hy"), *((1, length) if "đầu" in stretch else (13 - length, 12)))
    span = {"đầu": (1, 3), "giữa": (6, 6), "cuối": (12, 12), None: (1, 12)}[group["part" + mark]]
    return months(number("ye"), *span)


def named_year(found: re.Match[str], mark: str) -> str | None:
    """The year that the point in the groups of `mark` names, if any."""
    group = found.groupdict()
    return next((group[name + mark] for name in ("y", "yw", "moy", "qy", "hy", "ye") if group.get(name + mark)), None)


def until(found: re.Match[str], point: Point) -> str | None:
    """What "trước", "chậm nhất", "đến", "hết" (group `by`) before a point comes to: the day itself, or an interval."""
    if point.first == point.last:
        return str(point)
    if found.groupdict().get("on"):
        return f"../{point.last}"
    if found["by"] in ("trước", "trước thời điểm"):
        return f"../{point.first - timedelta(days=1)}" if point.first > date.min else None
    if found["by"].startswith(("chậm", "muộn")) and not found["by"].endswith(("đến", "hết")):
        return str(point)
    return f"../{point.last}"
