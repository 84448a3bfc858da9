"""Compares what an entry's digests stand for, and the copies to search by, with the leaf."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from liem.actions.filing import filed_under
from liem.actions.models import EntryContent, EntrySubject, Erasure, LedgerEntry
from liem.actions.sealing import Digests, Erased, digests
from liem.actions.side_by_side import side_by_side
from liem.kernel.errors import LiemError
from liem.ledger.encoding import Entry, parse_leaf

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class ContentReport:
    """Positions of entries whose copies or content are not those of the leaf, how many contents are gone without an
    order, how many were erased under the order that each of these entries tells of, and positions of entries that are
    filed under other subjects than their content has."""

    changed: tuple[int, ...]
    erased: int
    on_order: tuple[tuple[int, int], ...] = ()
    misfiled: tuple[int, ...] = ()


def check_contents() -> ContentReport:
    """Reads all entries once. Whether the rows that tell of erasures are genuine is for `row_check` to say."""
    changed, gone = [], 0
    ordered: dict[int, list[Erasure]] = defaultdict(list)
    for erasure in Erasure.objects.order_by("pk"):
        ordered[erasure.erased_id].append(erasure)
    for stored in LedgerEntry.objects.select_related("content").order_by("position").iterator(chunk_size=CHUNK):
        try:
            entry = parse_leaf(bytes(stored.leaf))
        except LiemError:
            changed.append(stored.position)
            continue
        content: EntryContent | None = getattr(stored, "content", None)
        gone += content is None
        sound = (stored.at, stored.action) == (entry.at, entry.action)
        if not sound or (content is not None and not _stands_for(content, entry, ordered.get(stored.position, []))):
            changed.append(stored.position)
    counts: dict[int, int] = defaultdict(int)
    for erasures in ordered.values():
        counts[erasures[-1].entry_id] += 1
    misfiled = (position for position in _misfiled() if position not in changed)
    return ContentReport(tuple(changed), gone, tuple(sorted(counts.items())), tuple(misfiled))


def _misfiled() -> Iterator[int]:
    """Positions at which what is searched by is not what the content names. Where the content is gone, that is told
    already."""
    filed = EntrySubject.objects.order_by("entry_id").values_list("entry_id", "subject")
    kept = ((one.entry_id, one) for one in EntryContent.objects.order_by("entry_id").iterator(chunk_size=CHUNK))
    for position, under, contents in side_by_side(filed.iterator(chunk_size=CHUNK), kept):
        if contents and not _is_filed_under(contents[0], set(under)):
            yield position


def _is_filed_under(content: EntryContent, keys: set[str]) -> bool:
    try:
        return filed_under(content) == keys
    except (TypeError, ValueError):  # what is kept has lost its form
        return False


def _stands_for(content: EntryContent, entry: Entry, erasures: list[Erasure]) -> bool:
    numbers = frozenset(number for erasure in erasures for number in erasure.subjects)
    try:
        found = digests(content, erased=Erased(entry, numbers) if erasures else None)
    except (TypeError, ValueError):  # subjects or salts have lost their form
        return False
    return found == Digests(entry.actor, entry.mandate, entry.subjects, entry.content)
