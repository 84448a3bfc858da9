"""One invented document in every form that offices hand in: plain text, .docx, and .pdf as printed by a browser."""

from __future__ import annotations

import html
import io
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from conftest import absent, chromium_program

HEAD_LEFT = ("TỈNH ỦY LẠC GIANG", "*", "Số 27-KH/TU")
HEAD_RIGHT = ("ĐẢNG CỘNG SẢN VIỆT NAM", "Lạc Giang, ngày 14 tháng 3 năm 2024")
TITLE = ("KẾ HOẠCH", "về rà soát và kiện toàn đội ngũ cán bộ cấp xã đến năm 2027")
BODY = (
    "Thực hiện Nghị quyết số 18-NQ/TU, ngày 02/10/2023 của Ban Chấp hành Đảng bộ tỉnh về củng cố bộ máy cấp xã, Ban "
    "Thường vụ Tỉnh ủy xây dựng Kế hoạch với những nội dung như sau:",
    "I. MỤC TIÊU",
    "1. Đến hết năm 2025, ít nhất 85% cán bộ, công chức cấp xã có trình độ đại học trở lên; mỗi huyện có từ 3 đến 5 xã "
    "làm điểm về sắp xếp vị trí việc làm, được đánh giá theo Quy định số 41-QĐ/TU của Tỉnh ủy.",
    "2. Hằng năm, cấp ủy cơ sở rà soát, bổ sung danh sách nguồn quy hoạch, gửi Ban Tổ chức Tỉnh ủy trước ngày 20/11.",
    "II. NHIỆM VỤ, GIẢI PHÁP",
    "1. Nâng cao chất lượng đánh giá cán bộ",
    "- Các huyện ủy, thị ủy, thành ủy chỉ đạo tổ chức lấy phiếu tín nhiệm đối với cán bộ chủ chốt cấp xã, hoàn thành "
    "trong quý III/2024; báo cáo kết quả về Ban Thường vụ Tỉnh ủy (qua Ban Tổ chức Tỉnh ủy).",
    "- Ủy ban Kiểm tra Tỉnh ủy chủ trì, phối hợp với Ban Nội chính Tỉnh ủy kiểm tra việc kê khai tài sản của cán bộ "
    "trước ngày 30/6/2025.",
    "2. Đào tạo, bồi dưỡng",
    "a) Trường Chính trị tỉnh xây dựng chương trình bồi dưỡng kỹ năng điều hành cho bí thư, phó bí thư đảng ủy xã, mỗi "
    "năm mở ít nhất 2 lớp.",
    "b) Sở Nội vụ tham mưu Ủy ban nhân dân tỉnh bố trí kinh phí hằng năm.",
    "III. TỔ CHỨC THỰC HIỆN",
    "1. Ban Tổ chức Tỉnh ủy theo dõi, đôn đốc, định kỳ 6 tháng tổng hợp, báo cáo Ban Thường vụ Tỉnh ủy.",
    "2. Ban Tuyên giáo Tỉnh ủy hướng dẫn tuyên truyền việc thực hiện Kế hoạch này.",
)
LONG = tuple(
    f"{number}. Đảng ủy xã số {number} chủ động lập danh sách cán bộ cần luân chuyển{', kèm biên bản' * (number % 4)}, "
    "nêu rõ lý do, nguyện vọng và điều kiện gia đình từng người, gửi về huyện ủy trước ngày "
    f"{1 + number % 28}/9/2024; không để khoảng trống trong lãnh đạo, quản lý, nhất là ở những địa bàn xa trung tâm, "
    "đông dân cư hoặc có công trình trọng điểm đang thi công."
    for number in range(3, 24)
)
"""Enough to fill several pages."""
TASKS = (
    ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn"),
    ("1", "Rà soát vị trí việc làm của cán bộ cấp xã trong toàn tỉnh", "Ban Tổ chức Tỉnh ủy", "Quý II/2024"),
    ("2", "Kiểm tra hồ sơ cán bộ luân chuyển", "Ủy ban Kiểm tra Tỉnh ủy", "Trước ngày 30/9/2024"),
)
TAIL_LEFT = ("Nơi nhận:", "- Ban Dân vận Tỉnh ủy,", "- Các huyện ủy, thị ủy, thành ủy,", "- Lưu Văn phòng Tỉnh ủy.")
TAIL_RIGHT = ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Lò Thị Mẫu")
PARAGRAPHS = (*BODY, *LONG)


def plain_text(paragraphs: Sequence[str] = PARAGRAPHS) -> str:
    rows = [" | ".join(("", *row, "")).strip() for row in TASKS]
    return "\n".join((*HEAD_LEFT, *HEAD_RIGHT, *TITLE, *paragraphs, *rows, *TAIL_LEFT, *TAIL_RIGHT, ""))


def docx_bytes(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    document: Any = Document()
    _side_by_side(document, HEAD_LEFT, HEAD_RIGHT)
    for line in TITLE:
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for paragraph in paragraphs:
        document.add_paragraph(paragraph).alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    table = document.add_table(len(TASKS), len(TASKS[0]))
    table.style = "Table Grid"
    for row, values in zip(table.rows, TASKS, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    document.add_paragraph()
    _side_by_side(document, TAIL_LEFT, TAIL_RIGHT)
    document.add_paragraph()
    _number_pages(document)
    return saved(document)


def saved(document: Any) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _side_by_side(document: Any, left: Sequence[str], right: Sequence[str]) -> None:
    table = document.add_table(1, 2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)


def _number_pages(document: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document.sections[0].header.paragraphs[0].text = "Tài liệu lưu hành nội bộ của Văn phòng"
    run = document.sections[0].footer.paragraphs[0].add_run()
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = words or None
        run._r.append(element)


def pdf_bytes(folder: Path, paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    """The same as .pdf, printed by Chromium, with a running foot and page numbers."""
    page = _PAGE.format(
        head=_columns(HEAD_LEFT, HEAD_RIGHT),
        title="".join(f"<p class=c>{html.escape(line)}</p>" for line in TITLE),
        body="".join(f"<p>{html.escape(line)}</p>" for line in paragraphs),
        table="".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in TASKS),
        tail=_columns(TAIL_LEFT, TAIL_RIGHT),
    )
    return printed(page, folder)


def printed(page: str, folder: Path) -> bytes:
    """An HTML page as Chromium prints it."""
    program = chromium_program()
    if program is None:
        absent("chromium", "no Chromium prints the .pdf that is to be read")
    (folder / "page.html").write_text(page, encoding="utf-8")
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    subprocess.run(
        [*command, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'page.pdf'}", (folder / "page.html").as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "page.pdf").read_bytes()


def _columns(left: Sequence[str], right: Sequence[str]) -> str:
    cells = ("".join(f"<div>{html.escape(line)}</div>" for line in lines) for lines in (left, right))
    return "<table class=f><tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr></table>"


_PAGE = """<!doctype html><meta charset=utf-8><style>
@page {{ size: A4; margin: 20mm 15mm 20mm 30mm;
  @top-center {{ content: "Tài liệu lưu hành nội bộ của Văn phòng" }} @bottom-center {{ content: counter(page) }} }}
body {{ font: 14pt/1.3 "Noto Serif", "DejaVu Serif", serif; text-align: justify }}
p {{ margin: 0 0 4pt; text-indent: 10mm }} .c {{ text-align: center; text-indent: 0 }}
table {{ width: 100%; border-collapse: collapse }} td {{ border: 1px solid; padding: 2pt 5pt; vertical-align: top;
text-align: left }} .f td {{ border: 0; width: 50% }} .f:first-of-type td {{ text-align: center }}
</style>{head}{title}{body}<table>{table}</table>{tail}"""
