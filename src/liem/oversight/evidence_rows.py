"""Evidence as it is stored beside a finding or a flag: plain JSON values."""

from __future__ import annotations

from collections.abc import Iterable

from liem.law.evaluate import Evidence
from liem.ledger.encoding import Json


def evidence_rows(evidence: Iterable[Evidence]) -> list[dict[str, Json]]:
    """One mapping for each fact and parameter: its name, value, closure and kind."""
    return [_row(item) for item in evidence]


def _row(item: Evidence) -> dict[str, Json]:
    value = item.value
    plain: Json = value if isinstance(value, bool | int | float | str) or value is None else str(value)
    return {
        "fact": item.name,
        "value": plain,
        "closed": item.closed,
        "kind": "parameter" if item.is_parameter else "fact",
    }
