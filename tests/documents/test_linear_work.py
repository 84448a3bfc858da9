"""Time grows with the length of the text and no faster, whatever the text: counted in work, not in seconds.

Two things together say so: twice the text makes about twice the calls, and no pattern can look further than a fixed
number of characters, so that the work inside one call is bounded too.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from re import _parser  # type: ignore[attr-defined]
from types import FrameType

import pytest

import liem.documents
from liem.documents.reading import read

WIDEST = 1500
UNITS = {
    "one line": "cán bộ ",
    "digits": "1",
    "numbers": "1.1.1.",
    "brackets": "(",
    "closed brackets": "(1)",
    "spaces": " ",
    "tabs": "a\t",
    "stars": "*",
    "hashes": "# ",
    "line ends": "\r",
    "labels": "1. a\n",
    "nesting": "I. a\n1. b\na) c\n- d\n+ e\n",
    "lists of bodies": "các cấp ủy, ",
    "sentences": "A. ",
    "symbols": "số 1-KH/TU, ",
    "short mentions": "Nghị quyết 1 ",
    "dates": "từ ngày 1/1/2020 ",
    "days of every year": "hằng năm trước ngày 1/2, 1/3 ",
    "days of every month": "hằng tháng trước ngày 5 ",
    "cooperating bodies": "Sở Y tế phối hợp, ",
    "shares": "1% ",
    "laws": "Luật A ",
    "capitals": "TỈNH ỦY ",
    "marks without letters": "\u0301",
    "decomposed letters": "a\u0301",
    "recipients": "Nơi nhận:\n- abc\n",
}


def calls(text: str) -> int:
    """How many Python and built-in functions are called while `text` is read."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_twice_the_text_makes_about_twice_the_calls(unit: str) -> None:
    size = 6000 // len(unit)
    once, twice = calls(unit * size), calls(unit * size * 2)
    assert twice <= 2.2 * once + 200


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the package, also those inside tuples."""

    def inside(value: object) -> Iterator[re.Pattern[str]]:
        if isinstance(value, re.Pattern):
            yield value
        elif isinstance(value, tuple):
            for part in value:
                yield from inside(part)

    for found in pkgutil.iter_modules(liem.documents.__path__):
        module = importlib.import_module(f"liem.documents.{found.name}")
        for name, value in vars(module).items():
            for number, pattern in enumerate(inside(value)):
                yield f"{found.name}.{name}.{number}", pattern


def test_no_pattern_looks_further_than_a_fixed_number_of_characters() -> None:
    widths = {name: _parser.parse(one.pattern, one.flags).getwidth()[1] for name, one in patterns()}
    assert len(widths) > 40
    assert {name: width for name, width in widths.items() if width > WIDEST} == {}


@pytest.mark.parametrize(
    "unit",
    ["cán bộ ", *(pytest.param(unit, marks=pytest.mark.torture) for unit in ("1", "1.1.1.", "(", " "))],
    ids=["words", "digits", "numbers", "brackets", "spaces"],
)
def test_five_million_characters_on_one_line_are_read(unit: str) -> None:
    text = unit * (5_000_000 // len(unit))
    assert len(read(text).blocks) == (1 if text.strip(" (") else 0)
