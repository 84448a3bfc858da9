"""What every part of the oracle shares: a calendar, verdicts, attestations; rows are read through the ORM."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from liem.record.models import Attestation, BodyState, PostState, Tenure

MET, NOT_MET, UNKNOWN = "met", "not_met", "unknown"
Standings = dict[tuple[str, str], str]


def years_after(day: date, years: int) -> date:
    """The corresponding day so many years later; 28 February where there is no 29th."""
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


def known(model: type) -> Iterable:
    return model.objects.filter(known_to__isnull=True)


def holds(row: Tenure | PostState | BodyState, day: date) -> bool:
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day < row.valid_to)


def verdict(answer: bool | None) -> str:
    return UNKNOWN if answer is None else MET if answer else NOT_MET


def at_least_one(rows: int, closed: bool) -> bool | None:
    """One row on record is enough; none proves something only where the section is complete."""
    return True if rows else False if closed else None


class Attested:
    """Up to which day each section about each subject is complete."""

    def __init__(self) -> None:
        self._to: dict[tuple[str, str], date] = {}
        for row in known(Attestation):
            key = (row.subject, row.section)
            self._to[key] = max(row.complete_to, self._to.get(key, date.min))

    def reaches(self, subject: str, section: str, day: date | None) -> bool:
        return day is not None and self._to.get((subject, section), date.min) >= day
