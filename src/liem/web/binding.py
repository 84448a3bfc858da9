"""Why a directive binds: which body took its rules over, from which day, by which decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liem.kernel.errors import Message
from liem.record.days import titles_of
from liem.rulebook.book import adopted_on, rule_book


@dataclass(frozen=True, slots=True)
class TakenOver:
    """That a body applies the rules of a directive, for itself and everything under it."""

    body: str
    since: date
    decision: str


@dataclass(frozen=True, slots=True)
class Binding:
    """Who applies the rules drawn from a directive on a day, and the note of its pack, such as on a date it lacks."""

    taken_over: tuple[TakenOver, ...]
    note: Message | None


def binding_of(short: str, day: date) -> Binding | None:
    """Why the directive binds on the day; None for one from which no rules were drawn. Three queries at most."""
    pack = rule_book().pack(short)
    if pack is None:
        return None
    adopted = [one for one in adopted_on(day) if one.pack == pack.id]
    names = titles_of(bodies={one.body for one in adopted})
    return Binding(
        tuple(TakenOver(names.body(one.body, day), one.since, one.decision) for one in adopted),
        pack.note,
    )
