"""Rotations of leaders: out to a district, a commune or another agency, and back.

Since 65-QĐ/TW the Party's rules ask for an equal post; the State's ask for years of service left, and since 170/2025
for a length of 36 months.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liem.demo import DISTRICTS_ENDED
from liem.demo.cases.planted import BOTH, CLOSING, DISTRICTS, Kind, Planted
from liem.demo.people import Stint, tenure_key
from liem.kernel.errors import Message
from liem.record.choices import Sex, TenureKind

EQUAL_RULE = "rotation_to_equal_post"
SERVICE_RULE = "state_rotation_remaining_service"
STAY_RULE = "state_rotation_minimum_stay"
ROTATION_SEAT = 3
"""The number of the tenure: everybody here was a specialist and a deputy head of division before."""
FIRST_POST, DEPUTY_SINCE = date(2012, 3, 1), date(2018, 5, 2)

Said = tuple[str, Kind, Message, tuple[date, ...], bool]


@dataclass(frozen=True, slots=True)
class RotationCase:
    """A deputy head of the division `home`, rotated to `post` from `begun` until `ended` (the first day no more), then
    back. A day of birth is given where the years of service left are tried."""

    person: str
    home: str
    post: str
    begun: date
    ended: date | None = None
    said: tuple[Said, ...] = ()
    born_on: date | None = None

    @property
    def stints(self) -> tuple[Stint, ...]:
        """The whole career."""
        deputy = f"{self.home}/pho"
        back = [Stint(deputy, self.ended, kind=TenureKind.REASSIGNMENT)] if self.ended else []
        return (
            Stint(f"{self.home}/chuyen-vien", FIRST_POST, DEPUTY_SINCE),
            Stint(deputy, DEPUTY_SINCE, self.begun, TenureKind.APPOINTMENT),
            Stint(self.post, self.begun, self.ended, TenureKind.ROTATION),
            *back,
        )

    @property
    def sex(self) -> Sex | None:
        """Where the day of birth is given, a man: his retirement age goes with it."""
        return Sex.MAN if self.born_on else None

    @property
    def planted(self) -> tuple[Planted, ...]:
        subject = tenure_key(self.person, ROTATION_SEAT)
        return tuple(
            Planted(rule, subject, kind, why, on, applies=applies) for rule, kind, why, on, applies in self.said
        )


def _said(rule: str, kind: Kind, why: Message, on: tuple[date, ...], *, applies: bool = True) -> Said:
    return rule, kind, why, on, applies


_OUTSTANDING = Message(
    "chức vụ cao hơn; có thành tích nổi trội hay không thì hồ sơ chưa ghi",
    "a higher post; whether the results were outstanding is not on record",
)
_NOBODY_MANAGES = Message(
    "chức danh do Mặt trận quản lý: theo quy định của Đảng hay của Nhà nước thì hồ sơ chưa rõ",
    "the Front manages the post: whether Party or State rules govern it the record does not say",
)

_OF_THE_PARTY = (
    RotationCase(
        "p9001",
        "uy-ban-kiem-tra-tinh-uy/phong-nghiep-vu-ii",
        "thi-xa-dong-vi/uy-ban-kiem-tra/pho",
        date(2022, 4, 28),
        DISTRICTS_ENDED,
        (
            _said(
                EQUAL_RULE,
                Kind.NEAR_MISS,
                Message(
                    "chức vụ tương đương, từ đúng ngày quy định có hiệu lực", "an equal post, from the first day on"
                ),
                BOTH,
            ),
        ),
    ),
    RotationCase(
        "p9002",
        "ban-noi-chinh-tinh-uy/phong-theo-doi-xu-ly",
        "xa-dai-trach/ubnd/pho-chu-tich",
        date(2022, 4, 27),
        date(2025, 6, 2),
        (
            _said(
                EQUAL_RULE,
                Kind.NEAR_MISS,
                Message(
                    "chức vụ cao hơn, nhưng từ ngày liền trước khi quy định có hiệu lực",
                    "a higher post, but from the day before the rule",
                ),
                BOTH,
                applies=False,
            ),
        ),
    ),
    RotationCase(
        "p9003",
        "ban-tuyen-giao-va-dan-van-tinh-uy/phong-dan-van",
        "xa-linh-trach/ubnd/pho-chu-tich",
        date(2023, 5, 15),
        DISTRICTS_ENDED,
        (_said(EQUAL_RULE, Kind.UNATTESTED, _OUTSTANDING, BOTH),),
    ),
    RotationCase(
        "p9004",
        "ban-noi-chinh-tinh-uy/phong-nghiep-vu",
        "xa-khe-vang-anh/ban-thuong-vu/pho-bi-thu",
        date(2025, 8, 1),
        said=(_said(EQUAL_RULE, Kind.UNATTESTED, _OUTSTANDING, CLOSING),),
    ),
    RotationCase(
        "p9005",
        "ban-tuyen-giao-va-dan-van-tinh-uy/phong-tuyen-truyen",
        "xa-ho-nhan/van-phong-dang-uy/pho",
        date(2025, 8, 1),
    ),
    RotationCase(
        "p9006",
        "uy-ban-kiem-tra-tinh-uy/phong-nghiep-vu-iii",
        "phuong-ben-lua/uy-ban-kiem-tra-dang-uy/pho",
        date(2025, 7, 15),
    ),
    RotationCase("p9007", "van-phong-tinh-uy/phong-tong-hop", "xa-na-que/van-phong-dang-uy/pho", date(2025, 9, 1)),
    RotationCase(
        "p9008",
        "uy-ban-kiem-tra-tinh-uy/phong-nghiep-vu-i",
        "huyen-phu-khe/uy-ban-kiem-tra/pho",
        date(2023, 3, 1),
        DISTRICTS_ENDED,
    ),
    RotationCase(
        "p9009",
        "ban-tuyen-giao-va-dan-van-tinh-uy/phong-khoa-giao",
        "xa-doai-thuong-khe/ubnd/pho-chu-tich",
        date(2019, 6, 3),
        date(2022, 6, 3),
    ),
    RotationCase(
        "p9010",
        "van-phong-tinh-uy/phong-hanh-chinh-luu-tru",
        "xa-my-khe-lung/ubnd/pho-chu-tich",
        date(2021, 3, 1),
    ),
)
"""Posts that a committee manages. The last has gone on for more than five years; no rule says how long at most."""

_OF_THE_STATE = (
    RotationCase(
        "p9011",
        "so-tai-chinh/phong-tai-chinh-hanh-chinh",
        "huyen-thanh-lam/phong-tai-chinh-ke-hoach/pho",
        date(2022, 10, 3),
        DISTRICTS_ENDED,
        (
            _said(
                SERVICE_RULE,
                Kind.BREACH,
                Message("chỉ còn 4 năm 8 tháng công tác", "four years and eight months of service left"),
                DISTRICTS,
            ),
        ),
        date(1965, 9, 10),
    ),
    RotationCase(
        "p9012",
        "so-nong-nghiep/phong-dat-dai",
        "huyen-yen-trach/phong-nong-nghiep-va-moi-truong/pho",
        date(2022, 9, 5),
        DISTRICTS_ENDED,
        (
            _said(
                SERVICE_RULE,
                Kind.NEAR_MISS,
                Message("còn đúng 10 năm công tác", "ten years of service left to the day"),
                DISTRICTS,
            ),
        ),
        date(1970, 9, 5),
    ),
    RotationCase(
        "p9013",
        "so-nong-nghiep/phong-trong-trot",
        "huyen-giang-doai/phong-nong-nghiep-va-moi-truong/pho",
        date(2022, 9, 5),
        DISTRICTS_ENDED,
        (
            _said(
                SERVICE_RULE,
                Kind.UNATTESTED,
                Message(
                    "còn 10 năm thiếu một ngày; lý do luân chuyển thì hồ sơ chưa ghi",
                    "ten years less a day left; the reason of the rotation is not on record",
                ),
                DISTRICTS,
            ),
        ),
        date(1970, 9, 4),
    ),
    RotationCase(
        "p9014",
        "so-xay-dung/phong-ha-tang-giao-thong",
        "ban-qlda-giao-thong-tinh/phong-ky-thuat/pho",
        date(2023, 9, 5),
        date(2025, 11, 5),
        (
            _said(
                STAY_RULE,
                Kind.BREACH,
                Message("kết thúc sau 26 tháng", "over after 26 months"),
                CLOSING,
            ),
        ),
    ),
    RotationCase(
        "p9015",
        "so-tu-phap/phong-van-ban",
        "so-noi-vu/phong-chinh-quyen-dia-phuong/pho",
        date(2022, 9, 5),
        date(2025, 9, 6),
        (
            _said(
                STAY_RULE,
                Kind.NEAR_MISS,
                Message("ngày cuối cùng vừa tròn 36 tháng", "36 months to the last day"),
                CLOSING,
            ),
        ),
    ),
    RotationCase(
        "p9016",
        "so-van-hoa/phong-van-hoa",
        "huyen-tung-linh/phong-van-hoa-va-thong-tin/pho",
        date(2023, 11, 1),
        DISTRICTS_ENDED,
        (
            _said(
                STAY_RULE,
                Kind.NEAR_MISS,
                Message(
                    "20 tháng, nhưng kết thúc ngày 30/06/2025, trước khi nghị định có hiệu lực một ngày",
                    "20 months, but over on 30/06/2025, the day before the decree",
                ),
                CLOSING,
                applies=False,
            ),
        ),
    ),
    RotationCase(
        "p9017",
        "so-noi-vu/phong-lao-dong-viec-lam",
        "mat-tran-tinh/ban-phong-trao/pho",
        date(2023, 10, 2),
        date(2025, 9, 2),
        (
            _said(STAY_RULE, Kind.UNATTESTED, _NOBODY_MANAGES, CLOSING),
            _said(SERVICE_RULE, Kind.UNATTESTED, _NOBODY_MANAGES, DISTRICTS),
            _said(EQUAL_RULE, Kind.UNATTESTED, _NOBODY_MANAGES, BOTH),
        ),
    ),
    RotationCase("p9018", "so-cong-thuong/phong-cong-nghiep", "xa-con-lua/phong-kinh-te/pho", date(2025, 7, 15)),
    RotationCase("p9019", "so-van-hoa/phong-the-thao", "xa-vi-trung/phong-van-hoa-xa-hoi/pho", date(2025, 8, 15)),
    RotationCase(
        "p9020",
        "van-phong-ubnd-tinh/phong-kinh-te-nganh",
        "trung-tam-hanh-chinh-cong-tinh/phong-giam-sat/pho",
        date(2025, 9, 15),
    ),
    RotationCase(
        "p9021",
        "so-giao-duc/phong-giao-duc-pho-thong",
        "phuong-van-lieu/phong-van-hoa-xa-hoi/pho",
        date(2025, 10, 1),
    ),
    RotationCase(
        "p9022",
        "so-khoa-hoc-cong-nghe/phong-chuyen-doi-so",
        "xa-an-thuan-khe/trung-tam-hanh-chinh-cong/pho",
        date(2025, 7, 15),
    ),
)
"""Posts that an administration or an agency manages, and one that neither side does."""

CASES: tuple[RotationCase, ...] = (*_OF_THE_PARTY, *_OF_THE_STATE)
