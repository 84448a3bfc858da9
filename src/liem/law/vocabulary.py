"""The facts that conditions may name: what each means, its type, and the relation that carries it.

An app publishes a `FactTable` for each thing that rules speak about (an evaluation, a holding, a candidacy). The engine
receives the tables as a `Vocabulary`; a rule can name nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import ibis

from liem.kernel.errors import LiemError, Message

_NAME = re.compile(r"[a-z][a-z0-9_]*")
CLOSED_SUFFIX = "_closed"
KEY_COLUMNS = ("subject", "person", "body")
KEYWORDS = frozenset(
    {"or", "and", "not", "between", "in", "is", "known", "elapsed", "within", "by", "before", "true", "false"}
)
_RESERVED = frozenset({*KEY_COLUMNS, "as_of", "known_at", *KEYWORDS})
_RESERVED_PREFIXES = ("parameter_", "cut_off_", "applies_", "requires_")


class FactType(StrEnum):
    """Types of facts. COUNT and LATEST speak of rows that may be incomplete, so they carry their closure."""

    BOOLEAN = "boolean"
    NUMBER = "number"  # how many or how much, never below zero
    TEXT = "text"
    DATE = "date"
    COUNT = "count"  # rows on record: at least that many, exactly that many once the section is attested complete
    LATEST = "latest"  # day of the latest such row on record, null when there is none

    @property
    def carries_closure(self) -> bool:
        return self in {FactType.COUNT, FactType.LATEST}


_COLUMN_TYPES = {
    FactType.BOOLEAN: "boolean",
    FactType.NUMBER: "float64",
    FactType.TEXT: "string",
    FactType.DATE: "date",
    FactType.COUNT: "int64",
    FactType.LATEST: "date",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A named fact about one subject.

    `paper` says which paper or section of the record is missing while the fact is unknown. `choices` closes a TEXT
    fact: a rule that compares it with anything else is refused. `unit` says what a number counts; `source` where the
    fact comes from, where that is another place than its table's. `opposite` says that a BOOLEAN fact is false.
    `phrase` says that a TEXT fact is the choice put in the place of `{0}`. `is_given`: it is set from outside (places
    to be filled), so that changing it is never a way to meet a rule.
    """

    name: str
    type: FactType
    meaning: Message
    paper: Message | None = None
    choices: tuple[str, ...] = ()
    unit: Message | None = None
    source: Message | None = None
    opposite: Message | None = None
    phrase: Message | None = None
    is_given: bool = False

    def __post_init__(self) -> None:
        _check_name(self.name)
        if self.choices and self.type is not FactType.TEXT:
            raise LiemError(
                "law.vocabulary",
                Message(
                    f"Dữ kiện “{self.name}” có danh sách giá trị nhưng không phải kiểu chữ. Hãy bỏ danh sách.",
                    f"Fact “{self.name}” lists choices but is not a text. Drop the list.",
                ),
                {"fact": self.name},
            )

    @property
    def closed_column(self) -> str | None:
        """Name of the boolean column that says whether the section is attested complete; None for plain facts."""
        return f"{self.name}{CLOSED_SUFFIX}" if self.type.carries_closure else None


RowsOf = Callable[[Mapping[str, ibis.Table], ibis.Table], ibis.Table]


@dataclass(frozen=True, slots=True)
class FactTable:
    """The facts about one kind of subject.

    `rows(tables, moment)` takes the stored tables by name (unbound) and the one-row `moment` (`as_of: date`,
    `known_at: int64`; further columns are the engine's own) and gives one row per subject: `subject` (text, unique,
    never null), `person`, `body`, one column per fact, and for COUNT and LATEST facts the `<name>_closed` companion.
    Without `rows` nothing fills the table yet: rules about it can be written and tried on cases, and concern nobody.
    `source` says where the rows come from.
    """

    name: str
    meaning: Message
    facts: tuple[Fact, ...]
    rows: RowsOf | None = None
    source: Message | None = None

    def __post_init__(self) -> None:
        _check_name(self.name)
        _refuse_duplicates([fact.name for fact in self.facts], self.name)

    @property
    def is_filled(self) -> bool:
        """Whether anything can stand in this table today."""
        return self.rows is not None

    def relation(self, tables: Mapping[str, ibis.Table], moment: ibis.Table) -> ibis.Table:
        """The rows at the moment; none while nothing fills the table."""
        if self.rows is not None:
            return self.rows(tables, moment)
        columns = {name: ibis.null(kind) for name, kind in self.schema().items()}
        return moment.select(**columns).filter(ibis.literal(False))

    def fact(self, name: str) -> Fact | None:
        """The fact of that name, or None."""
        return next((fact for fact in self.facts if fact.name == name), None)

    def schema(self) -> ibis.Schema:
        """The columns that `rows` must give, with their types."""
        columns = dict.fromkeys(KEY_COLUMNS, "string")
        for fact in self.facts:
            columns[fact.name] = _COLUMN_TYPES[fact.type]
            if fact.closed_column:
                columns[fact.closed_column] = "boolean"
        return ibis.schema(columns)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All fact tables that rules may be about."""

    tables: tuple[FactTable, ...]

    def __post_init__(self) -> None:
        _refuse_duplicates([table.name for table in self.tables], "vocabulary")

    def table(self, name: str) -> FactTable | None:
        """The fact table of that name, or None."""
        return next((table for table in self.tables if table.name == name), None)

    def names(self) -> tuple[str, ...]:
        return tuple(table.name for table in self.tables)


def _check_name(name: str) -> None:
    taken = name in _RESERVED or name.endswith(CLOSED_SUFFIX) or name.startswith(_RESERVED_PREFIXES)
    if taken or not _NAME.fullmatch(name):
        raise LiemError(
            "law.vocabulary",
            Message(
                f"“{name}” không dùng làm tên được: chỉ chữ thường, số, gạch dưới, và không trùng từ dành riêng.",
                f"“{name}” cannot be a name: use lower-case letters, digits and _, and no reserved word.",
            ),
            {"name": name},
        )


def _refuse_duplicates(names: list[str], where: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise LiemError(
                "law.vocabulary",
                Message(
                    f"“{name}” được khai báo hai lần trong “{where}”. Hãy giữ lại một.",
                    f"“{name}” is declared twice in “{where}”. Keep one.",
                ),
                {"name": name, "where": where},
            )
