"""Three-valued answers over one row, and what explains them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from law.vocabulary import CANDIDACY
from liem.kernel.dates import Term
from liem.law.language.check import check
from liem.law.language.interpret import Explanation, Row, Value, answer, explain
from liem.law.language.parse import parse
from liem.law.language.tree import Node, Span, ValueType

AS_OF = date(2025, 5, 31)


def node(text: str) -> Node:
    types = {"least": ValueType.NUMBER, "span": ValueType.TERM}
    return check(parse(text), text=text, table=CANDIDACY, parameters=types)


def row(facts: Mapping[str, Value], **parameters: Value) -> Row:
    return Row(facts, parameters, AS_OF)


OPERATORS = (">= 2", "> 2", "<= 2", "< 2", "= 2", "!= 2")


@pytest.mark.parametrize(
    ("rows", "closed", "answers"),
    [
        (1, True, (False, False, True, True, False, True)),
        (2, True, (True, False, True, False, True, False)),
        (3, True, (True, True, False, False, False, True)),
        (1, False, (None, None, None, None, None, None)),
        (2, False, (True, None, None, False, None, None)),
        (3, False, (True, True, False, False, False, True)),
    ],
)
def test_rows_on_record_are_a_lower_bound_until_the_section_is_closed(
    rows: int, closed: bool, answers: tuple[bool | None, ...]
) -> None:
    given = row({"action_programmes": rows, "action_programmes_closed": closed})
    assert tuple(answer(node(f"action_programmes {operator}"), given) for operator in OPERATORS) == answers


DAY_OPERATORS = tuple(f"{operator} 2024-01-01" for operator in (">=", ">", "<=", "<", "=", "!="))


@pytest.mark.parametrize(
    ("latest", "closed", "answers"),
    [
        (date(2024, 1, 1), True, (True, False, True, False, True, False)),
        (None, True, (False, False, True, True, False, True)),
        (date(2024, 1, 1), False, (True, None, None, False, None, None)),
        (date(2025, 1, 1), False, (True, True, False, False, False, True)),
        (None, False, (None, None, None, None, None, None)),
    ],
)
def test_no_row_on_record_is_before_every_day_once_the_section_is_closed(
    latest: date | None, closed: bool, answers: tuple[bool | None, ...]
) -> None:
    given = row({"latest_recognised_result": latest, "latest_recognised_result_closed": closed})
    found = tuple(answer(node(f"latest_recognised_result {operator}"), given) for operator in DAY_OPERATORS)
    assert found == answers


@pytest.mark.parametrize(
    ("opened_on", "elapsed", "within"),
    [
        (date(2022, 5, 30), True, False),
        (date(2022, 5, 31), True, True),  # exactly three years: the term has run out today, and today is still its last
        (date(2022, 6, 1), False, True),
        (date(2025, 5, 31), False, True),
        (date(2025, 6, 1), False, False),  # after the end day
        (None, None, None),
    ],
)
def test_both_sides_of_a_terms_end(opened_on: date | None, elapsed: bool | None, within: bool | None) -> None:
    given = row({"opened_on": opened_on})
    assert (
        answer(node("elapsed(opened_on, 3 years)"), given),
        answer(node("within(opened_on, 3 years, before as_of)"), given),
    ) == (elapsed, within)


@pytest.mark.parametrize(
    ("latest", "closed", "expected"),
    [
        (date(2022, 5, 31), False, True),
        (date(2022, 5, 30), False, None),
        (date(2022, 5, 30), True, False),
        (None, True, False),
        (None, False, None),
        (date(2025, 6, 1), True, None),  # hides whether an earlier one lies in the term
    ],
)
def test_a_latest_day_within_a_term_needs_one_row_there(
    latest: date | None, closed: bool, expected: bool | None
) -> None:
    given = row({"latest_recognised_result": latest, "latest_recognised_result_closed": closed})
    assert answer(node("within(latest_recognised_result, 3 years, before as_of)"), given) is expected


@pytest.mark.parametrize(
    ("text", "facts", "parameters", "expected"),
    [
        ("decided and kind = 'training'", {"decided": False}, {}, Explanation(False, (Span(0, 7),), (), ())),
        (
            "decided and kind = 'training'",
            {"decided": True},
            {},
            Explanation(None, (Span(12, 29),), ("kind",), ()),
        ),
        (
            "decided or kind = 'training'",
            {"decided": True, "kind": "succession"},
            {},
            Explanation(True, (Span(0, 7),), (), ()),
        ),
        (
            "not (decided or participants > least)",
            {"decided": False, "participants": 3.0},
            {"least": None},
            Explanation(None, (Span(16, 36),), (), ("least",)),
        ),
        (
            "elapsed(opened_on, span, by planned_on)",
            {"opened_on": None, "planned_on": None},
            {"span": Term(years=1)},
            Explanation(None, (Span(0, 39),), ("opened_on", "planned_on"), ()),
        ),
        (
            "action_programmes >= 1 and political_conclusions >= 1",
            {"action_programmes": 0, "political_conclusions": 0, "political_conclusions_closed": True},
            {},
            Explanation(False, (Span(27, 53),), (), ()),
        ),
        (
            "within(latest_recognised_result, span, before as_of)",
            {"latest_recognised_result": date(2025, 6, 1), "latest_recognised_result_closed": True},
            {"span": Term(years=3)},
            Explanation(None, (Span(0, 52),), ("latest_recognised_result",), ()),
        ),
        (
            "action_programmes is known and action_programmes >= 1",
            {"action_programmes": 0, "action_programmes_closed": False},
            {},
            Explanation(False, (Span(0, 26),), (), ()),
        ),
    ],
)
def test_an_explanation_names_the_deciding_parts_and_what_is_missing(
    text: str, facts: Mapping[str, Value], parameters: Mapping[str, Value], expected: Explanation
) -> None:
    assert explain(node(text), row(facts, **parameters)) == expected
