"""Submissions, short lists, records of counts and decisions, read back from the .docx that is printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH

from liem.reports.case_data import CountLine, Letterhead
from liem.reports.papers_of_a_case import count_record, decision, short_list, submission
from liem.reports.wording import long_day, percent
from reports.said import (
    AN,
    BINH,
    COUNT,
    DECISION,
    LIST,
    PARTY,
    SIGNED,
    STATE,
    SUBMISSION,
    everything,
    lines,
    opened,
    rows,
)

ADDRESS = "http://127.0.0.1:8000/ledger/41/receipt/"
HOSTILE = "<w:p>{{Người ký}}</w:p>\n2. Trần Thị An\u202e\x00\x0b&amp; {{Không có}}"
AS_TEXT = "<w:p>{{Người ký}}</w:p> 2. Trần Thị An &amp; {{Không có}}"


def test_a_submission_of_the_party_says_all_of_it_in_its_form() -> None:
    document = opened(submission(SUBMISSION))
    left, right = document.tables[0].rows[0].cells
    assert lines(left) == ["Đảng bộ tỉnh Lâm An", "Ban Thường vụ", "*", "Số 12-TTr/TU"]
    assert lines(right) == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Lâm An, ngày 05 tháng 3 năm 2026"]
    assert lines(document) == [
        "TỜ TRÌNH",
        "về việc kiện toàn chức danh",
        "-----",
        "Kính gửi: Ban Thường vụ Tỉnh ủy",
        "- Căn cứ quy chế làm việc;",
        "- Căn cứ kết luận của hội nghị;",
        "- Xét đề nghị của Ban Tổ chức;",
        "Ban Thường vụ kính trình, như sau:",
        "1. Nội dung đề nghị",
        "Bổ nhiệm hai đồng chí:",
        "- Đồng chí Trần Thị An.",
        "2. Quá trình thực hiện",
        "Ngày 01/03/2026: họp.",
        "3. Kết quả đối chiếu điều kiện, tiêu chuẩn",
        "Tuổi: đạt.",
        "4. Kết luận, kiến nghị",
        "Kính đề nghị xem xét.",
    ]
    assert rows(document.tables[1]) == [
        ["TT", "Họ và tên", "Ngày sinh", "Chức vụ", "Trình độ chuyên môn", "Ghi chú"],
        ["1", "Trần Thị An", "02/01/1980", "Giám đốc Sở A", "Thạc sĩ Luật", "x"],
        ["2", "Phạm Văn Bình", "", "", "", ""],
    ]
    sent_to, signed = document.tables[2].rows[0].cells
    assert lines(sent_to) == ["Nơi nhận:", "- Như trên,", "- Lưu."]
    assert lines(signed) == ["T/M Ban Thường vụ", "K/T Bí thư", "Phó bí thư", "Lê Văn Thử"]
    assert "{{" not in everything(document)


def test_the_heading_of_the_party_is_bold_on_the_right_and_the_day_slanted() -> None:
    left, right = opened(submission(SUBMISSION)).tables[0].rows[0].cells
    heading, *_, day = (paragraph for paragraph in right.paragraphs if paragraph.text)
    assert (heading.runs[0].bold, day.runs[0].italic) == (True, True)
    assert {paragraph.alignment for paragraph in (heading, day)} == {WD_ALIGN_PARAGRAPH.CENTER}
    superior, issuer = left.paragraphs[:2]
    assert (superior.runs[0].bold, issuer.runs[0].bold, issuer.runs[0].font.all_caps) == (False, True, True)


@pytest.mark.parametrize(
    ("paper", "data", "number"),
    [
        (submission, SUBMISSION, True),
        (decision, DECISION, True),
        (count_record, COUNT, True),
        (short_list, LIST, False),
    ],
)
def test_the_national_heading_stands_on_papers_of_the_state(
    paper: Callable[[Any], bytes], data: Any, number: bool
) -> None:
    document = opened(paper(replace(data, letterhead=STATE)))
    left, right = document.tables[0].rows[0].cells
    assert lines(left) == ["Ủy ban nhân dân tỉnh Lâm An", "Số: 12/TTr-UBND"][: 2 if number else 1]
    assert lines(right) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Lâm An, ngày 05 tháng 3 năm 2026",
    ]
    assert "ĐẢNG CỘNG SẢN" not in everything(document)
    assert "{{" not in everything(document)


def test_a_submission_about_nobody_has_no_table_of_people() -> None:
    document = opened(submission(replace(SUBMISSION, people=(), grounds=())))
    assert len(document.tables) == 2
    assert not any(line.startswith("- Căn cứ") for line in lines(document))


def test_what_is_not_settled_yet_leaves_room_to_write_it() -> None:
    document = opened(submission(replace(SUBMISSION, letterhead=Letterhead(style="party", issuer="Ban Thường vụ"))))
    left, right = document.tables[0].rows[0].cells
    assert lines(left) == ["Ban Thường vụ", "*", "Số ……"]
    assert lines(right)[-1] == "……, ngày …… tháng …… năm ……"


def test_a_signature_in_ones_own_name_has_no_line_before_it() -> None:
    document = opened(submission(replace(SUBMISSION, signature=replace(SIGNED, on_behalf=""))))
    assert lines(document.tables[-1].rows[0].cells[1]) == ["Phó bí thư", "Lê Văn Thử"]


def test_a_short_list_lies_across_the_page_and_tells_all_facts_of_each() -> None:
    document = opened(short_list(LIST))
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height
    assert lines(document) == [
        "DANH SÁCH TRÍCH NGANG",
        "Nhân sự giới thiệu",
        "(Kèm theo văn bản số 12-TTr/TU)",
        "Danh sách gồm 2 người.",
    ]
    heading, first, second = rows(document.tables[1])
    assert dict(zip(heading, first, strict=True)) == {
        "TT": "1",
        "Họ và tên": "Trần Thị An",
        "Ngày sinh": "02/01/1980",
        "Giới tính": "Nữ",
        "Dân tộc": "Kinh",
        "Quê quán": "xã An Thạnh",
        "Ngày vào Đảng": "07/06/2005",
        "Trình độ chuyên môn": "Thạc sĩ Luật",
        "Lý luận chính trị": "Cao cấp",
        "Chức vụ": "Giám đốc Sở A",
        "Từ ngày": "01/11/2021",
        "Xếp loại": "Tốt",
        "Ghi chú": "x",
    }
    assert second == ["2", "Phạm Văn Bình", *[""] * 11]
    assert document.tables[1].rows[0]._tr.trPr.xpath("w:tblHeader")


def test_a_short_list_keeps_the_order_that_it_was_given() -> None:
    document = opened(short_list(replace(LIST, people=(BINH, AN, BINH))))
    assert [row[:2] for row in rows(document.tables[1])[1:]] == [
        ["1", "Phạm Văn Bình"],
        ["2", "Trần Thị An"],
        ["3", "Phạm Văn Bình"],
    ]


def test_the_record_of_a_count_tells_sheets_votes_and_shares() -> None:
    document = opened(count_record(COUNT))
    assert lines(document) == [
        "BIÊN BẢN KIỂM PHIẾU",
        "Hội nghị cán bộ chủ chốt",
        "-----",
        "Tổ kiểm phiếu làm việc ngày 04/03/2026, kết quả như sau:",
        "1. Số người được triệu tập: 30; có mặt: 28.",
        "2. Số phiếu phát ra: 28; thu về: 27.",
        "3. Số phiếu hợp lệ: 26; không hợp lệ: 1.",
        "4. Kết quả theo từng người:",
        "Kết quả kiểm phiếu không công bố tại hội nghị.",
        "Biên bản được lập xong và đọc lại cho Tổ kiểm phiếu cùng nghe, nhất trí ký tên.",
    ]
    assert [rows(table) for table in document.tables[1:-1]] == [
        [
            ["TT", "Họ và tên", "Số phiếu", "Tỷ lệ"],
            ["1", "Trần Thị An", "24", "85,71%"],
            ["2", "Phạm Văn Bình", "2", "7,14%"],
        ]
    ]
    chair, tellers = document.tables[-1].rows[0].cells
    assert (lines(chair)[-1], lines(tellers)[-2:]) == ("Lê Văn Thử", ["Ngô Thị Cúc", "Đỗ Văn Dần"])


def test_a_vote_of_confidence_has_a_column_for_each_level() -> None:
    line = CountLine(name="Trần Thị An", at_levels=(20, 5, 1))
    levels = ("Tín nhiệm cao", "Tín nhiệm", "Tín nhiệm thấp")
    document = opened(count_record(replace(COUNT, levels=levels, lines=(line,), announced=True)))
    assert [rows(table) for table in document.tables[1:-1]] == [
        [["TT", "Họ và tên", *levels], ["1", "Trần Thị An", "20", "5", "1"]]
    ]
    grid = [column.width for column in document.tables[1].columns]
    assert len(set(grid[2:])) == 1
    assert "Kết quả kiểm phiếu được công bố tại hội nghị." in lines(document)


def test_a_count_that_lacks_a_level_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="each level"):
        replace(COUNT, levels=("Tín nhiệm cao", "Tín nhiệm thấp"))


def test_whether_a_result_was_announced_may_stay_unsaid() -> None:
    assert "công bố" not in everything(opened(count_record(replace(COUNT, announced=None))))


def test_a_decision_numbers_its_articles() -> None:
    document = opened(decision(DECISION))
    assert lines(document) == [
        "QUYẾT ĐỊNH",
        "về việc điều động cán bộ",
        "-----",
        "- Căn cứ quy chế làm việc;",
        "Ban Thường vụ",
        "QUYẾT ĐỊNH",
        "Điều 1. Điều động ông Phạm Văn Bình.",
        "Điều 2. Có hiệu lực từ ngày ký.",
    ]
    article = document.paragraphs[-1] if document.paragraphs[-1].text else document.paragraphs[-2]
    assert [(run.text, run.bold) for run in article.runs] == [("Điều 2. ", True), ("Có hiệu lực từ ngày ký.", None)]


def test_a_decision_may_be_taken_by_another_than_the_issuer() -> None:
    document = opened(decision(replace(DECISION, letterhead=STATE, authority="Chủ tịch Ủy ban nhân dân tỉnh")))
    assert lines(document)[2] == "Chủ tịch Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(("paper", "data"), [(submission, SUBMISSION), (decision, DECISION)])
def test_a_paper_with_a_receipt_carries_its_address_as_text_and_code(paper: Callable[[Any], bytes], data: Any) -> None:
    without, within = opened(paper(data)), opened(paper(replace(data, receipt_url=ADDRESS)))
    assert (len(without.inline_shapes), "Kiểm tra văn bản" in everything(without)) == (0, False)
    assert f"Kiểm tra văn bản tại: {ADDRESS}" in lines(within.tables[-1].rows[0].cells[0])
    (picture,) = within.element.body.xpath(".//pic:pic//a:blip/@r:embed")
    assert within.part.related_parts[picture].blob.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("paper", "data"),
    [
        (submission, replace(SUBMISSION, about=HOSTILE)),
        (submission, replace(SUBMISSION, people=(replace(AN, name=HOSTILE),))),
        (submission, replace(SUBMISSION, grounds=(HOSTILE,))),
        (short_list, replace(LIST, people=(replace(AN, note=HOSTILE),))),
        (short_list, replace(LIST, letterhead=replace(PARTY, issuer=HOSTILE))),
        (count_record, replace(COUNT, tellers=(HOSTILE,))),
        (count_record, replace(COUNT, lines=(CountLine(name=HOSTILE, votes=1),))),
        (decision, replace(DECISION, articles=(HOSTILE,))),
        (decision, replace(DECISION, signature=replace(SIGNED, name=HOSTILE))),
    ],
)
def test_a_hostile_name_stays_text_on_one_line(paper: Callable[[Any], bytes], data: Any) -> None:
    document = opened(paper(data))
    assert everything(document).count(AS_TEXT) == 1
    assert not document.element.body.xpath(".//w:br")


@pytest.mark.parametrize("letterhead", [PARTY, STATE])
def test_a_secret_paper_is_stamped(letterhead: Letterhead) -> None:
    document = opened(decision(replace(DECISION, letterhead=replace(letterhead, secrecy="Tối mật"))))
    assert lines(document.tables[0].rows[0].cells[0])[-1] == "Tối mật"
    assert "mật" not in everything(opened(decision(DECISION)))


@pytest.mark.parametrize(("paper", "data"), [(submission, SUBMISSION), (decision, DECISION), (count_record, COUNT)])
def test_signatures_never_stand_alone_on_a_page(paper: Callable[[Any], bytes], data: Any) -> None:
    document = opened(paper(data))
    before = document.tables[-1]._tbl.getprevious()
    while not before.xpath(".//w:t"):
        assert before.xpath("w:pPr/w:keepNext")
        before = before.getprevious()
    assert before.xpath("w:pPr/w:keepNext")


def test_a_table_of_many_people_is_printed_whole() -> None:
    document = opened(short_list(replace(LIST, people=(BINH,) * 300)))
    table = document.tables[1]._tbl
    assert len(table.tr_lst) == 301


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 9), "ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 10), "ngày 10 tháng 02 năm 2026"),
        (date(2026, 3, 1), "ngày 01 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_have_noughts_where_the_rules_want_them(day: date, words: str) -> None:
    assert long_day(day) == words


def test_a_share_that_is_not_known_is_not_printed() -> None:
    assert percent(None) == ""
