"""What stands on a page of a .pdf: words with their boxes, ruled lines, and the lines of words made of both.

Lengths are in points; x grows to the right, y downwards from the top of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

GAP = 1.4
"""Between two words further apart than this many times their height, another column begins."""
STRETCHED = 1.8
"""A gap counts as wide where it is this many times the usual one of its row."""
_TAB = 3.2  # times the height: a tab after "1." or "-" leaves as much
_LABEL_ALONE = re.compile(r"[-–+•]|\(?(?:\w{1,4}|\d{1,2}(?:\.\d{1,2}){1,3})[.)/]?")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a blank between them."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Edge:
    """A ruled line, level or upright."""

    box: Box

    @property
    def is_level(self) -> bool:
        return self.box.x1 - self.box.x0 >= self.box.height


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `number` counts from 1; `has_pictures` says that what shows may not be text."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    edges: tuple[Edge, ...]
    has_pictures: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side without a wide gap. `number` is that of the row on the page, from 1."""

    page: int
    number: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return bounds(word.box for word in self.words)

    @property
    def height(self) -> float:
        return median(word.box.height for word in self.words)

    @property
    def first_width(self) -> float:
        """How wide the first word is."""
        return self.words[0].box.x1 - self.words[0].box.x0


def bounds(boxes: Iterable[Box]) -> Box:
    """The smallest box around all."""
    found = list(boxes)
    return Box(
        min(one.x0 for one in found),
        min(one.y0 for one in found),
        max(one.x1 for one in found),
        max(one.y1 for one in found),
    )


def rows_of(page: Page) -> list[list[Line]]:
    """The rows of the page from top to bottom, each as its lines from left to right."""
    rows: list[list[Word]] = []
    middle = height = 0.0
    for word in sorted(page.words, key=lambda word: word.box.middle):
        if rows and word.box.middle - middle <= 0.45 * max(height, min(word.box.height, 2 * height)):
            rows[-1].append(word)
        else:
            rows.append([word])
            middle, height = word.box.middle, word.box.height
    return [_lines(page.number, number, row) for number, row in enumerate(rows, start=1)]


def _lines(page: int, number: int, row: Sequence[Word]) -> list[Line]:
    words = sorted(row, key=lambda word: word.box.x0)
    height = median(word.box.height for word in words)
    wide = max(GAP * height, STRETCHED * usual_gap(words))
    parts = [[words[0]]]
    for word in words[1:]:
        before = parts[-1]
        if word.box.x0 - before[-1].box.x1 > max(_TAB * height if _is_label_alone(before) else 0, wide):
            parts.append([word])
        else:
            before.append(word)
    return [Line(page, number, tuple(part)) for part in parts]


def usual_gap(words: Sequence[Word]) -> float:
    """Between two words of the row; a line set to both margins may be stretched. 0 where there are too few to tell."""
    gaps = [after.box.x0 - before.box.x1 for before, after in pairwise(words)]
    return median(gaps) if len(gaps) >= 3 else 0.0


def _is_label_alone(words: Sequence[Word]) -> bool:
    """ "1." or "-": a tab follows, no column."""
    return len(words) == 1 and bool(_LABEL_ALONE.fullmatch(words[0].text))
