"""The Merkle tree of RFC 6962, section 2: hashes, roots, and proofs of inclusion and consistency.

All hashes are 32 bytes of SHA-256. A leaf is hashed behind 0x00, a node behind 0x01: neither passes for the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Head:
    """How many leaves a tree has and its root."""

    size: int
    root: bytes


class Frontier:
    """A growing tree, kept as the roots of its full subtrees, largest first: one for each bit set in `size`.

    Appending costs one hash on average, the root at most log2(size) hashes.
    """

    __slots__ = ("size", "subtrees")

    def __init__(self, size: int = 0, subtrees: Sequence[bytes] = ()) -> None:
        if size < 0 or len(subtrees) != size.bit_count() or any(len(subtree) != HASH_SIZE for subtree in subtrees):
            raise ValueError(f"a tree of {size} leaves is not made of {len(subtrees)} subtrees")
        self.size = size
        self.subtrees = list(subtrees)

    @classmethod
    def from_bytes(cls, size: int, stored: bytes) -> Frontier:
        """Reads what `to_bytes` wrote. Raises ValueError where it does not fit the size."""
        return cls(size, [stored[at : at + HASH_SIZE] for at in range(0, len(stored), HASH_SIZE)])

    def to_bytes(self) -> bytes:
        return b"".join(self.subtrees)

    def append(self, hashed_leaf: bytes) -> None:
        """Adds the hash of the next leaf."""
        subtree, size = hashed_leaf, self.size
        while size & 1:  # two full subtrees of the same size become one
            subtree = sha256(b"\x01" + self.subtrees.pop() + subtree).digest()
            size >>= 1
        self.subtrees.append(subtree)
        self.size += 1

    def completes(self, hashed_leaf: bytes, level: int) -> bytes | None:
        """The root of the full subtree of 2^level leaves that the next leaf would complete, if it does."""
        if ~self.size & ((1 << level) - 1):
            return None
        subtree = hashed_leaf
        for left in reversed(self.subtrees[len(self.subtrees) - level :]):
            subtree = node_hash(left, subtree)
        return subtree

    def root(self) -> bytes:
        if not self.subtrees:
            return EMPTY_ROOT
        rest = reversed(self.subtrees)
        accumulated = next(rest)
        for subtree in rest:
            accumulated = sha256(b"\x01" + subtree + accumulated).digest()
        return accumulated

    def head(self) -> Head:
        return Head(self.size, self.root())


def root(hashed_leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes."""
    frontier = Frontier()
    for hashed_leaf in hashed_leaves:
        frontier.append(hashed_leaf)
    return frontier.root()


def _root_of(hashed_leaves: Sequence[bytes], part: range) -> bytes:
    return root(hashed_leaves[part.start : part.stop])


def inclusion_ranges(index: int, size: int) -> list[range]:
    """The stretches of leaves whose roots are the audit path (section 2.1.1) of the leaf at `index`, from the leaf up.

    Each begins where a full subtree of its length would. Raises IndexError outside the tree.
    """
    if not 0 <= index < size:
        raise IndexError(f"no leaf {index} in a tree of {size}")
    path: list[range] = []
    start, end = 0, size
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            path.append(range(split, end))
            end = split
        else:
            path.append(range(start, split))
            start = split
    return path[::-1]


def inclusion_proof(hashed_leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of the leaf at `index`, from the leaf up. Raises IndexError outside the tree."""
    return [_root_of(hashed_leaves, part) for part in inclusion_ranges(index, len(hashed_leaves))]


def verify_inclusion(hashed_leaf: bytes, *, index: int, head: Head, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the leaf stands at `index` of the tree with that head."""
    if not 0 <= index < head.size:
        return False
    position, last, accumulated = index, head.size - 1, hashed_leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            accumulated = node_hash(sibling, accumulated)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            accumulated = node_hash(accumulated, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and accumulated == head.root


def consistency_ranges(old_size: int, size: int) -> list[range]:
    """The stretches of leaves whose roots show that the tree of the first `old_size` leaves is a beginning of the one
    of `size` (section 2.1.2). Empty where the old tree is empty or the whole. Raises IndexError where it is larger.
    """
    if not 0 <= old_size <= size:
        raise IndexError(f"a tree of {size} has no beginning of {old_size}")
    path: list[range] = []
    start, end = 0, size
    if old_size == 0:
        return path
    while old_size < end:
        split = start + _split(end - start)
        if old_size <= split:
            path.append(range(split, end))
            end = split
        else:
            path.append(range(start, split))
            start = split
    if start > 0:  # else the verifier already holds the root of this stretch: it is the whole old tree
        path.append(range(start, end))
    return path[::-1]


def consistency_proof(hashed_leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """What shows that the tree of the first `old_size` leaves is a beginning of this one. Raises IndexError."""
    return [_root_of(hashed_leaves, part) for part in consistency_ranges(old_size, len(hashed_leaves))]


def verify_consistency(old: Head, new: Head, *, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the new tree only added leaves to the old one."""
    if not 0 <= old.size <= new.size:
        return False
    if old.size == 0:
        return not proof and old.root == EMPTY_ROOT
    if old.size == new.size:
        return not proof and old.root == new.root
    # Where the old tree is one full subtree, its root begins the path and is not sent.
    path = [old.root, *proof] if old.size.bit_count() == 1 else list(proof)
    if not path:
        return False
    position, last = old.size - 1, new.size - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old_root = new_root = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            old_root, new_root = node_hash(sibling, old_root), node_hash(sibling, new_root)
            while position and not position & 1:
                position, last = position >> 1, last >> 1
        else:
            new_root = node_hash(new_root, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and old_root == old.root and new_root == new.root


def _split(size: int) -> int:
    """The largest power of two below `size`, which is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)
