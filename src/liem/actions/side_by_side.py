"""Two streams of rows, each sorted by the position of the entry they belong to, read as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

L = TypeVar("L")
R = TypeVar("R")


def side_by_side(
    left: Iterable[tuple[int, L]], right: Iterable[tuple[int, R]]
) -> Iterator[tuple[int, list[L], list[R]]]:
    """Joins two streams that are sorted by position; either side may be empty at a position."""
    tagged: Iterable[tuple[int, L | None, R | None]] = merge(
        ((position, value, None) for position, value in left),
        ((position, None, value) for position, value in right),
        key=itemgetter(0),
    )
    for position, group in groupby(tagged, key=itemgetter(0)):
        lefts: list[L] = []
        rights: list[R] = []
        for _, on_left, on_right in group:
            if on_left is not None:
                lefts.append(on_left)
            if on_right is not None:
                rights.append(on_right)
        yield position, lefts, rights
