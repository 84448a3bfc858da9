"""What a dossier lacks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from liem.kernel.dates import Term, latest_start
from liem.record.choices import BodyKind, QualificationKind
from liem.record.days import holds_on
from liem.record.models import BodyState, EvaluationForm, PersonDetails, PostState, Qualification, Tenure
from liem.record.quality.checks import (
    PROBATION_MONTHS,
    Scope,
    finished_years,
    found,
)

_OF_THE_PARTY = (BodyKind.COMMITTEE, BodyKind.STANDING_COMMITTEE, BodyKind.COMMISSION)


def missing(scope: Scope) -> Iterator[QuerySet[Any]]:
    """The rows of every check of this kind but those of the attestations."""
    yield from _details(scope)
    yield from _tenures(scope)
    yield from _evaluations(scope)
    degrees = scope.of(Qualification.objects.filter(kind=QualificationKind.DEGREE))
    yield found("degree", _in_post(scope).exclude(person_id__in=degrees.values("person_id")))


def _details(scope: Scope) -> Iterator[QuerySet[Any]]:
    people = scope.of(PersonDetails.objects.all())
    yield found("birth", people.filter(born_on__isnull=True))
    yield found("sex", people.filter(sex=""))
    yield found("ethnicity", people.filter(ethnicity=""))
    yield found("home_place", people.filter(home_place__isnull=True))
    posts = PostState.objects.filter(holds_on(scope.on), known_to__isnull=True, post_id=OuterRef("post_id"))
    party = BodyState.objects.filter(
        holds_on(scope.on), known_to__isnull=True, kind__in=_OF_THE_PARTY, body_id=OuterRef("body_id")
    )
    of_members = posts.filter(Q(is_leader=True) | Q(is_key_leader=True) | Exists(party))
    holders = _held_now(scope).filter(Exists(of_members))
    yield found("party_joined", people.filter(joined_party_on__isnull=True, person_id__in=holders.values("person_id")))
    long_ago = latest_start(scope.on, Term(months=PROBATION_MONTHS))
    yield found(
        "party_official",
        people.filter(joined_party_on__lte=long_ago, party_official_on__isnull=True),
        since=F("joined_party_on"),
    )


def _tenures(scope: Scope) -> Iterator[QuerySet[Any]]:
    tenures = scope.of(Tenure.objects.all())
    people = scope.of(PersonDetails.objects.all())
    yield found("tenure", people.exclude(person_id__in=tenures.values("person_id")))
    now = _held_now(scope)
    yield found("decision", now.filter(decision=""), since=F("valid_from"))
    yield found("start", now.filter(valid_from__isnull=True))


def _evaluations(scope: Scope) -> Iterator[QuerySet[Any]]:
    """Whoever held a post from the first half of a year to its end is evaluated for it."""
    for year in finished_years(scope.on):
        in_post = scope.of(Tenure.objects.filter(valid_from__lt=date(year, 7, 1))).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gt=date(year, 12, 31))
        )
        forms = EvaluationForm.objects.filter(known_to__isnull=True, evaluation__year=year).exclude(grade="")
        if scope.people is not None:
            forms = forms.filter(evaluation__person_id__in=scope.people)
        people = scope.of(PersonDetails.objects.filter(person_id__in=in_post.values("person_id")))
        unevaluated = people.exclude(person_id__in=forms.values("evaluation__person_id"))
        yield found("evaluation", unevaluated, detail=str(year))


def _held_now(scope: Scope) -> QuerySet[Tenure]:
    return scope.of(Tenure.objects.filter(holds_on(scope.on)))


def _in_post(scope: Scope) -> QuerySet[PersonDetails]:
    return scope.of(PersonDetails.objects.filter(person_id__in=_held_now(scope).values("person_id")))
