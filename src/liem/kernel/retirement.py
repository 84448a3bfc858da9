"""The day on which retirement age is reached, in normal working conditions (Labour Code 2019, article 169).

Until 2020 the age was 60 years for men and 55 for women. In 2021 it was 60 years 3 months and 55 years 4 months; each
year after that adds 3 months for men, up to 62 years (2028), and 4 months for women, up to 60 years (2035). The age
that counts is that of the year in which it is reached, so it depends on the month of birth alone.

What is given is the day of full age, counted as a term of months is counted (`kernel.dates`). At the end of which month
work ends is a matter of other provisions, and so are the longer ages of named titles: both are left to whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from liem.kernel.dates import Term, end_of

Sex = Literal["man", "woman"]

FIRST_YEAR = 2021


@dataclass(frozen=True, slots=True)
class Schedule:
    """Ages in months: before the first year, in it, what each later year adds, and where it stops."""

    before: int
    first: int
    step: int
    last: int

    def age_in(self, year: int) -> int:
        """The retirement age of a calendar year, in months."""
        if year < FIRST_YEAR:
            return self.before
        return min(self.first + self.step * (year - FIRST_YEAR), self.last)


@dataclass(frozen=True, slots=True)
class Cohort:
    """People born before the first day of a month, and not in an earlier cohort. `born_before` None: all later."""

    born_before: date | None
    age: int


SCHEDULES: dict[Sex, Schedule] = {
    "man": Schedule(before=60 * 12, first=60 * 12 + 3, step=3, last=62 * 12),
    "woman": Schedule(before=55 * 12, first=55 * 12 + 4, step=4, last=60 * 12),
}


@cache
def cohorts(sex: Sex) -> tuple[Cohort, ...]:
    """Months of birth with the same retirement age (in months), oldest first."""
    schedule = SCHEDULES[sex]
    found: list[Cohort] = []
    year = FIRST_YEAR - 1
    while (age := schedule.age_in(year)) < schedule.last:
        found.append(Cohort(_months_before(date(year + 1, 1, 1), age), age))
        year += 1
    return (*found, Cohort(None, schedule.last))


@lru_cache(maxsize=20_000)
def retirement_day(born_on: date, sex: Sex) -> date:
    """The day on which somebody born on `born_on` reaches retirement age."""
    age = next(one.age for one in cohorts(sex) if one.born_before is None or born_on < one.born_before)
    return end_of(born_on, Term(months=age))


def _months_before(first_of_month: date, months: int) -> date:
    """Whoever is born before this day reaches that many months of age before `first_of_month`."""
    index = first_of_month.year * 12 + first_of_month.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)
