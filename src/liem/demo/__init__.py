"""An invented province, whole enough to show what the product does. Everybody and every place in it is made up."""

from datetime import date

CLOSING_DAY = date(2026, 10, 31)
"""The day to which the demo record is complete; the demo audit runs as of it."""

DISTRICTS_DAY = date(2025, 5, 31)
"""A day on which the districts still stood; the targets about them are shown as of it."""

DISTRICTS_ENDED = date(2025, 7, 1)
"""The first day without districts."""
