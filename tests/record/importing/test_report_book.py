"""The workbook that comes back: every row as it was, errors where they stand, nothing that runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.importing import import_roster, write_report_book

from .rosters import MAY, PERSON_HEADINGS, SHEETS, stored, write


def test_errors_are_marked_in_their_cells_and_listed(officer: Acting, tmp_path: Path) -> None:
    rows = [
        [*PERSON_HEADINGS, "Ngay vao Dang ta"],
        MAY,
        [],
        ["cb-2", "=1+1", datetime(1979, 11, 20), "nu", 7],
        ["cb-3", None, "31/02/1980", None, None],
    ]
    path, book = write(tmp_path / "roster.xlsx", {"Cán bộ": rows, "Lạ": [["x"]]}), tmp_path / "report.xlsx"
    report = import_roster(path, sheets=SHEETS, by=officer)
    before = stored()

    write_report_book(book, path, sheets=SHEETS, report=report)

    workbook = load_workbook(book)
    assert workbook.sheetnames == ["Kết quả nhập", "Ghép cột", "Cán bộ", "Lạ"]
    marked = {
        cell.coordinate: cell.comment.text.rsplit("[", 1)[1].rstrip("]")
        for row in workbook["Cán bộ"].iter_rows()
        for cell in row
        if cell.comment
    }
    assert marked == {
        "E1": "import.unknown_column",
        "B4": "import.formula",
        "D4": "import.not_a_choice",
        "B5": "import.required",
        "C5": "import.no_such_day",
    }
    assert all(workbook["Cán bộ"][place].fill.fgColor.rgb == "00F7D4D4" for place in marked)
    assert (workbook["Cán bộ"]["B4"].value, workbook["Cán bộ"]["B4"].data_type) == ("=1+1", "s")
    assert workbook["Cán bộ"]["C4"].value == datetime(1979, 11, 20)
    assert [cell.value for cell in workbook["Cán bộ"][2]][:4] == MAY
    listed = [row[5] for row in workbook["Kết quả nhập"].iter_rows(values_only=True) if row[5]]
    assert listed == ["Mã lỗi / Code", *marked.values(), "import.unknown_sheet"]
    assert stored() == before


def test_the_proposed_mapping_is_followed_when_the_report_is_handed_back(officer: Acting, tmp_path: Path) -> None:
    path = write(tmp_path / "roster.xlsx", {"Cán bộ": [["Mã cán bộ", "Họ tên", "Sở thích"], ["cb-1", "Lò Mây", "x"]]})
    book = tmp_path / "report.xlsx"
    write_report_book(book, path, sheets=SHEETS, report=import_roster(path, sheets=SHEETS, by=officer))

    proposed = [row[:4] for row in load_workbook(book)["Ghép cột"].iter_rows(min_row=2, values_only=True)]
    report = import_roster(book, sheets=SHEETS, by=officer)

    assert proposed == [("Cán bộ", "Họ tên", "Cán bộ", "Họ và tên"), ("Cán bộ", "Sở thích", "Cán bộ", "Bỏ qua")]
    assert (report.errors, report.changed, report.remembered) == ((), 1, 2)


def test_a_text_table_comes_back_as_a_workbook(officer: Acting, tmp_path: Path) -> None:
    path, book = tmp_path / "Cán bộ.csv", tmp_path / "report.xlsx"
    path.write_text("Mã cán bộ,Họ và tên\ncb-1,=A1\n", encoding="utf-8")
    report = import_roster(path, sheets=SHEETS, by=officer)

    write_report_book(book, path, sheets=SHEETS, report=report)

    cell = load_workbook(book)["Cán bộ"]["B2"]
    assert (cell.value, cell.data_type, cell.comment is not None) == ("=A1", "s", True)


def test_a_report_overwrites_nothing(officer: Acting, tmp_path: Path) -> None:
    path = write(tmp_path / "roster.xlsx", {"Cán bộ": [PERSON_HEADINGS, MAY]})
    report = import_roster(path, sheets=SHEETS, by=officer, dry_run=True)

    with pytest.raises(LiemError, match=r"import\.report_exists"):
        write_report_book(path, path, sheets=SHEETS, report=report)


def test_a_file_that_breaks_off_below_what_was_read_is_copied_so_far(officer: Acting, tmp_path: Path) -> None:
    path, book = tmp_path / "Cán bộ.csv", tmp_path / "report.xlsx"
    path.write_text('Mã cán bộ,Dân tộc\ncb-1,Kinh\ncb-2,"Kinh', encoding="utf-8")
    report = import_roster(path, sheets=SHEETS, by=officer)

    write_report_book(book, path, sheets=SHEETS, report=report)

    assert [error.code for error in report.errors] == ["import.missing_column"]
    cells = [row[0] for row in load_workbook(book)["Cán bộ"].iter_rows(values_only=True)]
    assert (cells[:2], "dòng 3" in str(cells[2])) == (["Mã cán bộ", "cb-1"], True)
