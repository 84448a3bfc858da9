"""Working days: weekends and public holidays left out, days worked in exchange counted in.

Which days are holidays is data: the law fixes some, the government names the others year by year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_DAY = timedelta(days=1)
_FARTHEST = 3660  # days looked at before giving up


@dataclass(frozen=True, slots=True)
class Workdays:
    """`off` are holidays on weekdays, `worked` Saturdays and Sundays that are worked; `verified` are the years whose
    days somebody has held against the law. A day in no list is taken for what its weekday says."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()
    verified: frozenset[int] = frozenset()

    def is_working(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def knows(self, first: date, last: date) -> bool:
        """Whether the holidays of every year from `first` to `last` are verified: else a count is a guess."""
        return all(year in self.verified for year in range(first.year, last.year + 1))

    def after(self, start: date, days: int) -> date:
        """The day on which so many working days have passed since `start`, which itself is not counted."""
        return _nth(self, start, days, _DAY)

    def before(self, end: date, days: int) -> date:
        """The latest day from which so many working days remain until `end`, which itself is not counted."""
        return _nth(self, end, days, -_DAY)

    def between(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and including `last`."""
        return sum(self.is_working(day) for day in _days(first + _DAY, last))


def _nth(calendar: Workdays, start: date, days: int, step: timedelta) -> date:
    if not 0 <= days <= _FARTHEST:
        raise ValueError(f"{days} working days cannot be counted")
    day = start
    while days:
        day += step
        days -= calendar.is_working(day)
    return day


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY
