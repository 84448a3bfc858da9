"""Facts of suspension, relief and annulment."""

from __future__ import annotations

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.procedures.facts.ending_rows import annulment_rows, relief_rows, suspension_rows
from liem.record.facts.kinds import DECISIONS, PAPERS, WORKING_DAYS, count, day, from_paper, number, text, truth

_CONSEQUENCES = Message("hậu quả", "consequences")

SUSPENSION = FactTable(
    name="suspension",
    meaning=Message("Một lần tạm đình chỉ công tác, chức vụ", "One temporary suspension"),
    facts=from_paper(
        "quyết định tạm đình chỉ",
        "decision of suspension",
        text("kind", "Trường hợp tạm đình chỉ", "Case of suspension", ("necessary", "serious_signs")),
        truth("by_competent_authority", "Do người có thẩm quyền quyết định", "Decided by whom it belongs to"),
        count(
            "reason_stated",
            "Số lý do ghi trong quyết định",
            "Reasons given in the decision",
            Message("lý do", "reasons"),
        ),
        day("begun_on", "Ngày bắt đầu", "First day"),
        day("ends_on", "Ngày hết thời hạn ghi trong quyết định", "Last day that the decision allows"),
        day("ended_on", "Ngày thực tế chấm dứt", "Day on which it ended"),
        number("working_days", "Thời hạn ban đầu", "First length", WORKING_DAYS),
        number("extension_working_days", "Thời gian gia hạn", "Length of the extension", WORKING_DAYS),
    ),
    rows=suspension_rows,
    source=Message("hồ sơ tạm đình chỉ", "files of suspension"),
)

RELIEF_CASE = FactTable(
    name="relief_case",
    meaning=Message(
        "Một việc thôi giữ chức vụ, từ chức hoặc miễn nhiệm", "One release from a post, resignation or relief"
    ),
    facts=from_paper(
        "hồ sơ cho thôi giữ chức vụ, từ chức, miễn nhiệm",
        "file of the release, resignation or relief",
        text("kind", "Loại việc", "Kind of ending", ("release", "resignation", "relief")),
        day("proposed_on", "Ngày đề xuất", "Day of the proposal"),
        number(
            "proposal_working_days",
            "Thời gian từ khi có căn cứ đến khi đề xuất",
            "From the ground to the proposal",
            WORKING_DAYS,
        ),
        number(
            "decision_working_days",
            "Thời gian từ khi đề xuất đến khi quyết định",
            "From the proposal to the decision",
            WORKING_DAYS,
        ),
        truth(
            "relief_ground_applies",
            "Thuộc trường hợp phải miễn nhiệm",
            "A ground of relief applies",
            opposite=Message("Không thuộc trường hợp phải miễn nhiệm", "No ground of relief applies"),
        ),
        truth("discipline", "Là xử lý do vi phạm", "Is a consequence of a violation"),
        count(
            "registered_proposals",
            "Số đề xuất đổi mới đã đăng ký và được đồng ý trước",
            "Bold proposals registered and agreed beforehand",
            PAPERS,
        ),
        count(
            "proposals_not_weighed",
            "Số đề xuất trong đó chưa được xem xét trước khi xử lý",
            "Those of them not weighed before the decision",
            PAPERS,
        ),
    ),
    rows=relief_rows,
    source=Message("hồ sơ miễn nhiệm, từ chức", "files of relief and resignation"),
)

ANNULMENT = FactTable(
    name="annulment",
    meaning=Message("Một quyết định nhân sự được kết luận là sai", "One personnel decision found to be wrong"),
    facts=from_paper(
        "kết luận về quyết định sai và quyết định hủy bỏ, thu hồi",
        "finding of the wrong decision and its annulment",
        day("found_on", "Ngày kết luận sai", "Day it was found wrong"),
        count("annulments", "Số quyết định hủy bỏ, thu hồi", "Decisions that annul or withdraw it", DECISIONS),
        day("annulled_on", "Ngày hủy bỏ, thu hồi", "Day it was annulled or withdrawn"),
        number("consequences", "Số hậu quả phải khắc phục", "Consequences to be put right", _CONSEQUENCES),
        count("consequences_resolved", "Số hậu quả đã khắc phục", "Consequences put right", _CONSEQUENCES),
    ),
    rows=annulment_rows,
    source=Message("hồ sơ hủy bỏ, thu hồi quyết định", "files of annulled decisions"),
)

FACT_TABLES: tuple[FactTable, ...] = (SUSPENSION, RELIEF_CASE, ANNULMENT)
