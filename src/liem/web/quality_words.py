"""What the kinds of items and the sections of a dossier are called on pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy, pgettext_lazy

from liem.record.choices import Section
from liem.record.quality.checks import Kind

KINDS = {
    Kind.MISSING: pgettext_lazy("dossier", "missing"),
    Kind.STALE: pgettext_lazy("dossier", "grown old"),
    Kind.CONTRADICTORY: pgettext_lazy("dossier", "contradictory"),
}
LOOKS = {Kind.MISSING: ("unknown", "?"), Kind.STALE: ("info", "↻"), Kind.CONTRADICTORY: ("not_met", "✕")}
"""How each kind is marked: the class of its tag, and its sign."""

ATTESTING = gettext_lazy(
    "Who attests a section answers for it: everything about it up to that day is on record. From then on what is not "
    "on record there counts as not existing, and rules that were silent for want of it give an answer."
)


def section_choices(sections: Iterable[Section]) -> list[tuple[str, str]]:
    """Value and name of each section, in the order given."""
    return [(section.value, str(section.label)) for section in sections]
