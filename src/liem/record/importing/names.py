"""Comparing the names and birth days of people, as a careful clerk does."""

from __future__ import annotations

import unicodedata
from datetime import date
from enum import Enum, auto
from functools import lru_cache

from liem.record.names import without_marks

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@lru_cache(maxsize=100_000)
def toned(name: str) -> str:
    """The name in lower case, the tone mark of each word at its end: Hoà and Hòa are one, Hoa is another."""
    words = unicodedata.normalize("NFD", name.casefold()).split()
    return " ".join(unicodedata.normalize("NFC", _tone_last(word)) for word in words)


def _tone_last(word: str) -> str:
    letters = [letter for letter in word if letter not in _TONES]
    return "".join([*letters, *(letter for letter in word if letter in _TONES)])


class Likeness(Enum):
    """How alike two entries are."""

    STRONG = auto()  # the same name with all its marks, the same day
    WEAKER = auto()  # marks left out in one of them, or a day that is missing, turned round or only a year


def likeness(name: str, born: date | None, other_name: str, other_born: date | None) -> Likeness | None:
    """How alike two people are by name and birth; None where they are not. *Hoa* is not *Hòa*: a name is compared
    without marks only where one of the two has none at all."""
    same_name = toned(name) == toned(other_name)
    if not same_name and not (
        (name.isascii() or other_name.isascii()) and without_marks(name) == without_marks(other_name)
    ):
        return None
    if born is not None and born == other_born:
        return Likeness.STRONG if same_name else Likeness.WEAKER
    return Likeness.WEAKER if same_name and _may_be_one_day(born, other_born) else None


def _may_be_one_day(day: date | None, other: date | None) -> bool:
    """One is not known, day and month are exchanged, or one stands for its year alone (1 January)."""
    if day is None or other is None:
        return True
    if day.year != other.year:
        return False
    return (day.day, day.month) == (other.month, other.day) or (1, 1) in {
        (day.day, day.month),
        (other.day, other.month),
    }
