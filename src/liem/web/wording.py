"""How days, numbers and clause addresses are written for people, in the language of the page."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext

from liem.kernel.clauses import ClauseAddress

WHOLE_TEXT = "toan_van"  # the path of a clause where the article is not known
_PART = re.compile(r"/(?P<kind>b|p|last)(?P<number>\d*)")


def in_english() -> bool:
    """Whether the page is being written in English."""
    return (get_language() or "").startswith("en")


def day_words(day: date | None) -> str:
    """dd/mm/yyyy in both languages; a moment is taken at the local clock; nothing for None."""
    if day is None:
        return ""
    local = timezone.localtime(day) if isinstance(day, datetime) and timezone.is_aware(day) else day
    return f"{local.day:02}/{local.month:02}/{local.year}"


def moment_words(moment: datetime | None) -> str:
    """dd/mm/yyyy hh:mm at the local clock; nothing for None."""
    if moment is None:
        return ""
    return f"{day_words(moment)} {timezone.localtime(moment):%H:%M}"


def number_words(number: float, decimals: int | None = None) -> str:
    """1.234,5 in Vietnamese and 1,234.5 in English; without `decimals`, at most two, and none that are zero."""
    text = f"{number:,.2f}".rstrip("0").rstrip(".") if decimals is None else f"{number:,.{decimals}f}"
    return text if in_english() else text.translate(str.maketrans(",.", ".,"))


def percent_words(share: float | None, decimals: int = 1) -> str:
    """A share of 1 as a percentage: 0.125 gives 12,5%; a dash for None. What is not quite all never reads 100%."""
    if share is None:
        return "–"
    most = 100 - 10**-decimals if share < 1 else 100
    text = f"{min(share * 100, most):.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if decimals else text
    return f"{text if in_english() else text.replace('.', ',')}%"


def shorten(text: str, room: int) -> str:
    """The text, cut after a word to at most `room` letters where it is longer."""
    words = text.split()
    if len(" ".join(words)) <= room:
        return " ".join(words)
    taken = words[0]
    for word in words[1:]:
        if len(taken) + 2 + len(word) > room:
            break
        taken = f"{taken} {word}"
    return f"{taken.rstrip(',;:.')}…"


def clause_words(address: ClauseAddress) -> str:
    """The place inside the directive: `II.3.2/b4` gives “item II.3.2, bullet 4”."""
    return path_words(address.path)


def path_words(path: str) -> str:
    """The same for the part of a clause address after `#`."""
    label, slash, rest = path.partition("/")
    if label == WHOLE_TEXT:
        return pgettext("clause", "whole text")
    parts = [pgettext("clause", "item %(label)s") % {"label": label}] if label else []
    parts += [_part_words(found["kind"], found["number"]) for found in _PART.finditer(slash + rest)]
    return ", ".join(parts)


def _part_words(kind: str, number: str) -> str:
    match kind:
        case "b":
            return gettext("bullet %(number)s") % {"number": number}
        case "p":
            return gettext("paragraph %(number)s") % {"number": number}
        case _:
            return pgettext("clause", "last paragraph")
