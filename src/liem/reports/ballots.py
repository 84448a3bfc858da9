"""Ballots: as many sheets as are issued, all the same to the last mark, one after another with a line to cut along."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from liem.kernel.errors import LiemError, Message
from liem.record.exporting.word_template import Contents, as_bytes, fill_in, parts_of
from liem.reports.case_data import BallotSheet
from liem.reports.columns import widen
from liem.reports.forms import GUIDE, template
from liem.reports.wording import ROOM_FOR_A_NAME, long_day, one_line

MOST_SHEETS = 2_000
CUT_LINE = "✂ " + "- " * 45
_CHOICE, _NAMES = "Lựa chọn", "Danh sách"
# What Word counts or fills in by itself would differ from sheet to sheet.
_NUMBERED = qn("w:numPr")
_COUNTED = (_NUMBERED, *map(qn, ("w:fldSimple", "w:instrText", "w:footnoteReference", "w:endnoteReference")))
_MARKS = tuple(map(qn, ("w:bookmarkStart", "w:bookmarkEnd", "w:lastRenderedPageBreak")))


def ballot_sheets(data: BallotSheet, *, copies: int = 1) -> bytes:
    """`copies` sheets as a .docx.

    Raises LiemError `form.ballots` for a number of sheets that cannot be printed at once, `form.counts` for a template
    that would tell sheets apart, and those of `forms.template`.
    """
    if not 1 <= copies <= MOST_SHEETS:
        raise _how_many(copies)
    columns = tuple(map(one_line, (*data.choices, *data.levels)))
    with template(f"ballot_{data.style}") as document:
        if any(map(_counts_by_itself, parts_of(document))):
            raise _counts()
        widen(document, _CHOICE, len(columns))
        fill_in(document, _contents(data, columns))
        _multiply(document, copies)
        return as_bytes(document)


def _contents(data: BallotSheet, columns: tuple[str, ...]) -> Contents:
    headings = {f"{_CHOICE} {number}": text for number, text in enumerate(columns, start=1)}
    rows = [
        {"TT": str(number), "Họ và tên": one_line(name) or ROOM_FOR_A_NAME}
        for number, name in enumerate(data.names, start=1)
    ]
    return Contents(
        fields={"Cơ quan": one_line(data.body), "Tên phiếu": one_line(data.title), **headings},
        tables={_NAMES: rows},
        columns={_NAMES: ("TT", "Họ và tên")},
        lines={"Ngày họp": [f"N{long_day(data.held_on)[1:]}"] if data.held_on else []},
        guide=GUIDE,
    )


def _counts_by_itself(part: Any) -> bool:
    if next(part._element.iter(*_COUNTED), None) is not None:
        return True
    return any(_is_numbered(Paragraph(p, part).style) for p in part._element.iter(qn("w:p")))


def _is_numbered(style: Any) -> bool:
    while style is not None:
        if next(style.element.iter(_NUMBERED), None) is not None:
            return True
        style = style.base_style
    return False


def _multiply(document: Any, copies: int) -> None:
    body = document.element.body
    for mark in list(body.iter(*_MARKS)):
        mark.getparent().remove(mark)
    sheet = [block for block in body if block.tag != qn("w:sectPr")]
    _keep_together(sheet)
    end = body.find(qn("w:sectPr"))
    for _ in range(copies - 1):
        _cut_line(document)
        for block in sheet:
            end.addprevious(deepcopy(block))


def _keep_together(sheet: list[Any]) -> None:
    """No sheet breaks over two pages, as long as it fits on one; the line under it stays with it."""
    for block in sheet:
        for p in block.iter(qn("w:p")):
            Paragraph(p, None).paragraph_format.keep_with_next = True  # type: ignore[arg-type]


def _cut_line(document: Any) -> None:
    line = document.add_paragraph(CUT_LINE)
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _how_many(copies: int) -> LiemError:
    return LiemError(
        "form.ballots",
        Message(
            f"Không in được {copies} phiếu một lần: mỗi lần in từ 1 đến {MOST_SHEETS} phiếu. Hãy ghi lại số phiếu hoặc "
            "chia thành nhiều lần in.",
            f"{copies} ballots cannot be printed at once: it may be 1 to {MOST_SHEETS}. Correct the number, or print "
            "them in parts.",
        ),
    )


def _counts() -> LiemError:
    return LiemError(
        "form.counts",
        Message(
            "Mẫu phiếu có số trang, ngày giờ tự động, chú thích cuối trang hoặc danh sách tự đánh số: các phiếu in ra "
            "sẽ khác nhau và có thể lộ phiếu của từng người. Hãy bỏ các mục đó khỏi mẫu.",
            "The ballot has page numbers, automatic dates, footnotes or numbered lists: the sheets would differ, and "
            "tell who voted how. Take these out of the form.",
        ),
    )
