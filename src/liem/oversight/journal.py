"""What was entered in the ledger and who read which dossier, for the pages that show it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from liem.actions.models import EntryContent, LedgerEntry, LedgerHead, Mandate, Reading, Role
from liem.record.days import titles_of
from liem.record.scope import Reach, out_of_reach


@dataclass(frozen=True, slots=True)
class Doer:
    """In which role and for which body something was entered; the body is empty for the installation."""

    role: str
    body_name: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of the ledger; `leaf_hash` and `root` in hex. `by` is None where it may not be told or was erased."""

    position: int
    at: datetime
    action: str
    leaf_hash: str
    root: str
    by: Doer | None = None


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Entries, the newest first, under the head: how many there are and the root over all of them (hex)."""

    total: int
    root: str
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reader opened the dossier on one day, `times` over: in which role, for which body, when last. No name."""

    at: datetime
    role: str
    body_name: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """`total` counts the lines, one for each reader and day; `opened` how often the dossier was opened in all."""

    total: int
    lines: tuple[ReadingLine, ...]
    opened: int = 0


def ledger_page(reach: Reach, *, offset: int = 0, limit: int = 50) -> LedgerPage:
    """A page of the ledger: what was done and when, never about whom; by whom only to who reaches everything.

    Two queries, four with the doers.
    """
    head = LedgerHead.objects.first()
    entries = LedgerEntry.objects.order_by("-position")[offset : offset + limit]
    rows = list(entries.values_list("position", "at", "action", "leaf_hash", "root_after"))
    doers = _doers([row[0] for row in rows]) if reach.whole else {}
    lines = (
        EntryLine(position, at, action, bytes(leaf_hash).hex(), bytes(root).hex(), doers.get(position))
        for position, at, action, leaf_hash, root in rows
    )
    return LedgerPage(head.size if head else 0, bytes(head.root).hex() if head else "", tuple(lines))


def readings(reach: Reach, person: str, *, offset: int = 0, limit: int = 50) -> ReadingsPage:
    """Who opened the dossier, the newest first; what one reader opened on one day is one line.

    Only the official concerned may ask: raises `record.out_of_reach`. Four queries.
    """
    if reach.person is None or reach.person != person:
        raise out_of_reach()
    by_day = Reading.objects.filter(person=person).annotate(day=TruncDate("at")).values("account_id", "role", "day")
    by_day = by_day.annotate(times=Count("pk"), last=Max("at"), newest=Max("pk"))
    totals = by_day.aggregate(lines=Count("*"), opened=Sum("times"))
    rows = list(by_day.order_by("-last", "-newest")[offset : offset + limit])
    bodies = _bodies_of_readers({row["account_id"] for row in rows})
    titles = titles_of(bodies=set(bodies.values()))
    lines = []
    for row in rows:
        body = bodies.get((row["account_id"], row["role"]), "")
        name = titles.body(body, timezone.localdate(row["last"])) if body else ""
        lines.append(ReadingLine(row["last"], row["role"], name, row["times"]))
    return ReadingsPage(totals["lines"] or 0, tuple(lines), totals["opened"] or 0)


def _bodies_of_readers(accounts: Collection[int]) -> dict[tuple[int, str], str]:
    mandates = list(Mandate.objects.filter(account__in=accounts, known_to__isnull=True))
    return {(mandate.account_id, mandate.role): mandate.body for mandate in reversed(mandates) if mandate.body}


def _doers(positions: Iterable[int]) -> dict[int, Doer]:
    """Role and body of each entry, from what its digest of the mandate stands for. Without one the system acted."""
    contents = EntryContent.objects.filter(entry__in=list(positions)).values_list("entry_id", "mandate")
    system = {"role": Role.INSTALLATION.value, "body": ""}
    mandates = {position: json.loads(mandate) if mandate else system for position, mandate in contents}
    titles = titles_of(bodies={mandate["body"] for mandate in mandates.values() if mandate["body"]})
    return {
        position: Doer(mandate["role"], titles.body(mandate["body"], None) if mandate["body"] else "")
        for position, mandate in mandates.items()
    }
