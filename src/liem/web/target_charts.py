"""Gauges of targets: one Vega-Lite specification each, drawn on the server and kept by digest.

A drawing names no colour of its own on the page: the colours of the specification are exchanged for the page's custom
properties, so that dark mode and print apply.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vl_convert
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

VEGA_LITE = "5.20"
_COLOURS = {
    "#efece5": "var(--line-2)",
    "#2a6849": "var(--met)",
    "#9b2226": "var(--lacquer)",
    "#8b8a92": "var(--edge)",
    "#f7eed8": "var(--unknown-soft)",
    "#7a5600": "var(--unknown)",
    "#1b1b1f": "var(--ink)",
    "#55545c": "var(--ink-2)",
}
_SURE = {"met": "#2a6849", "not_met": "#9b2226"}
_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


@dataclass(frozen=True, slots=True)
class GaugePoint:
    """What a gauge shows, in percent or as numbers: certain up to `low`, perhaps up to `high`; `floor` is to be
    reached, `ceiling` ends an "about" band. `is_share` says that the numbers are percent."""

    low: float
    high: float
    floor: float | None
    ceiling: float | None
    verdict: str
    is_share: bool
    title: str

    @property
    def end(self) -> float:
        """The value at the right end: a round number above everything shown; at most 100 for a share."""
        most = max(self.high, self.floor or 0, self.ceiling or 0, 1)
        if not self.is_share:
            return float(math.ceil(most))
        return float(min(100, 10 * math.ceil(most * 1.2 / 10)))


def specification(point: GaugePoint) -> dict[str, Any]:
    """The Vega-Lite specification of a gauge."""
    row = {"start": 0, "low": point.low, "high": point.high, "end": point.end}
    layers = [
        _bar("start", "end", color="#efece5"),
        _bar("start", "low", color=_SURE.get(point.verdict, "#8b8a92")),
    ]
    if point.high > point.low:
        layers.append(_bar("low", "high", color="#f7eed8", stroke="#7a5600", strokeDash=[3, 3]))
    for name, value, colour in (("ceiling", point.ceiling, "#8b8a92"), ("floor", point.floor, "#1b1b1f")):
        if value is not None:
            row[name] = value
            layers.append(_tick(name, colour))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": point.title,
        "width": 300,
        "height": 26,
        "padding": {"left": 8, "right": 8, "top": 2, "bottom": 2},
        "background": None,
        "config": {"view": {"stroke": None}, "font": "sans-serif"},
        "data": {"values": [row]},
        "encoding": {"x": {"scale": {"domain": [0, point.end], "nice": False}, "axis": _axis(point)}},
        "layer": layers,
    }


def drawing(spec: dict[str, Any]) -> SafeString:
    """The gauge as inline SVG, without roles of its own: the page names it. Drawn once for each specification."""
    kept = _kept_at(spec)
    if not kept.is_file():
        _keep(kept, _for_pages(vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)))
    return mark_safe(kept.read_text(encoding="utf-8"))  # noqa: S308 - drawn here, from numbers


def draw_all(points: Iterable[GaugePoint]) -> None:
    """Draws gauges ahead, so that the first page that shows them is as quick as the next."""
    for point in points:
        drawing(specification(point))


def _bar(start: str, end: str, **mark: Any) -> dict[str, Any]:
    x = {"field": start, "type": "quantitative"}
    return {"mark": {"type": "bar", "height": 10, **mark}, "encoding": {"x": x, "x2": {"field": end}}}


def _tick(name: str, colour: str) -> dict[str, Any]:
    mark = {"type": "tick", "color": colour, "thickness": 2, "size": 22, "opacity": 1}
    return {"mark": mark, "encoding": {"x": {"field": name, "type": "quantitative"}}}


def _axis(point: GaugePoint) -> dict[str, Any]:
    step = 10 if point.end <= 50 else 25
    steps = range(0, int(point.end) + 1, step if point.is_share else max(1, math.ceil(point.end / 5)))
    return {
        "title": None,
        "grid": False,
        "domain": False,
        "tickColor": "#8b8a92",
        "labelColor": "#55545c",
        "labelFontSize": 12,
        "values": list(steps),
        "labelExpr": "datum.value + '%'" if point.is_share else "datum.value",
    }


def _for_pages(svg: str) -> str:
    svg = _ARIA.sub("", svg)
    for colour, name in _COLOURS.items():
        svg = svg.replace(f'"{colour}"', f'"{name}"')
    size = re.compile(r'<svg ([^>]*?)width="\d+(?:\.\d+)?" height="\d+(?:\.\d+)?"')
    return size.sub(r'<svg aria-hidden="true" focusable="false" \1', svg, count=1)


def _kept_at(spec: dict[str, Any]) -> Path:
    written = json.dumps([VEGA_LITE, _COLOURS, spec], sort_keys=True)
    return Path(settings.VAR) / "charts" / f"{hashlib.sha256(written.encode()).hexdigest()[:32]}.svg"


def _keep(path: Path, svg: str) -> None:
    """Whole or not at all: another process may read it at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(svg, encoding="utf-8")
    fresh.replace(path)
