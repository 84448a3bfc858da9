"""Days of every year and every month: "hằng năm, trước ngày 15/12", "trước ngày 25 hằng tháng".

A day without a year belongs to every year where the same clause (up to ";" or the end of the sentence) says "hằng năm",
"6 tháng một lần" or "hằng quý". The recurrence and the day stay two timings, each with the words that say it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from liem.documents.model import Timing
from liem.documents.points import BEFORE, BY, LATEST, LEAP_YEAR, day, point_pattern, read_point, until
from liem.documents.recurrences import Recurrence

YEAR_UNSTATED = "year unstated"
"""What `relative` says of a day, month or quarter of a year that the text does not state."""

_CLAUSE_ENDS = re.compile(r"[.;!?…](?=[\s)”\"]|$)|\n")
_YEARLY = ("P1Y", "P6M", "P3M")
_RANGE = re.compile(rf"từ (?:đầu )?{point_pattern('1')} ?(?:đến|tới|-|–) ?(?:hết |cuối )?{point_pattern('2')}")
_POINT = re.compile(rf"{BEFORE}?{point_pattern('')}")
# Without the word "ngày" it may be a fraction: a day only after "trước", "chậm nhất" or another day.
_BARE_DAY = re.compile(
    rf"(?:(?<!\w)(?:trước|{LATEST}) |(?<=\d và )|(?<=\d, )|(?<=\d hoặc ))"
    r"(?P<d>\d{1,2}) ?/ ?(?P<m>\d{1,2})(?! ?[\d/%])(?! (?:số|tổng|thành viên|đại biểu))"
)
_DAY_OF_MONTH = re.compile(rf"(?<!\w)(?:{BY}) ngày (?P<d>\d{{1,2}})(?! ?[\d/.-] ?\d| tháng \d)(?! tháng (?:cuối|đầu))")


def every_year(value: str | None) -> str:
    """The value of a day or interval of one year, said of every year: 2024-12-15 gives R/--12-15/P1Y."""
    days = (value or "").split("/")
    return str(Recurrence("P1Y", None, tuple(f"--{one[5:]}" for one in days if one not in ("", ".."))))


def every_month(number: int) -> str:
    """The value of a day of every month."""
    return str(Recurrence("P1M", None, (f"---{number:02}",)))


@dataclass(frozen=True, slots=True)
class Words:
    """A text, the same in small letters, and whether something is already read in a span of it."""

    text: str
    lower: str
    is_taken: Callable[[int, int], bool]


def with_recurring_days(words: Words, timings: list[Timing]) -> list[Timing]:
    """The timings, in order, with the days that a recurrence in their clause governs given that recurrence. Linear."""
    return [
        timing
        for start, end, inside in _clauses(words.lower, timings)
        for timing in sorted(_governed(words, start, end, inside), key=lambda one: one.start)
    ]


def _governed(words: Words, start: int, end: int, inside: list[Timing]) -> list[Timing]:
    """The timings of one clause."""
    periods = [Recurrence.parse(one.value or "R") for one in inside if one.kind == "recurring"]
    governed = inside
    yearly = next((one for one in periods if one.every in _YEARLY), None)
    if yearly is not None:
        since = yearly.since or _beginning(inside)
        governed = [_of_every_year(words.lower, one, since) for one in inside]
        governed += _read(words, start, end, _BARE_DAY, partial(_bare_day, since))
    if any(one.every == "P1M" for one in periods):
        governed = [*governed, *_read(words, start, end, _DAY_OF_MONTH, _day_of_month)]
    return governed


def _clauses(lower: str, timings: list[Timing]) -> Iterator[tuple[int, int, list[Timing]]]:
    """The clauses that hold timings: start, end, and the timings that begin inside."""
    start = position = 0
    for end in (*(found.start() for found in _CLAUSE_ENDS.finditer(lower)), len(lower)):
        inside = []
        while position < len(timings) and timings[position].start <= end:
            inside.append(timings[position])
            position += 1
        if inside:
            yield start, end, inside
        start = end


def _beginning(inside: Iterable[Timing]) -> date | None:
    """The day of "từ năm 2026" beside "hằng năm"."""
    return next((date.fromisoformat(one.value[:10]) for one in inside if one.value and one.value.endswith("/..")), None)


def _of_every_year(lower: str, timing: Timing, since: date | None) -> Timing:
    """The timing as it recurs, if it is a point or range whose year is unstated."""
    value = _value(lower, timing) if timing.relative == YEAR_UNSTATED else None
    if value is None:
        return timing
    return replace(timing, kind="recurring", value=_from(value, since), relative=None)


def _value(lower: str, timing: Timing) -> str | None:
    if timing.kind == "period":
        return _range_value(_RANGE.match(lower, timing.start))
    found = _POINT.match(lower, timing.start)
    point = read_point(found, "", LEAP_YEAR) if found else None
    if found is None or point is None or found["since"]:
        return None
    return every_year(until(found, point) if found["by"] else str(point))


def _range_value(found: re.Match[str] | None) -> str | None:
    first = read_point(found, "1", LEAP_YEAR) if found else None
    last = read_point(found, "2", LEAP_YEAR) if found else None
    return every_year(f"{first.first}/{last.last}") if first and last else None


def _from(value: str, since: date | None) -> str:
    return str(replace(Recurrence.parse(value), since=since))


def _bare_day(since: date | None, found: re.Match[str]) -> str | None:
    point = day(int(LEAP_YEAR), int(found["m"]), int(found["d"]))
    return _from(every_year(str(point)), since) if point else None


def _day_of_month(found: re.Match[str]) -> str | None:
    number = int(found["d"])
    return every_month(number) if 1 <= number <= 31 else None


def _read(
    words: Words, start: int, end: int, pattern: re.Pattern[str], value_of: Callable[[re.Match[str]], str | None]
) -> Iterator[Timing]:
    """What the pattern finds in a clause besides what is read already."""
    for found in pattern.finditer(words.lower, start, end):
        value = None if words.is_taken(*found.span()) else value_of(found)
        if value is not None:
            yield Timing(words.text[found.start() : found.end()], *found.span(), "recurring", value)
