"""What a directive is called: in full, and in the few words that fit a link to one of its clauses."""

from __future__ import annotations

from functools import cache

from liem.rulebook.book import rule_book
from liem.web.wording import shorten

_ROOM = 30  # letters in a link


def full_name(directive: str, language: str) -> str:
    """The title of the pack drawn from the directive; its short name in addresses where there is no pack."""
    return _names(language).get(directive, directive)


def link_name(directive: str, language: str) -> str:
    """The full name, cut after a word where it is long: the link's title tells the rest."""
    return shorten(full_name(directive, language), _ROOM)


@cache
def _names(language: str) -> dict[str, str]:
    return {pack.short: pack.title.in_language(language) for pack in rule_book().packs}
