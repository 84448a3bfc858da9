"""Ink on its ground: 4.5 : 1 for every pair that pages use, in the light and in the dark (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import liem.web

PROPERTIES = (Path(liem.web.__file__).parent / "static/liem/properties.css").read_text(encoding="utf-8")
LIGHT, DARK, PRINT = (
    dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", part)) for part in re.split(r"@media", PROPERTIES)
)
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "ink-3", "lacquer", "info") for ground in ("paper", "card")),
    *((state, f"{state}-soft") for state in ("lacquer", "met", "unknown", "info")),
    *((state, "card") for state in ("met", "unknown")),
    *(("ink", f"{state}-soft") for state in ("lacquer", "met", "unknown", "info")),
    ("ink-2", "line-2"),
    ("on-lacquer", "lacquer"),
]
EDGE_PAIRS = [("edge", "paper"), ("edge", "card")]


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_that_the_definition_gives() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_ink_and_ground_can_be_read(scheme: dict[str, str]) -> None:
    too_faint = {
        pair: round(contrast(scheme[pair[0]], scheme[pair[1]]), 2)
        for pair in TEXT_PAIRS
        if contrast(scheme[pair[0]], scheme[pair[1]]) < 4.5
    }
    assert too_faint == {}


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_that_carry_meaning_can_be_seen(scheme: dict[str, str]) -> None:
    assert [pair for pair in EDGE_PAIRS if contrast(scheme[pair[0]], scheme[pair[1]]) < 3] == []


def test_print_and_dark_change_values_only() -> None:
    assert set(DARK) <= set(LIGHT)
    assert set(PRINT) <= set(LIGHT)
