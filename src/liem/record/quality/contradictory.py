"""What in a dossier cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from liem.record.choices import PostRole, TenureKind
from liem.record.days import holds_on
from liem.record.models import BodyState, Evaluation, PersonDetails, PostState, Tenure, Training
from liem.record.quality.checks import GROWN_UP, TWO_HOLDERS, Scope, finished_years, found

ONE_HOLDER = (
    PostRole.SECRETARY,
    PostRole.STANDING_DEPUTY_SECRETARY,
    PostRole.CHAIR,
    PostRole.COUNCIL_CHAIR,
    PostRole.DIRECTOR,
    PostRole.DIVISION_HEAD,
)
"""Posts that one person holds at a time; whoever acts for the holder does not hold the post."""

_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)


class YearsAfter(Func):
    """The same day so many years later."""

    output_field = DateField()

    def __init__(self, day: str, years: int) -> None:
        super().__init__(F(day), Value(f"{years} years"))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, template="date(%(expressions)s)", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(
            compiler, connection, template="(%(expressions)s::interval)::date", arg_joiner=" + ", **context
        )


def contradictory(scope: Scope) -> Iterator[QuerySet[Any]]:
    """The rows of every check of this kind."""
    yield from _too_young(scope)
    yield from _in_wrong_order(scope)
    yield from _two_holders(scope)
    yield from _body_ended(scope)
    yield from _evaluated_elsewhere(scope)


def _too_young(scope: Scope) -> Iterator[QuerySet[Any]]:
    people = scope.of(PersonDetails.objects.filter(born_on__isnull=False))
    held = Tenure.objects.filter(known_to__isnull=True, person_id=OuterRef("person_id"))
    grown = people.annotate(grown_on=YearsAfter("born_on", GROWN_UP))
    yield found("held_before_birth", people.filter(Exists(held.filter(valid_from__lt=OuterRef("born_on")))))
    as_child = held.filter(valid_from__gte=OuterRef("born_on"), valid_from__lt=OuterRef("grown_on"))
    yield found("held_as_child", grown.filter(Exists(as_child)))
    yield found("party_as_child", grown.filter(joined_party_on__lt=F("grown_on")), since=F("joined_party_on"))


def _in_wrong_order(scope: Scope) -> Iterator[QuerySet[Any]]:
    people = scope.of(PersonDetails.objects.filter(party_official_on__lt=F("joined_party_on")))
    yield found("party_order", people, since=F("party_official_on"))
    for name, rows in (("tenure_order", Tenure.objects), ("training_order", Training.objects)):
        yield found(name, scope.of(rows.filter(valid_to__lte=F("valid_from"))), since=F("valid_from"))


def _two_holders(scope: Scope) -> Iterator[QuerySet[Any]]:
    sole = PostState.objects.filter(known_to__isnull=True, role__in=ONE_HOLDER, post_id=OuterRef("post_id"))
    holding = Tenure.objects.exclude(kind=TenureKind.ACTING).annotate(
        first=Coalesce("valid_from", Value(_FIRST)), until=Coalesce("valid_to", Value(_LAST))
    )
    other = holding.filter(
        known_to__isnull=True, post_id=OuterRef("post_id"), first__lt=OuterRef("until"), until__gt=OuterRef("first")
    ).exclude(person_id=OuterRef("person_id"))
    held = scope.of(holding.filter(Exists(sole)))
    yield found(TWO_HOLDERS, held.filter(Exists(other)), since=F("valid_from"), detail=F("post_id"))


def _body_ended(scope: Scope) -> Iterator[QuerySet[Any]]:
    standing = BodyState.objects.filter(holds_on(scope.on), known_to__isnull=True, body_id=OuterRef("body_id"))
    posts = PostState.objects.filter(known_to__isnull=True, post_id=OuterRef("post_id"))
    there = posts.filter(Exists(standing), holds_on(scope.on))
    held = scope.of(Tenure.objects.filter(holds_on(scope.on)))
    yield found("body_ended", held.filter(Exists(posts), ~Exists(there)), since=F("valid_from"))


def _evaluated_elsewhere(scope: Scope) -> Iterator[QuerySet[Any]]:
    """A post held that year at the body itself, or at a body that answered to it, will do."""
    for year in finished_years(scope.on):
        held = Tenure.objects.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=date(year, 12, 31)),
            Q(valid_to__isnull=True) | Q(valid_to__gt=date(year, 1, 1)),
            known_to__isnull=True,
            person_id=OuterRef("person_id"),
            post__states__known_to__isnull=True,
        )
        there = held.filter(post__states__body_id=OuterRef("body_id"))
        below = held.filter(
            post__states__body__states__known_to__isnull=True,
            post__states__body__states__superior_id=OuterRef("body_id"),
        )
        evaluated = scope.of(Evaluation.objects.filter(year=year))
        yield found("evaluated_elsewhere", evaluated.filter(~Exists(there), ~Exists(below)), detail=str(year))
