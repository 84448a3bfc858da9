"""Compares the rows that actions wrote with the digests kept of them, in both directions, without replaying."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from django.apps import apps
from django.db import models
from django.db.models import Count

from liem.actions.models import (
    Checkpoint,
    Cosignature,
    EntryContent,
    EntrySubject,
    ErasedRow,
    Job,
    KeptRoot,
    LedgerEntry,
    LedgerHead,
    Notice,
    OutboxMessage,
    WrittenRow,
)
from liem.actions.rows import closing_bytes, row_bytes
from liem.actions.side_by_side import side_by_side
from liem.actions.versions import Versioned
from liem.kernel.errors import LiemError
from liem.ledger.encoding import SALT_SIZE, parse_leaf, salted_digest
from liem.ledger.tree import Frontier, leaf_hash

CHUNK = 2000


# What the ledger is made of is checked by other means, or is no part of the record.
_OF_THE_LEDGER = {
    LedgerEntry,
    EntryContent,
    EntrySubject,
    WrittenRow,
    LedgerHead,
    KeptRoot,
    Checkpoint,
    Cosignature,
    OutboxMessage,
    Notice,
    Job,
}


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


Bytes: TypeAlias = bytes | memoryview  # of a column, as databases give them
Left: TypeAlias = dict[tuple[str, str, int], ErasedRow]


def erased_rows() -> Left:
    """The versions that something was erased from on order, by table, identity and the entry that wrote them, with what
    the last order left of each. Whether the rows that tell of it are genuine is checked like any other."""
    told = ErasedRow.objects.order_by("entry_id", "pk")
    return {(one.table, one.row_key, one.written): one for one in told}


def check_rows() -> list[RowProblem]:
    """All problems, in order of position. Reads every digest and every row that actions write once or twice."""
    erased = erased_rows()
    problems = list(_digests_against_leaves())
    tables = {model._meta.db_table for model in sealed_models()}
    for model in sealed_models():
        if issubclass(model, Versioned):
            problems += _versions_against_digests(model, erased)
            problems += _closings_against_digests(model, erased)
        else:
            problems += _unchanging_against_digests(model, erased)
    problems += _digests_without_a_table(tables)
    return sorted(problems, key=_order)


def sealed_models() -> list[type[models.Model]]:
    """The tables whose rows are written by actions alone and compared with the ledger."""
    own = [model for model in apps.get_models() if model.__module__.startswith("liem.")]
    return [model for model in own if model not in _OF_THE_LEDGER and getattr(model, "IS_SEALED", True)]


def compared_rows() -> Iterator[tuple[str, int, int]]:
    """Each table that was compared, with the number of its rows and of the digests kept of it."""
    digests = dict(WrittenRow.objects.order_by().values_list("table").annotate(count=Count("pk")))
    for model in sealed_models():
        table = model._meta.db_table
        rows = model._default_manager.count()
        if rows or table in digests:
            yield table, rows, digests.get(table, 0)


def _digests_without_a_table(tables: set[str]) -> Iterator[RowProblem]:
    strange = WrittenRow.objects.exclude(table__in=tables).order_by("entry_id", "ordinal")
    for position, table, key in strange.values_list("entry_id", "table", "row_key").iterator(chunk_size=CHUNK):
        yield RowProblem(position, table, key, RowDamage.REMOVED)


def _order(problem: RowProblem) -> tuple[bool, int, str, str, RowDamage]:
    return problem.position is None, problem.position or 0, problem.table, problem.identity, problem.damage


def _digests_against_leaves() -> Iterator[RowProblem]:
    entries = LedgerEntry.objects.order_by("position").values_list("position", "leaf")
    written = WrittenRow.objects.order_by("entry_id", "ordinal").values_list("entry_id", "digest")
    sides = side_by_side(entries.iterator(chunk_size=CHUNK), written.iterator(chunk_size=CHUNK))
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


def _versions_against_digests(model: type[Versioned], erased: Left) -> Iterator[RowProblem]:
    rows = model._default_manager.order_by("known_from").iterator(chunk_size=CHUNK)
    table = model._meta.db_table

    def is_as_told(row: Versioned, written: WrittenRow) -> bool:
        left = erased.get((table, row.identity, row.known_from))
        return _is_as_told(row_bytes(row), written.salt, written.digest, left)

    return _compared(model, WrittenRow.Kind.ADDED, ((row.known_from, row) for row in rows), is_as_told)


def _closings_against_digests(model: type[Versioned], erased: Left) -> Iterator[RowProblem]:
    closed = model._default_manager.filter(known_to__isnull=False).order_by("known_to").iterator(chunk_size=CHUNK)
    table = model._meta.db_table

    def is_as_told(row: Versioned, written: WrittenRow) -> bool:
        left = erased.get((table, row.identity, row.known_from))
        if left is not None and "reason" in left.columns and not written.salt:
            return not written.reason  # that this entry closed it is told by the place of its digest
        told = closing_bytes(
            table,
            identity=row.identity,
            known_from=row.known_from,
            known_to=written.entry_id,
            reason=written.reason,
        )
        return _is_digest(written.salt, told, written.digest)

    return _compared(model, WrittenRow.Kind.CLOSED, ((row.known_to or 0, row) for row in closed), is_as_told)


def _unchanging_against_digests(model: type[models.Model], erased: Left) -> Iterator[RowProblem]:
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
        if not _is_as_told(row_bytes(row), salt, digest, erased.get((table, key, position))):
            yield RowProblem(position, table, key, RowDamage.CHANGED)
    for key, (position, _, _) in digests.items():
        yield RowProblem(position, table, key, RowDamage.REMOVED)


def _is_as_told(value: bytes, salt: Bytes, digest: Bytes, left: ErasedRow | None) -> bool:
    """Whether the row is the one written, or, where an order took something from it, what was left."""
    if left is None:
        return _is_digest(salt, value, digest)
    return not salt and _is_digest(_from_hex(left.salt), value, _from_hex(left.left))


def _is_digest(salt: Bytes, value: bytes, digest: Bytes) -> bool:
    """Whether that is the salted digest of the value; it is none's once the salt is gone."""
    return len(salt) == SALT_SIZE and salted_digest(bytes(salt), value) == bytes(digest)


def _from_hex(text: str) -> bytes:
    """What the text stands for; nothing where it has lost its form."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


def _compared(
    model: type[Versioned],
    kind: WrittenRow.Kind,
    rows: Iterable[tuple[int, Versioned]],
    is_as_told: Callable[[Versioned, WrittenRow], bool],
) -> Iterator[RowProblem]:
    """Sets rows and digests of the same entry side by side, by identity."""
    table = model._meta.db_table
    kept = WrittenRow.objects.filter(table=table, kind=kind).order_by("entry_id").iterator(chunk_size=CHUNK)
    for position, here, written in side_by_side(rows, ((digest.entry_id, digest) for digest in kept)):
        digests = {digest.row_key: digest for digest in written}
        for row in here:
            digest = digests.pop(row.identity, None)
            if digest is None:
                yield RowProblem(position, table, row.identity, RowDamage.ADDED)
            elif not is_as_told(row, digest):
                yield RowProblem(position, table, row.identity, RowDamage.CHANGED)
        for identity in digests:
            yield RowProblem(position, table, identity, RowDamage.REMOVED)
