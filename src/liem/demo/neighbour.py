"""The province of Nhạn Hải, which went over into Lạc Giang on 01/07/2025: its committee, council and agencies.

The divisions of its agencies were not taken into the record: each shows as one body with its staff.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from liem.demo import DISTRICTS_ENDED
from liem.demo.agencies import AGENCIES, COMMISSIONS, FRONT_AND_UNIONS, Agency
from liem.demo.places import NEIGHBOUR
from liem.demo.province import ADMINISTRATION, COMMITTEE, COUNCIL, STANDING_COMMITTEE
from liem.demo.structure import BEGINNING, BodyPlan, Period, PostPlan
from liem.record.choices import BodyKind, Level, PostRole

MERGED_ON = DISTRICTS_ENDED
HANDED_OVER = date(2025, 10, 1)
"""The day by which the files of the former committee were handed over."""
SUFFIX = "nhan-hai"
NEIGHBOUR_COMMITTEE = f"tinh-uy-{SUFFIX}"
NEIGHBOUR_STANDING_COMMITTEE = f"{NEIGHBOUR_COMMITTEE}/ban-thuong-vu"
NEIGHBOUR_COUNCIL = f"hdnd-tinh-{SUFFIX}"
NEIGHBOUR_ADMINISTRATION = f"ubnd-tinh-{SUFFIX}"
NEIGHBOUR_AGENCIES = (*COMMISSIONS, *AGENCIES, *FRONT_AND_UNIONS)
"""It had the same agencies; each went over into the one of the same name."""
SUCCESSORS: dict[str, str] = {
    NEIGHBOUR_COMMITTEE: COMMITTEE,
    NEIGHBOUR_STANDING_COMMITTEE: STANDING_COMMITTEE,
    NEIGHBOUR_COUNCIL: COUNCIL,
    NEIGHBOUR_ADMINISTRATION: ADMINISTRATION,
    **{f"{agency.body}-{SUFFIX}": agency.body for agency in NEIGHBOUR_AGENCIES},
}


def neighbour_agency(agency: Agency) -> str:
    """The key of the agency of Nhạn Hải that went over into this one."""
    return f"{agency.body}-{SUFFIX}"


def neighbour_bodies() -> list[BodyPlan]:
    """Everything at the level of that province, superiors first."""
    return [*_assemblies(), *(_agency(agency) for agency in NEIGHBOUR_AGENCIES)]


def _committee() -> BodyPlan:
    """After its end it stood for three months as the section that handed its files over to the committee of today."""
    member = PostPlan(
        "uy-vien", "Ủy viên Ban Chấp hành Đảng bộ tỉnh", PostRole.COMMITTEE_MEMBER, start=BEGINNING, end=MERGED_ON
    )
    plan = _body(NEIGHBOUR_COMMITTEE, "Tỉnh ủy Nhạn Hải", BodyKind.COMMITTEE, None, member)
    handing_over = "Bộ phận bàn giao của Tỉnh ủy Nhạn Hải (cũ)"
    after = Period(COMMITTEE, MERGED_ON, HANDED_OVER, handing_over, BodyKind.UNIT)
    return replace(plan, periods=(*plan.periods, after))


def _body(key: str, name: str, kind: BodyKind, superior: str | None, *posts: PostPlan) -> BodyPlan:
    period = Period(superior, BEGINNING, MERGED_ON)
    return BodyPlan(key, name, kind, Level.PROVINCE, NEIGHBOUR, (period,), posts, NEIGHBOUR_COMMITTEE)


def _assemblies() -> list[BodyPlan]:
    return [
        _committee(),
        _body(
            NEIGHBOUR_STANDING_COMMITTEE,
            "Ban Thường vụ Tỉnh ủy Nhạn Hải",
            BodyKind.STANDING_COMMITTEE,
            NEIGHBOUR_COMMITTEE,
            PostPlan("bi-thu", "Bí thư Tỉnh ủy", PostRole.SECRETARY),
            PostPlan("pho-bi-thu-thuong-truc", "Phó Bí thư Thường trực Tỉnh ủy", PostRole.STANDING_DEPUTY_SECRETARY),
            PostPlan("pho-bi-thu", "Phó Bí thư Tỉnh ủy", PostRole.DEPUTY_SECRETARY),
            PostPlan("uy-vien", "Ủy viên Ban Thường vụ Tỉnh ủy", PostRole.STANDING_COMMITTEE_MEMBER),
        ),
        _body(
            NEIGHBOUR_COUNCIL,
            "Hội đồng nhân dân tỉnh Nhạn Hải",
            BodyKind.COUNCIL,
            NEIGHBOUR_COMMITTEE,
            PostPlan("chu-tich", "Chủ tịch Hội đồng nhân dân tỉnh", PostRole.COUNCIL_CHAIR),
            PostPlan("dai-bieu", "Đại biểu Hội đồng nhân dân tỉnh", PostRole.COUNCIL_MEMBER),
        ),
        _body(
            NEIGHBOUR_ADMINISTRATION,
            "Ủy ban nhân dân tỉnh Nhạn Hải",
            BodyKind.ADMINISTRATION,
            NEIGHBOUR_COMMITTEE,
            PostPlan("chu-tich", "Chủ tịch Ủy ban nhân dân tỉnh", PostRole.CHAIR),
            PostPlan("pho-chu-tich", "Phó Chủ tịch Ủy ban nhân dân tỉnh", PostRole.VICE_CHAIR),
        ),
    ]


def _agency(agency: Agency) -> BodyPlan:
    superior = NEIGHBOUR_ADMINISTRATION if agency.kind == BodyKind.AGENCY else NEIGHBOUR_COMMITTEE
    return _body(
        neighbour_agency(agency),
        f"{agency.name} Nhạn Hải",
        agency.kind,
        superior,
        PostPlan("giam-doc", agency.head, PostRole.DIRECTOR, agency.field),
        PostPlan("pho-giam-doc", agency.deputy, PostRole.DEPUTY_DIRECTOR),
        PostPlan("chuyen-vien", "Chuyên viên", PostRole.SPECIALIST),
    )
