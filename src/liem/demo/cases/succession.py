"""Succession lists of 2026 and who stands on them: the rules about lists, people on lists and entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from liem.demo import CLOSING_DAY
from liem.demo.attested import FILES
from liem.demo.cases.planted import Kind, Planted
from liem.demo.people import Stint
from liem.kernel.errors import Message
from liem.record.choices import DisciplineForm, DisciplineSide, Secrecy, Section
from liem.record.models import Discipline, SuccessionEntry, SuccessionList, SuccessionListState

KEPT_BY, TERM = "tinh-uy", "tinh-uy:2025"
MOST, FEWEST = "succession_people_per_post", "several_people_per_post"
POSTS = "succession_posts_per_person"
HIGHER, LAPSED = "succession_for_higher_post", "succession_discipline_has_lapsed"
APPROVED_ON = date(2026, 2, 10)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ListCase:
    """The list of one post: who stands on it, when it was reviewed, to which day it is attested complete."""

    agency: str
    people: tuple[str, ...]
    planted: tuple[tuple[str, Kind, Message], ...] = ()
    reviewed: date | None = date(2026, 8, 20)
    complete_to: date | None = CLOSING_DAY

    @property
    def key(self) -> str:
        return f"qh-{self.agency}"

    def identity(self) -> SuccessionList:
        return SuccessionList(key=self.key, body_id=KEPT_BY, post_id=f"{self.agency}/giam-doc", term_id=TERM)

    def rows(self) -> Iterator[models.Model]:
        """What is said of the list, its people and its attestation."""
        yield SuccessionListState(
            identity=self.key,
            list_id=self.key,
            approved_on=APPROVED_ON,
            decision="Quyết định số 88-QĐ/TU phê duyệt quy hoạch",
            reviewed_on=self.reviewed,
            published_on=APPROVED_ON + timedelta(days=15),
            secrecy=Secrecy.OPEN,
        )
        for person in self.people:
            yield SuccessionEntry(
                identity=entry_key(self.agency, person),
                list_id=self.key,
                person_id=person,
                approved_on=APPROVED_ON,
                decision="Quyết định số 88-QĐ/TU phê duyệt quy hoạch",
            )
        if self.complete_to:
            yield FILES.row(self.key, Section.SUCCESSION, self.complete_to)


def entry_key(agency: str, person: str) -> str:
    return f"qh-{agency}-{person}"


_DESK = "so-cong-thuong/phong-thuong-mai/chuyen-vien"
STINTS: Mapping[str, tuple[Stint, ...]] = {
    "p0161": (Stint(_DESK, date(2012, 3, 1), date(2021, 7, 1)), Stint("hdnd-tinh/pho-chu-tich", date(2021, 7, 1))),
    "p0162": (Stint(_DESK, date(2012, 3, 1), date(2026, 9, 1)),),
    "p0163": (
        Stint(_DESK, date(2012, 3, 1), date(2024, 7, 1)),
        Stint("thu-vien-tinh/pho-giam-doc", date(2024, 7, 1)),
    ),
}
"""Who does not simply sit at a desk."""
DISCIPLINES: Mapping[str, tuple[date, date]] = {
    "p0164": (date(2025, 12, 1), date(2026, 12, 1)),
    "p0165": (date(2025, 10, 30), date(2026, 10, 30)),
}
"""Warned: published on the first day, with effect to the second."""
DISCIPLINE_UNATTESTED = "p0166"
POSTS_UNATTESTED = "p0153"

LISTS: tuple[ListCase, ...] = (
    ListCase(
        "so-tai-chinh",
        ("p0151", "p0152", "p0153"),
        ((MOST, Kind.NEAR_MISS, Message("đúng 3 người", "exactly three people")),),
    ),
    ListCase(
        "so-noi-vu",
        ("p0151", "p0152", "p0153", "p0154"),
        ((MOST, Kind.BREACH, Message("4 người cho một chức danh", "four people for one post")),),
    ),
    ListCase(
        "so-y-te",
        ("p0151",),
        ((FEWEST, Kind.BREACH, Message("chỉ có 1 người", "one person only")),),
    ),
    ListCase(
        "so-xay-dung",
        ("p0151", "p0152"),
        ((FEWEST, Kind.NEAR_MISS, Message("đúng 2 người", "exactly two people")),),
    ),
    ListCase(
        "so-tu-phap",
        ("p0163",),
        (
            (MOST, Kind.UNATTESTED, Message("danh sách chưa được xác nhận đủ", "nobody attested the list complete")),
            (
                FEWEST,
                Kind.UNATTESTED,
                Message("mới ghi 1 người, chưa ai xác nhận đủ", "one so far, not attested"),
            ),
        ),
        reviewed=None,
        complete_to=None,
    ),
    ListCase(
        "so-giao-duc",
        ("p0161", "p0162"),
    ),
    ListCase("so-cong-thuong", ("p0164", "p0165", "p0166")),
)


def _posts(person: str, kind: Kind, why: Message) -> Planted:
    return Planted(POSTS, f"{person}:province:{TERM}", kind, why)


PLANTED: tuple[Planted, ...] = (
    *(Planted(rule, one.key, kind, why) for one in LISTS for rule, kind, why in one.planted),
    _posts("p0151", Kind.BREACH, Message("quy hoạch 4 chức danh cùng cấp", "planned for four posts of one level")),
    _posts("p0152", Kind.NEAR_MISS, Message("đúng 3 chức danh", "exactly three posts")),
    _posts(
        POSTS_UNATTESTED,
        Kind.UNATTESTED,
        Message("mới ghi 2 chức danh, chưa ai xác nhận đủ", "two posts so far, and nobody attested that these are all"),
    ),
    Planted(
        HIGHER,
        entry_key("so-giao-duc", "p0161"),
        Kind.BREACH,
        Message("đang giữ chức danh cao hơn", "holds a higher post already"),
    ),
    Planted(
        HIGHER,
        entry_key("so-tu-phap", "p0163"),
        Kind.NEAR_MISS,
        Message("đang là cấp phó: chức danh quy hoạch cao hơn", "is a deputy: the post planned for is higher"),
    ),
    Planted(
        HIGHER,
        entry_key("so-giao-duc", "p0162"),
        Kind.UNATTESTED,
        Message("đã thôi giữ chức vụ, không có gì để so sánh", "holds no post any more: nothing to compare"),
    ),
    Planted(
        LAPSED,
        entry_key("so-cong-thuong", "p0164"),
        Kind.BREACH,
        Message("đang trong thời gian kỷ luật", "a discipline still has effect"),
    ),
    Planted(
        LAPSED,
        entry_key("so-cong-thuong", "p0165"),
        Kind.NEAR_MISS,
        Message("kỷ luật vừa hết hiệu lực hôm trước", "the discipline lapsed the day before"),
    ),
    Planted(
        LAPSED,
        entry_key("so-cong-thuong", DISCIPLINE_UNATTESTED),
        Kind.UNATTESTED,
        Message("phần kỷ luật chưa ai xác nhận", "nobody attested the section on discipline"),
    ),
)

_PENDING = Message("câu chữ của văn bản mới chưa ai xác minh", "nobody has verified the wording of the new regulation")
_NOT_KEPT = Message("chưa có dữ liệu nào trả lời được", "nothing on record can answer it yet")
UNANSWERED: Mapping[str, Message] = {
    "succession_list_reviewed": _PENDING,
    "succession_list_open": _PENDING,
    "succession_reviewed_every_year": _PENDING,
    "succession_not_over_age": _PENDING,
    "succession_one_full_term_left": _PENDING,
    "succession_two_terms_preferred": _PENDING,
    "succession_three_age_bands": _NOT_KEPT,
    "succession_apart_from_appointment": _NOT_KEPT,
}
"""Rules that are unknown for every list or entry on the closing day, and why."""


def people() -> tuple[str, ...]:
    """Everybody on the lists, each once."""
    return tuple(dict.fromkeys(person for one in LISTS for person in one.people))


def rows() -> Iterator[models.Model]:
    """Identities first; then what is said of the lists, and the disciplines."""
    for one in LISTS:
        yield one.identity()
    for one in LISTS:
        yield from one.rows()
    for person, (published, ends) in DISCIPLINES.items():
        yield Discipline(
            identity=f"{person}-kl1",
            person_id=person,
            side=DisciplineSide.PARTY,
            form=DisciplineForm.WARNING,
            decided_on=published - timedelta(days=7),
            published_on=published,
            ends_on=ends,
            decision="Quyết định số 17-QĐ/UBKTTU",
            authority="Ủy ban Kiểm tra Tỉnh ủy",
        )
