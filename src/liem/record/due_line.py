"""What one line of the calendar says, lines of one day, kind and body together, and the time that is looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

from django.db.models import Model, QuerySet

from liem.kernel.errors import Message
from liem.record.scope import Reach

M = TypeVar("M", bound=Model)


class Kind(StrEnum):
    """What falls due."""

    RETIREMENT = "retirement"
    TERM_END = "term_end"
    REAPPOINTMENT = "reappointment"
    DECLARATION = "declaration"
    TRANSFER = "transfer"

    @property
    def words(self) -> Message:
        return _WORDS[self]


_WORDS = {
    Kind.RETIREMENT: Message("Đủ tuổi nghỉ hưu", "Reaches retirement age"),
    Kind.TERM_END: Message("Hết thời hạn, hết nhiệm kỳ", "Term ends"),
    Kind.REAPPOINTMENT: Message("Thông báo xem xét bổ nhiệm lại", "Notice of considering reappointment"),
    Kind.DECLARATION: Message("Hạn nộp bản kê khai", "Declaration due"),
    Kind.TRANSFER: Message("Đến hạn chuyển đổi vị trí, điều động", "Transfer due"),
}
_PLACES = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Window:
    """From `first` up to, and without, `until`; of these `people` alone where they are given."""

    first: date
    until: date
    people: frozenset[str] | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day < self.until

    def of(self, rows: QuerySet[M], *, through: str = "person_id") -> QuerySet[M]:
        """The rows about the people looked at."""
        return rows if self.people is None else rows.filter(**{f"{through}__in": self.people})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that falls due on `day`. `person` is empty where it concerns a body alone; `clause` is the address of
    the clause that the day was counted by, empty where the record itself names the day; `also_at` are the other bodies
    at which the person holds a post, whose officers are told too."""

    kind: Kind
    day: date
    person: str
    body: str
    ground: Message
    post: str = ""
    clause: str = ""
    name: str = ""
    body_name: str = ""
    also_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What falls due of one kind on one day at one body: one thing, or several cases that are told together."""

    kind: Kind
    day: date
    body: str
    lines: tuple[Line, ...]

    @property
    def only(self) -> Line | None:
        """The one thing that it is."""
        return self.lines[0] if len(self.lines) == 1 else None

    def grounds(self, language: str) -> tuple[str, ...]:
        """What the days are counted from, each once."""
        return tuple(dict.fromkeys(line.ground.in_language(language) for line in self.lines))


def grouped(lines: Iterable[Line]) -> Iterator[Group]:
    """Lines in order, those of one day, kind and body together."""
    for (day, kind, body), same in groupby(lines, key=lambda line: (line.day, line.kind, line.body)):
        yield Group(kind, day, body, tuple(same))


def cases(count: int) -> Message:
    """How many cases are told together."""
    return Message(f"{count} trường hợp", f"{count} cases")


def bodies(count: int) -> Message:
    """At how many bodies they are."""
    return Message(f"{count} tổ chức", f"{count} bodies")


def in_order(lines: Iterable[Line]) -> list[Line]:
    """By day, and of one day by kind and body."""
    return sorted(lines, key=lambda one: (one.day, _PLACES[one.kind], one.body, one.person, one.post))


def told_to(reach: Reach, lines: Collection[Line]) -> Collection[Line]:
    """Those of the lines that are due at a body within this reach, or for the person whose reach it is."""
    if reach.whole:
        return lines
    if reach.person:
        return [line for line in lines if line.person == reach.person]
    bodies = reach.bodies
    return [line for line in lines if line.body in bodies or (line.also_at and not bodies.isdisjoint(line.also_at))]
