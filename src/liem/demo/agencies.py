"""The agencies of the province: Party commissions, departments, the Front and the unions, and what serves them.

On 01/03/2025 five departments were merged into others; their divisions live on under the new roof.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liem.demo.places import slug
from liem.record.choices import BodyKind

MERGED_ON = date(2025, 3, 1)
ORGANISATION_COMMISSION = "ban-to-chuc-tinh-uy"
INSPECTION_COMMISSION = "uy-ban-kiem-tra-tinh-uy"


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
    def field(self) -> str:
        """The field of work that the post of its head carries on record."""
        return FIELDS.get(self.body, "")

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

FIELDS: dict[str, str] = {
    "so-noi-vu": "Nội vụ",
    "so-tai-chinh": "Tài chính",
    "so-cong-thuong": "Công Thương",
    "so-y-te": "Y tế",
    "so-giao-duc": "Giáo dục và đào tạo",
    "so-tu-phap": "Tư pháp",
    "thanh-tra-tinh": "Thanh tra",
}
"""Fields of work entered for heads of agencies; of the others nobody entered it."""


def _service(key: str, name: str, head: str, divisions: tuple[str, ...], kind: BodyKind = BodyKind.UNIT) -> Agency:
    return Agency(name, head, f"Phó {head}", divisions, kind, key)


PARTY_SERVICES: tuple[Agency, ...] = (
    _service("truong-chinh-tri-tinh", "Trường Chính trị tỉnh", "Hiệu trưởng", ("Phòng Đào tạo", "Khoa Lý luận")),
    _service(
        "bao-dai-tinh", "Báo và Phát thanh, truyền hình tỉnh", "Tổng Biên tập", ("Phòng Biên tập", "Phòng Kỹ thuật")
    ),
    _service(
        "hoi-chu-thap-do-tinh", "Hội Chữ thập đỏ tỉnh", "Chủ tịch", ("Ban Nghiệp vụ", "Văn phòng"), BodyKind.UNION
    ),
    _service(
        "lien-minh-hop-tac-xa-tinh",
        "Liên minh Hợp tác xã tỉnh",
        "Chủ tịch",
        ("Ban Phát triển", "Văn phòng"),
        BodyKind.UNION,
    ),
)
STATE_SERVICES: tuple[Agency, ...] = tuple(
    _service(key, name, head, divisions)
    for key, name, head, divisions in (
        (
            "truong-cao-dang-tinh",
            "Trường Cao đẳng Lạc Giang",
            "Hiệu trưởng",
            ("Phòng Đào tạo", "Phòng Công tác học sinh"),
        ),
        ("benh-vien-da-khoa-tinh", "Bệnh viện Đa khoa tỉnh", "Giám đốc", ("Phòng Kế hoạch", "Phòng Điều dưỡng")),
        ("benh-vien-san-nhi-tinh", "Bệnh viện Sản - Nhi tỉnh", "Giám đốc", ("Phòng Kế hoạch", "Phòng Điều dưỡng")),
        (
            "trung-tam-kiem-soat-benh-tat",
            "Trung tâm Kiểm soát bệnh tật tỉnh",
            "Giám đốc",
            ("Khoa Xét nghiệm", "Khoa Phòng dịch"),
        ),
        (
            "ban-qlda-dan-dung-tinh",
            "Ban Quản lý dự án công trình dân dụng tỉnh",
            "Giám đốc",
            ("Phòng Kỹ thuật", "Phòng Điều hành dự án"),
        ),
        (
            "ban-qlda-giao-thong-tinh",
            "Ban Quản lý dự án giao thông tỉnh",
            "Giám đốc",
            ("Phòng Kỹ thuật", "Phòng Điều hành dự án"),
        ),
        (
            "trung-tam-hanh-chinh-cong-tinh",
            "Trung tâm Phục vụ hành chính công tỉnh",
            "Giám đốc",
            ("Phòng Tiếp nhận", "Phòng Giám sát"),
        ),
        (
            "trung-tam-xuc-tien-dau-tu-tinh",
            "Trung tâm Xúc tiến đầu tư tỉnh",
            "Giám đốc",
            ("Phòng Xúc tiến", "Phòng Thông tin"),
        ),
        ("quy-dau-tu-phat-trien-tinh", "Quỹ Đầu tư phát triển tỉnh", "Giám đốc", ("Phòng Tín dụng", "Phòng Thẩm định")),
        ("bao-tang-tinh", "Bảo tàng tỉnh", "Giám đốc", ("Phòng Trưng bày", "Phòng Kiểm kê")),
        ("thu-vien-tinh", "Thư viện tỉnh", "Giám đốc", ("Phòng Phục vụ", "Phòng Bổ sung")),
    )
)
SERVICES = (*PARTY_SERVICES, *STATE_SERVICES)
"""What serves the province without being a department: schools, hospitals, funds, associations."""
