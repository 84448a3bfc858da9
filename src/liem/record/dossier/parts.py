"""The parts of a dossier, and who answers for each being complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from liem.record.choices import Section
from liem.record.known import Known
from liem.record.models import Attestation
from liem.record.succession_lists import attested_here, first_kept_outside


class Part(models.TextChoices):
    """What the dossier page shows under one heading, and what a correction is asked for."""

    DETAILS = "details", _("name, birth and origin")
    NUMBERS = "numbers", _("numbers")
    TENURES = "tenures", _("tenures")
    RECRUITMENT = "recruitment", _("recruitment")
    RESPONSIBILITIES = "responsibilities", _("bodies answered for")
    SUCCESSION = "succession", _("succession lists")
    QUALIFICATIONS = "qualifications", _("qualifications")
    LANGUAGES = "languages", _("languages")
    TRAININGS = "trainings", _("trainings")
    EVALUATIONS = "evaluations", _("evaluations")
    RESULTS = "results", _("recognised results")
    CONCLUSIONS = "conclusions", _("political-standards conclusion")
    DISCIPLINE = "discipline", _("discipline")
    DECLARATIONS = "declarations", _("declarations")
    RESIDENCES = "residences", _("places of residence")
    STAYS_ABROAD = "stays_abroad", _("stays abroad")
    KINSHIP = "kinship", _("kinship")


SECTION_OF: dict[Part, Section] = {
    Part.TENURES: Section.TENURES,
    Part.QUALIFICATIONS: Section.QUALIFICATIONS,
    Part.LANGUAGES: Section.LANGUAGES,
    Part.TRAININGS: Section.TRAININGS,
    Part.RESULTS: Section.RESULTS,
    Part.CONCLUSIONS: Section.POLITICAL_CONCLUSION,
    Part.DISCIPLINE: Section.DISCIPLINE,
    Part.DECLARATIONS: Section.DECLARATIONS,
    Part.SUCCESSION: Section.SUCCESSION,
    Part.RESIDENCES: Section.RESIDENCES,
    Part.KINSHIP: Section.KINSHIP,
}
"""The section that is attested for a part; the other parts are attested by nobody."""

SECTIONS: tuple[Section, ...] = (*SECTION_OF.values(), Section.EXCEPTIONS)
"""The sections of a dossier that somebody attests complete; the others belong to single papers."""


@dataclass(frozen=True, slots=True)
class Attested:
    """Who answers for a section being complete, and up to which day; None where nobody does."""

    section: str
    complete_to: date | None
    attested_by: str = ""
    attested_on: date | None = None


def attested_sections(person: str, known: Known) -> tuple[Attested, ...]:
    """Per section, the attestation that reaches furthest."""
    best: dict[str, Attestation] = {}
    for row in known.rows(Attestation.objects).filter(subject=person).order_by("complete_to", "attested_on"):
        best[row.section] = row
    planned = best.get(Section.SUCCESSION)
    if planned is not None:
        planned.complete_to = attested_here(planned.complete_to, outside_since=first_kept_outside())
    return tuple(_attested(section, best.get(section)) for section in SECTIONS)


def _attested(section: str, row: Attestation | None) -> Attested:
    return Attested(section, row.complete_to, row.attested_by, row.attested_on) if row else Attested(section, None)
