"""Filled personal forms 2C become rows like those of a workbook; what must not be read is not."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.importing import import_roster
from liem.record.importing.forms import FormSheets, read_form
from liem.record.importing.spelling import Spelling
from liem.record.models import LanguageSkill, PersonDetails, Tenure

from .conftest import Import
from .rosters import SHEETS, base, people, stored
from .typed_forms import Block, form

# Invented. Numbering and wording as in 2C/TCTW-98.
OLDER: list[Block] = [
    "Mẫu 2C/TCTW-98   SƠ YẾU LÝ LỊCH",
    "1) Họ và tên khai sinh: ĐINH THỊ SAO……… Nam, nữ: Nữ",
    "2) Các tên gọi khác: Sao Mai",
    "4) Sinh ngày: 05 tháng 9 năm 1985   5) Nơi sinh: Xã Hư Cấu",
    "6) Quê quán (xã, huyện, tỉnh): Xã An Hòa, Tỉnh Lâm Sơn",
    "8) Dân tộc: Mường   9) Tôn giáo: Đạo Thử   10) Thành phần gia đình xuất thân: Nông dân",
    "14) Ngày vào Đảng Cộng sản Việt Nam: 03/02/2010, ngày chính thức: 03/02/2011",
    "17) Trình độ học vấn: … Ngoại ngữ: Tiếng Anh B2, Tiếng Lào",
    "25) Tài khoản mạng xã hội: sao.mai.vi-du   26) Thái độ chính trị: tốt",
    [
        ["Tên trường", "Ngành học", "Thời gian", "Văn bằng"],
        ["Trường Hư Cấu", "Luật", "2003 - 2007", "Cử nhân"],
    ],
    [
        ["Từ tháng, năm đến tháng, năm", "Chức danh, chức vụ, đơn vị công tác"],
        ["01/07/2021 - nay", "Trưởng ban, Tỉnh ủy Lâm Sơn"],
        ["9/2007 - 6/2021", "Chuyên viên, nơi khác"],
    ],
    [
        ["Mối quan hệ", "Họ và tên", "Năm sinh", "Quê quán, nghề nghiệp, thái độ chính trị"],
        ["Chồng", "Lò Văn Mây", "1983", "đạo Thử, phản đối"],
        ["Em ruột", "Đinh Văn Khuất", "1990", "không rõ"],
    ],
]
# The numbering of 2C-BNV/2008; every working period is one that the record can take.
NEWER: list[Block] = [
    "Mẫu 2C-BNV/2008",
    "1. Họ và tên khai sinh (viết chữ in hoa): ĐINH THỊ SAO",
    "3. Sinh ngày: 05/09/1985 Giới tính: Nữ",
    "7. Dân tộc: Mường  8. Tôn giáo: Không",
    "15.4. Ngoại ngữ: Tiếng Anh B2",
    [["Từ tháng, năm", "Chức danh, chức vụ"], ["01/07/2021", "Trưởng ban Tỉnh ủy Lâm Sơn"]],
]


PLACES = {
    "Địa bàn": [
        ["Mã địa bàn", "Tên địa bàn", "Cấp", "Thuộc địa bàn"],
        ["tinh-ls", "Tỉnh Lâm Sơn", "Cấp tỉnh", None],
        ["tinh-kh", "Tỉnh Khác", "Cấp tỉnh", None],
        ["xa-ah", "Xã An Hòa", "Cấp xã", "tinh-ls"],
        ["xa-ah-2", "Xã An Hòa", "Cấp xã", "tinh-kh"],
    ]
}
CODE = "dinh-thi-sao-19850905"


def test_a_form_becomes_rows_and_the_forbidden_fields_are_not_read(bring_in: Import, tmp_path: Path) -> None:
    bring_in(base() | PLACES | people(["cb-1", "Lò Văn Mây", "05/09/1983", "Nam"]))
    forms = FormSheets()

    read_form(form(tmp_path / "2c.docx", OLDER), "2c", into=forms, spelling=Spelling())
    rows = {sheet.title: [[value for value, _ in cells] for _, cells in sheet.rows()][1:] for sheet in forms.sheets()}

    assert rows == {
        "Cán bộ": [[CODE, "Đinh Thị Sao", "05/09/1985", "Nữ", "Mường", "xa-ah", "03/02/2010"]],
        "Quá trình công tác": [
            [f"{CODE}-ct1", CODE, "truong-ban", "01/07/2021", None],
            [f"{CODE}-ct2", CODE, "Chuyên viên, nơi khác", "9/2007", "6/2021"],
        ],
        "Ngoại ngữ": [
            [f"{CODE}-nn1", CODE, "Tiếng Anh", "B2", None],
            [f"{CODE}-nn2", CODE, "Tiếng Lào", None, None],
        ],
        "Đào tạo, bồi dưỡng": [[f"{CODE}-dt1", CODE, "Luật (Cử nhân)", "Trường Hư Cấu", None, "2003", "2007"]],
        "Quan hệ gia đình": [[f"{CODE}-gd1", CODE, "Lò Văn Mây", "Vợ hoặc chồng"]],
    }
    said = str(rows) + str(forms.notes)
    for forbidden in ("Đạo Thử", "đạo Thử", "Nông dân", "sao.mai", "tốt", "phản đối", "Khuất"):
        assert forbidden not in said
    assert [note.vi for note in forms.notes] == [
        "“2c”: người thân “Lò Văn Mây” có thể là cb-1. Hãy ghi mã đúng, hoặc bỏ dòng.",
        "“2c”: 1 người thân không có trong hồ sơ nên không được ghi.",
    ]


def test_the_tables_of_the_form_that_comes_along_are_read_and_the_others_told(bring_in: Import, tmp_path: Path) -> None:
    bring_in(base())
    blocks: list[Block] = [
        "1) Họ và tên khai sinh: ĐINH THỊ SAO",
        "5) Sinh ngày: 05/09/1985",
        [
            ["Tên trường", "Ngành học", "Loại", "Trình độ, văn bằng", "Ngày cấp"],
            ["Trường Hư Cấu", "Luật", "Chuyên môn", "Thạc sĩ", "12/06/2012"],
            ["", "", "", "", ""],
        ],
        [["Ngoại ngữ", "Trình độ", "Ngày cấp chứng chỉ"], ["Tiếng Anh", "B2", "01/06/2015"], ["", "", ""]],
        [["Khóa học", "Nơi học", "Từ", "Đến"], ["Lớp Thử", "Trường Thử", "01/03/2018", "30/04/2018"]],
        [
            ["Từ tháng, năm", "Đến tháng, năm", "Chức danh, chức vụ, đơn vị công tác", "Quyết định"],
            ["", "30/06/2020", "Trưởng ban, Tỉnh ủy Lâm Sơn", "12-QĐ"],
            ["", "", "Trưởng ban, Tỉnh ủy Lâm Sơn", ""],
            ["01/07/2021", "nay", "Trưởng ban, Tỉnh ủy Lâm Sơn", ""],
        ],
        [["Hình thức", "Ngày", "Số quyết định"], ["Khiển trách", "01/02/2019", "3-QĐ"], ["", "", ""]],
        [["Năm", "Xếp loại cá nhân"], ["", ""]],
    ]
    forms = FormSheets()

    read_form(form(tmp_path / "2c.docx", blocks), "2c", into=forms, spelling=Spelling())

    rows = {sheet.title: [[value for value, _ in cells] for _, cells in sheet.rows()][1:] for sheet in forms.sheets()}
    assert rows == {
        "Cán bộ": [[CODE, "Đinh Thị Sao", "05/09/1985", None, None, None, None]],
        "Quá trình công tác": [
            [f"{CODE}-ct1", CODE, "truong-ban", None, "30/06/2020"],
            [f"{CODE}-ct2", CODE, "truong-ban", None, None],
            [f"{CODE}-ct3", CODE, "truong-ban", "01/07/2021", None],
        ],
        "Ngoại ngữ": [[f"{CODE}-nn1", CODE, "Tiếng Anh", "B2", "01/06/2015"]],
        "Đào tạo, bồi dưỡng": [[f"{CODE}-dt1", CODE, "Lớp Thử", "Trường Thử", None, "01/03/2018", "30/04/2018"]],
        "Trình độ, văn bằng": [[f"{CODE}-vb1", CODE, "Chuyên môn", "Thạc sĩ", "Luật", "Trường Hư Cấu", "12/06/2012"]],
    }
    assert [note.vi for note in forms.notes] == [
        "“2c”: bảng “Hình thức” có 1 dòng không được đọc. Hãy ghi các dòng đó vào bảng mẫu."
    ]


def test_what_a_form_leaves_open_is_asked_for_in_its_cell(bring_in: Import, officer: Acting, tmp_path: Path) -> None:
    bring_in(base() | PLACES)
    before = stored()

    report = import_roster(form(tmp_path / "2c.docx", OLDER), sheets=SHEETS, by=officer)

    assert [(error.code, error.sheet, error.row, error.letter) for error in report.errors] == [
        ("import.code", "Quá trình công tác", 3, "C"),
        ("import.incomplete_day", "Quá trình công tác", 3, "D"),
        ("import.incomplete_day", "Quá trình công tác", 3, "E"),
        ("import.required", "Đào tạo, bồi dưỡng", 2, "E"),
        ("import.incomplete_day", "Đào tạo, bồi dưỡng", 2, "F"),
        ("import.incomplete_day", "Đào tạo, bồi dưỡng", 2, "G"),
    ]
    assert stored() == before


@pytest.mark.parametrize("as_folder", [False, True])
def test_a_complete_form_is_imported_and_says_nothing_new_the_second_time(
    as_folder: bool, bring_in: Import, officer: Acting, tmp_path: Path
) -> None:
    bring_in(base())
    folder = tmp_path / "phieu"
    folder.mkdir()
    path = form(folder / "sao.docx", NEWER)
    given = folder if as_folder else path

    report = import_roster(given, sheets=SHEETS, by=officer)
    again = import_roster(given, sheets=SHEETS, by=officer)

    assert report.errors == ()
    sao = PersonDetails.objects.get(person_id=CODE)
    assert (sao.name, sao.sex, sao.ethnicity, sao.source) == (
        "Đinh Thị Sao", "woman", "Mường", f"{given.name} › Cán bộ › 2"
    )  # fmt: skip
    assert list(Tenure.objects.filter(person_id=CODE).values_list("post_id", flat=True)) == ["truong-ban"]
    assert list(LanguageSkill.objects.values_list("language", "level")) == [("Tiếng Anh", "B2")]
    assert (again.errors, again.changed, again.entry) == ((), 0, None)


def test_a_form_in_an_old_font_is_read_by_its_font(bring_in: Import, officer: Acting, tmp_path: Path) -> None:
    path = form(tmp_path / "2c.docx", ["1) Hä vµ tªn khai sinh: §inh ThÞ Sao", "8) D©n téc: M\xadêng"], font=".VnTime")

    report = import_roster(path, sheets=SHEETS, by=officer)

    assert report.errors == ()
    assert list(PersonDetails.objects.values_list("name", "ethnicity")) == [("Đinh Thị Sao", "Mường")]


def test_a_letter_is_no_form(officer: Acting, tmp_path: Path) -> None:
    path = form(tmp_path / "thu.docx", ["Kính gửi: Văn phòng", [["a", "b"]]])

    with pytest.raises(LiemError, match=r"import\.not_a_form"):
        import_roster(path, sheets=SHEETS, by=officer)


def test_a_form_that_defines_entities_is_damaged(officer: Acting, tmp_path: Path) -> None:
    path = tmp_path / "2c.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')

    with pytest.raises(LiemError, match=r"import\.damaged"):
        import_roster(path, sheets=SHEETS, by=officer)
