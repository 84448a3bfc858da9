"""The sheets of recruitment, bodies answered for, residences and stays abroad: there, back, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from liem.actions.permissions import Acting
from liem.actions.verification import verify
from liem.record.exporting import deliver, export_workbook
from liem.record.exporting.reading_back import read_back
from liem.record.importing.service import SHEETS as SERVICE_SHEETS
from liem.record.models import Attestation, PostState, Recruitment, Residence, Responsibility, StayAbroad

from .conftest import Import
from .rosters import HEAD, MAY, POST_HEADINGS, SHEETS, Typed, base

pytestmark = pytest.mark.django_db
RECRUITED = ["Mã dòng", "Mã cán bộ", "Mã tổ chức", "Cách tuyển", "Ngày quyết định"]
ANSWERS_FOR = ["Mã dòng", "Mã cán bộ", "Mã tổ chức", "Từ ngày", "Đến ngày"]
LIVES = ["Mã dòng", "Mã cán bộ", "Mã địa bàn", "Từ ngày", "Đến ngày"]
ABROAD = ["Mã dòng", "Mã cán bộ", "Mục đích", "Nước đến", "Từ ngày", "Đến ngày"]
PLACES = [["Mã địa bàn", "Tên địa bàn", "Cấp"], ["xa-x", "Xã X", "Cấp xã"], ["xa-y", "Xã Y", "Cấp xã"]]
PEOPLE = {"Cán bộ": [["Mã cán bộ", "Họ và tên", "Ngày sinh"], MAY[:3], ["cb-2", "Đinh Văn Núi", "01/02/1990"]]}


def _everything() -> Typed:
    return (
        base()
        | PEOPLE
        | {
            "Địa bàn": PLACES,
            "Chức danh": [[*POST_HEADINGS, "Thuộc lĩnh vực đặc thù"], [*HEAD, "Có"]],
            "Tuyển dụng": [
                [*RECRUITED, "Thi, xét tuyển công khai", "Nguồn thu hút nhân tài", "Số quyết định"],
                ["td-1", "cb-1", "tinh-uy", "Thi tuyển", "15/08/2008", "Có", None, "77-QĐ"],
                ["td-2", "cb-2", "tinh-uy", "Xét tuyển", "01/09/2014", None, "Sinh viên tốt nghiệp xuất sắc", None],
            ],
            "Phân công phụ trách": [
                [*ANSWERS_FOR, "Số quyết định"],
                ["p", "cb-1", "tinh-uy", "01/11/2025", None, "44"],
            ],
            "Nơi cư trú": [
                LIVES,
                ["c-1", "cb-1", "xa-x", None, "30/06/2015"],
                ["c-2", "cb-1", "xa-y", "01/07/2015", None],
            ],
            "Thời gian ở nước ngoài": [
                [*ABROAD, "Văn bản cho phép"],
                ["n-1", "cb-1", "Học tập", "Xin-ga-po", "05/01/2016", "20/12/2016", "118-QĐ"],
                ["n-2", "cb-2", "Công tác", "Nhật Bản", "10/06/2024", None, None],
            ],
            "Xác nhận đầy đủ": [
                ["Mã dòng", "Xác nhận về", "Phần dữ liệu", "Đầy đủ đến ngày", "Người xác nhận", "Ngày xác nhận"],
                ["x-1", "cb-1", "Nơi cư trú", "30/06/2026", "Hà Thị Soát", "05/07/2026"],
                ["x-2", "cb-1", "Đào tạo, bồi dưỡng", "30/06/2026", "Hà Thị Soát", "05/07/2026"],
            ],
        }
    )


def _faults(report: object) -> list[tuple[str, str, int, str]]:
    return [(one.code, one.sheet, one.row, one.letter) for one in report.errors]  # type: ignore[attr-defined]


def test_the_rows_go_into_the_record_and_the_same_file_again_says_nothing_new(bring_in: Import) -> None:
    report = bring_in(_everything())

    assert _faults(report) == []
    recruited = ("person", "body", "way", "is_open", "talent_source", "decided_on", "decision")
    assert list(Recruitment.objects.order_by("identity").values_list(*recruited)) == [
        ("cb-1", "tinh-uy", "examination", True, "", date(2008, 8, 15), "77-QĐ"),
        ("cb-2", "tinh-uy", "selection", None, "excellent_graduate", date(2014, 9, 1), ""),
    ]
    answered = ("person", "body", "decision", "valid_from", "valid_to")
    assert list(Responsibility.objects.values_list(*answered)) == [("cb-1", "tinh-uy", "44", date(2025, 11, 1), None)]
    lived = ("person", "place", "valid_from", "valid_to")
    assert list(Residence.objects.order_by("identity").values_list(*lived)) == [
        ("cb-1", "xa-x", None, date(2015, 7, 1)),
        ("cb-1", "xa-y", date(2015, 7, 1), None),
    ]
    stayed = ("person", "purpose", "country", "permission", "valid_from", "valid_to")
    assert list(StayAbroad.objects.order_by("identity").values_list(*stayed)) == [
        ("cb-1", "study", "Xin-ga-po", "118-QĐ", date(2016, 1, 5), date(2016, 12, 21)),
        ("cb-2", "work", "Nhật Bản", "", date(2024, 6, 10), None),
    ]
    assert list(PostState.objects.values_list("is_special_field", flat=True)) == [True]
    assert sorted(Attestation.objects.values_list("section", flat=True)) == ["residences", "trainings"]
    assert (verify().sound, verify().rows) == (True, ())
    again = bring_in(_everything())
    assert (again.entry, again.changed, again.errors) == (None, 0, ())


def test_a_post_of_which_nobody_says_whether_its_field_is_special_stays_open(bring_in: Import) -> None:
    bring_in(base())

    assert list(PostState.objects.values_list("is_special_field", flat=True)) == [None]


def test_what_is_taken_out_says_all_of_it(bring_in: Import, officer: Acting, tmp_path: Path) -> None:
    bring_in(_everything())
    path = tmp_path / "out.xlsx"

    exported = export_workbook(sheets=SHEETS, by=officer)
    deliver(exported, path)

    counts = {sheet.key: exported.rows[sheet.key] for sheet in SERVICE_SHEETS}
    assert counts == {"recruitments": 2, "responsibilities": 1, "residences": 2, "stays_abroad": 2}
    assert exported.unsaid == {}
    said = {
        sheet.key: [row.values["row"] for row, whole in read_back(sheet).rows() if whole] for sheet in SERVICE_SHEETS
    }
    assert said == {
        "recruitments": ["td-1", "td-2"],
        "responsibilities": ["p"],
        "residences": ["c-1", "c-2"],
        "stays_abroad": ["n-1", "n-2"],
    }


@pytest.mark.parametrize(
    ("sheet", "rows", "fault"),
    [
        ("Tuyển dụng", [RECRUITED, ["1", "cb-1", "tinh-uy", "Gửi gắm", "15/08/2008"]], ("import.not_a_choice", 2, "D")),
        (
            "Tuyển dụng",
            [RECRUITED, ["1", "cb-1", "so-x", "Thi tuyển", "15/08/2008"]],
            ("import.unknown_reference", 2, "C"),
        ),
        ("Tuyển dụng", [RECRUITED, ["1", "cb-1", "tinh-uy", "Thi tuyển", None]], ("import.required", 2, "E")),
        (
            "Nơi cư trú",
            [LIVES, ["1", "cb-1", "xa-x", "01/01/2010", None], ["2", "cb-1", "xa-y", "01/01/2012", None]],
            ("import.two_at_a_time", 3, "D"),
        ),
        (
            "Phân công phụ trách",
            [ANSWERS_FOR, ["1", "cb-1", "tinh-uy", "01/01/2010", None], ["2", "cb-1", "tinh-uy", "01/01/2012", None]],
            ("import.two_at_a_time", 3, "D"),
        ),
        (
            "Thời gian ở nước ngoài",
            [ABROAD, ["1", "cb-1", "Học tập", "Nhật Bản", "02/01/2020", "01/01/2020"]],
            ("import.out_of_order", 2, "F"),
        ),
        ("Thời gian ở nước ngoài", [ABROAD, ["1", "cb-1", "Học tập", None, None, None]], ("import.required", 2, "D")),
    ],
    ids=[
        "a way that does not exist",
        "a body that nobody knows",
        "recruited on no day",
        "two residences on one day",
        "answering twice for one body",
        "back before leaving",
        "no country",
    ],
)
def test_what_cannot_be_is_refused_with_its_cell(
    sheet: str, rows: list[list[object]], fault: tuple[str, int, str], bring_in: Import
) -> None:
    report = bring_in(base() | {"Địa bàn": PLACES, sheet: rows})

    assert _faults(report) == [(fault[0], sheet, *fault[1:])]
    assert report.entry is None
