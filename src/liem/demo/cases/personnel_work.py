"""Years in personnel work: rule `moved_after_years_in_personnel_work`.

On 31/10/2026 five years are over for whoever began on 31/10/2021 or before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from liem.demo import DISTRICTS_ENDED
from liem.demo.cases.planted import BOTH, CLOSING, DISTRICTS, Kind, Planted
from liem.demo.people import Stint
from liem.demo.province import FOLLOWED_FIELDS
from liem.kernel.errors import Message

RULE = "moved_after_years_in_personnel_work"


@dataclass(frozen=True, slots=True)
class PersonnelCase:
    """An official whose posts all carry personnel work."""

    person: str
    stints: tuple[Stint, ...]
    planted: tuple[Planted, ...]


def _at(agency: str) -> str:
    return f"{agency}/phong-to-chuc-can-bo/chuyen-vien-to-chuc"


def _following(number: int) -> str:
    return f"ban-to-chuc-tinh-uy/phong-to-chuc-can-bo/theo-doi-{number}"


def _case(
    person: str,
    kind: Kind,
    why: Message,
    *stints: Stint,
    on: tuple[date, ...] = CLOSING,
    area: int | None = None,
) -> PersonnelCase:
    subject = person if area is None else f"{person}:{FOLLOWED_FIELDS[area - 1]}"
    return PersonnelCase(person, stints, (Planted(RULE, subject, kind, why, on),))


_LEFT_IN_TIME = PersonnelCase(
    "p0040",
    (Stint(_at("so-xay-dung"), date(2015, 3, 2), date(2026, 10, 31)),),
    (
        Planted(RULE, "p0040", Kind.BREACH, Message("làm từ 02/03/2015", "at it since 02/03/2015"), DISTRICTS),
        Planted(
            RULE,
            "p0040",
            Kind.NEAR_MISS,
            Message("đã chuyển, ngày 30/10/2026 là ngày cuối", "moved: 30/10/2026 was the last day"),
            applies=False,
        ),
    ),
)

CASES: tuple[PersonnelCase, ...] = (
    _case(
        "p0031",
        Kind.BREACH,
        Message("tròn 5 năm đúng ngày 31/10/2026", "five years to the day on 31/10/2026"),
        Stint(_at("so-tai-chinh"), date(2021, 10, 31)),
    ),
    _case(
        "p0032",
        Kind.NEAR_MISS,
        Message("còn thiếu một ngày", "one day short"),
        Stint(_at("so-tai-chinh"), date(2021, 11, 1)),
        on=BOTH,
    ),
    _case(
        "p0033",
        Kind.BREACH,
        Message("làm liên tục từ 03/09/2018", "without a break since 03/09/2018"),
        Stint(_at("so-y-te"), date(2018, 9, 3)),
        on=BOTH,
    ),
    _case(
        "p0034",
        Kind.BREACH,
        Message(
            "từ huyện sang xã không nghỉ ngày nào: tính từ 01/03/2021",
            "from district to commune without a day between: counted from 01/03/2021",
        ),
        Stint("huyen-thanh-lam/ban-to-chuc/chuyen-vien-to-chuc", date(2021, 3, 1), DISTRICTS_ENDED),
        Stint("xa-thach-lung/ban-xay-dung-dang/chuyen-vien-to-chuc", DISTRICTS_ENDED),
    ),
    _case(
        "p0035",
        Kind.NEAR_MISS,
        Message(
            "giữa hai vị trí cách đúng một ngày: tính lại từ đầu", "one day between two posts: the count begins anew"
        ),
        Stint(_at("so-noi-vu"), date(2019, 2, 1), date(2023, 4, 1)),
        Stint(_at("so-cong-thuong"), date(2023, 4, 2)),
        on=BOTH,
    ),
    _case(
        "p0036",
        Kind.BREACH,
        Message("theo dõi một lĩnh vực từ 04/05/2021", "follows one field since 04/05/2021"),
        Stint(_following(2), date(2021, 5, 4)),
        area=2,
    ),
    _case(
        "p0037",
        Kind.NEAR_MISS,
        Message("đổi lĩnh vực theo dõi sau 4 năm", "moved to another field after four years"),
        Stint(_following(1), date(2019, 6, 3), date(2023, 6, 5)),
        Stint(_following(3), date(2023, 6, 5)),
        on=BOTH,
        area=3,
    ),
    _case(
        "p0038",
        Kind.UNATTESTED,
        Message("quyết định phân công không ghi ngày bắt đầu", "the decision gives no first day"),
        Stint(_at("so-giao-duc"), None),
        on=BOTH,
    ),
    _case(
        "p0039",
        Kind.BREACH,
        Message("hai vị trí gối nhau: tính từ 07/01/2019", "two posts that overlap: counted from 07/01/2019"),
        Stint(_at("so-tu-phap"), date(2019, 1, 7), date(2024, 1, 8)),
        Stint(_at("so-xay-dung"), date(2023, 12, 4)),
        on=BOTH,
    ),
    _LEFT_IN_TIME,
)
