"""What a directive is called: in full, and in the few words that fit a link to one of its clauses.

Beside the directives with rules of their own stand the national instruments that a pack rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from liem.law.instruments import Instrument
from liem.law.packs import Law, Pack
from liem.rulebook.book import known_law
from liem.web.wording import day_words, shorten

_ROOM = 30  # letters in a link to a directive whose pack gives it no short title and no symbol


def full_name(directive: str, language: str) -> str:
    """The title of the pack drawn from the directive, or symbol and title of an instrument; else its short name."""
    return _full_names(language).get(directive, directive)


def link_name(directive: str, language: str) -> str:
    """The same few words wherever a clause of the directive is named; the link's title tells the full name."""
    return _link_names(language).get(directive, directive)


@cache
def _full_names(language: str) -> dict[str, str]:
    law = known_law()
    instruments = {one.short: _whole_words(one, language) for one in _instruments(law)}
    return instruments | {pack.short: pack.title.in_language(language) for pack in law.packs}


@cache
def _link_names(language: str) -> dict[str, str]:
    law = known_law()
    symbols = Counter(one.symbol for one in _instruments(law))
    instruments = {one.short: _symbol_words(one, symbols) for one in _instruments(law)}
    return instruments | {pack.short: _few_words(pack, language) for pack in law.packs}


def _instruments(law: Law) -> Iterator[Instrument]:
    return (instrument for pack in law.packs for instrument in pack.instruments)


def _whole_words(instrument: Instrument, language: str) -> str:
    title = instrument.title.in_language(language)
    return f"{instrument.symbol} ({instrument.issuer}, {day_words(instrument.dated)}): {title}"


def _symbol_words(instrument: Instrument, symbols: Counter[str]) -> str:
    """The symbol; numbers restart every term, so one that names two instruments carries its year."""
    return f"{instrument.symbol} ({instrument.dated.year})" if symbols[instrument.symbol] > 1 else instrument.symbol


def _few_words(pack: Pack, language: str) -> str:
    if pack.short_title is not None:
        return pack.short_title.in_language(language)
    if pack.document.symbol:
        return f"{pack.kind} {pack.document.symbol}"
    return shorten(pack.title.in_language(language), _ROOM)
