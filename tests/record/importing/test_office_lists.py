"""Lists as offices keep them for themselves: what needs no guess comes in, all else is told by its row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.importing import RECORD_SHEETS, ImportReport, Options, import_roster
from liem.record.importing.answers import read_answers
from liem.record.importing.source import open_source
from liem.record.models import Identifier, PersonDetails, Qualification

from .test_sources import _cp1258

Lines = Sequence[Sequence[object]]
ABOVE: Lines = [["TỈNH ỦY LÂM SƠN"], ["DANH SÁCH CÁN BỘ", None], ["(Tính đến 30/6/2026)"], []]
HEADINGS: Lines = [
    ["TT", "Họ và tên", "Năm sinh", None, "Dân tộc", "Ngày vào Đảng", None, "Trình độ", None],
    [None, None, "Nam", "Nữ", None, "Dự bị", "Chính thức", "Chuyên môn", "Lý luận chính trị"],
]
MERGED = ("A1:I1", "A5:A6", "B5:B6", "C5:D5", "E5:E6", "F5:G5", "H5:I5")
HOA = [1, "NGUYỄN THỊ HOA", None, "05/09/1985", "Kinh", "03/02/2010", "3/2/2011", "ThS Luật", "CC"]
THU = [2, "Lò Văn Thử", "1979", None, "Thái", "05/2005", None, "ĐH Kinh tế", "Trung cấp"]
BELOW: Lines = [[None, "Tổng cộng: 2 người"], [], [None, "NGƯỜI LẬP BIỂU", None, None, None, "TRƯỞNG BAN"]]


def workbook(path: Path, *lines: Sequence[object], title: str = "Sheet1", merged: Sequence[str] = ()) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    for place in merged:
        sheet.merge_cells(place)
    made.save(path)
    return path


def text(path: Path, *lines: Sequence[object], delimiter: str = ";", encoding: str = "utf-8") -> Path:
    rows = (delimiter.join("" if cell is None else str(cell) for cell in line) for line in lines)
    written = "\r\n".join(rows) + "\r\n"
    path.write_bytes(_cp1258(written) if encoding == "windows-1258" else written.encode(encoding))
    return path


def bring(path: Path, by: Acting, **options: object) -> ImportReport:
    return import_roster(path, sheets=RECORD_SHEETS, by=by, options=Options(**options))  # type: ignore[arg-type]


def people() -> list[tuple[str, date | None, str, str, date | None]]:
    found = PersonDetails.objects.order_by("source")
    return list(found.values_list("name", "born_on", "sex", "ethnicity", "joined_party_on"))


def notes(report: ImportReport) -> str:
    return "\n".join(one.en for one in report.notes)


def test_a_list_with_titles_merged_headings_and_signatures_comes_in(officer: Acting, tmp_path: Path) -> None:
    path = workbook(tmp_path / "ds.xlsx", *ABOVE, *HEADINGS, HOA, THU, *BELOW, merged=MERGED)

    report = bring(path, officer)

    assert report.errors == ()
    assert people() == [
        ("Nguyễn Thị Hoa", date(1985, 9, 5), "woman", "Kinh", date(2010, 2, 3)),
        ("Lò Văn Thử", None, "man", "Thái", None),
    ]
    degrees = Qualification.objects.order_by("person__details__name", "kind").values_list("kind", "level", "field")
    assert list(degrees) == [
        ("degree", "university", "Kinh tế"),
        ("political_theory", "intermediate_theory", ""),
        ("degree", "master", "Luật"),
        ("political_theory", "advanced_theory", ""),
    ]
    told = notes(report)
    assert "headings in row 5–6, 2 people" in told
    assert "rows 9 (Tổng cộng: 2 người); 11 (NGƯỜI LẬP BIỂU TRƯỞNG BAN)" in told
    assert "“Năm sinh – Nam” not known to the day, left blank – rows 8 (1979)" in told
    assert "“Ngày vào Đảng – Dự bị” not known to the day, left blank – rows 8 (05/2005)" in told
    assert "1 names all in capitals" in told
    assert PersonDetails.objects.get(name="Lò Văn Thử").source == "ds.xlsx › Sheet1 › 8"

    again = bring(path, officer)
    assert (again.errors, again.changed) == ((), 0)


def test_cn_is_a_first_degree_where_the_column_is_of_degrees(officer: Acting, tmp_path: Path) -> None:
    headings = ["STT", "Họ và tên", "Ngày sinh", "Chuyên môn", "Lý luận chính trị"]
    bring(workbook(tmp_path / "ds.xlsx", headings, [1, "Lò Thị Mây", "05/09/1985", "CN Hành chính", "CN"]), officer)

    assert list(Qualification.objects.order_by("kind").values_list("kind", "level", "field")) == [
        ("degree", "university", "Hành chính"),
        ("political_theory", "theory_degree", ""),
    ]


def test_rows_of_groups_are_told_and_give_no_people(officer: Acting, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "ds.xlsx",
        ["STT", "Họ tên", "Ngày sinh", "Giới tính"],
        ["I", "SỞ NỘI VỤ", None, None],
        ["1", "Phòng Tổ chức", None, None],
        ["1", "Lò Thị Mây", "05/09/1985", "Nữ"],
        ["II. Sở Tài chính"],
        ["2", "Vàng A Páo", datetime(1979, 11, 20), "Nam"],
    )
    report = bring(path, officer)
    assert report.errors == ()
    assert [one[:3] for one in people()] == [
        ("Lò Thị Mây", date(1985, 9, 5), "woman"),
        ("Vàng A Páo", date(1979, 11, 20), "man"),
    ]
    assert "rows 2 (I SỞ NỘI VỤ); 3 (1 Phòng Tổ chức); 5 (II. Sở Tài chính)" in notes(report)


def test_a_row_that_numbers_the_columns_is_none_of_the_people(officer: Acting, tmp_path: Path) -> None:
    numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    path = workbook(tmp_path / "ds.xlsx", *ABOVE, *HEADINGS, numbers, HOA, merged=MERGED)
    report = bring(path, officer)
    assert (report.errors, [one[0] for one in people()]) == ((), ["Nguyễn Thị Hoa"])
    assert "headings in row 5–7, 1 people" in notes(report)


def test_family_and_given_name_in_two_columns_are_one_name(officer: Acting, tmp_path: Path) -> None:
    path = workbook(tmp_path / "ds.xlsx", ["TT", "Họ và tên đệm", "Tên", "Nữ"], [1, "Đinh Thị", "Núi", "x"])
    assert bring(path, officer).errors == ()
    assert [one[:3] for one in people()] == [("Đinh Thị Núi", None, "woman")]


def test_ticks_under_levels_are_those_levels(officer: Acting, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "ds.xlsx",
        ["TT", "Họ và tên", "Lý luận chính trị", None, None, "Dân tộc"],
        [None, None, "Cử nhân", "Cao cấp", "Trung cấp", None],
        [1, "Lò Thị Mây", None, "x", None, "Thái"],
        [2, "Vàng A Páo", None, None, "X", "Mông"],
    )
    assert bring(path, officer).errors == ()
    found = Qualification.objects.order_by("source").values_list("person__details__name", "level")
    assert list(found) == [("Lò Thị Mây", "advanced_theory"), ("Vàng A Páo", "intermediate_theory")]


def test_what_cannot_be_told_is_left_out_with_its_place(officer: Acting, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "ds.xlsx",
        ["TT", "Họ và tên", "Năm sinh", None, "LLCT", "Số CCCD", "Nơi ở hiện nay"],
        [None, None, "Nam", "Nữ", None, None, None],
        [1, "Lò Thị Mây", "1980", "1985", "đang học", "12345", "Xã An Hòa"],
        [2, "Vàng A Páo", "x", None, "CC", "001085000123", None, "gì đó"],
    )
    report = bring(path, officer)
    assert report.errors == ()
    assert [one[:3] for one in people()] == [("Lò Thị Mây", None, ""), ("Vàng A Páo", None, "man")]
    assert list(Identifier.objects.values_list("person__details__name", "last_digits")) == [("Vàng A Páo", "123")]
    told = notes(report)
    assert "“Năm sinh – Nam” not understood, left out – rows 3 (1980; 1985)" in told
    assert "“LLCT” not understood, left out – rows 3 (đang học)" in told
    assert "“Số CCCD” not understood, left out – rows 3 (…)" in told  # a number of a person is not repeated
    assert "“H” not understood, left out – rows 4 (gì đó)" in told
    assert "column “Nơi ở hiện nay” is left out (the record keeps no addresses)" in told


def test_a_home_place_in_words_is_the_one_place_on_record_of_that_name(officer: Acting, tmp_path: Path) -> None:
    places = [["tinh-b", "Tỉnh Bình Minh", "Cấp tỉnh", None], ["xa-b", "Xã An Hòa", "Cấp xã", "tinh-b"]]
    headings = ["Mã địa bàn", "Tên địa bàn", "Cấp", "Thuộc địa bàn"]
    assert bring(workbook(tmp_path / "p.xlsx", headings, *places, title="Địa bàn"), officer).errors == ()
    path = workbook(
        tmp_path / "ds.xlsx",
        ["TT", "Họ và tên", "Quê quán", "Dân tộc"],
        [1, "Lò Thị Mây", "Xã An Hòa, tỉnh Bình Minh", "Thái"],
        [2, "Vàng A Páo", "Xã Không Có", "Mông"],
        [3, "Đinh Núi", None, "Ba Na"],
    )
    report = bring(path, officer)
    assert report.errors == ()
    found = PersonDetails.objects.order_by("source").values_list("name", "home_place_id")
    assert list(found) == [("Lò Thị Mây", "xa-b"), ("Vàng A Páo", None), ("Đinh Núi", None)]
    assert "“Quê quán” matches no one place on record, left blank – rows 3 (Xã Không Có)" in notes(report)


def test_a_code_column_of_the_office_is_kept(officer: Acting, tmp_path: Path) -> None:
    path = workbook(tmp_path / "ds.xlsx", *ABOVE, ["TT", "Số hiệu CBCC", "Họ và tên"], [1, "CB01", "Lò Thị Mây"])
    report = bring(path, officer)
    assert (report.errors, PersonDetails.objects.get().person_id) == ((), "CB01")
    assert "codes" not in notes(report)


def test_two_people_of_one_name_in_two_lists_are_asked_about(officer: Acting, tmp_path: Path) -> None:
    for name in ("một.xlsx", "hai.xlsx"):
        path = workbook(tmp_path / name, ["TT", "Họ và tên", "Năm sinh"], [1, "Lò Thị Mây", 1985])
        report = bring(path, officer)
    assert (report.entry, [one.entry.name for one in report.duplicates]) == (None, ["Lò Thị Mây"])
    assert PersonDetails.objects.count() == 1


def test_the_same_person_twice_in_a_list_is_told(officer: Acting, tmp_path: Path) -> None:
    row = ["Lò Thị Mây", "1985"]
    path = workbook(tmp_path / "ds.xlsx", ["TT", "Họ và tên", "Năm sinh"], [1, *row], [2, *row])
    report = bring(path, officer)
    assert (report.errors, PersonDetails.objects.count()) == ((), 1)
    assert "same name and birth as a row above, left out – rows 3 (Lò Thị Mây = 2)" in notes(report)


def test_columns_that_nobody_knows_are_asked_and_nothing_is_written(officer: Acting, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "ds.xlsx",
        ["TT", "Họ và tên", "Ngày sinh", "Chức vụ, đơn vị", "Giới tính"],
        [1, "Lò Thị Mây", "05/09/1985", "Giám đốc Sở", "Nữ"],
    )
    report = bring(path, officer)
    assert [(one.code, one.row, one.letter, one.heading) for one in report.errors] == [
        ("import.unknown_column", 1, "D", "Chức vụ, đơn vị")
    ]
    assert PersonDetails.objects.count() == 0
    answers = text(tmp_path / "answers.csv", ["Trang trong tệp", "Tiêu đề trong tệp", "Bảng", "Cột"],
                   ["Sheet1", "Chức vụ, đơn vị", "Cán bộ", "Bỏ qua"])  # fmt: skip
    assert bring(path, officer, decisions=answers).errors == ()
    assert [one[0] for one in people()] == ["Lò Thị Mây"]


def test_a_fault_in_a_cell_is_told_where_it_stands_and_nothing_is_written(officer: Acting, tmp_path: Path) -> None:
    bad = [1, "=B1", None, "31/02/1985", "Kinh", "sau Tết", None, None, None]
    report = bring(workbook(tmp_path / "ds.xlsx", *ABOVE, *HEADINGS, bad, THU, merged=MERGED), officer)
    assert {(one.code, one.row, one.heading) for one in report.errors} == {
        ("import.formula", 7, "Họ và tên"),
        ("import.no_such_day", 7, "Ngày sinh"),
        ("import.not_a_day", 7, "Ngày vào Đảng"),
    }
    assert PersonDetails.objects.count() == 0


def test_a_cell_merged_over_two_people_is_refused(officer: Acting, tmp_path: Path) -> None:
    path = workbook(tmp_path / "ds.xlsx", *ABOVE, *HEADINGS, HOA, THU, merged=[*MERGED, "E7:E8"])
    assert [(one.code, one.row) for one in bring(path, officer).errors] == [("import.merged_cells", 0)]


def test_a_sheet_that_is_no_list_can_be_left_out_and_is_remembered(officer: Acting, tmp_path: Path) -> None:
    path = workbook(tmp_path / "ds.xlsx", ["TT", "Họ và tên", "Dân tộc"], [1, "Lò Thị Mây", "Thái"])
    made = Workbook()
    for title, lines in {"DS": [["TT", "Họ và tên"], [1, "Lò Thị Mây", "x"]], "Tổng hợp": [["Số người", 1]]}.items():
        sheet = made.create_sheet(title)
        for line in lines:
            sheet.append(line)
    del made["Sheet"]
    made.save(path)
    assert [(one.code, one.sheet) for one in bring(path, officer).errors] == [("import.unknown_sheet", "Tổng hợp")]
    answers = text(tmp_path / "answers.csv", ["Trang trong tệp", "Tiêu đề trong tệp", "Bảng", "Cột"],
                   ["Tổng hợp", None, "Bỏ qua", None])  # fmt: skip
    report = bring(path, officer, decisions=answers)
    assert (report.errors, report.changed) == ((), 1)
    assert "Sheet “Tổng hợp” is left out." in notes(report)
    assert bring(path, officer).errors == ()


@pytest.mark.parametrize(
    ("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-16"), (",", "windows-1258"), (";", "windows-1258")]
)
def test_text_tables_of_an_office_are_read_alike(
    officer: Acting, tmp_path: Path, delimiter: str, encoding: str
) -> None:
    lines: Lines = [
        ["DANH SÁCH CÁN BỘ XÃ AN HÒA"],
        ["TT", "Họ và tên", "Năm sinh", "Nữ", "Dân tộc"],
        [1, "Nguyễn Thị Phượng", "05/09/1985", "x", "Kinh"],
        [2, "Đặng Văn Khởi", "1979", None, "Thái"],
        ["Tổng cộng: 2 người"],
    ]
    report = bring(text(tmp_path / "ds.csv", *lines, delimiter=delimiter, encoding=encoding), officer)
    assert report.errors == ()
    assert [one[:4] for one in people()] == [
        ("Nguyễn Thị Phượng", date(1985, 9, 5), "woman", "Kinh"),
        ("Đặng Văn Khởi", None, "", "Thái"),
    ]
    assert "rows 5 (Tổng cộng: 2 người)" in notes(report)


def test_a_list_without_any_person_writes_nothing(officer: Acting, tmp_path: Path) -> None:
    with pytest.raises(LiemError) as refused:
        bring(workbook(tmp_path / "ds.xlsx", *ABOVE, *HEADINGS, *BELOW, merged=MERGED), officer)
    assert refused.value.code == "import.no_rows"


def test_answers_and_the_template_itself_are_no_lists_of_an_office(db: None, tmp_path: Path) -> None:
    path = text(tmp_path / "Ghép cột.csv", ["Trang trong tệp", "Tiêu đề trong tệp", "Bảng", "Cột"],
                ["Cán bộ", "Họ và tên", "Cán bộ", "Họ và tên"])  # fmt: skip
    with open_source(path, sheets=RECORD_SHEETS) as source:
        found = read_answers(source.sheets, sheets=RECORD_SHEETS, file=path.name, origin="tinh", told=lambda _: None)
    assert ([one.heading for one, _ in found.mappings], source.notes) == (["họ và tên"], [])
