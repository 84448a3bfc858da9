"""An official's relatives on record, without saying who they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from liem.record.known import Known
from liem.record.models import Kinship


@dataclass(frozen=True, slots=True)
class Kin:
    """How many relatives on record the official declared, by relation, and how many others named the official.

    Who they are is not told.
    """

    declared: tuple[tuple[str, int], ...]
    named_by_others: int


def kin(person: str, known: Known) -> Kin:
    declared = known.rows(Kinship.objects).filter(person_id=person)
    others = known.rows(Kinship.objects).filter(relative_id=person)
    counts = Counter(declared.values_list("relation", flat=True))
    unnamed = others.exclude(person_id__in=declared.values("relative_id"))
    return Kin(tuple(sorted(counts.items())), unnamed.values("person_id").distinct().count())
