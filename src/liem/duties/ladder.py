"""The reminder ladder: on which working days before and after the due day whom to remind. Reads no clock."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liem.kernel.workdays import Workdays


class Audience(StrEnum):
    OWNER = "owner"
    SUPERIOR = "superior"  # the body directly above the owner


@dataclass(frozen=True, slots=True)
class Rung:
    """A reminder so many working days after the due day; before it where `days` is negative."""

    name: str
    days: int
    to: Audience

    def day(self, due: date, calendar: Workdays) -> date:
        return calendar.after(due, self.days) if self.days >= 0 else calendar.before(due, -self.days)


LADDER: tuple[Rung, ...] = (
    Rung("ahead", -5, Audience.OWNER),
    Rung("last_day", -1, Audience.OWNER),
    Rung("late", 1, Audience.OWNER),
    Rung("escalated", 3, Audience.SUPERIOR),
    Rung("late_again", 10, Audience.OWNER),
    Rung("escalated_again", 10, Audience.SUPERIOR),
)


def reached(due: date, *, today: date, calendar: Workdays, ladder: Sequence[Rung] = LADDER) -> tuple[Rung, ...]:
    """The rungs whose day has come, in the order of the ladder."""
    return tuple(rung for rung in ladder if rung.day(due, calendar) <= today)


def to_remind(come: Sequence[Rung], *, done: Collection[str]) -> tuple[Rung, ...]:
    """Of the rungs that have come, the last one for each audience, where it was not done: whoever was not reminded for
    a while is reminded once, not of every rung passed by."""
    last = {rung.to: rung for rung in come}
    return tuple(rung for rung in last.values() if rung.name not in done)
