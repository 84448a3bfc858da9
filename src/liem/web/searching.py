"""Search in texts that are held in memory: forgiving without tone marks, exact with them."""

from __future__ import annotations

import unicodedata

from liem.record.names import without_marks


def says(text: str, wanted: str) -> bool:
    """Whether each word wanted stands in the text. Marks may be left out; a word typed with a mark must agree."""
    marked = unicodedata.normalize("NFC", text).casefold()
    bare = without_marks(marked)
    words = unicodedata.normalize("NFC", wanted).casefold().split()
    return all(word in (marked if without_marks(word) != word else bare) for word in words)
