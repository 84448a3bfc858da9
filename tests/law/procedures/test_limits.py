"""Limits in months of the calendar, and by a day of the year."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.procedures.sample import PROCEDURE, load_sample, sample
from liem.kernel.errors import Message
from liem.law.procedures.course import Frame, Place, Taken, course
from liem.law.procedures.in_words import length_words, limit_words
from liem.law.procedures.steps import DayOfYear, Procedure
from liem.law.procedures.trials import run_procedure_cases

CHECK = "within: {days: least_days, since: opening}"
DECISION = "within: {working_days: 10, before: term_end}"
BEGUN = "expect: {end: completed"


def of_check(root: Path, within: str) -> Procedure:
    return sample(root, PROCEDURE.replace(CHECK, f"within: {within}"))


def check(procedure: Procedure, opened: date, as_of: date, *events: Taken, months: int | None = None) -> Place:
    values = {} if months is None else {"least_days": months}
    return course(procedure, opened=opened, events=events, as_of=as_of, frame=Frame(values=values)).place("check")


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        (date(2026, 1, 15), date(2026, 2, 15)),
        (date(2026, 1, 31), date(2026, 2, 28)),  # no corresponding day: the last of the month
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2026, 2, 28), date(2026, 3, 28)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_a_month_ends_on_the_corresponding_day_or_the_last_of_the_month(
    tmp_path: Path, opened: date, due: date
) -> None:
    place = check(of_check(tmp_path, "{months: 1, since: opening}"), opened, opened)
    assert (place.due, place.is_sure, place.is_late) == (due, True, False)


def test_months_run_from_the_day_of_the_step_once_it_is_taken(tmp_path: Path) -> None:
    procedure = of_check(tmp_path, "{months: 3, since: request}")
    opened, asked = date(2026, 8, 20), date(2026, 8, 31)
    waiting = check(procedure, opened, asked)
    in_time, late = (
        check(procedure, opened, day, Taken("request", asked, "an")) for day in (date(2026, 11, 30), date(2026, 12, 1))
    )
    assert [(one.due, one.is_late) for one in (waiting, in_time, late)] == [
        (None, False),
        (date(2026, 11, 30), False),
        (date(2026, 11, 30), True),
    ]


def test_months_before_a_day_end_on_the_last_day_from_which_they_have_run_out_by_then(tmp_path: Path) -> None:
    procedure = sample(tmp_path, PROCEDURE.replace(DECISION, "within: {months: 3, before: term_end}"))
    frame = Frame({"term_end": date(2026, 5, 30)})
    now = course(procedure, opened=date(2026, 1, 5), events=(), as_of=date(2026, 3, 1), frame=frame)
    assert (now.place("decision").due, now.place("decision").is_late) == (date(2026, 2, 28), True)


def test_a_number_of_months_may_stand_in_the_law(tmp_path: Path) -> None:
    procedure = of_check(tmp_path, "{months: least_days, since: opening}")
    opened = date(2026, 3, 2)
    places = [check(procedure, opened, opened, months=months) for months in (None, 0, 2)]
    assert [(one.due, one.is_sure) for one in places] == [(None, False), (opened, True), (date(2026, 5, 2), True)]


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        (date(2026, 3, 2), date(2026, 12, 15)),
        (date(2026, 12, 15), date(2026, 12, 15)),
        (date(2026, 12, 16), date(2027, 12, 15)),
    ],
)
def test_a_day_of_the_year_is_the_first_on_or_after_the_opening(tmp_path: Path, opened: date, due: date) -> None:
    procedure = of_check(tmp_path, '{by: "12-15"}')
    in_time, late = (check(procedure, opened, day) for day in (due, date(due.year, 12, 16)))
    assert [(one.due, one.is_sure, one.is_late) for one in (in_time, late)] == [(due, True, False), (due, True, True)]


def test_a_day_of_the_year_does_not_move_when_steps_are_taken(tmp_path: Path) -> None:
    taken = Taken("request", date(2026, 12, 20), "an")
    place = check(of_check(tmp_path, "{by: 12-15}"), date(2026, 12, 1), date(2026, 12, 21), taken)
    assert (place.due, place.is_late) == (date(2026, 12, 15), True)


@pytest.mark.parametrize(("month", "day"), [(2, 29), (4, 31), (13, 1), (0, 1), (1, 0)])
def test_a_day_that_not_every_year_has_is_none(month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        DayOfYear(month, day)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(2001, 1, 1), date(2001, 12, 31)))
def test_the_first_such_day_lies_within_a_year(start: date, named: date) -> None:
    found = DayOfYear(named.month, named.day).first_from(start)
    assert (found.month, found.day) == (named.month, named.day)
    assert timedelta(0) <= found - start <= timedelta(days=365)


@pytest.mark.parametrize(
    ("within", "length", "whole"),
    [
        (
            "{months: 3, since: request}",
            Message("3 tháng", "3 months"),
            Message("trong 3 tháng từ bước “Đề nghị”", "within 3 months of “Request”"),
        ),
        (
            "{months: 1, before: congress}",
            Message("1 tháng", "1 month"),
            Message("chậm nhất 1 tháng trước ngày đại hội", "at the latest 1 month before the day of the congress"),
        ),
        (
            "{months: least_days, since: opening}",
            Message("số tháng chưa xác minh", "months not verified yet"),
            Message(
                "trong số tháng chưa xác minh từ khi mở vụ việc",
                "within months not verified yet of the opening of the case",
            ),
        ),
        (
            "{by: 12-15}",
            Message("ngày 15 tháng 12", "15 December"),
            Message(
                "chậm nhất ngày 15 tháng 12 đầu tiên kể từ khi mở vụ việc",
                "by 15 December, the first from the opening of the case",
            ),
        ),
    ],
)
def test_such_limits_are_told_in_both_languages(tmp_path: Path, within: str, length: Message, whole: Message) -> None:
    procedure = of_check(tmp_path, within)
    limit = procedure.step("check").limit
    assert limit is not None
    assert (length_words(limit, {}), limit_words(limit, procedure, {})) == (length, whole)


def test_a_limit_may_say_where_it_is_reported(tmp_path: Path) -> None:
    texts = {"by": "{by: 12-15, pending: a draft}", "in": "{months: 1, since: opening, pending: a draft}"}
    limits = [of_check(tmp_path / name, within).step("check").limit for name, within in texts.items()]
    assert [limit and limit.pending for limit in limits] == [Message("a draft", "a draft")] * 2


def test_cases_beside_a_procedure_count_such_limits(tmp_path: Path) -> None:
    text = PROCEDURE.replace(CHECK, "within: {months: least_days, since: opening}").replace(
        "within: {working_days: 5, since: request}", "within: {by: 02-28}"
    )
    right = text.replace(BEGUN, f"{BEGUN}, due: {{check: 2026-10-02, opinion: 2027-02-28}}")
    wrong = text.replace(BEGUN, f"{BEGUN}, due: {{check: 2026-10-01, opinion: 2026-02-28}}")
    laws = [load_sample(tmp_path / name, one) for name, one in {"right": right, "wrong": wrong}.items()]
    assert [[one.what for one in run_procedure_cases(law)] for law in laws] == [[], ["due of opinion", "due of check"]]
