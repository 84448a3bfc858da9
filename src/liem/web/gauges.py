"""Where a target stands, as lengths of a bar from 0 to 100; as text, so that no page writes them with a comma."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gauge:
    """`sure` counts for certain, `perhaps` may be added, `floor` must be reached, `upper` ends an "about" band."""

    sure: str
    perhaps: str
    floor: str
    upper: str


def gauge(*, low: float | None, high: float | None, floor: float | None, upper: float | None, full: float) -> Gauge:
    """The bar's lengths; `full` is the value at its right end (1 for a share) and is above 0."""
    sure = _length(low, full)
    perhaps = _length(high, full) - sure
    return Gauge(
        sure=_text(sure),
        perhaps=_text(perhaps) if perhaps > 0 else "",
        floor="" if floor is None else _text(_length(floor, full)),
        upper="" if upper is None else _text(_length(upper, full)),
    )


def _length(value: float | None, full: float) -> float:
    return 0.0 if value is None else max(0.0, min(100.0, 100 * value / full))


def _text(length: float) -> str:
    return f"{length:.2f}"
