"""Where duties come from. Each app that holds something owed tells what is open; nothing is stored twice.

A duty is done when its source no longer tells it: the act itself is the proof, and stands in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from liem.duties.models import PutOff
from liem.kernel.errors import Message


@dataclass(frozen=True, slots=True)
class Owed:
    """Something a body owes: `subject` is the key of the thing within its kind, `path` the page on which it is done.
    `put_off` says that the day is no longer the first one."""

    kind: str
    subject: str
    body: str
    due_on: date
    path: str
    put_off: bool = False


Tell: TypeAlias = Callable[[date], Iterable[Owed]]


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of duty: its title, without names, and what of it is open on a day."""

    kind: str
    title: Message
    tell: Tell


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Takes in a kind of duty; one of the same kind takes its place."""
    _sources[source.kind] = source


def title_of(kind: str) -> Message:
    """What duties of this kind are called; one of an app that is gone keeps its name."""
    source = _sources.get(kind)
    return source.title if source else Message(kind, kind)


def kinds() -> tuple[str, ...]:
    return tuple(sorted(_sources))


def owed(on: date) -> tuple[Owed, ...]:
    """Everything that is owed on the day, the earliest due first, with the days to which it was put off."""
    later = {(kind, subject): day for kind, subject, day in PutOff.objects.current().values_list(*_PUT_OFF)}
    found = (_with_day(one, later) for source in _sources.values() for one in source.tell(on))
    return tuple(sorted(found, key=lambda one: (one.due_on, one.kind, one.subject)))


_PUT_OFF = ("kind", "subject", "due_on")


def _with_day(one: Owed, later: dict[tuple[str, str], date]) -> Owed:
    day = later.get((one.kind, one.subject))
    return one if day is None else replace(one, due_on=day, put_off=True)
