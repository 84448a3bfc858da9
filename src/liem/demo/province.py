"""The bodies of the province: committee, council, administration, commissions, agencies, the Front and the unions.

On 01/03/2025 five departments were merged into others; their divisions live on under the new roof.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liem.demo.places import PROVINCE, slug
from liem.demo.structure import BEGINNING, PERSONNEL, BodyPlan, Period, PostPlan, division_titles, leaders
from liem.record.choices import BodyKind, Level, PostRole

MERGED_ON = date(2025, 3, 1)
COMMITTEE = "tinh-uy"
STANDING_COMMITTEE = "tinh-uy/ban-thuong-vu"
COUNCIL = "hdnd-tinh"
ADMINISTRATION = "ubnd-tinh"
ORGANISATION_COMMISSION = "ban-to-chuc-tinh-uy"
INSPECTION_COMMISSION = "uy-ban-kiem-tra-tinh-uy"
FOLLOWED_FIELDS = ("Khối sở, ngành", "Khối xã phía bắc", "Khối xã phía nam", "Khối đoàn thể")


@dataclass(frozen=True, slots=True)
class Agency:
    """A provincial agency or commission: how its head and deputies are called, and its divisions."""

    name: str
    head: str
    deputy: str
    divisions: tuple[str, ...]
    kind: BodyKind = BodyKind.AGENCY
    key: str = ""

    @property
    def body(self) -> str:
        return self.key or slug(self.name)


def _department(name: str, *divisions: str) -> Agency:
    return Agency(name, "Giám đốc Sở", "Phó Giám đốc Sở", ("Văn phòng", "Phòng Tổ chức cán bộ", *divisions))


AGENCIES: tuple[Agency, ...] = (
    Agency(
        "Văn phòng Ủy ban nhân dân tỉnh",
        "Chánh Văn phòng",
        "Phó Chánh Văn phòng",
        ("Phòng Tổng hợp", "Phòng Hành chính - Tổ chức", "Phòng Kinh tế ngành", "Phòng Khoa giáo"),
        key="van-phong-ubnd-tinh",
    ),
    _department("Sở Nội vụ", "Phòng Công chức, viên chức", "Phòng Chính quyền địa phương", "Phòng Lao động, việc làm"),
    _department("Sở Tài chính", "Phòng Ngân sách", "Phòng Đầu tư", "Phòng Tài chính hành chính", "Phòng Doanh nghiệp"),
    _department("Sở Xây dựng", "Phòng Quy hoạch", "Phòng Hạ tầng giao thông", "Phòng Quản lý nhà"),
    Agency(
        "Sở Nông nghiệp và Môi trường",
        "Giám đốc Sở",
        "Phó Giám đốc Sở",
        (
            "Văn phòng",
            "Phòng Tổ chức cán bộ",
            "Phòng Đất đai",
            "Phòng Môi trường",
            "Phòng Trồng trọt",
            "Phòng Thủy lợi",
        ),
        key="so-nong-nghiep",
    ),
    _department("Sở Công Thương", "Phòng Thương mại", "Phòng Năng lượng", "Phòng Công nghiệp"),
    Agency(
        "Sở Khoa học và Công nghệ",
        "Giám đốc Sở",
        "Phó Giám đốc Sở",
        ("Văn phòng", "Phòng Tổ chức cán bộ", "Phòng Chuyển đổi số", "Phòng Quản lý khoa học"),
        key="so-khoa-hoc-cong-nghe",
    ),
    Agency(
        "Sở Giáo dục và Đào tạo",
        "Giám đốc Sở",
        "Phó Giám đốc Sở",
        ("Văn phòng", "Phòng Tổ chức cán bộ", "Phòng Giáo dục phổ thông", "Phòng Khảo thí", "Phòng Giáo dục mầm non"),
        key="so-giao-duc",
    ),
    _department("Sở Y tế", "Phòng Nghiệp vụ y", "Phòng Nghiệp vụ dược", "Phòng Bảo trợ xã hội"),
    Agency(
        "Sở Văn hóa, Thể thao và Du lịch",
        "Giám đốc Sở",
        "Phó Giám đốc Sở",
        ("Văn phòng", "Phòng Tổ chức cán bộ", "Phòng Văn hóa", "Phòng Du lịch", "Phòng Thể thao"),
        key="so-van-hoa",
    ),
    _department("Sở Tư pháp", "Phòng Văn bản", "Phòng Bổ trợ tư pháp"),
    Agency(
        "Sở Dân tộc và Tôn giáo",
        "Giám đốc Sở",
        "Phó Giám đốc Sở",
        ("Văn phòng", "Phòng Chính sách dân tộc", "Phòng Tôn giáo"),
        key="so-dan-toc-ton-giao",
    ),
    Agency(
        "Thanh tra tỉnh",
        "Chánh Thanh tra",
        "Phó Chánh Thanh tra",
        ("Văn phòng", "Phòng Nghiệp vụ 1", "Phòng Nghiệp vụ 2", "Phòng Tiếp dân"),
    ),
    Agency(
        "Ban Quản lý các khu công nghiệp tỉnh",
        "Trưởng Ban",
        "Phó Trưởng Ban",
        ("Văn phòng", "Phòng Quản lý đầu tư", "Phòng Quản lý lao động"),
        key="ban-quan-ly-khu-cong-nghiep",
    ),
)
COMMISSIONS: tuple[Agency, ...] = tuple(
    Agency(name, head, deputy, divisions, BodyKind.COMMISSION)
    for name, head, deputy, divisions in (
        (
            "Ban Tổ chức Tỉnh ủy",
            "Trưởng Ban",
            "Phó Trưởng Ban",
            ("Phòng Tổ chức cán bộ", "Phòng Bảo vệ chính trị nội bộ", "Phòng Cơ sở đảng", "Văn phòng"),
        ),
        (
            "Ủy ban Kiểm tra Tỉnh ủy",
            "Chủ nhiệm",
            "Phó Chủ nhiệm",
            ("Phòng Nghiệp vụ I", "Phòng Nghiệp vụ II", "Phòng Nghiệp vụ III", "Văn phòng"),
        ),
        (
            "Ban Tuyên giáo và Dân vận Tỉnh ủy",
            "Trưởng Ban",
            "Phó Trưởng Ban",
            ("Phòng Tuyên truyền", "Phòng Dân vận", "Phòng Khoa giáo", "Văn phòng"),
        ),
        (
            "Ban Nội chính Tỉnh ủy",
            "Trưởng Ban",
            "Phó Trưởng Ban",
            ("Phòng Nghiệp vụ", "Phòng Theo dõi xử lý", "Văn phòng"),
        ),
        (
            "Văn phòng Tỉnh ủy",
            "Chánh Văn phòng",
            "Phó Chánh Văn phòng",
            ("Phòng Tổng hợp", "Phòng Hành chính - Lưu trữ", "Phòng Tài chính đảng"),
        ),
    )
)
FRONT_AND_UNIONS: tuple[Agency, ...] = (
    Agency(
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
        "Chủ tịch",
        "Phó Chủ tịch",
        ("Ban Phong trào", "Văn phòng"),
        BodyKind.FRONT,
        "mat-tran-tinh",
    ),
    *(
        Agency(name, head, deputy, ("Ban Nghiệp vụ", "Văn phòng"), BodyKind.UNION, key)
        for key, name, head, deputy in (
            ("lien-doan-lao-dong-tinh", "Liên đoàn Lao động tỉnh", "Chủ tịch", "Phó Chủ tịch"),
            ("hoi-nong-dan-tinh", "Hội Nông dân tỉnh", "Chủ tịch", "Phó Chủ tịch"),
            ("hoi-phu-nu-tinh", "Hội Liên hiệp Phụ nữ tỉnh", "Chủ tịch", "Phó Chủ tịch"),
            ("tinh-doan", "Tỉnh Đoàn", "Bí thư", "Phó Bí thư"),
            ("hoi-cuu-chien-binh-tinh", "Hội Cựu chiến binh tỉnh", "Chủ tịch", "Phó Chủ tịch"),
        )
    ),
)
MERGED: dict[str, str] = {
    "Sở Kế hoạch và Đầu tư": "so-tai-chinh",
    "Sở Giao thông vận tải": "so-xay-dung",
    "Sở Tài nguyên và Môi trường": "so-nong-nghiep",
    "Sở Lao động - Thương binh và Xã hội": "so-noi-vu",
    "Sở Thông tin và Truyền thông": "so-khoa-hoc-cong-nghe",
}
"""Departments that ended on 28/02/2025, and into which each was merged."""

DEPARTMENT_POSTS = ("giam-doc", "pho-giam-doc")


def provincial_bodies() -> list[BodyPlan]:
    """Everything at the level of the province, superiors first."""
    bodies = [*_assemblies()]
    for agency in COMMISSIONS:
        bodies += _with_divisions(agency, superior=COMMITTEE)
    for agency in AGENCIES:
        bodies += _with_divisions(agency, superior=ADMINISTRATION)
    for agency in FRONT_AND_UNIONS:
        bodies += _with_divisions(agency, superior=COMMITTEE)
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
        PostPlan(DEPARTMENT_POSTS[0], agency.head, PostRole.DIRECTOR),
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
    return _body(f"{agency.body}/{division_slug(name)}", f"{name}, {agency.name}", BodyKind.UNIT, agency.body, *posts)


def _merged(name: str) -> BodyPlan:
    posts = (
        PostPlan(DEPARTMENT_POSTS[0], "Giám đốc Sở", PostRole.DIRECTOR),
        PostPlan(DEPARTMENT_POSTS[1], "Phó Giám đốc Sở", PostRole.DEPUTY_DIRECTOR),
        PostPlan("chuyen-vien", "Chuyên viên", PostRole.SPECIALIST),
    )
    return _body(slug(name), name, BodyKind.AGENCY, ADMINISTRATION, *posts, end=MERGED_ON)
