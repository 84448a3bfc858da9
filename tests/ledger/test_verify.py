from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import rfc6962
from liem.ledger.encoding import Entry, leaf_bytes
from liem.ledger.tree import EMPTY_ROOT, Frontier, Head, leaf_hash
from liem.ledger.verify import Damage, Problem, StoredEntry, verify

SIZE = 12


def entry(position: int, content: bytes = bytes(32)) -> Entry:
    return Entry(
        position=position,
        at=datetime(2026, 11, 21, 7, 30, tzinfo=UTC) + timedelta(minutes=position),
        action="record.correct",
        actor=bytes(32),
        mandate=bytes(32),
        subjects=(),
        content=content,
        row_count=0,
        row_root=EMPTY_ROOT,
    )


def ledger_of(leaves: list[bytes]) -> list[StoredEntry]:
    """Stored entries whose hashes and roots fit, whatever the leaves say."""
    tree, stored = Frontier(), []
    for position, leaf in enumerate(leaves):
        tree.append(leaf_hash(leaf))
        stored.append(StoredEntry(position, leaf, leaf_hash(leaf), tree.root()))
    return stored


LEAVES = [leaf_bytes(entry(position)) for position in range(SIZE)]
STORED = ledger_of(LEAVES)
HEAD = Head(SIZE, rfc6962.tree_hash(LEAVES))
FORGED = leaf_bytes(entry(5, content=b"\x01" * 32))


def with_entry(position: int, **changes: object) -> list[StoredEntry]:
    entries = list(STORED)
    entries[position] = replace(entries[position], **changes)  # type: ignore[arg-type]
    return entries


def swapped(first: int, second: int) -> list[StoredEntry]:
    entries = list(STORED)
    entries[first] = replace(STORED[second], position=first)
    entries[second] = replace(STORED[first], position=second)
    return entries


def shifted_behind_a_forged_entry() -> list[StoredEntry]:
    behind = [replace(stored, position=stored.position + 1) for stored in STORED[5:]]
    return [*STORED[:5], StoredEntry(5, FORGED, leaf_hash(FORGED), STORED[5].root_after), *behind]


def test_an_untouched_ledger_has_no_problems() -> None:
    assert verify(STORED, HEAD) == []
    assert verify([], Head(0, EMPTY_ROOT)) == []


DAMAGED: dict[str, tuple[list[StoredEntry], Head, list[Problem]]] = {
    "leaf changed": (with_entry(5, leaf=FORGED), HEAD, [Problem(5, 5, Damage.CHANGED)]),
    "leaf changed and hash re-made": (
        with_entry(5, leaf=FORGED, leaf_hash=leaf_hash(FORGED)),
        HEAD,
        [Problem(5, 5, Damage.CHANGED)],
    ),
    "leaf changed, hash and all later roots re-made": (
        ledger_of([*LEAVES[:5], FORGED, *LEAVES[6:]]),
        HEAD,
        [Problem(12, 12, Damage.HEAD_MISMATCH)],
    ),
    "last leaf changed and hash re-made": (
        with_entry(11, leaf=FORGED.replace(b'"position":5', b'"position":11'), leaf_hash=leaf_hash(b"")),
        HEAD,
        [Problem(11, 11, Damage.CHANGED)],
    ),
    "hash changed": (with_entry(5, leaf_hash=bytes(32)), HEAD, [Problem(5, 5, Damage.CHANGED)]),
    "root changed": (with_entry(5, root_after=bytes(32)), HEAD, [Problem(5, 5, Damage.CHANGED)]),
    "last root changed": (with_entry(11, root_after=bytes(32)), HEAD, [Problem(11, 11, Damage.CHANGED)]),
    "leaf made unreadable": (
        with_entry(5, leaf=b"{}", leaf_hash=leaf_hash(b"{}")),
        HEAD,
        [Problem(5, 5, Damage.CHANGED)],
    ),
    "two leaves changed": (
        [*with_entry(2, leaf=FORGED)[:9], replace(STORED[9], leaf=FORGED), *STORED[10:]],
        HEAD,
        [Problem(2, 2, Damage.CHANGED), Problem(9, 9, Damage.CHANGED)],
    ),
    "first removed": (STORED[1:], HEAD, [Problem(0, 0, Damage.REMOVED)]),
    "middle removed": (STORED[:4] + STORED[7:], HEAD, [Problem(4, 6, Damage.REMOVED)]),
    "tail removed": (STORED[:9], HEAD, [Problem(9, 11, Damage.REMOVED)]),
    "all removed": ([], HEAD, [Problem(0, 11, Damage.REMOVED)]),
    "middle removed and the rest moved up": (
        STORED[:4] + [replace(stored, position=stored.position - 1) for stored in STORED[5:]],
        HEAD,
        [Problem(4, 10, Damage.REORDERED), Problem(11, 11, Damage.REMOVED)],
    ),
    "tail added": (
        ledger_of([*LEAVES, leaf_bytes(entry(12)), leaf_bytes(entry(13))]),
        HEAD,
        [Problem(12, 13, Damage.ADDED)],
    ),
    "added far behind the end": ([*STORED, replace(STORED[0], position=99)], HEAD, [Problem(99, 99, Damage.ADDED)]),
    "added in the middle": (
        shifted_behind_a_forged_entry(),
        HEAD,
        [
            Problem(5, 5, Damage.CHANGED),
            Problem(6, 11, Damage.REORDERED),
            Problem(12, 12, Damage.ADDED),
        ],
    ),
    "two swapped": (
        swapped(3, 8),
        HEAD,
        [Problem(3, 3, Damage.REORDERED), Problem(8, 8, Damage.REORDERED)],
    ),
    "one given twice": (
        [*STORED[:6], *STORED[5:]],
        HEAD,
        [Problem(5, 5, Damage.REORDERED)],
    ),
    "root of the head changed": (STORED, Head(SIZE, bytes(32)), [Problem(12, 12, Damage.HEAD_MISMATCH)]),
    "size of the head raised": (STORED, Head(13, HEAD.root), [Problem(12, 12, Damage.REMOVED)]),
    "size of the head lowered": (
        STORED,
        Head(11, HEAD.root),
        [Problem(11, 11, Damage.ADDED), Problem(11, 11, Damage.HEAD_MISMATCH)],
    ),
    "ledger and head taken back to an older state, with one entry left": (
        STORED,
        Head(11, STORED[10].root_after),
        [Problem(11, 11, Damage.ADDED)],
    ),
}


@pytest.mark.parametrize(("entries", "head", "problems"), DAMAGED.values(), ids=DAMAGED)
def test_damage_is_named(entries: list[StoredEntry], head: Head, problems: list[Problem]) -> None:
    assert verify(iter(entries), head) == problems


def test_a_leaf_changed_behind_a_gap_is_still_found() -> None:
    entries = [*STORED[:3], *with_entry(8, leaf=FORGED)[4:]]
    assert verify(entries, HEAD) == [Problem(3, 3, Damage.REMOVED), Problem(8, 8, Damage.CHANGED)]


CHANGES: dict[str, Callable[[StoredEntry], StoredEntry]] = {
    "leaf": lambda stored: replace(stored, leaf=stored.leaf + b" "),
    "hash": lambda stored: replace(stored, leaf_hash=bytes(32)),
    "root": lambda stored: replace(stored, root_after=bytes(32)),
    "leaf and hash": lambda stored: replace(stored, leaf=b"{}", leaf_hash=leaf_hash(b"{}")),
}


@given(st.integers(0, SIZE - 1), st.sampled_from(sorted(CHANGES)))
def test_one_change_is_named_where_it_was_made(position: int, change: str) -> None:
    entries = list(STORED)
    entries[position] = CHANGES[change](entries[position])
    assert verify(entries, HEAD) == [Problem(position, position, Damage.CHANGED)]


@given(st.sets(st.integers(0, SIZE - 1)))
def test_whatever_is_removed_is_named(removed: set[int]) -> None:
    problems = verify([stored for stored in STORED if stored.position not in removed], HEAD)
    assert {problem.damage for problem in problems} <= {Damage.REMOVED}
    assert {at for problem in problems for at in range(problem.first, problem.last + 1)} == removed


@given(st.permutations(range(SIZE)))
def test_whatever_is_moved_is_named(order: list[int]) -> None:
    entries = [replace(STORED[origin], position=position) for position, origin in enumerate(order)]
    problems = verify(entries, HEAD)
    moved = {position for position, origin in enumerate(order) if position != origin}
    assert {problem.damage for problem in problems} <= {Damage.REORDERED}
    assert {at for problem in problems for at in range(problem.first, problem.last + 1)} == moved
