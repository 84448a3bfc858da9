"""What the address of a page asks for: a day, one of a list of words, a page of a list."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from liem.kernel.errors import LiemError, Message

PER_PAGE = 50
YEARS = range(1900, 2201)
_GIVEN_SHOWN = 40


class Counted(Protocol):
    @property
    def total(self) -> int: ...


C = TypeVar("C", bound=Counted)
T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class DayAsked:
    """The day that a page shows, and what was wrong with the one in the address if that could not be taken."""

    day: date
    given: str = ""
    fault: Message | None = None

    @property
    def status(self) -> int:
        return 400 if self.fault else 200


def day_asked(request: HttpRequest, name: str, default: date) -> DayAsked:
    """Like `asked_day`, for a page that keeps its form: the default day with the fault beside it."""
    try:
        return DayAsked(asked_day(request, name, default))
    except LiemError as error:
        return DayAsked(default, request.GET.get(name, "").strip()[:_GIVEN_SHOWN], error.message)


def asked_day(request: HttpRequest, name: str, default: date) -> date:
    """The day in the address, as yyyy-mm-dd or dd/mm/yyyy. Raises LiemError `asked.day` for what is no day of the years
    1900 to 2200."""
    given = request.GET.get(name, "").strip()
    return read_day(given) if given else default


def read_day(given: str) -> date:
    """The day that was typed, as yyyy-mm-dd or dd/mm/yyyy. Raises LiemError `asked.day`."""
    try:
        day, month, year = given.split("/") if "/" in given else reversed(given.split("-"))
        found = date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        found = None
    if found is None or found.year not in YEARS:
        raise LiemError(
            "asked.day",
            Message(
                f"“{given[:_GIVEN_SHOWN]}” không phải là một ngày trong các năm 1900–2200. Hãy ghi như 30/06/2025.",
                f"“{given[:_GIVEN_SHOWN]}” is not a day of the years 1900–2200. Write it like 30/06/2025.",
            ),
        )
    return found


def asked_word(request: HttpRequest, name: str, allowed: Collection[T], default: T) -> T:
    """The word in the address if it is one of those allowed, else the default."""
    given = request.GET.get(name, "")
    return next((word for word in allowed if word == given), default)


def typed(request: HttpRequest, name: str) -> str:
    """What was typed into a field of many lines: one kind of line end, no null characters, which no database takes."""
    return request.POST.get(name, "").replace("\r\n", "\n").replace("\0", "")


def asked_page(
    request: HttpRequest, fetch: Callable[[int, int], C], *, per_page: int = PER_PAGE
) -> tuple[C, Page[Any]]:
    """The page of a list that the address asks for: what `fetch(offset, limit)` gives, and where in the list that is.

    A number beyond the end gives the last page.
    """
    given = request.GET.get("page", "")
    number = max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 9 else 1
    found = fetch((number - 1) * per_page, per_page)
    page = Paginator(range(found.total), per_page).get_page(number)
    if page.number != number:
        found = fetch((page.number - 1) * per_page, per_page)
    return found, page
