"""The words that carry a span of a passage: its clause, not the beginning of the paragraph in which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from liem.documents.folding import tidy
from liem.documents.model import Block

Span = tuple[int, int]

ROOM = 106
"""Letters up to the end of the span: what stands further before it gives way to an ellipsis."""

_REACH = 600
_ENDS = re.compile(r"[.;!?…](?=[\s)”\"*]|$)")
_SEPARATOR = re.compile(r",\s{1,9}(?:và\s{1,9})?|\s{1,9}và\s{1,9}")
_OPENING = re.compile(r"[\s*#_>|\\]{0,40}")
_AFTER_LABEL = re.compile(r"[\s.)/:*_–+•-]{0,40}")
_LOOSE = " ,;.:-–"


def body_of(text: str, block: Block) -> int:
    """Where the words of a passage begin, after its printed number or bullet."""
    opening = _OPENING.match(text, block.start, block.end)
    start = opening.end() if opening else block.start
    if block.label and text.startswith(block.label, start):
        start += len(block.label)
    after = _AFTER_LABEL.match(text, start, block.end)
    return after.end() if after else start


def phrases(text: str, first: int, last: int, spans: Sequence[Span]) -> Iterator[str]:
    """For each span of the passage [first, last), in order and not overlapping, the words that carry it, on one line.

    Two spans in one clause share it, unless each has words of its own: "sơ kết vào …, tổng kết vào …".
    """
    edges = [clause(text, first, last, span) for span in spans]
    for (place, one), (following, other) in pairwise(enumerate(spans)):
        if edges[place][1] > other[0] and (cut := _between(text, edges[place][0], one, other)):
            edges[place], edges[following] = (edges[place][0], cut[0]), (cut[1], edges[following][1])
    for (start, end), span in zip(edges, spans, strict=True):
        yield _fitted(text, start, end, span, cut_before=start - _REACH >= first and start == span[0] - _REACH)


def clause(text: str, first: int, last: int, span: Span) -> Span:
    """The stretch around a span between ends of sentences and ";"; at most some hundred characters on either side."""
    near = max(first, span[0] - _REACH)
    start = max((found.end() for found in _ENDS.finditer(text, near, span[0])), default=near)
    ending = _ENDS.search(text, span[1], min(last, span[1] + _REACH))
    return start, ending.start() if ending else min(last, span[1] + _REACH)


def _between(text: str, start: int, one: Span, other: Span) -> Span | None:
    """The separator at which two spans of one clause part; None where they have no words of their own."""
    separators = [found.span() for found in _SEPARATOR.finditer(text, one[1], other[0])]
    if _has_words(text, start, one[0]):  # the words stand before the span: "sơ kết vào …, tổng kết vào …"
        return next((cut for cut in separators if _has_words(text, cut[1], other[0])), None)
    last = separators[-1] if separators else None  # they stand after it: "trước ngày …, sơ kết, trước ngày …, tổng kết"
    return last if last and last[1] == other[0] and _has_words(text, one[1], last[0]) else None


def _has_words(text: str, start: int, end: int) -> bool:
    return any(map(str.isalpha, text[start:end]))


def _fitted(text: str, start: int, end: int, span: Span, *, cut_before: bool) -> str:
    before = tidy(text[start : span[0]]).lstrip(_LOOSE)
    if before and text[span[0] - 1].isspace():
        before += " "
    room = ROOM - (span[1] - span[0])
    if len(before) > room or cut_before:
        tail = before[-max(room, 0) :] if room > 0 else ""
        before = f"… {tail.partition(' ')[2]}"
    return (before + tidy(text[span[0] : end])).rstrip(_LOOSE)
