"""Days and numbers that were written down as text, read without failing: what is no day or number is null."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

_LONG_MONTHS = ("01", "03", "05", "07", "08", "10", "12")
_MOST_DIGITS = 6


def as_day(text: ir.StringColumn) -> ir.DateValue:
    """The day written as 2026-05-31; null for anything else, also for a day that no month has."""
    month, number = text.substr(5, 2), text.substr(8, 2)
    there_is = (
        number.between("01", "28")
        | (number.isin(["29", "30"]) & (month != "02"))
        | ((number == "31") & month.isin(_LONG_MONTHS))
        | ((number == "29") & _is_leap(text))
    )
    is_day = (_shape(text) == "0000-00-00") & (text > "0001") & month.between("01", "12") & there_is
    # The text is cut out before it is read: engines may read what a branch not taken holds.
    return ibis.ifelse(is_day.fill_null(False), text, ibis.null("string")).cast("date")


def as_number(text: ir.StringColumn) -> ir.IntegerValue:
    """A whole number of up to six digits; null for anything else."""
    is_number = _shape(text).isin(["0" * length for length in range(1, _MOST_DIGITS + 1)])
    return ibis.ifelse(is_number.fill_null(False), text, ibis.null("string")).cast("int64")


def _shape(text: ir.StringColumn) -> ir.StringValue:
    """The text with a 0 for every digit."""
    for digit in "123456789":
        text = text.replace(digit, "0")
    return text


def _is_leap(text: ir.StringColumn) -> ir.BooleanValue:
    """Whether the year at the beginning is a leap year, by its last two digits or, in a full century, its first two."""
    fours = [f"{number:02}" for number in range(0, 100, 4)]
    century, year = text.substr(0, 2), text.substr(2, 2)
    return ibis.ifelse(year == "00", century.isin(fours), year.isin(fours))
