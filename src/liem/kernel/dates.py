"""Terms counted by the calendar, as the Civil Code 2015 counts them (articles 147 and 148).

A term of months or years ends on the corresponding day, or on the last day of the month where there is none.
Engines only ever compare days: what a term does to a day is worked out here.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from liem.kernel.errors import LiemError, Message

_ISO = re.compile(r"P(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<days>\d+)D)?")


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time in calendar years, months and days; all three at least 0 and not all 0."""

    years: int = 0
    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if min(self.years, self.months, self.days) < 0 or not (self.years or self.months or self.days):
            raise LiemError(
                "dates.term",
                Message(
                    "Thời hạn phải dài hơn 0. Hãy ghi số năm, tháng hoặc ngày.",
                    "A term must be longer than 0. Give years, months or days.",
                ),
            )

    def __str__(self) -> str:
        parts = [(self.years, "Y"), (self.months, "M"), (self.days, "D")]
        return "P" + "".join(f"{count}{unit}" for count, unit in parts if count)

    @classmethod
    def parse(cls, text: str) -> Term:
        """Reads the ISO 8601 form (`P5Y`, `P36M`, `P1Y6M`)."""
        found = _ISO.fullmatch(text.strip())
        if found is None or text.strip() == "P":
            raise LiemError(
                "dates.term",
                Message(
                    f"“{text}” không phải là thời hạn. Hãy ghi như P5Y (5 năm) hoặc P36M (36 tháng).",
                    f"“{text}” is not a term. Write it like P5Y (5 years) or P36M (36 months).",
                ),
                {"text": text},
            )
        return cls(**{unit: int(count) for unit, count in found.groupdict(default="0").items()})


def _shift_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _beyond_calendar(day: date, term: Term) -> LiemError:
    return LiemError(
        "dates.range",
        Message(
            f"Tính thời hạn {term} từ ngày {day} thì vượt ra ngoài lịch (năm 1–9999). Hãy kiểm tra ngày và thời hạn.",
            f"Counting {term} from {day} leaves the calendar (years 1–9999). Check the day and the term.",
        ),
        {"day": day, "term": str(term)},
    )


def end_of(start: date, term: Term) -> date:
    """The day on which `term`, begun on `start`, has run out. Raises `dates.range` beyond year 9999."""
    try:
        return _shift_months(start, term.years * 12 + term.months) + timedelta(days=term.days)
    except (ValueError, OverflowError) as error:
        raise _beyond_calendar(start, term) from error


def latest_start(end: date, term: Term) -> date:
    """The latest day from which `term` has run out by `end`: the largest d with end_of(d, term) <= end.

    This is how a term is moved to the side of the question's day, so that engines compare columns with constants.
    Raises `dates.range` before year 1.
    """
    try:
        guess = _shift_months(end - timedelta(days=term.days), -(term.years * 12 + term.months))
    except (ValueError, OverflowError) as error:
        raise _beyond_calendar(end, term) from error
    # Month ends make `end_of` flat (29–31 January all reach 28 February), so the true answer may lie a little off.
    while end_of(guess, term) > end:
        guess -= timedelta(days=1)
    while end_of(guess + timedelta(days=1), term) <= end:
        guess += timedelta(days=1)
    return guess


def earliest_start(end: date, term: Term) -> date:
    """The earliest day that still lies in the term ending on `end`: the smallest d with end_of(d, term) >= end.

    A day exactly one term before `end` lies in it; the day before that one does not.
    """
    guess = latest_start(end, term)
    # The same flat month ends: all days that reach `end` exactly lie in the term, the first of them is wanted.
    if end_of(guess, term) < end:
        return guess + timedelta(days=1)
    while end_of(guess - timedelta(days=1), term) >= end:
        guess -= timedelta(days=1)
    return guess


def has_run_out(start: date, term: Term, *, by: date) -> bool:
    """Whether `term`, begun on `start`, has run out by the day `by`."""
    return end_of(start, term) <= by
