"""The word that somebody probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from liem.kernel.errors import Message
from liem.record.names import without_marks

LIKENESS = 0.6
MOST_CANDIDATES = 20_000


def folded(text: str) -> str:
    """For comparing headings and labels: composed, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, tone marks and case aside; None where none is like it."""
    known: dict[str, str] = {}
    for candidate in candidates:
        known.setdefault(without_marks(candidate), candidate)
        if len(known) == MOST_CANDIDATES:
            break
    found = get_close_matches(without_marks(word), known, n=1, cutoff=LIKENESS)
    return known[found[0]] if found else None


def suggestion(word: str, candidates: Iterable[str]) -> Message:
    """A sentence that begins with a space, or nothing."""
    meant = nearest(word, candidates)
    if meant is None:
        return Message("", "")
    return Message(f" Có phải “{meant}”?", f" Did you mean “{meant}”?")
