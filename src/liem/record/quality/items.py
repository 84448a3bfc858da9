"""What one dossier lacks, what in it has grown old or contradicts itself, as the record knows it now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from liem.kernel.errors import Message
from liem.record.people import reachable
from liem.record.quality.checks import BY_NAME, CHECKS, TWO_HOLDERS, Found, Kind, Scope
from liem.record.quality.finding import find
from liem.record.quality.shared_posts import Shared, shared_in_words
from liem.record.scope import Reach, out_of_reach

__all__ = ["Item", "Kind", "items_of", "items_of_each"]

_ORDER = {check.name: number for number, check in enumerate(CHECKS)}
_KINDS = list(Kind)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be put right. `section` is a value of `Section`, or "details", "evaluations", "review"; `since` the
    day that it hangs on, where there is one; `check` its name in lists and addresses."""

    section: str
    kind: Kind
    message: Message
    since: date | None = None
    check: str = ""


def items_of(reach: Reach, person: str, *, on: date) -> tuple[Item, ...]:
    """What is to be put right in one dossier, contradictions last. Raises LiemError `record.out_of_reach`.

    A few queries. An empty answer means that nothing was found, not that the dossier is true.
    """
    if person not in reachable(reach, [person]):
        raise out_of_reach()
    return items_of_each(reach, [person], on=on).get(person, ())


def items_of_each(reach: Reach, people: Collection[str], *, on: date) -> dict[str, tuple[Item, ...]]:
    """The same for several people, whom the reader may see. As many queries as for one."""
    by_person: dict[str, list[Found]] = defaultdict(list)
    for one in find(Scope(on, tuple(sorted(people)))):
        by_person[one.person].append(one)
    found = [one for rows in by_person.values() for one in rows if one.check == TWO_HOLDERS]
    shared = shared_in_words(reach, {(one.person, one.detail) for one in found}, on=on)
    return {person: tuple(_item(one, shared) for one in sorted(rows, key=_place)) for person, rows in by_person.items()}


def _place(one: Found) -> tuple[int, int, date, str]:
    check = BY_NAME[one.check]
    return _KINDS.index(check.kind), _ORDER[check.name], one.since or date.min, one.detail


def _item(one: Found, shared: Mapping[Shared, Message]) -> Item:
    check = BY_NAME[one.check]
    said = shared[one.person, one.detail] if one.check == TWO_HOLDERS else Message(one.detail, one.detail)
    message = Message(f"{check.message.vi}: {said.vi}", f"{check.message.en}: {said.en}") if said.vi else check.message
    return Item(check.section, check.kind, message, one.since, check.name)
