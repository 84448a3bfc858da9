"""The bodies of districts (until 30/06/2025) and of communes (from 01/07/2025).

Before, a commune shows as one administration under its district, with its staff; of those who led it then only the vice
chairs are on record who later rose in the district.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from liem.demo import DISTRICTS_ENDED
from liem.demo.neighbour import NEIGHBOUR_COMMITTEE
from liem.demo.places import ALL_COMMUNES, ALL_DISTRICTS, DISTRICTS, Commune, District
from liem.demo.province import COMMITTEE, division_slug
from liem.demo.structure import BEGINNING, PERSONNEL, BodyPlan, Period, PostPlan, division_titles, leaders
from liem.record.choices import BodyKind, Level, PostRole

DISTRICT_DIVISIONS = (
    "Ban Tổ chức",
    "Ủy ban Kiểm tra",
    "Văn phòng cấp ủy",
    "Văn phòng HĐND và UBND",
    "Phòng Nội vụ",
    "Phòng Tài chính - Kế hoạch",
    "Phòng Nông nghiệp và Môi trường",
    "Phòng Kinh tế, hạ tầng và đô thị",
    "Phòng Giáo dục và Đào tạo",
    "Phòng Văn hóa và Thông tin",
    "Phòng Tư pháp",
    "Thanh tra",
)
COMMUNE_DIVISIONS = (
    "Ban Xây dựng Đảng",
    "Ủy ban Kiểm tra Đảng ủy",
    "Văn phòng Đảng ủy",
    "Văn phòng HĐND và UBND",
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Trung tâm Hành chính công",
)
PERSONNEL_DIVISIONS = frozenset({"Ban Tổ chức", "Ban Xây dựng Đảng"})
_OF_THE_COMMITTEE = frozenset({"Ban Tổ chức", "Ủy ban Kiểm tra", "Văn phòng cấp ủy", *COMMUNE_DIVISIONS[:3]})


def local_bodies() -> list[BodyPlan]:
    """The bodies of all districts, then of all communes, superiors first."""
    districts = [body for district in ALL_DISTRICTS for body in _district_bodies(district)]
    return districts + [body for commune in ALL_COMMUNES for body in _commune_bodies(commune)]


def standing_committee(place: str) -> str:
    return f"{place}/ban-thuong-vu"


def council(place: str) -> str:
    return f"{place}/hdnd"


def administration(place: str) -> str:
    return f"{place}/ubnd"


def division(place: str, name: str) -> str:
    return f"{place}/{division_slug(name)}"


def front(commune: str) -> str:
    return f"{commune}/mat-tran"


def _district_bodies(district: District) -> list[BodyPlan]:
    period, above = (BEGINNING, DISTRICTS_ENDED), COMMITTEE if district in DISTRICTS else NEIGHBOUR_COMMITTEE
    bodies = [
        *_assemblies(district.key, district.name, Level.DISTRICT, period, above),
        *(_division(district.key, district.name, name, Level.DISTRICT, period) for name in DISTRICT_DIVISIONS),
    ]
    return [replace(body, committee=above) for body in bodies]


def _commune_bodies(commune: Commune) -> list[BodyPlan]:
    period = (DISTRICTS_ENDED, None)
    bodies = _assemblies(commune.key, commune.name, Level.COMMUNE, period)
    bodies += [_division(commune.key, commune.name, name, Level.COMMUNE, period) for name in COMMUNE_DIVISIONS]
    posts = (
        PostPlan("truong", "Chủ tịch Ủy ban Mặt trận Tổ quốc", PostRole.DIVISION_HEAD),
        PostPlan("chuyen-vien", "Chuyên viên", PostRole.SPECIALIST),
    )
    name = f"Ủy ban Mặt trận Tổ quốc {commune.name}"
    own = (Period(commune.key, *period),)
    return [*bodies, BodyPlan(front(commune.key), name, BodyKind.FRONT, Level.COMMUNE, commune.key, own, posts)]


def _assemblies(
    place: str, name: str, level: Level, period: tuple[date, date | None], above: str = COMMITTEE
) -> list[BodyPlan]:
    committee = _committee_name(name)
    return [
        BodyPlan(
            place,
            committee,
            BodyKind.COMMITTEE,
            level,
            place,
            (Period(above, *period),),
            (PostPlan("uy-vien", "Ủy viên Ban Chấp hành", PostRole.COMMITTEE_MEMBER),),
        ),
        BodyPlan(
            standing_committee(place),
            f"Ban Thường vụ {committee}",
            BodyKind.STANDING_COMMITTEE,
            level,
            place,
            (Period(place, *period),),
            (
                PostPlan("bi-thu", "Bí thư", PostRole.SECRETARY),
                PostPlan("pho-bi-thu-thuong-truc", "Phó Bí thư Thường trực", PostRole.STANDING_DEPUTY_SECRETARY),
                PostPlan("pho-bi-thu", "Phó Bí thư", PostRole.DEPUTY_SECRETARY),
                PostPlan("uy-vien", "Ủy viên Ban Thường vụ", PostRole.STANDING_COMMITTEE_MEMBER),
            ),
        ),
        BodyPlan(
            council(place),
            f"Hội đồng nhân dân {name}",
            BodyKind.COUNCIL,
            level,
            place,
            (Period(place, *period),),
            (
                PostPlan("chu-tich", "Chủ tịch Hội đồng nhân dân", PostRole.COUNCIL_CHAIR),
                PostPlan("pho-chu-tich", "Phó Chủ tịch Hội đồng nhân dân", PostRole.COUNCIL_VICE_CHAIR),
                PostPlan("dai-bieu", "Đại biểu Hội đồng nhân dân", PostRole.COUNCIL_MEMBER),
            ),
        ),
        _administration(place, name, level, period),
    ]


def _administration(place: str, name: str, level: Level, period: tuple[date, date | None]) -> BodyPlan:
    posts = [
        PostPlan("chu-tich", "Chủ tịch Ủy ban nhân dân", PostRole.CHAIR, start=period[0]),
        PostPlan("pho-chu-tich", "Phó Chủ tịch Ủy ban nhân dân", PostRole.VICE_CHAIR),
    ]
    periods = [Period(place, *period)]
    if level == Level.COMMUNE:
        district = _DISTRICT_OF[place]
        periods.insert(0, Period(administration(district), BEGINNING, DISTRICTS_ENDED))
        posts.append(PostPlan("cong-chuc", "Công chức cấp xã", PostRole.SPECIALIST, end=DISTRICTS_ENDED))
    body, kind = administration(place), BodyKind.ADMINISTRATION
    return BodyPlan(body, f"Ủy ban nhân dân {name}", kind, level, place, tuple(periods), tuple(posts))


def _division(place: str, place_name: str, name: str, level: Level, period: tuple[date, date | None]) -> BodyPlan:
    superior = place if name in _OF_THE_COMMITTEE else administration(place)
    field = PERSONNEL if name in PERSONNEL_DIVISIONS else ""
    head, deputy = division_titles(name)
    posts = [*leaders(head, deputy, field), PostPlan("chuyen-vien", "Chuyên viên", PostRole.SPECIALIST)]
    if field:
        posts.append(
            PostPlan("chuyen-vien-to-chuc", "Chuyên viên tổ chức cán bộ", PostRole.SPECIALIST, field=PERSONNEL)
        )
    full_name, periods = f"{name}, {place_name}", (Period(superior, *period),)
    return BodyPlan(division(place, name), full_name, BodyKind.UNIT, level, place, periods, tuple(posts))


_DISTRICT_OF = {commune.key: commune.district for commune in ALL_COMMUNES}
_COMMITTEES = {"huyện": "Huyện ủy", "thành phố": "Thành ủy", "thị xã": "Thị ủy"}


def _committee_name(place_name: str) -> str:
    """ "huyện Thanh Lâm" → "Huyện ủy Thanh Lâm"; "xã Đá Dựng" → "Đảng ủy xã Đá Dựng"."""
    for kind, committee in _COMMITTEES.items():
        if place_name.startswith(f"{kind} "):
            return f"{committee} {place_name.removeprefix(f'{kind} ')}"
    return f"Đảng ủy {place_name}"
