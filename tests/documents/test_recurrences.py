"""Values of recurring timings: read back, written, and the next day that they set."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liem.documents.recurrences import Recurrence

VALUES = [
    ("R", Recurrence("")),
    ("R/P6M", Recurrence("P6M")),
    ("R/2026-01-01/P1Y", Recurrence("P1Y", date(2026, 1, 1))),
    ("R/--12-15/P1Y", Recurrence("P1Y", None, ("--12-15",))),
    ("R/--01-01/--03-31/P1Y", Recurrence("P1Y", None, ("--01-01", "--03-31"))),
    ("R/2028-01-01/--10-15/P1Y", Recurrence("P1Y", date(2028, 1, 1), ("--10-15",))),
    ("R/---25/P1M", Recurrence("P1M", None, ("---25",))),
]


@pytest.mark.parametrize(("value", "recurrence"), VALUES)
def test_a_value_is_read_and_written(value: str, recurrence: Recurrence) -> None:
    assert Recurrence.parse(value) == recurrence
    assert str(recurrence) == value


def test_another_value_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-12-15"):
        Recurrence.parse("2026-12-15")


@pytest.mark.parametrize(
    ("value", "after", "due"),
    [
        ("R/--12-15/P1Y", date(2026, 12, 15), (date(2026, 12, 15), True)),
        ("R/--12-15/P1Y", date(2026, 12, 16), (date(2027, 12, 15), True)),
        ("R/--01-01/--03-31/P1Y", date(2026, 2, 1), (date(2026, 3, 31), True)),
        ("R/--02-29/P1Y", date(2026, 1, 1), (date(2026, 2, 28), True)),
        ("R/--02-29/P1Y", date(2028, 1, 1), (date(2028, 2, 29), True)),
        ("R/2028-01-01/--10-15/P1Y", date(2026, 11, 21), (date(2028, 10, 15), True)),
        ("R/---25/P1M", date(2026, 11, 26), (date(2026, 12, 25), True)),
        ("R/---25/P1M", date(2026, 12, 26), (date(2027, 1, 25), True)),
        ("R/---31/P1M", date(2026, 11, 1), (date(2026, 11, 30), True)),
        ("R/P1M", date(2026, 2, 3), (date(2026, 2, 28), False)),
        ("R/P3M", date(2026, 11, 21), (date(2026, 12, 31), False)),
        ("R/P6M", date(2026, 6, 30), (date(2026, 6, 30), False)),
        ("R/P6M", date(2026, 7, 1), (date(2026, 12, 31), False)),
        ("R/P1Y", date(2026, 7, 1), None),
        ("R/P1W", date(2026, 7, 1), None),
        ("R", date(2026, 7, 1), None),
    ],
)
def test_the_next_day_that_a_recurrence_sets(value: str, after: date, due: tuple[date, bool] | None) -> None:
    assert Recurrence.parse(value).due(after) == due


@given(st.integers(1, 12), st.integers(1, 31), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_the_next_yearly_day_lies_within_the_coming_year(month: int, number: int, after: date) -> None:
    due = Recurrence("P1Y", None, (f"--{month:02}-{number:02}",)).due(after)
    assert due is not None
    assert 0 <= (due[0] - after).days <= 366
    assert due[0].month == month
