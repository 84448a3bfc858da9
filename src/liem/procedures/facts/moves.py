"""Facts of periodic transfer and of rotation, on record and planned."""

from __future__ import annotations

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.procedures.facts.move_rows import rotation_rows, transfer_duty_rows
from liem.procedures.facts.planned_rows import planned_rotations, together
from liem.procedures.facts.transfer_rows import transfer_rows
from liem.record.facts.kinds import MONTHS, PAPERS, count, day, from_paper, jurisdiction, number, text, truth

_TRANSFERS = Message("hồ sơ chuyển đổi vị trí công tác", "files of periodic transfer")
_LATER = Message("chưa có dữ liệu", "nothing fills it yet")

TRANSFER = FactTable(
    name="transfer",
    meaning=Message("Một lần chuyển đổi vị trí công tác theo định kỳ", "One periodic transfer"),
    facts=from_paper(
        "kế hoạch và quyết định chuyển đổi vị trí công tác",
        "plan and decision of the periodic transfer",
        truth("headcount_neutral", "Không làm tăng, giảm biên chế", "Leaves the headcount as it was"),
        truth("fits_profession", "Phù hợp chuyên môn, nghiệp vụ", "Fits the person's profession"),
        day("plan_published_on", "Ngày công khai kế hoạch trong đơn vị", "Day the plan was shown inside the unit"),
        day("moved_on", "Ngày chuyển đổi", "Day of the move"),
        count("effect_before", "Số bản đánh giá tác động trước khi chuyển", "Assessments made before the move", PAPERS),
        count("effect_after", "Số bản đánh giá kết quả sau khi chuyển", "Assessments made after the move", PAPERS),
        count(
            "combined_measures",
            "Số biện pháp phòng ngừa tham nhũng khác đi kèm",
            "Other measures against corruption taken with it",
            Message("biện pháp", "measures"),
        ),
        count("decision_in_writing", "Số quyết định bằng văn bản", "Decisions in writing", PAPERS),
    ),
    rows=transfer_rows,
    source=_TRANSFERS,
)

TRANSFER_DUTY = FactTable(
    name="transfer_duty",
    meaning=Message(
        "Một cán bộ giữ vị trí thuộc danh mục phải chuyển đổi định kỳ",
        "One official who holds a post on the list of periodic transfer",
    ),
    facts=from_paper(
        "danh mục vị trí phải chuyển đổi và hồ sơ người giữ vị trí",
        "list of posts to be transferred and the holder's file",
        truth("listed", "Vị trí có trong danh mục phải chuyển đổi", "The post is on the list"),
        truth(
            "is_leader",
            "Là chức danh lãnh đạo, quản lý",
            "Is a leading post",
            opposite=Message("Không phải là chức danh lãnh đạo, quản lý", "Is not a leading post"),
        ),
        day("since", "Ngày bắt đầu giữ vị trí", "First day in the post"),
        number("group_term_months", "Thời hạn chuyển đổi của nhóm", "Term of its group of posts", MONTHS),
        day("retires_on", "Ngày đủ tuổi nghỉ hưu", "Day on which retirement age is reached"),
        truth(
            "under_discipline_review",
            "Đang bị xem xét kỷ luật",
            "Is under disciplinary review",
            opposite=Message("Không bị xem xét kỷ luật", "Is not under disciplinary review"),
            source=_LATER,
        ),
        truth(
            "under_investigation",
            "Đang bị kiểm tra, thanh tra, điều tra",
            "Is under inspection or investigation",
            opposite=Message("Không bị kiểm tra, thanh tra, điều tra", "Is not under inspection or investigation"),
            source=_LATER,
        ),
        truth(
            "seriously_ill",
            "Đang điều trị bệnh nặng",
            "Is treated for a serious illness",
            opposite=Message("Không phải điều trị bệnh nặng", "Is not treated for a serious illness"),
            source=_LATER,
        ),
        truth(
            "full_time_study",
            "Đang học tập trung dài hạn",
            "Studies full time",
            opposite=Message("Không học tập trung dài hạn", "Does not study full time"),
            source=_LATER,
        ),
        truth(
            "seconded",
            "Đang được biệt phái",
            "Is seconded",
            opposite=Message("Không được biệt phái", "Is not seconded"),
        ),
        truth(
            "child_under_36_months",
            "Đang mang thai hoặc nuôi con dưới 36 tháng",
            "Is pregnant or has a child under 36 months",
            opposite=Message(
                "Không mang thai, không nuôi con dưới 36 tháng", "Is not pregnant and has no child under 36 months"
            ),
            source=_LATER,
        ),
        count(
            "exempt_agreed",
            "Số văn bản của cấp có thẩm quyền đồng ý chưa chuyển đổi",
            "Papers by which the competent authority agreed to an exemption",
            PAPERS,
            source=Message("trang tính Xác nhận đầy đủ", "sheet Attestations"),
        ),
    ),
    rows=transfer_duty_rows,
    source=Message("trang tính Chức danh, Quá trình công tác", "sheets Posts and Tenures"),
)

ROTATION = FactTable(
    name="rotation",
    meaning=Message("Một lần luân chuyển cán bộ lãnh đạo", "One rotation of a leader"),
    facts=from_paper(
        "quyết định luân chuyển và hồ sơ kèm theo",
        "decision of rotation and its file",
        jurisdiction(),
        day("begun_on", "Ngày bắt đầu luân chuyển", "First day of the rotation"),
        day(
            "ended_on",
            "Ngày thôi luân chuyển: ngày đầu tiên không còn giữ chức vụ đó",
            "Day from which the post of the rotation was no longer held",
        ),
        day("retires_on", "Ngày đủ tuổi nghỉ hưu", "Day on which retirement age is reached"),
        truth(
            "post_equal",
            "Giữ chức vụ tương đương ở nơi đến",
            "The post at the new place is of equal rank",
        ),
        truth("outstanding", "Có thành tích nổi trội", "Has outstanding results", source=_LATER),
        truth(
            "extra_post",
            "Bố trí tăng thêm ngoài số lượng quy định",
            "Is placed beyond the regular number of posts",
            opposite=Message(
                "Không bố trí tăng thêm ngoài số lượng quy định", "Is not placed beyond the regular number of posts"
            ),
            source=_LATER,
        ),
        text(
            "reason",
            "Lý do luân chuyển",
            "Reason of the rotation",
            ("planned", "non_local", "two_terms", "other"),
            source=_LATER,
        ),
    ),
    rows=together(rotation_rows, planned_rotations),
    source=Message("trang tính Quá trình công tác (hình thức luân chuyển)", "sheet Tenures (kind: rotation)"),
)

FACT_TABLES: tuple[FactTable, ...] = (TRANSFER, TRANSFER_DUTY, ROTATION)
