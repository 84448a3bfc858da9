"""What the address of a page asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import RequestFactory

from liem.kernel.errors import LiemError
from liem.web.asked import DayAsked, asked_day, asked_page, asked_word, day_asked

DEFAULT = date(2026, 11, 21)


@dataclass(frozen=True)
class Found:
    total: int
    part: range


def numbers(total: int) -> object:
    """A list of that many numbers."""
    return lambda offset, limit: Found(total, range(offset, min(offset + limit, total)))


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("", DEFAULT),
        ("  ", DEFAULT),
        ("2025-06-30", date(2025, 6, 30)),
        ("30/06/2025", date(2025, 6, 30)),
        (" 1/7/2025 ", date(2025, 7, 1)),
    ],
)
def test_a_day_is_read_in_both_forms(rf: RequestFactory, given: str, day: date) -> None:
    assert asked_day(rf.get("/", {"on": given}), "on", DEFAULT) == day


@pytest.mark.parametrize(
    "given",
    [
        "31/02/2025",
        "2025-02-29",
        "yesterday",
        "1/2",
        "1-2-3-4",
        "06/2025",
        "1/1/99999999999",
        "0001-01-01",
        "31/12/1899",
        "01/01/2201",
        "٣٠/٠٦/٢٠٢٥x",
    ],
)
def test_what_is_no_day_is_refused(rf: RequestFactory, given: str) -> None:
    with pytest.raises(LiemError) as refusal:
        asked_day(rf.get("/", {"on": given}), "on", DEFAULT)
    assert refusal.value.code == "asked.day"


def test_a_page_may_keep_its_form_and_show_the_default_with_the_fault(rf: RequestFactory) -> None:
    asked = day_asked(rf.get("/", {"on": " 1/1/99999999999 "}), "on", DEFAULT)
    assert (asked.day, asked.given, asked.status) == (DEFAULT, "1/1/99999999999", 400)
    assert asked.fault is not None
    assert "1900–2200" in asked.fault.en
    assert day_asked(rf.get("/", {"on": "1/7/2025"}), "on", DEFAULT) == DayAsked(date(2025, 7, 1))


def test_a_word_that_is_not_offered_gives_the_default(rf: RequestFactory) -> None:
    assert asked_word(rf.get("/?sort=-name"), "sort", ["name", "-name"], "name") == "-name"
    assert asked_word(rf.get("/?sort=password"), "sort", ["name", "-name"], "name") == "name"


@pytest.mark.parametrize(
    ("given", "number", "part"),
    [
        ("", 1, range(50)),
        ("2", 2, range(50, 100)),
        ("3", 3, range(100, 120)),
        ("99", 3, range(100, 120)),
        ("0", 1, range(50)),
        ("-1", 1, range(50)),
        ("two", 1, range(50)),
        ("999999999999999999999", 1, range(50)),
    ],
)
def test_a_page_beyond_the_end_gives_the_last_one(rf: RequestFactory, given: str, number: int, part: range) -> None:
    found, page = asked_page(rf.get("/", {"page": given}), numbers(120))
    assert (found, page.number) == (Found(120, part), number)


def test_an_empty_list_has_one_empty_page(rf: RequestFactory) -> None:
    found, page = asked_page(rf.get("/"), numbers(0))
    assert (found, page.number, page.paginator.num_pages) == (Found(0, range(0)), 1, 1)
