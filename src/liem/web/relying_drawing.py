"""What relied on a decision, drawn: a column for each remove from it, a box for each thing, and the same as a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap

from django.utils.translation import gettext as _

from liem.procedures.decisions.graph import GROUNDS, Edge, Graph
from liem.web.case_names import said
from liem.web.wording import shorten

BOX, HEIGHT = 204, 64
MOST_DRAWN = 40
_ACROSS, _DOWN, _EDGE = 40, 18, 6
_LETTERS, _LINES, _LINE = 26, 3, 17


@dataclass(frozen=True, slots=True)
class Box:
    """A thing: lines of its words, each with its height."""

    x: int
    y: int
    lines: tuple[tuple[int, str], ...]
    title: str
    is_root: bool


@dataclass(frozen=True, slots=True)
class Relying:
    """The drawing; empty where there is too much for one to be read."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    ways: tuple[str, ...]
    title: str
    box: int = BOX
    box_height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing in words, why it rests on the one above, and what rests on it. `again`: told further up already."""

    words: str
    ground: str
    again: bool
    below: tuple[Branch, ...]


def drawing_of(graph: Graph, words: Mapping[str, str]) -> Relying | None:
    """None for a decision on which nothing rests, or too much to be drawn."""
    if not 1 < len(graph.nodes) <= MOST_DRAWN:
        return None
    removes = _removes(graph)
    rows: dict[int, int] = defaultdict(int)
    places: dict[str, tuple[int, int]] = {}
    for node in graph.nodes:
        column = removes[node.key]
        places[node.key] = (column, rows[column])
        rows[column] += 1
    return Relying(
        width=2 * _EDGE + (max(rows) + 1) * BOX + max(rows) * _ACROSS,
        height=2 * _EDGE + max(rows.values()) * (HEIGHT + _DOWN) - _DOWN,
        boxes=tuple(_box(places[node.key], words.get(node.key, ""), node is graph.nodes[0]) for node in graph.nodes),
        ways=tuple(
            _way(places[edge.through], places[edge.thing])
            for edge in graph.edges
            if removes[edge.thing] == removes[edge.through] + 1
        ),
        title=_("What relied on the decision"),
    )


def branches_of(graph: Graph, words: Mapping[str, str]) -> tuple[Branch, ...]:
    """The same as a nested list: everything is unfolded where it is reached first."""
    below: dict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        below[edge.through].append(edge)
    reached = {graph.nodes[0].key}
    first = dict[str, str]()
    for edge in graph.edges:
        if edge.thing not in reached:
            reached.add(edge.thing)
            first[edge.thing] = edge.through
    found = _branches(graph.nodes[0].key, below, first, words)
    return (*found, *_loose(graph, words))


def _loose(graph: Graph, words: Mapping[str, str]) -> tuple[Branch, ...]:
    """What rests on the decision without anything between, such as reports that counted it."""
    resting = {edge.thing for edge in graph.edges}
    loose = (node for node in graph.relying if node.key not in resting)
    return tuple(Branch(words.get(node.key, ""), "", False, ()) for node in loose)


def _branches(
    key: str, below: Mapping[str, list[Edge]], first: Mapping[str, str], words: Mapping[str, str]
) -> tuple[Branch, ...]:
    found = []
    for edge in below.get(key, ()):
        again = first.get(edge.thing) != key
        under = () if again else _branches(edge.thing, below, first, words)
        found.append(Branch(words.get(edge.thing, ""), said(GROUNDS[edge.ground]), again, under))
    return tuple(found)


def _removes(graph: Graph) -> dict[str, int]:
    """How many steps each thing is away from the decision; what no edge leads to is one away."""
    found = {graph.nodes[0].key: 0}
    waiting = list(graph.edges)
    while waiting:
        left = [edge for edge in waiting if edge.through not in found]
        for edge in waiting:
            if edge.through in found:
                found.setdefault(edge.thing, found[edge.through] + 1)
        if len(left) == len(waiting):
            break
        waiting = left
    return {node.key: found.get(node.key, 1) for node in graph.nodes}


def _box(place: tuple[int, int], words: str, is_root: bool) -> Box:
    x, y = _corner(place)
    lines = wrap(words, _LETTERS)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], shorten(" ".join(lines[_LINES - 1 :]), _LETTERS - 2)]
    top = y + HEIGHT // 2 - (len(lines) - 1) * _LINE // 2 + 5
    return Box(x, y, tuple((top + number * _LINE, line) for number, line in enumerate(lines)), words, is_root)


def _way(start: tuple[int, int], end: tuple[int, int]) -> str:
    (x, y), (to_x, to_y) = _corner(start), _corner(end)
    middle = HEIGHT // 2
    return f"M {x + BOX} {y + middle} H {x + BOX + _ACROSS // 2} V {to_y + middle} H {to_x}"


def _corner(place: tuple[int, int]) -> tuple[int, int]:
    column, row = place
    return _EDGE + column * (BOX + _ACROSS), _EDGE + row * (HEIGHT + _DOWN)
