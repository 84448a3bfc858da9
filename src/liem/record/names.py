"""How names are compared and put in order: without their marks, by the Vietnamese alphabet, people by their given name.

The alphabet is a ă â b c d đ e ê … o ô ơ … u ư …; where the letters of a word are the same, its tone decides. What a
database orders by must sort so in any collation: it is spelled in digits and small Latin letters only.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng, in their order; a word without one comes first."""
SORT_NAME_SIZE = 400
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_SPELLED = dict(zip(_ALPHABET, "3456789abcdefghijklmnopqrstuvwxyz", strict=True))
LETTERS_END, NEXT_WORD, _OTHER = "0", "1", "2"


def without_marks(name: str) -> str:
    """The name in lower case without tone or letter marks, words one space apart: the form of `search_name`."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def in_order(name: str) -> tuple[str, str]:
    """Sorts bodies, posts and the like: by the letters of all words, then by their tones."""
    return _sorted_as(name.split()), name


def people_in_order(name: str) -> tuple[str, str]:
    """Sorts people as offices list them: by the given name."""
    return sort_name(name), name


def sort_name(name: str) -> str:
    """What people are sorted by: the given name, which stands last, then the middle and then the family name."""
    family, middle, given = _parts(name.split())
    return (_sorted_as(given) + _sorted_as(middle) + _sorted_as(family))[:SORT_NAME_SIZE]


def _parts(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    return words[:-1][:1], words[1:-1], words[-1:]


def _sorted_as(words: list[str]) -> str:
    """The letters of all words, then their tones: as many where the letters are the same, so that no end is needed."""
    written = [spelled(word) for word in words]
    return NEXT_WORD.join(letters for letters, _ in written) + LETTERS_END + "".join(tone for _, tone in written)


@lru_cache(maxsize=20_000)
def spelled(word: str) -> tuple[str, str]:
    """Letters and tone of a word. The language has a few thousand syllables: they are spelled once."""
    marked = unicodedata.normalize("NFD", word.casefold())
    tones = [TONES.index(mark) + 1 for mark in marked if mark in TONES]
    letters = unicodedata.normalize("NFC", "".join(mark for mark in marked if mark not in TONES))
    return "".join(map(_letter, letters)), str(tones[-1] if tones else 0)


def _letter(letter: str) -> str:
    return _SPELLED.get(letter) or f"{_OTHER}{ord(letter):05x}"
