"""How fast entries are encoded, appended to the tree and verified. Run: python benchmarks/ledger.py [ENTRIES]"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import TypeVar

from liem.ledger.encoding import Entry, canonical, leaf_bytes, salted_digest
from liem.ledger.tree import EMPTY_ROOT, Frontier, leaf_hash
from liem.ledger.verify import StoredEntry, verify

T = TypeVar("T")
SALT = bytes(16)


def entry_at(position: int) -> Entry:
    actor, person, content = (salted_digest(SALT, b"%d" % (position + shift)) for shift in range(3))
    return Entry(
        position=position,
        at=datetime(2026, 11, 21, tzinfo=UTC) + timedelta(seconds=position),
        action="record.correct",
        actor=actor,
        mandate=actor,
        subjects=(person,),
        content=content,
        row_count=0,
        row_root=EMPTY_ROOT,
    )


def stored(leaves: list[bytes]) -> Iterator[StoredEntry]:
    tree = Frontier()
    for position, leaf in enumerate(leaves):
        hashed = leaf_hash(leaf)
        tree.append(hashed)
        yield StoredEntry(position, leaf, hashed, tree.root())


def timed(name: str, count: int, work: Callable[[], T]) -> T:
    start = perf_counter()
    result = work()
    seconds = perf_counter() - start
    print(f"| {name:<42} | {count:>9,} | {seconds:>8.2f} | {count / seconds:>11,.0f} |")
    return result


def main(count: int) -> None:
    print(f"| {'step':<42} | {'entries':>9} | {'seconds':>8} | {'per second':>11} |")
    print(f"| {'-' * 42} | {'-' * 8}: | {'-' * 7}: | {'-' * 10}: |")
    row = {"identity": "person-000001", "known_from": 12, "full_name": "Nguyễn Văn An", "born_on": "1980-02-29"}
    timed("canonical bytes of a row (RFC 8785)", count // 10, lambda: [canonical(row) for _ in range(count // 10)])
    leaves = timed("leaves encoded", count, lambda: [leaf_bytes(entry_at(position)) for position in range(count)])
    entries = timed("appended to the tree, root after each", count, lambda: list(stored(leaves)))
    head = Frontier()
    timed("tree alone", count, lambda: [head.append(entry.leaf_hash) for entry in entries])
    problems = timed("verified, streaming", count, lambda: verify(iter(entries), head.head()))
    if problems:
        sys.exit(f"the benchmark's own ledger does not verify: {problems}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
