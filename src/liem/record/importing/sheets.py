"""How a sheet of a roster is described: its columns, the identity of a row, and the models that a row becomes.

Each app describes its own sheets in this form; the importer and the template take them as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import models

from liem.kernel.errors import Message

if TYPE_CHECKING:
    from liem.record.importing.problems import Problem
    from liem.record.importing.roster import Roster

Value: TypeAlias = str | int | bool | date | None
MOST_COLUMNS = 200
LONGEST_CODE = 64


class Kind(Enum):
    """What a cell holds. A blank TEXT or CHOICE is "", any other blank is None."""

    CODE = auto()
    TEXT = auto()
    DAY = auto()
    LAST_DAY = auto()  # inclusive on paper; its value is the day after, the first that no longer holds
    NUMBER = auto()
    CHOICE = auto()
    YES_NO = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that a cell may hold, and the value it stands for."""

    value: str
    name: Message


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `refers` names the sheets in which the code must be defined, unless it is already on record;
    `longest` counts characters of a text; `least` and `most` bound a number."""

    key: str
    name: Message
    kind: Kind
    required: bool = False
    choices: tuple[Choice, ...] = ()
    refers: tuple[str, ...] = ()
    note: Message | None = None
    longest: int = 300
    least: int = 0
    most: int = 32_767

    def __post_init__(self) -> None:
        if (self.kind is Kind.CHOICE) != bool(self.choices):
            raise ValueError(f"column {self.key}: choices belong to a CHOICE, and only there")
        if self.refers and self.kind is not Kind.CODE:
            raise ValueError(f"column {self.key}: only a CODE refers to another sheet")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that was read: cleaned values by column key; `source` tells file, sheet and row, `title` the sheet of the
    file as typed, in which `number` counts."""

    sheet: Sheet
    number: int
    values: Mapping[str, Value]
    source: str
    title: str = ""

    def __getitem__(self, key: str) -> Any:  # the column's kind decides the type
        return self.values[key]

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands: several sheets of a file may be one table."""
        return self.title, self.number

    @property
    def identity(self) -> str:
        """The first of the sheet's identity columns that is filled."""
        return next(str(self.values[key]) for key in self.sheet.identity if self.values[key])


Build: TypeAlias = Callable[[Row], Iterable[models.Model]]
Check: TypeAlias = "Callable[[Roster], Iterable[Problem]]"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a roster.

    `identity`: the columns that name the row; the first filled one counts, the last is required. `defines`: the
    identity model whose key is in the last of them; other sheets refer to it by the sheet's `key`. `home`: the columns
    that lead to the body which the row is about; none for what belongs to no body. Whoever imports must reach what they
    lead to, and every official whom the row names (`people`). `in_order`: pairs of days, the first of which must not be
    the later. `unique`: columns whose values no two rows of a file may share. `checks` look across sheets.
    `examples`: rows for the template, by column key, as a person would type them.
    """

    key: str
    name: Message
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    build: Build
    home: tuple[str, ...]
    defines: type[models.Model] | None = None
    in_order: tuple[tuple[str, str], ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    checks: tuple[Check, ...] = ()
    examples: tuple[Mapping[str, str], ...] = field(default=())

    def __post_init__(self) -> None:
        named = {*self.identity, *(key for pair in self.in_order for key in pair), *(k for u in self.unique for k in u)}
        unknown = named - {column.key for column in self.columns}
        if unknown or not self.column(self.identity[-1]).required:
            raise ValueError(f"sheet {self.key}: identity, order or unique columns are wrong: {sorted(unknown)}")

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)

    @property
    def people(self) -> tuple[str, ...]:
        """The columns that name officials, and nothing else."""
        return tuple(column.key for column in self.columns if column.refers == ("people",))

    def position(self, key: str) -> int:
        """The place of a column in the template, from 0."""
        return next(place for place, column in enumerate(self.columns) if column.key == key)


def last_day(*, name: Message | None = None, note: Message | None = None) -> Column:
    """The column "to": the last day on which something holds, blank while it still does."""
    return Column(
        "valid_to",
        name or Message("Đến ngày", "To"),
        Kind.LAST_DAY,
        note=note
        or Message(
            "Ngày cuối cùng còn hiệu lực, tính cả ngày đó. Để trống nếu vẫn còn.",
            "The last day on which it holds, that day included. Blank while it still holds.",
        ),
    )


def first_day() -> Column:
    """The column "from": blank where the start is not known."""
    return Column(
        "valid_from",
        Message("Từ ngày", "From"),
        Kind.DAY,
        note=Message("Để trống nếu chưa rõ ngày bắt đầu.", "Blank where the start is not known."),
    )


def code(key: str, name: Message, *refers: str, required: bool = True, note: Message | None = None) -> Column:
    """A column of codes: the row's own, or of rows in the sheets that it refers to."""
    return Column(key, name, Kind.CODE, required=required, refers=refers, note=note)


def sheets_by_key(sheets: Sequence[Sheet]) -> dict[str, Sheet]:
    """The sheets by key. Raises ValueError where two share a key or a name, or one refers to a sheet nobody gives."""
    by_key = {sheet.key: sheet for sheet in sheets}
    names = {name.casefold() for sheet in sheets for name in (sheet.name.vi, sheet.name.en)}
    if len(by_key) != len(sheets) or len(names) != 2 * len(sheets):
        raise ValueError("two sheets share a key or a name")
    return by_key
