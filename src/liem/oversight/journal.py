"""What was entered in the ledger and who read which dossier, for the pages that show it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from liem.actions.models import EntrySubject, LedgerEntry, LedgerHead, Mandate, Reading, Role
from liem.actions.permissions import Acting
from liem.record.days import titles_of
from liem.record.doers import Doer, doers
from liem.record.exporting.action import ACTION as EXPORT
from liem.record.people import within
from liem.record.scope import Reach, out_of_reach

SEES_READINGS = (Role.INSPECTOR,)
"""The roles that see, beside the official, who opened a dossier."""


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
    """Entries, the newest first, under the head: how many were asked for, the root over all of them (hex), and how many
    there are in all."""

    total: int
    root: str
    lines: tuple[EntryLine, ...]
    size: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries to list: of one action, of one day, about one person, body or case, but none of the actions
    `unseen`."""

    action: str = ""
    day: date | None = None
    about: str = ""
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reader opened the dossier on one day, `times` over: in which role, for which body, when last. No name.

    `is_export` where it was taken out as a file.
    """

    at: datetime
    role: str
    body_name: str
    times: int = 1
    is_export: bool = False


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """`total` counts the lines, one for each reader and day; `opened` how often the dossier was opened in all; `name`
    is the official's, for others."""

    total: int
    lines: tuple[ReadingLine, ...]
    opened: int = 0
    name: str = ""


def ledger_page(reach: Reach, *, wanted: Wanted | None = None, offset: int = 0, limit: int = 50) -> LedgerPage:
    """A page of the ledger: what was done and when, never about whom; by whom only to who reaches everything.

    Two queries, four with the doers, one more where not all entries are wanted, and one where they are about something.
    """
    head = LedgerHead.objects.first()
    size = head.size if head else 0
    total, entries = _wanted(wanted or Wanted(), size, slice(offset, offset + limit))
    rows = list(entries.values_list("position", "at", "action", "leaf_hash", "root_after"))
    by = doers([row[0] for row in rows]) if reach.whole else {}
    lines = (
        EntryLine(position, at, action, bytes(leaf_hash).hex(), bytes(root).hex(), by.get(position))
        for position, at, action, leaf_hash, root in rows
    )
    return LedgerPage(total, bytes(head.root).hex() if head else "", tuple(lines), size)


def _wanted(wanted: Wanted, size: int, part: slice) -> tuple[int, QuerySet[LedgerEntry]]:
    """How many entries are wanted, of `size` in all, and that part of them."""
    entries = LedgerEntry.objects.order_by("-position")
    if wanted == Wanted():
        return size, entries[part]
    if not wanted.about:
        found = entries.filter(_of(wanted))
        return found.count(), found[part]
    # By the index of what is asked about, from the newest on: of many entries few are about one thing.
    about = EntrySubject.objects.filter(_of(wanted, "entry__"), subject=wanted.about).order_by("-entry_id")
    return about.count(), entries.filter(position__in=list(about.values_list("entry_id", flat=True)[part]))


def _of(wanted: Wanted, entry: str = "") -> Q:
    asked = ~Q(**{f"{entry}action__in": wanted.unseen}) if wanted.unseen else Q()
    if wanted.action:
        asked &= Q(**{f"{entry}action": wanted.action})
    if wanted.day:
        start = timezone.make_aware(datetime.combine(wanted.day, time.min))
        asked &= Q(**{f"{entry}at__gte": start, f"{entry}at__lt": start + timedelta(days=1)})
    return asked


def readings(reach: Reach, person: str, *, offset: int = 0, limit: int = 50) -> ReadingsPage:
    """Who opened the dossier, the newest first; what one reader opened on one day is one line.

    Only the official concerned may ask: raises `record.out_of_reach`. Four queries.
    """
    if reach.person is None or reach.person != person:
        raise out_of_reach()
    return _readings(person, offset, limit)


def readings_inspected(reach: Reach, person: str, *, by: Acting, offset: int = 0, limit: int = 50) -> ReadingsPage:
    """The same for inspectors within whose reach the official is: that dossiers are opened for work alone is theirs to
    see. Raises `record.out_of_reach` for everybody else. Five queries."""
    name = within(reach).filter(person_id=person).values_list("name", flat=True).first()
    if by.mandate.role not in SEES_READINGS or name is None:
        raise out_of_reach()
    return replace(_readings(person, offset, limit), name=name)


def _readings(person: str, offset: int, limit: int) -> ReadingsPage:
    dated = Reading.objects.filter(person=person).annotate(day=TruncDate("at"), action=F("entry__action"))
    by_day = dated.values("account_id", "role", "day", "action")
    by_day = by_day.annotate(times=Count("pk"), last=Max("at"), newest=Max("pk"))
    totals = by_day.aggregate(lines=Count("*"), opened=Sum("times"))
    rows = list(by_day.order_by("-last", "-newest")[offset : offset + limit])
    bodies = _bodies_of_readers({row["account_id"] for row in rows})
    titles = titles_of(bodies=set(bodies.values()))
    lines = []
    for row in rows:
        body = bodies.get((row["account_id"], row["role"]), "")
        name = titles.body(body, timezone.localdate(row["last"])) if body else ""
        lines.append(ReadingLine(row["last"], row["role"], name, row["times"], row["action"] == EXPORT))
    return ReadingsPage(totals["lines"] or 0, tuple(lines), totals["opened"] or 0)


def _bodies_of_readers(accounts: Collection[int]) -> dict[tuple[int, str], str]:
    mandates = list(Mandate.objects.filter(account__in=accounts, known_to__isnull=True))
    return {(mandate.account_id, mandate.role): mandate.body for mandate in reversed(mandates) if mandate.body}
