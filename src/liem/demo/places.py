"""The administrative units of the invented province: the districts that ended on 30/06/2025, and today's communes.

The province of today was formed on 01/07/2025 out of two, Lạc Giang and Nhạn Hải, each of eight districts.

A commune lies `within` its former district: that is where homes were recorded, and it lets "comes from the place" be
told for both orders. Which body answers to which is said by the bodies, not by the places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from liem.record.choices import Level
from liem.record.models import Place
from liem.record.names import without_marks

PROVINCE = "tinh-lac-giang"
NEIGHBOUR = "tinh-nhan-hai"
"""The province that went over into Lạc Giang."""
ELSEWHERE = ("tỉnh Vân Hải", "tỉnh Trường Khê", "tỉnh Đông Thạch", "thành phố Hải Lâm")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune or ward of today (`name` with its kind, "xã An Thuận")."""

    key: str
    name: str
    district: str

    @property
    def is_ward(self) -> bool:
        return self.name.startswith("phường")


@dataclass(frozen=True, slots=True)
class District:
    """A district of the order that ended on 30/06/2025 (`name` with its kind, "huyện Thanh Lâm")."""

    key: str
    name: str
    communes: tuple[Commune, ...]


_DISTRICTS: dict[str, str] = {
    "thành phố Lạc Thành": (
        "phường Lạc Thành, phường Bến Lụa, phường Cầu Trầm, phường Đồng Sen, phường Ngọc Trì Thượng, "
        "phường Tân Lạc Giang, phường Vạn Liễu, xã Hoa Khê Thượng"
    ),
    "thị xã Đông Vĩ": (
        "phường Đông Vĩ, phường Bãi Nhạn, phường Gò Quế, phường Chợ Thông, xã Vĩ Thượng, xã Vĩ Trung, xã Lương Trầm"
    ),
    "huyện Thanh Lâm": (
        "xã Thanh Lâm Hạ, xã An Thuận Khê, xã Lâm Trạch Thượng, xã Đồi Thông, xã Khe Vàng Anh, xã Suối Trầm, "
        "xã Thạch Lũng, xã Bình Lâm Khê"
    ),
    "huyện Yên Trạch": (
        "xã Yên Trạch Giang, xã Trạch Sơn Thượng, xã Trạch Sơn Hạ, xã Hồ Nhạn, xã Yên Lũng, xã Đại Trạch, "
        "xã Tân Trạch Khê"
    ),
    "huyện Phú Khê": (
        "xã Phú Khê Giang, xã Khê Thượng Lâm, xã Khê Hạ Lâm, xã Phú Bãi Dâu, xã Cửa Nhạn, xã Hòa Phú Khê, "
        "xã Mỹ Khê Lũng, xã Trung Phú Khê"
    ),
    "huyện Hương Nhạn": (
        "xã Hương Nhạn, xã Nhạn Sơn Khê, xã Hương Trầm, xã Bản Lác Thượng, xã Bản Lác Hạ, xã Đèo Nhạn, "
        "xã Hương Lũng Khê"
    ),
    "huyện Tùng Lĩnh": (
        "xã Tùng Lĩnh Giang, xã Lĩnh Thượng Khê, xã Tùng Bách Khê, xã Đá Dựng, xã Lĩnh Trạch, xã Thung Mây, xã Nà Quế, "
        "xã Tùng Vĩ"
    ),
    "huyện Giang Đoài": (
        "xã Giang Đoài, xã Đoài Thượng Khê, xã Cồn Lụa, xã Bãi Trầm, xã Giang Lũng, xã Đoài Trung Khê, xã Vạn Đoài"
    ),
}

_OF_THE_NEIGHBOUR: dict[str, str] = {
    "thành phố Nhạn Hải": (
        "phường Nhạn Hải, phường Bến Nhạn, phường Cầu Lụa, phường Trầm Hương Giang, phường Đồng Dâu, "
        "phường Vĩnh Nhạn, phường Sen Trì, xã Hải Khê Thượng"
    ),
    "thị xã Cồn Sa": (
        "phường Cồn Sa, phường Sa Trung Khê, phường Bãi Lụa, phường Gò Nhạn, phường Chợ Sen, xã Sa Thượng Giang, "
        "xã Sa Hạ Giang, xã Lương Nhạn"
    ),
    "huyện Vân Trầm": (
        "xã Vân Trầm Thượng, xã Vân Trầm Hạ, xã Trầm Sơn Khê, xã Đồi Nhạn, xã Khe Lụa, xã Suối Vĩ, xã Thạch Nhạn, "
        "xã Bình Vân Khê"
    ),
    "huyện Trường Lũng": (
        "xã Trường Lũng Giang, xã Lũng Sơn Thượng, xã Lũng Sơn Hạ, xã Hồ Vĩ, xã Trường Trạch, xã Đại Lũng Khê, "
        "xã Tân Lũng Khê, xã Lũng Quế"
    ),
    "huyện Đoài Hải": (
        "xã Đoài Hải Giang, xã Hải Thượng Lâm, xã Hải Hạ Lâm, xã Bãi Vĩ, xã Cửa Trầm, xã Hòa Đoài Hải, "
        "xã Mỹ Đoài Lũng, xã Trung Đoài Hải"
    ),
    "huyện Quế Sơn Khê": (
        "xã Quế Sơn Khê, xã Quế Trầm, xã Bản Dâu Thượng, xã Bản Dâu Hạ, xã Đèo Quế, xã Quế Lũng Khê, xã Nà Nhạn, "
        "xã Quế Vĩ"
    ),
    "huyện Bách Lĩnh": (
        "xã Bách Lĩnh Giang, xã Bách Thượng Khê, xã Bách Trạch, xã Đá Nhạn, xã Lĩnh Vĩ, xã Thung Nhạn, xã Nà Bách, "
        "xã Bách Hạ Khê"
    ),
    "huyện Hạ Nhạn": (
        "xã Hạ Nhạn, xã Nhạn Thượng Giang, xã Cồn Dâu Hạ, xã Bãi Sen, xã Hạ Lũng Khê, xã Nhạn Trung Khê, xã Vạn Nhạn, "
        "xã Giang Vĩ"
    ),
}


def slug(name: str) -> str:
    """Lower case, without marks, joined by hyphens: "xã An Thuận" → "xa-an-thuan"."""
    return "-".join(part for part in without_marks(name).replace(",", " ").replace("-", " ").split())


def _district(name: str, communes: str) -> District:
    key = slug(name)
    names = communes.split(", ")
    return District(key, name, tuple(Commune(slug(commune), commune, key) for commune in names))


def _districts(named: dict[str, str]) -> tuple[District, ...]:
    return tuple(_district(name, communes) for name, communes in named.items())


def _communes(districts: tuple[District, ...]) -> tuple[Commune, ...]:
    return tuple(commune for district in districts for commune in district.communes)


DISTRICTS = _districts(_DISTRICTS)
COMMUNES = _communes(DISTRICTS)
"""The districts and communes of Lạc Giang as it was before the merger."""
NEIGHBOUR_DISTRICTS = _districts(_OF_THE_NEIGHBOUR)
NEIGHBOUR_COMMUNES = _communes(NEIGHBOUR_DISTRICTS)
ALL_DISTRICTS, ALL_COMMUNES = DISTRICTS + NEIGHBOUR_DISTRICTS, COMMUNES + NEIGHBOUR_COMMUNES


def place_rows() -> Iterator[Place]:
    """The units, each after the one that contains it; neighbouring provinces for those who come from elsewhere."""
    yield Place(key=PROVINCE, name="tỉnh Lạc Giang", kind=Level.PROVINCE)
    for name in ELSEWHERE:
        yield Place(key=slug(name), name=name, kind=Level.PROVINCE)
    yield Place(key=NEIGHBOUR, name="tỉnh Nhạn Hải (cũ)", kind=Level.PROVINCE, within_id=PROVINCE)
    for place, districts in ((PROVINCE, DISTRICTS), (NEIGHBOUR, NEIGHBOUR_DISTRICTS)):
        for district in districts:
            yield Place(key=district.key, name=district.name, kind=Level.DISTRICT, within_id=place)
    for commune in ALL_COMMUNES:
        yield Place(key=commune.key, name=commune.name, kind=Level.COMMUNE, within_id=commune.district)
