"""Retirement days as a column, by integer arithmetic that every engine shares; the ages come from the kernel."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from liem.kernel.retirement import SCHEDULES, Sex, cohorts
from liem.record.facts.calendar import month_length

_IN_EVERY_MONTH = 28


def retirement_day(born_on: ir.DateColumn, sex: ir.StringColumn) -> ir.DateColumn:
    """The day on which retirement age is reached; null where the birth or the sex is not known."""
    ages = [(sex == one, _age(born_on, one)) for one in SCHEDULES]
    months = born_on.year() * 12 + born_on.month() - 1 + ibis.cases(*ages)
    month_index = months % 12
    year, month = ((months - month_index) / 12).cast("int64"), (month_index + 1).cast("int64")
    day = born_on.day().cast("int64")
    # The length of the month is worked out for few: this is a third of the time over millions of people.
    return ibis.date(year, month, ibis.ifelse(day <= _IN_EVERY_MONTH, day, ibis.least(day, month_length(year, month))))


def _age(born_on: ir.DateColumn, sex: Sex) -> ir.IntegerValue:
    """Retirement age in months of those born on `born_on`."""
    *earlier, last = cohorts(sex)
    return ibis.cases(*((born_on < cohort.born_before, cohort.age) for cohort in earlier), else_=last.age)
