"""What a drafted rule may speak about: the fact tables, and the facts of the one that the draft names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from liem.law.vocabulary import FactTable, FactType
from liem.rulebook.vocabulary import vocabulary

_ABOUT = re.compile(r"^about:[ \t]*([a-z0-9_]{1,60})", re.MULTILINE)


TYPES: dict[FactType, Promise] = {
    FactType.BOOLEAN: pgettext_lazy("type of fact", "yes or no"),
    FactType.NUMBER: pgettext_lazy("type of fact", "number"),
    FactType.TEXT: pgettext_lazy("type of fact", "text"),
    FactType.DATE: pgettext_lazy("type of fact", "day"),
    FactType.COUNT: pgettext_lazy("type of fact", "count"),
    FactType.LATEST: pgettext_lazy("type of fact", "latest day"),
}


@dataclass(frozen=True, slots=True)
class SpokenTable:
    """A fact table; `is_chosen` where the draft is about it."""

    table: FactTable
    is_chosen: bool


def spoken_tables(text: str) -> tuple[SpokenTable, ...]:
    """All fact tables, the one that the draft is about first."""
    named = _ABOUT.search(text)
    chosen = named[1] if named else ""
    tables = (SpokenTable(table, table.name == chosen) for table in vocabulary().tables)
    return tuple(sorted(tables, key=lambda one: (not one.is_chosen, one.table.name)))
