"""A roster as the checks see it: its rows, the models they became, and what the record holds beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from django.db import models

from liem.actions.versions import Versioned
from liem.kernel.errors import LiemError
from liem.record.importing.problems import Problem
from liem.record.importing.sheets import Row

if TYPE_CHECKING:
    from liem.record.importing.reading import ReadSheet

V = TypeVar("V", bound=Versioned)
BATCH = 500  # keys in one query, under SQLite's limit on variables


@dataclass(frozen=True, slots=True)
class Roster:
    """The rows that were read without fault, with their models in the order of the file."""

    sheets: Mapping[str, ReadSheet]
    built: list[tuple[models.Model, Row]] = field(default_factory=list)
    _by_model: dict[type[models.Model], list[tuple[models.Model, Row]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @classmethod
    def of(cls, sheets: Mapping[str, ReadSheet]) -> Roster:
        roster = cls(sheets)
        for read in sheets.values():
            for row in read.rows:
                for built in read.sheet.build(row):
                    roster.built.append((built, row))
                    roster._by_model[type(built)].append((built, row))
        return roster

    def rows(self, key: str) -> list[Row]:
        """The rows of a sheet; none where the file does not have it."""
        return self.sheets[key].rows if key in self.sheets else []

    def codes(self, key: str) -> set[str]:
        """The codes that a sheet of this file defines, those of faulty rows included."""
        if key not in self.sheets:
            return set()
        read = self.sheets[key]
        column = read.sheet.identity[-1]
        return {row[column] for row in read.rows} | read.faulty_codes

    def problem(self, row: Row, column: str | None, fault: LiemError) -> Problem:
        """The fault at a row and, unless it is None, a column."""
        return self.sheets[row.sheet.key].problem(row, column, fault)

    def of_model(self, model: type[V]) -> list[tuple[V, Row]]:
        """The file's versions of one model."""
        return self._by_model.get(model, [])  # type: ignore[return-value]

    def held(
        self, model: type[V], *, where: str | None = None, among: Collection[str] = ()
    ) -> Iterator[tuple[V, Row | None]]:
        """What the record would hold after the import: the file's versions with their row, and those on record that
        the file does not supersede. With `where`, only those on record whose column is `among` the keys."""
        own = self.of_model(model)
        yield from own
        replaced = {version.identity for version, _ in own}
        current = cast("models.QuerySet[V]", model._default_manager.filter(known_to__isnull=True))
        queries = [current] if where is None else [current.filter(**{f"{where}__in": some}) for some in batches(among)]
        for query in queries:
            for version in query:
                if version.identity not in replaced:
                    yield version, None


def batches(keys: Collection[str]) -> Iterator[list[str]]:
    """The keys in order, so many at a time as one query takes."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]
