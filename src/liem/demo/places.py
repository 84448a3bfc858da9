"""The administrative units of the invented province: eight districts that ended on 30/06/2025, and today's communes.

A commune lies `within` its former district: that is where homes were recorded, and it lets "comes from the place" be
told for both orders. Which body answers to which is said by the bodies, not by the places.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from liem.record.choices import Level
from liem.record.models import Place
from liem.record.people import without_marks

PROVINCE = "tinh-lac-giang"
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


def slug(name: str) -> str:
    """Lower case, without marks, joined by hyphens: "xã An Thuận" → "xa-an-thuan"."""
    return "-".join(part for part in without_marks(name).replace(",", " ").replace("-", " ").split())


def _district(name: str, communes: str) -> District:
    key = slug(name)
    names = communes.split(", ")
    return District(key, name, tuple(Commune(slug(commune), commune, key) for commune in names))


DISTRICTS: tuple[District, ...] = tuple(_district(name, communes) for name, communes in _DISTRICTS.items())
COMMUNES: tuple[Commune, ...] = tuple(commune for district in DISTRICTS for commune in district.communes)


def place_rows() -> Iterator[Place]:
    """The units, each after the one that contains it; neighbouring provinces for those who come from elsewhere."""
    yield Place(key=PROVINCE, name="tỉnh Lạc Giang", kind=Level.PROVINCE)
    for name in ELSEWHERE:
        yield Place(key=slug(name), name=name, kind=Level.PROVINCE)
    for district in DISTRICTS:
        yield Place(key=district.key, name=district.name, kind=Level.DISTRICT, within_id=PROVINCE)
    for commune in COMMUNES:
        yield Place(key=commune.key, name=commune.name, kind=Level.COMMUNE, within_id=commune.district)
