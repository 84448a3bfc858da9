"""Asking the record what every check looks for: one question for the rows, one for the attestations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from django.db.models import Max, Q

from liem.kernel.dates import Term, latest_start
from liem.record.dossier.parts import SECTIONS
from liem.record.models import Attestation, Person
from liem.record.quality.checks import ATTESTED_MONTHS, Found, Scope, attested_long_ago, unattested
from liem.record.quality.contradictory import contradictory
from liem.record.quality.missing import missing
from liem.record.quality.stale import stale

Row: TypeAlias = tuple[str, str, date | None, str]
"""The columns of `Found`; over everybody there are a million of them."""


def find(scope: Scope) -> Iterator[Found]:
    """Everything that the checks find in the dossiers of the scope, in no order. Three queries whatever the number."""
    return (Found(*row) for row in found_rows(scope))


def found_rows(scope: Scope) -> Iterator[Row]:
    """The same as plain rows."""
    first, *others = [*missing(scope), *stale(scope), *contradictory(scope)]
    yield from first.union(*others, all=True).iterator()
    yield from _not_attested(scope)


def _not_attested(scope: Scope) -> Iterator[Row]:
    """Sections that nobody attested, or only to a day long ago."""
    limit = latest_start(scope.on, Term(months=ATTESTED_MONTHS))
    reached = {row[0]: row[1:] for row in _attested_to(scope)}
    names = [(unattested(section), attested_long_ago(section)) for section in SECTIONS]
    people = Person.objects.values_list("pk", flat=True)
    if scope.people is not None:
        people = people.filter(pk__in=scope.people)
    nothing = (None,) * len(SECTIONS)
    for person in people.order_by():
        for (by_nobody, long_ago), day in zip(names, reached.get(person, nothing), strict=True):
            if day is None:
                yield by_nobody, person, None, ""
            elif day < limit:
                yield long_ago, person, day, ""


def _attested_to(scope: Scope) -> Iterator[tuple[str, *tuple[date | None, ...]]]:
    """For each person somebody attested something about, the furthest day of each section, in their order."""
    rows = Attestation.objects.filter(known_to__isnull=True, section__in=SECTIONS)
    if scope.people is not None:
        rows = rows.filter(subject__in=scope.people)
    furthest = {f"to_{section}": Max("complete_to", filter=Q(section=section)) for section in SECTIONS}
    yield from rows.order_by().values("subject").annotate(**furthest).values_list("subject", *furthest).iterator()
