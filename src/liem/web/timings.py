"""What a timing that was read from a directive comes to, in the words of the page."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from liem.documents.model import Timing
from liem.web.wording import day_words

_LENGTHS = {"P1Y": "year", "P6M": "half", "P3M": "quarter", "P1M": "month", "P1W": "week", "P1D": "day"}


def timing_words(timing: Timing) -> str:
    """Concrete days where the text names them; what else is known where it does not."""
    if timing.value is None:
        return _("a day that hangs on something else: to be settled by a person") if timing.relative else ""
    if timing.value == "ongoing":
        return _("ongoing")
    if timing.kind == "recurring":
        return _recurring(timing.value)
    first, slash, last = timing.value.partition("/")
    if not slash:
        return _("by %(day)s") % {"day": _shown(first)} if timing.kind == "due" else _shown(first)
    return _interval(first, last)


def _interval(first: str, last: str) -> str:
    if first in ("..", ""):
        return _("until %(day)s") % {"day": _shown(last)}
    if last in ("..", ""):
        return _("from %(day)s on") % {"day": _shown(first)}
    return _("%(first)s to %(last)s") % {"first": _shown(first), "last": _shown(last)}


def _recurring(value: str) -> str:
    parts = value.split("/")
    every = {
        "year": _("every year"),
        "half": _("every six months"),
        "quarter": _("every quarter"),
        "month": _("every month"),
        "week": _("every week"),
        "day": _("every day"),
    }.get(_LENGTHS.get(parts[-1], ""), _("at regular times"))
    if len(parts) == 3:
        return _("%(every)s from %(day)s") % {"every": every, "day": _shown(parts[1])}
    return every


def _shown(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text
