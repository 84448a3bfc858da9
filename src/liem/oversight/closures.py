"""How far a section is answered for where it is made of what many people declared."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from liem.procedures.models import CandidacyState, Participation
from liem.record.choices import Section
from liem.record.models import Attestation


@dataclass(frozen=True, slots=True)
class Declared:
    """Of those who took part in a candidacy, how many had declared their relatives by its opening."""

    declared: int
    participants: int


def kin_declared(candidacy: str) -> Declared:
    """The same reckoning as the fact `related_participants` rests on. Three queries."""
    state = CandidacyState.objects.filter(known_to__isnull=True, candidacy_id=candidacy).first()
    took_part = Participation.objects.filter(known_to__isnull=True, candidacy_id=candidacy, recused=False)
    people = took_part.values_list("person_id", flat=True).distinct().order_by()
    if state is None:
        return Declared(0, people.count())
    reaching = Attestation.objects.filter(
        known_to__isnull=True,
        subject=OuterRef("person_id"),
        section=Section.KINSHIP,
        complete_to__gte=state.opened_on,
    )
    return Declared(people.filter(Exists(reaching)).count(), people.count())
