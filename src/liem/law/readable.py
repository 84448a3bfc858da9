"""Conditions in plain words: facts by their meaning, parameters by their title with the value on the day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from liem.kernel.dates import Term
from liem.kernel.errors import Message
from liem.law.language.interpret import Value
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
)
from liem.law.parameters import Parameter, Unit
from liem.law.vocabulary import FactTable

THE_DAY = Message("ngày đang xét", "the day in question")
_DAYS = {ValueType.DATE, ValueType.LATEST}
_NUMBERS: dict[Operator, Message] = {
    "=": Message("bằng", "is"),
    "!=": Message("khác", "is not"),
    "<": Message("nhỏ hơn", "is less than"),
    "<=": Message("không quá", "is at most"),
    ">": Message("lớn hơn", "is more than"),
    ">=": Message("ít nhất là", "is at least"),
}
_ORDER_OF_DAYS: dict[Operator, Message] = {
    "=": Message("đúng vào", "is"),
    "!=": Message("không phải", "is not"),
    "<": Message("trước", "is before"),
    "<=": Message("không muộn hơn", "is no later than"),
    ">": Message("sau", "is after"),
    ">=": Message("không sớm hơn", "is no earlier than"),
}
_PLAIN: dict[Operator, Message] = {"=": Message("là", "is"), "!=": Message("không phải", "is not")}
_SIGNS = {"+": Message("cộng", "plus"), "-": Message("trừ", "minus"), "*": Message("nhân", "times")}


def _as_written(_fact: str, choice: str) -> Message:
    return Message(choice, choice)


@dataclass(frozen=True, slots=True)
class Wording:
    """What words are made with: the facts of a table, titles and values of parameters, words for choices.

    `titles`, `values` and `units` are by parameter; a parameter without a value has no verified one, and `ended` tells
    since when. `choice(fact, value)` gives the word of a text fact's choice.
    """

    table: FactTable
    titles: Mapping[str, Message] = field(default_factory=dict, hash=False)
    values: Mapping[str, Value] = field(default_factory=dict, hash=False)
    choice: Callable[[str, str], Message] = _as_written
    units: Mapping[str, Unit] = field(default_factory=dict, hash=False)
    ended: Mapping[str, date] = field(default_factory=dict, hash=False)

    def fact(self, name: str) -> Message:
        """The fact's meaning, as it stands inside a sentence."""
        if name == "as_of":
            return THE_DAY
        known = self.table.fact(name)
        return _inside(known.meaning) if known else Message(name, name)

    def opposite(self, name: str) -> Message:
        """That the yes-or-no fact is false: in its own words, else its meaning denied."""
        known = self.table.fact(name)
        if known and known.opposite:
            return _inside(known.opposite)
        meaning = self.fact(name)
        return Message(f"không: {meaning.vi}", f"not: {meaning.en}")

    def unit(self, name: str) -> Message | None:
        """What the number counts, where the vocabulary says so."""
        known = self.table.fact(name)
        return known.unit if known else None

    def parameter(self, name: str) -> Message:
        """The parameter's value on the day and what it is; its title first where there is no value."""
        title, words = _inside(self.titles.get(name, Message(name, name))), self.parameter_value(name)
        first, last = (title, words) if self.values.get(name) is None else (words, title)
        if "(" in first.vi + last.vi:  # no brackets within brackets
            return Message(f"{first.vi}, tức {last.vi}", f"{first.en}, that is {last.en}")
        return Message(f"{first.vi} ({last.vi})", f"{first.en} ({last.en})")

    def parameter_value(self, name: str) -> Message:
        """The parameter's value on the day, with its unit."""
        value = self.values.get(name)
        if value is None and name in self.ended:
            day = f"{self.ended[name]:%d/%m/%Y}"
            return Message(f"hết hiệu lực từ {day}", f"no longer in force from {day} on")
        if value is None:
            return Message("chưa có giá trị được xác minh", "no verified value")
        words = value_words(value)
        return Message(f"{words.vi}%", f"{words.en}%") if self.units.get(name) is Unit.PERCENT else words

    def value_of(self, name: str, value: Value) -> Message:
        """A value of the fact in words, with its unit."""
        if isinstance(value, str):
            return _quoted(self.choice(name, value))
        words, unit = value_words(value), self.unit(name)
        if unit is None or value is None or isinstance(value, bool | date):
            return words
        return Message(f"{words.vi} {unit.vi}", f"{words.en} {_singular(unit.en) if value == 1 else unit.en}")

    def phrase(self, name: str, choice: str) -> Message | None:
        """That the text fact is this choice, where it has words of its own for it."""
        known = self.table.fact(name)
        if known is None or known.phrase is None:
            return None
        words = self.choice(name, choice)
        return Message(known.phrase.vi.format(words.vi), known.phrase.en.format(words.en))


def wording_of(
    table: FactTable,
    parameters: Iterable[Parameter],
    values: Mapping[str, Value],
    choice: Callable[[str, str], Message] = _as_written,
    *,
    day: date | None = None,
) -> Wording:
    """The wording of a table and the parameters of the law with the values that hold; with the day, also of those that
    ended by then."""
    known = tuple(parameters)
    titles, units = {one.id: one.title for one in known}, {one.id: one.unit for one in known}
    ended = {one.id: end for one in known if day is not None and (end := one.ended_on(day)) is not None}
    return Wording(table, titles, values, choice, units, ended)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a condition written out: how deep it stands, its words, and the part of the text that it renders.

    A line with `heads` says how the lines under it hang together (all of them, one of them, none).
    """

    depth: int
    words: Message
    span: Span
    heads: bool = False


def in_words(node: Node, wording: Wording) -> Message:  # noqa: PLR0911 - one return per node
    """A checked condition as one phrase in both languages."""
    match node:
        case And() | Or():
            return _range(node, wording) or _choices(node, wording) or _joined(node, wording)
        case Not(part=part):
            return _negated(part, wording)
        case Comparison():
            return _comparison(node, wording)
        case Known(value=FactRef(name=name, type=ValueType.COUNT | ValueType.LATEST)):
            meaning = wording.fact(name)
            return Message(f"hồ sơ về {meaning.vi} đã đầy đủ", f"the record of {meaning.en} is complete")
        case Known(value=value):
            meaning = _operand(value, wording)
            return Message(f"đã biết {meaning.vi}", f"{meaning.en} is known")
        case Elapsed():
            return _elapsed(node, wording, negated=False)
        case Within():
            return _within(node, wording, negated=False)
        case _:
            return _operand(node, wording)


def lines(node: Node, wording: Wording) -> tuple[Line, ...]:
    """A checked condition written out line by line; its lists stand one step deeper than the line that heads them."""
    return tuple(_lines(node, wording, 0))


def value_words(value: Value) -> Message:
    """A value in words: yes or no, a number, a day as dd/mm/yyyy, a term, a text as it is."""
    match value:
        case None:
            return Message("chưa biết", "not known")
        case bool():
            return Message("có", "yes") if value else Message("không", "no")
        case int() | float():
            return _number(value)
        case date():
            day = f"{value.day:02}/{value.month:02}/{value.year}"
            return Message(day, day)
        case Term():
            return _term(value)
        case _:
            return Message(value, value)


def _lines(node: Node, wording: Wording, depth: int) -> list[Line]:
    if isinstance(node, And | Or) and not (_range(node, wording) or _choices(node, wording)):
        every = isinstance(node, And)
        head = Message("tất cả các ý sau", "all of these") if every else Message("một trong các ý sau", "one of these")
        parts = [line for part in node.parts for line in _lines(part, wording, depth + 1)]
        return [Line(depth, head, node.span, heads=True), *parts]
    if isinstance(node, Not) and isinstance(node.part, And | Or):
        head = Message("không được có việc này", "this must not hold")
        return [Line(depth, head, node.span, heads=True), *_lines(node.part, wording, depth + 1)]
    return [Line(depth, in_words(node, wording), node.span)]


def _joined(node: And | Or, wording: Wording) -> Message:
    vi, en = (" và ", " and ") if isinstance(node, And) else (" hoặc ", " or ")
    parts = [_bracketed(part, wording) for part in node.parts]
    return Message(vi.join(part.vi for part in parts), en.join(part.en for part in parts))


def _bracketed(part: Node, wording: Wording) -> Message:
    words = in_words(part, wording)
    if isinstance(part, And | Or) and not (_range(part, wording) or _choices(part, wording)):
        return Message(f"({words.vi})", f"({words.en})")
    return words


def _range(node: And | Or, wording: Wording) -> Message | None:
    """`between`, which was written out as two comparisons while the condition was checked."""
    match node:
        case And(parts=(Comparison(operator=">=") as low, Comparison(operator="<=") as high)):
            if low.span != node.span or high.span != node.span or low.left != high.left:
                return None
            subject, first, last = (_operand(part, wording, low) for part in (low.left, low.right, high.right))
            return Message(
                f"{subject.vi} từ {first.vi} đến {last.vi}", f"{subject.en} is between {first.en} and {last.en}"
            )
    return None


def _choices(node: And | Or, wording: Wording) -> Message | None:
    """`in (…)`, which was written out as equalities while the condition was checked."""
    if isinstance(node, And):
        return None
    parts = [part for part in node.parts if isinstance(part, Comparison) and part.operator == "="]
    if len(parts) != len(node.parts) or any(part.span != node.span for part in parts):
        return None
    subject = _operand(parts[0].left, wording)
    values = [_operand(part.right, wording, part) for part in parts]
    vi, en = " hoặc ".join(value.vi for value in values), " or ".join(value.en for value in values)
    return Message(f"{subject.vi} là {vi}", f"{subject.en} is {en}")


def _negated(part: Node, wording: Wording) -> Message:
    match part:
        case Elapsed():
            return _elapsed(part, wording, negated=True)
        case Within():
            return _within(part, wording, negated=True)
        case FactRef(name=name):
            return wording.opposite(name)
    words = _bracketed(part, wording)
    return Message(f"không có việc: {words.vi}", f"it is not so that {words.en}")


def _comparison(node: Comparison, wording: Wording) -> Message:
    match node:
        case Comparison(operator="=", left=FactRef(name=name), right=Literal(value=str() as choice)):
            if phrase := wording.phrase(name, choice):
                return phrase
    left, right = _operand(node.left, wording, node), _operand(node.right, wording, node)
    kind = _kind(node.left)
    link = (_ORDER_OF_DAYS if kind in _DAYS else _PLAIN if kind in {ValueType.TEXT, ValueType.BOOLEAN} else _NUMBERS)[
        node.operator
    ]
    return Message(f"{left.vi} {link.vi} {right.vi}", f"{left.en} {link.en} {right.en}")


def _elapsed(node: Elapsed, wording: Wording, *, negated: bool) -> Message:
    start, term, by = (_operand(part, wording) for part in (node.start, node.term, node.by))
    vi, en = ("chưa đủ", "less than") if negated else ("đủ ít nhất", "at least")
    return Message(
        f"từ {start.vi} đến {by.vi} {vi} {term.vi}", f"from {start.en} to {by.en}, {en} {term.en} have passed"
    )


def _within(node: Within, wording: Wording, *, negated: bool) -> Message:
    day, term, before = (_operand(part, wording) for part in (node.day, node.term, node.before))
    vi, en = ("không nằm trong", "does not lie within") if negated else ("nằm trong", "lies within")
    return Message(f"{day.vi} {vi} {term.vi} trước {before.vi}", f"{day.en} {en} {term.en} before {before.en}")


def _operand(  # noqa: PLR0911 - one return per node
    node: Node, wording: Wording, beside: Comparison | None = None
) -> Message:
    match node:
        case FactRef(name=name):
            return wording.fact(name)
        case ParameterRef(name=name):
            return wording.parameter(name)
        case AsOf():
            return THE_DAY
        case Literal(value=str() as text):
            named = beside.left.name if beside and isinstance(beside.left, FactRef) else ""
            return wording.value_of(named, text)
        case Literal(value=value):
            return value_words(value)
        case Arithmetic(operator=operator, left=left, right=right):
            first, sign, second = _operand(left, wording), _SIGNS[operator], _operand(right, wording)
            return Message(f"({first.vi} {sign.vi} {second.vi})", f"({first.en} {sign.en} {second.en})")
        case _:
            return in_words(node, wording)


def _kind(node: Node) -> ValueType:
    return getattr(node, "type", ValueType.BOOLEAN)


def _singular(unit: str) -> str:
    return {"people": "person", "bodies": "body"}.get(unit, unit.removesuffix("s"))


def _quoted(words: Message) -> Message:
    return Message(f"“{words.vi}”", f"“{words.en}”")


def _inside(meaning: Message) -> Message:
    """The phrase with a small first letter, unless the word is an abbreviation or a name of one letter."""
    return Message(_small(meaning.vi), _small(meaning.en))


def _small(text: str) -> str:
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _number(value: float) -> Message:
    en = f"{value:,.4f}".rstrip("0").rstrip(".")
    return Message(en.translate(str.maketrans(",.", ".,")), en)


def _term(term: Term) -> Message:
    parts = [(term.years, "năm", "year"), (term.months, "tháng", "month"), (term.days, "ngày", "day")]
    vi = " ".join(f"{count} {unit}" for count, unit, _ in parts if count)
    en = " ".join(f"{count} {unit}{'s' if count != 1 else ''}" for count, _, unit in parts if count)
    return Message(vi, en)
