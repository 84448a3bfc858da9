"""Standards of a post and when a candidate reached them: rule `standard_held_by_decision`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from liem.demo import CLOSING_DAY
from liem.demo.cases.candidacies import DECIDED, ONE_DAY, CandidacyCase
from liem.demo.cases.planted import Kind, Planted
from liem.demo.procedures import candidacy_key
from liem.kernel.errors import Message
from liem.procedures.models import CandidacyKind
from liem.record.choices import QualificationKind, QualificationLevel

RULE = "standard_held_by_decision"
SEAT = "so-y-te/phong-nghiep-vu-duoc/pho"
"""The post of all cases here; it asks for a university degree."""
STANDARD = f"{SEAT}:{QualificationKind.DEGREE}"

Degree = tuple[QualificationLevel, date]
UNIVERSITY = QualificationLevel.UNIVERSITY
DEGREES: Mapping[str, Degree | None] = {
    "p0111": (QualificationLevel.COLLEGE, date(2010, 6, 30)),
    "p0112": (UNIVERSITY, DECIDED + ONE_DAY),
    "p0113": (UNIVERSITY, DECIDED),
    "p0114": None,
    "p0115": None,
}
"""The degrees of the cases; everybody else has one from before the first post."""
QUALIFICATIONS_TO: Mapping[str, date | None] = {
    **dict.fromkeys(("p0111", "p0112", "p0113"), CLOSING_DAY),
    "p0114": None,
    "p0115": DECIDED - ONE_DAY,
}
"""To which day their qualifications are attested (None: not at all)."""


def _case(person: str, kind: Kind, why: Message, **fields: Any) -> CandidacyCase:
    subject = f"{candidacy_key(CandidacyKind.APPOINTMENT, person)}:{STANDARD}"
    return CandidacyCase(person, (Planted(RULE, subject, kind, why),), seat=SEAT, **fields)


CASES: tuple[CandidacyCase, ...] = (
    _case(
        "p0111",
        Kind.BREACH,
        Message("chỉ có bằng cao đẳng", "holds a college degree only"),
    ),
    _case(
        "p0112",
        Kind.BREACH,
        Message("tốt nghiệp sau ngày quyết định một ngày", "the degree is dated one day after the decision"),
    ),
    _case(
        "p0113",
        Kind.NEAR_MISS,
        Message("tốt nghiệp đúng ngày quyết định", "the degree is dated on that very day"),
    ),
    _case(
        "p0114",
        Kind.UNATTESTED,
        Message("chưa nhập văn bằng, phần này chưa ai xác nhận", "no degree entered, and nobody attested the section"),
    ),
    _case(
        "p0115",
        Kind.UNATTESTED,
        Message(
            "phần văn bằng chỉ được xác nhận đến trước ngày quyết định một ngày",
            "qualifications are attested only to the day before the decision",
        ),
    ),
)
