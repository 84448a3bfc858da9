"""Facts of the file for an appointment or nomination: what is put forward, for which vacancy, on what standards."""

from __future__ import annotations

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.procedures.facts.file_rows import appointment_file_rows
from liem.procedures.facts.proposal_rows import proposal_rows
from liem.procedures.facts.standard_rows import standard_check_rows
from liem.procedures.facts.vacancy_rows import vacancy_rows
from liem.record.facts.kinds import PEOPLE, STANDARDS, count, day, from_paper, jurisdiction, latest, number, text, truth

_SOURCE = Message(
    "vụ việc bổ nhiệm, giới thiệu ứng cử: người được đưa vào, tài liệu, điều đã nêu kèm tài liệu",
    "cases of appointment and nomination: people put forward, papers, what was stated with its paper",
)
_DISCIPLINE = Message("bản khai kỷ luật, có xác nhận đã đủ", "record of discipline, attested as complete")
_REQUIREMENTS = Message("yêu cầu đặt ra cho chức danh", "requirements set for the post")

PROPOSAL = FactTable(
    name="proposal",
    meaning=Message("Một đề xuất trong hồ sơ nhân sự", "One proposal in a personnel file"),
    facts=from_paper(
        "tờ trình, văn bản giới thiệu nhân sự",
        "submission that puts the person forward",
        text(
            "post_role",
            "Chức danh được đề xuất",
            "Role of the post proposed for",
            ("deputy", "standing_committee_member", "subordinate_head", "other"),
        ),
        text("proposer_role", "Ai đề xuất", "Who proposes", ("head", "secretary", "body", "other")),
        truth("from_succession_list", "Người được đề xuất có trong quy hoạch", "The person is on the succession list"),
        count("proposer_named", "Số người đề xuất được ghi tên", "Proposers named", PEOPLE),
        count("decider_named", "Số người quyết định được ghi tên", "Deciders named", PEOPLE),
    ),
    rows=proposal_rows,
    source=_SOURCE,
)

APPOINTMENT_FILE = FactTable(
    name="appointment_file",
    meaning=Message(
        "Hồ sơ của một người để bổ nhiệm, bổ nhiệm lại hoặc giới thiệu ứng cử",
        "One person's file for appointment, reappointment or nomination",
    ),
    facts=from_paper(
        "hồ sơ trình bổ nhiệm, giới thiệu ứng cử",
        "file submitted for the appointment or nomination",
        text("kind", "Loại việc", "Kind of step", ("appointment", "reappointment", "nomination", "rotation")),
        jurisdiction(),
        day("filed_on", "Ngày cơ quan tham mưu nhận đủ hồ sơ", "Day the competent office received the file"),
        day("retires_on", "Ngày đủ tuổi nghỉ hưu", "Day on which retirement age is reached"),
        day("reckoned_on", "Thời điểm tính tuổi của nhân sự đại hội", "Day by which a congress reckons age"),
        truth(
            "first_time",
            "Lần đầu tham gia cấp ủy",
            "Stands for the committee for the first time",
            opposite=Message("Không phải lần đầu tham gia cấp ủy", "Has sat on the committee before"),
        ),
        day("in_post_since", "Ngày bắt đầu chức vụ đang giữ", "First day in the post held"),
        truth(
            "planned_for_post",
            "Được quy hoạch chức danh này, hoặc tương đương, cao hơn",
            "Is planned for this post, or for one equal or higher",
        ),
        truth("to_higher_post", "Lên chức vụ cao hơn", "Is for a higher post"),
        latest("latest_reprimand", "Ngày khiển trách gần nhất", "Day of the latest reprimand", paper=_DISCIPLINE),
        latest("latest_warning", "Ngày cảnh cáo gần nhất", "Day of the latest warning", paper=_DISCIPLINE),
        latest("latest_removal", "Ngày cách chức gần nhất", "Day of the latest removal", paper=_DISCIPLINE),
        truth(
            "under_discipline",
            "Đang trong thời gian thi hành kỷ luật",
            "Is under a discipline that still runs",
            opposite=Message("Không trong thời gian thi hành kỷ luật", "Is under no discipline that still runs"),
        ),
        number("standards_required", "Số tiêu chuẩn của chức danh", "Standards of the post", STANDARDS),
        count("standards_met", "Số tiêu chuẩn đã đạt, có minh chứng", "Standards met, with proof", STANDARDS),
        day("term_ends_on", "Ngày hết thời hạn giữ chức vụ", "Last day of the term in the post"),
        day("notified_on", "Ngày thông báo xem xét bổ nhiệm lại", "Day of the notice of reappointment"),
        day("decided_on", "Ngày quyết định", "Day of the decision"),
        day("policy_asked_on", "Ngày xin chủ trương", "Day approval in principle was asked for"),
        day("policy_answered_on", "Ngày trả lời chủ trương", "Day approval in principle was answered"),
        day("process_finished_on", "Ngày hoàn thành quy trình", "Day the process was finished"),
    ),
    rows=appointment_file_rows,
    source=_SOURCE,
)

STANDARD_CHECK = FactTable(
    name="standard_check",
    meaning=Message(
        "Một người được đối chiếu với một tiêu chuẩn của chức danh", "One candidate against one standard of the post"
    ),
    facts=from_paper(
        "văn bằng, chứng chỉ, giấy tờ minh chứng tiêu chuẩn",
        "certificate or paper that proves the standard",
        truth("required", "Tiêu chuẩn bắt buộc", "The standard is required"),
        truth("held", "Đã đạt", "The candidate meets it"),
        day("obtained_on", "Ngày đạt", "Day on which it was obtained"),
        day("decided_on", "Ngày quyết định nhân sự", "Day of the personnel decision"),
    ),
    rows=standard_check_rows,
    source=Message(
        "trang tính Hồ sơ nhân sự, Tiêu chuẩn chức danh, Trình độ, văn bằng, Ngoại ngữ",
        "sheets Candidacies, Post standards, Qualifications and Languages",
    ),
)

VACANCY = FactTable(
    name="vacancy",
    meaning=Message("Một chức danh cần bố trí người", "One post to be filled"),
    facts=from_paper(
        "văn bản xác định chức danh cần bố trí và yêu cầu",
        "paper that fixes the vacancy and its requirements",
        day("fixed_on", "Ngày xác định chức danh cần bố trí", "Day on which the vacancy was fixed"),
        count(
            "requirements",
            "Số yêu cầu đặt ra cho chức danh",
            "Requirements set for the post",
            STANDARDS,
            paper=_REQUIREMENTS,
        ),
        day("first_name_on", "Ngày nêu tên người đầu tiên", "Day of the first name put forward"),
    ),
    rows=vacancy_rows,
    source=_SOURCE,
)

FACT_TABLES: tuple[FactTable, ...] = (PROPOSAL, APPOINTMENT_FILE, STANDARD_CHECK, VACANCY)
