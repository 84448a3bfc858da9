"""All that falls due, for everybody: worked out once a day, and brought up where rows have changed since."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import TypeAlias

from django.db.models import Model

from liem.actions.models import ErasedRow
from liem.record.due_law import reappointment_notices, transfers_from_personnel_work
from liem.record.due_line import Group, Line, Window, grouped, in_order, told_to
from liem.record.due_record import declarations, group_transfers, retirements, tenures_ending, terms_ending
from liem.record.models import (
    BodyState,
    Declaration,
    DeclarationDuty,
    PersonDetails,
    PostState,
    Tenure,
    TermState,
)
from liem.record.scope import Reach
from liem.record.state import last_change
from liem.record.written import written_after
from liem.rulebook.models import Adoption, LocalValue, Verification

Source: TypeAlias = Callable[[Window], Iterator[Line]]
SOURCES: tuple[Source, ...] = (
    retirements,
    tenures_ending,
    terms_ending,
    reappointment_notices,
    declarations,
    group_transfers,
    transfers_from_personnel_work,
)
"""Everything that is asked; each gives the lines of its own kind, without names."""
MOST_CHANGED, MOST_REACHES = 2000, 64


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What falls due in the window, in order and without names, as known at the ledger's `position`."""

    position: int
    window: Window
    lines: tuple[Line, ...]
    groups: dict[Hashable, tuple[Group, ...]] = field(default_factory=dict)

    def within(self, reach: Reach, until: date) -> tuple[Group, ...]:
        """The groups before `until` that are told to whoever has this reach."""
        key = (until, "all") if reach.whole else (until, reach.person, reach.bodies)
        found = self.groups.get(key)
        if found is None:
            if len(self.groups) >= MOST_REACHES:
                self.groups.clear()
            lines = told_to(reach, [line for line in self.lines if line.day < until])
            found = self.groups[key] = tuple(grouped(lines))
        return found


_last: list[Kept] = []
_lock = Lock()


def kept(window: Window) -> Kept:
    """What falls due in the window, as the record is known now. One query where nothing has changed since the last."""
    position = last_change()
    with _lock:
        known = _last[0] if _last else None
        if known is None or known.window != window or known.position > position:
            known = Kept(position, window, tuple(worked_out(window)))
        elif known.position < position:
            known = _brought_up(known, position)
        _last[:] = [known]
    return known


def forget() -> None:
    """The next answer is worked out anew; for rows that were changed beside the ledger."""
    _last.clear()


def worked_out(window: Window) -> list[Line]:
    """The lines of all sources, in order. A constant number of queries."""
    return in_order(line for source in SOURCES for line in source(window))


def _brought_up(known: Kept, position: int) -> Kept:
    """With the lines of those anew about whom rows were written since; all of it where that may be everybody."""
    people = _people_changed(known.position)
    if people is None:
        return Kept(position, known.window, tuple(worked_out(known.window)))
    if not people:
        return replace(known, position=position)
    anew = worked_out(replace(known.window, people=frozenset(people)))
    lines = in_order([*(line for line in known.lines if line.person not in people), *anew])
    return Kept(position, known.window, tuple(lines))


_ABOUT_ALL: tuple[type[Model], ...] = (BodyState, TermState, Adoption, LocalValue, Verification, ErasedRow)
"""Who answers to whom, the terms of bodies, the law, and what was erased on order: whose lines change with these is not
looked for."""
_ABOUT_PEOPLE: dict[type[Model], str] = {
    PersonDetails: "person_id",
    Tenure: "person_id",
    PostState: "post__tenures__person_id",
    Declaration: "duty__person_id",
    DeclarationDuty: "person_id",
}
"""The rows that the sources read of people, and the way from them to these."""


def _people_changed(after: int) -> set[str] | None:
    """Those whose lines may have changed with the entries after that position; None where that may be anybody."""
    models = (*_ABOUT_ALL, *_ABOUT_PEOPLE)
    written = written_after(after, models, most_entries=MOST_CHANGED, most_rows=MOST_CHANGED)
    if written is None or written.holds_any(_ABOUT_ALL):
        return None
    people = written.people(_ABOUT_PEOPLE)
    return people if len(people) <= MOST_CHANGED else None
