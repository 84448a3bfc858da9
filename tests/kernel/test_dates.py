"""Terms by the Civil Code: what the largest and smallest days are, at month ends and leap days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liem.kernel.dates import Term, earliest_start, end_of, has_run_out, latest_start
from liem.kernel.errors import LiemError

DAY = timedelta(days=1)
days = st.dates(date(1950, 1, 1), date(2099, 12, 31))
amounts = st.tuples(st.integers(0, 60), st.integers(0, 30), st.integers(0, 400))
terms = amounts.filter(any).map(lambda amount: Term(*amount))


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        (date(2020, 5, 31), Term(years=5), date(2025, 5, 31)),
        (date(2020, 2, 29), Term(years=5), date(2025, 2, 28)),
        (date(2020, 2, 29), Term(years=4), date(2024, 2, 29)),
        (date(2025, 1, 31), Term(months=1), date(2025, 2, 28)),
        (date(2024, 1, 31), Term(months=1), date(2024, 2, 29)),
        (date(2025, 3, 31), Term(months=1), date(2025, 4, 30)),
        (date(2025, 12, 15), Term(months=2), date(2026, 2, 15)),
        (date(2025, 1, 31), Term(months=1, days=1), date(2025, 3, 1)),
        (date(2025, 2, 25), Term(days=10), date(2025, 3, 7)),
        (date(2019, 11, 30), Term(years=5, months=3), date(2025, 2, 28)),
    ],
)
def test_a_term_ends_on_the_corresponding_day_or_the_months_last(start: date, term: Term, end: date) -> None:
    assert end_of(start, term) == end


@given(days, terms)
def test_latest_start_is_exactly_the_largest_start_that_has_run_out(end: date, term: Term) -> None:
    latest = latest_start(end, term)
    assert (end_of(latest, term) <= end, end_of(latest + DAY, term) <= end) == (True, False)


@given(days, terms)
def test_earliest_start_is_exactly_the_smallest_start_still_within(end: date, term: Term) -> None:
    earliest = earliest_start(end, term)
    assert (end_of(earliest, term) >= end, end_of(earliest - DAY, term) >= end) == (True, False)


@given(days, days, terms)
def test_cut_offs_answer_as_the_term_itself_does(start: date, end: date, term: Term) -> None:
    assert (start <= latest_start(end, term), start >= earliest_start(end, term)) == (
        has_run_out(start, term, by=end),
        end_of(start, term) >= end,
    )


@given(days, days, terms)
def test_a_later_start_never_ends_earlier(one: date, other: date, term: Term) -> None:
    first, second = sorted((one, other))
    assert end_of(first, term) <= end_of(second, term)


@pytest.mark.parametrize(
    ("end", "latest", "earliest"),
    [
        (date(2025, 2, 28), date(2025, 1, 31), date(2025, 1, 28)),  # 28–31 January all end on 28 February
        (date(2025, 3, 30), date(2025, 2, 28), date(2025, 3, 1)),  # no day of February ends on 30 March
        (date(2025, 6, 15), date(2025, 5, 15), date(2025, 5, 15)),
    ],
)
def test_one_month_seen_from_its_end(end: date, latest: date, earliest: date) -> None:
    term = Term(months=1)
    assert (latest_start(end, term), earliest_start(end, term)) == (latest, earliest)


@given(terms)
def test_a_term_survives_being_written_and_read(term: Term) -> None:
    assert Term.parse(str(term)) == term


@pytest.mark.parametrize("text", ["", "P", "5Y", "P5", "P5YT1H", "P-5Y", "PY", "P1M1Y", "P0D", "five years"])
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(LiemError) as refused:
        Term.parse(text)
    assert refused.value.code == "dates.term"


@pytest.mark.parametrize("parts", [(0, 0, 0), (-1, 12, 0), (1, 0, -1)])
def test_a_term_is_longer_than_nothing(parts: tuple[int, int, int]) -> None:
    with pytest.raises(LiemError) as refused:
        Term(*parts)
    assert refused.value.code == "dates.term"


@pytest.mark.parametrize("count", [end_of, latest_start, earliest_start])
def test_leaving_the_calendar_is_an_error_people_can_read(count: object) -> None:
    assert callable(count)
    with pytest.raises(LiemError) as refused:
        count(date(5000, 1, 1), Term(years=6000))
    assert refused.value.code == "dates.range"
