"""Days as columns, by integer arithmetic that every engine shares."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir


def month_length(year: ir.IntegerValue, month: ir.IntegerValue) -> ir.IntegerValue:
    """Days of the month."""
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    february = ibis.ifelse(leap, ibis.literal(29, "int64"), ibis.literal(28, "int64"))
    thirty, thirty_one = ibis.literal(30, "int64"), ibis.literal(31, "int64")
    return ibis.cases((month == 2, february), (month.isin([4, 6, 9, 11]), thirty), else_=thirty_one)


def day_before(day: ir.DateColumn) -> ir.DateValue:
    """The day before; null for none. What is stored as the first day no longer becomes the last day on paper."""
    year, month, number = (part.cast("int64") for part in (day.year(), day.month(), day.day()))
    begins_month, begins_year = number == 1, month == 1
    year_before = ibis.ifelse(begins_year, year - 1, year)
    month_before = ibis.ifelse(begins_year, ibis.literal(12, "int64"), month - 1)
    return ibis.date(
        ibis.ifelse(begins_month, year_before, year),
        ibis.ifelse(begins_month, month_before, month),
        ibis.ifelse(begins_month, month_length(year_before, month_before), number - 1),
    )


def full_months(since: ir.DateColumn, last: ir.DateColumn) -> ir.IntegerValue:
    """Whole months from the day `since` through the day `last`; 0 or less where none is whole.

    Both are columns of a table: over long expressions the text of the query would grow beyond what engines read.
    """
    months = (last.year() - since.year()).cast("int64") * 12 + (last.month() - since.month()).cast("int64")
    first_day = since.day().cast("int64")
    length = month_length(last.year().cast("int64"), last.month().cast("int64"))
    one, nothing = ibis.literal(1, "int64"), ibis.literal(0, "int64")
    ends_a_month = (first_day == 1) & (last.day().cast("int64") == length)
    falls_short = last.day().cast("int64") + 1 < first_day
    return months + ibis.cases((ends_a_month, one), (falls_short, -one), else_=nothing)
