"""Holidays: read by year with their source, damaged lists refused, a verified year before a pending one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from law.loading import load, write_pack
from liem.law.source import LawFilesError

YEAR = """\
- year: 2024
  status: pending
  source: the notice was not read
  off: [2024-04-29, 2024-04-30]
  worked: [2024-05-04]
"""
VERIFIED = """\
- year: 2024
  status: verified
  source: the notice
  checked: {by: A checker, on: 2025-01-01, against: the notice}
  off: [2024-04-30]
"""


def test_days_off_and_days_worked_in_exchange_make_the_calendar(tmp_path: Path) -> None:
    calendar = load(write_pack(tmp_path, holidays=YEAR)).workdays
    assert (calendar.after(date(2024, 4, 26), 3), calendar.verified) == (date(2024, 5, 3), frozenset())


def test_a_verified_year_stands_before_a_pending_one(tmp_path: Path) -> None:
    calendar = load(write_pack(tmp_path, holidays=VERIFIED + YEAR)).workdays
    assert (calendar.off, calendar.worked, calendar.verified) == (
        frozenset({date(2024, 4, 30)}),
        frozenset(),
        frozenset({2024}),
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        (YEAR, "year: 2024\n", 1, "law.type"),
        ("year: 2024", "year: two", 1, "law.type"),
        ("year: 2024", "year: 24", 1, "law.type"),
        ("status: pending", "status: sure", 2, "law.unknown_choice"),
        ("status: pending", "status: verified", 1, "law.missing_checked"),
        ("  source: the notice was not read\n", "", 1, "law.missing_source"),
        ("2024-04-29", "2025-04-29", 4, "law.holiday_year"),
        ("2024-04-29", "2024-04-27", 4, "law.holiday_weekday"),
        ("2024-05-04", "2024-05-03", 5, "law.holiday_weekday"),
        ("2024-04-29", "2024-04-30", 4, "law.duplicate_day"),
        ("2024-04-29", "2024-04-31", 4, "law.day"),
        ("2024-04-29", "tết", 4, "law.type"),
        ("off:", "of:", 4, "law.unknown_key"),
        (YEAR, YEAR + YEAR, 6, "law.duplicate_year"),
    ],
)
def test_a_damaged_list_is_refused_with_its_place(old: str, new: str, line: int, code: str, tmp_path: Path) -> None:
    with pytest.raises(LawFilesError) as refused:
        load(write_pack(tmp_path, holidays=YEAR.replace(old, new)))
    assert ("sample_pack/holidays.yaml", line, code) in [(p.file, p.line, p.code) for p in refused.value.problems]
