"""A checked condition → an Ibis boolean expression: comparisons and strong Kleene logic, nothing cleverer.

A term never moves a column. What it does to the end day is counted in `kernel.dates`; the result arrives as a column:
one of the one-row `moment` when the end day is the day of the question, or of a small relation joined on the fact that
holds the end day. `CutOff` says which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf
from typing import cast

import ibis
from ibis.expr import types as ir

from liem.kernel.dates import Term, earliest_start, latest_start
from liem.law.language.tree import (
    And,
    Arithmetic,
    AsOf,
    Comparison,
    Elapsed,
    FactRef,
    Known,
    Literal,
    Node,
    Not,
    Operator,
    Or,
    ParameterRef,
    ValueType,
    Within,
    walk,
)

_COMPARE: dict[Operator, Callable[[ir.Value, ir.Value], ir.BooleanValue]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


@dataclass(frozen=True, slots=True)
class CutOff:
    """A day to compare with: the latest (or earliest) start of a term that ends on another day.

    `term` is a term or the name of a parameter; `end_fact` the fact that holds the end day, None for `as_of`.
    """

    kind: OneOf["latest_start", "earliest_start"]
    term: Term | str
    end_fact: str | None

    def day(self, end: date, parameters: Mapping[str, object]) -> date | None:
        """The cut-off for one end day; None while the parameter has no verified value."""
        term = parameters.get(self.term) if isinstance(self.term, str) else self.term
        if not isinstance(term, Term):
            return None
        return latest_start(end, term) if self.kind == "latest_start" else earliest_start(end, term)


def cut_off_of(node: Elapsed | Within) -> CutOff:
    """The cut-off that a term function compares with."""
    term = node.term.name if isinstance(node.term, ParameterRef) else cast(Term, cast(Literal, node.term).value)
    end = node.by if isinstance(node, Elapsed) else node.before
    end_fact = end.name if isinstance(end, FactRef) else None
    return CutOff("latest_start" if isinstance(node, Elapsed) else "earliest_start", term, end_fact)


def cut_offs_of(*nodes: Node | None) -> tuple[CutOff, ...]:
    """All cut-offs that the conditions need, each once."""
    found = (part for node in nodes if node is not None for part in walk(node) if isinstance(part, Elapsed | Within))
    return tuple(dict.fromkeys(cut_off_of(part) for part in found))


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a compiled condition finds its columns: all of them in one relation."""

    table: ir.Table
    cut_offs: Mapping[CutOff, str]
    parameters: Mapping[str, str]

    def closed(self, fact: FactRef) -> ir.BooleanValue:
        return self.table[f"{fact.name}_closed"]

    def cut_off(self, node: Elapsed | Within) -> ir.DateValue:
        return self.table[self.cut_offs[cut_off_of(node)]]


def compile_condition(node: Node, columns: Columns) -> ir.BooleanValue:  # noqa: PLR0911 - one return per node
    """The condition over `columns.table`; null where it is unknown."""
    match node:
        case And(parts=parts):
            return ibis.and_(*(compile_condition(part, columns) for part in parts))
        case Or(parts=parts):
            return ibis.or_(*(compile_condition(part, columns) for part in parts))
        case Not(part=part):
            return ~compile_condition(part, columns)
        case Comparison(left=FactRef(type=ValueType.COUNT | ValueType.LATEST) as fact):
            return _open_comparison(node, fact, columns)
        case Comparison(operator=operator, left=left, right=right):
            return _COMPARE[operator](_value(left, columns), _value(right, columns))
        case Known(value=FactRef(type=ValueType.COUNT | ValueType.LATEST) as fact):
            return columns.closed(fact)
        case Known(value=value):
            return _value(value, columns).notnull()
        case Elapsed(start=start):
            return _value(start, columns) <= columns.cut_off(node)
        case Within():
            return _within(node, columns)
        case _:
            return _value(node, columns)


def _value(node: Node, columns: Columns) -> ir.Value:  # noqa: PLR0911 - one return per node
    match node:
        case Literal(value=value, type=ValueType.NUMBER):
            return ibis.literal(value, "float64")
        case Literal(value=value):
            return ibis.literal(value)
        case AsOf():
            return columns.table["as_of"]
        case FactRef(name=name):
            return columns.table[name]
        case ParameterRef(name=name):
            return columns.table[columns.parameters[name]]
        case Arithmetic(operator="+", left=left, right=right):
            return _value(left, columns) + _value(right, columns)
        case Arithmetic(operator="-", left=left, right=right):
            return _value(left, columns) - _value(right, columns)
        case Arithmetic(left=left, right=right):
            return _value(left, columns) * _value(right, columns)
        case _:
            return compile_condition(node, columns)


def _open_comparison(node: Comparison, fact: FactRef, columns: Columns) -> ir.BooleanValue:
    """More rows may exist than are on record: they can only raise a count and a latest day."""
    limit = _value(node.right, columns)
    recorded = _on_record(node.operator, fact, columns, limit)
    closed = columns.closed(fact)
    match node.operator:
        case ">" | ">=":
            return recorded | _when(closed, False)
        case "<" | "<=":
            return recorded & _when(closed, True)
        case "=":
            return ibis.cases((closed, recorded), (_on_record(">", fact, columns, limit), ibis.literal(False)))
        case _:
            return ibis.cases((closed, recorded), (_on_record(">", fact, columns, limit), ibis.literal(True)))


def _on_record(operator: Operator, fact: FactRef, columns: Columns, limit: ir.Value) -> ir.BooleanValue:
    column = columns.table[fact.name]
    compared = _COMPARE[operator](column, limit)
    if fact.type is ValueType.COUNT:
        return compared
    without_row = ibis.literal(operator in {"<", "<=", "!="})  # no row on record: before every day
    return ibis.cases((column.isnull() & limit.notnull(), without_row), else_=compared)


def _within(node: Within, columns: Columns) -> ir.BooleanValue:
    day, before = _value(node.day, columns), _value(node.before, columns)
    reaches, in_order = day >= columns.cut_off(node), day <= before
    if not (isinstance(node.day, FactRef) and node.day.carries_closure):
        return in_order & reaches
    # Some row lies in the term? A latest day after the end day hides the earlier ones, so it answers nothing.
    none_left = _when(columns.closed(node.day), False)
    return ibis.cases(
        (day.isnull(), none_left), (in_order & reaches, ibis.literal(True)), (in_order & ~reaches, none_left)
    )


def _when(condition: ir.BooleanValue, value: bool) -> ir.BooleanValue:
    return ibis.cases((condition, ibis.literal(value)))
