"""Whose dossiers the entries of the ledger since a position may have changed: the entries know their rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from liem.actions.models import ErasedRow
from liem.record.models import (
    Attestation,
    BodyState,
    DossierReview,
    Evaluation,
    EvaluationForm,
    LanguageSkill,
    Person,
    PersonDetails,
    PostState,
    Qualification,
    SuccessionListState,
    Tenure,
    Training,
)
from liem.record.quality.contradictory import ONE_HOLDER
from liem.record.secrecy import held_levels
from liem.record.written import written_after

MOST_ENTRIES, MOST_ROWS, MOST_PEOPLE = 2000, 20_000, 2000
"""Beyond any of these the survey is worked out anew, which is then the shorter way."""

OF_PEOPLE: Mapping[type[Model], str] = {
    Attestation: "subject",
    DossierReview: "person_id",
    Evaluation: "person_id",
    EvaluationForm: "evaluation__person_id",
    LanguageSkill: "person_id",
    Person: "pk",
    PersonDetails: "person_id",
    PostState: "post__tenures__person_id",
    Qualification: "person_id",
    Training: "person_id",
}
"""The tables that the checks read, tenures apart, and the way from a row to those whom it is about."""
OF_EVERYBODY: tuple[type[Model], ...] = (BodyState, SuccessionListState)
"""Where bodies stand bears on whoever was ever evaluated there or below, and a list that is kept outside on what was
attested of anybody: nobody looks for these one by one."""
READ: tuple[type[Model], ...] = (Tenure, *OF_PEOPLE, *OF_EVERYBODY)
NAMED: tuple[type[Model], ...] = (Person, PersonDetails)


@dataclass(frozen=True, slots=True)
class Touched:
    """People about whom something was written; `renamed` says that names were, or whether somebody is there at all."""

    people: frozenset[str]
    renamed: bool = False


def touched(after: int) -> Touched | None:
    """Those whom the entries after that position touch; None where that may be everybody, or very many."""
    written = written_after(after, (*READ, ErasedRow), most_entries=MOST_ENTRIES, most_rows=MOST_ROWS)
    if written is None or written.holds_any((BodyState, ErasedRow)):
        return None
    if _any_kept_outside(written.keys.get(SuccessionListState, ())):
        return None
    people = written.people(OF_PEOPLE)
    for tenures in written.rows(Tenure):
        people |= _of_tenures(tenures)
    return Touched(frozenset(people), written.holds_any(NAMED)) if len(people) <= MOST_PEOPLE else None


def _any_kept_outside(lists: Collection[str]) -> bool:
    """Whether one of these lists is, or was, above the ceiling."""
    states = SuccessionListState.objects.filter(identity__in=lists) if lists else SuccessionListState.objects.none()
    return states.exclude(secrecy__in=held_levels()).exists()


def _of_tenures(tenures: QuerySet[Any]) -> set[str]:
    """Whose these are, and who else is on record with a post of theirs that one person holds at a time."""
    rows = list(tenures.values_list("person_id", "post_id"))
    posts = PostState.objects.filter(known_to__isnull=True, role__in=ONE_HOLDER, post_id__in={post for _, post in rows})
    others = Tenure.objects.filter(known_to__isnull=True, post_id__in=set(posts.values_list("post_id", flat=True)))
    return {person for person, _post in rows} | set(others.values_list("person_id", flat=True))
