"""Holidays as data: for each year the working days off and the days worked in exchange, with their source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from liem.kernel.errors import Message
from liem.kernel.workdays import Workdays
from liem.law.grounds import Status
from liem.law.reading import Checked, read_checked
from liem.law.source import Fields, Node, Problems

_KEYS = ("year", "status", "source", "checked", "off", "worked")
_FIRST, _LAST = 1945, 2199
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """One year: weekdays that are `off`, Saturdays and Sundays that are `worked`. PENDING: taken for want of better,
    and whatever is counted through it is not sure."""

    year: int
    pack: str
    off: frozenset[date]
    worked: frozenset[date]
    status: Status
    source: Message
    checked: Checked | None
    file: str
    line: int


def workdays_of(years: Iterable[HolidayYear]) -> Workdays:
    """The calendar of these years; a verified year stands before a pending one of another pack."""
    counting: dict[int, HolidayYear] = {}
    for one in sorted(years, key=lambda one: one.status is Status.VERIFIED):
        counting[one.year] = one
    return Workdays(
        off=frozenset(day for one in counting.values() for day in one.off),
        worked=frozenset(day for one in counting.values() for day in one.worked),
        verified=frozenset(year for year, one in counting.items() if one.status is Status.VERIFIED),
    )


def read_holidays(node: Node, pack: str, problems: Problems) -> list[HolidayYear]:
    """The years of a `holidays.yaml`: a list."""
    if not isinstance(node.content, list):
        Fields(node, problems, ()).wrong(node, "danh sách các năm", "a list of years")
        return []
    found = [_read_year(Fields(item, problems, _KEYS), pack) for item in node.content]
    return [year for year in found if year is not None]


def refuse_doubled_years(years: Sequence[HolidayYear], problems: Problems) -> None:
    """One year has one list of a status, whatever pack it stands in."""
    first: dict[tuple[int, Status], HolidayYear] = {}
    for one in years:
        former = first.setdefault((one.year, one.status), one)
        if former is not one:
            problems.add(
                Node(None, one.file, one.line),
                "law.duplicate_year",
                f"Năm {one.year} đã có trong {former.file}:{former.line}. Hãy giữ lại một.",
                f"The year {one.year} stands in {former.file}:{former.line} already. Keep one.",
            )


def _read_year(fields: Fields, pack: str) -> HolidayYear | None:
    before = len(fields.problems.found)
    year, status, source = _read_number(fields), fields.choice("status", list(Status)), fields.words("source")
    checked = read_checked(fields) if status == Status.VERIFIED else None
    off = _read_days(fields, "off", year, weekend=False)
    worked = _read_days(fields, "worked", year, weekend=True)
    if len(fields.problems.found) > before or not (year and status and source):
        return None
    return HolidayYear(
        year,
        pack,
        frozenset(off),
        frozenset(worked),
        Status(status),
        source,
        checked,
        fields.node.file,
        fields.node.line,
    )


def _read_number(fields: Fields) -> int | None:
    node = fields.required("year")
    if node is None:
        return None
    if isinstance(node.content, int) and _FIRST <= node.content <= _LAST:
        return node.content
    fields.wrong(node, f"một năm từ {_FIRST} đến {_LAST}", f"a year from {_FIRST} to {_LAST}")
    return None


def _read_days(fields: Fields, name: str, year: int | None, *, weekend: bool) -> list[date]:
    """Days of that year: of the weekend for days worked in exchange, of the week for days off."""
    found: list[date] = []
    for node in fields.items(name, optional=name == "worked"):
        day = node.content
        if type(day) is not date:
            fields.wrong(node, "một ngày như 2026-09-02", "a day such as 2026-09-02")
        elif year is not None and day.year != year:
            _refuse(fields, node, "law.holiday_year", f"{day} không thuộc năm {year}.", f"{day} is not in {year}.")
        elif (day.weekday() >= _SATURDAY) is not weekend:
            _refuse(
                fields,
                node,
                "law.holiday_weekday",
                f"{day} không phải là thứ bảy, chủ nhật."
                if weekend
                else f"{day} là ngày nghỉ cuối tuần, không cần ghi.",
                f"{day} is no Saturday or Sunday." if weekend else f"{day} is a weekend anyway: leave it out.",
            )
        elif day in found:
            _refuse(fields, node, "law.duplicate_day", f"{day} được ghi hai lần.", f"{day} stands twice.")
        else:
            found.append(day)
    return found


def _refuse(fields: Fields, node: Node, code: str, vi: str, en: str) -> None:
    fields.problems.add(node, code, f"{vi} Hãy sửa lại.", f"{en} Correct it.")
