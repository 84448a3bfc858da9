"""Facts of discipline, inspection, publication, declarations and denunciations.

Most of these tables nothing fills yet; they fix what the rules about them may ask.
"""

from __future__ import annotations

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.oversight.personnel_rows import personnel_officer_rows
from liem.record.facts.kinds import (
    BODIES,
    OCCASIONS,
    PAPERS,
    PEOPLE,
    STANDARDS,
    WORKING_DAYS,
    YEAR,
    count,
    day,
    from_paper,
    number,
    text,
    truth,
)

_MEASURES = Message("quyết định xử lý về Đảng và về chính quyền", "Party and State measures taken")

DISCIPLINE_CASE = FactTable(
    name="discipline_case",
    meaning=Message("Một vụ việc kỷ luật đối với cán bộ", "One case of discipline against an official"),
    facts=from_paper(
        "hồ sơ xem xét kỷ luật",
        "file of the disciplinary case",
        count(
            "registered_proposals",
            "Số đề xuất đổi mới đã đăng ký và được đồng ý trước",
            "Bold proposals registered and agreed beforehand",
            PAPERS,
        ),
        count(
            "proposals_not_weighed",
            "Số đề xuất trong đó chưa được xem xét trước khi kỷ luật",
            "Those of them not weighed before the discipline",
            PAPERS,
        ),
        day("party_measure_on", "Ngày kỷ luật về Đảng", "Day of the Party measure", paper=_MEASURES),
        day("state_measure_on", "Ngày kỷ luật về chính quyền", "Day of the State measure", paper=_MEASURES),
        truth("party_measure_expected", "Phải xử lý về Đảng", "A Party measure is due"),
        truth("state_measure_expected", "Phải xử lý về chính quyền", "A State measure is due"),
        day("concluded_on", "Ngày kết luận vi phạm", "Day of the conclusion"),
        truth(
            "person_moved_or_retired",
            "Người vi phạm đã chuyển công tác hoặc nghỉ hưu",
            "The person has moved or retired",
        ),
        count("pursued", "Số bước xử lý đã làm", "Steps taken to pursue it", OCCASIONS),
        truth(
            "personnel_act_during",
            "Có việc nhân sự trong thời gian thi hành kỷ luật",
            "A personnel act took place while the discipline ran",
            opposite=Message(
                "Không có việc nhân sự trong thời gian thi hành kỷ luật",
                "No personnel act took place while the discipline ran",
            ),
        ),
    ),
    source=Message("hồ sơ kỷ luật", "files of discipline"),
)

VIOLATION = FactTable(
    name="violation",
    meaning=Message("Một kết luận vi phạm trong công tác cán bộ", "One finding of a violation in personnel work"),
    facts=from_paper(
        "kết luận kiểm tra, thanh tra",
        "conclusion of the inspection",
        day("found_on", "Ngày kết luận vi phạm", "Day of the finding"),
        truth(
            "person_moved_or_retired",
            "Người vi phạm đã chuyển công tác hoặc nghỉ hưu",
            "The person has moved or retired",
        ),
        count("pursued", "Số bước xử lý đã làm", "Steps taken to pursue it", OCCASIONS),
        day("party_measure_on", "Ngày xử lý về Đảng", "Day of the Party measure", paper=_MEASURES),
        day("state_measure_on", "Ngày xử lý về chính quyền", "Day of the State measure", paper=_MEASURES),
        truth("both_measures_due", "Phải xử lý cả về Đảng và về chính quyền", "Both Party and State measures are due"),
    ),
    source=Message("sổ theo dõi thực hiện kết luận kiểm tra", "register of inspection findings"),
)

INSPECTION_COVERAGE = FactTable(
    name="inspection_coverage",
    meaning=Message("Một tổ chức trong một chương trình kiểm tra, giám sát", "One body in one inspection programme"),
    facts=from_paper(
        "chương trình và kết quả kiểm tra, giám sát",
        "inspection programme and its results",
        text("kind", "Hình thức", "Kind of inspection", ("regular", "thematic", "unannounced")),
        truth("planned", "Có trong chương trình", "Is in the programme"),
        day("due_on", "Hạn phải kiểm tra xong", "Day by which it is due"),
        count("inspections", "Số cuộc kiểm tra đã làm", "Inspections carried out", OCCASIONS),
        count("self_checks", "Số lần tự kiểm tra", "Self-checks carried out", OCCASIONS),
    ),
    source=Message("chương trình kiểm tra, giám sát", "inspection programmes"),
)

PUBLICATION_DUTY = FactTable(
    name="publication_duty",
    meaning=Message("Một nội dung phải công khai", "One thing that must be published"),
    facts=from_paper(
        "biên bản niêm yết hoặc công khai",
        "record of the publication",
        text(
            "kind",
            "Nội dung phải công khai",
            "What must be published",
            ("standard", "procedure", "plan", "result", "declaration", "inspection_conclusion"),
        ),
        day("due_on", "Hạn công khai", "Day by which it is due"),
        count("publications", "Số lần đã công khai", "Times it was published", OCCASIONS),
        day("published_on", "Ngày công khai", "Day of publication"),
    ),
    source=Message("sổ theo dõi công khai", "register of publications"),
)

PERSONNEL_OFFICER = FactTable(
    name="personnel_officer",
    meaning=Message(
        "Một người làm công tác cán bộ, hoặc đứng đầu cơ quan tham mưu công tác cán bộ",
        "One official in personnel work, or the head of such an office",
    ),
    facts=from_paper(
        "hồ sơ người làm công tác cán bộ",
        "file of the personnel officer",
        number("standards_required", "Số tiêu chuẩn phải đạt", "Standards to be met", STANDARDS),
        count("standards_met", "Số tiêu chuẩn đã đạt, có minh chứng", "Standards met, with proof", STANDARDS),
        count("disciplined", "Số lần bị kỷ luật", "Times disciplined", OCCASIONS),
        count("bad_reports", "Số phản ánh tiêu cực đã xác minh", "Verified reports of wrongdoing", PAPERS),
        count("moved_after", "Số lần đã chuyển sang việc khác sau đó", "Moves to other work that followed", OCCASIONS),
    ),
    rows=personnel_officer_rows,
    source=Message("hồ sơ đội ngũ làm công tác cán bộ", "files of personnel officers"),
)

DECLARATION_EVENT = FactTable(
    name="declaration_event",
    meaning=Message("Một lần kê khai tài sản, thu nhập", "One asset and income declaration"),
    facts=from_paper(
        "sổ theo dõi kê khai, giao nhận bản kê khai",
        "register of declarations handed in",
        text("kind", "Loại kê khai", "Kind of declaration", ("first", "yearly", "supplementary")),
        day("took_post_on", "Ngày giữ vị trí phải kê khai", "Day the post was taken up"),
        day("due_on", "Hạn nộp", "Day by which it is due"),
        day("filed_on", "Ngày nộp", "Day it was filed"),
        # Whether, never how much: no amount of anybody's assets or income is kept.
        truth(
            "change_reaches_threshold",
            "Biến động mà người kê khai nêu đạt đến mức luật định",
            "The declared change reaches the threshold of the law",
            opposite=Message(
                "Biến động mà người kê khai nêu chưa đến mức luật định",
                "The declared change stays below the threshold of the law",
            ),
        ),
        day("handed_over_on", "Ngày bàn giao bản kê khai", "Day it was handed over"),
        day("published_on", "Ngày bắt đầu công khai", "First day of publication"),
    ),
    source=Message("sổ theo dõi kê khai tài sản, thu nhập", "register of declarations"),
)

VERIFICATION_PROGRAMME = FactTable(
    name="verification_programme",
    meaning=Message(
        "Kế hoạch xác minh tài sản, thu nhập một năm của một cơ quan kiểm soát",
        "One authority's yearly programme of verifying declarations",
    ),
    facts=from_paper(
        "kế hoạch xác minh và biên bản bốc thăm",
        "programme of verification and record of the draw",
        number("year", "Năm", "Year", YEAR),
        number("bodies", "Số cơ quan thuộc phạm vi", "Bodies within its reach", BODIES),
        number("bodies_verified", "Số cơ quan được xác minh", "Bodies verified", BODIES),
        truth("special_sector", "Thuộc ngành có tỷ lệ riêng", "Is a sector with a share of its own"),
        number("declarants", "Số người phải kê khai hằng năm", "People who declare yearly", PEOPLE),
        number("verified", "Số người được xác minh", "People verified", PEOPLE),
        count(
            "leaders_verified",
            "Số người đứng đầu, cấp phó được xác minh",
            "Heads and deputies verified",
            PEOPLE,
        ),
        day("plan_due_on", "Hạn ban hành kế hoạch", "Day before which the programme is due"),
        day("plan_on", "Ngày ban hành kế hoạch", "Day of the programme"),
        day("drawn_on", "Ngày lựa chọn ngẫu nhiên", "Day of the draw"),
    ),
    source=Message("kế hoạch xác minh tài sản, thu nhập", "programmes of verification"),
)

DENUNCIATION = FactTable(
    name="denunciation",
    meaning=Message("Một tố cáo về công tác cán bộ", "One denunciation on personnel work"),
    facts=from_paper(
        "hồ sơ giải quyết tố cáo",
        "file of the denunciation",
        text("complexity", "Mức độ phức tạp", "How complex it is", ("ordinary", "complex", "very_complex")),
        day("accepted_on", "Ngày thụ lý", "Day it was accepted"),
        day("resolved_on", "Ngày kết luận", "Day it was resolved"),
        number("extensions", "Số lần gia hạn", "Extensions granted", OCCASIONS),
        number(
            "notified_working_days",
            "Thời gian từ khi thụ lý đến khi thông báo",
            "From acceptance to the notice of it",
            WORKING_DAYS,
        ),
        truth(
            "identity_disclosed",
            "Danh tính người tố cáo bị lộ",
            "The denouncer's identity was disclosed",
            opposite=Message("Danh tính người tố cáo không bị lộ", "The denouncer's identity was not disclosed"),
        ),
    ),
    source=Message("sổ theo dõi tố cáo", "register of denunciations"),
)

FACT_TABLES: tuple[FactTable, ...] = (
    DISCIPLINE_CASE,
    VIOLATION,
    INSPECTION_COVERAGE,
    PUBLICATION_DUTY,
    PERSONNEL_OFFICER,
    DECLARATION_EVENT,
    VERIFICATION_PROGRAMME,
    DENUNCIATION,
)
