"""What every kind of law file has in common: clauses, time in force, who checked it, conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import LiemError, Message
from liem.kernel.force import InForce
from liem.law.language import tree
from liem.law.language.check import check
from liem.law.language.faults import suggestion
from liem.law.language.parse import parse
from liem.law.source import Fields, Node, Problems
from liem.law.vocabulary import FactTable, Vocabulary

if TYPE_CHECKING:
    from liem.law.instruments import Instrument, Jurisdiction
    from liem.law.parameters import Parameter


@dataclass(frozen=True, slots=True)
class Reading:
    """What a law file is read against: known facts, directives and instruments with whose law they are, parameters,
    and for procedures the ids of the rules that serve as gates."""

    problems: Problems
    vocabulary: Vocabulary
    jurisdictions: Mapping[str, Jurisdiction]  # by the short name of a directive or instrument
    instruments: Mapping[str, Instrument]
    parameters: Mapping[str, Parameter]
    gates: tuple[str, ...] = ()

    @property
    def directives(self) -> tuple[str, ...]:
        """The short names that clause addresses may begin with."""
        return tuple(self.jurisdictions)


@dataclass(frozen=True, slots=True)
class Checked:
    """Who compared the value or rule with which text, and when."""

    by: str
    on: date
    against: Message


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as written and as understood."""

    text: str
    tree: tree.Node


def pack_of(node: Node) -> str:
    """The pack whose folder holds the file of this node."""
    return PurePosixPath(node.file).parts[0]


def read_clause(node: Node, reading: Reading) -> ClauseAddress | None:
    """A clause address of a known directive."""
    if not isinstance(node.content, str):
        reading.problems.add(
            node,
            "law.type",
            "Ở đây cần địa chỉ điều khoản như khoi#II.1.10.",
            "Expected a clause address such as khoi#II.1.10.",
        )
        return None
    try:
        clause = ClauseAddress.parse(node.content.strip())
    except LiemError as error:
        reading.problems.add_error(node, error)
        return None
    if clause.directive not in reading.directives:
        hint = suggestion(clause.directive, reading.directives)
        reading.problems.add(
            node,
            "law.unknown_directive",
            f"Không có văn bản “{clause.directive}”.{hint.vi}",
            f"There is no directive “{clause.directive}”.{hint.en}",
        )
        return None
    return clause


def read_clauses(fields: Fields, reading: Reading) -> tuple[ClauseAddress, ...]:
    """One or several addresses under `clause`; the first is the ground."""
    found = (read_clause(node, reading) for node in fields.one_or_more("clause"))
    return tuple(clause for clause in found if clause is not None)


def read_in_force(fields: Fields) -> InForce | None:
    """`from` and `until`, or `pending`, among the given fields."""
    starts, ends = fields.day("from", optional=True), fields.day("until", optional=True)
    pending = fields.text("pending", optional=True)
    if starts is None and pending is None:
        if "from" not in fields or fields.place("from").content is None:
            fields.problems.add(
                fields.node,
                "law.missing_first_day",
                "Thiếu ngày bắt đầu hiệu lực. Hãy ghi “from: năm-tháng-ngày”, hoặc “pending” nếu còn chờ văn bản.",
                "The first day in force is missing. Give “from: year-month-day”, or “pending” while it waits.",
            )
        return None
    try:
        return InForce(starts, ends, pending)
    except LiemError as error:
        fields.problems.add_error(fields.node, error)
        return None


def read_force_block(fields: Fields) -> InForce | None:
    """The `in_force` block: `{from, until?}` or `{pending}`."""
    if "in_force" not in fields:
        fields.problems.add(
            fields.node,
            "law.missing_first_day",
            "Thiếu “in_force: {from: năm-tháng-ngày}”. Hãy bổ sung ngày bắt đầu hiệu lực.",
            "“in_force: {from: year-month-day}” is missing. Add the first day in force.",
        )
        return None
    block = fields.fields("in_force", ("from", "until", "pending"))
    return read_in_force(block) if block else None


def read_checked(fields: Fields) -> Checked | None:
    """The `checked` block: by whom, on which day, against which text."""
    block = fields.fields("checked", ("by", "on", "against"))
    if block is None:
        return None
    by, on, against = block.text("by"), block.day("on"), block.words("against")
    return Checked(by, on, against) if by and on and against else None


def read_table(fields: Fields, reading: Reading) -> FactTable | None:
    """The fact table named under `about`."""
    name = fields.choice("about", reading.vocabulary.names())
    return reading.vocabulary.table(name) if name else None


def read_condition(
    fields: Fields, name: str, table: FactTable | None, reading: Reading, *, optional: bool = False
) -> Condition | None:
    """A condition about the table's facts."""
    text = fields.text(name, optional=optional)
    if text is None or table is None:
        return None
    place = fields.place(name)
    types = {parameter.id: parameter.unit.value_type for parameter in reading.parameters.values()}
    try:
        node = check(parse(text), text=text, table=table, parameters=types)
    except LiemError as error:
        reading.problems.add_error(place, error)
        return None
    return Condition(text, node)
