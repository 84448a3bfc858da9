"""What somebody who owns the database can do to the ledger: rewrite it from some entry on so that everything fits."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import copy

from django.db import connection

from liem.actions.checkpoints import latest_copy, make_checkpoint
from liem.actions.ledger_keys import copy_file
from liem.actions.models import EntryContent, LedgerEntry, LedgerHead
from liem.ledger.encoding import salted_digest
from liem.ledger.tree import Frontier, leaf_hash

Pair = tuple[LedgerEntry, EntryContent]
Change = Callable[[list[Pair]], list[Pair]]
HANGING_ON = ("entrycontent", "entrysubject", "outboxmessage")


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def rewrite(start: int, change: Change) -> None:
    """Puts other entries in place of those from `start` on, which write no rows, with hashes, roots and head."""
    entries = list(LedgerEntry.objects.filter(position__gte=start).select_related("content").order_by("position"))
    pairs = change([(entry, entry.content) for entry in entries])
    for table in HANGING_ON:
        sql(f"DELETE FROM actions_{table} WHERE entry_id >= %s", start)
    sql("DELETE FROM actions_ledgerentry WHERE position >= %s", start)
    tree = Frontier()
    for hashed in LedgerEntry.objects.order_by("position").values_list("leaf_hash", flat=True):
        tree.append(bytes(hashed))
    for position, (entry, content) in enumerate(pairs, start):
        entry.position = position
        entry.leaf = re.sub(rb'"position":[0-9]+', b'"position":%d' % position, bytes(entry.leaf))
        entry.leaf_hash = leaf_hash(entry.leaf)
        tree.append(entry.leaf_hash)
        entry.root_after = tree.root()
        entry.save(force_insert=True)
        content.entry_id = position
        content.save(force_insert=True)
    LedgerHead.objects.update(size=tree.size, root=tree.root(), frontier=tree.to_bytes())


def edited(pairs: list[Pair]) -> list[Pair]:
    """The first entry tells something else, and its leaf has the digest of that."""
    entry, content = pairs[0]
    salt = bytes(content.content_salt)
    old, new = content.content, content.content.replace('"n":', '"m":')
    assert new != old
    entry.leaf = bytes(entry.leaf).replace(
        salted_digest(salt, old.encode()).hex().encode(), salted_digest(salt, new.encode()).hex().encode()
    )
    content.content = new
    return pairs


def without_first(pairs: list[Pair]) -> list[Pair]:
    return pairs[1:]


def with_one_more(pairs: list[Pair]) -> list[Pair]:
    return [pairs[0], (copy(pairs[0][0]), copy(pairs[0][1])), *pairs[1:]]


def swapped(pairs: list[Pair]) -> list[Pair]:
    return [pairs[1], pairs[0], *pairs[2:]]


def cut_off(pairs: list[Pair]) -> list[Pair]:
    return []


KINDS: dict[str, Change] = {
    "edit": edited,
    "delete": without_first,
    "insert": with_one_more,
    "reorder": swapped,
    "truncated tail": cut_off,
}


def forget_checkpoints() -> None:
    """Removes every checkpoint from the database."""
    sql("DELETE FROM actions_cosignature")
    sql("DELETE FROM actions_checkpoint")


def sign_again() -> None:
    """With the server's key: throws away what was signed and signs what is there now."""
    forget_checkpoints()
    assert latest_copy() is not None
    copy_file().unlink()
    assert make_checkpoint() is not None
