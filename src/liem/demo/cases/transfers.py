"""Posts on the list of periodic transfer whose term, or whose place on the list, is in question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liem.demo import CLOSING_DAY, DISTRICTS_DAY
from liem.demo.cases.planted import BOTH, Kind, Planted
from liem.demo.people import Stint, tenure_key
from liem.demo.structure import TransferTerm
from liem.demo.transfers import GROUPS, INSPECTION, Listed, deputy, specialist
from liem.kernel.errors import Message
from liem.record.choices import TenureKind

TERM_RULE, LEADERS_RULE = "group_term_within_law", "leaders_not_on_transfer_list"
LISTED_SEAT = 2
"""The number of the tenure: everybody here sat at another desk of the division before."""
_ACCOUNTS, _BUILDING = GROUPS[0][0], GROUPS[2][0]


@dataclass(frozen=True, slots=True)
class TransferCase:
    """The holder of a post that is listed, or that may be, since the day `since`."""

    person: str
    listed: Listed
    since: date
    said: tuple[tuple[str, Kind, Message, bool], ...] = ()
    kind: TenureKind = TenureKind.APPOINTMENT

    @property
    def stints(self) -> tuple[Stint, ...]:
        """The whole career."""
        desk = Stint(f"{self.listed.body}/chuyen-vien", date(2013, 9, 2), self.since)
        return desk, Stint(self.listed.post, self.since, kind=self.kind)

    @property
    def planted(self) -> tuple[Planted, ...]:
        subject = tenure_key(self.person, LISTED_SEAT)
        return tuple(Planted(rule, subject, kind, why, BOTH, applies) for rule, kind, why, applies in self.said)


_MAY_BE_LISTED = Message(
    "cấp phó có thời hạn chuyển đổi; danh mục có ghi hay không thì chưa rõ",
    "a deputy with a term; whether the list names the post is not on record",
)
_DU_LICH = specialist(
    "so-van-hoa/phong-du-lich", "cap-phep", "Chuyên viên cấp phép lữ hành", TransferTerm("Du lịch", 72)
)
_KHOA_HOC = specialist(
    "so-khoa-hoc-cong-nghe/phong-quan-ly-khoa-hoc",
    "tham-dinh",
    "Chuyên viên thẩm định kinh phí khoa học",
    TransferTerm("Thẩm định", 60),
)
_MAM_NON = specialist(
    "so-giao-duc/phong-giao-duc-mam-non", "cap-phep", "Chuyên viên cấp phép trường tư", TransferTerm("Giáo dục", None)
)
_HEAD_OF_PERMITS = deputy(
    "so-xay-dung/phong-quan-ly-nha", "pho-cap-phep", "Phó Trưởng phòng phụ trách cấp phép", _BUILDING.plan.transfer
)
_RECEPTION = deputy(
    "thanh-tra-tinh/phong-tiep-dan",
    "pho-tiep-dan",
    "Phó Trưởng phòng phụ trách tiếp dân",
    TransferTerm(INSPECTION.group, INSPECTION.months, is_listed=False),
)
_WATER = deputy(
    "so-nong-nghiep/phong-thuy-loi",
    "pho-cap-phep",
    "Phó Trưởng phòng phụ trách cấp phép",
    TransferTerm("Thủy lợi", 36, is_listed=None),
)

CASES: tuple[TransferCase, ...] = (
    TransferCase(
        "p9101",
        _DU_LICH,
        date(2023, 2, 1),
        ((TERM_RULE, Kind.BREACH, Message("danh mục ghi 6 năm", "the list gives six years"), True),),
    ),
    TransferCase(
        "p9102",
        _KHOA_HOC,
        date(2023, 2, 1),
        ((TERM_RULE, Kind.NEAR_MISS, Message("danh mục ghi đúng 5 năm", "the list gives exactly five years"), True),),
    ),
    TransferCase(
        "p9103",
        _BUILDING,
        date(2025, 3, 3),
        ((TERM_RULE, Kind.NEAR_MISS, Message("danh mục ghi đúng 2 năm", "the list gives exactly two years"), True),),
    ),
    TransferCase(
        "p9104",
        _MAM_NON,
        date(2024, 2, 1),
        ((TERM_RULE, Kind.UNATTESTED, Message("danh mục chưa ghi thời hạn", "the list gives no term"), True),),
    ),
    TransferCase(
        "p9105",
        _HEAD_OF_PERMITS,
        date(2024, 4, 1),
        (
            (
                LEADERS_RULE,
                Kind.BREACH,
                Message("cấp phó của phòng có trong danh mục", "the list names a deputy head of division"),
                True,
            ),
        ),
    ),
    TransferCase(
        "p9106",
        _RECEPTION,
        date(2022, 4, 1),
        (
            (
                LEADERS_RULE,
                Kind.NEAR_MISS,
                Message("cấp phó, danh mục ghi rõ là không thuộc diện", "a deputy; the list leaves the post out"),
                False,
            ),
        ),
    ),
    TransferCase(
        "p9107",
        _WATER,
        date(2023, 10, 2),
        (
            (LEADERS_RULE, Kind.UNATTESTED, _MAY_BE_LISTED, True),
            (TERM_RULE, Kind.UNATTESTED, _MAY_BE_LISTED, True),
        ),
    ),
    TransferCase("p9108", _ACCOUNTS, date(2019, 5, 6)),
    TransferCase("p9109", _ACCOUNTS, date(2024, 6, 3), kind=TenureKind.SECONDMENT),
)
"""The last but one was never moved, the last is only lent: nobody can say of either until the rule is answered."""

LISTED: tuple[Listed, ...] = (
    *(one for group in GROUPS for one in group),
    *(_DU_LICH, _KHOA_HOC, _MAM_NON, _HEAD_OF_PERMITS, _RECEPTION, _WATER),
)

_PENDING = Message("văn bản đang có hiệu lực chưa được xác minh", "the law now in force is not verified")
_NOT_KEPT = Message("chưa có dữ liệu nào trả lời được", "nothing on record can answer it yet")
_ON_BOTH_DAYS: Mapping[str, Message] = {
    "no_extra_post_for_rotation": _NOT_KEPT,
    "party_rotation_minimum_stay": _PENDING,
    "party_rotation_remaining_service": _PENDING,
    "transferred_when_group_term_ends": _NOT_KEPT,
}
UNANSWERED: Mapping[date, Mapping[str, Message]] = {
    DISTRICTS_DAY: _ON_BOTH_DAYS,
    CLOSING_DAY: {**_ON_BOTH_DAYS, "state_rotation_remaining_service": _PENDING},
}
"""Rules that are unknown of every rotation or transfer to which they may apply, and why."""
WITHOUT_BREACH = frozenset({"rotation_to_equal_post"})
"""Rules that no record can show to be broken: what would excuse the breach is not kept."""
