"""For how long, and for which bodies, one acts from a post."""

from __future__ import annotations

from datetime import date

import pytest

from liem.procedures.decisions.spans import Span

FIRST, LEFT = date(2025, 3, 1), date(2025, 9, 1)
SPAN = Span("t", "chi", FIRST, LEFT, "tinh", frozenset({"so", "so/phong-1"}), "decision:d")


@pytest.mark.parametrize(
    ("person", "body", "day", "is_covered"),
    [
        ("chi", "so", FIRST, True),
        ("chi", "so", date(2025, 8, 31), True),
        ("chi", "so", date(2025, 2, 28), False),
        ("chi", "so", LEFT, False),
        ("chi", "so", None, False),
        ("chi", "so/phong-1", FIRST, True),
        ("chi", "so-khac", FIRST, False),
        ("chi", None, FIRST, True),
        ("binh", "so", FIRST, False),
        (None, "so", FIRST, False),
    ],
)
def test_an_act_is_covered_from_the_first_day_to_the_last_for_the_bodies_of_the_post(
    person: str | None, body: str | None, day: date | None, is_covered: bool
) -> None:
    assert SPAN.covers(person, body, day) is is_covered


def test_the_node_of_a_span_names_the_tenure_its_holder_and_who_decides_on_it() -> None:
    assert (SPAN.node.key, SPAN.node.body, SPAN.node.person, SPAN.node.on) == ("tenure:t", "tinh", "chi", FIRST)
