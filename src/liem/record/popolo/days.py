"""Days of Popolo, of which only the year or the month may be known."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
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


def held(start: Stretch | None, end: Stretch | None) -> Held:
    """A start known in part is not known. An end known in part is at the latest its last day: left blank, it would say
    that the thing still holds."""
    return Held(start.exact if start else None, end.last + timedelta(days=1) if end else None, start, end)


def settle(former: Held, latter: Held) -> bool:
    """Parts two stretches of the same thing that meet only because their days are known in part, or because the file
    writes an end as the day on which the next one begins; whether an exact end was moved for that."""
    if latter.since is None and latter.start:
        latter.since = latter.start.first
    if former.until is None or latter.since is None or former.until <= latter.since:
        return False
    if former.end and former.end.exact is None and former.end.first <= latter.since:
        former.until = latter.since
    elif latter.start and latter.start.exact is None and former.until <= latter.start.last:
        latter.since = former.until
    elif former.until == latter.since + timedelta(days=1) and (former.since or date.min) < latter.since:
        former.until = latter.since
        return True
    return False
