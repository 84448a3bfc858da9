"""Compares the rows that actions wrote with the digests kept of them, in both directions, without replaying."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from django.apps import apps
from django.db import models

from liem.actions.models import LedgerEntry, WrittenRow
from liem.actions.rows import closing_bytes, row_bytes
from liem.actions.versions import Versioned
from liem.kernel.errors import LiemError
from liem.ledger.encoding import parse_leaf, salted_digest
from liem.ledger.tree import Frontier, leaf_hash

L = TypeVar("L")
R = TypeVar("R")
CHUNK = 2000


class RowDamage(StrEnum):
    CHANGED = "changed"  # a row, or the closing of a version, is not the one that was written
    REMOVED = "removed"  # a row that was written, or the closing of a version, is gone
    ADDED = "added"  # a row, or the closing of a version, that no entry tells of
    DIGESTS = "digests"  # the digests kept of an entry's rows do not lead to its leaf


@dataclass(frozen=True, slots=True)
class RowProblem:
    """`position` is that of the entry that wrote the row or closed the version, or is said to have; None where a row
    that names no entry was added."""

    position: int | None
    table: str
    identity: str
    damage: RowDamage


def check_rows() -> list[RowProblem]:
    """All problems, in order of position. Reads every digest and every row that actions write once or twice."""
    problems = list(_digests_against_leaves())
    written = set(WrittenRow.objects.order_by().values_list("table", flat=True).distinct())
    for model in apps.get_models():
        if issubclass(model, Versioned):
            problems += _versions_against_digests(model)
            problems += _closings_against_digests(model)
        elif model._meta.db_table in written:
            problems += _unchanging_against_digests(model)
    return sorted(problems, key=_order)


def _order(problem: RowProblem) -> tuple[bool, int, str, str, RowDamage]:
    return problem.position is None, problem.position or 0, problem.table, problem.identity, problem.damage


def _digests_against_leaves() -> Iterator[RowProblem]:
    entries = LedgerEntry.objects.order_by("position").values_list("position", "leaf")
    written = WrittenRow.objects.order_by("entry_id", "ordinal").values_list("entry_id", "digest")
    sides = _side_by_side(entries.iterator(chunk_size=CHUNK), written.iterator(chunk_size=CHUNK))
    for position, leaves, digests in sides:
        tree = Frontier()
        for digest in digests:
            tree.append(leaf_hash(bytes(digest)))
        if [(tree.size, tree.root())] != [_rows_told_by(bytes(leaf)) for leaf in leaves]:
            yield RowProblem(position, WrittenRow._meta.db_table, "", RowDamage.DIGESTS)


def _rows_told_by(leaf: bytes) -> tuple[int, bytes] | None:
    try:
        entry = parse_leaf(leaf)
    except LiemError:
        return None
    return entry.row_count, entry.row_root


def _versions_against_digests(model: type[Versioned]) -> Iterator[RowProblem]:
    rows = model._default_manager.order_by("known_from").iterator(chunk_size=CHUNK)
    return _compared(
        model, WrittenRow.Kind.ADDED, ((row.known_from, row) for row in rows), lambda row, _: row_bytes(row)
    )


def _closings_against_digests(model: type[Versioned]) -> Iterator[RowProblem]:
    closed = model._default_manager.filter(known_to__isnull=False).order_by("known_to").iterator(chunk_size=CHUNK)
    table = model._meta.db_table

    def told(row: Versioned, written: WrittenRow) -> bytes:
        return closing_bytes(
            table,
            identity=row.identity,
            known_from=row.known_from,
            known_to=written.entry_id,
            reason=written.reason,
        )

    return _compared(model, WrittenRow.Kind.CLOSED, ((row.known_to or 0, row) for row in closed), told)


def _unchanging_against_digests(model: type[models.Model]) -> Iterator[RowProblem]:
    """Rows without versions are found by their key; the digests of one such table are held in memory."""
    table = model._meta.db_table
    kept = WrittenRow.objects.filter(table=table).values_list("row_key", "entry_id", "salt", "digest")
    digests = {key: (position, salt, digest) for key, position, salt, digest in kept.iterator(chunk_size=CHUNK)}
    for row in model._default_manager.order_by("pk").iterator(chunk_size=CHUNK):
        key = str(row.pk)
        if key not in digests:
            yield RowProblem(None, table, key, RowDamage.ADDED)
            continue
        position, salt, digest = digests.pop(key)
        if salted_digest(bytes(salt), row_bytes(row)) != bytes(digest):
            yield RowProblem(position, table, key, RowDamage.CHANGED)
    for key, (position, _, _) in digests.items():
        yield RowProblem(position, table, key, RowDamage.REMOVED)


def _compared(
    model: type[Versioned],
    kind: WrittenRow.Kind,
    rows: Iterable[tuple[int, Versioned]],
    told: Callable[[Versioned, WrittenRow], bytes],
) -> Iterator[RowProblem]:
    """Sets rows and digests of the same entry side by side, by identity."""
    table = model._meta.db_table
    kept = WrittenRow.objects.filter(table=table, kind=kind).order_by("entry_id").iterator(chunk_size=CHUNK)
    for position, here, written in _side_by_side(rows, ((digest.entry_id, digest) for digest in kept)):
        digests = {digest.row_key: digest for digest in written}
        for row in here:
            digest = digests.pop(row.identity, None)
            if digest is None:
                yield RowProblem(position, table, row.identity, RowDamage.ADDED)
            elif salted_digest(bytes(digest.salt), told(row, digest)) != bytes(digest.digest):
                yield RowProblem(position, table, row.identity, RowDamage.CHANGED)
        for identity in digests:
            yield RowProblem(position, table, identity, RowDamage.REMOVED)


def _side_by_side(
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
