"""Posts on the list of periodic transfer, and officials who were moved among those of one group in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from liem.demo import CLOSING_DAY
from liem.demo.people import Stint
from liem.demo.structure import PostPlan, TransferTerm
from liem.kernel.dates import Term, end_of
from liem.record.choices import PostRole, TenureKind

FIRST_LIST = date(2020, 1, 1)
"""Nobody is moved before this day: periodic transfer as it is now begins with it."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A post of the division `body` whose holders are moved."""

    body: str
    plan: PostPlan

    @property
    def post(self) -> str:
        return f"{self.body}/{self.plan.slug}"


def specialist(body: str, slug: str, title: str, transfer: TransferTerm) -> Listed:
    return Listed(body, PostPlan(slug, title, PostRole.SPECIALIST, transfer=transfer))


def deputy(body: str, slug: str, title: str, transfer: TransferTerm) -> Listed:
    return Listed(body, PostPlan(slug, title, PostRole.DIVISION_DEPUTY, transfer=transfer))


_ACCOUNTS = TransferTerm("Kế toán, mua sắm công", 36)
_LAND = TransferTerm("Đất đai, môi trường", 36)
_BUILDING = TransferTerm("Cấp phép xây dựng", 24)
_BUSINESS = TransferTerm("Đăng ký doanh nghiệp, đầu tư", 48)
INSPECTION = TransferTerm("Thanh tra", 60)

GROUPS: tuple[tuple[Listed, ...], ...] = (
    (
        specialist("so-tai-chinh/phong-tai-chinh-hanh-chinh", "ke-toan", "Chuyên viên kế toán", _ACCOUNTS),
        specialist("so-y-te/phong-bao-tro-xa-hoi", "ke-toan", "Chuyên viên kế toán", _ACCOUNTS),
        specialist("so-cong-thuong/phong-cong-nghiep", "ke-toan", "Chuyên viên kế toán", _ACCOUNTS),
    ),
    (
        specialist("so-nong-nghiep/phong-dat-dai", "giao-dat", "Chuyên viên thẩm định giao đất, cho thuê đất", _LAND),
        specialist("so-nong-nghiep/phong-moi-truong", "cap-phep", "Chuyên viên cấp giấy phép môi trường", _LAND),
    ),
    (
        specialist("so-xay-dung/phong-quan-ly-nha", "cap-phep", "Chuyên viên cấp giấy phép xây dựng", _BUILDING),
        specialist("so-xay-dung/phong-ha-tang-giao-thong", "cap-phep", "Chuyên viên cấp giấy phép thi công", _BUILDING),
    ),
    (
        specialist("so-tai-chinh/phong-doanh-nghiep", "dang-ky", "Chuyên viên đăng ký doanh nghiệp", _BUSINESS),
        specialist(
            "ban-quan-ly-khu-cong-nghiep/phong-quan-ly-dau-tu",
            "dang-ky",
            "Chuyên viên cấp giấy chứng nhận đầu tư",
            _BUSINESS,
        ),
    ),
    (
        specialist("thanh-tra-tinh/phong-nghiep-vu-1", "thanh-tra-vien", "Thanh tra viên", INSPECTION),
        specialist("thanh-tra-tinh/phong-nghiep-vu-2", "thanh-tra-vien", "Thanh tra viên", INSPECTION),
    ),
)
"""Posts of one group stand together; holders go from one to the next."""
HOLDERS_PER_POST = 2


def moved_in_time() -> Iterator[tuple[Stint, ...]]:
    """The careers of those who keep to the term: at each post as long as its group allows, less some weeks."""
    for group in GROUPS:
        for place in range(HOLDERS_PER_POST * len(group)):
            yield tuple(_career(group, place))


def _career(group: tuple[Listed, ...], place: int) -> Iterator[Stint]:
    """At a desk of the division first; moved on the first day of the month before the term is over."""
    months = group[0].plan.transfer.months or 0
    since = end_of(FIRST_LIST, Term(months=1 + 5 * place))
    yield Stint(f"{group[place % len(group)].body}/chuyen-vien", date(2013, 4, 1), since)
    for step in count(place):
        until = end_of(since, Term(months=months - 1))
        kind = TenureKind.APPOINTMENT if step == place else TenureKind.PERIODIC_TRANSFER
        is_last = until > CLOSING_DAY
        yield Stint(group[step % len(group)].post, since, None if is_last else until, kind)
        if is_last:
            return
        since = until


def transfer_posts(listed: tuple[Listed, ...]) -> Mapping[str, tuple[PostPlan, ...]]:
    """The posts by division."""
    return {body: tuple(one.plan for one in listed if one.body == body) for body in {one.body for one in listed}}
