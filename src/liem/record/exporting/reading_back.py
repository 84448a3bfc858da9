"""From what is on record back to the rows of a sheet: the other direction of `Sheet.build`.

How a column ends up in the record is not declared twice. A row of tokens, one for each column, is handed to `build`;
where a token comes to stand in a model, the column is read from there. Each row that is read back is built again and
compared with the record, so that what a sheet cannot say is told and never written wrongly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.db import models
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from liem.actions.versions import Versioned
from liem.record.importing.changes import content_columns
from liem.record.importing.sheets import Kind, Row, Sheet, Value

Place: TypeAlias = tuple[type[models.Model], str]  # a model and the name of one of its columns


@dataclass(frozen=True, slots=True)
class Switch:
    """A yes-or-no column that is stored as a constant in the place of another column."""

    place: Place
    constant: object


@dataclass(frozen=True, slots=True)
class ReadBack:
    """How the rows of one sheet are read back.

    `versions` are the versioned models that a row becomes, the leading one first; without any, a row is one of the
    identity model that the sheet defines.
    """

    sheet: Sheet
    versions: tuple[type[Versioned], ...]
    places: Mapping[str, Place]
    switches: Mapping[str, Switch]

    @property
    def model(self) -> type[models.Model]:
        """The model with one object for each row of the sheet."""
        if self.versions:
            return self.versions[0]
        assert self.sheet.defines is not None
        return self.sheet.defines

    def rows(self, **only: str) -> Iterator[tuple[Row, bool]]:
        """Each row that the record holds now, by its code, with whether the sheet can say all of it; `only` those with
        these values in these columns.

        `Row.number` is 0; `Row.source` is where the record has the row from. A query for each model of the sheet.
        """
        others = [_by_identity(model) for model in self.versions[1:]]
        chosen = {self._lookup(column): value for column, value in only.items()}
        for main in _current(self.model, chosen, related=self._way_to_defined()):
            objects: dict[type[models.Model], Any] = {type(main): main}
            for found in others:
                if (other := found.get(main.identity)) is not None:
                    objects[type(other)] = other
            if (way := self._way_to_defined()) and self.sheet.defines:
                objects[self.sheet.defines] = getattr(main, way)
            row = Row(self.sheet, 0, self._values(objects), getattr(main, "source", ""))
            yield row, self._says(row, objects)

    def _way_to_defined(self) -> str | None:
        """The foreign key of the leading version to the identity that the sheet defines."""
        if not self.versions or self.sheet.defines is None:
            return None
        keys = (one for one in self.model._meta.concrete_fields if isinstance(one, models.ForeignKey))
        return next((one.name for one in keys if one.related_model is self.sheet.defines), None)

    def _lookup(self, column: str) -> str:
        model, name = self.places[column]
        return name if model is self.model else f"{self._way_to_defined()}__{name}"

    def _values(self, objects: Mapping[type[models.Model], Any]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for column in self.sheet.columns:
            if switch := self.switches.get(column.key):
                values[column.key] = _value(objects, switch.place) == switch.constant
            else:
                values[column.key] = _value(objects, self.places[column.key])
        for switch in self.switches.values():
            for key, place in self.places.items():
                if place == switch.place and values[key] == switch.constant:
                    values[key] = ""
        first, *_, last = (self.sheet.identity[0], *self.sheet.identity)
        if first != last and values[first] == values[last]:
            values[first] = None  # the row needs no name of its own
        return values

    def _says(self, row: Row, objects: Mapping[type[models.Model], Any]) -> bool:
        """Whether the row, brought in again, would become what is on record, and its words stand in the lists."""
        if not all(_is_listed(column.choices, row[column.key]) for column in self.sheet.columns if column.choices):
            return False
        if any(isinstance(value, str) and ILLEGAL_CHARACTERS_RE.search(value) for value in row.values.values()):
            return False
        if any(row[column.key] in {None, ""} for column in self.sheet.columns if column.required):
            return False
        return all(
            type(built) in objects and _content(built) == _content(objects[type(built)])
            for built in self.sheet.build(row)
            if isinstance(built, Versioned) or type(built) in objects
        )


def read_back(sheet: Sheet) -> ReadBack:
    """How this sheet is read back. Raises TypeError where a column cannot be found again in what `build` makes."""
    # A capital with a mark: what is derived from a name, such as its form for searching, is no longer the token.
    tokens: dict[str, Any] = {column.key: f"Ế{column.key}" for column in sheet.columns}
    plain = _built(sheet, tokens)
    found = _places(plain, tokens)
    switches: dict[str, Switch] = {}
    for column in sheet.columns:
        if column.kind is Kind.YES_NO and column.key not in found:
            switched_off = _built(sheet, {**tokens, column.key: False})
            switches[column.key] = _switch(plain, switched_off, sheet, column.key)
            found |= _places(switched_off, tokens)
    lost = [column.key for column in sheet.columns if column.key not in {*found, *switches}]
    if lost:
        raise TypeError(f"sheet {sheet.key}: columns {lost} cannot be read back from what is built of them")
    versions = tuple(type(one) for one in plain if isinstance(one, Versioned))
    return ReadBack(sheet, versions, found, switches)


def _built(sheet: Sheet, values: Mapping[str, Any]) -> list[models.Model]:
    return list(sheet.build(Row(sheet, 0, values, "")))


def _places(built: Sequence[models.Model], tokens: Mapping[str, Any]) -> dict[str, Place]:
    """Where each token stands: rather in a version than in an identity, rather in a content column than in the code."""
    columns = {token: key for key, token in tokens.items()}
    found: dict[str, Place] = {}
    for one in sorted(built, key=lambda one: isinstance(one, Versioned)):
        names = sorted((field.attname for field in one._meta.concrete_fields), key=lambda name: name != "identity")
        for name in names:
            value = getattr(one, name)
            if isinstance(value, str) and value in columns:
                found[columns[value]] = (type(one), name)
    return found


def _switch(on: Sequence[models.Model], off: Sequence[models.Model], sheet: Sheet, key: str) -> Switch:
    for with_it, without in zip(on, off, strict=True):
        for field in with_it._meta.concrete_fields:
            value = getattr(with_it, field.attname)
            if value != getattr(without, field.attname):
                return Switch((type(with_it), field.attname), value)
    raise TypeError(f"sheet {sheet.key}: column {key} changes nothing in what is built")


def _current(model: type[models.Model], chosen: Mapping[str, str], *, related: str | None) -> Iterator[Any]:
    objects = model._default_manager.filter(**chosen)
    if issubclass(model, Versioned):
        objects = objects.filter(known_to__isnull=True).order_by("identity")
        if related:
            objects = objects.select_related(related)
    else:
        objects = objects.order_by("pk")
    return objects.iterator(chunk_size=2000)


def _by_identity(model: type[Versioned]) -> dict[str, Versioned]:
    return {one.identity: one for one in _current(model, {}, related=None)}


def _value(objects: Mapping[type[models.Model], Any], place: Place) -> Any:
    model, name = place
    return getattr(objects[model], name) if model in objects else None


def _is_listed(choices: Sequence[Any], value: Value) -> bool:
    return value in {"", None} or any(choice.value == value for choice in choices)


def _content(one: models.Model) -> list[object]:
    return [getattr(one, name) for name in content_columns(type(one))]
