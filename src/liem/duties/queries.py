"""What the bodies within reach owe, who is late, and how often each was reminded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from liem.duties.models import Reminder
from liem.duties.sources import Owed, owed
from liem.record.days import titles_of
from liem.record.scope import Reach


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder that went out: on which day, and to which body."""

    on: date
    body: str
    rung: str


@dataclass(frozen=True, slots=True)
class Line:
    """A duty with the name of the body that owes it and the reminders of it, the latest first."""

    owed: Owed
    body_name: str
    is_late: bool
    reminders: tuple[Reminded, ...]


@dataclass(frozen=True, slots=True)
class DutyPage:
    """Part of what is owed, the earliest due first; `late` counts among all that the filter leaves."""

    total: int
    late: int
    lines: tuple[Line, ...]


def within(reach: Reach, *, kind: str = "") -> tuple[Owed, ...]:
    """What the bodies within reach owe on its day."""
    return tuple(one for one in owed(reach.day) if reach.has_body(one.body) and kind in {"", one.kind})


def page_of(found: Sequence[Owed], *, on: date, offset: int = 0, limit: int = 50) -> DutyPage:
    """A page of them. Three queries."""
    shown = found[offset : offset + limit]
    reminders, titles = _reminders(shown), titles_of(bodies={one.body for one in shown})
    lines = tuple(
        Line(one, titles.body(one.body, on), one.due_on < on, reminders.get((one.kind, one.subject), ()))
        for one in shown
    )
    return DutyPage(len(found), sum(one.due_on < on for one in found), lines)


def _reminders(found: Collection[Owed]) -> dict[tuple[str, str], tuple[Reminded, ...]]:
    rows = Reminder.objects.filter(kind__in={one.kind for one in found}, subject__in={one.subject for one in found})
    gathered: dict[tuple[str, str], list[Reminded]] = defaultdict(list)
    for kind, subject, on, body, rung in rows.order_by("-on", "-pk").values_list(
        "kind", "subject", "on", "body", "rung"
    ):
        gathered[kind, subject].append(Reminded(on, body, rung))
    return {key: tuple(reminded) for key, reminded in gathered.items()}
