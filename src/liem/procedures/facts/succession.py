"""Facts of succession planning."""

from __future__ import annotations

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.procedures.facts.planned_rows import planned_entries, planned_lists, planned_people, together
from liem.procedures.facts.succession_rows import entry_rows, list_rows, person_rows
from liem.record.facts.kinds import (
    OCCASIONS,
    PAPERS,
    PEOPLE,
    POSTS,
    TERMS,
    count,
    day,
    from_paper,
    latest,
    number,
    text,
    truth,
)

_SOURCE = Message("trang tính Danh sách quy hoạch, Quy hoạch cán bộ", "sheets Succession lists and Succession")
_DISCIPLINE = Message("trang tính Kỷ luật", "sheet Discipline")
_LATER = Message("hồ sơ quy hoạch; chưa có dữ liệu", "succession files; nothing fills it yet")

SUCCESSION_LIST = FactTable(
    name="succession_list",
    meaning=Message(
        "Danh sách quy hoạch một chức danh cho một nhiệm kỳ", "The succession list of one post for one term"
    ),
    facts=from_paper(
        "quyết định phê duyệt quy hoạch, kèm danh sách",
        "approval of the succession plan, with its list",
        text("level", "Cấp của chức danh", "Level of the post", ("centre", "province", "commune")),
        day("term_starts_on", "Ngày bắt đầu nhiệm kỳ", "First day of the term"),
        count("people", "Số người trong danh sách", "People on the list", PEOPLE),
        number("incumbents", "Số người đang giữ chức danh này", "How many hold the post now", PEOPLE),
        latest("reviewed_on", "Ngày rà soát, bổ sung gần nhất", "Day of the latest review"),
        count(
            "age_bands",
            "Số độ tuổi có người trong danh sách",
            "Age bands with somebody on the list",
            Message("độ tuổi", "age bands"),
            source=_LATER,
        ),
        count("women", "Số nữ", "Women on the list", PEOPLE),
        count("young", "Số cán bộ trẻ", "Young officials on the list", PEOPLE, source=_LATER),
        count("minorities", "Số người dân tộc thiểu số", "Members of ethnic minorities on the list", PEOPLE),
        count(
            "published",
            "Số lần đã công khai với những người được biết",
            "Times it was shown to those entitled to see it",
            OCCASIONS,
        ),
    ),
    rows=together(list_rows, planned_lists),
    source=_SOURCE,
)

SUCCESSION_PERSON = FactTable(
    name="succession_person",
    meaning=Message(
        "Một người trong quy hoạch của một cấp, một nhiệm kỳ", "One person in the plans of one level for one term"
    ),
    facts=from_paper(
        "các danh sách quy hoạch đã phê duyệt của cấp đó",
        "approved succession lists of that level",
        count("posts", "Số chức danh được quy hoạch", "Posts the person is planned for", POSTS),
    ),
    rows=together(person_rows, planned_people),
    source=_SOURCE,
)

SUCCESSION_ENTRY = FactTable(
    name="succession_entry",
    meaning=Message("Một người trong một danh sách quy hoạch", "One person on one succession list"),
    facts=from_paper(
        "hồ sơ nhân sự quy hoạch",
        "file of the person planned for",
        truth(
            "posts_are_higher",
            "Chức danh quy hoạch cao hơn chức danh đang giữ",
            "The post planned for is higher than the post held",
        ),
        truth(
            "appointment_proposed_same_time",
            "Được đề nghị bổ nhiệm cùng lúc đưa vào quy hoạch",
            "An appointment was proposed at the same time",
            opposite=Message(
                "Không đề nghị bổ nhiệm cùng lúc đưa vào quy hoạch", "No appointment was proposed at the same time"
            ),
            source=_LATER,
        ),
        latest("latest_discipline", "Ngày kỷ luật gần nhất", "Day of the latest discipline", source=_DISCIPLINE),
        truth("discipline_lapsed", "Kỷ luật đã chấm dứt hiệu lực", "The discipline has lapsed", source=_DISCIPLINE),
        number(
            "terms_left",
            "Số nhiệm kỳ trọn vẹn còn công tác được",
            "Full terms of office left",
            TERMS,
            source=Message(
                "tính từ ngày đầu nhiệm kỳ đến ngày đủ tuổi nghỉ hưu",
                "worked out from the first day of the term to the retirement day",
            ),
        ),
        day("retires_on", "Ngày đủ tuổi nghỉ hưu", "Day on which retirement age is reached"),
        day("term_starts_on", "Ngày bắt đầu nhiệm kỳ", "First day of the term"),
        day("term_ends_on", "Ngày kết thúc nhiệm kỳ", "Last day of the term"),
        count(
            "political_conclusions",
            "Số kết luận về tiêu chuẩn chính trị có trước khi xem xét",
            "Political-standards conclusions dated by the opening",
            PAPERS,
        ),
        truth(
            "over_age",
            "Quá tuổi quy hoạch",
            "Over the age for the list",
            opposite=Message("Không quá tuổi quy hoạch", "Not over the age for the list"),
            source=_LATER,
        ),
    ),
    rows=together(entry_rows, planned_entries),
    source=_SOURCE,
)

FACT_TABLES: tuple[FactTable, ...] = (SUCCESSION_LIST, SUCCESSION_PERSON, SUCCESSION_ENTRY)
