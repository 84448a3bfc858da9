"""On which days whom to remind."""

from __future__ import annotations

from datetime import date

from liem.duties.ladder import LADDER, reached, to_remind
from liem.kernel.workdays import Workdays

CALENDAR = Workdays(off=frozenset({date(2026, 9, 1), date(2026, 9, 2)}), verified=frozenset({2026}))
DUE = date(2026, 9, 4)  # a Friday, two working days after a holiday of two days


def test_each_rung_comes_on_its_working_day() -> None:
    assert {rung.name: rung.day(DUE, CALENDAR) for rung in LADDER} == {
        "ahead": date(2026, 8, 26),
        "last_day": date(2026, 9, 3),
        "late": date(2026, 9, 7),
        "escalated": date(2026, 9, 9),
        "late_again": date(2026, 9, 18),
        "escalated_again": date(2026, 9, 18),
    }


def test_nothing_has_come_on_the_day_before_the_first_rung() -> None:
    assert reached(DUE, today=date(2026, 8, 25), calendar=CALENDAR) == ()
    assert [rung.name for rung in reached(DUE, today=date(2026, 8, 26), calendar=CALENDAR)] == ["ahead"]


def test_whoever_was_not_reminded_for_long_is_reminded_once_and_so_is_the_body_above() -> None:
    come = reached(DUE, today=date(2026, 12, 1), calendar=CALENDAR)
    assert [rung.name for rung in to_remind(come, done=())] == ["late_again", "escalated_again"]


def test_a_rung_that_was_done_is_not_done_again() -> None:
    come = reached(DUE, today=date(2026, 9, 9), calendar=CALENDAR)
    assert [rung.name for rung in to_remind(come, done={"late"})] == ["escalated"]
    assert to_remind(come, done={"late", "escalated"}) == ()
