"""The text of a condition becomes a tree that knows its places; everything else is refused with its place."""

from __future__ import annotations

from datetime import date

import pytest

from liem.kernel.dates import Term
from liem.kernel.errors import LiemError
from liem.law.language.parse import parse, parse_term
from liem.law.language.tree import (
    And,
    Arithmetic,
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
    Or,
    Span,
    ValueType,
    Within,
)


def name(word: str, start: int) -> Name:
    return Name(word, Span(start, start + len(word)))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("decided", name("decided", 0)),
        (
            "a or b and not c",
            Or(
                (name("a", 0), And((name("b", 5), Not(name("c", 15), Span(11, 16))), Span(5, 16))),
                Span(0, 16),
            ),
        ),
        ("(a or b) and c", And((Or((name("a", 1), name("b", 6)), Span(1, 7)), name("c", 13)), Span(0, 14))),
        (
            "n + 2 * m >= 3.5",
            Comparison(
                ">=",
                Arithmetic(
                    "+",
                    name("n", 0),
                    Arithmetic("*", Literal(2.0, ValueType.NUMBER, Span(4, 5)), name("m", 8), Span(4, 9)),
                    Span(0, 9),
                ),
                Literal(3.5, ValueType.NUMBER, Span(13, 16)),
                Span(0, 16),
            ),
        ),
        (
            "d between 2025-06-30 and as_of",
            Between(
                name("d", 0),
                Literal(date(2025, 6, 30), ValueType.DATE, Span(10, 20)),
                AsOf(Span(25, 30)),
                Span(0, 30),
            ),
        ),
        (
            "t in ('a', 'b')",
            Membership(
                name("t", 0),
                (Literal("a", ValueType.TEXT, Span(6, 9)), Literal("b", ValueType.TEXT, Span(11, 14))),
                Span(0, 15),
            ),
        ),
        ("order is known", Known(name("order", 0), Span(0, 14))),
        (
            "elapsed(d, 5 years)",
            Elapsed(name("d", 8), Literal(Term(years=5), ValueType.TERM, Span(11, 18)), AsOf(Span(0, 19)), Span(0, 19)),
        ),
        (
            "elapsed(d, t, by e)",
            Elapsed(name("d", 8), name("t", 11), name("e", 17), Span(0, 19)),
        ),
        (
            "within(d, 10 days, before e)",
            Within(name("d", 7), Literal(Term(days=10), ValueType.TERM, Span(10, 17)), name("e", 26), Span(0, 28)),
        ),
        ("a = true", Comparison("=", name("a", 0), Literal(True, ValueType.BOOLEAN, Span(4, 8)), Span(0, 8))),
    ],
)
def test_a_condition_becomes_a_tree_with_places(text: str, tree: Node) -> None:
    assert parse(text) == tree


def test_a_term_may_have_several_parts() -> None:
    assert parse_term("1 year 6 months") == Term(years=1, months=6)


@pytest.mark.parametrize(
    ("text", "offset", "words"),
    [
        ("a = ", 4, "The condition stops too early. Expected one of: "),
        ("a == 3", 3, "Use and, or, not, =."),
        ('grade = "good"', 8, "Put text in single quotes: 'like this'."),
        ("a adn b", 2, "Did you mean “and”?"),
        ("a is unknown", 5, "“unknown” is not understood here. Expected: known. Did you mean “known”?"),
        ("a is true", 5, "“true” is not understood here. Expected: known."),
        ("a < b < c", 6, "“<” is not understood here."),
        ("years in field < 5", 9, "“field” is not understood here. Expected: an opening bracket."),
        ("a in ()", 6, "“)” is not understood here."),
        ("a in (b)", 6, "“b” is not understood here."),
        ("2025-02-30 < a", 0, "There is no day 2025-02-30 in the calendar."),
        ("elapsed(a, 0 years)", 11, "A term must be longer than 0."),
        ("1234567890123456 = a", 0, "This number is too long."),
        ("a = 1 -- note", 7, "“-” is not understood here."),
        ("a; drop", 1, "“;” is not understood here."),
        ("", 0, "The condition stops too early."),
    ],
)
def test_what_is_not_listed_is_refused_with_its_place(text: str, offset: int, words: str) -> None:
    with pytest.raises(LiemError) as refused:
        parse(text)
    error = refused.value
    assert (error.code, error.data["offset"], words in error.message.en) == ("law.syntax", offset, True), str(error)


def test_the_place_is_shown_under_its_line() -> None:
    with pytest.raises(LiemError) as refused:
        parse("decided\nand grade is missing\nand kind = 'x'")
    assert {name: refused.value.data[name] for name in ("line", "column", "excerpt")} == {
        "line": 2,
        "column": 14,
        "excerpt": "and grade is missing\n             ^^^^^^^",
    }


@pytest.mark.parametrize(
    "text", ["(" * 60 + "a" + ")" * 60, "not " * 60 + "a", "n" + "+n" * 60 + " > 1", "a or " * 1000 + "a"]
)
def test_a_condition_that_could_exhaust_the_parser_is_refused(text: str) -> None:
    with pytest.raises(LiemError) as refused:
        parse(text)
    assert (refused.value.code, "Split it into several rules" in refused.value.message.en) == ("law.syntax", True)
