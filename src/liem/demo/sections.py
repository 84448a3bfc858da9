"""What hangs on every official: evaluations, declarations, languages, and who attested which section complete.

All of it is in order; what is not is planted by `cases`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import models

from liem.demo.attested import Until, attestation_rows
from liem.demo.declarations import declaration_rows
from liem.demo.evaluations import criterion_rows, evaluation_rows
from liem.demo.languages import language_rows
from liem.demo.realm import Realm


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to the planted cases: keys of evaluations, and to which day some sections are attested."""

    evaluations: frozenset[str]
    attested: Until = field(default_factory=dict)


def section_rows(realm: Realm, left: Left) -> Iterator[models.Model]:
    """Everything that hangs on the officials, but what is left to the planted cases."""
    officials = realm.population.officials
    yield from evaluation_rows(officials, left.evaluations)
    yield from criterion_rows([*realm.agency_leaders, *realm.commission_leaders])
    yield from declaration_rows(officials)
    yield from language_rows(realm)
    yield from attestation_rows(officials, left.attested)
