"""Which roots inside the tree are kept, so that a proof over a million leaves need not read them.

A tree of full subtrees grows only at its end, so the root of a full subtree never changes: those of 2^8, 2^16 and 2^24
leaves are kept when they fill. Below them a root is made from at most 128 neighbours of the level beneath.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from liem.ledger.tree import Frontier, Head, root

KEPT_LEVELS = (8, 16, 24)
LEAVES = 0  # the level of the leaves' own hashes
Node: TypeAlias = tuple[int, int]
"""Level and number of a full subtree: the leaves from number × 2^level on, 2^level of them."""


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """Neighbouring full subtrees of one kept level: `count` of them, from number `first` on."""

    level: int
    first: int
    count: int

    def nodes(self) -> Iterator[Node]:
        return ((self.level, self.first + step) for step in range(self.count))


def completed(tree: Frontier, hashed_leaf: bytes) -> list[tuple[Node, bytes]]:
    """The kept subtrees that the next leaf fills, with their roots; `tree` does not hold that leaf yet."""
    return [
        ((level, tree.size >> level), subtree)
        for level in KEPT_LEVELS
        if (subtree := tree.completes(hashed_leaf, level)) is not None
    ]


def runs(part: range) -> list[Run]:
    """What has to be read to know the root over the leaves of `part`, a stretch as proofs ask for it."""
    found, at = [], part.start
    for level in range(len(part).bit_length() - 1, -1, -1):
        if len(part) >> level & 1:
            kept = max((one for one in KEPT_LEVELS if one <= level), default=LEAVES)
            found.append(Run(kept, at >> kept, 1 << (level - kept)))
            at += 1 << level
    return found


def root_over(part: range, roots: Mapping[Node, bytes]) -> bytes:
    """The root over the leaves of `part`. Raises KeyError where one of its `runs` was not read whole."""
    subtrees = [root([roots[node] for node in run.nodes()]) for run in runs(part)]
    return Frontier(len(part), subtrees).root()


def head_of(size: int, roots: Mapping[Node, bytes]) -> Head:
    """The head that the tree had at `size`. Raises KeyError as `root_over` does."""
    return Head(size, root_over(range(size), roots))
