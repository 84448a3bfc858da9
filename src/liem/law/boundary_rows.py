"""Values at which conditions change their answer: for each fact those below, at and above every boundary.

A condition that compares facts with written values and parameters cannot tell a value between two boundaries from the
ones next to it, so that trying these is trying all. Facts that are compared with one another are tried at the
boundaries that follow from each other's values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, product

from liem.law.language.interpret import Row, Value
from liem.law.language.tree import And, Comparison, FactRef, Literal, Node, Not, Or, facts_of, walk
from liem.law.repair_leaves import goals_for
from liem.law.vocabulary import CLOSED_SUFFIX, Fact, FactTable, FactType

MOST_VALUES = 48  # of one fact
_MOST_TRIED = 64  # rows from which the boundaries of one comparison are worked out
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BoundaryValues:
    """The values to try by fact; `is_whole` is False where there were more than `MOST_VALUES` of one."""

    by_fact: Mapping[str, tuple[Value, ...]]
    is_whole: bool


def boundary_values(
    conditions: Iterable[Node], *, table: FactTable, parameters: Mapping[str, Value], as_of: date
) -> BoundaryValues:
    """The values of every fact that the checked conditions touch. No value is unknown, every section is complete."""
    nodes = tuple(conditions)
    values = {fact.name: _first_values(fact.name, nodes, table, as_of) for fact in facts_of(*nodes)}
    parts = [node for condition in nodes for node in walk(condition) if not isinstance(node, And | Or | Not)]
    alone = [part for part in parts if len(facts_of(part)) == 1]
    for group in (alone, [part for part in parts if part not in alone]):
        start = {name: tuple(found) for name, found in values.items()}
        for part in group:
            for name, value in _boundaries(part, start, parameters, as_of):
                values[name].update(dict.fromkeys(_around(value, values_of=table.fact(name))))
    cut = {name: tuple(list(found)[:MOST_VALUES]) for name, found in values.items()}
    return BoundaryValues(cut, all(len(cut[name]) == len(found) for name, found in values.items()))


def row_with(facts: Mapping[str, Value], table: FactTable, parameters: Mapping[str, Value], as_of: date) -> Row:
    """A row whose sections are all complete."""
    known = [table.fact(name) for name in facts]
    closed = {fact.closed_column: True for fact in known if fact is not None and fact.closed_column}
    return Row({**facts, **closed}, parameters, as_of)


def _first_values(name: str, nodes: Sequence[Node], table: FactTable, as_of: date) -> dict[Value, None]:
    """Values to begin with, as an ordered set."""
    fact = table.fact(name)
    assert fact is not None, "checked conditions name facts of the table"
    match fact.type:
        case FactType.BOOLEAN:
            return dict.fromkeys((False, True))
        case FactType.TEXT:
            return _texts(name, fact.choices, nodes)
        case FactType.NUMBER:
            return {1.0: None}
        case FactType.COUNT:
            return dict.fromkeys((0, 1))
        case FactType.LATEST:
            return dict.fromkeys((None, as_of))
        case _:
            return {as_of: None}


def _texts(name: str, choices: Sequence[str], nodes: Sequence[Node]) -> dict[Value, None]:
    """The words that the conditions compare the fact with, and one more that none of them names."""
    named = [
        node.right.value
        for condition in nodes
        for node in walk(condition)
        if isinstance(node, Comparison) and isinstance(node.left, FactRef) and isinstance(node.right, Literal)
        if node.left.name == name and isinstance(node.right.value, str)
    ]
    other = next((choice for choice in choices if choice not in named), None if choices else "…")
    return dict.fromkeys([*named, *([other] if other is not None else [])])


def _boundaries(
    part: Node, values: Mapping[str, Sequence[Value]], parameters: Mapping[str, Value], as_of: date
) -> Iterator[tuple[str, Value]]:
    """Facts of a part with the values at which its answer changes, while its other facts have the values given."""
    names = [fact.name for fact in facts_of(part)]
    for chosen in islice(product(*(values[name] for name in names)), _MOST_TRIED):
        facts: dict[str, Value] = dict(zip(names, chosen, strict=True))
        row = Row({**facts, **{f"{name}{CLOSED_SUFFIX}": True for name in names}}, parameters, as_of)
        for wanted in (True, False):
            for goal in (goal for goals in goals_for(part, wanted, row) for goal in goals):
                if goal.fact in names and not goal.is_open:
                    yield from ((goal.fact, value) for value in (goal.value, goal.reached, goal.until))


def _around(value: Value, *, values_of: Fact | None) -> list[Value]:
    """The value and its neighbours; nothing for words and truth values, which are listed already."""
    match value:
        case bool() | str() | None:
            return []
        case int() | float():
            steps = (0, -1, 1) if values_of and values_of.type is FactType.COUNT else (0, -1, 1, -0.5, 0.5)
            return [value + step for step in steps if value + step >= 0]
        case date():
            return [value, value - _ONE_DAY, value + _ONE_DAY]
        case _:
            return []
