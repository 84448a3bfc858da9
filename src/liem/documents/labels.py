"""The printed labels of Vietnamese official texts: PHẦN, CHƯƠNG, MỤC, ĐIỀU, I, A, 1, 1.1, (1), a), and bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass

FIXED_RANKS = {"part": 0, "chapter": 1, "section": 2, "article": 3}
"""Kinds whose order is fixed by how laws are built; all others nest as the text opens them."""


@dataclass(frozen=True, slots=True)
class Label:
    """`text` as printed, without closing punctuation; `numbers` of a decimal label; `width` in characters."""

    kind: str
    text: str
    width: int
    numbers: tuple[int, ...] = ()


_GAP = r"[ \t]{0,6}"
_END = r"(?=[ \t]{0,4}(?:[.:–/-]|$))"
_OPEN_END = r"(?=[ \t.:–-]|$)"
_CLOSE = rf"[ \t]{{0,4}}[.:–/-]?{_GAP}"
_ORDINALS = {"nhất": "1", "hai": "2", "ba": "3", "tư": "4", "năm": "5", "sáu": "6"}
_ORDINAL = "|".join([*_ORDINALS, *map(str.upper, _ORDINALS)])
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("article", rf"((?:Điều|ĐIỀU)[ \t]{{1,3}}\d{{1,3}}[a-zđ]?){_END}{_CLOSE}"),
        ("chapter", rf"((?:Chương|CHƯƠNG)[ \t]{{1,3}}(?:[IVXLC]{{1,7}}|\d{{1,2}})){_OPEN_END}{_CLOSE}"),
        ("section", rf"((?:Mục|MỤC)[ \t]{{1,3}}(?:[IVX]{{1,6}}|\d{{1,2}}|[A-Z])){_END}{_CLOSE}"),
        (
            "part",
            r"((?:Phần|PHẦN)[ \t]{1,3}(?:(?:thứ|THỨ)[ \t]{1,3})?"
            rf"(?:{_ORDINAL}|[IVX]{{1,5}}|\d{{1,2}})){_OPEN_END}{_CLOSE}",
        ),
        (
            "roman_decimal",
            rf"([IVX]{{1,5}}(?:\.\d{{1,2}}){{1,3}})(?:\\?[.)/:]{_GAP}(?=[^\W\d]|[“\"(*])|[ \t]{{1,6}}(?=[^\W\d_]))",
        ),
        ("roman", rf"([IVX]{{1,7}})[ \t]{{0,2}}(?:[.–-]|/(?!v)|\)){{1,2}}{_GAP}(?=[^\s,;)]|$)"),
        ("capital", r"([A-HK-UĐ])[ \t]?[.)/–-][ \t]{1,6}(?=\S)"),
        (
            "decimal",
            rf"(\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})"
            rf"(?:\\?[.)/:]{_GAP}(?=[^\W\d]|[“\"(*]|$)|[ \t]{{1,6}}(?=[^\W\d_]))",
        ),
        ("decimal", rf"(\d{{1,3}})[ \t]?\\?[./–-]-?{_GAP}(?=[^\W\d]|[“\"(*])"),
        ("decimal", r"(\d{1,2})\.[ \t]{1,6}(?=\d{1,3}(?:,\d{1,2})? ?(?:%|[-–] ?\d)|\d{1,3} [^\W\d])"),
        ("bracket", rf"(\d{{1,2}})[ \t]?\\?\){_GAP}(?=\S)"),
        ("paren_number", rf"(\(\d{{1,2}}\)){_GAP}(?=\S)"),
        ("paren_letter", rf"(\([a-zđ]\)){_GAP}(?=\S)"),
        ("small_roman", rf"((?:i{{2,3}}|iv|vi{{1,3}}|ix))\){_GAP}(?=\S)"),
        ("letter", rf"([a-zđ]\d?)(?:[ \t]?\){_GAP}|\.[ \t]{{1,6}})(?=\S)"),
    )
)
_FIRST = frozenset("ĐCMPđ(ABCDEFGHIKLMNOPQRSTUVX0123456789abcdefghijklmnopqrstuvwxyz")
_BULLET = re.compile(r"([-–—•●▪■◦○+*·✓\uf0b7\uf02d\uf0a7])[ \t]{0,8}(?=[^\W_]|[“\"‘'(*_])")
_SYMBOL = re.compile(r"\d{1,5} ?[-–/] ?(?:\d{4} ?/ ?)?[A-ZĐ][A-Za-zĐđ]{0,9} ?[-–/] ?[A-ZĐ]")  # torn from "số"
_WINDOW = 48
_BULLET_CLASSES = {"–": "-", "—": "-"}


def label_at(line: str, position: int) -> Label | None:
    """The label that stands at `position` of a line, or None."""
    if position >= len(line) or line[position] not in _FIRST:
        return None
    window = line[position : position + _WINDOW]
    if _SYMBOL.match(window):
        return None
    for kind, pattern in _PATTERNS:
        found = pattern.match(window)
        if found is None:
            continue
        text = " ".join(found[1].split())
        if kind in ("bracket", "letter", "small_roman"):
            text += ")"
        numbers = tuple(map(int, text.split("."))) if kind == "decimal" else ()
        return Label(kind, text, found.end(), numbers)
    return None


def bullet_at(line: str, position: int) -> tuple[str, int] | None:
    """The bullet at `position` as (its class, width with the blanks after it); long dashes count as "-"."""
    found = _BULLET.match(line[position : position + _WINDOW])
    if found is None:
        return None
    return _BULLET_CLASSES.get(found[1], found[1]), found.end()


def address_part(label: Label) -> str:
    """The label as it is written in an address: Điều 5 is `Đ5`, Chương II `CII`, Phần thứ nhất `P1`, a) `a`."""
    if label.kind in FIXED_RANKS:
        short = {"part": "P", "chapter": "C", "section": "M", "article": "Đ"}[label.kind]
        number = label.text.split()[-1]
        return short + _ORDINALS.get(number.casefold(), number)
    return label.text
