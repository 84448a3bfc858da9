"""A small three-valued evaluator of conditions over one row, in plain Python.

Used for explanations (which part decided, and what is missing) and for a few rows at hand. Over many rows engines
decide; tests hold the two to agree.
"""

from __future__ import annotations

import operator as operators
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from liem.kernel.dates import Term, end_of, has_run_out
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
    Span,
    ValueType,
    Within,
    children,
    walk,
)

Value = bool | int | float | str | date | Term | None

_COMPARE: dict[Operator, Callable[[Any, Any], bool]] = {
    "=": operators.eq,
    "!=": operators.ne,
    "<": operators.lt,
    "<=": operators.le,
    ">": operators.gt,
    ">=": operators.ge,
}
_COMPUTE = {"+": operators.add, "-": operators.sub, "*": operators.mul}


@dataclass(frozen=True, slots=True)
class Row:
    """Facts of one subject and what surrounds them.

    `facts` holds fact columns and `_closed` companions; `parameters` the values in force (None: not verified).
    """

    facts: Mapping[str, Value]
    parameters: Mapping[str, Value]
    as_of: date

    def closed(self, fact: FactRef) -> bool:
        return bool(self.facts.get(f"{fact.name}_closed"))


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a condition has its answer: the deciding parts of its text, and what keeps it open.

    `missing` names facts of the record, `unverified` parameters of the law that have no verified value on the day.
    """

    answer: bool | None
    deciding: tuple[Span, ...]
    missing: tuple[str, ...]
    unverified: tuple[str, ...]


def answer(node: Node, row: Row) -> bool | None:  # noqa: PLR0911 - one return per node
    """True, false, or None for unknown (strong Kleene logic)."""
    match node:
        case And(parts=parts):
            return _all([answer(part, row) for part in parts])
        case Or(parts=parts):
            inverse = _all([_not(answer(part, row)) for part in parts])
            return _not(inverse)
        case Not(part=part):
            return _not(answer(part, row))
        case Comparison(left=FactRef(type=ValueType.COUNT | ValueType.LATEST) as fact):
            return _open_comparison(node, fact, row)
        case Comparison(operator=operator, left=left, right=right):
            return _compare(operator, value(left, row), value(right, row))
        case Known(value=FactRef(type=ValueType.COUNT | ValueType.LATEST) as fact):
            return row.closed(fact)
        case Known(value=part):
            return value(part, row) is not None
        case Elapsed():
            return _elapsed(node, row)
        case Within():
            return _within(node, row)
        case _:
            found = value(node, row)
            return None if found is None else bool(found)


def value(node: Node, row: Row) -> Value:  # noqa: PLR0911 - one return per node
    """The value of an operand; None when unknown."""
    match node:
        case Literal(value=found):
            return found
        case AsOf():
            return row.as_of
        case FactRef(name=name):
            return row.facts.get(name)
        case ParameterRef(name=name):
            return row.parameters.get(name)
        case Arithmetic(operator=operator, left=left, right=right):
            first, second = value(left, row), value(right, row)
            if first is None or second is None:
                return None
            return float(_COMPUTE[operator](first, second))
        case _:
            return answer(node, row)


def explain(node: Node, row: Row) -> Explanation:
    """The answer, the smallest parts of the condition that decide it, and what is missing while it is unknown."""
    leaves = _deciding(node, row)
    result = answer(node, row)
    missing: list[str] = []
    unverified: list[str] = []
    for leaf in leaves if result is None else []:
        facts, parameters = _open_names(leaf, row)
        missing += facts
        unverified += parameters
    return Explanation(
        result,
        tuple(dict.fromkeys(leaf.span for leaf in leaves)),
        tuple(dict.fromkeys(missing)),
        tuple(dict.fromkeys(unverified)),
    )


def _open_names(leaf: Node, row: Row) -> tuple[list[str], list[str]]:
    """The facts and the parameters that keep an unknown leaf open."""
    facts = [part for part in walk(leaf) if isinstance(part, FactRef)]
    missing = [fact.name for fact in facts if _is_missing(fact, row)]
    unverified = [
        part.name for part in walk(leaf) if isinstance(part, ParameterRef) and row.parameters.get(part.name) is None
    ]
    if not missing and not unverified:  # a latest day after the end of a term hides the earlier ones
        missing = [fact.name for fact in facts if fact.carries_closure]
    return missing, unverified


def _deciding(node: Node, row: Row) -> list[Node]:
    if not isinstance(node, And | Or | Not):
        return [node]
    result = answer(node, row)
    parts = children(node)
    if not isinstance(node, Not):
        parts = tuple(part for part in parts if answer(part, row) is result)
    return [leaf for part in parts for leaf in _deciding(part, row)]


def _is_missing(fact: FactRef, row: Row) -> bool:
    return not row.closed(fact) if fact.carries_closure else row.facts.get(fact.name) is None


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _not(found: bool | None) -> bool | None:
    return None if found is None else not found


def _compare(operator: Operator, left: Value, right: Value) -> bool | None:
    return None if left is None or right is None else _COMPARE[operator](left, right)


def _open_comparison(node: Comparison, fact: FactRef, row: Row) -> bool | None:
    limit = value(node.right, row)
    if limit is None:
        return None
    recorded = _on_record(node.operator, fact, row, limit)
    if row.closed(fact):
        return recorded
    match node.operator:
        case ">" | ">=":
            return True if recorded else None
        case "<" | "<=":
            return None if recorded else False
    beyond = _on_record(">", fact, row, limit)
    if not beyond:
        return None
    return node.operator == "!="


def _on_record(operator: Operator, fact: FactRef, row: Row, limit: Value) -> bool:
    found = row.facts.get(fact.name)
    if fact.type is ValueType.COUNT:
        return _COMPARE[operator](found or 0, limit)
    if found is None:  # no row on record: before every day
        return operator in {"<", "<=", "!="}
    return _COMPARE[operator](found, limit)


def _elapsed(node: Elapsed, row: Row) -> bool | None:
    start, term, by = value(node.start, row), value(node.term, row), value(node.by, row)
    if not (isinstance(start, date) and isinstance(term, Term) and isinstance(by, date)):
        return None
    return has_run_out(start, term, by=by)


def _within(node: Within, row: Row) -> bool | None:
    day, term, before = value(node.day, row), value(node.term, row), value(node.before, row)
    reaches: bool | None = None
    if isinstance(day, date) and isinstance(term, Term) and isinstance(before, date):
        reaches = end_of(day, term) >= before
    in_order = _compare("<=", day, before)
    if isinstance(node.day, FactRef) and node.day.carries_closure:
        return _row_within(day is not None, in_order, reaches, closed=row.closed(node.day))
    return _all([in_order, reaches])


def _row_within(recorded: bool, in_order: bool | None, reaches: bool | None, *, closed: bool) -> bool | None:
    """Whether some row lies in the term, when only the latest one is on record."""
    if recorded and in_order is not True:
        return None  # the latest lies after the end day: an earlier one may or may not lie in the term
    if recorded and reaches is not False:
        return reaches
    return False if closed else None
