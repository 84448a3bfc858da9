"""Conditions of the law in the words of the page: facts by their meaning, values of the law with what they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liem.kernel.errors import Message
from liem.law import readable
from liem.law.flags import Flag
from liem.law.language.interpret import Value
from liem.law.packs import Law
from liem.law.reading import Condition
from liem.law.targets import Target
from liem.law.vocabulary import FactTable
from liem.rulebook.vocabulary import vocabulary
from liem.web.evidence import choice_words
from liem.web.law_words import Provision


@dataclass(frozen=True, slots=True)
class ConditionPart:
    """A condition of a provision: what it is for, its text as written, and the same in words, line by line."""

    label: str
    text: str
    lines: tuple[readable.Line, ...]


def conditions(
    law: Law, provision: Provision, values: Mapping[str, Value], *, day: date | None = None
) -> tuple[ConditionPart, ...]:
    """The conditions of the provision, each as written and in words; `values` are those of
    the law on the day, by parameter."""
    table = vocabulary().table(provision.about)
    if table is None:
        return ()
    wording = wording_of(law, table, values, day=day)
    return tuple(
        ConditionPart(label, condition.text.strip(), readable.lines(condition.tree, wording))
        for label, condition in _conditions(provision)
        if condition is not None
    )


def wording_of(law: Law, table: FactTable, values: Mapping[str, Value], *, day: date | None = None) -> readable.Wording:
    """What conditions about the table are put in words with."""
    return readable.wording_of(table, law.parameters, values, _choice, day=day)


def _conditions(provision: Provision) -> Sequence[tuple[str, Condition | None]]:
    if isinstance(provision, Target):
        return [(_("Counted among"), provision.population), (_("Counts where"), provision.counts)]
    if isinstance(provision, Flag):
        return [(_("Looked at where"), provision.applies), (_("Raised where"), provision.requires)]
    return [(_("Applies where"), provision.applies), (_("Requires"), provision.requires)]


def _choice(_fact: str, choice: str) -> Message:
    """A choice in the language of the page, which is the only one that is shown."""
    words = choice_words(choice)
    return Message(words, words)
