"""Lays a bar of days out: marks on the days on which something changed, those of reorganisations told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.http import urlencode

from liem.record.organisation_days import ChangeDays

WIDTH, LEFT, RIGHT = 1000, 10, 990
NEAREST = 5  # marks that would stand closer to one another become one
YEARS_SHOWN = 12
REORGANISED_SHOWN = 4


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day with a link; `is_reorganised` where bodies were merged, split, renamed or closed on it."""

    x: str
    day: date
    is_reorganised: bool


@dataclass(frozen=True, slots=True)
class DayBar:
    """The bar, and the same as links: the changes around the day shown, and the latest reorganisations. `rest` is what
    the links keep of the address; `steps` and `step` count the days from `starts` for a slider."""

    width: int
    left: int
    right: int
    here: str
    years: tuple[tuple[str, int], ...]
    marks: tuple[DayMark, ...]
    first: date | None
    earlier: date | None
    later: date | None
    last: date | None
    reorganised: tuple[tuple[date, int], ...]
    starts: date
    steps: int
    step: int
    rest: str
    is_today: bool


def day_bar(days: ChangeDays, *, on: date, today: date, request: HttpRequest) -> DayBar:
    """The bar from the first change to today, or to a later change or day shown."""
    starts = min([on, *days.days[:1]])
    ends = max([on, today, *days.days[-1:]])
    steps = max(1, (ends - starts).days)

    def x(day: date) -> float:
        return LEFT + (day - starts).days / steps * (RIGHT - LEFT)

    kept = [(name, request.GET[name]) for name in request.GET if name not in ("on", "page") and request.GET[name]]
    step = max(1, -(-(ends.year - starts.year) // YEARS_SHOWN))
    years = range(starts.year + 1, ends.year + 1, step)
    return DayBar(
        width=WIDTH,
        left=LEFT,
        right=RIGHT,
        here=_text(x(on)),
        years=tuple((_text(x(date(year, 1, 1))), year) for year in years),
        marks=_marks(days, x=x),
        first=days.days[0] if days.days else None,
        earlier=days.before(on),
        later=days.after(on),
        last=days.days[-1] if days.days else None,
        reorganised=days.reorganised[-REORGANISED_SHOWN:],
        starts=starts,
        steps=steps,
        step=(on - starts).days,
        rest=f"{urlencode(kept)}&" if kept else "",
        is_today=on == today,
    )


def _marks(days: ChangeDays, *, x: Callable[[date], float]) -> tuple[DayMark, ...]:
    """Of marks that fall together the one of a reorganisation stays, else the latest; drawn last, they lie on top."""
    reorganised = {day for day, _ in days.reorganised}
    places: dict[int, date] = {}
    for day in days.days:
        place = int(x(day) / NEAREST)
        if day in reorganised or places.get(place) not in reorganised:
            places[place] = day
    marks = [DayMark(_text(x(day)), day, day in reorganised) for day in places.values()]
    return tuple(sorted(marks, key=lambda mark: (mark.is_reorganised, mark.day)))


def _text(value: float) -> str:
    return f"{value:.1f}"
