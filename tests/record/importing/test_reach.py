"""Nobody imports beyond the own mandate: each refusal here is about rows that exist and could be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.importing import import_roster

from .conftest import Appoint, Import
from .rosters import PROVINCE, SHEETS, Typed, bodies, people, posts, stored, tenures

LEADING = ["Chuyên viên", "Không", "Không", "Không"]


def agency(code: str, superior: str | None) -> list[object]:
    return [code, f"Sở {code}", "Cơ quan chuyên môn", "Cấp tỉnh", superior]


def post(code: str, body: str) -> list[object]:
    return [code, body, f"Chức danh {code}", *LEADING]


def person(code: str, name: str | None = None) -> list[object]:
    return [code, name or f"Lò Thị {code}"]


@pytest.fixture
def unit_officer(bring_in: Import, appoint: Appoint) -> Acting:
    """Of agency a; on record are a and b, each with a post and a person."""
    report = bring_in(
        bodies(PROVINCE, agency("a", "tinh-uy"), agency("b", "tinh-uy"))
        | posts(post("post-a", "a"), post("post-b", "b"))
        | people(person("in-a"), person("in-b"))
        | tenures(["t-a", "in-a", "post-a", "01/01/2024"], ["t-b", "in-b", "post-b", "01/01/2024"])
    )
    assert report.errors == ()
    return appoint(Role.UNIT_OFFICER, "a")


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        (bodies(agency("b", "a")), [(2, "A")]),
        (bodies(agency("a", "b")), []),
        (bodies(agency("c", "b")), [(2, "A")]),
        (bodies(agency("c", None)), [(2, "A")]),
        (bodies(agency("c", "a"), agency("d", "c")), []),
        (posts(post("post-b", "a")), [(2, "A")]),
        (posts(post("new", "b")), [(2, "B")]),
        (posts(post("new", "a")), []),
        (people(person("in-b", "Tên Khác")), [(2, "A")]),
        (people(person("in-a", "Tên Khác")), []),
        (people(person("new")) | tenures(["t-1", "new", "post-a", "01/01/2025"]), []),
        (tenures(["t-1", "in-b", "post-a", "01/01/2025"]), [(2, "B")]),
        (tenures(["t-1", "in-a", "post-b", "01/01/2025"]), [(2, "C")]),
        (tenures(["t-b", "in-a", "post-a", "01/01/2020", "31/12/2020"]), [(2, "A")]),
        ({"Ngoại ngữ": [["Mã dòng", "Mã cán bộ", "Ngoại ngữ"], ["1", "in-b", "Tiếng Anh"]]}, [(2, "B")]),
        ({"Ngoại ngữ": [["Mã dòng", "Mã cán bộ", "Ngoại ngữ"], ["1", "in-a", "Tiếng Anh"]]}, []),
        ({"Địa bàn": [["Mã địa bàn", "Tên địa bàn", "Cấp"], ["xa", "Xã Mới", "Cấp xã"]]}, [(2, "A")]),
    ],
    ids=[
        "taking over another body",
        "the own body, whoever its superior",
        "a new body elsewhere",
        "a new body under nobody",
        "new bodies below the own",
        "taking over a post",
        "a new post elsewhere",
        "a new post",
        "another's person",
        "the own person",
        "a new person in an own post",
        "another's person in an own post",
        "the own person in another's post",
        "correcting another's tenure",
        "a language of another's person",
        "a language of the own person",
        "a place",
    ],
)
def test_a_unit_officer_writes_within_the_own_subtree_only(
    typed: Typed, places: list[tuple[int, str]], unit_officer: Acting, bring_in: Import
) -> None:
    before = stored()

    report = bring_in(typed, by=unit_officer)

    assert [(error.code, error.row, error.letter) for error in report.errors] == [
        ("import.out_of_reach", row, letter) for row, letter in places
    ]
    assert (stored() == before) == bool(places)


def test_whoever_only_reads_is_refused_before_the_file_is_opened(appoint: Appoint, tmp_path: Path) -> None:
    auditor = appoint(Role.AUDITOR, "tinh-uy")
    before = stored()

    with pytest.raises(LiemError) as refused:
        import_roster(tmp_path / "absent.xlsx", sheets=SHEETS, by=auditor)

    assert refused.value.code == "actions.no_mandate"
    assert stored() == before
