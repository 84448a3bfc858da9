"""What in a dossier was right once and has not been looked at for long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from liem.kernel.dates import Term, latest_start
from liem.record.models import DossierReview, LanguageSkill, PersonDetails
from liem.record.quality.checks import LANGUAGE_MONTHS, REVIEWED_MONTHS, Scope, found


def stale(scope: Scope) -> Iterator[QuerySet[Any]]:
    """The rows of every check of this kind but those of the attestations."""
    old = latest_start(scope.on, Term(months=LANGUAGE_MONTHS))
    certified = scope.of(LanguageSkill.objects.filter(certified_on__lt=old))
    yield found("language", certified, since=F("certified_on"))
    recently = latest_start(scope.on, Term(months=REVIEWED_MONTHS))
    reviewed = scope.of(DossierReview.objects.filter(reviewed_on__gte=recently))
    people = scope.of(PersonDetails.objects.all())
    yield found("review", people.exclude(person_id__in=reviewed.values("person_id")))
