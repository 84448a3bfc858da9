"""The personal form that Liêm brings along, after the fields of the older 2C forms, for offices to change in Word.

Fields that the record does not hold, and those that it never holds (religion, family, health, wealth, opinion), are
lines to be written by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

_DOTS = "." * 40
_FIELDS: tuple[tuple[str, str], ...] = (
    ("Họ và tên khai sinh", "{{Họ và tên}}"),
    ("Giới tính", "{{Giới tính}}"),
    ("Các tên gọi khác", "{{Tên gọi khác}}"),
    ("Chức vụ hiện tại", "{{Chức vụ hiện tại}}"),
    ("Sinh ngày", "{{Ngày sinh}}"),
    ("Nơi sinh", "{{Nơi sinh}}"),
    ("Quê quán", "{{Quê quán}}"),
    ("Nơi ở hiện nay, điện thoại", ""),
    ("Dân tộc", "{{Dân tộc}}"),
    ("Tôn giáo", ""),
    ("Thành phần gia đình", ""),
    ("Nghề nghiệp trước khi được tuyển dụng", ""),
    ("Ngày được tuyển dụng, cơ quan tuyển dụng", ""),
    ("Ngày vào cơ quan hiện nay, ngày tham gia cách mạng", ""),
    ("Ngày vào Đảng", "{{Ngày vào Đảng}}"),
    ("Ngày chính thức", "{{Ngày vào Đảng chính thức}}"),
    ("Ngày tham gia các tổ chức chính trị - xã hội", ""),
    ("Ngày nhập ngũ, ngày xuất ngũ, quân hàm cao nhất", ""),
    ("Công việc chính đang làm, sở trường", ""),
    ("Ngạch, bậc, hệ số lương", ""),
    ("Danh hiệu được phong, khen thưởng", ""),
    ("Sức khỏe, gia đình chính sách", ""),
)
_TABLES: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Trình độ, văn bằng, chứng chỉ",
        "Trình độ, văn bằng",
        (
            ("Tên trường", "Cơ sở đào tạo"),
            ("Ngành học", "Chuyên ngành"),
            ("Loại", "Loại trình độ"),
            ("Trình độ, văn bằng", "Trình độ"),
            ("Ngày cấp", "Ngày cấp"),
        ),
    ),
    (
        "Ngoại ngữ",
        "Ngoại ngữ",
        (("Ngoại ngữ", "Ngoại ngữ"), ("Trình độ", "Trình độ"), ("Ngày cấp chứng chỉ", "Ngày cấp chứng chỉ")),
    ),
    (
        "Đào tạo, bồi dưỡng",
        "Đào tạo, bồi dưỡng",
        (("Khóa học", "Khóa học"), ("Nơi học", "Nơi học"), ("Từ", "Từ ngày"), ("Đến", "Đến ngày")),
    ),
    (
        "Quá trình công tác",
        "Quá trình công tác",
        (
            ("Từ tháng, năm", "Từ ngày"),
            ("Đến tháng, năm", "Đến ngày"),
            ("Chức danh, chức vụ, đơn vị công tác", "Mã chức danh"),
            ("Quyết định", "Số quyết định"),
        ),
    ),
    (
        "Kết quả được ghi nhận",
        "Kết quả được ghi nhận",
        (("Kết quả, sản phẩm", "Kết quả, sản phẩm"), ("Ngày", "Ngày ghi nhận"), ("Cơ quan", "Cơ quan ghi nhận")),
    ),
    (
        "Kỷ luật",
        "Kỷ luật",
        (("Hình thức", "Hình thức"), ("Ngày", "Ngày quyết định"), ("Số quyết định", "Số quyết định")),
    ),
    (
        "Đánh giá, xếp loại",
        "Đánh giá",
        (("Năm", "Năm"), ("Xếp loại cá nhân", "Xếp loại cá nhân"), ("Xếp loại tập thể", "Xếp loại tập thể")),
    ),
)
_FAMILY = ("Quan hệ", "Họ và tên", "Năm sinh", "Quê quán, nghề nghiệp, chức danh, nơi ở")
_EMPTY_ROWS = 5


def standard_form() -> bytes:
    """The template as a .docx, with placeholders for everything that the record may hold."""
    document: Any = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    _line(document, "SƠ YẾU LÝ LỊCH CÁN BỘ", bold=True, centred=True)
    _line(document, "(Lập ngày {{Ngày lập}} từ hồ sơ; những dòng để trống ghi bằng tay)", centred=True)
    for number, (label, placeholder) in enumerate(_FIELDS, start=1):
        document.add_paragraph(f"{number}) {label}: {placeholder or _DOTS}")
    for number, (label, table, columns) in enumerate(_TABLES, start=len(_FIELDS) + 1):
        _line(document, f"{number}) {label}", bold=True)
        _table(document, [head for head, _ in columns], [[f"{{{{{table}: {column}}}}}" for _, column in columns]])
    _line(document, f"{len(_FIELDS) + len(_TABLES) + 1}) Quan hệ gia đình (ghi bằng tay)", bold=True)
    _table(document, _FAMILY, [[""] * len(_FAMILY)] * _EMPTY_ROWS)
    _line(document, "Người khai ký tên", centred=True)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _line(document: Any, text: str, *, bold: bool = False, centred: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = bold
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(document: Any, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(headings))
    table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
