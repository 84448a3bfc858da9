"""Facts about collectives: yearly grading of committees and leaders, groups of grades, who heads an agency.

Nothing fills these tables yet; they fix what the rules about them may ask.
"""

from __future__ import annotations

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.record.facts.kinds import PAPERS, PEOPLE, YEAR, count, from_paper, number, text, truth

_GRADES = ("excellent", "good", "completed", "not_completed")

GRADING = FactTable(
    name="grading",
    meaning=Message(
        "Một lần xếp loại hằng năm của cấp ủy, tập thể lãnh đạo, người đứng đầu hoặc đảng viên",
        "One yearly grading of a committee, its leaders, its head or a member",
    ),
    facts=from_paper(
        "bản kiểm điểm, phiếu xếp loại hằng năm",
        "yearly self-review and grading form",
        text("kind", "Ai được xếp loại", "Who is graded", ("committee", "leadership", "head", "member")),
        number("year", "Năm xếp loại", "Year of the grading", YEAR),
        text("grade", "Mức xếp loại", "Grade given", _GRADES),
        text("collective_grade", "Mức xếp loại của tập thể", "Grade of the collective", _GRADES),
        count(
            "directive_results",
            "Số mục chấm kết quả thực hiện văn bản được giao",
            "Criteria on the form that weigh how the directive was carried out",
            PAPERS,
        ),
    ),
    source=Message("hồ sơ kiểm điểm, xếp loại hằng năm", "files of the yearly grading"),
)

GRADE_GROUP = FactTable(
    name="grade_group",
    meaning=Message(
        "Một nhóm có nhiệm vụ tương đồng trong một năm xếp loại", "One group of peers in one year of grading"
    ),
    facts=from_paper(
        "bảng tổng hợp kết quả xếp loại của nhóm",
        "summary of the grades of the group",
        number("year", "Năm xếp loại", "Year of the grading", YEAR),
        number(
            "good_or_better",
            "Số được xếp hoàn thành tốt trở lên",
            "How many were graded good or better",
            PEOPLE,
        ),
        number("excellent", "Số được xếp hoàn thành xuất sắc", "How many were graded excellent", PEOPLE),
        truth(
            "outstanding_unit",
            "Đơn vị có thành tích nổi trội được cấp có thẩm quyền công nhận",
            "The unit is recognised as outstanding by the competent authority",
        ),
    ),
    source=Message("bảng tổng hợp xếp loại hằng năm", "yearly summary of grades"),
)

AGENCY_LEADERSHIP = FactTable(
    name="agency_leadership",
    meaning=Message("Một cơ quan, đơn vị có cấp ủy của mình", "One agency or unit with a committee of its own"),
    facts=from_paper(
        "quyết định chuẩn y bí thư và quyết định bổ nhiệm người đứng đầu",
        "approval of the secretary and appointment of the head",
        truth(
            "secretary_is_head",
            "Bí thư cấp ủy đồng thời là người đứng đầu",
            "The committee secretary is also the head",
            opposite=Message(
                "Bí thư cấp ủy không đồng thời là người đứng đầu", "The committee secretary is not the head"
            ),
        ),
        count(
            "exception_reason",
            "Số văn bản nêu lý do bố trí khác",
            "Papers that give the reason for another arrangement",
            PAPERS,
        ),
    ),
    source=Message("sổ theo dõi tổ chức bộ máy", "register of bodies and their heads"),
)
