#!/usr/bin/env python3
"""Writes the printed forms that come along into src/liem/reports/templates, or into a folder: the same bytes each time.

    .venv/bin/python scripts/printed_forms.py [FOLDER]

Offices change copies of them in Word (docs/how-to/edit-printed-forms.md).
"""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TEMPLATES = Path(__file__).resolve().parents[1] / "src" / "liem" / "reports" / "templates"
MADE = datetime(2026, 1, 1)
STYLES = ("party", "state")
LEFT, CENTRE, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 165, 257  # mm between the margins
PEOPLE = (
    ("TT", 9),
    ("Họ và tên", 30),
    ("Ngày sinh", 20),
    ("Giới tính", 11),
    ("Dân tộc", 13),
    ("Quê quán", 25),
    ("Ngày vào Đảng", 20),
    ("Trình độ chuyên môn", 24),
    ("Lý luận chính trị", 19),
    ("Chức vụ", 33),
    ("Từ ngày", 20),
    ("Xếp loại", 22),
    ("Ghi chú", 11),
)
SUBMISSION_PARTS = (
    ("1. Nội dung đề nghị", "Đề nghị"),
    ("2. Quá trình thực hiện", "Quá trình"),
    ("3. Kết quả đối chiếu điều kiện, tiêu chuẩn", "Điều kiện"),
    ("4. Kết luận, kiến nghị", "Kết luận"),
)


def blank(*, size: int = 14, landscape: bool = False, margin: int = 20) -> Any:
    document: Any = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(4)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = Mm(margin)
    section.left_margin, section.right_margin = (Mm(20), Mm(20)) if landscape else (Mm(30), Mm(15))
    return document


def say(place: Any, text: str, form: str = "", *, align: Any = BOTH, size: int = 0) -> Any:
    """A paragraph at the end of a document, or of a cell, whose first one is used up first. `form` is any of the words
    bold, italic, caps."""
    first = place.paragraphs[0] if hasattr(place, "_tc") and not place.paragraphs[0].runs else None
    paragraph = first or place.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.all_caps = (word in form for word in ("bold", "italic", "caps"))
    if size:
        run.font.size = Pt(size)
    paragraph.alignment = align
    if hasattr(place, "_tc"):
        paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def rule(place: Any, *, indent: int) -> None:
    """A short line across, `indent` mm from both sides."""
    paragraph = say(place, "", align=CENTRE)
    paragraph.paragraph_format.line_spacing = Pt(3)
    paragraph.paragraph_format.space_after = Pt(3)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(indent)
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc", "w:rPr")


def side_by_side(document: Any, left: int, right: int) -> tuple[Any, Any]:
    """Two cells without lines, so many mm wide, on one page."""
    table = document.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    size_columns(table, (left, right))
    return table.rows[0].cells


def size_columns(table: Any, widths: Sequence[int]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def listed(document: Any, columns: Sequence[tuple[str, str, int]], *, size: int = 12) -> None:
    """A table with lines: heading, what the row under it asks for, and width in mm of each column. The heading is
    repeated on every page, and no row is cut."""
    table = document.add_table(rows=2, cols=len(columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    size_columns(table, [width for *_, width in columns])
    for number, (heading, asked, _) in enumerate(columns):
        say(table.rows[0].cells[number], heading, "bold", align=CENTRE, size=size)
        middle = asked.endswith(": TT}}") or "{{" not in asked
        say(table.rows[1].cells[number], asked, align=CENTRE if middle else LEFT, size=size)
    for row, mark in ((table.rows[0], "w:tblHeader"), (table.rows[0], "w:cantSplit"), (table.rows[1], "w:cantSplit")):
        row._tr.get_or_add_trPr().append(OxmlElement(mark))
    gap(document)


def gap(document: Any) -> None:
    """A little room: two tables in a row would become one, and text would touch."""
    space = document.add_paragraph().paragraph_format
    space.space_after, space.line_spacing = Pt(0), Pt(6)


def letterhead(document: Any, style: str, *, numbered: bool = True, width: int = PORTRAIT_WIDTH) -> None:
    wider = width * (55 if style == "party" else 60) // 100  # the national heading stands on one line
    left, right = side_by_side(document, width - wider, wider)
    if style == "party":
        say(left, "{{Cơ quan cấp trên}}", "caps", align=CENTRE)
        say(left, "{{Cơ quan ban hành}}", "bold caps", align=CENTRE)
        say(left, "*", align=CENTRE)
        say(right, "ĐẢNG CỘNG SẢN VIỆT NAM", "bold", align=CENTRE, size=15)
        rule(right, indent=12)
    else:
        say(left, "{{Cơ quan cấp trên}}", "caps", align=CENTRE, size=13)
        say(left, "{{Cơ quan ban hành}}", "bold caps", align=CENTRE, size=13)
        rule(left, indent=22)
        say(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold", align=CENTRE, size=12)
        say(right, "Độc lập - Tự do - Hạnh phúc", "bold", align=CENTRE)
        rule(right, indent=16)
    if numbered:
        say(left, "Số {{Số, ký hiệu}}" if style == "party" else "Số: {{Số, ký hiệu}}", align=CENTRE)
    say(left, "{{Độ mật}}", "bold caps", align=CENTRE)
    say(right, "{{Địa danh, ngày tháng}}", "italic", align=CENTRE)
    gap(document)


def title(document: Any, kind: str, about: str, *, style: str) -> None:
    heading = say(document, kind, "bold", align=CENTRE, size=16 if style == "party" else 14)
    heading.paragraph_format.space_after = Pt(0)
    say(document, about, "bold", align=CENTRE)
    if style == "party":
        say(document, "-----", align=CENTRE)
    else:
        rule(document, indent=60)


def tell(document: Any, text: str, form: str = "") -> Any:
    """A paragraph of the text itself, its first line set in."""
    paragraph = say(document, text, form)
    paragraph.paragraph_format.first_line_indent = Mm(10)
    return paragraph


def signed(document: Any, *, qr: bool) -> None:
    gap(document)
    left, right = side_by_side(document, 75, 90)
    say(left, "Nơi nhận:", "bold italic", align=LEFT, size=12)
    say(left, "- {{Nơi nhận}}", align=LEFT, size=11)
    if qr:
        say(left, "{{Mã QR}}", align=LEFT)
        say(left, "Kiểm tra văn bản tại: {{Địa chỉ kiểm tra}}", "italic", align=LEFT, size=9)
    say(right, "{{Thay mặt}}", "bold caps", align=CENTRE)
    say(right, "{{Chức danh người ký}}", "bold caps", align=CENTRE)
    for _ in range(4):
        right.add_paragraph()
    say(right, "{{Người ký}}", "bold", align=CENTRE)


def grounds(document: Any, style: str) -> None:
    mark, form = ("- ", "") if style == "party" else ("", "italic")
    tell(document, f"{mark}Căn cứ {{{{Căn cứ}}}};", form)
    tell(document, f"{mark}Xét {{{{Xét}}}};", form)


def submission(style: str) -> Any:
    document = blank()
    letterhead(document, style)
    title(document, "TỜ TRÌNH", "{{Về việc}}", style=style)
    to = say(document, "Kính gửi: {{Kính gửi}}", "italic" if style == "party" else "", align=CENTRE)
    to.paragraph_format.space_before = to.paragraph_format.space_after = Pt(6)
    grounds(document, style)
    tell(document, "{{Mở đầu}}")
    columns = (
        ("TT", 10),
        ("Họ và tên", 38),
        ("Ngày sinh", 25),
        ("Chức vụ", 46),
        ("Trình độ chuyên môn", 26),
        ("Ghi chú", 20),
    )
    for heading, lines in SUBMISSION_PARTS:
        tell(document, heading, "bold").paragraph_format.keep_with_next = True
        tell(document, f"{{{{{lines}}}}}")
        if lines == "Đề nghị":
            listed(document, [(name, f"{{{{Nhân sự: {name}}}}}", width) for name, width in columns])
    signed(document, qr=True)
    return document


def short_list(style: str) -> Any:
    document = blank(size=12, landscape=True)
    letterhead(document, style, numbered=False, width=LANDSCAPE_WIDTH)
    say(document, "DANH SÁCH TRÍCH NGANG", "bold", align=CENTRE, size=14).paragraph_format.space_after = Pt(0)
    say(document, "{{Tên danh sách}}", "bold", align=CENTRE)
    say(document, "{{Kèm theo}}", "italic", align=CENTRE)
    listed(document, [(name, f"{{{{Nhân sự: {name}}}}}", width) for name, width in PEOPLE], size=10)
    say(document, "Danh sách gồm {{Số người}} người.", "italic", align=LEFT)
    return document


def count_record(style: str) -> Any:
    document = blank()
    letterhead(document, style)
    title(document, "BIÊN BẢN KIỂM PHIẾU", "{{Hội nghị}}", style=style)
    say(document, "Tổ kiểm phiếu làm việc ngày {{Ngày họp}}, kết quả như sau:")
    say(document, "1. Số người được triệu tập: {{Triệu tập}}; có mặt: {{Có mặt}}.")
    say(document, "2. Số phiếu phát ra: {{Phát ra}}; thu về: {{Thu về}}.")
    say(document, "3. Số phiếu hợp lệ: {{Hợp lệ}}; không hợp lệ: {{Không hợp lệ}}.")
    say(document, "4. Kết quả theo từng người:")
    asked = (("TT", "TT", 10), ("Họ và tên", "Họ và tên", 75), ("Số phiếu", "Số phiếu", 40), ("Tỷ lệ", "Tỷ lệ", 40))
    listed(document, [(heading, f"{{{{Kết quả: {name}}}}}", width) for heading, name, width in asked])
    confidence = (("TT", "TT", 10), ("Họ và tên", "Họ và tên", 65), ("{{Mức}}", "Mức", 90))
    listed(document, [(heading, f"{{{{Mức tín nhiệm: {name}}}}}", width) for heading, name, width in confidence])
    say(document, "{{Công bố}}")
    say(document, "Biên bản được lập xong và đọc lại cho Tổ kiểm phiếu cùng nghe, nhất trí ký tên.")
    gap(document)
    left, right = side_by_side(document, 82, 83)
    for cell, heading, name in (
        (left, "CHỦ TRÌ HỘI NGHỊ", "{{Chủ trì}}"),
        (right, "TỔ KIỂM PHIẾU", "{{Người kiểm phiếu}}"),
    ):
        say(cell, heading, "bold", align=CENTRE)
        say(cell, "(ký, ghi rõ họ tên)", "italic", align=CENTRE, size=12)
        paragraph = say(cell, name, "bold", align=CENTRE)
        paragraph.paragraph_format.space_before = Pt(48)
    return document


def decision(style: str) -> Any:
    document = blank()
    letterhead(document, style)
    title(document, "QUYẾT ĐỊNH", "{{Về việc}}", style=style)
    if style == "state":
        say(document, "{{Thẩm quyền}}", "bold caps", align=CENTRE)
    grounds(document, style)
    if style == "party":
        say(document, "{{Thẩm quyền}}", "bold caps", align=CENTRE)
    say(document, "QUYẾT ĐỊNH" if style == "party" else "QUYẾT ĐỊNH:", "bold", align=CENTRE)
    article = tell(document, "Điều {{Điều khoản: Số}}. ", "bold")
    article.add_run("{{Điều khoản: Nội dung}}")
    signed(document, qr=True)
    return document


def ballot(style: str) -> Any:
    document = blank(size=13, margin=15)
    left, right = side_by_side(document, 75, 90)
    say(left, "{{Cơ quan}}", "bold caps", align=CENTRE, size=12)
    if style == "party":
        say(left, "*", align=CENTRE, size=12)
        say(right, "ĐẢNG CỘNG SẢN VIỆT NAM", "bold", align=CENTRE, size=12)
    else:
        say(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold", align=CENTRE, size=11)
        say(right, "Độc lập - Tự do - Hạnh phúc", "bold", align=CENTRE, size=12)
    say(right, "{{Ngày họp}}", "italic", align=CENTRE, size=12)
    say(document, "{{Tên phiếu}}", "bold caps", align=CENTRE).paragraph_format.space_before = Pt(6)
    asked = (("TT", "{{Danh sách: TT}}", 10), ("Họ và tên", "{{Danh sách: Họ và tên}}", 65), ("{{Lựa chọn}}", "☐", 90))
    listed(document, asked)
    return document


FORMS: dict[str, Callable[[str], Any]] = {
    "submission": submission,
    "short_list": short_list,
    "count_record": count_record,
    "decision": decision,
    "ballot": ballot,
}


def content_of(document: Any) -> bytes:
    """The .docx without anything of the day and the machine on which it was made."""
    about = document.core_properties
    about.author, about.last_modified_by, about.comments, about.title = "Liêm", "Liêm", "", ""
    about.created = about.modified = MADE
    written, same = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(same, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            told = zipfile.ZipInfo(part, date_time=MADE.timetuple()[:6])
            told.compress_type, told.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(told, parts.read(part))
    return same.getvalue()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in FORMS.items():
        for style in STYLES:
            (folder / f"{name}_{style}.docx").write_bytes(content_of(make(style)))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES)
