"""Dossiers that lack something, in which something has grown old, or which contradict themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from liem.demo.attested import Until
from liem.demo.people import Official, Stint
from liem.kernel.errors import Message
from liem.record.choices import Section
from liem.record.models import LanguageSkill, Training


@dataclass(frozen=True, slots=True)
class Gap:
    """What a check of `liem.record.quality` must find with a person; `detail` where it says more, a year."""

    person: str
    check: str
    why: Message
    detail: str = ""


_DESK = "so-tu-phap/van-phong/chuyen-vien"
_SINCE = date(2014, 5, 1)
STINTS: Mapping[str, tuple[Stint, ...]] = {
    "p0176": (Stint(_DESK, _SINCE, date(2021, 5, 1)), Stint("so-tu-phap/van-phong/pho", date(2021, 5, 1))),
    "p0178": (),
    "p0189": (Stint(_DESK, date(2006, 3, 1)),),
    "p0190": (Stint(_DESK, _SINCE, date(2024, 2, 1)), Stint("so-tu-phap/van-phong/truong", date(2024, 2, 1))),
    "p0198": (Stint("so-giao-thong-van-tai/chuyen-vien", _SINCE),),
}
"""Who does not simply sit at a desk: a post without an admission to the Party, no post, a post as a child, a seat that
is taken, a department that has ended."""
BORN: Mapping[str, date] = {"p0189": date(1989, 6, 15)}
PARTY: Mapping[str, tuple[date | None, date | None]] = {
    "p0176": (None, None),
    "p0175": (date(2016, 2, 3), None),
    "p0187": (date(2016, 2, 3), date(2015, 2, 3)),
}
"""Days on which they joined and became full members."""
NOT_EVALUATED = frozenset({"p0179-2024"})
EVALUATED_ELSEWHERE: Mapping[str, str] = {"p0199-2025": "so-noi-vu"}
WITHOUT_DECISION = frozenset({"p0177"})
REVIEWED: Mapping[str, date | None] = {"p0184": None, "p0185": date(2025, 9, 1)}
"""Whose dossier was not gone through in the campaign of 2026."""
ATTESTED: Until = {
    ("p0180", Section.TRAININGS): None,
    ("p0181", Section.RESIDENCES): None,
    ("p0182", Section.QUALIFICATIONS): date(2025, 6, 30),
}
ADMITTED_AS_CHILD = "p0186"

GAPS: tuple[Gap, ...] = (
    Gap("p0171", "birth", Message("hồ sơ chưa ghi ngày sinh", "the file gives no date of birth")),
    Gap("p0172", "sex", Message("hồ sơ chưa ghi giới tính", "the file gives no sex")),
    Gap("p0173", "ethnicity", Message("hồ sơ chưa ghi dân tộc", "the file gives no ethnicity")),
    Gap("p0174", "home_place", Message("hồ sơ chưa ghi quê quán", "the file gives no home place")),
    Gap("p0175", "party_official", Message("chưa ghi ngày chính thức", "no day of full membership")),
    Gap("p0176", "party_joined", Message("giữ chức danh lãnh đạo, chưa ghi ngày vào Đảng", "leads, no day of joining")),
    Gap("p0177", "decision", Message("chức danh đang giữ không ghi quyết định", "no decision for the post held")),
    Gap("p0178", "tenure", Message("chưa nhập chức danh nào", "no post entered")),
    Gap("p0179", "evaluation", Message("thiếu phiếu đánh giá một năm", "the form of one year is missing"), "2024"),
    Gap("p0180", "trainings_unattested", Message("chưa ai xác nhận", "nobody attested the section")),
    Gap("p0181", "residences_unattested", Message("chưa ai xác nhận", "nobody attested the section")),
    Gap("p0182", "qualifications_stale", Message("xác nhận đến 30/06/2025", "attested to 30/06/2025")),
    Gap("p0183", "language", Message("chứng chỉ cấp năm 2019", "a certificate of 2019")),
    Gap("p0184", "review", Message("chưa rà soát lần nào", "never gone through")),
    Gap("p0185", "review", Message("rà soát từ 01/09/2025", "gone through on 01/09/2025")),
    Gap("p0186", "party_as_child", Message("vào Đảng năm 17 tuổi", "joined the Party at 17")),
    Gap("p0187", "party_order", Message("chính thức trước khi được kết nạp", "full member before joining")),
    Gap("p0188", "training_order", Message("khóa học kết thúc trước khi bắt đầu", "a course ends before it starts")),
    Gap("p0189", "held_as_child", Message("nhận việc năm 16 tuổi", "took up a post at 16")),
    Gap("p0190", "two_holders", Message("ghế trưởng đã có người", "the seat of the head is taken")),
    Gap("p0198", "body_ended", Message("sở đã kết thúc từ 01/03/2025", "the department ended on 01/03/2025")),
    Gap(
        "p0199",
        "evaluated_elsewhere",
        Message("đánh giá ở nơi chưa từng làm", "evaluated where none was held"),
        "2025",
    ),
)
"""Planted for the checks themselves; each of these people has nothing else."""


def people() -> frozenset[str]:
    return frozenset(gap.person for gap in GAPS)


def spoil(official: Official) -> None:
    """Makes the file of one of these people what its gap says."""
    key = official.key
    official.born_on = BORN.get(key, official.born_on)
    official.party = PARTY.get(key)
    official.is_undecided = key in WITHOUT_DECISION
    if key == ADMITTED_AS_CHILD and official.born_on:
        joined = official.born_on + timedelta(days=17 * 365)
        official.party = joined, joined + timedelta(days=365)
    blank = {gap.check for gap in GAPS if gap.person == key}
    official.born_on = None if "birth" in blank else official.born_on
    official.sex = None if "sex" in blank else official.sex
    official.ethnicity = "" if "ethnicity" in blank else official.ethnicity
    official.home = None if "home_place" in blank else official.home


def rows() -> Iterator[models.Model]:
    """A certificate of long ago, and a course that ends before it starts."""
    yield LanguageSkill(
        identity="p0183-9", person_id="p0183", language="tiếng Anh", level="B1", certified_on=date(2019, 5, 20)
    )
    yield Training(
        identity="p0188-dt9",
        person_id="p0188",
        course="Bồi dưỡng kiến thức quốc phòng, an ninh",
        is_refresher=False,
        valid_from=date(2024, 5, 20),
        valid_to=date(2024, 5, 6),
    )
