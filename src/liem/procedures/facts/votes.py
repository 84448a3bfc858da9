"""Facts of personnel meetings and votes of confidence."""

from __future__ import annotations

from liem.kernel.errors import Message
from liem.law.vocabulary import FactTable
from liem.procedures.facts.vote_rows import confidence_round_rows, confidence_vote_rows, personnel_meeting_rows
from liem.record.facts.kinds import (
    OCCASIONS,
    PEOPLE,
    PLACES,
    POSTS,
    STEPS,
    VOTES,
    count,
    day,
    from_paper,
    jurisdiction,
    latest,
    number,
    truth,
)

_CONFIDENCE = Message("vụ việc lấy phiếu tín nhiệm", "cases of votes of confidence")

PERSONNEL_MEETING = FactTable(
    name="personnel_meeting",
    meaning=Message("Một hội nghị của một bước nhân sự", "One meeting of a personnel step"),
    facts=from_paper(
        "biên bản hội nghị, biên bản kiểm phiếu",
        "minutes of the meeting and of the count",
        jurisdiction(),
        number("step", "Bước thứ mấy trong quy trình", "Which step of the procedure", STEPS),
        number("convened", "Số người được triệu tập", "How many were convened", PEOPLE),
        number("present", "Số người có mặt", "How many were present", PEOPLE),
        number("ballots", "Số phiếu thu về", "Ballots returned", VOTES),
        truth("secret", "Bỏ phiếu kín", "The ballot was secret"),
        number("leading_votes", "Số phiếu của người cao phiếu nhất", "Votes of the first in the count", VOTES),
        number("place_count", "Số vị trí cần chọn", "Places to be filled", PLACES, is_given=True),
        truth(
            "result_announced",
            "Công bố kết quả tại hội nghị",
            "The result was announced at the meeting",
            opposite=Message("Không công bố kết quả tại hội nghị", "The result was not announced at the meeting"),
        ),
        day("held_on", "Ngày họp", "Day of the meeting"),
        day("previous_step_on", "Ngày của bước trước", "Day of the step before"),
    ),
    rows=personnel_meeting_rows,
    source=Message("hội nghị của các vụ việc, kết quả kiểm phiếu", "meetings of cases, with their counts"),
)

CONFIDENCE_VOTE = FactTable(
    name="confidence_vote",
    meaning=Message(
        "Kết quả của một người trong một lần lấy phiếu tín nhiệm", "One person's result in one vote of confidence"
    ),
    facts=from_paper(
        "biên bản kiểm phiếu tín nhiệm",
        "minutes of the count of the vote of confidence",
        number("convened", "Số người được triệu tập", "How many were convened", PEOPLE),
        number("present", "Số người có mặt", "How many were present", PEOPLE),
        number("high", "Số phiếu tín nhiệm cao", "Votes of high confidence", VOTES),
        number("confidence", "Số phiếu tín nhiệm", "Votes of confidence", VOTES),
        number("low", "Số phiếu tín nhiệm thấp", "Votes of low confidence", VOTES),
        day("term_starts_on", "Ngày bắt đầu nhiệm kỳ", "First day of the term"),
        day("held_on", "Ngày lấy phiếu", "Day of the vote"),
        truth(
            "retirement_notified",
            "Đã có thông báo nghỉ công tác chờ hưu",
            "Notice of retirement had been given before",
            opposite=Message(
                "Chưa có thông báo nghỉ công tác chờ hưu", "No notice of retirement had been given before"
            ),
        ),
        day("took_post_on", "Ngày nhận chức vụ", "Day the post was taken up"),
        truth(
            "took_post_in_voting_year",
            "Được bầu, bổ nhiệm trong năm lấy phiếu",
            "Was elected or appointed in the year of the vote",
            opposite=Message(
                "Không phải mới được bầu, bổ nhiệm trong năm lấy phiếu",
                "Was not elected or appointed in the year of the vote",
            ),
        ),
        count("places_voted", "Số nơi lấy phiếu đối với người này", "Places where this person was voted on", PLACES),
        count(
            "removed_from_succession",
            "Số quyết định đưa ra khỏi quy hoạch",
            "Decisions that took the person off the succession list",
            OCCASIONS,
        ),
        latest("follow_up_on", "Ngày xử lý sau lấy phiếu gần nhất", "Day of the latest follow-up"),
        count(
            "posts_changed",
            "Số lần bố trí công tác khác sau lấy phiếu",
            "Changes of post that followed",
            POSTS,
        ),
    ),
    rows=confidence_vote_rows,
    source=_CONFIDENCE,
)

CONFIDENCE_ROUND = FactTable(
    name="confidence_round",
    meaning=Message(
        "Việc lấy phiếu tín nhiệm của một tổ chức trong một nhiệm kỳ", "One body's vote of confidence in one term"
    ),
    facts=from_paper(
        "kế hoạch và biên bản lấy phiếu tín nhiệm",
        "plan and minutes of the vote of confidence",
        day("term_starts_on", "Ngày bắt đầu nhiệm kỳ", "First day of the term"),
        day("term_ends_on", "Ngày kết thúc nhiệm kỳ", "Last day of the term"),
        day("held_on", "Ngày lấy phiếu", "Day of the vote"),
    ),
    rows=confidence_round_rows,
    source=Message("trang tính Nhiệm kỳ, vụ việc lấy phiếu tín nhiệm", "sheet Terms, cases of votes of confidence"),
)

FACT_TABLES: tuple[FactTable, ...] = (PERSONNEL_MEETING, CONFIDENCE_VOTE, CONFIDENCE_ROUND)
