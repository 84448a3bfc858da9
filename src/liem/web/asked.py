"""What the address of a page asks for: a day, one of a list of words, a page of a list."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, Protocol, TypeVar

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from liem.kernel.errors import LiemError, Message

PER_PAGE = 50


class Counted(Protocol):
    @property
    def total(self) -> int: ...


C = TypeVar("C", bound=Counted)
T = TypeVar("T", bound=str)


def asked_day(request: HttpRequest, name: str, default: date) -> date:
    """The day in the address, as yyyy-mm-dd or dd/mm/yyyy. Raises LiemError `asked.day` for what is no day."""
    given = request.GET.get(name, "").strip()
    if not given:
        return default
    try:
        day, month, year = given.split("/") if "/" in given else reversed(given.split("-"))
        return date(int(year), int(month), int(day))
    except ValueError:
        raise LiemError(
            "asked.day",
            Message(
                f"“{given[:40]}” không phải là một ngày. Hãy ghi ngày như 30/06/2025.",
                f"“{given[:40]}” is not a day. Write it like 30/06/2025.",
            ),
        ) from None


def asked_word(request: HttpRequest, name: str, allowed: Collection[T], default: T) -> T:
    """The word in the address if it is one of those allowed, else the default."""
    given = request.GET.get(name, "")
    return next((word for word in allowed if word == given), default)


def asked_page(request: HttpRequest, fetch: Callable[[int, int], C]) -> tuple[C, Page[Any]]:
    """The page of a list that the address asks for: what `fetch(offset, limit)` gives, and where in the list that is.

    A number beyond the end gives the last page.
    """
    given = request.GET.get("page", "")
    number = max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 9 else 1
    found = fetch((number - 1) * PER_PAGE, PER_PAGE)
    page = Paginator(range(found.total), PER_PAGE).get_page(number)
    if page.number != number:
        found = fetch((page.number - 1) * PER_PAGE, PER_PAGE)
    return found, page
