"""Decisions that carry a sign worth a look, and some that nearly do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liem.demo.cases.planted import BOTH, CLOSING
from liem.kernel.errors import Message
from liem.record.choices import Relation

JUMP = "grade_jump_before_appointment"
OWN_BODY = "recognised_only_by_own_body"
CLUSTER = "relatives_clustered"
COMPUTED = (JUMP, OWN_BODY, CLUSTER)
"""The signs that the record can show by itself; the others wait for procedures that keep steps and votes."""

GRADE_JUMPS: Mapping[str, int] = {"p1221": 2024, "p0302": 2025}
"""Whose grade rose by two steps, and in which year."""
RECOGNISED_BY_OWN_BODY = frozenset({"p0213"})
"""Whose result was recognised by the body that put the person forward."""
IN_LAWS: Mapping[tuple[str, str], Relation] = {("p2443", "p2444"): Relation.SIBLING_IN_LAW}
"""A second relative by marriage on one standing committee, beside the one of `relatives`."""


@dataclass(frozen=True, slots=True)
class PlantedFlag:
    """A decision on which an audit as of each day in `on` raises the flag."""

    flag: str
    decision: str
    why: Message
    on: tuple[date, ...] = CLOSING


_ROSE = Message("từ hoàn thành lên xuất sắc trong một năm", "from completed to excellent within one year")
_OWN = Message("kết quả do chính tổ chức đề xuất ghi nhận", "the result was recognised by the body itself")

FLAGS: tuple[PlantedFlag, ...] = (
    PlantedFlag(JUMP, "bn-p1221", _ROSE),
    PlantedFlag(JUMP, "bnl-p0302", _ROSE),
    PlantedFlag(OWN_BODY, "bn-p0213", _OWN, BOTH),
    PlantedFlag(OWN_BODY, "bnl-p0213", _OWN),
    PlantedFlag(
        CLUSTER,
        "gt-p2443",
        Message(
            "hai người thân bên vợ, bên chồng trong cùng ban thường vụ", "two in-laws on the same standing committee"
        ),
    ),
)
