"""The values of recurring timings, and the day on which the next turn is due.

    R                          again and again, no period stated
    R/P6M                      once in every six months
    R/2026-01-01/P1Y           once a year, from 2026
    R/--12-15/P1Y              by 15 December of every year
    R/--01-01/--03-31/P1Y      within the first quarter of every year
    R/---25/P1M                by the 25th of every month

`--MM-DD` and `---DD` are days without a year, or without year and month, as ISO 8601:2000 and XML Schema write them.
A day that a month does not have (29 February, the 31st) stands for the month's last day, as the Civil Code counts.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

_MONTHS = {"P1M": 1, "P3M": 3, "P6M": 6}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`every`: an ISO length, "" where none is stated; `days`: nothing, one day, or the first and the last day."""

    every: str
    since: date | None = None
    days: tuple[str, ...] = ()

    def __str__(self) -> str:
        since = [self.since.isoformat()] if self.since else []
        return "/".join(["R", *since, *self.days, *([self.every] if self.every else [])])

    @classmethod
    def parse(cls, value: str) -> Recurrence:
        """Reads a value of the forms above. Raises ValueError where it is none."""
        first, *parts = value.split("/")
        if first != "R":
            raise ValueError(value)
        every = parts.pop() if parts and parts[-1].startswith("P") else ""
        since = date.fromisoformat(parts.pop(0)) if parts and not parts[0].startswith("--") else None
        return cls(every, since, tuple(parts))

    def due(self, after: date) -> tuple[date, bool] | None:
        """The last day of the first turn that ends on or after `after`, and whether the text names that day.

        Where it names none, a turn of one, three or six months ends with the calendar's month, quarter or half-year.
        None where nothing tells a day: "every year" alone sets none, since it is said of standing duties too and would
        put half of every directive at 31 December.
        """
        begun = max(after, self.since or after)
        if self.days:
            return _next(self.days[-1], begun), True
        length = _MONTHS.get(self.every)
        if length is None:
            return None
        last_month = (begun.month - 1) // length * length + length
        return _day_in(begun.year, last_month, 31), False


def _next(day: str, after: date) -> date:
    month, number = day[2:].split("-")
    months = range(1, 13) if not month else [int(month)]
    turns = (_day_in(year, one, int(number)) for year in (after.year, after.year + 1) for one in months)
    return next(turn for turn in turns if turn >= after)


def _day_in(year: int, month: int, number: int) -> date:
    return date(year, month, min(number, calendar.monthrange(year, month)[1]))
