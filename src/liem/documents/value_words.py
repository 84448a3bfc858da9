"""What the value of a timing says, in words: "2026-04-01/2026-06-30" is from 01/04/2026 to 30/06/2026."""

from __future__ import annotations

import re
from datetime import date

from liem.documents.model import Timing
from liem.documents.recurrences import Recurrence
from liem.kernel.errors import Message

_EVERY = {
    "P1Y": Message("hằng năm", "every year"),
    "P6M": Message("6 tháng một lần", "every six months"),
    "P3M": Message("hằng quý", "every quarter"),
    "P1M": Message("hằng tháng", "every month"),
    "P1W": Message("hằng tuần", "every week"),
    "P1D": Message("hằng ngày", "every day"),
    "": Message("định kỳ", "at regular times"),
}
_FIXED = {
    "ongoing": Message("thường xuyên", "all the time"),
    "year unstated": Message("văn bản không nêu năm", "the text names no year"),
    "term:middle": Message("giữa nhiệm kỳ", "in the middle of the term of office"),
    "term:end": Message("cuối nhiệm kỳ", "at the end of the term of office"),
}
_UNITS = {
    "D": Message("ngày", "days"),
    "W": Message("tuần", "weeks"),
    "M": Message("tháng", "months"),
    "Y": Message("năm", "years"),
}
_RELATIVE = re.compile(r"P(\d{1,3})([DWMY])( \(working days\))?(?: (before|after) (.{1,200}))?")
_YEAR_OF_TERM = re.compile(r"term:year-(\d{1,3})")
_TERM_OF_OFFICE = re.compile(r"(\d{4})/(\d{4})")


def timing_words(timing: Timing) -> Message | None:
    """What a timing comes to; None where the text tells nothing but its own words."""
    said = timing.value or timing.relative
    if not said:
        return None
    words = value_words(said)
    if timing.kind == "due" and timing.value and _day(timing.value):
        return Message(f"chậm nhất {words.vi}", f"by {words.en}")
    return words


def value_words(value: str) -> Message:
    """A `value` or `relative` of the form of `liem read --json`; what is of no known form stays as it is."""
    if value in _FIXED:
        return _FIXED[value]
    if value == "R" or value.startswith("R/"):
        return _recurring(Recurrence.parse(value))
    if term := _TERM_OF_OFFICE.fullmatch(value):
        return Message(f"nhiệm kỳ {term[1]} - {term[2]}", f"term of office {term[1]}–{term[2]}")
    if year := _YEAR_OF_TERM.fullmatch(value):
        return Message(f"năm thứ {year[1]} của nhiệm kỳ", f"year {year[1]} of the term of office")
    if relative := _RELATIVE.fullmatch(value):
        return _relative(*relative.groups())
    first, slash, last = value.partition("/")
    return _interval(first, last) if slash else _same(day_words(value))


def every_words(recurrence: Recurrence) -> Message:
    """How often: every year, every six months; "every P2Y" of a length that has no word."""
    known = _EVERY.get(recurrence.every)
    if known is not None:
        return known
    length = value_words(recurrence.every)
    return Message(f"{length.vi} một lần", f"every {length.en}")


def day_words(iso: str) -> str:
    """dd/mm/yyyy of an ISO day; dd/mm of a day of every year; anything else as it is."""
    if iso.startswith("--"):
        month, _, number = iso[2:].partition("-")
        return f"{number}/{month}" if month else number
    day = _day(iso)
    return f"{day:%d/%m}/{day.year}" if day else iso


def _recurring(recurrence: Recurrence) -> Message:
    words = every_words(recurrence)
    if recurrence.days:
        words = _on_days(words, recurrence)
    if recurrence.since is None:
        return words
    since = day_words(recurrence.since.isoformat())
    return Message(f"{words.vi}, từ {since}", f"{words.en} from {since}")


def _on_days(every: Message, recurrence: Recurrence) -> Message:
    days = [day_words(day) for day in recurrence.days]
    if recurrence.every == "P1M":
        return Message(f"chậm nhất ngày {days[-1]} hằng tháng", f"by day {days[-1]} of every month")
    if len(days) == 1:
        return Message(f"chậm nhất {days[0]} {every.vi}", f"by {days[0]} {every.en}")
    return Message(f"từ {days[0]} đến {days[1]} {every.vi}", f"{days[0]} to {days[1]} {every.en}")


def _interval(first: str, last: str) -> Message:
    begins, ends = day_words(first), day_words(last)
    if first in ("..", ""):
        return Message(f"đến {ends}", f"until {ends}")
    if last in ("..", ""):
        return Message(f"từ {begins}", f"from {begins} on")
    return Message(f"từ {begins} đến {ends}", f"{begins} to {ends}")


def _relative(count: str, unit: str, working: str | None, side: str | None, event: str | None) -> Message:
    units = Message("ngày làm việc", "working days") if working else _UNITS[unit]
    length = Message(f"{count} {units.vi}", f"{count} {units.en if count != '1' else units.en.removesuffix('s')}")
    if side is None:
        return length
    if side == "before":
        return Message(f"{length.vi} trước khi {event}", f"{length.en} before “{event}”")
    return Message(f"{length.vi} tính từ: {event}", f"{length.en} after “{event}”")


def _same(words: str) -> Message:
    return Message(words, words)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
