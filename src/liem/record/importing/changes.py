"""What an import would change: which rows are new, which correct a version on record, which say nothing new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Any

from django.db import models

from liem.actions.versions import Versioned
from liem.actions.write import Write
from liem.record.importing import conflicts
from liem.record.importing.duplicates import Duplicate
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster, batches
from liem.record.importing.sheets import Row

_NOT_CONTENT = frozenset({"id", "known_from", "known_to", "source", "reason"})


class Outcome(Enum):
    """What becomes of a row, the weightiest last."""

    UNCHANGED = 0
    ADDED = 1
    CORRECTED = 2


@dataclass(slots=True)
class Changes:
    """The identity rows and versions to add, the versions to close with the row that corrects them, and the outcome of
    every row by table, place and identity."""

    identities: list[models.Model] = field(default_factory=list)
    versions: list[Versioned] = field(default_factory=list)
    superseded: list[tuple[Versioned, Row]] = field(default_factory=list)
    outcomes: dict[tuple[str, tuple[str, int], str], Outcome] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    remembered: int = 0

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of writing."""
        return not self.problems and not self.duplicates

    def says_nothing_new(self, row: Row) -> bool:
        """Whether all that the row says stands on record already."""
        return self.outcomes.get((row.sheet.key, row.place, row.identity)) is Outcome.UNCHANGED

    def __bool__(self) -> bool:
        return bool(self.identities or self.versions)

    def write(self, write: Write, *, file: str) -> None:
        """Closes what is corrected and adds what is new, through the action's hands."""
        write.add(self.identities)
        closed: dict[tuple[str, type[Versioned]], list[str]] = defaultdict(list)
        for version, row in self.superseded:
            closed[row.sheet.name.vi, type(version)].append(version.identity)
        for (title, model), identities in closed.items():
            write.supersede(model, identities, reason=f"import {file} › {title}")
        write.add(self.versions)

    def remember(self, answered: Sequence[tuple[Versioned, Row]]) -> None:
        """Adds what a person answered about the file, where it is not on record word for word."""
        before = len(self.versions)
        latest = {version.identity: (version, row) for version, row in answered}
        for model in {type(version) for version, _ in latest.values()}:
            _compare_versions(model, [pair for pair in latest.values() if type(pair[0]) is model], self)
        self.remembered += len(self.versions) - before

    def _tell(self, row: Row, outcome: Outcome) -> None:
        place = row.sheet.key, row.place, row.identity
        before = self.outcomes.get(place, Outcome.UNCHANGED)
        self.outcomes[place] = max(before, outcome, key=lambda one: one.value)


def changes_of(roster: Roster) -> Changes:
    """Compares every model that the rows became with the record. Queries grow with the number of rows over 500."""
    changes = Changes()
    by_model: dict[type[models.Model], list[tuple[Any, Row]]] = defaultdict(list)
    for built, row in roster.built:
        by_model[type(built)].append((built, row))
    for model, pairs in by_model.items():
        if issubclass(model, Versioned):
            _compare_versions(model, pairs, changes)
        else:
            _compare_identities(model, pairs, roster, changes)
    return changes


def _compare_versions(model: type[Versioned], pairs: list[tuple[Versioned, Row]], changes: Changes) -> None:
    names = content_columns(model)
    current = model._default_manager.filter(known_to__isnull=True)
    stored = {
        version.identity: version
        for some in batches({version.identity for version, _ in pairs})
        for version in current.filter(identity__in=some)
    }
    for version, row in pairs:
        former = stored.get(version.identity)
        if former is not None and _values(former, names) == _values(version, names):
            changes._tell(row, Outcome.UNCHANGED)
            continue
        version.source = row.source
        if former is not None:
            version.reason = f"import {row.source}"
            changes.superseded.append((former, row))
        changes.versions.append(version)
        changes._tell(row, Outcome.ADDED if former is None else Outcome.CORRECTED)


def _compare_identities(
    model: type[models.Model], pairs: list[tuple[models.Model, Row]], roster: Roster, changes: Changes
) -> None:
    names = content_columns(model)
    known = {
        one.pk: one
        for some in batches({built.pk for built, _ in pairs})
        for one in model._default_manager.filter(pk__in=some)
    }
    for built, row in pairs:
        former = known.get(built.pk)
        if former is None:
            known[built.pk] = built
            changes.identities.append(built)
            changes._tell(row, Outcome.ADDED)
        else:
            changes._tell(row, Outcome.UNCHANGED)
            changes.problems += _differences(former, built, names, row, roster)


def _differences(
    former: models.Model, built: models.Model, names: Iterable[str], row: Row, roster: Roster
) -> Iterable[Problem]:
    for name in names:
        stands, typed = getattr(former, name), getattr(built, name)
        if stands != typed:
            key = name.removesuffix("_id")
            heading = row.sheet.column(key).name.vi
            yield roster.problem(row, key, conflicts.fixed(heading, stands, typed))


@lru_cache
def content_columns(model: type[models.Model]) -> tuple[str, ...]:
    """The columns in which a version says something of its own; what is worked out of others (UNSEALED) does not."""
    left_out = _NOT_CONTENT | getattr(model, "UNSEALED", frozenset())
    return tuple(one.attname for one in model._meta.concrete_fields if one.attname not in left_out)


def _values(one: models.Model, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(one, name) for name in names)
