"""Reads a stored ledger from the first entry to the last and names what does not fit. Imports nothing that writes.

What it shows: that the entries are those which lead to the stored head. Whoever can write the whole database can make a
new ledger with a new head that fits; against that helps only a head that somebody else has kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from liem.ledger.encoding import leaf_position
from liem.ledger.tree import Frontier, Head, leaf_hash


class Damage(StrEnum):
    CHANGED = "changed"  # the bytes of an entry, its hash or the root after it
    REMOVED = "removed"  # no entry at the position
    ADDED = "added"  # an entry behind the end
    REORDERED = "reordered"  # an entry that says it stands elsewhere
    HEAD_MISMATCH = "head_mismatch"  # the entries are sound, the head is of another tree


@dataclass(frozen=True, slots=True)
class StoredEntry:
    position: int
    leaf: bytes
    leaf_hash: bytes
    root_after: bytes


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One kind of damage over the positions `first` to `last`, both included; for the head both are its size."""

    first: int
    last: int
    damage: Damage


def verify(entries: Iterable[StoredEntry], head: Head) -> list[Problem]:
    """The problems in order of position; an empty list means that the entries lead to `head`.

    `entries` come in the order of their positions and are read once. Behind an entry that is missing, out of place or
    replaced together with its hash the roots cannot be compared any more; the entries themselves still are.
    """
    reading = _Reading(head)
    for entry in entries:
        reading.take(entry)
    reading.end()
    return list(_joined(sorted(set(reading.problems))))


class _Reading:
    """How far the entries have been read, and what was found."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.tree = Frontier()
        self.next_position = 0
        self.comparable = True  # the tree holds every entry so far, in place
        self.diverged_at: int | None = None  # since here the stored roots are not those of the tree
        self.problems: list[Problem] = []

    def take(self, entry: StoredEntry) -> None:
        missing_until = min(entry.position, self.head.size)
        if self.next_position < missing_until:
            self._stop_comparing()
            self._report(Damage.REMOVED, self.next_position, missing_until - 1)
        damage = _own_damage(entry, self.next_position, self.head)
        if damage:
            self._report(damage, entry.position, entry.position)
        if damage is Damage.REORDERED:
            self._stop_comparing()
        elif damage is not Damage.ADDED and self.comparable:
            self._compare(entry)
        self.next_position = max(self.next_position, entry.position + 1)

    def end(self) -> None:
        if self.next_position < self.head.size:
            self._stop_comparing()
            self._report(Damage.REMOVED, self.next_position, self.head.size - 1)
        elif self.comparable and self.tree.head() == self.head:
            self._close_divergence(self.head.size - 1)
        elif self.diverged_at is not None:
            self._stop_comparing()
        elif self.comparable:
            self._report(Damage.HEAD_MISMATCH, self.head.size, self.head.size)

    def _compare(self, entry: StoredEntry) -> None:
        tree = self.tree
        before = None if leaf_hash(entry.leaf) == entry.leaf_hash else Frontier(tree.size, tree.subtrees)
        tree.append(entry.leaf_hash)
        if before is not None and tree.root() != entry.root_after:
            # Leaf and hash differ, and the hash does not lead on: then it is the hash that was changed.
            before.append(leaf_hash(entry.leaf))
            self.tree = tree = before
        if tree.root() == entry.root_after:
            self._close_divergence(entry.position - 1)
        elif self.diverged_at is None:
            self.diverged_at = entry.position

    def _close_divergence(self, last: int) -> None:
        """The tree is right again, so only the stored roots in between were changed."""
        if self.diverged_at is not None:
            self._report(Damage.CHANGED, self.diverged_at, last)
            self.diverged_at = None

    def _stop_comparing(self) -> None:
        if self.diverged_at is not None:
            self._close_divergence(self.diverged_at)
        self.comparable = False

    def _report(self, damage: Damage, first: int, last: int) -> None:
        self.problems.append(Problem(first, last, damage))


def _own_damage(entry: StoredEntry, next_position: int, head: Head) -> Damage | None:
    """What is wrong with one entry by itself."""
    if entry.position < next_position:
        return Damage.REORDERED
    if entry.position >= head.size:
        return Damage.ADDED
    own = leaf_position(entry.leaf)
    if own is None or leaf_hash(entry.leaf) != entry.leaf_hash:
        return Damage.CHANGED
    return None if own == entry.position else Damage.REORDERED


def _joined(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Neighbouring or overlapping stretches of the same damage are one problem."""
    pending: Problem | None = None
    for problem in problems:
        if pending and problem.damage == pending.damage and problem.first <= pending.last + 1:
            pending = Problem(pending.first, max(pending.last, problem.last), pending.damage)
        else:
            if pending:
                yield pending
            pending = problem
    if pending:
        yield pending
