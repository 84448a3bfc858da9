"""The template explains itself, and what is filled into it can be imported."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.importing import import_roster, write_template
from liem.record.models import Attestation, BodyState, EvaluationForm, PersonDetails, PostState

from .rosters import SHEETS, stored


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "template.xlsx"
    write_template(path, sheets=SHEETS)
    return path


def test_there_is_one_sheet_for_every_table_between_the_guide_and_the_lists(template: Path) -> None:
    assert load_workbook(template).sheetnames == [
        "Hướng dẫn",
        "Địa bàn",
        "Tổ chức",
        "Chức danh",
        "Cán bộ",
        "Quá trình công tác",
        "Quan hệ gia đình",
        "Ngoại ngữ",
        "Kết quả được ghi nhận",
        "Kết luận chính trị",
        "Đánh giá",
        "Sáng kiến, sản phẩm",
        "Tiêu chí đánh giá",
        "Nghĩa vụ kê khai",
        "Các bước kê khai",
        "Xác nhận đầy đủ",
        "Sắp xếp tổ chức",
        "Nhiệm kỳ",
        "Biên chế",
        "Tiêu chuẩn chức danh",
        "Số định danh",
        "Trình độ, văn bằng",
        "Đào tạo, bồi dưỡng",
        "Kỷ luật",
        "Danh sách quy hoạch",
        "Quy hoạch cán bộ",
        "Tuyển dụng",
        "Phân công phụ trách",
        "Nơi cư trú",
        "Thời gian ở nước ngoài",
        "Hồ sơ nhân sự",
        "Người tham gia",
        "Chương trình hành động",
        "Hội nghị giới thiệu",
        "Người được giới thiệu",
        "Danh mục",
    ]


def test_headings_are_vietnamese_with_an_english_note_and_examples_are_marked(template: Path) -> None:
    people = load_workbook(template)["Cán bộ"]

    assert [cell.value for cell in people[1]] == [
        "Mã cán bộ *",
        "Họ và tên *",
        "Ngày sinh",
        "Giới tính",
        "Dân tộc",
        "Quê quán",
        "Ngày vào Đảng",
        "Ngày vào Đảng chính thức",
        "Nơi sinh",
        "Tên gọi khác",
    ]
    assert people["C1"].comment.text.splitlines() == [
        "Date of birth",
        "Không bắt buộc. Ghi ngày/tháng/năm, ví dụ 05/09/2024.",
        "Optional. Day/month/year, for example 05/09/2024.",
    ]
    assert [people["A2"].value, people["A3"].value] == ["Ví dụ: cb-0001", "Ví dụ: cb-0002"]
    assert people.column_dimensions["C"].number_format == "DD/MM/YYYY"
    assert people.column_dimensions["A"].number_format == "@"


def test_choices_are_offered_as_drop_downs(template: Path) -> None:
    workbook = load_workbook(template)
    offered = {
        str(validation.sqref): validation.formula1 for validation in workbook["Cán bộ"].data_validations.dataValidation
    }
    (cells,) = offered.values()
    listed = cells.removeprefix("'Danh mục'!").replace("$", "")

    assert list(offered) == ["D2:D1048576"]
    assert [cell.value for (cell,) in workbook["Danh mục"][listed]] == ["Nữ", "Nam"]


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(b"filled in")

    with pytest.raises(LiemError) as refused:
        write_template(path, sheets=SHEETS)

    assert (refused.value.code, path.read_bytes()) == ("import.template_exists", b"filled in")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(LiemError) as refused:
        write_template(tmp_path / "absent" / "template.xlsx", sheets=SHEETS)

    assert refused.value.code == "import.template_folder"


def test_an_untouched_template_holds_nothing_to_import(template: Path, officer: Acting) -> None:
    before = stored()

    with pytest.raises(LiemError) as refused:
        import_roster(template, sheets=SHEETS, by=officer)

    assert refused.value.code == "import.no_rows"
    assert stored() == before


def test_a_template_that_is_filled_in_can_be_imported(template: Path, officer: Acting) -> None:
    """Filled in by taking the mark off the examples: so every kind of column goes there and back."""
    workbook = load_workbook(template)
    for worksheet in workbook.worksheets[1:-1]:
        for row in (2, 3):
            worksheet.cell(row, 1).value = worksheet.cell(row, 1).value.removeprefix("Ví dụ: ")
    workbook.save(template)

    report = import_roster(template, sheets=SHEETS, by=officer)

    assert report.errors == ()
    assert [(count.added, count.corrected, count.unchanged, count.examples) for count in report.sheets] == [
        (2, 0, 0, 0)
    ] * len(SHEETS)
    assert list(PersonDetails.objects.values_list("person", "name", "sex", "home_place")) == [
        ("cb-0001", "Đặng Thùy Mẫu", "woman", "xa-an-hoa"),
        ("cb-0002", "Lò Văn Thử", "man", None),
    ]
    assert list(BodyState.objects.values_list("body", "kind", "superior", "valid_from__year")) == [
        ("tinh-uy", "committee", None, None),
        ("so-noi-vu", "agency", "tinh-uy", 2025),
    ]
    assert list(PostState.objects.values_list("post", "role", "is_key_leader", "field", "area")) == [
        ("gd-so-noi-vu", "director", True, "Nội vụ", ""),
        ("cv-theo-doi-3", "specialist", False, "personnel", "Cụm 3"),
    ]
    assert list(EvaluationForm.objects.values_list("evaluation__year", "grade", "collective_grade")) == [
        (2024, "excellent", "good"),
        (2024, "good", ""),
    ]
    assert list(Attestation.objects.values_list("subject", "section")) == [
        ("cb-0001", "kinship"),
        ("dg-0001-2024", "evaluation_form"),
    ]
