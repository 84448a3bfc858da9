"""The papers of procedures, by the names that procedure files use."""

from __future__ import annotations

from collections.abc import Mapping

from liem.kernel.errors import Message

PAPERS: Mapping[str, Message] = {
    "submission": Message("Tờ trình", "Submission"),
    "policy_agreement": Message("Ý kiến đồng ý về chủ trương", "Agreement in principle"),
    "vacancy_notice": Message(
        "Văn bản xác định vị trí khuyết và yêu cầu của vị trí, ghi ngày",
        "Dated statement of the vacancy and what it needs",
    ),
    "plan": Message("Kế hoạch", "Plan"),
    "short_list": Message("Danh sách trích ngang", "Short list"),
    "personal_form": Message("Sơ yếu lý lịch", "Personal form"),
    "evaluation_record": Message("Nhận xét, đánh giá", "Evaluation on record"),
    "self_review": Message("Bản tự kiểm điểm", "Self-review"),
    "political_conclusion": Message(
        "Kết luận về tiêu chuẩn chính trị (số, ngày, thẩm quyền)",
        "Conclusion on political standards (number, day, authority)",
    ),
    "declaration": Message("Bản kê khai tài sản, thu nhập", "Declaration of assets and income"),
    "health_certificate": Message("Giấy chứng nhận sức khỏe", "Health certificate"),
    "action_programme": Message("Chương trình hành động", "Action programme"),
    "bold_proposal": Message(
        "Đề xuất đổi mới đã đăng ký và được đồng ý trước", "Bold proposal registered and agreed beforehand"
    ),
    "recognised_results": Message("Kết quả, sản phẩm được ghi nhận", "Recognised results"),
    "meeting_record": Message("Biên bản hội nghị", "Record of the meeting"),
    "count_record": Message("Biên bản kiểm phiếu", "Record of the count"),
    "opinion": Message("Ý kiến bằng văn bản", "Written opinion"),
    "appraisal": Message("Văn bản thẩm định", "Appraisal"),
    "examination_record": Message("Kết quả thi tuyển", "Record of the examination"),
    "decision": Message("Quyết định", "Decision"),
    "publication": Message("Chứng cứ công khai", "Proof of publication"),
    "acknowledgement": Message("Ý kiến của người được thông báo", "Acknowledgement"),
    "impact_before": Message("Đánh giá tác động trước khi làm", "Impact assessment beforehand"),
    "impact_after": Message("Đánh giá hiệu quả sau khi làm", "Assessment of the effect afterwards"),
    "correction_plan": Message("Kế hoạch khắc phục", "Correction plan"),
    "request": Message("Đơn, văn bản đề nghị", "Request"),
    "explanation": Message("Giải trình của người được xem xét", "Explanation of the person concerned"),
    "conclusion": Message("Kết luận của cơ quan có thẩm quyền", "Conclusion of the competent authority"),
    "handover": Message("Biên bản bàn giao", "Record of the handover"),
    "waiver": Message("Văn bản đồng ý trường hợp đặc biệt", "Agreement to an exception"),
}
