"""Text typed for the fonts of the years before Unicode, and how it reads in Unicode.

TCVN3 (TCVN 5712:1993, also called ABC; fonts .VnTime, .VnArial …) gives every letter one character of its own; most
accented capitals exist only in fonts whose name ends in H, which show small letters as capitals. VNI (VNI-Times …) sets
a mark after its vowel. On a computer without these fonts both look like Western letters: `Hµ Néi`, `Haø Noäi`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import Enum

from liem.record.importing.syllables import likeness

_TONE_ORDER = "\u0300\u0309\u0303\u0301\u0323"  # grave, hook, tilde, acute, dot below

# Vowel → its characters with grave, hook, tilde, acute, dot below.
_TCVN3_TONED = {
    "a": "µ¶·¸¹",
    "ă": "»¼½¾Æ",
    "â": "ÇÈÉÊË",
    "e": "ÌÎÏÐÑ",
    "ê": "ÒÓÔÕÖ",
    "i": "×ØÜÝÞ",
    "o": "ßáâãä",
    "ô": "åæçèé",
    "ơ": "êëìíî",
    "u": "ïñòóô",
    "ư": "õö÷øù",
    "y": "úûüýþ",
}
_TCVN3_PLAIN = dict(zip("¡¢£¤¥¦§¨©ª«¬\u00ad®μ", "ĂÂÊÔƠƯĐăâêôơưđà", strict=True))  # μ: Word's own µ, à

_VNI_MARKS = "øûõùï"  # after the vowel: grave, hook, tilde, acute, dot below
_VNI_BREVE = "èúüéë"  # ă with a tone, after a
_VNI_CIRCUMFLEX = "àåãáä"  # â, ê, ô with a tone, after a, e, o
_VNI_ALONE = {
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "í": "í",
    "ò": "ị",
    "î": "ỵ",
}
_PUNCTUATION = re.compile(r"[\x00-\x7f\u00a0\u2010-\u2026]*")


def _toned(vowel: str) -> list[str]:
    return [unicodedata.normalize("NFC", vowel + tone) for tone in _TONE_ORDER]


def _tcvn3() -> dict[str, str]:
    table = dict(_TCVN3_PLAIN)
    for vowel, characters in _TCVN3_TONED.items():
        table.update(zip(characters, _toned(vowel), strict=True))
    return table


def _vni() -> dict[str, str]:
    small = dict(_VNI_ALONE)
    small.update({"aâ": "â", "eâ": "ê", "oâ": "ô", "aê": "ă"})
    for base, vowel in {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}.items():
        small.update(zip((base + mark for mark in _VNI_MARKS), _toned(vowel), strict=True))
    for base, vowel in {"a": "â", "e": "ê", "o": "ô"}.items():
        small.update(zip((base + mark for mark in _VNI_CIRCUMFLEX), _toned(vowel), strict=True))
    small.update(zip(("a" + mark for mark in _VNI_BREVE), _toned("ă"), strict=True))
    del small["yï"]  # ỵ has a character of its own
    # A mark may be typed in either case; the vowel before it decides.
    mixed = {key[0].upper() + key[1:]: value.upper() for key, value in small.items()}
    capital = {key.upper(): value.upper() for key, value in small.items()}
    return small | mixed | capital


_VNI = _vni()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TCVN3 = _tcvn3()
_TCVN3_TABLE = str.maketrans(_TCVN3)
_TCVN3_CHARACTERS = frozenset(_TCVN3)


class OldFont(Enum):
    """A family of old fonts, by the name people know it under."""

    TCVN3 = "tcvn3"
    VNI = "vni"

    def convert(self, text: str) -> str | None:
        """The text in Unicode (NFC); None where it holds a letter that these fonts do not have."""
        if self is OldFont.TCVN3:
            foreign = "".join(letter for letter in text if letter not in _TCVN3_CHARACTERS)
            converted = text.translate(_TCVN3_TABLE)
        else:
            foreign = _VNI_PATTERN.sub("", text)
            converted = _VNI_PATTERN.sub(lambda found: _VNI[found[0]], text)
        return unicodedata.normalize("NFC", converted) if _PUNCTUATION.fullmatch(foreign) else None


def font_of(name: str | None) -> tuple[OldFont, bool] | None:
    """The family that a font's name belongs to, and whether it shows every letter as a capital."""
    folded = (name or "").strip().casefold()
    if folded.startswith(".vn"):
        return OldFont.TCVN3, folded.endswith("h")
    return (OldFont.VNI, False) if folded.startswith("vni-") else None


def respelled(text: str, font: OldFont, *, capitals: bool = False) -> str:
    """The text in Unicode, where that reads at least as Vietnamese as the text does as it stands; else as it stands."""
    if text.isascii():
        return text.upper() if capitals else text
    converted = font.convert(text)
    if converted is None or likeness(converted).vietnamese < likeness(text).vietnamese:
        return text
    return converted.upper() if capitals else converted


def likely_font(texts: Sequence[str]) -> OldFont | None:
    """The old font that some of these texts must have been typed for: converted all their words can be Vietnamese, as
    they stand some cannot. Headings and texts typed later may be in Unicode beside them. None where as many texts speak
    against it, or where a single word is all there is among others that read well."""
    best: tuple[int, OldFont] | None = None
    for font in OldFont:
        pairs = [(text, converted) for text in texts if (converted := font.convert(text)) is not None]
        for_it = [new for old, new in pairs if _reads_well(new) and not _reads_well(old)]
        against = sum(_reads_well(old) and not _reads_well(new) for old, new in pairs)
        words = sum(likeness(new).words for new in for_it)
        if len(for_it) > against and (words > 1 or len(texts) == 1) and (best is None or len(for_it) > best[0]):
            best = len(for_it), font
    return best[1] if best else None


def _reads_well(text: str) -> bool:
    found = likeness(text)
    return found.words == found.vietnamese


def letters_of(font: OldFont) -> dict[str, str]:
    """Every character or pair of the font with the letter it stands for."""
    return dict(_TCVN3 if font is OldFont.TCVN3 else _VNI)
