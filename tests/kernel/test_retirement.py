from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from liem.kernel.retirement import SCHEDULES, Sex, cohorts, retirement_day

# Years and months of age by the year in which it is reached, as the table of the Labour Code's decree reads.
MEN = {
    2021: (60, 3), 2022: (60, 6), 2023: (60, 9), 2024: (61, 0), 2025: (61, 3), 2026: (61, 6), 2027: (61, 9),
    **dict.fromkeys(range(2028, 2060), (62, 0)),
}  # fmt: skip
WOMEN = {
    2021: (55, 4), 2022: (55, 8), 2023: (56, 0), 2024: (56, 4), 2025: (56, 8), 2026: (57, 0), 2027: (57, 4),
    2028: (57, 8), 2029: (58, 0), 2030: (58, 4), 2031: (58, 8), 2032: (59, 0), 2033: (59, 4), 2034: (59, 8),
    **dict.fromkeys(range(2035, 2060), (60, 0)),
}  # fmt: skip


def _walked(year: int, month: int, sex: Sex) -> tuple[int, int]:
    """The month in which full age is reached, found by walking month after month through the table of ages."""
    table, old = (MEN, 60) if sex == "man" else (WOMEN, 55)
    lived, at = 0, (year, month)
    while True:
        years, months = table.get(at[0], (old, 0))
        if lived == years * 12 + months:
            return at
        lived += 1
        at = (at[0], at[1] + 1) if at[1] < 12 else (at[0] + 1, 1)


def _months(first: int, last: int) -> Iterator[tuple[int, int]]:
    return ((year, month) for year in range(first, last + 1) for month in range(1, 13))


@pytest.mark.parametrize("sex", ["man", "woman"])
def test_every_month_of_birth_from_1960_to_1980_retires_in_the_month_of_the_table(sex: Sex) -> None:
    found = {birth: retirement_day(date(*birth, 10), sex) for birth in _months(1960, 1980)}
    assert len(found) == 252
    assert found == {birth: date(*_walked(*birth, sex), 10) for birth in found}


_MEN_CUT = "1961-01 1961-10 1962-07 1963-04 1964-01 1964-10 1965-07 1966-04"
_MEN_AGES = "60.0 60.3 60.6 60.9 61.0 61.3 61.6 61.9 62.0"
_WOMEN_CUT = (
    "1966-01 1966-09 1967-05 1968-01 1968-09 1969-05 1970-01 1970-09 1971-05 1972-01 1972-09 1973-05 1974-01 1974-09 "
    "1975-05"
)
_WOMEN_AGES = "55.0 55.4 55.8 56.0 56.4 56.8 57.0 57.4 57.8 58.0 58.4 58.8 59.0 59.4 59.8 60.0"


@pytest.mark.parametrize(
    ("sex", "born_before", "ages"), [("man", _MEN_CUT, _MEN_AGES), ("woman", _WOMEN_CUT, _WOMEN_AGES)]
)
def test_the_months_of_birth_are_cut_where_the_published_table_cuts_them(sex: Sex, born_before: str, ages: str) -> None:
    found = cohorts(sex)
    assert [f"{one.born_before:%Y-%m}" for one in found if one.born_before] == born_before.split()
    assert found[-1].born_before is None
    assert [f"{one.age // 12}.{one.age % 12}" for one in found] == ages.split()


def test_a_woman_born_in_may_1969_retires_at_57_for_at_56_years_8_months_it_would_already_be_2026() -> None:
    assert retirement_day(date(1969, 4, 30), "woman") == date(2025, 12, 30)
    assert retirement_day(date(1969, 5, 1), "woman") == date(2026, 5, 1)


def test_the_example_of_a_man_born_in_february_1965() -> None:
    assert retirement_day(date(1965, 2, 15), "man") == date(2026, 8, 15)


@pytest.mark.parametrize(
    ("born_on", "sex", "day"),
    [
        (date(1966, 10, 31), "woman", date(2022, 6, 30)),  # June has no day 31
        (date(1962, 8, 31), "man", date(2023, 5, 31)),
        (date(1962, 5, 31), "man", date(2022, 11, 30)),
        (date(1963, 5, 29), "man", date(2024, 5, 29)),
        (date(1967, 6, 30), "woman", date(2023, 6, 30)),
        (date(1968, 10, 31), "woman", date(2025, 6, 30)),
        (date(1970, 10, 29), "woman", date(2028, 6, 29)),
        (date(1968, 2, 29), "man", date(2030, 2, 28)),  # born on a leap day, no leap day to retire on
        (date(1976, 2, 29), "woman", date(2036, 2, 29)),
    ],
)
def test_the_last_days_of_a_month_reach_the_last_day_of_a_shorter_one(born_on: date, sex: Sex, day: date) -> None:
    assert retirement_day(born_on, sex) == day


@pytest.mark.parametrize(("sex", "before"), [("man", 60), ("woman", 55)])
def test_until_2020_the_old_age_holds(sex: Sex, before: int) -> None:
    last = date(2020 - before, 12, 31)
    assert retirement_day(last, sex) == date(2020, 12, 31)
    assert retirement_day(date(2021 - before, 1, 1), sex) > date(2021, 1, 1)


def test_ages_stop_at_62_and_60_years() -> None:
    assert [SCHEDULES["man"].age_in(year) for year in (2027, 2028, 2080)] == [741, 744, 744]
    assert [SCHEDULES["woman"].age_in(year) for year in (2034, 2035, 2080)] == [716, 720, 720]
