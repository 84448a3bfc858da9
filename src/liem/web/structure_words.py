"""The structure of those in post, as lines with bars for a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liem.record.choices import Sex
from liem.record.structure import KINH, MINORITY, UNKNOWN, Part, Structure
from liem.web.wording import percent_words

_WORDS: dict[str, str | Promise] = {
    "under_40": gettext_lazy("under 40"),
    "40_49": gettext_lazy("40 to 49"),
    "50_54": gettext_lazy("50 to 54"),
    "from_55": gettext_lazy("55 and over"),
    Sex.WOMAN: gettext_lazy("women"),
    Sex.MAN: gettext_lazy("men"),
    KINH: gettext_lazy("Kinh"),
    MINORITY: gettext_lazy("ethnic minorities"),
    UNKNOWN: gettext_lazy("not on record"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: what, how many, which share, and the length of the bar from 0 to 100."""

    label: str
    count: int
    share: str
    length: str
    is_unknown: bool


@dataclass(frozen=True, slots=True)
class Division:
    heading: str
    bars: tuple[Bar, ...]


def divisions(structure: Structure) -> tuple[Division, ...]:
    """By age, sex and ethnicity; nothing where nobody is in post."""
    if not structure.people:
        return ()
    parts = ((_("Age"), structure.by_age), (_("Sex"), structure.by_sex), (_("Ethnicity"), structure.by_ethnicity))
    return tuple(Division(heading, tuple(_bars(own, structure.people))) for heading, own in parts)


def _bars(parts: tuple[Part, ...], people: int) -> Iterator[Bar]:
    for part in parts:
        share = part.count / people
        words, length = percent_words(share, 0), f"{100 * share:.2f}"
        yield Bar(str(_WORDS[part.value]), part.count, words, length, part.value == UNKNOWN)
