"""What a timing that was read from a directive comes to, in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from liem.documents import value_words
from liem.documents.model import Timing


def timing_words(timing: Timing) -> str:
    """Concrete days where the text names them; what else is known where it does not; nothing where nothing is."""
    said = value_words.timing_words(timing)
    return said.in_language(get_language() or "vi") if said else ""
