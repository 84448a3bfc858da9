"""Checks the stored ledger, its checkpoints, what its digests stand for, and the rows it tells of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import transaction

from liem.actions.append import frontier_of
from liem.actions.checkpoints import CheckpointProblem, signed_roots
from liem.actions.content_check import ContentReport, check_contents
from liem.actions.models import KeptRoot, LedgerEntry, LedgerHead
from liem.actions.row_check import RowProblem, check_rows, erased_rows
from liem.ledger import verify as ledger
from liem.ledger.kept import Node
from liem.ledger.tree import EMPTY_ROOT, Head
from liem.ledger.verify import Damage, Problem, StoredEntry

CHUNK = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was read and what was found. `rows` and `contents` are None where they were not asked for. `signed` is the
    size up to which a checkpoint vouches for the entries, 0 without one. `blanked` names the versions from which
    something was erased, by table, identity and the entry that wrote them, and the entry that tells of the order."""

    head: Head
    problems: tuple[Problem, ...]
    checkpoints: tuple[CheckpointProblem, ...] = ()
    signed: int = 0
    contents: ContentReport | None = None
    rows: tuple[RowProblem, ...] | None = None
    blanked: tuple[tuple[str, str, int, int], ...] = ()

    @property
    def sound(self) -> bool:
        contents = self.contents and (self.contents.changed or self.contents.erased or self.contents.misfiled)
        return not (self.problems or self.checkpoints or self.rows or contents)


def verify_ledger() -> Report:
    """Reads all entries once, in order, against head, kept roots and checkpoints. Writers wait meanwhile."""
    with transaction.atomic():
        stored = LedgerHead.objects.select_for_update().first()
        head = Head(stored.size, bytes(stored.root)) if stored else _head_of_entries()
        signed = signed_roots()
        problems = ledger.verify(_entries(), head, kept=_kept(), checkpoints=signed.roots)
        head_fits = frontier_of(stored) is not None if stored else head.size == 0
    if not head_fits and not any(problem.damage is Damage.HEAD_MISMATCH for problem in problems):
        problems.append(Problem(head.size, head.size, Damage.HEAD_MISMATCH))
    vouched = max((size for size in signed.roots if size <= head.size), default=0)
    return Report(head=head, problems=tuple(problems), checkpoints=signed.problems, signed=vouched)


def verify() -> Report:
    """Everything: entries, their contents, and every versioned row."""
    with transaction.atomic():
        blanked = tuple((*named, erased.entry_id) for named, erased in erased_rows().items())
        return replace(verify_ledger(), contents=check_contents(), rows=tuple(check_rows()), blanked=blanked)


def _kept() -> dict[Node, bytes]:
    kept = KeptRoot.objects.values_list("level", "number", "root").iterator(chunk_size=CHUNK)
    return {(level, number): bytes(root) for level, number, root in kept}


def _entries() -> Iterator[StoredEntry]:
    stored = LedgerEntry.objects.order_by("position").values_list("position", "leaf", "leaf_hash", "root_after")
    for position, leaf, leaf_hash, root_after in stored.iterator(chunk_size=CHUNK):
        yield StoredEntry(position, bytes(leaf), bytes(leaf_hash), bytes(root_after))


def _head_of_entries() -> Head:
    """Where the head is gone, the entries are held against the last of them."""
    last = LedgerEntry.objects.order_by("position").last()
    return Head(last.position + 1, bytes(last.root_after)) if last else Head(0, EMPTY_ROOT)
