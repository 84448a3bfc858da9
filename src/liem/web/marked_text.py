"""Marks spans in a text: safe HTML in which marks may overlap, written in one pass.

Pure: it knows nothing of directives or pages. Offsets count code points; `end` is the first one outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from liem.documents.folding import without_emphasis


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked. `look` is its CSS class; `target` tells scripts its clause; an `address` makes it a link."""

    start: int
    end: int
    look: str
    target: str = ""
    address: str = ""

    def opening(self) -> str:
        if self.address:
            return f'<a class="{escape(self.look)}" href="{escape(self.address)}">'
        target = f' data-at="{escape(self.target)}"' if self.target else ""
        return f'<mark class="{escape(self.look)}"{target}>'

    def closing(self) -> str:
        return "</a>" if self.address else "</mark>"


def mark_text(text: str, marks: Iterable[Mark], *, start: int, end: int) -> str:
    """HTML of `text[start:end]` with the marks that touch it, cut at its edges.

    Marks that overlap without nesting are closed and opened anew, so that the HTML nests. Two links never nest: where
    they overlap the one that begins later waits until the first has ended. Empty marks are left out.
    """
    inside = sorted(_clipped(marks, start, end), key=lambda mark: (mark.start, -mark.end))
    pieces: list[str] = []
    opened: list[Mark] = []
    waiting = 0
    here = start
    for edge in sorted({start, end, *(mark.start for mark in inside), *(mark.end for mark in inside)}):
        if edge > here:
            pieces.append(escape(without_emphasis(text[here:edge]), quote=False))
            here = edge
        _close(opened, pieces, edge)
        while waiting < len(inside) and inside[waiting].start == edge:
            _open(inside[waiting], opened, pieces)
            waiting += 1
    return "".join(pieces)


def marks_by_block(blocks: Sequence[tuple[int, int]], marks: Iterable[Mark]) -> list[list[Mark]]:
    """For each block (start, end), in order and not overlapping, the marks that touch it. Linear in the touches."""
    found: list[list[Mark]] = [[] for _ in blocks]
    first = 0
    for mark in sorted(marks, key=lambda mark: mark.start):
        while first < len(blocks) and blocks[first][1] <= mark.start:
            first += 1
        place = first
        while place < len(blocks) and blocks[place][0] < mark.end:
            found[place].append(mark)
            place += 1
    return found


def _clipped(marks: Iterable[Mark], start: int, end: int) -> list[Mark]:
    """The marks cut to the passage; links that would lie in another link are cut to begin where that one ends."""
    cut = []
    free_from = start
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        begins = max(mark.start, start, free_from if mark.address else start)
        ends = min(mark.end, end)
        if begins < ends:
            cut.append(Mark(begins, ends, mark.look, mark.target, mark.address))
            free_from = ends if mark.address else free_from
    return cut


def _close(opened: list[Mark], pieces: list[str], edge: int) -> None:
    """Closes what ends here; what lies inside it but goes on is closed and opened anew."""
    outermost = next((place for place, mark in enumerate(opened) if mark.end <= edge), None)
    if outermost is None:
        return
    pieces.extend(mark.closing() for mark in reversed(opened[outermost:]))
    going_on = [mark for mark in opened[outermost:] if mark.end > edge]
    del opened[outermost:]
    for mark in going_on:
        pieces.append(mark.opening())
        opened.append(mark)


def _open(mark: Mark, opened: list[Mark], pieces: list[str]) -> None:
    pieces.append(mark.opening())
    opened.append(mark)
