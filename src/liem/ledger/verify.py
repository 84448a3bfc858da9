"""Reads a stored ledger from the first entry to the last and names what does not fit. Imports nothing that writes.

What it shows: that the entries are those which lead to the stored head. Whoever can write the whole database can make a
new ledger with a new head that fits; against that helps only a head that somebody else has kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from liem.ledger.encoding import leaf_position, says_position
from liem.ledger.kept import KEPT_LEVELS, Node, completed
from liem.ledger.tree import Frontier, Head, leaf_hash

LOWEST_KEPT = (1 << KEPT_LEVELS[0]) - 1


class Damage(StrEnum):
    CHANGED = "changed"  # the bytes of an entry, its hash or the root after it
    REMOVED = "removed"  # no entry at the position
    ADDED = "added"  # an entry behind the end
    REORDERED = "reordered"  # an entry that says it stands elsewhere
    HEAD_MISMATCH = "head_mismatch"  # the entries are sound, the head is of another tree
    KEPT_ROOT = "kept_root"  # the root kept of a full subtree is not that of its leaves, or is gone
    CHECKPOINT = "checkpoint"  # a checkpoint was signed for other entries than those that are here
    CUT_OFF = "cut_off"  # a checkpoint was signed when there were more entries than now


@dataclass(frozen=True, slots=True)
class StoredEntry:
    position: int
    leaf: bytes
    leaf_hash: bytes
    root_after: bytes


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One kind of damage over the positions `first` to `last`, both included; for the head and for checkpoints both are
    the size, for a kept root they are the leaves that it stands over."""

    first: int
    last: int
    damage: Damage


def verify(
    entries: Iterable[StoredEntry],
    head: Head,
    *,
    kept: Mapping[Node, bytes] | None = None,
    checkpoints: Mapping[int, bytes] | None = None,
) -> list[Problem]:
    """The problems in order of position; an empty list means that the entries lead to `head`.

    `entries` come in the order of their positions and are read once. Behind an entry that is missing, out of place or
    replaced together with its hash the roots cannot be compared any more; the entries themselves still are. `kept` are
    all the roots that were kept (`ledger.kept`), `checkpoints` the root that was signed at each size; both are compared
    as far as the roots can be. Without `kept` those roots are not asked for.
    """
    reading = _Reading(head, kept, checkpoints or {})
    for entry in entries:
        reading.take(entry)
    reading.end()
    return list(_joined(sorted(set(reading.problems))))


class _Reading:
    """How far the entries have been read, and what was found."""

    def __init__(self, head: Head, kept: Mapping[Node, bytes] | None, checkpoints: Mapping[int, bytes]) -> None:
        self.head = head
        self.kept = None if kept is None else dict(kept)
        self.checkpoints = checkpoints
        self.tree = Frontier()
        self.next_position = 0
        self.comparable = True  # the tree holds every entry so far, in place
        self.diverged_at: int | None = None  # since here the stored roots are not those of the tree
        self.is_other_than_signed = False
        self.problems: list[Problem] = []

    def take(self, entry: StoredEntry) -> None:
        if not self._take_sound(entry):
            self._take_damaged(entry)

    def _take_sound(self, entry: StoredEntry) -> bool:
        """Takes an entry that fits where it stands, as nearly all do; says whether it did."""
        hashed = entry.leaf_hash
        fits = (
            self.comparable
            and self.diverged_at is None
            and entry.position == self.next_position < self.head.size
            and leaf_hash(entry.leaf) == hashed
            and says_position(entry.leaf, entry.position)
        )
        if not fits:
            return False
        if self._grow(hashed) != entry.root_after:
            self.diverged_at = entry.position
        self.next_position += 1
        return True

    def _take_damaged(self, entry: StoredEntry) -> None:
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

    def _grow(self, hashed: bytes) -> bytes:
        """Adds a leaf to the tree and gives the root, compared with what was kept and signed at that size."""
        tree = self.tree
        size = tree.size + 1
        filled = () if self.kept is None or size & LOWEST_KEPT else completed(tree, hashed)
        tree.append(hashed)
        root = tree.root()
        for node, made in filled:
            if self.kept is not None and self.kept.pop(node, None) != made:
                self._report_kept(node)
        signed = self.checkpoints.get(size)
        if signed is not None and signed != root and not self.is_other_than_signed:
            self.is_other_than_signed = True  # every later checkpoint differs too
            self._report(Damage.CHECKPOINT, size, size)
        return root

    def _end_beside(self) -> None:
        """Kept roots that no subtree fills, and the first checkpoint of a longer ledger."""
        for level, number in self.kept or {}:
            if self.comparable or (number + 1) << level > self.head.size:
                self._report_kept((level, number))
        longer = min((size for size in self.checkpoints if size > self.head.size), default=None)
        if longer is not None:
            self._report(Damage.CUT_OFF, longer, longer)

    def _report_kept(self, node: Node) -> None:
        level, number = node
        self._report(Damage.KEPT_ROOT, number << level, ((number + 1) << level) - 1)

    def end(self) -> None:
        self._end_beside()
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
        hashed, own = entry.leaf_hash, leaf_hash(entry.leaf)
        if hashed != own:
            trial = Frontier(self.tree.size, self.tree.subtrees)
            trial.append(hashed)
            if trial.root() != entry.root_after:
                hashed = (
                    own  # leaf and hash differ, and the hash does not lead on: then it is the hash that was changed
                )
        if self._grow(hashed) == entry.root_after:
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
