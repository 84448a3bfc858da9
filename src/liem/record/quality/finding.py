"""Asking the record what every check looks for: one question for the rows, one for the attestations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, TypeAlias

from django.db.models import Max, Q, QuerySet

from liem.kernel.dates import Term, latest_start
from liem.record.choices import Section
from liem.record.dossier.parts import SECTIONS
from liem.record.models import Attestation, Person
from liem.record.quality.checks import ATTESTED_MONTHS, Found, Scope, attested_long_ago, unattested
from liem.record.quality.contradictory import contradictory
from liem.record.quality.missing import missing
from liem.record.quality.stale import stale
from liem.record.succession_lists import attested_here, first_kept_outside

Row: TypeAlias = tuple[str, str, date | None, str]
"""The columns of `Found`."""


def find(scope: Scope) -> Iterator[Found]:
    """Everything that the checks find in the dossiers of the scope, in no order. Four queries whatever the number."""
    return (Found(*row) for row in found_rows(scope))


def found_rows(scope: Scope) -> Iterator[Row]:
    """The same as plain rows."""
    first, *others = _asked(scope)
    yield from first.union(*others, all=True).iterator()
    yield from _not_attested(scope)


def marks(scope: Scope) -> Iterator[tuple[str, str]]:
    """Check and person for all but the attestations, without what an item says besides: half the work."""
    first, *others = (rows.values_list("check_name", "person_id") for rows in _asked(scope))
    yield from first.union(*others, all=True).iterator(chunk_size=10_000)


def question(scope: Scope) -> str:
    """All that is asked, as text: what was found holds for as long as it stays the same."""
    return "\n".join(
        [*(str(rows.query) for rows in _asked(scope)), f"{attested_since(scope.on)} {first_kept_outside()}"]
    )


def attested_since(on: date) -> date:
    """An attestation that reaches less far is stale on the day."""
    return latest_start(on, Term(months=ATTESTED_MONTHS))


def attested_to(scope: Scope) -> Iterator[tuple[str, *tuple[date | None, ...]]]:
    """For each person somebody attested something about, the furthest day of each section, in their order."""
    rows = Attestation.objects.filter(known_to__isnull=True, section__in=SECTIONS)
    if scope.people is not None:
        rows = rows.filter(subject__in=scope.people)
    furthest = {f"to_{section}": Max("complete_to", filter=Q(section=section)) for section in SECTIONS}
    found = rows.order_by().values("subject").annotate(**furthest).values_list("subject", *furthest).iterator()
    outside_since, succession = first_kept_outside(), SECTIONS.index(Section.SUCCESSION)
    for subject, *days in found:
        if days[succession] is not None:
            days[succession] = attested_here(days[succession], outside_since=outside_since)
        yield (subject, *days)


def _asked(scope: Scope) -> list[QuerySet[Any]]:
    return [*missing(scope), *stale(scope), *contradictory(scope)]


def _not_attested(scope: Scope) -> Iterator[Row]:
    """Sections that nobody attested, or only to a day long ago."""
    limit = attested_since(scope.on)
    reached = {row[0]: row[1:] for row in attested_to(scope)}
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
