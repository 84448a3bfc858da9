"""Ballots: as many as asked for, and nothing tells one from another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from liem.kernel.errors import LiemError
from liem.reports.ballots import CUT_LINE, MOST_SHEETS, ballot_sheets
from liem.reports.case_data import BallotSheet
from liem.reports.forms import SHIPPED
from reports.said import BALLOT, everything, lines, opened, rows, saved


def sheets(content: bytes) -> list[bytes]:
    """The sheets as they are stored, cut apart."""
    cut: list[list[bytes]] = [[]]
    for block in opened(content).element.body:
        if block.tag == qn("w:sectPr"):
            continue
        if block.tag == qn("w:p") and block.text == CUT_LINE:
            cut.append([])
        else:
            cut[-1].append(etree.tostring(block))
    return [b"".join(blocks) for blocks in cut]


def test_there_are_as_many_sheets_as_asked_for_and_they_are_the_same() -> None:
    found = sheets(ballot_sheets(BALLOT, copies=28))
    assert (len(found), len(set(found))) == (28, 1)
    assert "Trần Thị An".encode("ascii", "xmlcharrefreplace") in found[0]


def test_one_sheet_has_no_line_to_cut_along() -> None:
    assert CUT_LINE not in everything(opened(ballot_sheets(BALLOT)))


def test_a_sheet_tells_body_title_day_names_and_choices() -> None:
    document = opened(ballot_sheets(BALLOT))
    left, right = document.tables[0].rows[0].cells
    assert lines(left) == ["Đảng ủy xã An Thạnh", "*"]
    assert lines(right) == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Ngày 04 tháng 3 năm 2026"]
    assert lines(document) == ["Phiếu giới thiệu nhân sự"]
    assert rows(document.tables[1]) == [
        ["TT", "Họ và tên", "Đồng ý", "Không đồng ý"],
        ["1", "Trần Thị An", "☐", "☐"],
        ["2", "Phạm Văn Bình", "☐", "☐"],
    ]
    assert [round(column.width / Mm(1)) for column in document.tables[1].columns] == [10, 65, 45, 45]


@pytest.mark.parametrize(
    ("sheet", "heading"),
    [
        (replace(BALLOT, choices=()), ["TT", "Họ và tên"]),
        (replace(BALLOT, choices=(), levels=("Cao", "Thấp", "{{TT}}")), ["TT", "Họ và tên", "Cao", "Thấp", "{{TT}}"]),
    ],
)
def test_names_are_crossed_out_or_marked_at_a_level(sheet: BallotSheet, heading: list[str]) -> None:
    table = rows(opened(ballot_sheets(sheet)).tables[1])
    assert table[0] == heading
    assert table[1] == ["1", "Trần Thị An", *["☐"] * (len(heading) - 2)]


def test_an_empty_name_is_a_line_to_write_one_on() -> None:
    table = rows(opened(ballot_sheets(replace(BALLOT, names=("", ""), choices=()))).tables[1])
    assert table[1:] == [["1", "…" * 20], ["2", "…" * 20]]


def test_a_ballot_of_the_state_has_the_national_heading() -> None:
    document = opened(ballot_sheets(replace(BALLOT, style="state", held_on=None), copies=3))
    for table in document.tables[::2]:
        assert lines(table.rows[0].cells[1]) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def test_a_sheet_is_not_torn_over_two_pages() -> None:
    document = opened(ballot_sheets(BALLOT, copies=2))
    cut = next(paragraph for paragraph in document.paragraphs if paragraph.text == CUT_LINE)
    before = [p for p in document.element.body.iter(qn("w:p")) if p is not cut._p]
    assert all(p.xpath("w:pPr/w:keepNext") for p in before)
    assert not cut._p.xpath("w:pPr/w:keepNext")


@pytest.mark.parametrize("copies", [0, -1, MOST_SHEETS + 1])
def test_a_number_of_sheets_that_nobody_issues_is_refused(copies: int) -> None:
    with pytest.raises(LiemError) as refused:
        ballot_sheets(BALLOT, copies=copies)
    assert refused.value.code == "form.ballots"


def _field(document: Any) -> None:
    code = OxmlElement("w:instrText")
    code.text = "PAGE"
    document.sections[0].footer.paragraphs[0].add_run()._r.append(code)


def _numbers(document: Any) -> None:
    document.add_paragraph()._p.get_or_add_pPr().append(OxmlElement("w:numPr"))


def _numbered_style(document: Any) -> None:
    document.add_paragraph("Trần Thị An", style="List Number")


@pytest.mark.parametrize("change", [_field, _numbers, _numbered_style])
def test_a_form_that_would_number_the_sheets_is_refused(
    change: Callable[[Any], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened((SHIPPED / "ballot_party.docx").read_bytes())
    change(document)
    (tmp_path / "ballot_party.docx").write_bytes(saved(document))
    monkeypatch.setattr(settings, "PRINTED_FORMS", str(tmp_path))
    with pytest.raises(LiemError) as refused:
        ballot_sheets(BALLOT, copies=2)
    assert refused.value.code == "form.counts"
    assert "ballot_party.docx" in refused.value.message.vi


def test_places_that_word_marked_in_a_form_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = opened((SHIPPED / "ballot_party.docx").read_bytes())
    document.paragraphs[0]._p.append(OxmlElement("w:bookmarkStart", attrs={qn("w:id"): "0", qn("w:name"): "_GoBack"}))
    (tmp_path / "ballot_party.docx").write_bytes(saved(document))
    monkeypatch.setattr(settings, "PRINTED_FORMS", str(tmp_path))
    assert not any(b"bookmark" in sheet for sheet in sheets(ballot_sheets(BALLOT, copies=2)))
