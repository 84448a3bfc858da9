"""What the record knew: everything that holds now, or everything held true at the end of an earlier day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Manager, Q, QuerySet, Subquery
from django.utils import timezone

from liem.actions.models import LedgerEntry
from liem.actions.versions import Versioned

V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True, slots=True)
class Known:
    """The state of knowledge once the entry at `position` was written (-1: before the first); None: that of now."""

    position: int | None = None

    def rows(self, versions: Manager[V] | QuerySet[V]) -> QuerySet[V]:
        """The versions held true then."""
        return versions.filter(self.condition())

    def condition(self, *, through: str = "") -> Q:
        """The condition "held true then" on versions, reached over the relation `through` if given."""
        path = f"{through}__" if through else ""
        unsuperseded = Q(**{f"{path}known_to__isnull": True})
        if self.position is None:
            return unsuperseded
        if self.position < 0:
            return Q(**{f"{path}pk__in": []})
        later = Q(**{f"{path}known_to__gt": self.position})
        return (unsuperseded | later) & Q(**{f"{path}known_from__lte": self.position})


NOW = Known()


def known_since(versions: QuerySet[V]) -> date | None:
    """The day, at the local clock, on which the first of these versions was entered; None where that is not on record.
    One query."""
    first = versions.order_by("known_from").values("known_from")[:1]
    at = LedgerEntry.objects.filter(position=Subquery(first)).values_list("at", flat=True).first()
    return timezone.localdate(at) if at else None


def known_on(day: date) -> Known:
    """What was known at the end of the day at the local clock: NOW where nothing was written since. One query."""
    midnight = timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
    later = LedgerEntry.objects.filter(at__gte=midnight).order_by("at", "position")
    first = later.values_list("position", flat=True).first()
    return NOW if first is None else Known(first - 1)
