"""The goals that would turn one comparison, term or fact of a condition into the answer wanted."""

from __future__ import annotations

import math
import operator as operators
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from typing import Literal as OneOf

from liem.kernel.dates import Term, earliest_start, end_of, latest_start
from liem.kernel.errors import LiemError
from liem.law.language.interpret import Row, Value, value
from liem.law.language.tree import (
    Arithmetic,
    AsOf,
    Comparison,
    Elapsed,
    FactRef,
    Known,
    Node,
    Operator,
    ParameterRef,
    Span,
    ValueType,
    Within,
    facts_of,
    parameters_of,
)

GoalOperator = Operator | OneOf["known", "complete", "verified"]

_NEGATED: Mapping[Operator, Operator] = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_MIRRORED: Mapping[Operator, Operator] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operators.eq,
    "!=": operators.ne,
    "<": operators.lt,
    "<=": operators.le,
    ">": operators.gt,
    ">=": operators.ge,
}
_DAYS = {ValueType.DATE, ValueType.LATEST}
_ONE_DAY = timedelta(days=1)
_ANY_VALUE: Mapping[ValueType, Value] = {
    ValueType.BOOLEAN: True,
    ValueType.NUMBER: 0.0,
    ValueType.TEXT: "",
    ValueType.DATE: date(2000, 1, 1),
}


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing that must become so: `fact operator value`.

    `fact` may be `as_of`: then the day itself must come. `until` closes a range from `value`; `reached` is a value
    that meets the goal at its boundary; `closes`: the section of the record must become attested complete as well.
    `known` (a fact), `complete` (a section) and `verified` (a parameter) ask for something without saying its value.
    """

    fact: str
    operator: GoalOperator
    value: Value
    span: Span
    type: ValueType
    reached: Value = None
    until: Value = None
    closes: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something must become known, so that the answer cannot be foretold."""
        return self.operator in {"known", "verified"}

    def admits(self, candidate: Value) -> bool:
        """Whether the candidate meets the goal."""
        compare = _COMPARE.get(self.operator)
        if compare is None or candidate is None:
            return True
        return compare(candidate, self.value) and (self.until is None or bool(candidate <= self.until))  # type: ignore[operator]


def goals_for(node: Node, wanted: bool, row: Row) -> Iterator[tuple[Goal, ...]]:
    """Alternatives that would turn a part without and, or, not into `wanted`; what must become known comes as one."""
    found = [(goal,) for goal in _goals(node, wanted, row) if goal is not None]
    if found:
        yield from found
    elif settled := _to_settle(node, row):
        yield settled


def _goals(node: Node, wanted: bool, row: Row) -> Iterator[Goal | None]:
    match node:
        case Comparison(operator=operator, left=left, right=right):
            meant = operator if wanted else _NEGATED[operator]
            yield from _solve(left, meant, value(right, row), node.span, row)
            yield from _solve(right, _MIRRORED[meant], value(left, row), node.span, row)
        case FactRef():
            yield from _solve(node, "=", wanted, node.span, row)
        case Known(value=FactRef(carries_closure=True) as fact) if wanted:
            yield _complete(fact, node.span, row)
        case Known(value=FactRef(carries_closure=False) as fact) if wanted:
            yield Goal(fact.name, "known", None, node.span, fact.type, _ANY_VALUE[fact.type])
        case Elapsed():
            yield from _run_out(node, wanted, row)
        case Within():
            yield from _lying_within(node, wanted, row)


def _solve(node: Node, operator: Operator, limit: Value, span: Span, row: Row) -> Iterator[Goal | None]:
    """Goals on the facts in an operand, so that `operand operator limit` holds."""
    if limit is None:
        return
    match node:
        case FactRef():
            yield _goal(node, operator, limit, span, row)
        case AsOf() if isinstance(limit, date):
            yield _day_goal(operator, limit, span, row)
        case Arithmetic(operator=sign, left=left, right=right):
            sides = ((left, value(right, row), False), (right, value(left, row), True))
            for part, other, is_right in sides:
                if isinstance(limit, int | float) and isinstance(other, int | float):
                    moved = _moved(sign, operator, (limit, other), is_right=is_right)
                    if moved is not None:
                        yield from _solve(part, *moved, span, row)


def _moved(
    sign: str, operator: Operator, numbers: tuple[float, float], *, is_right: bool
) -> tuple[Operator, float] | None:
    """What one side of plus, minus or times must be compared with; `numbers` are the limit and the other side."""
    limit, other = numbers
    match sign:
        case "+":
            return operator, limit - other
        case "-":
            return (_MIRRORED[operator], other - limit) if is_right else (operator, limit + other)
        case _ if other:
            return (operator if other > 0 else _MIRRORED[operator]), limit / other
    return None


def _goal(fact: FactRef, operator: Operator, limit: Value, span: Span, row: Row) -> Goal | None:
    """`fact operator limit` with the value at the boundary; None where no value of the fact's type meets it."""
    bounded = _bounded(fact.type, operator, limit)
    if bounded is None:
        return None
    meant, bound = bounded
    closes = fact.carries_closure and meant in {"=", "<="} and not row.closed(fact)
    recorded = row.facts.get(fact.name)
    if closes and _holds_on_record(fact, meant, recorded, bound):
        return _complete(fact, span, row)
    return Goal(fact.name, meant, bound, span, fact.type, _reached(meant, bound), closes=closes)


def _bounded(kind: ValueType, operator: Operator, limit: Value) -> tuple[Operator, Value] | None:
    """The same bound in the form that a value can reach: whole rows, whole days; None where nothing can."""
    if kind is ValueType.COUNT and isinstance(limit, int | float):
        return _bounded_count(operator, limit)
    if kind is ValueType.NUMBER and isinstance(limit, int | float):
        return _bounded_number(operator, limit)
    if kind in _DAYS and isinstance(limit, date):
        try:
            match operator:
                case ">":
                    return ">=", limit + _ONE_DAY
                case "<":
                    return "<=", limit - _ONE_DAY
        except OverflowError:
            return None
    return operator, limit


def _bounded_number(operator: Operator, limit: float) -> tuple[Operator, Value] | None:
    """Numbers of the record are never below zero."""
    match operator:
        case "<":
            return (operator, limit) if limit > 0 else None
        case "<=" | "=":
            return (operator, limit) if limit >= 0 else None
        case _:
            return (operator, limit) if limit >= 0 else (">=", 0.0)


def _bounded_count(operator: Operator, limit: float) -> tuple[Operator, Value] | None:
    match operator:
        case ">" | ">=":
            least = math.floor(limit) + 1 if operator == ">" else math.ceil(limit)
            return ">=", max(least, 0)
        case "<" | "<=":
            most = math.ceil(limit) - 1 if operator == "<" else math.floor(limit)
            return ("<=", most) if most >= 0 else None
        case "=":
            return ("=", int(limit)) if limit >= 0 and float(limit).is_integer() else None
        case _:
            return "!=", limit


def _reached(operator: Operator, bound: Value) -> Value:
    """A value that meets the bound, as near to it as can be said."""
    match operator, bound:
        case (("=" | "<=" | ">="), _):
            return bound
        case _, bool():
            return not bound
        case ">" | "!=", int() | float():
            return math.floor(bound) + 1
        case "<", int() | float():
            return math.ceil(bound) - 1
        case _, date():
            return bound + _ONE_DAY
        case _:
            return f"{bound}’"  # some other text: which one, the condition does not say


def _holds_on_record(fact: FactRef, operator: Operator, recorded: Value, bound: Value) -> bool:
    if fact.type is ValueType.COUNT:
        return _COMPARE[operator](recorded or 0, bound)
    return operator == "<=" if recorded is None else _COMPARE[operator](recorded, bound)


def _complete(fact: FactRef, span: Span, row: Row) -> Goal:
    """What is on record would do; the section must be attested complete."""
    return Goal(fact.name, "complete", None, span, fact.type, row.facts.get(fact.name), closes=True)


def _day_goal(operator: Operator, limit: date, span: Span, row: Row) -> Goal | None:
    """The day of the question moves forward only."""
    bounded = _bounded(ValueType.DATE, operator, limit)
    if bounded is None:
        return None
    meant, bound = bounded
    if meant not in {"=", ">="} or not isinstance(bound, date) or bound <= row.as_of:
        return None
    return Goal("as_of", meant, bound, span, ValueType.DATE, bound)


def _run_out(node: Elapsed, wanted: bool, row: Row) -> Iterator[Goal | None]:
    """Goals on the day a term begins or must have run out by."""
    start, term, by = value(node.start, row), value(node.term, row), value(node.by, row)
    if not isinstance(term, Term):
        return
    if isinstance(by, date):
        latest = _counted(latest_start, by, term)
        yield from _solve(node.start, "<=" if wanted else ">", latest, node.span, row)
    if isinstance(start, date):
        yield from _solve(node.by, ">=" if wanted else "<", _counted(end_of, start, term), node.span, row)


def _lying_within(node: Within, wanted: bool, row: Row) -> Iterator[Goal | None]:
    day, term, before = value(node.day, row), value(node.term, row), value(node.before, row)
    if not isinstance(term, Term):
        return
    if isinstance(before, date):
        first = _counted(earliest_start, before, term)
        if wanted and isinstance(node.day, FactRef) and first is not None:
            yield Goal(node.day.name, ">=", first, node.span, node.day.type, first, until=before)
        elif not wanted:
            yield from _solve(node.day, "<", first, node.span, row)
            if not (isinstance(node.day, FactRef) and node.day.carries_closure):
                yield from _solve(node.day, ">", before, node.span, row)
    if isinstance(day, date):
        last = _counted(end_of, day, term)
        if not wanted:
            yield from _solve(node.before, "<", day, node.span, row)
            yield from _solve(node.before, ">", last, node.span, row)
        elif isinstance(node.before, FactRef) and last is not None:
            yield Goal(node.before.name, ">=", day, node.span, ValueType.DATE, day, until=last)
        elif day > row.as_of:
            yield from _solve(node.before, ">=", day, node.span, row)


def _counted(count: Callable[[date, Term], date], day: date, term: Term) -> date | None:
    try:
        return count(day, term)
    except LiemError:  # beyond the calendar: no such day can be a goal
        return None


def _to_settle(node: Node, row: Row) -> tuple[Goal, ...]:
    """What must become known before the part has an answer at all."""
    facts = [
        Goal(fact.name, "complete" if fact.carries_closure else "known", None, node.span, fact.type)
        for fact in facts_of(node)
        if (not row.closed(fact) if fact.carries_closure else row.facts.get(fact.name) is None)
    ]
    parameters = [
        Goal(parameter.name, "verified", None, node.span, parameter.type)
        for parameter in parameters_of(node)
        if row.parameters.get(parameter.name) is None and isinstance(parameter, ParameterRef)
    ]
    return (*facts, *parameters)
