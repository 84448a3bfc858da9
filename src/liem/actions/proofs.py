"""Proofs over the stored ledger, made from a few kept roots and at most a few hundred leaf hashes: two queries."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from liem.actions.models import KeptRoot, LedgerEntry
from liem.kernel.errors import LiemError, Message
from liem.ledger.kept import LEAVES, Node, Run, root_over, runs
from liem.ledger.tree import Head, consistency_ranges, inclusion_ranges


def inclusion_of(position: int, *, size: int) -> list[bytes]:
    """The audit path of the entry at `position` in the tree of the first `size` entries; no more hashes than 40.

    Raises IndexError outside the tree and LiemError `ledger.no_proof` where the ledger lacks what the proof needs.
    """
    return _roots(inclusion_ranges(position, size))


def consistency_of(old_size: int, *, size: int) -> list[bytes]:
    """What shows that the tree of `old_size` entries is a beginning of that of `size`. Raises as `inclusion_of`."""
    return _roots(consistency_ranges(old_size, size))


def head_at(size: int) -> Head:
    """The head that the stored entries lead to at `size`. Raises LiemError `ledger.no_proof`."""
    return Head(size, _roots([range(size)])[0])


def _roots(parts: Sequence[range]) -> list[bytes]:
    read = _read([run for part in parts for run in runs(part)])
    try:
        return [root_over(part, read) for part in parts]
    except KeyError as missing:
        raise _no_proof() from missing


def _read(wanted: Sequence[Run]) -> dict[Node, bytes]:
    leaves = [Q(position__gte=run.first, position__lt=run.first + run.count) for run in wanted if run.level == LEAVES]
    kept = [
        Q(level=run.level, number__gte=run.first, number__lt=run.first + run.count)
        for run in wanted
        if run.level != LEAVES
    ]
    found: dict[Node, bytes] = {}
    if leaves:
        rows = LedgerEntry.objects.filter(reduce(or_, leaves)).values_list("position", "leaf_hash")
        found.update({(LEAVES, position): bytes(hashed) for position, hashed in rows})
    if kept:
        nodes = KeptRoot.objects.filter(reduce(or_, kept)).values_list("level", "number", "root")
        found.update({(level, number): bytes(root) for level, number, root in nodes})
    return found


def _no_proof() -> LiemError:
    return LiemError(
        "ledger.no_proof",
        Message(
            "Nhật ký thiếu mục hoặc thiếu gốc đã giữ nên không lập được chứng minh. Hãy chạy “liem ledger fsck”, giữ "
            "nguyên hiện trạng và báo cơ quan kiểm tra.",
            "The ledger lacks entries or kept roots, so the proof cannot be made. Run “liem ledger fsck”, leave "
            "everything as it is and tell the inspectors.",
        ),
    )
