"""What was entered in the ledger and who read which dossier, for the pages that show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from liem.actions.models import LedgerEntry, LedgerHead, Mandate, Reading
from liem.record.days import titles_of
from liem.record.scope import Reach, out_of_reach


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of the ledger; `leaf_hash` and `root` in hex."""

    position: int
    at: datetime
    action: str
    leaf_hash: str
    root: str


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Entries, the newest first, under the head: how many there are and the root over all of them (hex)."""

    total: int
    root: str
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """Somebody opened a dossier: in which role, acting for which body, and when. No name is told."""

    at: datetime
    role: str
    body_name: str


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    total: int
    lines: tuple[ReadingLine, ...]


def ledger_page(*, offset: int = 0, limit: int = 50) -> LedgerPage:
    """A page of the ledger. Two queries; entries tell what was done and when, never about whom."""
    head = LedgerHead.objects.first()
    entries = LedgerEntry.objects.order_by("-position")[offset : offset + limit]
    lines = (_entry(*row) for row in entries.values_list("position", "at", "action", "leaf_hash", "root_after"))
    return LedgerPage(head.size if head else 0, bytes(head.root).hex() if head else "", tuple(lines))


def readings(reach: Reach, person: str, *, offset: int = 0, limit: int = 50) -> ReadingsPage:
    """Who opened the dossier, the newest first. Only the official concerned may ask: raises `record.out_of_reach`."""
    if reach.person is None or reach.person != person:
        raise out_of_reach()
    all_rows = Reading.objects.filter(person=person).order_by("-at", "-pk")
    rows = list(all_rows[offset : offset + limit])
    mandates = list(Mandate.objects.filter(account__in={row.account_id for row in rows}, known_to__isnull=True))
    titles = titles_of(bodies={mandate.body for mandate in mandates if mandate.body})
    bodies = {(mandate.account_id, mandate.role): mandate.body for mandate in reversed(mandates)}
    lines = []
    for row in rows:
        body = bodies.get((row.account_id, row.role), "")
        lines.append(ReadingLine(row.at, row.role, titles.body(body, timezone.localdate(row.at)) if body else ""))
    return ReadingsPage(all_rows.count(), tuple(lines))


def _entry(
    position: int, at: datetime, action: str, leaf_hash: bytes | memoryview, root: bytes | memoryview
) -> EntryLine:
    return EntryLine(position, at, action, bytes(leaf_hash).hex(), bytes(root).hex())
