"""The bodies of the province: committee, council, administration, and the agencies under them."""

from __future__ import annotations

from datetime import date

from liem.demo.agencies import (
    AGENCIES,
    COMMISSIONS,
    FRONT_AND_UNIONS,
    MERGED,
    MERGED_ON,
    ORGANISATION_COMMISSION,
    PARTY_SERVICES,
    STATE_SERVICES,
    Agency,
)
from liem.demo.cases.transfers import LISTED
from liem.demo.places import PROVINCE, slug
from liem.demo.structure import BEGINNING, PERSONNEL, BodyPlan, Period, PostPlan, division_titles, leaders
from liem.demo.transfers import transfer_posts
from liem.record.choices import BodyKind, Level, PostRole

COMMITTEE = "tinh-uy"
STANDING_COMMITTEE = "tinh-uy/ban-thuong-vu"
COUNCIL = "hdnd-tinh"
ADMINISTRATION = "ubnd-tinh"
FOLLOWED_FIELDS = ("Khối sở, ngành", "Khối xã phía bắc", "Khối xã phía nam", "Khối đoàn thể")
DEPARTMENT_POSTS = ("giam-doc", "pho-giam-doc")
TRANSFER_POSTS = transfer_posts(LISTED)


def provincial_bodies() -> list[BodyPlan]:
    """Everything at the level of the province, superiors first."""
    bodies = [*_assemblies()]
    for agency in COMMISSIONS:
        bodies += _with_divisions(agency, superior=COMMITTEE)
    for agency in AGENCIES:
        bodies += _with_divisions(agency, superior=ADMINISTRATION)
    for agency in (*FRONT_AND_UNIONS, *PARTY_SERVICES):
        bodies += _with_divisions(agency, superior=COMMITTEE)
    for agency in STATE_SERVICES:
        bodies += _with_divisions(agency, superior=ADMINISTRATION)
    return bodies + [_merged(name) for name in MERGED]


def is_personnel_division(name: str) -> bool:
    return "Tổ chức" in name


def division_slug(name: str) -> str:
    return slug(name.replace("-", " "))


def _body(
    key: str, name: str, kind: BodyKind, superior: str | None, *posts: PostPlan, end: date | None = None
) -> BodyPlan:
    return BodyPlan(key, name, kind, Level.PROVINCE, PROVINCE, (Period(superior, BEGINNING, end),), posts)


def _assemblies() -> list[BodyPlan]:
    member = PostPlan("uy-vien", "Ủy viên Ban Chấp hành Đảng bộ tỉnh", PostRole.COMMITTEE_MEMBER)
    return [
        _body(COMMITTEE, "Tỉnh ủy Lạc Giang", BodyKind.COMMITTEE, None, member),
        _body(
            STANDING_COMMITTEE,
            "Ban Thường vụ Tỉnh ủy Lạc Giang",
            BodyKind.STANDING_COMMITTEE,
            COMMITTEE,
            PostPlan("bi-thu", "Bí thư Tỉnh ủy", PostRole.SECRETARY),
            PostPlan("pho-bi-thu-thuong-truc", "Phó Bí thư Thường trực Tỉnh ủy", PostRole.STANDING_DEPUTY_SECRETARY),
            PostPlan("pho-bi-thu", "Phó Bí thư Tỉnh ủy", PostRole.DEPUTY_SECRETARY),
            PostPlan("uy-vien", "Ủy viên Ban Thường vụ Tỉnh ủy", PostRole.STANDING_COMMITTEE_MEMBER),
        ),
        _body(
            COUNCIL,
            "Hội đồng nhân dân tỉnh Lạc Giang",
            BodyKind.COUNCIL,
            COMMITTEE,
            PostPlan("chu-tich", "Chủ tịch Hội đồng nhân dân tỉnh", PostRole.COUNCIL_CHAIR),
            PostPlan("pho-chu-tich", "Phó Chủ tịch Hội đồng nhân dân tỉnh", PostRole.COUNCIL_VICE_CHAIR),
            PostPlan("dai-bieu", "Đại biểu Hội đồng nhân dân tỉnh", PostRole.COUNCIL_MEMBER),
        ),
        _body(
            ADMINISTRATION,
            "Ủy ban nhân dân tỉnh Lạc Giang",
            BodyKind.ADMINISTRATION,
            COMMITTEE,
            PostPlan("chu-tich", "Chủ tịch Ủy ban nhân dân tỉnh", PostRole.CHAIR),
            PostPlan("pho-chu-tich", "Phó Chủ tịch Ủy ban nhân dân tỉnh", PostRole.VICE_CHAIR),
        ),
    ]


def _head_posts(agency: Agency) -> tuple[PostPlan, ...]:
    return (
        PostPlan(DEPARTMENT_POSTS[0], agency.head, PostRole.DIRECTOR, agency.field),
        PostPlan(DEPARTMENT_POSTS[1], agency.deputy, PostRole.DEPUTY_DIRECTOR),
    )


def _with_divisions(agency: Agency, *, superior: str) -> list[BodyPlan]:
    own = _body(agency.body, agency.name, agency.kind, superior, *_head_posts(agency))
    return [own, *(_division(agency, name) for name in agency.divisions)]


def _division(agency: Agency, name: str) -> BodyPlan:
    field = PERSONNEL if is_personnel_division(name) else ""
    posts = [*leaders(*division_titles(name), field), PostPlan("chuyen-vien", "Chuyên viên", PostRole.SPECIALIST)]
    if field:
        posts.append(
            PostPlan("chuyen-vien-to-chuc", "Chuyên viên tổ chức cán bộ", PostRole.SPECIALIST, field=PERSONNEL)
        )
    if agency.body == ORGANISATION_COMMISSION and field:
        posts += [
            PostPlan(
                f"theo-doi-{number}", f"Chuyên viên theo dõi {area}", PostRole.SPECIALIST, field=PERSONNEL, area=area
            )
            for number, area in enumerate(FOLLOWED_FIELDS, start=1)
        ]
    key = f"{agency.body}/{division_slug(name)}"
    posts += TRANSFER_POSTS.get(key, ())
    return _body(key, f"{name}, {agency.name}", BodyKind.UNIT, agency.body, *posts)


def _merged(name: str) -> BodyPlan:
    posts = (
        PostPlan(DEPARTMENT_POSTS[0], "Giám đốc Sở", PostRole.DIRECTOR),
        PostPlan(DEPARTMENT_POSTS[1], "Phó Giám đốc Sở", PostRole.DEPUTY_DIRECTOR),
        PostPlan("chuyen-vien", "Chuyên viên", PostRole.SPECIALIST),
    )
    return _body(slug(name), name, BodyKind.AGENCY, ADMINISTRATION, *posts, end=MERGED_ON)
