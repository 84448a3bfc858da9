"""Reading the register of directives. Whoever holds a mandate may read all of them: there is nothing to filter by."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby, takewhile
from typing import Any

from liem.directives.models import Directive
from liem.documents.folding import tidy
from liem.documents.model import Block, Citation, OutlineItem, Target, Task, Timing
from liem.documents.phrases import body_of, clause, phrases
from liem.documents.recurrences import Recurrence
from liem.documents.value_words import every_words
from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.record.secrecy import held_levels

_SOME_DAY = re.compile(r"(?i:ngày)\s+\d{1,2}(?!\s?[\d/.-]|\s+tháng\s+\d)")


@dataclass(frozen=True, slots=True)
class Listed:
    """What the register says of a directive without its text."""

    short: str
    pack: str
    symbol: str
    kind: str
    issuer: str
    subject: str
    issued_on: date | None
    secrecy: str = ""


@dataclass(frozen=True, slots=True)
class ReadDirective:
    """A directive with its text and what the reader proposes of it. Offsets count code points of `text`."""

    listed: Listed
    file_name: str
    text: str
    blocks: tuple[Block, ...]
    outline: tuple[OutlineItem, ...]
    citations: tuple[Citation, ...]
    timings: tuple[Timing, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]

    def block(self, path: str) -> Block | None:
        """The passage at the path of a clause address; `…/last` is the last paragraph or bullet directly under it."""
        found = next((block for block in self.blocks if block.address == path), None)
        if found is None and path.endswith("/last"):
            return self._last_under(path.removesuffix("/last"))
        return found

    def nearest(self, path: str) -> Block | None:
        """The passage at the path, else the one that contains it by its address; None where neither is in the text."""
        while path:
            found = self.block(path)
            if found is not None:
                return found
            path = path[: max(path.rfind("/"), path.rfind("."), path.rfind("("), 0)]
        return None

    def under(self, path: str) -> tuple[Block, ...]:
        """The passage and everything that lies under it by its address, in the order of the text."""
        wanted = ClauseAddress(self.listed.short, path)
        return tuple(
            block
            for block in self.blocks
            if block.address and ClauseAddress(self.listed.short, block.address).within(wanted)
        )

    def words(self, start: int, end: int) -> str:
        """A passage of the text on one line, without marks of emphasis."""
        return tidy(self.text[start:end])

    def _last_under(self, path: str) -> Block | None:
        direct = [
            block
            for block in self.blocks
            if block.address.startswith(f"{path}/") and "/" not in block.address.removeprefix(f"{path}/")
        ]
        inside = direct or [block for block in self.under(path) if block.address != path]
        return inside[-1] if inside else None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day that a directive sets: when, in which words, how often, in which clause, and the phrase that carries it.

    `every` is None where it does not recur; `is_reckoned` where the text names a period but no day, so that the last
    day of the calendar's month, quarter or half-year stands for it.
    """

    on: date
    words: str
    every: Message | None
    is_reckoned: bool
    directive: Listed
    path: str
    passage: str


def register() -> tuple[Listed, ...]:
    """All directives on the register, the newest first. One query; no text is read."""
    rows = Directive.objects.order_by("-issued_on", "short").values_list(*Listed.__slots__)
    listed = [Listed(*row) for row in rows]
    return tuple(sorted(listed, key=lambda one: (one.issued_on or date.min, one.short), reverse=True))


def read_directive(short: str) -> ReadDirective | None:
    """The directive with that short name; None where the register does not hold its text. At most two queries."""
    found = read_directives([short])
    return found[0] if found else None


def read_directives(shorts: Iterable[str] | None = None) -> tuple[ReadDirective, ...]:
    """These directives (None: all), as far as their texts may be held, in the order of the register. Two queries at
    most, one once they are in memory."""
    rows = Directive.objects.filter(secrecy__in=held_levels()).order_by("-issued_on", "short")
    if shorts is not None:
        rows = rows.filter(short__in=list(shorts))
    versions = list(rows.values_list("short", "sha256", "registered_at"))
    keys = [f"{short} {sha256} {at}" for short, sha256, at in versions]
    absent = [version[0] for version, key in zip(versions, keys, strict=True) if key not in _kept]
    for row in Directive.objects.filter(short__in=absent) if absent else ():
        _keep(f"{row.short} {row.sha256} {row.registered_at}", _read(row))
    return tuple(_kept[key] for key in keys)


def cited(citations: Iterable[Citation], listed: Iterable[Listed]) -> dict[int, str]:
    """Which citations name a directive on the register: index of the citation → short name.

    A symbol alone names no document, since numbers begin anew every term: where days are known on both sides they must
    agree, and with two candidates there is none. A repeated mention stands for the citation that it repeats.
    """
    by_symbol: dict[str, list[Listed]] = {}
    for one in listed:
        by_symbol.setdefault(one.symbol, []).append(one)
    mentions = list(citations)
    found: dict[int, str] = {}
    for index, mention in enumerate(mentions):
        first = mentions[mention.refers_to] if mention.refers_to is not None and mention.refers_to >= 0 else mention
        named = [one for one in by_symbol.get(first.symbol or "-", []) if _same_day(first, one)]
        if len(named) == 1 and mention.refers_to != -1:
            found[index] = named[0].short
    return found


def deadlines(directives: Iterable[ReadDirective], *, after: date) -> tuple[Deadline, ...]:
    """The days on or after `after` that the texts set, the next one first; what recurs counts with its next day.

    A period without a day is left out where its clause names the day elsewhere ("6 tháng một lần, trước ngày 15/6").
    """
    found = {
        (one.on, one.directive.short, one.path, one.passage): one
        for directive in directives
        for block, timings in _by_block(directive)
        for one in _deadlines_in(directive, block, timings, after)
    }
    return tuple(sorted(found.values(), key=lambda one: (one.on, one.directive.short, one.path)))


def next_day(timing: Timing, *, after: date) -> tuple[date, bool] | None:
    """The next day on or after `after` that a timing sets, and whether the text names that day.

    Of an interval it is the last day. None where the words set no day, or one that has passed.
    """
    if timing.value is None:
        return None
    if timing.kind == "recurring":
        return Recurrence.parse(timing.value).due(after)
    last = _day(timing.value.split("/")[-1]) if timing.kind == "due" else None
    return (last, True) if last is not None and last >= after else None


def says(listed: Listed, wanted: str, *, title: str = "") -> bool:
    """Whether each word wanted is in the directive's name. Tone marks may be left out; where typed they must agree."""
    name = f"{title} {listed.kind} {listed.symbol} {listed.issuer} {listed.subject}"
    marked = unicodedata.normalize("NFC", name).casefold()
    bare = _without_marks(marked)
    return all(
        word in (marked if _without_marks(word) != word else bare)
        for word in unicodedata.normalize("NFC", wanted).casefold().split()
    )


_kept: dict[str, ReadDirective] = {}
_KEPT_AT_MOST = 200


def _keep(key: str, directive: ReadDirective) -> None:
    """Readings never change, so they stay in memory; a version of a text has a key of its own."""
    if len(_kept) >= _KEPT_AT_MOST:
        _kept.clear()
    _kept[key] = directive


def _read(row: Directive) -> ReadDirective:
    reading: dict[str, Any] = row.reading
    return ReadDirective(
        listed=Listed(row.short, row.pack, row.symbol, row.kind, row.issuer, row.subject, row.issued_on, row.secrecy),
        file_name=row.file_name,
        text=row.text,
        blocks=tuple(Block(**one) for one in reading["blocks"]),
        outline=tuple(OutlineItem(**one) for one in reading["outline"]),
        citations=tuple(Citation(**one) for one in reading["citations"]),
        timings=tuple(Timing(**one) for one in reading["dates_deadlines"]),
        targets=tuple(Target(**one) for one in reading["targets"]),
        tasks=tuple(Task(**{**one, "timing": _as_tuple(one["timing"])}) for one in reading["tasks"]),
    )


def _as_tuple(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _same_day(citation: Citation, listed: Listed) -> bool:
    return citation.date is None or listed.issued_on is None or citation.date == listed.issued_on.isoformat()


def _by_block(directive: ReadDirective) -> Iterator[tuple[Block, list[Timing]]]:
    """The passages that hold timings, each with them."""
    for place, inside in groupby(directive.timings, key=lambda one: _place_of(directive, one)):
        if place is not None:
            yield directive.blocks[place], list(inside)


def _place_of(directive: ReadDirective, timing: Timing) -> int | None:
    place = bisect_right(directive.blocks, timing.start, key=lambda block: block.start) - 1
    return place if place >= 0 and timing.start < directive.blocks[place].end else None


def _deadlines_in(directive: ReadDirective, block: Block, timings: list[Timing], after: date) -> Iterator[Deadline]:
    first = body_of(directive.text, block)
    days = [
        (one, *day)
        for one in timings
        if (day := next_day(one, after=after))
        and one.start >= first
        and (day[1] or not _names_a_day(directive.text, first, block.end, one, timings))
    ]
    said = phrases(directive.text, first, block.end, [(one.start, one.end) for one, *_ in days])
    for (timing, on, is_named), passage in zip(days, said, strict=True):
        yield Deadline(
            on=on,
            words=tidy(timing.text),
            every=every_words(Recurrence.parse(timing.value or "R")) if timing.kind == "recurring" else None,
            is_reckoned=not is_named,
            directive=directive.listed,
            path=block.address,
            passage=passage,
        )


def _names_a_day(text: str, first: int, last: int, period: Timing, timings: list[Timing]) -> bool:
    """Whether the clause of a period says on which day its turn ends."""
    start, end = clause(text, first, last, (period.start, period.end))
    near = range(bisect_left(timings, start, key=lambda one: one.start), len(timings))
    inside = takewhile(lambda one: one.start < end, (timings[place] for place in near))
    return _SOME_DAY.search(text, start, end) is not None or any(
        one.kind == "recurring" and Recurrence.parse(one.value or "R").days for one in inside
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not unicodedata.combining(letter)))
