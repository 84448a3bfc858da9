"""Errors in a condition: they point at the character, say what was expected, and suggest the nearest name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from liem.kernel.errors import LiemError, Message
from liem.law.language.tree import Span

_FEW = 5


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, or None."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def nearest_few(word: str, known: Iterable[str]) -> list[str]:
    """The known words that come nearest, at most five; all of them, in order, where there are no more."""
    words = sorted(set(known))
    return words if len(words) <= _FEW else difflib.get_close_matches(word, words, n=_FEW, cutoff=0.0)


def suggestion(word: str, known: Iterable[str]) -> Message:
    """“Did you mean …?” with a leading blank, or the few names that come nearest."""
    words = sorted(known)
    near = nearest(word, words)
    if near:
        return Message(f" Có phải ý là “{near}”?", f" Did you mean “{near}”?")
    shown = ", ".join(nearest_few(word, words)) + (", …" if len(words) > _FEW else "")
    return Message(f" Có thể dùng: {shown}.", f" Known: {shown}.") if words else Message("", "")


def condition_fault(code: str, text: str, span: Span, vi: str, en: str) -> LiemError:
    """An error about the characters `span` of a condition; `data` carries offset, end, line, column and excerpt."""
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = text.find("\n", span.start)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    column = span.start - line_start
    carets = "^" * max(1, min(span.end - span.start, len(line) - column))
    excerpt = f"{line}\n{' ' * column}{carets}"
    return LiemError(
        code,
        Message(f"{vi}\n{excerpt}", f"{en}\n{excerpt}"),
        {
            "offset": span.start,
            "end": span.end,
            "line": text.count("\n", 0, span.start) + 1,
            "column": column + 1,
            "excerpt": excerpt,
        },
    )
