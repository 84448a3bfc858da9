"""Names are resolved and operands checked; every refusal points at its place and suggests what was meant."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from law.vocabulary import CANDIDACY, EVALUATION
from liem.kernel.errors import LiemError
from liem.law.language.check import check
from liem.law.language.parse import parse
from liem.law.language.tree import (
    And,
    Comparison,
    FactRef,
    Literal,
    Node,
    Or,
    ParameterRef,
    Span,
    ValueType,
    facts_of,
    parameters_of,
)
from liem.law.vocabulary import FactTable

PARAMETERS: Mapping[str, ValueType] = {"least": ValueType.NUMBER, "span": ValueType.TERM}


def checked(text: str, table: FactTable = CANDIDACY) -> Node:
    return check(parse(text), text=text, table=table, parameters=PARAMETERS)


def test_between_and_in_are_written_out_as_comparisons() -> None:
    year = FactRef("year", ValueType.NUMBER, Span(0, 4))
    low, high = Literal(2020.0, ValueType.NUMBER, Span(13, 17)), ParameterRef("least", ValueType.NUMBER, Span(22, 27))
    grade = FactRef("grade", ValueType.TEXT, Span(0, 5))
    good, excellent = (
        Literal("good", ValueType.TEXT, Span(10, 16)),
        Literal("excellent", ValueType.TEXT, Span(18, 29)),
    )
    assert (
        checked("year between 2020 and least", EVALUATION),
        checked("grade in ('good', 'excellent')", EVALUATION),
    ) == (
        And((Comparison(">=", year, low, Span(0, 27)), Comparison("<=", year, high, Span(0, 27))), Span(0, 27)),
        Or((Comparison("=", grade, good, Span(0, 30)), Comparison("=", grade, excellent, Span(0, 30))), Span(0, 30)),
    )


def test_a_count_on_the_right_is_turned_to_the_left() -> None:
    node = checked("3 < action_programmes")
    assert isinstance(node, Comparison)
    assert (node.operator, node.left, node.span) == (
        ">",
        FactRef("action_programmes", ValueType.COUNT, Span(4, 21)),
        Span(0, 21),
    )


def test_facts_and_parameters_are_listed_once_in_the_order_of_the_text() -> None:
    node = checked("participants > least and elapsed(opened_on, span, by planned_on) and participants < 9")
    assert (
        [fact.name for fact in facts_of(node, None)],
        [parameter.name for parameter in parameters_of(node)],
    ) == (["participants", "opened_on", "planned_on"], ["least", "span"])


@pytest.mark.parametrize(
    ("text", "code", "offset", "words"),
    [
        ("decidd", "law.unknown_fact", 0, "Did you mean “decided”?"),
        ("participants > leest", "law.unknown_fact", 15, "Did you mean “least”?"),
        ("zzz", "law.unknown_fact", 0, ", …."),
        ("kind = 'apointment'", "law.unknown_choice", 7, "Did you mean “appointment”?"),
        ("kind in ('training', 'sucession')", "law.unknown_choice", 21, "Did you mean “succession”?"),
        ("participants", "law.type", 0, "This should be a yes-or-no condition but is a number."),
        ("action_programmes", "law.type", 0, "(for example “> 0”)"),
        ("decided and kind", "law.type", 12, "but is a text"),
        ("participants = 'five'", "law.type", 15, "This should be a number but is a text."),
        ("opened_on > 3", "law.type", 12, "This should be a day but is a number."),
        ("kind < 'training'", "law.type", 0, "“<” does not apply to a text."),
        ("decided >= true", "law.type", 0, "“>=” does not apply to a yes-or-no condition."),
        ("action_programmes = related_participants", "law.type", 20, "This should be a number but is a count of rows."),
        ("action_programmes + 1 > 2", "law.type", 0, "This should be a number but is a count of rows."),
        ("action_programmes in (1, 2)", "law.type", 0, "but is a count of rows"),
        ("latest_recognised_result in (2025-06-30)", "law.type", 0, "but is the day of a latest row"),
        ("elapsed(participants, 5 years)", "law.type", 8, "This should be a day but is a number."),
        ("elapsed(opened_on, 5)", "law.type", 19, "This should be a term but is a number."),
        ("elapsed(opened_on, span, by 2025-06-30)", "law.type", 28, "as_of or a fact that is a day"),
        ("within(kind, span, before as_of)", "law.type", 7, "This should be a day or the day of a latest row"),
        ("span = 5 years", "law.type", 0, "Terms are not compared directly."),
        ("participants > 1 + 1", "law.type", 15, "Write the result."),
        ("(participants > 1) is known", "law.type", 0, "follows a fact or a parameter only"),
    ],
)
def test_a_wrong_name_or_type_is_refused_with_its_place(text: str, code: str, offset: int, words: str) -> None:
    with pytest.raises(LiemError) as refused:
        checked(text)
    error = refused.value
    assert (error.code, error.data["offset"], words in error.message.en) == (code, offset, True), str(error)
