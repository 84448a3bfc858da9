"""Requests for corrections in words: which part, which entry, how it was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liem.record.choices import CorrectionOutcome
from liem.record.corrections import Request
from liem.record.dossier import Dossier, Part
from liem.web.dossier_sections import groups

_LOOKS = {
    "": ("unknown", "?"),
    CorrectionOutcome.CORRECTED: ("met", "✓"),
    CorrectionOutcome.REFUSED: ("info", "–"),
}


@dataclass(frozen=True, slots=True)
class RequestView:
    """`entry` names the row concerned; empty where one is missing or where the dossier is not at hand."""

    line: Request
    part: str
    entry: str
    state: str
    look: str
    sign: str


def request_views(requests: Sequence[Request], dossier: Dossier | None = None) -> tuple[RequestView, ...]:
    """With the names of the entries where the dossier is given."""
    titles = dict(pair for some in entries_by_part(dossier).values() for pair in some) if dossier else {}
    return tuple(_view(one, titles.get(one.entry, "")) for one in requests)


def entries_by_part(dossier: Dossier) -> dict[str, list[tuple[str, str]]]:
    """Identity and title of the rows that stand in each part of a dossier."""
    return {
        str(section.part): [(row.entry, row.title) for row in section.rows]
        for group in groups(dossier)
        for section in group.filled
    }


def part_choices() -> list[tuple[str, str]]:
    """The parts for which a correction may be asked, as they are called."""
    return [(part.value, str(part.label).capitalize()) for part in Part]


def _view(one: Request, entry: str) -> RequestView:
    look, sign = _LOOKS[one.outcome]
    state = str(CorrectionOutcome(one.outcome).label) if one.outcome else _("waits for an answer")
    part = str(Part(one.part).label).capitalize() if one.part in Part.values else one.part
    return RequestView(one, part, entry, state, look, sign)
