"""Working days: weekends and holidays do not count, Saturdays worked in exchange do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liem.kernel.workdays import Workdays

MAY = Workdays(
    off=frozenset({date(2024, 4, 29), date(2024, 4, 30), date(2024, 5, 1)}),
    worked=frozenset({date(2024, 5, 4)}),
    verified=frozenset({2024}),
)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
near = st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)), max_size=60)
calendars = st.builds(
    lambda found: Workdays(
        off=frozenset(day for day in found if day.weekday() < 5),
        worked=frozenset(day for day in found if day.weekday() >= 5),
    ),
    near,
)


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (date(2024, 4, 26), 0, date(2024, 4, 26)),
        (date(2024, 4, 26), 1, date(2024, 5, 2)),  # over a weekend and three days off
        (date(2024, 4, 26), 3, date(2024, 5, 4)),  # the Saturday is worked
        (date(2024, 4, 26), 4, date(2024, 5, 6)),
        (date(2024, 4, 27), 1, date(2024, 5, 2)),  # from a Saturday
    ],
)
def test_after_counts_from_the_next_day_on(start: date, count: int, last: date) -> None:
    assert MAY.after(start, count) == last


@pytest.mark.parametrize(
    ("end", "count", "first"),
    [
        (date(2024, 5, 2), 0, date(2024, 5, 2)),
        (date(2024, 5, 2), 1, date(2024, 4, 26)),
        (date(2024, 5, 6), 1, date(2024, 5, 4)),
    ],
)
def test_before_counts_back_from_the_day_before(end: date, count: int, first: date) -> None:
    assert MAY.before(end, count) == first


@pytest.mark.parametrize("count", [-1, 3661])
def test_what_cannot_be_counted_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="cannot be counted"):
        MAY.after(date(2024, 1, 1), count)


def test_a_count_through_a_year_that_nobody_verified_is_not_sure() -> None:
    spans = [(date(2024, 1, 1), date(2024, 12, 31)), (date(2024, 12, 31), date(2025, 1, 1))]
    assert [MAY.knows(first, last) for first, last in spans] == [True, False]


@given(calendars, days, st.integers(1, 200))
def test_the_days_after_end_on_a_working_day_with_just_so_many_in_between(
    calendar: Workdays, start: date, count: int
) -> None:
    last = calendar.after(start, count)
    assert (calendar.is_working(last), calendar.between(start, last)) == (True, count)


@given(calendars, days, st.integers(1, 200))
def test_counting_back_returns_to_the_start_or_to_the_working_day_before_it(
    calendar: Workdays, start: date, count: int
) -> None:
    back = calendar.before(calendar.after(start, count), count)
    assert (back <= start, calendar.is_working(back), calendar.between(back, start)) == (True, True, 0)


@given(calendars, days, st.integers(1, 200))
def test_a_day_more_ends_a_working_day_later(calendar: Workdays, start: date, count: int) -> None:
    last, later = calendar.after(start, count), calendar.after(start, count + 1)
    between = (last + timedelta(days=one) for one in range(1, (later - last).days))
    assert later > last
    assert not any(calendar.is_working(day) for day in between)
