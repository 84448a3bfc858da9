"""The bar of days on which something changed."""

from __future__ import annotations

from datetime import date, timedelta

from django.test import RequestFactory

from liem.record.organisation_days import ChangeDays
from liem.web.day_bar import DayBar, DayMark, day_bar

TODAY = date(2026, 11, 21)
FIRST, JULY = date(2020, 1, 1), date(2025, 7, 1)


def _bar(days: ChangeDays, on: date = TODAY, query: str = "") -> DayBar:
    return day_bar(days, on=on, today=TODAY, request=RequestFactory().get(f"/organisation/{query}"))


def test_marks_stand_in_proportion_and_those_of_reorganisations_lie_on_top() -> None:
    bar = _bar(ChangeDays((FIRST, JULY, date(2026, 1, 1)), ((JULY, 2),)), on=JULY)
    assert bar.marks == (
        DayMark("10.0", FIRST, False),
        DayMark("863.8", date(2026, 1, 1), False),
        DayMark("792.1", JULY, True),
    )
    assert (bar.here, bar.steps, bar.step) == ("792.1", 2516, 2008)
    assert (bar.first, bar.earlier, bar.later, bar.last) == (FIRST, FIRST, date(2026, 1, 1), date(2026, 1, 1))
    assert (bar.reorganised, bar.is_today) == (((JULY, 2),), False)


def test_marks_that_would_fall_together_become_one_and_never_lose_a_reorganisation() -> None:
    days = tuple(FIRST + timedelta(days=number) for number in range(2500))
    bar = _bar(ChangeDays(days, ((JULY, 1),)))
    assert len(bar.marks) < 200
    assert [mark.day for mark in bar.marks if mark.is_reorganised] == [JULY]


def test_without_changes_there_are_no_marks_and_the_bar_still_stands() -> None:
    bar = _bar(ChangeDays(()))
    assert (bar.marks, bar.first, bar.last, bar.starts, bar.steps) == ((), None, None, TODAY, 1)


def test_links_keep_the_rest_of_the_address_but_the_day_and_the_page() -> None:
    assert _bar(ChangeDays(()), query="?on=2025-01-01&page=2&under=a/b&known=2026-01-01").rest == (
        "under=a%2Fb&known=2026-01-01&"
    )
