"""A text made ready for matching, and the way back to the offsets of the file.

Folding composes decomposed letters (NFD → NFC) and evens out spellings of equal length; flattening (paragraphs.py)
takes out line breaks and emphasis. Both keep the few positions at which offsets shift: the way back is one search.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

# A base letter with its combining marks, and characters without width.
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]{1,12}|[\u200b-\u200d\u2060\ufeff\u00ad]")
_SAME_LENGTH = {"Ð": "Đ", "ð": "đ", "\u00a0": " ", "\u2007": " ", "\u202f": " "}
# New-style tone marks: matching knows only "ủy" (not after q, where "quỷ" is the one spelling).
_TONE_PLACE = re.compile("(?<![qQ])(uỷ|Uỷ|UỶ)(?![a-zA-Z])")
# Bounded runs, so that no pattern looks further than a fixed number of characters.
_EMPHASIS = re.compile(
    r"(?<![\s(*\\])\*{1,3}(?!\*)|(?<!\\)\*{1,3}(?![\s)*])|__(?=\w)|(?<=\w)__|^#{1,6} |\\(?=[-.#*+_()\[\]])",
    re.MULTILINE,
)
_TONE_PLACED = {"uỷ": "ủy", "Uỷ": "Ủy", "UỶ": "ỦY"}


@dataclass(slots=True)
class Alignment:
    """Positions of a derived text at which its distance to the source text changes, ascending."""

    derived: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)

    def add(self, derived: int, source: int) -> None:
        if self.derived and self.derived[-1] == derived:
            self.source[-1] = source
        else:
            self.derived.append(derived)
            self.source.append(source)

    def back(self, position: int) -> int:
        """The source offset of the character at `position` of the derived text."""
        index = bisect_right(self.derived, position) - 1
        return position if index < 0 else self.source[index] + position - self.derived[index]


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded copy; `alignment` is empty where offsets are unchanged."""

    source: str
    text: str
    alignment: Alignment

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that the folded span [start, end) stands for."""
        if not self.alignment.derived:
            return start, end
        first = self.alignment.back(start)
        if end <= start:
            return first, first
        last = self.alignment.back(end - 1) + 1
        while last < len(self.source) and unicodedata.combining(self.source[last]):
            last += 1
        return first, last


def fold(text: str) -> Folded:
    """The folded copy of `text`; linear in its length."""
    alignment = Alignment()
    folded = text
    if not unicodedata.is_normalized("NFC", text) or _CLUSTER.search(text):
        folded = _compose(text, alignment)
    for letter, plain in _SAME_LENGTH.items():
        folded = folded.replace(letter, plain)
    return Folded(text, _TONE_PLACE.sub(lambda found: _TONE_PLACED[found[1]], folded), alignment)


def _compose(text: str, alignment: Alignment) -> str:
    parts: list[str] = []
    length = done = 0
    for found in _CLUSTER.finditer(text):
        whole = found[0]
        composed = unicodedata.normalize("NFC", whole) if len(whole) > 1 else ""
        if composed == whole:
            continue
        parts.append(text[done : found.start()])
        parts.append(composed)
        length += found.start() - done + len(composed)
        done = found.end()
        alignment.add(length, done)
    parts.append(text[done:])
    return "".join(parts)


def without_emphasis(text: str) -> str:
    """A piece of text as people should see it, without the marks of Markdown for emphasis and headings.

    A mark stands against a word or a sign; an asterisk between blanks or alone in brackets is the text's own.
    """
    return _EMPHASIS.sub("", text)


def tidy(text: str) -> str:
    """A piece of source text as a value: composed, on one line, without marks of emphasis."""
    return " ".join(without_emphasis(unicodedata.normalize("NFC", text)).split())
