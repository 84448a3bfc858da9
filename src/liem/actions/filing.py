"""What entries are filed under, to be found again: the keys that they are about, and that of their case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from liem.actions.models import EntryContent, EntrySubject

BATCH = 500
CASE = "case"
"""The key under which a content names the case that its entry belongs to."""


def filed_under(content: EntryContent) -> set[str]:
    """The subjects of the entry and its case, as far as they are not erased. Raises ValueError or TypeError where what
    is kept has lost its form."""
    keys = {subject for subject, _ in content.subjects if subject}
    told = json.loads(content.content) if content.content else None
    case = told.get(CASE) if isinstance(told, dict) else None
    return keys | {case} if isinstance(case, str) and case else keys


def file_entries(contents: Iterable[EntryContent]) -> None:
    """Files new entries; in the transaction that writes them."""
    rows = (
        EntrySubject(entry_id=content.entry_id, subject=key) for content in contents for key in filed_under(content)
    )
    EntrySubject.objects.bulk_create(rows, batch_size=BATCH)


def file_anew(contents: Sequence[EntryContent]) -> None:
    """Files entries under what is left of their content once something was erased."""
    for some in _batches([content.entry_id for content in contents]):
        EntrySubject.objects.filter(entry__in=some).delete()
    file_entries(contents)


def _batches(positions: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(positions), BATCH):
        yield positions[start : start + BATCH]
