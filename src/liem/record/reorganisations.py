"""Bodies through mergers, splits, renamings and closures: what happened when, and who took over from whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from liem.record.known import NOW, Known
from liem.record.models import BodyState, Reorganisation
from liem.record.scope import Reach, out_of_reach


@dataclass(frozen=True, slots=True)
class Event:
    """One reorganisation: the bodies before and after, each once, by key; `decisions` as entered.

    `steps` says which body went over into which; a step into None ended it.
    """

    key: str
    kind: str
    changed_on: date
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    decisions: tuple[str, ...]
    steps: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """The bodies that a body came from, and those that took over from it, up to a day; itself in neither."""

    came_from: frozenset[str]
    went_to: frozenset[str]


def events(
    reach: Reach, *, since: date | None = None, until: date | None = None, known: Known = NOW
) -> tuple[Event, ...]:
    """The reorganisations from `since` to `until`, both included, that touch a body within reach, the latest first.

    Those of one day begin with those of a body that answers to no other: the province's before its agencies'. Of a
    reorganisation within reach all bodies are named, those elsewhere too. One query.
    """
    parts = known.rows(Reorganisation.objects)
    if since is not None:
        parts = parts.filter(changed_on__gte=since)
    if until is not None:
        parts = parts.filter(changed_on__lte=until)
    return tuple(one for one in _events(parts, known) if _touches(reach, one))


def event(reach: Reach, key: str, *, known: Known = NOW) -> Event:
    """One reorganisation. Raises LiemError `record.out_of_reach`. One query."""
    found = _events(known.rows(Reorganisation.objects).filter(event=key), known)
    if not found or not _touches(reach, found[0]):
        raise out_of_reach()
    return found[0]


def events_of(body: str, *, known: Known = NOW) -> tuple[Event, ...]:
    """The reorganisations that the body came from or went into, the latest first. Whoever calls has made sure that the
    body may be seen. One query."""
    parts = known.rows(Reorganisation.objects)
    own = parts.filter(Q(predecessor_id=body) | Q(successor_id=body))
    return _events(parts.filter(event__in=own.values("event")), known)


def lineage(body: str, *, on: date, known: Known = NOW) -> Lineage:
    """Where the body came from and what became of it, through every reorganisation up to the day. One query.

    A body from which another was split off also came before it. A path follows time: what a successor had taken over
    before is not counted to the body. Steps of one day follow one another.
    """
    parts = known.rows(Reorganisation.objects).filter(changed_on__lte=on, successor__isnull=False)
    days: dict[date, list[tuple[str, str]]] = defaultdict(list)
    for day, before, after in parts.order_by("changed_on").values_list("changed_on", "predecessor_id", "successor_id"):
        days[day].append((before, after or before))
    forth = list(days.values())
    back = [[(after, before) for before, after in steps] for steps in reversed(forth)]
    return Lineage(came_from=_reached(body, back), went_to=_reached(body, forth))


def _reached(body: str, days: Iterable[list[tuple[str, str]]]) -> frozenset[str]:
    """The bodies that a walk along the steps comes to, one day's steps after another's."""
    reached = {body}
    for steps in days:
        while new := {end for start, end in steps if start in reached} - reached:
            reached |= new
    return frozenset(reached - {body})


def _touches(reach: Reach, one: Event) -> bool:
    return reach.whole or bool(reach.bodies.intersection((*one.predecessors, *one.successors)))


_COLUMNS = ("event", "kind", "changed_on", "predecessor_id", "successor_id", "decision")


def _events(parts: QuerySet[Reorganisation], known: Known) -> tuple[Event, ...]:
    """The reorganisations that the parts make up, the latest first, of one day those of the highest bodies first."""
    below = known.rows(BodyState.objects).filter(body_id=OuterRef("predecessor_id"), superior__isnull=False)
    by_event: dict[str, list[_Step]] = defaultdict(list)
    rows = parts.annotate(is_below=Exists(below)).order_by("identity").values_list(*_COLUMNS, "is_below")
    for part in map(_Step._make, rows):
        by_event[part.event].append(part)
    lower = {key for key, steps in by_event.items() if all(step.is_below for step in steps)}
    found = (_event(key, own) for key, own in by_event.items())
    return tuple(sorted(found, key=lambda one: (-one.changed_on.toordinal(), one.key in lower, one.key)))


class _Step(NamedTuple):
    """One row, without the rest of its version: a country has thousands."""

    event: str
    kind: str
    changed_on: date
    before: str
    after: str | None
    decision: str
    is_below: bool


def _event(key: str, steps: list[_Step]) -> Event:
    return Event(
        key=key,
        kind=steps[0].kind,
        changed_on=steps[0].changed_on,
        predecessors=_once(step.before for step in steps),
        successors=_once(step.after for step in steps if step.after),
        decisions=_once(step.decision for step in steps if step.decision),
        steps=tuple((step.before, step.after) for step in steps),
    )


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
