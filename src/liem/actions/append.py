"""Appending an entry to the stored ledger, inside the transaction that the caller holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from django.db import connection
from django.db.models import Model

from liem.actions.filing import filed_under
from liem.actions.models import (
    Account,
    EntrySubject,
    KeptRoot,
    LedgerEntry,
    LedgerHead,
    Mandate,
    OutboxMessage,
)
from liem.actions.sealing import Digests, digests, seal
from liem.actions.statements import Row, Statement, insertions, run
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.ledger.encoding import Entry, Json, leaf_bytes
from liem.ledger.kept import completed
from liem.ledger.tree import EMPTY_ROOT, Frontier, leaf_hash

T = TypeVar("T")
_WRITERS = 0x6C69656D  # any number that nothing else in the database locks


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An entry before it has its place: who does what, under which mandate, about whom, and what is told of it."""

    action: str
    at: datetime
    account: Account
    mandate: Mandate | None
    subjects: Collection[str]
    content: Mapping[str, Json]


def lock_head() -> LedgerHead:
    """The head, locked until the transaction ends; writers stand in line here. Made before the first entry.

    PostgreSQL locks the row; on SQLite the transaction holds the whole file from its beginning. Raises LiemError
    `actions.head_damaged` where there are entries without a head.
    """
    return _head(run(*_locking())[-1])


def lock_head_and_ask(question: Statement) -> tuple[LedgerHead, list[Row]]:
    """Also answers a question, asked once the lock is held, on the same trip to the database."""
    *_, found, answer = run(*_locking(), question)
    return _head(found), answer


def _locking() -> list[Statement]:
    head = "SELECT size, root, frontier FROM actions_ledgerhead"
    if connection.vendor != "postgresql":
        return [Statement(head)]
    # Many who wait for one row wake each other up; of those who wait for this number, only the next one wakes.
    return [Statement("SELECT pg_advisory_xact_lock(%s)", [_WRITERS]), Statement(f"{head} FOR UPDATE")]


def _head(found: list[Row]) -> LedgerHead:
    if found:
        (size, root, frontier), *_ = found
        return LedgerHead(size=size, root=root, frontier=frontier)
    if LedgerEntry.objects.exists():
        raise _head_damaged()
    # Two first writers may meet here: one makes the row, the other waits for it.
    LedgerHead.objects.bulk_create([LedgerHead(root=EMPTY_ROOT, frontier=b"")], ignore_conflicts=True)
    return LedgerHead.objects.select_for_update().get()


def append(head: LedgerHead, draft: Draft, *, write: Callable[[Write], T]) -> T:
    """Runs `write`, then stores the entry, what its digests stand for, the subjects to search it by, the roots of the
    subtrees that it fills and an outbox row, and moves the locked head on: all of it in one trip to the database.

    Raises LiemError `actions.head_damaged` where the head does not fit itself, and whatever `write` raises.
    """
    tree = frontier_of(head)
    if tree is None:
        raise _head_damaged()
    written = Write(head.size)
    result = write(written)

    sealed = seal(draft.account, draft.mandate, subjects=draft.subjects, content=draft.content)
    leaf = leaf_bytes(_entry(draft, written, digests(sealed)))
    hashed = leaf_hash(leaf)
    kept = [KeptRoot(level=level, number=number, root=root) for (level, number), root in completed(tree, hashed)]
    tree.append(hashed)
    entry = LedgerEntry(
        position=head.size, leaf=leaf, leaf_hash=hashed, root_after=tree.root(), at=draft.at, action=draft.action
    )
    sealed.entry = entry
    about = [EntrySubject(entry=entry, subject=key) for key in sorted(filed_under(sealed))]
    told = {"position": head.size, "action": draft.action}
    message = OutboxMessage(entry=entry, topic=draft.action, payload=told, created=draft.at)
    rows: list[Sequence[Model]] = [[entry], [sealed], about, kept, [message]]
    run(*written.unstored(), *(statement for same in rows for statement in insertions(same)), _moving_on(tree))
    return result


def frontier_of(head: LedgerHead) -> Frontier | None:
    """The tree as the head keeps it, or None where its parts do not lead to its root."""
    try:
        tree = Frontier.from_bytes(head.size, bytes(head.frontier))
    except ValueError:
        return None
    return tree if tree.root() == bytes(head.root) else None


def _moving_on(tree: Frontier) -> Statement:
    return Statement(
        "UPDATE actions_ledgerhead SET size = %s, root = %s, frontier = %s",
        [tree.size, tree.root(), tree.to_bytes()],
    )


def _entry(draft: Draft, written: Write, sealed: Digests) -> Entry:
    return Entry(
        position=written.position,
        at=draft.at.astimezone(UTC),
        action=draft.action,
        actor=sealed.actor,
        mandate=sealed.mandate,
        subjects=sealed.subjects,
        content=sealed.content,
        row_count=written.digests.size,
        row_root=written.digests.root(),
    )


def _head_damaged() -> LiemError:
    return LiemError(
        "actions.head_damaged",
        Message(
            "Đầu nhật ký bị mất hoặc bị sửa, nên không ghi thêm được. "
            "Hãy chạy “liem ledger verify” và khôi phục từ bản sao lưu.",
            "The head of the ledger is gone or was altered, so nothing can be added. "
            "Run “liem ledger verify” and restore from a backup.",
        ),
    )
