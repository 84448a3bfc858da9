"""Two relatives in posts that keep them apart: rules about a head and a deputy, one standing committee, a named sector.

The people stand in the realm already; here they are related, and bodies attest whether exceptions were agreed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from liem.demo import CLOSING_DAY
from liem.demo.attested import FILES
from liem.demo.cases.planted import BOTH, CLOSING, Kind, Planted
from liem.demo.families import kinship_row
from liem.kernel.errors import Message
from liem.record.choices import Relation, Section

DEPUTY_RULE = "relatives_not_head_and_deputy"
COMMITTEE_RULE = "relatives_not_in_one_standing_committee"
SECTOR_RULE = "relatives_not_head_and_sector_head"


@dataclass(frozen=True, slots=True)
class RelativesCase:
    """Two tenures whose holders are related. `attested`: bodies, and to which day they attest their exceptions."""

    rule: str
    first: str
    second: str
    relation: Relation
    kind: Kind
    why: Message
    attested: tuple[tuple[str, date], ...] = ()
    on: tuple[date, ...] = CLOSING
    applies: bool = True

    @property
    def persons(self) -> tuple[str, str]:
        return self.first.partition("-")[0], self.second.partition("-")[0]

    def rows(self) -> Iterator[models.Model]:
        """The kinship as the first of the two declared it, and the attestations of the bodies."""
        yield kinship_row(*self.persons, self.relation)
        for body, day in self.attested:
            yield FILES.row(body, Section.EXCEPTIONS, day)

    @property
    def planted(self) -> Planted:
        return Planted(self.rule, f"{self.first}:{self.second}", self.kind, self.why, self.on, self.applies)


_SIBLINGS = Message(
    "anh chị em ruột; đã xác nhận không có ngoại lệ", "siblings; it is attested that no exception was agreed"
)
_IN_LAWS = Message(
    "chỉ là anh chị em dâu rể, không thuộc diện phải tránh", "in-laws only, who are not among those barred"
)
_NOBODY_ATTESTED = Message(
    "chị em ruột; chưa ai xác nhận có hay không văn bản đồng ý ngoại lệ",
    "siblings; nobody attested whether an exception was agreed",
)
_ATTESTED_TOO_EARLY = Message(
    "chị em ruột; phần ngoại lệ chỉ được xác nhận đến hôm trước",
    "siblings; exceptions are attested only to the day before",
)
_DAY_BEFORE = CLOSING_DAY - timedelta(days=1)

CASES: tuple[RelativesCase, ...] = (
    RelativesCase(
        DEPUTY_RULE,
        "p1858-3",
        "p2528-2",
        Relation.SIBLING,
        Kind.BREACH,
        _SIBLINGS,
        (("xa-yen-lung/ubnd", CLOSING_DAY),),
    ),
    RelativesCase(DEPUTY_RULE, "p1573-3", "p1603-3", Relation.SIBLING_IN_LAW, Kind.NEAR_MISS, _IN_LAWS, applies=False),
    RelativesCase(
        DEPUTY_RULE,
        "p1534-3",
        "p1535-3",
        Relation.SPOUSE,
        Kind.NEAR_MISS,
        Message("vợ chồng cùng là cấp phó, không ai đứng đầu", "spouses, both deputies: neither heads the other"),
        applies=False,
    ),
    RelativesCase(
        DEPUTY_RULE,
        "p1095-4",
        "p2590-2",
        Relation.SIBLING,
        Kind.UNATTESTED,
        _ATTESTED_TOO_EARLY,
        (("xa-tan-trach-khe/ubnd", _DAY_BEFORE),),
    ),
    RelativesCase(
        COMMITTEE_RULE,
        "p2412-2",
        "p2414-3",
        Relation.SIBLING,
        Kind.BREACH,
        _SIBLINGS,
        (("xa-suoi-tram/ban-thuong-vu", CLOSING_DAY),),
    ),
    RelativesCase(
        COMMITTEE_RULE, "p2443-2", "p2445-3", Relation.SIBLING_IN_LAW, Kind.NEAR_MISS, _IN_LAWS, applies=False
    ),
    RelativesCase(COMMITTEE_RULE, "p2556-2", "p2558-3", Relation.SIBLING, Kind.UNATTESTED, _NOBODY_ATTESTED),
    RelativesCase(
        SECTOR_RULE,
        "p0204-4",
        "p0278-4",
        Relation.SIBLING,
        Kind.BREACH,
        _SIBLINGS,
        (("ubnd-tinh", CLOSING_DAY), ("thanh-tra-tinh", CLOSING_DAY)),
        BOTH,
    ),
    RelativesCase(
        SECTOR_RULE, "p0201-4", "p0238-3", Relation.SIBLING_IN_LAW, Kind.NEAR_MISS, _IN_LAWS, on=BOTH, applies=False
    ),
    RelativesCase(
        SECTOR_RULE,
        "p0204-4",
        "p0262-4",
        Relation.SIBLING,
        Kind.NEAR_MISS,
        Message(
            "chị em ruột, nhưng ngành đó không thuộc danh mục", "siblings, but that sector is not among those named"
        ),
        on=BOTH,
        applies=False,
    ),
    RelativesCase(
        SECTOR_RULE,
        "p0201-4",
        "p0250-4",
        Relation.SPOUSE,
        Kind.UNATTESTED,
        Message(
            "vợ chồng; chỉ một trong hai tổ chức xác nhận phần ngoại lệ",
            "spouses; only one of the two bodies attested its exceptions",
        ),
        (("tinh-uy/ban-thuong-vu", CLOSING_DAY),),
        BOTH,
    ),
    RelativesCase(
        SECTOR_RULE,
        "p0204-4",
        "p0266-4",
        Relation.SIBLING,
        Kind.UNATTESTED,
        Message("chị em ruột; chức danh chưa ghi lĩnh vực", "siblings; the post gives no field of work"),
        (("so-van-hoa", CLOSING_DAY),),
        BOTH,
    ),
)
