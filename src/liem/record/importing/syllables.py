"""Whether a word can be a Vietnamese syllable: what tells text in its right letters from text read in wrong ones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache


def _words(text: str) -> list[str]:
    return text.split()


_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPPED_TONES = frozenset("\u0301\u0323")  # a syllable that ends in c, ch, p or t bears one of these two
_ONSETS = _words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x")
_RIMES = frozenset(
    _words(
        """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyn uynh uyên
    uyêt uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ưt ươc ươi ươm ươn ương ươp ươt ươu ưu y yêm yên yêng yêt yêu
    """
    )
)
_SYLLABLES = frozenset(onset + rime for onset in ("", *_ONSETS) for rime in _RIMES)
_LETTERS = re.compile(r"[A-Za-z\u00a1-\u1fff]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of the words that hold a letter outside ASCII: how many there are, how many can be Vietnamese."""

    words: int
    vietnamese: int


def likeness(text: str) -> Likeness:
    """Words are runs of letters; every character from U+00A1 on counts as one, for old fonts put letters there."""
    words = [word for word in _LETTERS.findall(text) if not word.isascii()]
    return Likeness(len(words), sum(is_syllable(word) for word in words))


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Whether the word is spelled as one Vietnamese syllable can be, in either way of placing the tone mark."""
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in _TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or bare not in _SYLLABLES:
        return False
    return not bare.endswith(("c", "ch", "p", "t")) or bool(tones and tones[0] in _STOPPED_TONES)
