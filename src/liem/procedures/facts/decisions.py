from __future__ import annotations

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.procedures.facts.decision_rows import rows_of_decisions
from liem.record.choices import Grade
from liem.record.facts.kinds import (
    DAYS,
    DECISIONS,
    MONTHS,
    OCCASIONS,
    PAPERS,
    PEOPLE,
    PLACES,
    RANKS,
    STEPS,
    count,
    day,
    from_paper,
    latest,
    number,
    text,
    truth,
)

_MINUTES = Message("biên bản các bước quy trình", "minutes of the steps of the procedure")
_SIGNATORY = Message("sổ quyết định của người ký", "register of what the signatory signed")
_RANKS = Message("quá trình công tác, có bậc chức vụ", "past tenures, with the rank of each post")
_FORMS = Message("phiếu đánh giá hằng năm", "yearly evaluation forms")
_EVALUATIONS = Message("phiếu đánh giá trong hồ sơ cán bộ", "evaluation forms in the dossier")
_VERSIONS = Message("lịch sử các bản sơ yếu lý lịch", "history of the personal form")
_QUALIFICATIONS = Message("văn bằng, chứng chỉ trong hồ sơ", "certificates in the dossier")
_RESULTS = Message("các kết quả được ghi nhận, có xác nhận đã đủ", "recognised results, attested as complete")
_KIN = Message("bản khai quan hệ gia đình của những người trong tổ chức", "declarations of kin by the body's officials")
_LATER = Message("quyết định hủy bỏ, thu hồi, miễn nhiệm", "decisions of annulment or relief")
_RECOGNISED = Message("trang tính Kết quả được ghi nhận", "sheet Recognised results")
_KINSHIP = Message("trang tính Quan hệ gia đình, Quá trình công tác", "sheets Kinship and Tenures")
_WORKED_OUT = Message("tính từ ngày sinh và giới tính", "worked out from date of birth and sex")
_BIRTH = Message("ngày sinh và giới tính trong sơ yếu lý lịch", "date of birth and sex in the personal form")

PERSONNEL_DECISION = FactTable(
    name="personnel_decision",
    meaning=Message(
        "Một quyết định bổ nhiệm, bổ nhiệm lại hoặc giới thiệu ứng cử",
        "One decision of appointment, reappointment or nomination",
    ),
    facts=from_paper(
        "hồ sơ của quyết định nhân sự",
        "file of the personnel decision",
        day("decided_on", "Ngày quyết định", "Day of the decision"),
        number("ranks_gained", "Số bậc chức vụ đã lên", "Ranks gained", RANKS, paper=_RANKS),
        number("months_for_ranks", "Thời gian để lên các bậc đó", "Time taken for those ranks", MONTHS, paper=_RANKS),
        day("signatory_left_on", "Ngày người ký thôi chức vụ", "Day the signatory left the post", paper=_SIGNATORY),
        number(
            "signatory_decisions",
            "Số quyết định người ký đã ký trong sáu tháng trước khi thôi chức vụ",
            "Decisions by the signatory in the six months before leaving",
            DECISIONS,
            paper=_SIGNATORY,
        ),
        number(
            "names_at_nomination",
            "Số người được giới thiệu tại hội nghị",
            "Names put forward at the nomination meeting",
            PEOPLE,
            paper=_MINUTES,
        ),
        number(
            "places",
            "Số vị trí cần chọn tại hội nghị",
            "Places to be filled there",
            PLACES,
            paper=_MINUTES,
            is_given=True,
        ),
        number(
            "chosen_vote_rank",
            "Người được chọn đứng thứ mấy theo số phiếu",
            "Place of the chosen person in the count of votes",
            Message("thứ tự", "place in the count"),
            paper=_MINUTES,
        ),
        number(
            "distinct_step_days", "Số ngày khác nhau của các bước", "Different days of the steps", DAYS, paper=_MINUTES
        ),
        number("steps", "Số bước đã làm", "Steps taken", STEPS, paper=_MINUTES),
        truth(
            "steps_in_order",
            "Các bước theo đúng thứ tự",
            "The steps came in their order",
            opposite=Message("Các bước không theo đúng thứ tự", "The steps did not come in their order"),
            paper=_MINUTES,
        ),
        text(
            "grade_before",
            "Mức xếp loại gần nhất trước quyết định",
            "Latest grade before the decision",
            Grade.values,
            paper=_FORMS,
            source=_EVALUATIONS,
        ),
        text(
            "grade_year_before",
            "Mức xếp loại của năm liền trước đó",
            "Grade of the year before that one",
            Grade.values,
            paper=_FORMS,
            source=_EVALUATIONS,
        ),
        day(
            "grade_on",
            "Ngày xếp loại gần nhất trước quyết định",
            "Day of the latest grade before the decision",
            paper=_FORMS,
            source=_EVALUATIONS,
        ),
        latest(
            "birth_date_changed_on",
            "Ngày gần nhất sửa ngày sinh trong hồ sơ",
            "Latest day on which the date of birth was changed in the dossier",
            paper=_VERSIONS,
            source=_VERSIONS,
        ),
        latest(
            "qualification_changed_on",
            "Ngày gần nhất sửa văn bằng, chứng chỉ trong hồ sơ",
            "Latest day on which qualifications were changed in the dossier",
            paper=_QUALIFICATIONS,
        ),
        day(
            "retires_on",
            "Ngày đủ tuổi nghỉ hưu",
            "Day on which retirement age is reached",
            paper=_BIRTH,
            source=_WORKED_OUT,
        ),
        truth(
            "required_qualification",
            "Chức danh đòi hỏi một văn bằng, chứng chỉ",
            "The post requires a qualification",
            paper=_QUALIFICATIONS,
        ),
        day(
            "required_qualification_on",
            "Ngày được cấp văn bằng, chứng chỉ phải có",
            "Day on which the required qualification was obtained",
            paper=_QUALIFICATIONS,
        ),
        number(
            "recognitions",
            "Số kết quả được ghi nhận trước quyết định",
            "Results recognised before the decision",
            PAPERS,
            paper=_RESULTS,
            source=_RECOGNISED,
        ),
        count(
            "outside_recognitions",
            "Số kết quả do nơi khác ghi nhận",
            "Results recognised by somebody other than the body itself",
            PAPERS,
            paper=_RESULTS,
            source=_RECOGNISED,
        ),
        count(
            "relatives_in_body",
            "Số người thân đang giữ chức vụ trong tổ chức vào ngày quyết định",
            "Relatives who held a post in the body on the day of the decision",
            PEOPLE,
            paper=_KIN,
            source=_KINSHIP,
        ),
        count(
            "annulments",
            "Số quyết định hủy bỏ, thu hồi quyết định này",
            "Decisions that annul or withdraw it",
            DECISIONS,
            paper=_LATER,
        ),
        day("annulled_on", "Ngày quyết định bị hủy bỏ, thu hồi", "Day the decision was annulled", paper=_LATER),
        count(
            "reliefs",
            "Số lần bị miễn nhiệm sau quyết định",
            "Times relieved of the post after the decision",
            OCCASIONS,
            paper=_LATER,
        ),
        day("relieved_on", "Ngày bị miễn nhiệm sau quyết định", "Day of relief after the decision", paper=_LATER),
    ),
    rows=rows_of_decisions,
    source=Message("trang tính Hồ sơ nhân sự, phần đã có ngày quyết định", "sheet Candidacies, those with a decision"),
)
