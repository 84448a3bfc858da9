"""Whose dossiers the entries of the ledger since a position may have changed: the entries know their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from liem.actions.models import WrittenRow
from liem.actions.versions import Versioned
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
from liem.record.state import changes_after

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
    Tenure: "person_id",
    Training: "person_id",
}
"""The tables that the checks read, and the way from a row to those whom it is about."""
OF_EVERYBODY: tuple[type[Model], ...] = (BodyState, SuccessionListState)
"""Where bodies stand bears on whoever was ever evaluated there or below, and a list that is kept outside on what was
attested of anybody: nobody looks for these one by one."""
READ: tuple[type[Model], ...] = (*OF_PEOPLE, *OF_EVERYBODY)
NAMED: tuple[type[Model], ...] = (Person, PersonDetails)
BATCH = 500


@dataclass(frozen=True, slots=True)
class Touched:
    """People about whom something was written; `renamed` says that names were, or whether somebody is there at all."""

    people: frozenset[str]
    renamed: bool = False


def touched(after: int) -> Touched | None:
    """Those whom the entries after that position touch; None where that may be everybody, or very many."""
    changes = changes_after(after, most=MOST_ENTRIES)
    entries, models = [entry for entry, _action in changes], {model._meta.db_table: model for model in READ}
    written = WrittenRow.objects.filter(entry__in=entries, table__in=models).order_by()
    rows = list(written.values_list("table", "row_key", "kind")[: MOST_ROWS + 1])
    keys: dict[type[Model], set[str]] = defaultdict(set)
    for table, key, _kind in rows:
        keys[models[table]].add(key)
    if len(changes) == MOST_ENTRIES or len(rows) > MOST_ROWS or BodyState in keys:
        return None
    if _any_kept_outside(keys.pop(SuccessionListState, set())):
        return None
    closed = {models[table] for table, _key, kind in rows if kind == WrittenRow.Kind.CLOSED}
    people: set[str | None] = set()
    for model, changed in keys.items():
        for found in _versions(model, changed, entries if model in closed else []):
            people.update(_of_tenures(found) if model is Tenure else found.values_list(OF_PEOPLE[model], flat=True))
    concerned = frozenset(person for person in people if person is not None)
    return Touched(concerned, not keys.keys().isdisjoint(NAMED)) if len(concerned) <= MOST_PEOPLE else None


def _any_kept_outside(lists: Collection[str]) -> bool:
    """Whether one of these lists is, or was, above the ceiling."""
    states = SuccessionListState.objects.filter(identity__in=lists) if lists else SuccessionListState.objects.none()
    return states.exclude(secrecy__in=held_levels()).exists()


def _versions(model: type[Model], keys: Collection[str], closing: Collection[int]) -> Iterator[QuerySet[Any]]:
    """The rows with these keys as they are, and as they were until these entries closed them."""
    versioned, ordered = issubclass(model, Versioned), sorted(keys)
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        named = Q(identity__in=batch, known_to__isnull=True) if versioned else Q(pk__in=batch)
        yield model._default_manager.filter(named)
    if closing:
        yield model._default_manager.filter(known_to__in=closing)


def _of_tenures(tenures: QuerySet[Any]) -> set[str]:
    """Whose these are, and who else is on record with a post of theirs that one person holds at a time."""
    rows = list(tenures.values_list("person_id", "post_id"))
    posts = PostState.objects.filter(known_to__isnull=True, role__in=ONE_HOLDER, post_id__in={post for _, post in rows})
    others = Tenure.objects.filter(known_to__isnull=True, post_id__in=set(posts.values_list("post_id", flat=True)))
    return {person for person, _post in rows} | set(others.values_list("person_id", flat=True))
