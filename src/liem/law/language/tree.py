"""The closed syntax tree of conditions. Every node knows where in the text it stands.

`Name` appears only before checking; `FactRef`, `ParameterRef` and `AsOf` replace it. `between` and `in` are written
out as comparisons while checking, so that engines and the interpreter see few forms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal as OneOf

from liem.kernel.dates import Term
from liem.law.vocabulary import FactType


class ValueType(StrEnum):
    """What an expression gives: the types of facts, and terms."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    COUNT = "count"
    LATEST = "latest"
    TERM = "term"


Operator = OneOf["=", "!=", "<", "<=", ">", ">="]
ArithmeticOperator = OneOf["+", "-", "*"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of characters in the condition's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Literal:
    value: bool | float | str | date | Term
    type: ValueType
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class FactRef:
    name: str
    type: ValueType
    span: Span

    @property
    def carries_closure(self) -> bool:
        return FactType(self.type).carries_closure


@dataclass(frozen=True, slots=True)
class ParameterRef:
    name: str
    type: ValueType
    span: Span


@dataclass(frozen=True, slots=True)
class AsOf:
    span: Span
    type: ValueType = ValueType.DATE


@dataclass(frozen=True, slots=True)
class Arithmetic:
    operator: ArithmeticOperator
    left: Node
    right: Node
    span: Span
    type: ValueType = ValueType.NUMBER


@dataclass(frozen=True, slots=True)
class Comparison:
    """A COUNT or LATEST fact, where there is one, stands on the left once checked."""

    operator: Operator
    left: Node
    right: Node
    span: Span
    type: ValueType = ValueType.BOOLEAN


@dataclass(frozen=True, slots=True)
class Between:
    value: Node
    low: Node
    high: Node
    span: Span


@dataclass(frozen=True, slots=True)
class Membership:
    value: Node
    choices: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Known:
    value: Node
    span: Span
    type: ValueType = ValueType.BOOLEAN


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The term begun on `start` has run out by the day `by`."""

    start: Node
    term: Node
    by: Node
    span: Span
    type: ValueType = ValueType.BOOLEAN


@dataclass(frozen=True, slots=True)
class Within:
    """`day` lies in the term that ends on the day `before`."""

    day: Node
    term: Node
    before: Node
    span: Span
    type: ValueType = ValueType.BOOLEAN


@dataclass(frozen=True, slots=True)
class Not:
    part: Node
    span: Span
    type: ValueType = ValueType.BOOLEAN


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]
    span: Span
    type: ValueType = ValueType.BOOLEAN


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]
    span: Span
    type: ValueType = ValueType.BOOLEAN


Node = (
    Literal
    | Name
    | FactRef
    | ParameterRef
    | AsOf
    | Arithmetic
    | Comparison
    | Between
    | Membership
    | Known
    | Elapsed
    | Within
    | Not
    | And
    | Or
)


def children(node: Node) -> tuple[Node, ...]:  # noqa: PLR0911 - one return per node
    """The direct parts of a node, in the order of the text."""
    match node:
        case And(parts=parts) | Or(parts=parts):
            return parts
        case Not(part=part):
            return (part,)
        case Comparison(left=left, right=right) | Arithmetic(left=left, right=right):
            return (left, right)
        case Known(value=value):
            return (value,)
        case Elapsed(start=start, term=term, by=by):
            return (start, term, by)
        case Within(day=day, term=term, before=before):
            return (day, term, before)
        case Between(value=value, low=low, high=high):
            return (value, low, high)
        case Membership(value=value, choices=choices):
            return (value, *choices)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything under it, each before its parts."""
    yield node
    for part in children(node):
        yield from walk(part)


def facts_of(*nodes: Node | None) -> tuple[FactRef, ...]:
    """The facts that the conditions touch, each once, in the order of the text."""
    found = (part for node in nodes if node is not None for part in walk(node) if isinstance(part, FactRef))
    return tuple({fact.name: fact for fact in found}.values())


def parameters_of(*nodes: Node | None) -> tuple[ParameterRef, ...]:
    """The parameters that the conditions touch, each once, in the order of the text."""
    found = (part for node in nodes if node is not None for part in walk(node) if isinstance(part, ParameterRef))
    return tuple({parameter.name: parameter for parameter in found}.values())
