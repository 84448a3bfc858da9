"""Names are resolved and operands checked against the facts of one table and the parameters of the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from liem.kernel.errors import LiemError
from liem.law.language.faults import condition_fault, suggestion
from liem.law.language.tree import (
    And,
    Arithmetic,
    AsOf,
    Between,
    Comparison,
    Elapsed,
    FactRef,
    Known,
    Literal,
    Membership,
    Name,
    Node,
    Not,
    Operator,
    Or,
    ParameterRef,
    Span,
    ValueType,
    Within,
)
from liem.law.vocabulary import FactTable

_WORDS = {
    ValueType.BOOLEAN: ("điều kiện đúng/sai", "a yes-or-no condition"),
    ValueType.NUMBER: ("số", "a number"),
    ValueType.TEXT: ("chữ", "a text"),
    ValueType.DATE: ("ngày", "a day"),
    ValueType.COUNT: ("số dòng trong hồ sơ", "a count of rows"),
    ValueType.LATEST: ("ngày gần nhất trong hồ sơ", "the day of a latest row"),
    ValueType.TERM: ("thời hạn", "a term"),
}
_COMPARED_WITH = {ValueType.COUNT: ValueType.NUMBER, ValueType.LATEST: ValueType.DATE}
_ORDERED = {ValueType.NUMBER, ValueType.DATE, ValueType.COUNT, ValueType.LATEST}
_MIRRORED: dict[Operator, Operator] = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class _Checker:
    text: str
    table: FactTable
    parameters: Mapping[str, ValueType]

    def condition(self, node: Node) -> Node:
        checked = self.resolve(node)
        self._expect(checked, {ValueType.BOOLEAN})
        return checked

    def resolve(self, node: Node) -> Node:  # noqa: PLR0911 - one return per node
        match node:
            case Name():
                return self._name(node)
            case And(parts=parts) | Or(parts=parts):
                return replace(node, parts=tuple(self.condition(part) for part in parts))
            case Not(part=part):
                return replace(node, part=self.condition(part))
            case Comparison():
                return self._comparison(node)
            case Between(value=value, low=low, high=high, span=span):
                lower = self._comparison(Comparison(">=", value, low, span))
                upper = self._comparison(Comparison("<=", value, high, span))
                return And((lower, upper), span)
            case Membership():
                return self._membership(node)
            case Known():
                return self._known(node)
            case Arithmetic():
                return self._arithmetic(node)
            case Elapsed(start=start, term=term, by=by):
                return replace(
                    node,
                    start=self._typed(start, {ValueType.DATE}),
                    term=self._typed(term, {ValueType.TERM}),
                    by=self._day_column(by),
                )
            case Within(day=day, term=term, before=before):
                return replace(
                    node,
                    day=self._typed(day, {ValueType.DATE, ValueType.LATEST}),
                    term=self._typed(term, {ValueType.TERM}),
                    before=self._day_column(before),
                )
            case _:
                return node

    def _name(self, node: Name) -> Node:
        fact = self.table.fact(node.name)
        if fact is not None:
            return FactRef(fact.name, ValueType(fact.type), node.span)
        if node.name in self.parameters:
            return ParameterRef(node.name, self.parameters[node.name], node.span)
        known = [*(fact.name for fact in self.table.facts), *self.parameters, "as_of"]
        hint = suggestion(node.name, known)
        raise self._fault(
            "law.unknown_fact",
            node.span,
            f"Không có dữ kiện hay tham số “{node.name}” cho “{self.table.name}”.{hint.vi}",
            f"There is no fact or parameter “{node.name}” for “{self.table.name}”.{hint.en}",
        )

    def _typed(self, node: Node, wanted: set[ValueType]) -> Node:
        checked = self.resolve(node)
        self._expect(checked, wanted)
        return checked

    def _day_column(self, node: Node) -> Node:
        """The end day of a term: the day of the question or a fact, so that its distinct days can be asked."""
        checked = self._typed(node, {ValueType.DATE})
        if not isinstance(checked, AsOf | FactRef):
            raise self._fault(
                "law.type",
                node.span,
                "Ở đây cần as_of hoặc một dữ kiện kiểu ngày, không phải một ngày viết sẵn.",
                "as_of or a fact that is a day is needed here, not a written day.",
            )
        return checked

    def _comparison(self, node: Comparison) -> Node:
        left, right, operator = self.resolve(node.left), self.resolve(node.right), node.operator
        if _type(right) in _COMPARED_WITH and _type(left) not in _COMPARED_WITH:
            left, right, operator = right, left, _MIRRORED[operator]
        kind = _type(left)
        if kind is ValueType.TERM:
            raise self._fault(
                "law.type",
                node.span,
                "Không so sánh trực tiếp thời hạn. Hãy dùng elapsed(ngày, thời hạn) hoặc within(…).",
                "Terms are not compared directly. Use elapsed(day, term) or within(…).",
            )
        self._expect(right, {_COMPARED_WITH.get(kind, kind)})
        if operator not in {"=", "!="} and kind not in _ORDERED:
            raise self._fault(
                "law.type",
                node.span,
                f"“{operator}” không dùng được cho {_WORDS[kind][0]}. Hãy dùng = hoặc !=.",
                f"“{operator}” does not apply to {_WORDS[kind][1]}. Use = or !=.",
            )
        self._refuse_unlisted(left, right)
        self._refuse_unlisted(right, left)
        return Comparison(operator, left, right, node.span)

    def _refuse_unlisted(self, reference: Node, literal: Node) -> None:
        fact = self.table.fact(reference.name) if isinstance(reference, FactRef) else None
        if fact is None or not fact.choices or not isinstance(literal, Literal) or literal.value in fact.choices:
            return
        hint = suggestion(str(literal.value), fact.choices)
        raise self._fault(
            "law.unknown_choice",
            literal.span,
            f"“{fact.name}” không có giá trị '{literal.value}'.{hint.vi}",
            f"“{fact.name}” has no value '{literal.value}'.{hint.en}",
        )

    def _membership(self, node: Membership) -> Node:
        value = self._typed(node.value, {ValueType.TEXT, ValueType.NUMBER, ValueType.DATE})
        equals = [self._comparison(Comparison("=", value, choice, node.span)) for choice in node.choices]
        return equals[0] if len(equals) == 1 else Or(tuple(equals), node.span)

    def _known(self, node: Known) -> Node:
        value = self.resolve(node.value)
        if not isinstance(value, FactRef | ParameterRef):
            raise self._fault(
                "law.type",
                node.span,
                "“is known” chỉ đặt sau một dữ kiện hoặc tham số.",
                "“is known” follows a fact or a parameter only.",
            )
        return Known(value, node.span)

    def _arithmetic(self, node: Arithmetic) -> Node:
        left = self._typed(node.left, {ValueType.NUMBER})
        right = self._typed(node.right, {ValueType.NUMBER})
        if isinstance(left, Literal) and isinstance(right, Literal):
            raise self._fault(
                "law.type",
                node.span,
                "Cả hai vế là số viết sẵn. Hãy viết luôn kết quả.",
                "Both sides are written numbers. Write the result.",
            )
        return replace(node, left=left, right=right)

    def _expect(self, node: Node, wanted: set[ValueType]) -> None:
        found = _type(node)
        if found in wanted:
            return
        ordered = [kind for kind in ValueType if kind in wanted]
        vi = " hoặc ".join(_WORDS[kind][0] for kind in ordered)
        en = " or ".join(_WORDS[kind][1] for kind in ordered)
        if found in _COMPARED_WITH and ValueType.BOOLEAN in wanted:
            vi, en = f"{vi} (ví dụ “> 0”)", f"{en} (for example “> 0”)"
        raise self._fault(
            "law.type",
            node.span,
            f"Ở đây cần {vi}, nhưng lại là {_WORDS[found][0]}.",
            f"This should be {en} but is {_WORDS[found][1]}.",
        )

    def _fault(self, code: str, span: Span, vi: str, en: str) -> LiemError:
        return condition_fault(code, self.text, span, vi, en)


def _type(node: Node) -> ValueType:
    assert not isinstance(node, Name | Between | Membership), "resolved nodes carry a type"
    return node.type


def check(node: Node, *, text: str, table: FactTable, parameters: Mapping[str, ValueType]) -> Node:
    """The tree with names resolved, `between` and `in` written out, and every operand's type checked.

    `parameters` gives the type (NUMBER or TERM) of every parameter by name. Raises `law.unknown_fact`,
    `law.unknown_choice` or `law.type`, each with the place in `text`.
    """
    return _Checker(text, table, parameters).condition(node)
