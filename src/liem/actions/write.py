"""What an action may do to rows: add them and supersede versions. Each is remembered by a salted digest."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar

from django.db import connection, models

from liem.actions.models import WrittenRow
from liem.actions.rows import closing_bytes, row_bytes
from liem.actions.statements import Statement
from liem.actions.versions import Versioned
from liem.kernel.errors import LiemError, Message
from liem.ledger.encoding import SALT_SIZE, salted_digest
from liem.ledger.tree import Frontier, leaf_hash

R = TypeVar("R", bound=models.Model)
BATCH = 500  # stays under SQLite's limit on the variables of one statement
FEW = 50  # digests that go to the database together with the entry
_Digest: TypeAlias = tuple[int | str | bytes, ...]


class Write:
    """Handed to the `write` of an action. `position` is that of the entry which the action will be."""

    def __init__(self, position: int) -> None:
        self.position = position
        self.digests = Frontier()
        self._reasons: dict[tuple[type[Versioned], str], str] = {}
        self._unstored: list[_Digest] = []

    def add(self, rows: Iterable[R]) -> list[R]:
        """Stores new rows, in order, and gives them back with their keys: versions, or rows that never change.

        A version that follows one superseded in the same action and gives no reason of its own takes over that reason.
        The database refuses a second current version of an identity.
        """
        added = list(rows)
        for row in added:
            if isinstance(row, Versioned):
                row.known_from, row.known_to = self.position, None
                row.reason = row.reason or self._reasons.get((type(row), row.identity), "")
        for model, same in _by_model(added):
            model._default_manager.bulk_create(same)
        # Digests are made after storing, when the database and the fields have had their say.
        self._remember((WrittenRow.Kind.ADDED, row._meta.db_table, _key(row), "", row_bytes(row)) for row in added)
        return added

    def supersede(self, model: type[Versioned], identities: Iterable[str], *, reason: str) -> None:
        """Closes the current version of each identity, in order. New versions are added after it; without one, the
        thing is no longer known from this entry on.

        Raises LiemError `actions.no_reason` where the reason is blank and `actions.not_current` where an identity has
        no current version from before this action; nothing is written then.
        """
        if not reason.strip():
            raise _no_reason()
        for batch in _batches(list(dict.fromkeys(identities))):
            self._close(model, batch, reason)

    def _close(self, model: type[Versioned], identities: Sequence[str], reason: str) -> None:
        table = model._meta.db_table
        current = model._default_manager.filter(
            identity__in=identities, known_to__isnull=True, known_from__lt=self.position
        )
        known_from = dict(current.values_list("identity", "known_from"))
        missing = [identity for identity in identities if identity not in known_from]
        if missing:
            raise _not_current(table, missing)
        current.update(known_to=self.position)
        self._reasons.update({(model, identity): reason for identity in identities})
        self._remember(
            (
                WrittenRow.Kind.CLOSED,
                table,
                identity,
                reason,
                closing_bytes(
                    table, identity=identity, known_from=known_from[identity], known_to=self.position, reason=reason
                ),
            )
            for identity in identities
        )

    def _remember(self, written: Iterable[tuple[WrittenRow.Kind, str, str, str, bytes]]) -> None:
        for kind, table, key, reason, value in written:
            salt = secrets.token_bytes(SALT_SIZE)
            digest = salted_digest(salt, value)
            self._unstored.append((self.position, self.digests.size, str(kind), table, key, reason, salt, digest))
            self.digests.append(leaf_hash(digest))
        if len(self._unstored) > FEW:
            _store_digests(self._unstored)
            self._unstored = []

    def unstored(self) -> list[Statement]:
        """What stores the digests that are few enough to go with the entry."""
        rows = self._unstored
        if not rows:
            return []
        return [Statement(_INTO + ", ".join([_MARKS] * len(rows)), [value for row in rows for value in row])]


_INTO = 'INSERT INTO actions_writtenrow (entry_id, ordinal, kind, "table", row_key, reason, salt, digest) VALUES '
_MARKS = "(%s, %s, %s, %s, %s, %s, %s, %s)"


def _store_digests(rows: Sequence[_Digest]) -> None:
    """One statement for all: half a million objects of a model would take longer than everything else of an import."""
    with connection.cursor() as cursor:
        cursor.executemany(_INTO + _MARKS, rows)


def _key(row: models.Model) -> str:
    return row.identity if isinstance(row, Versioned) else str(row.pk)


def _by_model(rows: Iterable[R]) -> Iterator[tuple[type[R], list[R]]]:
    groups: dict[type[R], list[R]] = {}
    for row in rows:
        groups.setdefault(type(row), []).append(row)
    yield from groups.items()


def _batches(identities: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(identities), BATCH):
        yield identities[start : start + BATCH]


def _no_reason() -> LiemError:
    return LiemError(
        "actions.no_reason",
        Message(
            "Thay một thông tin đã ghi thì phải nêu lý do. Hãy ghi lý do rồi làm lại.",
            "Superseding what is on record needs a reason. Give the reason and try again.",
        ),
    )


def _not_current(table: str, identities: Sequence[str]) -> LiemError:
    shown = ", ".join(identities[:5]) + ("…" if len(identities) > 5 else "")
    return LiemError(
        "actions.not_current",
        Message(
            f"Không có thông tin hiện hành để thay cho: {shown}. Có thể người khác vừa thay; hãy tải lại rồi thử lại.",
            f"There is no current version to supersede for: {shown}. "
            "Somebody may just have superseded it; reload and try again.",
        ),
        {"table": table, "identities": list(identities)},
    )
