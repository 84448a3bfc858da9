"""Values of parameters as people and law files write them."""

from __future__ import annotations

from liem.kernel.errors import LiemError
from liem.law.language.parse import parse_term
from liem.law.parameters import ParameterValue, Unit

WHOLE = 100.0  # percent
_MOST = 10.0**15  # numbers of law files have at most fifteen digits


def read_value(text: str, unit: Unit) -> ParameterValue | None:
    """A value written as in law files (`15`, `5 years`), or None where it is not one of that unit."""
    if unit is Unit.TERM:
        try:
            return parse_term(text.strip())
        except LiemError:
            return None
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    if not 0 <= number < _MOST or (unit is Unit.PERCENT and number > WHOLE):
        return None
    return number


def written_value(value: ParameterValue | None) -> str:
    """A value as law files write it; empty for one that is not known."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f"{value:g}"
    parts = [(value.years, "year"), (value.months, "month"), (value.days, "day")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)
