"""Text of a condition → syntax tree, names still unresolved."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from typing import cast

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken
from lark.exceptions import VisitError
from lark.tree import Meta
from lark.visitors import v_args

from liem.kernel.dates import Term
from liem.kernel.errors import LiemError, Message
from liem.law.language.faults import condition_fault, nearest, suggestion
from liem.law.language.tree import (
    And,
    Arithmetic,
    ArithmeticOperator,
    AsOf,
    Between,
    Comparison,
    Elapsed,
    Known,
    Literal,
    Membership,
    Name,
    Node,
    Not,
    Operator,
    Or,
    Span,
    ValueType,
    Within,
)
from liem.law.vocabulary import KEYWORDS

LONGEST_CONDITION = 4_000  # characters; far above any rule, far below what could exhaust the parser
DEEPEST_NESTING = 40
_NOT_CODE = re.compile(r"'[^'\n]*'|\d{4}-\d{2}-\d{2}")
_NESTING = re.compile(r"[-+*]|\bnot\b")
_LONGEST_NUMBER = 15  # digits that a 64-bit float keeps exactly

_PARSER = Lark(
    files("liem.law.language").joinpath("grammar.lark").read_text(encoding="utf-8"),
    parser="lalr",
    propagate_positions=True,
    maybe_placeholders=True,
    start=["start", "term"],
)

_EXPECTED = {
    "COMPARISON": Message("= != < <= > >=", "= != < <= > >="),
    "PLUS_MINUS": Message("+ -", "+ -"),
    "TIMES": Message("*", "*"),
    "LPAR": Message("dấu mở ngoặc", "an opening bracket"),
    "RPAR": Message("dấu đóng ngoặc", "a closing bracket"),
    "COMMA": Message("dấu phẩy", "a comma"),
    "NUMBER": Message("một số", "a number"),
    "WHOLE": Message("một thời hạn như 5 years", "a term such as 5 years"),
    "UNIT": Message("years, months hoặc days", "years, months or days"),
    "TEXT": Message("chữ trong nháy đơn", "text in single quotes"),
    "DAY": Message("một ngày như 2025-06-30", "a day such as 2025-06-30"),
    "NAME": Message("một tên", "a name"),
    "$END": Message("hết điều kiện", "the end"),
}


class _Builder(Transformer[Token, Node]):
    """Turns lark's tree into ours; methods are named after the rules of the grammar."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    @v_args(meta=True)
    def disjunction(self, meta: Meta, parts: list[Node]) -> Node:
        return Or(tuple(parts), _span(meta))

    @v_args(meta=True)
    def conjunction(self, meta: Meta, parts: list[Node]) -> Node:
        return And(tuple(parts), _span(meta))

    @v_args(meta=True)
    def negation(self, meta: Meta, parts: list[Node]) -> Node:
        return Not(parts[0], _span(meta))

    @v_args(meta=True)
    def comparison(self, meta: Meta, parts: list[Node | Token]) -> Node:
        left, operator, right = parts
        return Comparison(cast(Operator, str(operator)), cast(Node, left), cast(Node, right), _span(meta))

    @v_args(meta=True)
    def between(self, meta: Meta, parts: list[Node]) -> Node:
        return Between(parts[0], parts[1], parts[2], _span(meta))

    @v_args(meta=True)
    def membership(self, meta: Meta, parts: list[Node]) -> Node:
        return Membership(parts[0], tuple(parts[1:]), _span(meta))

    @v_args(meta=True)
    def known(self, meta: Meta, parts: list[Node]) -> Node:
        return Known(parts[0], _span(meta))

    @v_args(meta=True)
    def arithmetic(self, meta: Meta, parts: list[Node | Token]) -> Node:
        left, operator, right = parts
        return Arithmetic(cast(ArithmeticOperator, str(operator)), cast(Node, left), cast(Node, right), _span(meta))

    @v_args(meta=True)
    def elapsed(self, meta: Meta, parts: list[Node | None]) -> Node:
        start, term, by = parts
        span = _span(meta)
        return Elapsed(cast(Node, start), cast(Node, term), by or AsOf(span), span)

    @v_args(meta=True)
    def within(self, meta: Meta, parts: list[Node]) -> Node:
        return Within(parts[0], parts[1], parts[2], _span(meta))

    @v_args(meta=True)
    def name(self, meta: Meta, parts: list[Token]) -> Node:
        if parts[0] == "as_of":
            return AsOf(_span(meta))
        return Name(str(parts[0]), _span(meta))

    @v_args(meta=True)
    def number(self, meta: Meta, parts: list[Token]) -> Node:
        if len(parts[0].replace(".", "")) > _LONGEST_NUMBER:
            raise self._fault(meta, "Số quá dài.", "This number is too long.")
        return Literal(float(parts[0]), ValueType.NUMBER, _span(meta))

    @v_args(meta=True)
    def text(self, meta: Meta, parts: list[Token]) -> Node:
        return Literal(parts[0][1:-1], ValueType.TEXT, _span(meta))

    @v_args(meta=True)
    def day(self, meta: Meta, parts: list[Token]) -> Node:
        try:
            value = date.fromisoformat(parts[0])
        except ValueError:
            raise self._fault(
                meta, f"Không có ngày {parts[0]} trong lịch.", f"There is no day {parts[0]} in the calendar."
            ) from None
        return Literal(value, ValueType.DATE, _span(meta))

    @v_args(meta=True)
    def true(self, meta: Meta, _parts: list[Token]) -> Node:
        return Literal(True, ValueType.BOOLEAN, _span(meta))

    @v_args(meta=True)
    def false(self, meta: Meta, _parts: list[Token]) -> Node:
        return Literal(False, ValueType.BOOLEAN, _span(meta))

    @v_args(meta=True)
    def term(self, meta: Meta, parts: list[Token]) -> Node:
        amounts = {"year": 0, "month": 0, "day": 0}
        for amount, unit in zip(parts[::2], parts[1::2], strict=True):
            if len(amount) > 5:
                raise self._fault(meta, "Thời hạn quá dài.", "This term is too long.")
            amounts[unit.rstrip("s")] += int(amount)
        try:
            value = Term(years=amounts["year"], months=amounts["month"], days=amounts["day"])
        except LiemError as error:
            raise self._fault(meta, error.message.vi, error.message.en) from error
        return Literal(value, ValueType.TERM, _span(meta))

    def _fault(self, meta: Meta, vi: str, en: str) -> LiemError:
        return condition_fault("law.syntax", self._text, _span(meta), vi, en)


def parse(text: str) -> Node:
    """Reads a condition. Raises `law.syntax` with the place and what was expected there."""
    return _parse(text, "start")


def parse_term(text: str) -> Term:
    """Reads a term written as in a condition (`5 years`, `1 year 6 months`). Raises `law.syntax`."""
    return cast(Term, cast(Literal, _parse(text, "term")).value)


def _parse(text: str, start: str) -> Node:
    _refuse_oversize(text)
    try:
        return _Builder(text).transform(_PARSER.parse(text, start=start))
    except VisitError as error:
        if isinstance(error.orig_exc, LiemError):
            raise error.orig_exc from None
        raise
    except UnexpectedInput as error:
        raise _syntax_fault(text, error) from None


def _refuse_oversize(text: str) -> None:
    if len(text) <= LONGEST_CONDITION and _depth(text) <= DEEPEST_NESTING:
        return
    raise condition_fault(
        "law.syntax",
        text[:80],
        Span(0, 1),
        "Điều kiện quá dài hoặc lồng quá sâu. Hãy tách thành nhiều quy tắc.",
        "This condition is too long or too deeply nested. Split it into several rules.",
    )


def _depth(text: str) -> int:
    """An upper bound of the depth of the tree: open brackets, and every sign that nests to the left or right."""
    code = _NOT_CODE.sub(" ", text)
    depth = deepest = 0
    for character in code:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    return deepest + len(_NESTING.findall(code))


def _syntax_fault(text: str, error: UnexpectedInput) -> LiemError:
    at_end = isinstance(error, UnexpectedEOF) or (isinstance(error, UnexpectedToken) and error.token.type == "$END")
    offset = len(text) if at_end or error.pos_in_stream is None else error.pos_in_stream
    found = _word_at(text, offset)
    expected = _expected(error)
    wanted = Message(", ".join(word.vi for word in expected), ", ".join(word.en for word in expected))
    need = Message(" một trong", " one of") if len(expected) > 1 else Message("", "")
    if not found:
        vi = f"Điều kiện dừng giữa chừng. Cần{need.vi}: {wanted.vi}."
        en = f"The condition stops too early. Expected{need.en}: {wanted.en}."
        return condition_fault("law.syntax", text, Span(offset, offset + 1), vi, en)
    hint = _hint(text, offset, found, [word.en for word in expected])
    return condition_fault(
        "law.syntax",
        text,
        Span(offset, offset + len(found)),
        f"Không hiểu “{found}” ở đây. Cần{need.vi}: {wanted.vi}.{hint.vi}",
        f"“{found}” is not understood here. Expected{need.en}: {wanted.en}.{hint.en}",
    )


def _word_at(text: str, offset: int) -> str:
    end = offset
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[offset : max(end, offset + 1)]


def _expected(error: UnexpectedInput) -> list[Message]:
    names: set[str] = set()
    if isinstance(error, UnexpectedToken):
        names = set(error.accepts or error.expected)
    elif isinstance(error, UnexpectedCharacters):
        names = set(error.allowed or ())
    plain = (_EXPECTED.get(name, Message(name.lower(), name.lower())) for name in names - {"WS"})
    return sorted(plain, key=lambda word: word.en)


def _hint(text: str, offset: int, found: str, expected: list[str]) -> Message:
    if found in {'"', "“", "”", "‘", "’"}:
        return Message(" Chữ đặt trong nháy đơn: 'như thế này'.", " Put text in single quotes: 'like this'.")
    if found in {"&", "|", "!"} or text[max(0, offset - 1) : offset + 1] == "==":
        return Message(" Hãy dùng and, or, not, =.", " Use and, or, not, =.")
    words = [word for word in KEYWORDS if word in expected]
    return suggestion(found, words) if nearest(found, words) else Message("", "")


def _span(meta: Meta) -> Span:
    return Span(meta.start_pos, meta.end_pos)
