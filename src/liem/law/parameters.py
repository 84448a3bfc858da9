"""Values of the law that change over time: each with its clause or source, its time in force, and who checked it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from liem.kernel.clauses import ClauseAddress
from liem.kernel.dates import Term
from liem.kernel.errors import LiemError, Message
from liem.kernel.force import InForce
from liem.law.grounds import Status
from liem.law.language.parse import parse_term
from liem.law.language.tree import ValueType
from liem.law.reading import Checked, Reading, read_checked, read_clause, read_in_force
from liem.law.source import Fields, Node

ParameterValue = float | Term


class Unit(StrEnum):
    NUMBER = "number"
    PERCENT = "percent"
    TERM = "term"

    @property
    def value_type(self) -> ValueType:
        return ValueType.TERM if self is Unit.TERM else ValueType.NUMBER


class Stricter(StrEnum):
    """Which way a local value may differ from the one it is set against."""

    LOWER = "lower"
    HIGHER = "higher"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value in force for a time. `clause` or `source` says where it is written; `value` is None while unknown."""

    value: ParameterValue | None
    in_force: InForce
    clause: ClauseAddress | None
    source: Message | None
    status: Status
    checked: Checked | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value of the law. `on(day)` is None where no verified value is in force: whatever needs it is unknown.

    `stricter` says which way a body may set a value of its own; None: it may not.
    """

    id: str
    pack: str
    title: Message
    unit: Unit
    values: tuple[DatedValue, ...]
    stricter: Stricter | None = None

    def on(self, day: date) -> ParameterValue | None:
        dated = self.dated_on(day)
        return dated.value if dated else None

    def dated_on(self, day: date) -> DatedValue | None:
        """The verified value in force on the day, with its source."""
        return next(
            (dated for dated in self.values if dated.status is Status.VERIFIED and dated.in_force.covers(day)), None
        )

    def ended_on(self, day: date) -> date | None:
        """The day from which the last verified value no longer holds, where it ended by `day` and none followed."""
        if self.dated_on(day) is not None:
            return None
        ends = (dated.in_force.ends for dated in self.values if dated.status is Status.VERIFIED)
        return max((end for end in ends if end is not None and end <= day), default=None)


_KEYS = ("id", "title", "unit", "values", "stricter")
_VALUE_KEYS = ("value", "from", "until", "pending", "clause", "source", "status", "checked")


def read_parameters(node: Node, pack: str, reading: Reading) -> list[Parameter]:
    """The parameters of a `parameters.yaml`: a list."""
    if not isinstance(node.content, list):
        reading.problems.add(node, "law.type", "Ở đây cần một danh sách tham số.", "Expected a list of parameters.")
        return []
    found = [_read_parameter(Fields(item, reading.problems, _KEYS), pack, reading) for item in node.content]
    return [parameter for parameter in found if parameter is not None]


def _read_parameter(fields: Fields, pack: str, reading: Reading) -> Parameter | None:
    name, title = fields.text("id"), fields.message("title")
    unit = fields.choice("unit", list(Unit))
    values = fields.items("values")
    stricter = fields.choice("stricter", list(Stricter)) if "stricter" in fields else None
    if not (name and title and unit):
        return None
    dated = [_read_value(Fields(item, reading.problems, _VALUE_KEYS), Unit(unit), reading) for item in values]
    _refuse_overlaps(fields, [value for value in dated if value is not None])
    return Parameter(
        name,
        pack,
        title,
        Unit(unit),
        tuple(value for value in dated if value is not None),
        Stricter(stricter) if stricter else None,
    )


def _read_value(fields: Fields, unit: Unit, reading: Reading) -> DatedValue | None:
    status = fields.choice("status", list(Status))
    in_force = read_in_force(fields)
    clause = read_clause(fields.place("clause"), reading) if "clause" in fields else None
    source = fields.words("source", optional=True)
    if clause is None and source is None:
        fields.problems.add(
            fields.node,
            "law.missing_source",
            "Giá trị này thiếu căn cứ. Hãy ghi “clause” hoặc “source”.",
            "This value has no ground. Give “clause” or “source”.",
        )
    verified = status == Status.VERIFIED
    value = read_value(fields.place("value"), unit, fields) if verified or "value" in fields else None
    checked = read_checked(fields) if verified else None
    if status is None or in_force is None or (verified and (value is None or checked is None)):
        return None
    return DatedValue(value, in_force, clause, source, Status(status), checked)


def read_value(node: Node, unit: Unit, fields: Fields) -> ParameterValue | None:
    """A value of the unit: a number, or a term written like `5 years`."""
    if unit is not Unit.TERM:
        if isinstance(node.content, int | float) and not isinstance(node.content, bool):
            return float(node.content)
        fields.wrong(node, "một số", "a number")
        return None
    if not isinstance(node.content, str):
        fields.wrong(node, "một thời hạn như “5 years”", "a term such as “5 years”")
        return None
    try:
        return parse_term(node.content)
    except LiemError as error:
        fields.problems.add_error(node, error)
        return None


def _refuse_overlaps(fields: Fields, values: list[DatedValue]) -> None:
    verified = [value for value in values if value.status is Status.VERIFIED and value.in_force.starts is not None]
    ordered = sorted(verified, key=lambda value: value.in_force.starts or date.min)
    for earlier, later in pairwise(ordered):
        if later.in_force.starts and earlier.in_force.covers(later.in_force.starts):
            fields.problems.add(
                fields.place("values"),
                "law.overlapping_values",
                f"Hai giá trị cùng có hiệu lực ngày {later.in_force.starts}. Hãy ghi “until” cho giá trị trước.",
                f"Two values are in force on {later.in_force.starts}. Give the earlier one an “until”.",
            )
