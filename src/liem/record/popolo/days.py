"""Days of Popolo, of which only the year or the month may be known."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ].*)?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The first and the last day that a written day may be; equal where it is known to the day."""

    first: date
    last: date

    @property
    def exact(self) -> date | None:
        return self.first if self.first == self.last else None


def stretch_of(written: Any) -> Stretch | None:
    """Reads `1990`, `1990-05` or `1990-05-17`, with a time after it or not; None for anything else."""
    found = _DAY.fullmatch(str(written).strip())
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        assert year is not None
        if day:
            exact = date(year, month or 1, day)
            return Stretch(exact, exact)
        first, last = date(year, month or 1, 1), date(year, month or 12, 1)
    except ValueError:
        return None
    return Stretch(first, last.replace(day=calendar.monthrange(last.year, last.month)[1]))


@dataclass(slots=True)
class Held:
    """When something held; `until` is the first day that it no longer did."""

    since: date | None
    until: date | None
    start: Stretch | None = None
    end: Stretch | None = None

    @property
    def is_dayless(self) -> bool:
        return self.start is None and self.end is None

    @property
    def is_backwards(self) -> bool:
        return bool(self.start and self.end and self.end.last < self.start.first)


def held(start: Stretch | None, end: Stretch | None) -> Held:
    """A start known in part is not known. An end known in part is at the latest its last day: left blank, it would say
    that the thing still holds."""
    return Held(start.exact if start else None, end.last + timedelta(days=1) if end else None, start, end)


class Settled(Enum):
    """What became of two stretches of one person in one post, the earlier first."""

    AS_THEY_ARE = ""
    ENDS_THE_DAY_BEFORE = "next_day"
    JOINED = "joined"
    FORMER_LEFT_OUT = "apart"


def settle(former: Held, latter: Held) -> Settled:
    """Parts two stretches that a record cannot hold side by side, without a day that nobody said.

    An end known in part is at the latest the day on which the next one begins. Two that overlap, or meet in a year or
    month of which no day is known, are one: `former` then holds both. Where the next one begins on no known day, and
    later than this one ended, nothing parts them but a guess, and the former cannot stand.
    """
    if latter.since is None:
        if latter.start is None or former.until is None or former.until > latter.start.first:
            return _joined(former, latter)
        return Settled.FORMER_LEFT_OUT
    if former.until is not None and former.until <= latter.since:
        return Settled.AS_THEY_ARE
    if former.end and former.end.exact is None and former.end.first <= latter.since:
        former.until = latter.since
        return Settled.AS_THEY_ARE
    if former.until == latter.since + timedelta(days=1) and (former.since or date.min) < latter.since:
        former.until = latter.since
        return Settled.ENDS_THE_DAY_BEFORE
    return _joined(former, latter)


def _joined(former: Held, latter: Held) -> Settled:
    if former.until is not None and (latter.until is None or latter.until > former.until):
        former.until, former.end = latter.until, latter.end
    return Settled.JOINED
