"""Lays a life line out: tenures and stays in lanes over the years, events as dots, changes of order as dashed lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, LEFT, RIGHT = 1180, 40, 1150
LANE, FIRST_LANE = 34, 18
LETTER = 7.4  # width of a letter of a bar's title, a little more than measured
YEARS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Span:
    """What is drawn as a bar. `ends` is the first day that no longer belongs to it; None while it lasts. `kind` is how
    it is drawn: "" for a tenure, "stay"."""

    title: str
    starts: date | None
    ends: date | None
    detail: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on one day: a dot (a training, a language) or a boundary (an order that changed for everybody).

    `kind` is how the dot is drawn: "" for a circle, "evaluation" for a square, "discipline" for a diamond; `detail` is
    said in the list alone, where there is room.
    """

    label: str
    on: date
    kind: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    x: str
    y: int
    width: str
    title: str
    shown: str
    now: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot, year or boundary; `anchor` says on which side of it its label begins ("start") or ends ("end")."""

    x: str
    y: int
    label: str
    kind: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Entry:
    """A span in words. `last_day` is the last day that belongs to it."""

    title: str
    detail: str
    starts: date | None
    ends: date | None
    last_day: date | None


@dataclass(frozen=True, slots=True)
class LifeLine:
    width: int
    height: int
    left: int
    right: int
    floor: int
    label_y: int
    years: tuple[Mark, ...]
    bars: tuple[Bar, ...]
    dots: tuple[Mark, ...]
    boundaries: tuple[Mark, ...]
    in_words: tuple[Entry, ...]
    events_in_words: tuple[Event, ...] = ()


def lay_out(
    spans: Sequence[Span], *, today: date, events: Sequence[Event] = (), boundaries: Sequence[Event] = ()
) -> LifeLine:
    """The drawing up to `today`. Spans that overlap get lanes of their own; one of unknown start begins at the left."""
    known = [span.starts for span in spans if span.starts] + [event.on for event in events]
    scale = _Scale(first=date(min(known, default=today).year, 1, 1), last=today)
    lanes = _lanes(spans, scale, today)
    dots_y = FIRST_LANE + LANE * (max(lanes, default=0) + 1) + 12
    dots = _dots(events, scale, dots_y)
    floor = max([dots_y, *[dot.y for dot in dots]]) + _below(dots, boundaries)
    return LifeLine(
        width=WIDTH,
        height=floor + 30,
        left=LEFT,
        right=RIGHT,
        floor=floor,
        label_y=floor + 22,
        years=_years(scale),
        bars=tuple(_bar(span, lane, scale, today) for span, lane in zip(spans, lanes, strict=True)),
        dots=dots,
        boundaries=tuple(
            Mark(_text(scale.x(b.on)), floor - 6, b.label) for b in boundaries if scale.first <= b.on <= today
        ),
        in_words=tuple(_entry(span) for span in spans),
        events_in_words=tuple(sorted(events, key=lambda event: event.on, reverse=True)),
    )


def _below(dots: Sequence[Mark], boundaries: Sequence[Event]) -> int:
    """The room between the last row of dots and the floor: the words of boundaries stand there."""
    if dots and boundaries:
        return 36
    return 22 if dots or boundaries else 4


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date | None) -> float:
        if day is None or self.last <= self.first:
            return LEFT
        share = (day - self.first).days / (self.last - self.first).days
        return LEFT + max(0.0, min(1.0, share)) * (RIGHT - LEFT)


def _lanes(spans: Sequence[Span], scale: _Scale, today: date) -> list[int]:
    free_from: list[date] = []
    lanes = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda place: spans[place].starts or scale.first):
        starts, ends = spans[index].starts or scale.first, spans[index].ends or today
        lane = next((lane for lane, free in enumerate(free_from) if free <= starts), len(free_from))
        free_from[lane : lane + 1] = [ends]
        lanes[index] = lane
    return lanes


def _bar(span: Span, lane: int, scale: _Scale, today: date) -> Bar:
    x = scale.x(span.starts)
    width = max(4.0, scale.x(span.ends or today) - x)
    room = int((width - 14) / LETTER)
    return Bar(
        x=_text(x),
        y=FIRST_LANE + LANE * lane,
        width=_text(width),
        title=span.title,
        shown=_shorten(span.title, room),
        now=span.ends is None,
        kind=span.kind,
    )


def _shorten(title: str, room: int) -> str:
    if len(title) <= room:
        return title
    return f"{title[: room - 1].rstrip()}…" if room >= 6 else ""


def _dots(events: Sequence[Event], scale: _Scale, y: int) -> tuple[Mark, ...]:
    """Dots in as few rows as their labels need; a label that would run over the right edge ends at its dot."""
    rows: list[list[tuple[float, float]]] = []
    dots = []
    for event in sorted(events, key=lambda event: event.on):
        x, length = scale.x(event.on), 24 + LETTER * len(event.label)
        anchor = "start" if x + length <= WIDTH else "end"
        taken = (x - 6, x + length) if anchor == "start" else (x - length, x + 6)
        row = next((number for number, found in enumerate(rows) if _is_free(found, taken)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append(taken)
        dots.append(Mark(_text(x), y + 22 * row, event.label, event.kind, anchor))
    return tuple(dots)


def _is_free(found: Sequence[tuple[float, float]], taken: tuple[float, float]) -> bool:
    return all(end <= taken[0] or taken[1] <= start for start, end in found)


def _years(scale: _Scale) -> tuple[Mark, ...]:
    step = max(1, -(-(scale.last.year - scale.first.year) // YEARS_SHOWN))
    years = range(scale.first.year, scale.last.year + 1, step)
    return tuple(Mark(_text(scale.x(date(year, 1, 1))), 0, str(year)) for year in years)


def _entry(span: Span) -> Entry:
    return Entry(span.title, span.detail, span.starts, span.ends, span.ends and span.ends - timedelta(days=1))


def _text(value: float) -> str:
    return f"{value:.1f}"
