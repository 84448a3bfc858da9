"""A procedure drawn: a lane for each seat, a box for each step, downwards in order; what sends back is dashed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liem.kernel.errors import Message
from liem.law.procedures.in_words import CONVENED, PARTS, SEATS, length_words, pending_of
from liem.law.procedures.steps import Procedure, Seat, Step
from liem.web.wording import shorten

BOX, HEIGHT = 212, 92
_ACROSS, _DOWN, _HEAD, _EDGE, _TRACK = 20, 32, 52, 10, 22
_NARROW = 560  # leaves room for the steps in words beside it
_FITS = 1200  # is still read when drawn smaller, to the width of the page
_LETTERS, _LINES, _NOTE_LETTERS = 26, 3, 30
_LINE = 18


@dataclass(frozen=True, slots=True)
class Lane:
    """A seat: its band, and its name in at most two lines."""

    x: int
    width: int
    words: tuple[tuple[int, str], ...]

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class StepBox:
    """A step: lines of its title, notes below them, and whether it may be left out or rests on unverified law."""

    x: int
    y: int
    title: str
    lines: tuple[tuple[int, str], ...]
    notes: tuple[tuple[int, str], ...]
    is_optional: bool
    is_pending: bool

    @property
    def text_x(self) -> int:
        return self.x + 12

    @property
    def sign_x(self) -> int:
        return self.x + BOX - 18

    @property
    def sign_y(self) -> int:
        return self.y + 21


@dataclass(frozen=True, slots=True)
class Drawing:
    """`ways` lead on and `returns` back; `heads` are the points of both. `description` says the order in words."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    boxes: tuple[StepBox, ...]
    ways: tuple[str, ...]
    returns: tuple[str, ...]
    heads: tuple[str, ...]
    title: str
    description: str
    box: int = BOX
    box_height: int = HEIGHT

    @property
    def is_narrow(self) -> bool:
        return self.width <= _NARROW

    @property
    def fits(self) -> bool:
        return self.width <= _FITS


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a box lies: its column over all lanes, and its row."""

    column: int
    row: int

    @property
    def x(self) -> int:
        return _EDGE + self.column * (BOX + _ACROSS) + _ACROSS // 2

    @property
    def y(self) -> int:
        return _HEAD + self.row * (HEIGHT + _DOWN) + _DOWN // 2

    @property
    def middle(self) -> int:
        return self.x + BOX // 2


def drawing_of(procedure: Procedure, values: Mapping[str, int]) -> Drawing:
    """The procedure with these values of its limits, in the language of the page."""
    rows = _rows(procedure.steps)
    lanes = _lanes(procedure.steps, rows)
    cells = _cells(procedure.steps, rows, lanes)
    columns = sum(lanes.values())
    backs = [step for step in procedure.steps if step.returns_to is not None]
    right = _EDGE + columns * (BOX + _ACROSS)
    links = [(cells[name], cells[step.id]) for step in procedure.steps for name in step.after]
    occupied = set(cells.values())
    tracks = [
        (cells[step.id], cells[step.returns_to or ""], right + number * _TRACK + _TRACK // 2)
        for number, step in enumerate(backs)
    ]
    return Drawing(
        width=right + len(backs) * _TRACK + _EDGE,
        height=_HEAD + (max(rows.values()) + 1) * (HEIGHT + _DOWN),
        lanes=tuple(_lane_boxes(lanes)),
        boxes=tuple(_box(step, number, cells[step.id], values) for number, step in enumerate(procedure.steps, start=1)),
        ways=tuple(_way(start, end, occupied) for start, end in links),
        returns=tuple(_return(start, end, track) for start, end, track in tracks),
        heads=tuple(
            [f"M {end.middle - 5} {end.y - 8} h 10 l -5 8 z" for _start, end in links]
            + [f"M {end.x + BOX + 8} {end.y + HEIGHT // 2 - 5} v 10 l -8 -5 z" for _start, end, _track in tracks]
        ),
        title=_("The course of “%(title)s”") % {"title": _said(procedure.title)},
        description=" ".join(_sentences(procedure)),
    )


def _rows(steps: Sequence[Step]) -> dict[str, int]:
    """Each step one row below the lowest of those that it rests on."""
    rows: dict[str, int] = {}
    for step in steps:
        rows[step.id] = max((rows[name] + 1 for name in step.after), default=0)
    return rows


def _lanes(steps: Sequence[Step], rows: Mapping[str, int]) -> dict[Seat, int]:
    """The seats in the order in which they first act, each with as many columns as it has steps in one row."""
    found: dict[Seat, int] = {}
    for step in steps:
        beside = [one for one in steps if one.by.seat is step.by.seat and rows[one.id] == rows[step.id]]
        found[step.by.seat] = max(found.get(step.by.seat, 1), len(beside))
    return found


def _cells(steps: Sequence[Step], rows: Mapping[str, int], lanes: Mapping[Seat, int]) -> dict[str, _Cell]:
    seats, cells = list(lanes), dict[str, _Cell]()
    for step in steps:
        column = sum(lanes[seat] for seat in seats[: seats.index(step.by.seat)])
        while _Cell(column, rows[step.id]) in cells.values():
            column += 1
        cells[step.id] = _Cell(column, rows[step.id])
    return cells


def _lane_boxes(lanes: Mapping[Seat, int]) -> Iterator[Lane]:
    x = _EDGE
    for seat, columns in lanes.items():
        words = _said(SEATS[seat])
        lines = wrap(words[:1].upper() + words[1:], columns * 28)[:2]
        yield Lane(
            x,
            columns * (BOX + _ACROSS),
            tuple((20 + number * _LINE, line) for number, line in enumerate(lines)),
        )
        x += columns * (BOX + _ACROSS)


def _box(step: Step, number: int, cell: _Cell, values: Mapping[str, int]) -> StepBox:
    title, pending = _said(step.title), pending_of(step)
    lines = wrap(f"{number}. {title}", _LETTERS - 2 * bool(pending))
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], shorten(" ".join(lines[_LINES - 1 :]), _LETTERS - 2)]
    bottom = cell.y + HEIGHT - 12
    notes = list(_notes(step, values))[: 2 if len(lines) < _LINES else 1]
    return StepBox(
        cell.x,
        cell.y,
        title,
        tuple((cell.y + 22 + index * _LINE, line) for index, line in enumerate(lines)),
        tuple(
            (bottom - (len(notes) - 1 - index) * (_LINE - 2), shorten(note, _NOTE_LETTERS))
            for index, note in enumerate(notes)
        ),
        step.optional is not None,
        bool(pending),
    )


def _notes(step: Step, values: Mapping[str, int]) -> Iterator[str]:
    """By when, and who acts or meets."""
    if step.limit is not None:
        yield f"≤ {_said(length_words(step.limit, values))}"
    yield _said(CONVENED[step.meeting.convened] if step.meeting else PARTS[step.by.part])


def _way(start: _Cell, end: _Cell, occupied: set[_Cell]) -> str:
    """From the foot of one box to the head of another, around what lies between."""
    foot, head = start.y + HEIGHT, end.y
    between = range(start.row + 1, end.row)
    below = any(_Cell(start.column, row) in occupied for row in between)
    above = any(_Cell(end.column, row) in occupied for row in between)
    begin = f"M {start.middle} {foot}"
    if start.column == end.column and not below:
        return f"{begin} V {head}"
    if not below:
        return f"{begin} V {head - _DOWN // 2} H {end.middle} V {head}"
    if not above:
        return f"{begin} V {foot + _DOWN // 2} H {end.middle} V {head}"
    gutter = end.x - _ACROSS // 2
    return f"{begin} V {foot + _DOWN // 2} H {gutter} V {head - _DOWN // 2} H {end.middle} V {head}"


def _return(start: _Cell, end: _Cell, track: int) -> str:
    """From the side of one box along a track of its own back to the side of another."""
    return f"M {start.x + BOX} {start.y + HEIGHT // 2} H {track} V {end.y + HEIGHT // 2} H {end.x + BOX + 4}"


def _sentences(procedure: Procedure) -> Iterator[str]:
    numbers = {step.id: number for number, step in enumerate(procedure.steps, start=1)}
    for step in procedure.steps:
        after = ", ".join(str(numbers[name]) for name in step.after)
        told = {"number": numbers[step.id], "title": _said(step.title), "after": after}
        yield _("%(number)s. %(title)s, after %(after)s.") % told if after else _("%(number)s. %(title)s.") % told
        if step.returns_to is not None:
            yield _("Where it does not pass: back to %(number)s.") % {"number": numbers[step.returns_to]}


def _said(message: Message) -> str:
    return message.in_language(get_language() or "vi")
