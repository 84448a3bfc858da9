"""What one decision does to the record, gathered first and written once: no row is changed twice in one entry."""

from __future__ import annotations

from collections import defaultdict
from typing import TypeVar

from django.db import models

from liem.actions.versions import Versioned, VersionedQuerySet
from liem.actions.write import Write
from liem.procedures.models import Decision, DecisionEffect

V = TypeVar("V", bound=Versioned)


class Changes:
    """Rows as they are to stand. What is asked through `current` already shows them so."""

    def __init__(self) -> None:
        self._identities: list[models.Model] = []
        self._rows: dict[tuple[type[Versioned], str], Versioned | None] = {}
        self._brought_about: dict[tuple[type[Versioned], str], str | None] = {}

    def current(self, rows: VersionedQuerySet[V]) -> list[V]:
        """The versions that hold now, as this decision leaves them. Ask by columns that never change in a row."""
        found = {(type(row), row.identity): row for row in rows.current().order_by("identity")}
        standing = (self._rows.get(key, row) for key, row in found.items())
        return [row for row in standing if row is not None]  # type: ignore[misc]

    def started(self, model: type[V]) -> list[V]:
        """The rows of the model that this decision adds or changes."""
        return [row for row in self._rows.values() if isinstance(row, model)]

    def begin(self, row: models.Model) -> None:
        """A row of identity that does not exist yet, such as a new list."""
        self._identities.append(row)

    def put(self, row: Versioned, *, person: str | None) -> None:
        """The row is to stand so, by the decision; `person` is whom it is about."""
        self._rows[type(row), row.identity] = row
        self._brought_about[type(row), row.identity] = person

    def put_back(self, row: Versioned) -> None:
        """The row is to stand again as it stood before a decision that is undone."""
        self._rows[type(row), row.identity] = row

    def drop(self, model: type[Versioned], identity: str) -> None:
        """The row is no longer to stand; the record remembers that it did."""
        self._rows[model, identity] = None

    def write(self, w: Write, *, reason: str) -> None:
        """Writes everything. Each row says for which reason it changed or came to stand."""
        w.add(self._identities)
        by_model: dict[type[Versioned], list[str]] = defaultdict(list)
        for model, identity in self._rows:
            by_model[model].append(identity)
        for model, identities in by_model.items():
            standing = model._default_manager.filter(identity__in=identities, known_to__isnull=True)
            former = sorted(standing.values_list("identity", flat=True))
            w.supersede(model, former, reason=reason)
        rows = [row for row in self._rows.values() if row is not None]
        for row in rows:
            row.reason = row.reason or reason
        w.add(rows)

    def effects(self, decision: Decision) -> list[DecisionEffect]:
        """The rows that the decision entered or closed."""
        return [
            DecisionEffect(decision=decision, table=model._meta.db_table, identity=identity, person_id=person)
            for (model, identity), person in self._brought_about.items()
        ]
