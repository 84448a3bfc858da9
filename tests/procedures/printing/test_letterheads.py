"""Whose heading a paper bears, who signs it, and how its grounds are written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liem.kernel.clauses import ClauseAddress
from liem.procedures.printing.grounds import grounds_of
from liem.procedures.printing.letterheads import heading_of, signed_by, style_of
from liem.procedures.printing.printed import SignedBy, Style, about_words
from liem.rulebook.book import known_law
from procedures.world import Desks, build, leading, today
from world import LONG_AGO, body, person, tenure, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks() -> Desks:
    return build()


@pytest.mark.parametrize(
    ("kind", "superior", "jurisdiction", "style"),
    [
        ("committee", "tinh", "state", "party"),
        ("standing_committee", "tinh", "state", "party"),
        ("commission", "tinh", "both", "party"),
        ("council", "tinh", "party", "state"),
        ("administration", "tinh", "party", "state"),
        ("agency", "tinh", "party", "state"),
        ("unit", "ban", "state", "party"),
        ("unit", "so", "party", "state"),
        ("unit", "so/phong-1", "party", "state"),
        ("front", "tinh", "party", "party"),
        ("union", "tinh", "state", "state"),
    ],
)
def test_a_body_writes_under_its_own_heading(
    desks: Desks, kind: str, superior: str, jurisdiction: str, style: Style
) -> None:
    write(body("x", kind=kind, superior=superior))
    assert style_of("x", on=today(), jurisdiction=jurisdiction) == style


def test_a_body_that_is_not_on_record_takes_the_heading_of_the_law() -> None:
    assert style_of("", on=today(), jurisdiction="both") == "party"


def test_a_superior_under_the_other_heading_stays_out(desks: Desks) -> None:
    assert heading_of("ban", on=today(), case=None).superior == "Tinh"
    assert heading_of("so", on=today(), case=None).superior == ""
    assert heading_of("so/phong-1", on=today(), case=None).superior == "So"


def test_a_deputy_of_an_agency_signs_for_its_head(desks: Desks) -> None:
    assert signed_by("binh", body="so", on=today(), style="state") == SignedBy(
        title="So/Pho-1", name="Người binh", on_behalf="KT. So/Giam-Doc"
    )
    assert signed_by("an", body="so", on=today(), style="state", named=False) == SignedBy(title="So/Giam-Doc")


def test_of_several_posts_the_one_at_the_body_counts(desks: Desks) -> None:
    write(body("uy-ban", kind="administration", superior="tinh"))
    write(leading("uy-ban/chu-tich", "uy-ban", "chair", 3, (None, None, None)))
    write(leading("uy-ban/pho", "uy-ban", "vice_chair", 4, (None, None, None)))
    write(tenure("minh", "uy-ban/chu-tich", LONG_AGO), person("pho"), tenure("pho", "uy-ban/pho", LONG_AGO))
    here = signed_by("minh", body="uy-ban", on=today(), style="state")
    assert (here.on_behalf, here.title) == ("TM. Uy-Ban", "Uy-Ban/Chu-Tich")
    there = signed_by("minh", body="tinh", on=today(), style="party")
    assert (there.on_behalf, there.title) == ("T/M Tinh/Tv", "Tinh/Pho-Bi-Thu")
    deputy = signed_by("pho", body="uy-ban", on=today(), style="state")
    assert deputy.on_behalf == "TM. Uy-Ban\nKT. Uy-Ban/Chu-Tich"


@pytest.mark.parametrize("who", [None, "nobody"])
def test_nobody_signs_where_nobody_is_known(desks: Desks, who: str | None) -> None:
    assert signed_by(who, body="so", on=today(), style="state") == SignedBy()


@pytest.mark.parametrize(
    ("clauses", "words"),
    [
        (("qd80#21.10", "qd80#21.2"), "khoản 2 Điều 21, khoản 10 Điều 21 Quy định số 80-QĐ/TW ngày 18/08/2022"),
        (("nd170#33", "nd170#33.1", "nd170#34.2.b"), "Điều 33, điểm b khoản 2 Điều 34 Nghị định số 170/2025/NĐ-CP"),
        (("qd80#toan_van",), "Quy định số 80-QĐ/TW ngày 18/08/2022 của Bộ Chính trị về phân cấp"),
        (("hd16_2022#3",), "Điều 3 Hướng dẫn số 16-HD/BTCTW ngày 15/02/2022 của Ban Tổ chức Trung ương về một số"),
        (("nq96_2023#toan_van",), "Nghị quyết số 96/2023/QH15 ngày 23/06/2023 của Quốc hội về lấy phiếu"),
        (("pctn2018#24",), "Điều 24 Luật Phòng, chống tham nhũng 2018 (số 36/2018/QH14)"),
        (("tra_vinh#II.3.2/b4", "tra_vinh#II.2/p1"), "đoạn 1 mục II.2, gạch đầu dòng thứ 4 mục II.3.2 Kế hoạch số"),
        (("unknown_one#1",), "mục 1 unknown_one"),
    ],
)
def test_a_ground_names_instrument_and_articles(clauses: tuple[str, ...], words: str) -> None:
    procedure = next(one for one in known_law().procedures if one.id == "party_release")
    [ground] = grounds_of(replace(procedure, clauses=tuple(map(ClauseAddress.parse, clauses)), steps=()))
    assert ground.startswith(words)


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Cử cán bộ đi học", "về việc cử cán bộ đi học"),
        ("Về việc cử cán bộ", "về việc cử cán bộ"),
        ("V/v điều động", "v/v điều động"),
        ("", "về việc "),
    ],
)
def test_a_subject_is_told_as_what_the_paper_is_about(subject: str, words: str) -> None:
    assert about_words(subject) == words
