"""What a directive is called: in full, and in the few words that fit a link to one of its clauses."""

from __future__ import annotations

from functools import cache

from liem.law.packs import Pack
from liem.rulebook.book import rule_book
from liem.web.wording import shorten

_ROOM = 30  # letters in a link to a directive whose pack gives it no short title and no symbol


def full_name(directive: str, language: str) -> str:
    """The title of the pack drawn from the directive; its short name in addresses where there is no pack."""
    return _full_names(language).get(directive, directive)


def link_name(directive: str, language: str) -> str:
    """The same few words wherever a clause of the directive is named; the link's title tells the full name."""
    return _link_names(language).get(directive, directive)


@cache
def _full_names(language: str) -> dict[str, str]:
    return {pack.short: pack.title.in_language(language) for pack in rule_book().packs}


@cache
def _link_names(language: str) -> dict[str, str]:
    return {pack.short: _few_words(pack, language) for pack in rule_book().packs}


def _few_words(pack: Pack, language: str) -> str:
    if pack.short_title is not None:
        return pack.short_title.in_language(language)
    if pack.document.symbol:
        return f"{pack.kind} {pack.document.symbol}"
    return shorten(pack.title.in_language(language), _ROOM)
