"""The rule book of the installation: the packs that ship with it, loaded once against the published vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from liem.law.packs import Law, load_law
from liem.rulebook.models import Adoption
from liem.rulebook.vocabulary import vocabulary


@lru_cache(maxsize=1)
def rule_book() -> Law:
    """All packs, checked. Raises the loader's errors, with file and line, where a law file is wrong."""
    return load_law(vocabulary())


@dataclass(frozen=True, slots=True)
class AdoptedPack:
    """A pack in force for `body` and everything under it."""

    pack: str
    body: str
    decision: str
    since: date


def adopted_on(day: date) -> tuple[AdoptedPack, ...]:
    """The packs that bodies have adopted and that are in force on `day`."""
    rows = Adoption.objects.filter(known_to__isnull=True, valid_from__lte=day).exclude(valid_to__lte=day)
    return tuple(AdoptedPack(row.pack, row.body, row.decision, row.valid_from) for row in rows.order_by("pack", "body"))
