"""The words of a clause, quoted from the directive's own text as it is stored here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from liem.directives.queries import ReadDirective, read_directive
from liem.documents.model import Block
from liem.kernel.clauses import ClauseAddress
from liem.web.wording import shorten

ROOM = 400  # letters
_SENTENCE_ENDS = re.compile(r"(?<=[.;!?])\s+")
_SYLLABLE = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the text, at most `ROOM` letters; an ellipsis stands where the passage goes on."""

    clause: ClauseAddress
    words: str


def quotation(clause: ClauseAddress, *, point: str) -> Quotation | None:
    """The sentences of the clause that come nearest to `point`, which says in other words what is asked of them.

    A clause that only heads others is quoted from what lies under it. None where the text is not loaded or holds no
    such clause. At most two queries.
    """
    directive = read_directive(clause.directive)
    block = directive.block(clause.path) if directive else None
    if directive is None or block is None:
        return None
    under = [one for one in directive.under(block.address) if one.kind != "heading"]
    passages = [_words(directive, one) for one in under or (block,)]
    wanted = _pairs(point)
    passage = max(passages, key=lambda sentences: max(_shared(sentences, wanted), default=0))
    return Quotation(clause, _around(passage, wanted)) if passage else None


def _words(directive: ReadDirective, block: Block) -> list[str]:
    """The sentences of a passage, without the label printed before them."""
    words = directive.words(block.start, block.end)
    words = words.removeprefix(block.label).lstrip(".)/:- ") if block.label else words.lstrip("-–+• ")
    return [sentence for sentence in _SENTENCE_ENDS.split(words) if sentence]


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """The syllables two by two: most Vietnamese words are pairs, and single syllables are found everywhere."""
    return frozenset(pairwise(_SYLLABLE.findall(text.casefold())))


def _shared(sentences: list[str], wanted: frozenset[tuple[str, str]]) -> list[int]:
    return [len(wanted & _pairs(sentence)) for sentence in sentences]


def _around(sentences: list[str], wanted: frozenset[tuple[str, str]]) -> str:
    """The sentence that shares most with the point, with as many of its neighbours as there is room for."""
    shared = _shared(sentences, wanted)
    first = last = shared.index(max(shared))
    while True:
        after = last + 1 < len(sentences) and _fits(sentences[first : last + 2])
        before = not after and first > 0 and _fits(sentences[first - 1 : last + 1])
        if not after and not before:
            break
        first, last = first - before, last + after
    chosen = shorten(" ".join(sentences[first : last + 1]), ROOM)
    return f"{'… ' if first else ''}{chosen}{' …' if last + 1 < len(sentences) else ''}"


def _fits(sentences: list[str]) -> bool:
    return len(" ".join(sentences)) <= ROOM
