"""Every fault of a roster is told with sheet, row and column, all of them at once, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from liem.actions.permissions import Acting
from liem.record.importing import import_roster

from .conftest import Import
from .rosters import (
    BODY_HEADINGS,
    HEAD,
    MAY,
    PERSON_HEADINGS,
    POST_HEADINGS,
    PROVINCE,
    SHEETS,
    Typed,
    base,
    bodies,
    people,
    stored,
    tenures,
    write,
)

Place = tuple[str, str, int, str]


def unit(code: str, superior: str | None, start: str | None = None, last: str | None = None) -> list[object]:
    return [code, f"Đơn vị {code}", "Đơn vị", "Cấp tỉnh", superior, start, last]


TENURE_SHEET = "Quá trình công tác"
PLACE_HEADINGS = ["Mã địa bàn", "Tên địa bàn", "Cấp", "Thuộc địa bàn"]
KIN_HEADINGS = ["Mã dòng", "Mã cán bộ", "Mã người thân", "Người thân là"]

FAULTS: dict[str, tuple[Typed, list[Place]]] = {
    "unknown sheet": (people(MAY) | {"Can bo moi": [["x"]]}, [("import.unknown_sheet", "Can bo moi", 0, "")]),
    "same code in another sheet": (
        people(MAY) | {"People": [PERSON_HEADINGS, [MAY[0], "Lò Thị Khác", *MAY[2:]]]},
        [("import.same_identity", "People", 2, "A")],
    ),
    "unknown column": (
        {"Cán bộ": [[*PERSON_HEADINGS, "Ngay vao dang ta"], [*MAY, "x"]]},
        [("import.unknown_column", "Cán bộ", 1, "E")],
    ),
    "column twice": (
        {"Cán bộ": [[*PERSON_HEADINGS, "Họ và tên"], [*MAY, "x"]]},
        [("import.column_twice", "Cán bộ", 1, "E")],
    ),
    "column missing": ({"Cán bộ": [["Mã cán bộ"], ["cb-1"]]}, [("import.missing_column", "Cán bộ", 0, "")]),
    "value under no heading": (people([*MAY, "?"]), [("import.no_heading", "Cán bộ", 2, "E")]),
    "required cell blank": (people(["cb-1", " "]), [("import.required", "Cán bộ", 2, "B")]),
    "formula": (people(["cb-1", "=A2&A3"]), [("import.formula", "Cán bộ", 2, "B")]),
    "unknown reference": (
        base() | tenures(["ct-1", "cb-l", "truong-ban", None]),
        [("import.unknown_reference", TENURE_SHEET, 2, "B")],
    ),
    "code used twice": (people(MAY, ["cb-1", "Người Khác"]), [("import.same_identity", "Cán bộ", 3, "A")]),
    "content twice": (
        people(MAY, ["cb-2", "Đinh Văn Núi"])
        | {"Quan hệ gia đình": [KIN_HEADINGS, ["1", "cb-1", "cb-2", "Con"], ["2", "cb-1", "cb-2", "Con"]]},
        [("import.same_content", "Quan hệ gia đình", 3, "D")],
    ),
    "own kin": (
        people(MAY) | {"Quan hệ gia đình": [KIN_HEADINGS, ["1", "cb-1", "cb-1", "Con"]]},
        [("import.own_kin", "Quan hệ gia đình", 2, "C")],
    ),
    "end before start": (
        base() | tenures(["ct-1", "cb-1", "truong-ban", "02/07/2021", "01/07/2021"]),
        [("import.out_of_order", TENURE_SHEET, 2, "E")],
    ),
    "born after the start": (
        base() | tenures(["ct-1", "cb-1", "truong-ban", "05/09/1985"]),
        [("import.born_too_late", TENURE_SHEET, 2, "D")],
    ),
    "two tenures of one post at a time": (
        base()
        | tenures(
            ["ct-1", "cb-1", "truong-ban", "01/01/2020", "31/12/2021"], ["ct-2", "cb-1", "truong-ban", "31/12/2021"]
        ),
        [("import.two_at_a_time", TENURE_SHEET, 3, "D")],
    ),
    "circle of superiors": (
        bodies(PROVINCE, unit("a", "c"), unit("b", "a"), unit("c", "b")),
        [
            ("import.out_of_reach", "Tổ chức", 3, "A"),
            ("import.cycle", "Tổ chức", 3, "E"),
            ("import.out_of_reach", "Tổ chức", 4, "A"),
            ("import.out_of_reach", "Tổ chức", 5, "A"),
        ],
    ),
    "circle of places": (
        {"Địa bàn": [PLACE_HEADINGS, ["xa", "Xã", "Cấp xã", "tinh"], ["tinh", "Tỉnh", "Cấp tỉnh", "xa"]]},
        [("import.cycle", "Địa bàn", 2, "D")],
    ),
    "personnel work and another field": (
        bodies(PROVINCE) | {"Chức danh": [[*POST_HEADINGS, "Lĩnh vực khác"], [*HEAD[:-1], "Có", "Nội vụ"]]},
        [("import.two_fields", "Chức danh", 2, "H")],
    ),
    "decision without a day": (
        base()
        | {
            "Hồ sơ nhân sự": [
                ["Mã hồ sơ nhân sự", "Mã cán bộ", "Mã tổ chức", "Loại việc", "Ngày bắt đầu xem xét", "Số quyết định"],
                ["ns-1", "cb-1", "tinh-uy", "Bổ nhiệm", "01/02/2026", "12-QĐ/TU"],
            ]
        },
        [("import.undated_decision", "Hồ sơ nhân sự", 2, "")],
    ),
    "several at once, in the order of the file": (
        base()
        | people(["cb-1", "Lò Thị Mây", "31/02/1985", "Nử"], ["cb-2", None])
        | tenures(["ct 1", "cb-3", "truong-ban", "2020"], ["ct-2", "cb-1", "truong-ban", "01/01/2020"]),
        [
            ("import.no_such_day", "Cán bộ", 2, "C"),
            ("import.not_a_choice", "Cán bộ", 2, "D"),
            ("import.required", "Cán bộ", 3, "B"),
            ("import.code", TENURE_SHEET, 2, "A"),
            ("import.incomplete_day", TENURE_SHEET, 2, "D"),
        ],
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_place_and_nothing_is_written(name: str, bring_in: Import) -> None:
    typed, places = FAULTS[name]
    before = stored()

    report = bring_in(typed)

    assert [(error.code, error.sheet, error.row, error.letter) for error in report.errors] == places
    assert report.entry is None
    assert stored() == before


def test_merged_cells_are_refused(officer: Acting, tmp_path: Path) -> None:
    path = write(tmp_path / "roster.xlsx", people(MAY, ["cb-2", "Đinh Văn Núi"]))
    workbook: Workbook = load_workbook(path)
    workbook["Cán bộ"].merge_cells("C2:C3")
    workbook.save(path)

    report = import_roster(path, sheets=SHEETS, by=officer)

    assert [(error.code, error.sheet) for error in report.errors] == [("import.merged_cells", "Cán bộ")]
    assert "C2:C3" in report.errors[0].message.vi


def test_an_error_reads_as_place_fault_remedy_and_code(bring_in: Import) -> None:
    report = bring_in(base() | tenures(["ct-1", "cb-l", "truong-ban", None]))

    assert report.text("vi") == (
        "roster.xlsx: 1 lỗi, chưa ghi gì. Hãy sửa các ô sau rồi nhập lại.\n"
        "Trang “Quá trình công tác”, ô B2 (Mã cán bộ): Mã “cb-l” không có trong trang “Cán bộ” của tệp, cũng chưa có "
        "trong hồ sơ. Có phải “cb-1”? Hãy sửa mã, hoặc thêm dòng cho mã này. [import.unknown_reference]"
    )
    assert report.text("en") == (
        "roster.xlsx: 1 errors, nothing was written. Correct these cells and import again.\n"
        "Sheet “Quá trình công tác”, cell B2 (Mã cán bộ): The code “cb-l” is neither on sheet “People” of the file nor "
        "on record. Did you mean “cb-1”? Correct the code, or add a row for it. [import.unknown_reference]"
    )


def test_a_wrong_heading_is_answered_with_the_nearest(bring_in: Import) -> None:
    report = bring_in({"Cán bộ": [["Mã cán bộ", "Họ và tên", "Ngày sing"], ["cb-1", "Lò Thị Mây", "x"]]})

    assert [error.code for error in report.errors] == ["import.unknown_column"]
    assert report.errors[0].message.vi.startswith("Không biết cột này. Có phải “Ngày sinh”?")


@pytest.mark.parametrize(
    "rows",
    [
        [unit("a", "b", None, "31/12/2020"), unit("b", "tinh-uy", None, "31/12/2020")],
        [unit("a", "tinh-uy"), unit("b", "a")],
    ],
    ids=["a below b until 2020", "b below a"],
)
def test_a_line_of_superiors_without_a_circle_is_accepted(rows: list[list[object]], bring_in: Import) -> None:
    assert bring_in(bodies(PROVINCE, *rows)).errors == ()


def test_two_bodies_may_answer_to_each_other_one_after_the_other(bring_in: Import) -> None:
    headings = [*BODY_HEADINGS, "Mã giai đoạn"]
    rows = [
        unit("a", "b", None, "31/12/2020"),
        unit("b", "tinh-uy", None, "31/12/2020"),
        [*unit("a", "tinh-uy", "01/01/2021"), "a/2"],
        [*unit("b", "a", "01/01/2021"), "b/2"],
    ]

    assert bring_in({"Tổ chức": [headings, [*PROVINCE, None, None, None], *rows]}).errors == ()


def test_the_day_after_the_last_is_no_overlap(bring_in: Import) -> None:
    report = bring_in(
        base()
        | tenures(
            ["ct-1", "cb-1", "truong-ban", "01/01/2020", "30/12/2021"], ["ct-2", "cb-1", "truong-ban", "31/12/2021"]
        )
    )

    assert report.errors == ()


def test_a_tenure_may_begin_the_day_after_birth_but_not_before(bring_in: Import) -> None:
    assert bring_in(base() | tenures(["ct-1", "cb-1", "truong-ban", "06/09/1985"])).errors == ()


def test_one_day_is_a_time(bring_in: Import) -> None:
    assert bring_in(base() | tenures(["ct-1", "cb-1", "truong-ban", "01/07/2021", "01/07/2021"])).errors == ()
