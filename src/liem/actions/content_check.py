"""Compares what an entry's digests stand for, and the copies to search by, with the leaf."""

from __future__ import annotations

from dataclasses import dataclass

from liem.actions.models import EntryContent, LedgerEntry
from liem.actions.sealing import Digests, digests
from liem.kernel.errors import LiemError
from liem.ledger.encoding import Entry, parse_leaf

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class ContentReport:
    """Positions of entries whose copies or content are not those of the leaf, and how many contents were erased."""

    changed: tuple[int, ...]
    erased: int


def check_contents() -> ContentReport:
    """Reads all entries once. Leaves that cannot be read are left to `ledger.verify`."""
    changed, erased = [], 0
    for stored in LedgerEntry.objects.select_related("content").order_by("position").iterator(chunk_size=CHUNK):
        try:
            entry = parse_leaf(bytes(stored.leaf))
        except LiemError:
            continue
        content: EntryContent | None = getattr(stored, "content", None)
        erased += content is None
        sound = (stored.at, stored.action) == (entry.at, entry.action)
        if not sound or (content is not None and not _stands_for(content, entry)):
            changed.append(stored.position)
    return ContentReport(tuple(changed), erased)


def _stands_for(content: EntryContent, entry: Entry) -> bool:
    try:
        found = digests(content)
    except (TypeError, ValueError):  # subjects or salts have lost their form
        return False
    return found == Digests(entry.actor, entry.mandate, entry.subjects, entry.content)
