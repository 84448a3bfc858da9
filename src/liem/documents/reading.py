"""One text → one reading: outline, header, citations, timings, targets, tasks, and what was left over."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from liem.documents.citations import read_citations
from liem.documents.folding import fold
from liem.documents.header import header_end, read_header
from liem.documents.model import Block, Citation, Leftover, Reading, Target, Task, Timing
from liem.documents.outline import blocks as blocks_of
from liem.documents.outline import clauses, outline_items
from liem.documents.paragraphs import Flat, flatten
from liem.documents.sources.files import read_source
from liem.documents.summary import summary
from liem.documents.targets import read_targets
from liem.documents.tasks import read_tasks
from liem.documents.timings import read_timings

__all__ = ["blocks", "read", "read_file", "summary", "to_json"]

Spanned = TypeVar("Spanned", Citation, Timing, Target, Leftover)


def read(text: str) -> Reading:
    """Reads a whole document. Works on any text, in time linear in its length; offsets count code points of `text`."""
    flat = flatten(fold(text))
    end = header_end(flat)
    found = clauses(flat, header_end=end)
    citations, own, leftovers = read_citations(flat.text, head=found[end].start if end < len(found) else 0)
    timings, unread = read_timings(flat.text, found, citations)
    targets = read_targets(flat.text, found, citations)
    tasks = read_tasks(flat.text, found, timings)
    return Reading(
        text=text,
        header=read_header(flat, end),
        outline=tuple(outline_items(flat, found)),
        blocks=tuple(blocks_of(flat, found)),
        citations=_placed(flat, citations),
        self_references=_placed(flat, own),
        timings=_placed(flat, timings),
        targets=_placed(flat, targets),
        tasks=tuple(_placed_task(flat, task) for task in tasks),
        leftovers=_placed(flat, sorted(leftovers + unread, key=lambda leftover: leftover.start)),
    )


def read_file(path: Path) -> Reading:
    """Reads a file of any kind that `sources` knows; LiemError `documents.…` where it is not read."""
    return read(read_source(path).text)


def blocks(reading_or_text: Reading | str) -> list[Block]:
    """Every passage of a text with its address, in text order; together they hold every word of it."""
    reading = read(reading_or_text) if isinstance(reading_or_text, str) else reading_or_text
    return list(reading.blocks)


def to_json(reading: Reading) -> dict[str, object]:
    """The reading as `liem read FILE --json` prints it: dictionaries, lists, words, numbers and nulls only."""
    return {
        "text": reading.text,
        "header": _plain(reading.header),
        "outline": _plain(reading.outline),
        "citations": _plain(reading.citations),
        "self_references": _plain(reading.self_references),
        "dates_deadlines": _plain(reading.timings),
        "targets": _plain(reading.targets),
        "tasks": [_task(task) for task in reading.tasks],
        "blocks": _plain(reading.blocks),
        "leftovers": _plain(reading.leftovers),
    }


def _task(task: Task) -> dict[str, object]:
    plain = _plain(task)
    assert isinstance(plain, dict)
    return {**plain, "timing": _timing(task.timing)}


def _timing(values: tuple[str, ...]) -> str | list[str] | None:
    """One value as it is, several as a list, none as null."""
    if len(values) > 1:
        return list(values)
    return values[0] if values else None


def _plain(value: Any) -> object:
    """Dataclasses as dictionaries, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value


def _placed(flat: Flat, items: list[Spanned]) -> tuple[Spanned, ...]:
    """The same items with spans, and words, of the source."""
    placed = []
    for item in items:
        start, end = flat.span(item.start, item.end)
        placed.append(replace(item, start=start, end=end, text=flat.folded.source[start:end]))
    return tuple(placed)


def _placed_task(flat: Flat, task: Task) -> Task:
    start, end = flat.span(task.start, task.end)
    return replace(task, start=start, end=end)
