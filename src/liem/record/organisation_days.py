"""The days on which the organisation, or one body, changed: what a slider of days is marked with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from liem.record.known import NOW, Known
from liem.record.models import BodyState, PostState, Reorganisation, Tenure
from liem.record.organisation import within
from liem.record.scope import Reach


@dataclass(frozen=True, slots=True)
class ChangeDays:
    """The days of changes in order; `reorganised` are those of reorganisations, with how many there were."""

    days: tuple[date, ...]
    reorganised: tuple[tuple[date, int], ...] = ()

    def before(self, day: date) -> date | None:
        """The last change earlier than the day."""
        place = bisect_left(self.days, day)
        return self.days[place - 1] if place else None

    def after(self, day: date) -> date | None:
        """The first change later than the day."""
        place = bisect_right(self.days, day)
        return self.days[place] if place < len(self.days) else None


def organisation_days(reach: Reach, *, known: Known = NOW) -> ChangeDays:
    """The days on which a body within reach began, ended, or changed its name or superior. Three queries."""
    states = within(reach, known.rows(BodyState.objects)).order_by()
    begun = states.values_list("valid_from", flat=True).distinct()
    ended = states.values_list("valid_to", flat=True).distinct()
    parts = known.rows(Reorganisation.objects)
    if not reach.whole:
        parts = parts.filter(Q(predecessor_id__in=reach.bodies) | Q(successor_id__in=reach.bodies))
    return _change_days([*begun, *ended], parts)


def body_days(body: str, *, known: Known = NOW) -> ChangeDays:
    """The days on which the body, its posts or their holders changed. Whoever calls has made sure that the body may be
    seen. Four queries."""
    posts = known.rows(PostState.objects).filter(body_id=body)
    rows = [
        *_spans(known.rows(BodyState.objects).filter(body_id=body)),
        *_spans(posts),
        *_spans(known.rows(Tenure.objects).filter(post_id__in=posts.values("post_id"))),
    ]
    parts = known.rows(Reorganisation.objects).filter(Q(predecessor_id=body) | Q(successor_id=body))
    return _change_days([day for span in rows for day in span], parts)


def _spans(
    rows: QuerySet[BodyState] | QuerySet[PostState] | QuerySet[Tenure],
) -> Iterable[tuple[date | None, date | None]]:
    return rows.order_by().values_list("valid_from", "valid_to").distinct()


def _change_days(days: Iterable[date | None], parts: QuerySet[Reorganisation]) -> ChangeDays:
    events: dict[date, set[str]] = {}
    for day, event in parts.order_by().values_list("changed_on", "event").distinct():
        events.setdefault(day, set()).add(event)
    reorganised = tuple((day, len(events[day])) for day in sorted(events))
    return ChangeDays(tuple(sorted({day for day in days if day} | set(events))), reorganised)
