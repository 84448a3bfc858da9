"""Several sheets of one workbook that are the same table are taken one after another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from liem.actions.permissions import Acting
from liem.record.importing import RECORD_SHEETS
from liem.record.importing.report_book import write_report_book
from liem.record.models import PersonDetails, Qualification

from .test_office_lists import Lines, bring, notes, text

MAPPING = ["Trang trong tệp", "Tiêu đề trong tệp", "Bảng", "Cột"]
SO_A: Lines = [
    ["SỞ A"],
    ["TT", "Họ và tên", "Năm sinh", None, "Chuyên môn"],
    [None, None, "Nam", "Nữ", None],
    [1, "Lò Thị Mây", None, "05/09/1985", "ThS Luật"],
]
SO_B: Lines = [
    ["TT", "Họ và tên", "Ngày sinh", "Dân tộc", "Trình độ chuyên môn"],
    [1, "Vàng A Páo", "20/11/1979", "Mông", "ĐH Kinh tế"],
    [2, "Đinh Núi", "02/03/1990", "Ba Na", None],
]
TEMPLATE: Lines = [
    ["Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính"],
    ["cb-9", "Hà Văn Chín", "09/09/1989", "Nam"],
]


def workbook(path: Path, **sheets: Lines) -> Path:
    """The sheets by title, `_` for a space."""
    made = Workbook()
    del made["Sheet"]
    for title, lines in sheets.items():
        worksheet = made.create_sheet(title.replace("_", " "))
        for line in lines:
            worksheet.append(list(line))
    made.save(path)
    return path


def people() -> Mapping[str, tuple[str, date | None]]:
    return {one.source: (one.name, one.born_on) for one in PersonDetails.objects.filter(known_to__isnull=True)}


def test_two_lists_of_offices_with_headings_of_their_own_come_in_together(officer: Acting, tmp_path: Path) -> None:
    path = workbook(tmp_path / "ds.xlsx", Sở_A=SO_A, Sở_B=SO_B)

    report = bring(path, officer)

    assert (report.errors, report.duplicates) == ((), ())
    assert people() == {
        "ds.xlsx › Sở A › 4": ("Lò Thị Mây", date(1985, 9, 5)),
        "ds.xlsx › Sở B › 2": ("Vàng A Páo", date(1979, 11, 20)),
        "ds.xlsx › Sở B › 3": ("Đinh Núi", date(1990, 3, 2)),
    }
    held = Qualification.objects.order_by("source").values_list("person__details__name", "level", "source")
    assert list(held) == [
        ("Lò Thị Mây", "master", "ds.xlsx › Sở A – trình độ › 4"),
        ("Vàng A Páo", "university", "ds.xlsx › Sở B – trình độ › 2"),
    ]
    assert [(one.name.en, one.added) for one in report.sheets] == [("People", 3), ("Qualifications", 2)]

    again = bring(path, officer)
    assert (again.errors, again.changed, again.entry) == ((), 0, None)


def test_a_list_and_a_sheet_of_the_template_come_in_together(officer: Acting, tmp_path: Path) -> None:
    path = workbook(tmp_path / "ds.xlsx", Cán_bộ=TEMPLATE, Sở_A=SO_A)
    assert bring(path, officer).errors == ()
    assert people() == {
        "ds.xlsx › Cán bộ › 2": ("Hà Văn Chín", date(1989, 9, 9)),
        "ds.xlsx › Sở A › 4": ("Lò Thị Mây", date(1985, 9, 5)),
    }
    assert bring(path, officer).changed == 0


def test_faults_name_the_sheet_and_cell_where_they_stand_and_so_does_the_report_workbook(
    officer: Acting, tmp_path: Path
) -> None:
    wrong: Lines = [[*TEMPLATE[0][:2], "Chức vụ", *TEMPLATE[0][2:]], ["cb-8", "Hà Tám", "Trưởng", "31/02/1988", "Nam"]]
    path = workbook(tmp_path / "ds.xlsx", Cán_bộ=TEMPLATE, Sở_A=SO_A, People=wrong)

    report = bring(path, officer)

    assert [(one.code, one.sheet, one.letter, one.row) for one in report.errors] == [
        ("import.unknown_column", "People", "C", 1),
        ("import.no_such_day", "People", "D", 2),
    ]
    assert people() == {}
    book = tmp_path / "report.xlsx"
    write_report_book(book, path, sheets=RECORD_SHEETS, report=report)
    written = load_workbook(book)
    marked = [
        (sheet.title, cell.coordinate)
        for sheet in written.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    ]
    assert marked == [("People", "C1"), ("People", "D2")]

    written["People"]["D2"] = "28/02/1988"
    next(row for row in written["Ghép cột"].iter_rows() if row[1].value == "Chức vụ")[3].value = "Bỏ qua"
    written.save(book)
    assert bring(book, officer).errors == ()
    assert sorted(name for name, _ in people().values()) == ["Hà Tám", "Hà Văn Chín", "Lò Thị Mây"]


def test_a_row_said_again_in_another_sheet_is_one_row_and_told(officer: Acting, tmp_path: Path) -> None:
    path = workbook(tmp_path / "ds.xlsx", Cán_bộ=TEMPLATE, People_2=TEMPLATE)
    report = bring(path, officer)
    assert (report.errors, people()) == ((), {"ds.xlsx › Cán bộ › 2": ("Hà Văn Chín", date(1989, 9, 9))})
    assert "Sheet “People 2”: rows that an earlier sheet says word for word, taken as one – rows 2 (= “Cán bộ” 2)." in (
        notes(report)
    )


def test_a_row_that_contradicts_another_sheet_is_told_with_both_places(officer: Acting, tmp_path: Path) -> None:
    other = [TEMPLATE[0], ["cb-9", "Hà Văn Chín", "08/09/1989", "Nam"]]
    report = bring(workbook(tmp_path / "ds.xlsx", Cán_bộ=TEMPLATE, People_2=other), officer)
    assert [(one.code, one.sheet, one.letter, one.row) for one in report.errors] == [
        ("import.same_identity", "People 2", "A", 2)
    ]
    assert "stands in row 2 of sheet “Cán bộ” already" in report.errors[0].message.en
    assert people() == {}


def test_one_person_in_two_lists_is_asked_about_and_can_be_decided(officer: Acting, tmp_path: Path) -> None:
    path = workbook(tmp_path / "ds.xlsx", Sở_A=SO_A, Sở_C=SO_A)
    report = bring(path, officer)
    assert (report.errors, report.entry) == ((), None)
    [pair] = report.duplicates
    assert [pair.entry.row and pair.entry.row.source, pair.other.row and pair.other.row.source] == [
        "ds.xlsx › Sở C › 4",
        "ds.xlsx › Sở A › 4",
    ]
    decisions = text(tmp_path / "Quyết định.csv", ["Mã trong tệp", "Mã đối chiếu", "Quyết định"],
                     [pair.entry.code, pair.other.code, "Một người: giữ hồ sơ"])  # fmt: skip
    assert bring(path, officer, decisions=decisions).errors == ()
    assert people() == {"ds.xlsx › Sở A › 4": ("Lò Thị Mây", date(1985, 9, 5))}
    assert [one.source for one in Qualification.objects.all()] == ["ds.xlsx › Sở A – trình độ › 4"]
    assert bring(path, officer).changed == 0


@pytest.mark.parametrize("chosen", [None, "people"])
def test_a_list_left_out_takes_along_all_that_was_made_of_it(
    officer: Acting, tmp_path: Path, chosen: str | None
) -> None:
    path = workbook(tmp_path / "ds.xlsx", Sở_A=SO_A, Sở_B=SO_B)
    answers = text(tmp_path / "Ghép cột.csv", MAPPING, ["Sở B", None, "Bỏ qua", None])
    report = bring(path, officer, decisions=answers, sheet=chosen)
    assert (report.errors, people()) == ((), {"ds.xlsx › Sở A › 4": ("Lò Thị Mây", date(1985, 9, 5))})
    assert [one.level for one in Qualification.objects.all()] == ["master"]
    assert [one.en for one in report.notes if "left out." in one.en] == ["Sheet “Sở B” is left out."]


def test_two_sheets_of_one_title_in_a_folder_are_refused(officer: Acting, tmp_path: Path) -> None:
    folder = tmp_path / "nộp"
    folder.mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        workbook(folder / name, Sheet1=SO_A)
    report = bring(folder, officer)
    assert {(one.code, one.sheet) for one in report.errors} == {("import.title_twice", "Sheet1")}
    assert people() == {}
