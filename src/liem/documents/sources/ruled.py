"""Tables of a page, told by their ruled lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from liem.documents.sources.page import Box, Edge, Page, Word, bounds

_NEAR = 3.5  # points between lines that are the same
_MOST_LINES = 120  # in one direction: more are a drawing
_COVER = 0.6  # of the height of a row, so that a line beside it separates its cells


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell with its words, not yet in lines. `row` and `column` count from 1; `box` is what its lines enclose."""

    row: int
    column: int
    box: Box
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class RuledTable:
    box: Box
    cells: tuple[RuledCell, ...]


def tables_of(page: Page) -> list[RuledTable]:
    """The tables of the page, from top to bottom: at least two columns between ruled lines."""
    tables = [_table(group, page.words) for group in _touching(page.edges)]
    return sorted((table for table in tables if table is not None), key=lambda table: table.box.y0)


def _touching(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Groups of lines that meet, directly or through others."""
    groups: list[tuple[Box, list[Edge]]] = []
    for edge in sorted(edges, key=lambda edge: edge.box.y0):
        met = [group for group in groups if _meet(group[0], edge.box)]
        joined = [edge, *(one for _, members in met for one in members)]
        groups = [group for group in groups if not any(group is one for one in met)]
        groups.append((bounds(one.box for one in joined), joined))
    return [members for _, members in groups]


def _meet(one: Box, other: Box) -> bool:
    across = one.x0 - _NEAR <= other.x1 and other.x0 <= one.x1 + _NEAR
    return across and one.y0 - _NEAR <= other.y1 and other.y0 <= one.y1 + _NEAR


def _table(edges: Sequence[Edge], words: Sequence[Word]) -> RuledTable | None:
    xs = _distinct([(edge.box.x0 + edge.box.x1) / 2 for edge in edges if not edge.is_level])
    ys = _distinct([edge.box.middle for edge in edges if edge.is_level])
    if not (3 <= len(xs) <= _MOST_LINES and 2 <= len(ys) <= _MOST_LINES):
        return None
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    uprights = [edge.box for edge in edges if not edge.is_level]
    levels = [edge.box for edge in edges if edge.is_level]
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        column = bisect_right(xs, (word.box.x0 + word.box.x1) / 2) - 1
        row = bisect_right(ys, word.box.middle) - 1
        if 0 <= column < len(xs) - 1 and 0 <= row < len(ys) - 1:
            inside.setdefault(_first_of_merged(row, column, xs, ys, uprights, levels), []).append(word)
    cells = [
        RuledCell(row + 1, column + 1, _cell_box(row, column, xs, ys, uprights), tuple(held))
        for (row, column), held in sorted(inside.items())
    ]
    return RuledTable(box, tuple(cells)) if len({cell.column for cell in cells}) > 1 else None


def _first_of_merged(  # noqa: PLR0913, PLR0917 — a cell is known by the lines on all sides
    row: int, column: int, xs: Sequence[float], ys: Sequence[float], uprights: Sequence[Box], levels: Sequence[Box]
) -> tuple[int, int]:
    """The top left cell of those that no line separates."""
    while column > 0 and not _covers(uprights, xs[column], ys[row], ys[row + 1]):
        column -= 1
    while row > 0 and not _covers_level(levels, ys[row], xs[column], xs[column + 1]):
        row -= 1
    return row, column


def _cell_box(row: int, column: int, xs: Sequence[float], ys: Sequence[float], uprights: Sequence[Box]) -> Box:
    end = column + 1
    while end < len(xs) - 1 and not _covers(uprights, xs[end], ys[row], ys[row + 1]):
        end += 1
    return Box(xs[column], ys[row], xs[end], ys[row + 1])


def _covers(uprights: Sequence[Box], x: float, top: float, bottom: float) -> bool:
    found = [one for one in uprights if abs((one.x0 + one.x1) / 2 - x) <= _NEAR]
    return sum(max(0.0, min(one.y1, bottom) - max(one.y0, top)) for one in found) >= _COVER * (bottom - top)


def _covers_level(levels: Sequence[Box], y: float, left: float, right: float) -> bool:
    found = [one for one in levels if abs(one.middle - y) <= _NEAR]
    return sum(max(0.0, min(one.x1, right) - max(one.x0, left)) for one in found) >= _COVER * (right - left)


def _distinct(positions: Sequence[float]) -> list[float]:
    found: list[float] = []
    for position in sorted(positions):
        if not found or position - found[-1] > _NEAR:
            found.append(position)
    return found
