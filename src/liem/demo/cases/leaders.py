"""Key leaders and where they come from: rule `key_leaders_not_local` and the targets that ask the same of districts and
communes."""

from __future__ import annotations

from dataclasses import dataclass

from liem.demo.cases.planted import CLOSING, DISTRICTS, Kind, Planted
from liem.demo.localities import administration, standing_committee
from liem.demo.people import tenure_key
from liem.demo.places import DISTRICTS as PLACES
from liem.kernel.errors import Message

RULE = "key_leaders_not_local"
DISTRICT_SEAT, COMMUNE_SEAT = 2, 3
"""The number of the tenure in the planted post: one post was held before it, or two."""


@dataclass(frozen=True, slots=True)
class LeaderCase:
    """A key leader who comes from `home`: a commune, a district (not known more closely), or nobody knows (None)."""

    person: str
    post: str
    home: str | None
    kind: Kind
    why: Message
    in_district: bool = False

    @property
    def planted(self) -> Planted:
        seat, days = (DISTRICT_SEAT, DISTRICTS) if self.in_district else (COMMUNE_SEAT, CLOSING)
        return Planted(RULE, tenure_key(self.person, seat), self.kind, self.why, days)


_FIRST = {district.key: district.communes for district in PLACES}
_DONG_VI, _THANH_LAM, _YEN_TRACH, _TUNG_LINH = (PLACES[number].key for number in (1, 2, 3, 6))
_PHU_KHE, _HUONG_NHAN, _GIANG_DOAI, _LAC_THANH = (PLACES[number].key for number in (4, 5, 7, 0))


def _commune(district: str, number: int) -> str:
    return _FIRST[district][number].key


def _secretary(place: str) -> str:
    return f"{standing_committee(place)}/bi-thu"


def _chair(place: str) -> str:
    return f"{administration(place)}/chu-tich"


_LOCAL_IN_DISTRICT = Message("quê ở một xã thuộc chính huyện, thị xã đó", "comes from a commune of that very district")
_HOME_UNKNOWN = Message("hồ sơ chưa ghi quê quán", "the file gives no home place")
_LOCAL = Message("quê ở chính xã đó", "comes from that very commune")
_NEXT_DISTRICT = Message("quê ở huyện liền kề, không phải huyện đó", "comes from the next district, not from that one")
_NEXT_COMMUNE = Message(
    "quê ở xã liền kề trong cùng huyện cũ", "comes from the next commune of the same former district"
)

SHORT_COMMUNE = _commune(_HUONG_NHAN, 4)
UNKNOWN_COMMUNE = _commune(_PHU_KHE, 5)
BREACH_ONLY_COMMUNE = _commune(_GIANG_DOAI, 4)

LEADERS: tuple[LeaderCase, ...] = (
    LeaderCase("p0001", _secretary(_DONG_VI), _commune(_DONG_VI, 4), Kind.BREACH, _LOCAL_IN_DISTRICT, True),
    LeaderCase("p0002", _secretary(_YEN_TRACH), None, Kind.UNATTESTED, _HOME_UNKNOWN, True),
    LeaderCase("p0003", _secretary(_LAC_THANH), _commune(_DONG_VI, 0), Kind.NEAR_MISS, _NEXT_DISTRICT, True),
    LeaderCase("p0004", _chair(_THANH_LAM), _commune(_THANH_LAM, 2), Kind.BREACH, _LOCAL_IN_DISTRICT, True),
    LeaderCase("p0005", _chair(_TUNG_LINH), None, Kind.UNATTESTED, _HOME_UNKNOWN, True),
    LeaderCase("p0006", _secretary(_commune(_DONG_VI, 5)), _commune(_DONG_VI, 5), Kind.BREACH, _LOCAL),
    LeaderCase("p0007", _secretary(_commune(_TUNG_LINH, 3)), _commune(_TUNG_LINH, 3), Kind.BREACH, _LOCAL),
    LeaderCase("p0008", _secretary(_commune(_YEN_TRACH, 2)), _commune(_YEN_TRACH, 3), Kind.NEAR_MISS, _NEXT_COMMUNE),
    LeaderCase(
        "p0009",
        _secretary(_commune(_THANH_LAM, 6)),
        _THANH_LAM,
        Kind.UNATTESTED,
        Message("quê quán chỉ ghi đến huyện", "the home place is known no closer than the district"),
    ),
    LeaderCase("p0010", _chair(BREACH_ONLY_COMMUNE), BREACH_ONLY_COMMUNE, Kind.BREACH, _LOCAL),
    LeaderCase("p0011", _chair(SHORT_COMMUNE), SHORT_COMMUNE, Kind.BREACH, _LOCAL),
    LeaderCase("p0012", _chair(UNKNOWN_COMMUNE), None, Kind.UNATTESTED, _HOME_UNKNOWN),
    LeaderCase("p0013", _chair(_commune(_LAC_THANH, 3)), _commune(_LAC_THANH, 4), Kind.NEAR_MISS, _NEXT_COMMUNE),
)

DEPUTIES_HOMES: dict[str, str] = {
    SHORT_COMMUNE: SHORT_COMMUNE,
    UNKNOWN_COMMUNE: UNKNOWN_COMMUNE,
    BREACH_ONLY_COMMUNE: _commune(_GIANG_DOAI, 0),
}
"""Where standing deputies and vice chairs of these communes come from."""
