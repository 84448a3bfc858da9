"""What a submission says of a case, and what it keeps to itself of a count."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from docx import Document

from liem.procedures.cases.entered import entered
from liem.procedures.cases.people import withdraw
from liem.procedures.cases.standing import case_now
from liem.procedures.models import CaseEvent, CasePaper, GateAnswer, Waiver
from liem.procedures.printing.printed import SubmissionInWords
from liem.procedures.printing.submissions import NO_CONDITIONS, NO_COURSE, submission_in_words
from liem.record.models import BodyState
from liem.web.case_printing import printed_paper
from procedures import world
from procedures.decisions import running as before_decision
from procedures.meetings import running
from procedures.meetings.running import CALLED_ALL, CHOOSING, GATHERING, case_before, counted, held, taken, votes
from procedures.world import VACANT, Desks, days_ago, today
from world import body, person, write

pytestmark = pytest.mark.django_db
STATE, PARTY = "state_appointment_inside", "party_appointment_inside"
POST = "So/Pho-2, So"


@pytest.fixture
def desks() -> Desks:
    """The small province, whose agency five people lead."""
    found = world.build()
    running.deputies()
    return found


def said(key: str = "c1") -> SubmissionInWords:
    now = case_now(key, on=today())
    return submission_in_words(now, entered(now))


def printed(what: str, key: str = "c1") -> str:
    """Everything that stands on the paper."""
    now = case_now(key, on=today())
    content = printed_paper(what, now, entered(now), address="https://liem.example")
    assert content is not None
    document = Document(BytesIO(content))
    return "\n".join(node.text or "" for node in document.element.body.iter() if str(node.tag).endswith("}t"))


def on(days: int = 0) -> str:
    return f"{days_ago(days):%d/%m/%Y}"


def test_before_the_first_step_a_submission_asks_for_agreement_about_the_post(desks: Desks) -> None:
    before_decision.case(PARTY, key="c1", post_id=VACANT, until="policy_request")
    found = said()
    assert (found.heading.issuer, found.heading.style, found.to) == ("So", "state", "Tinh")
    assert found.about == f"về việc kiện toàn chức danh {POST}"
    assert found.opening == (
        f"So kính trình Tinh xem xét, cho ý kiến về chủ trương kiện toàn chức danh {POST}, với các nội dung sau:"
    )
    assert found.proposal == (f"Kiện toàn chức danh {POST}, số lượng 01.",)
    assert (found.course, found.conditions, found.people) == ((NO_COURSE,), (NO_CONDITIONS,), ())
    assert found.conclusion == (f"So kính đề nghị Tinh xem xét, cho ý kiến về chủ trương kiện toàn chức danh {POST}.",)


def test_the_last_submission_tells_the_course_and_asks_for_the_decision(desks: Desks) -> None:
    case_before(CHOOSING, procedure=PARTY)
    counted(held(desks.agency), votes(4, 1))
    taken("c1", CHOOSING, chosen=["c1:chi"], on=today())
    found = said()
    called = "bà Người chi"
    assert found.about == f"về việc bổ nhiệm {called} giữ chức vụ {POST}"
    assert found.proposal == (f"Bổ nhiệm {called}, sinh năm 1985, So/Phong-1/Truong, So/Phong-1, giữ chức vụ {POST}.",)
    assert [one.name for one in found.people] == ["Người chi"]
    assert found.course[:2] == (
        f"Ngày {on(19)}: Trình xin chủ trương.",
        f"Ngày {on(19)}: Trả lời về chủ trương.",
    )
    assert found.course[-1] == (
        f"Ngày {on()}: Bước 3: tập thể lãnh đạo chọn người (So); triệu tập 5 người, có mặt 5 người; "
        f"bỏ phiếu kín; được chọn: {called}."
    )
    assert found.conclusion == (f"So kính đề nghị Tinh xem xét, quyết định việc bổ nhiệm {called} giữ chức vụ {POST}.",)


def test_a_count_that_is_read_out_stands_in_the_submission(desks: Desks) -> None:
    case_before(CHOOSING, procedure=STATE)
    counted(held(desks.agency), votes(4, 1))
    taken("c1", CHOOSING, chosen=["c1:chi"], on=today())
    assert (
        said()
        .course[-1]
        .endswith(
            "triệu tập 5 người, có mặt 5 người; bỏ phiếu kín; phát ra 5 phiếu, thu về 5 phiếu, hợp lệ 5 phiếu; "
            "bà Người chi 4 phiếu, ông Người dung 1 phiếu; được chọn: bà Người chi."
        )
    )


@pytest.mark.parametrize("procedure", [PARTY, STATE])
@pytest.mark.parametrize("what", ["submission", "short_list", "draft"])
def test_a_count_that_is_withheld_stands_in_no_paper(desks: Desks, procedure: str, what: str) -> None:
    """Of five sheets of the second round one was spoilt, one bears Chi, three Dung. None of it, nor who had more."""
    case_before(GATHERING, procedure=procedure)
    counted(held(desks.agency, step=GATHERING, members=CALLED_ALL[:7]), votes(1, 3, issued=5, invalid=1))
    taken("c1", GATHERING, chosen=["c1:dung", "c1:chi"], on=today())
    text = printed(what)
    assert not re.search(r"\d phiếu|phát ra|hợp lệ|%", text)
    if "Người dung" in text:
        assert text.index("Người chi") < text.index("Người dung")
    if what == "submission":
        assert "triệu tập 5 người, có mặt 5 người; bỏ phiếu kín; được giới thiệu: bà Người chi, ông Người dung." in text


def test_the_range_that_a_page_may_show_stays_out_of_papers(desks: Desks) -> None:
    case_before("key_officials")
    row = held(desks.agency, step="key_officials", members=CALLED_ALL, names=("c1:chi",), others=10)
    counted(row, votes(15, issued=16, names=("chi",)))
    taken("c1", "key_officials", chosen=["c1:chi"], on=today())
    text = printed("submission")
    assert "triệu tập 17 người, có mặt 17 người" in text
    assert not re.search(r"\d phiếu|phát ra|/3 số phiếu", text)


def test_a_meeting_before_the_step_is_taken_is_told_with_whom_it_chose(desks: Desks) -> None:
    case_before("third_leadership", procedure=PARTY)
    counted(held(desks.agency, step="third_leadership"), votes(1, 4))
    found = said()
    assert [one.name for one in found.people] == ["Người dung"]
    assert found.course[-1].endswith("được chọn: ông Người dung.")


def test_who_withdrew_is_not_named(desks: Desks) -> None:
    case_before(GATHERING, procedure=PARTY)
    counted(held(desks.agency, step=GATHERING, members=CALLED_ALL[:7]), votes(1, 3, issued=5, invalid=1))
    taken("c1", GATHERING, chosen=["c1:chi", "c1:dung"], on=today())
    withdraw("c1", "c1:dung", "Xin rút", by=desks.agency)
    assert "được giới thiệu: bà Người chi, một người đã rút khỏi danh sách." in said().course[-1]
    assert "Người dung" not in printed("submission")


def test_a_vote_that_decided_nothing_and_the_next_are_told_apart(desks: Desks) -> None:
    case_before("third_leadership", procedure=PARTY)
    counted(held(desks.agency, step="third_leadership"), votes(2, 2))
    assert said().course[-1].endswith("không ai được chọn.")


def test_what_was_left_out_says_why(desks: Desks) -> None:
    case_before("third_leadership", procedure=PARTY)
    event = CaseEvent.objects.get(case="c1", step="verified_reports")
    CaseEvent.objects.filter(pk=event.pk).update(outcome="left_out")
    line = "Xác minh việc mới phát sinh: không thực hiện vì không có việc mới phát sinh."
    assert line in said().course


def answers(*rows: tuple[str, str, str, str]) -> None:
    event = CaseEvent.objects.get(case="c1", step="key_officials")
    write(
        GateAnswer(event=event, rule=rule, digest="0" * 64, subject=subject, verdict=verdict, waiver=waiver)
        for rule, subject, verdict, waiver in rows
    )


def test_each_rule_is_told_in_a_sentence_about_those_proposed_alone(desks: Desks) -> None:
    case_before("third_leadership", procedure=PARTY, people=("chi", "dung", "hai"))
    CaseEvent.objects.filter(case="c1", step="key_officials").update(chosen=["c1:chi", "c1:dung"])
    waiver = Waiver(
        identity="w",
        case_id="c1",
        step="key_officials",
        rule="more_names_than_places",
        subject="m",
        clause="khoi#II.1.7",
        granted_by="Ban Thường vụ",
        why="lý do riêng",
        paper="p",
        granted_on=days_ago(19),
    )
    write(waiver)
    answers(
        ("every_standard_met", "c1:chi", "met", ""),
        ("every_standard_met", "c1:dung", "met", ""),
        ("every_standard_met", "c1:hai", "not_met", ""),
        ("political_conclusion_before_opening", "c1:chi", "met", ""),
        ("political_conclusion_before_opening", "c1:dung", "unknown", ""),
        ("more_names_than_places", "m", "not_met", "w"),
    )
    found = said()
    assert found.conditions == (
        "Nhân sự đạt đủ tiêu chuẩn của chức danh: đạt.",
        "Có kết luận về tiêu chuẩn chính trị trước khi xem xét: đạt (bà Người chi); chưa xác định được "
        "(ông Người dung).",
        f"Hội nghị giới thiệu phải có số dư: không đạt, được Ban Thường vụ cho phép ngày {on(19)}.",
    )
    assert found.conclusion[0] == (
        "Còn 01 điều kiện chưa đạt hoặc chưa xác định được như đã nêu trên, đề nghị xem xét kỹ."
    )
    whole = printed("submission")
    assert "Người hai" not in whole
    assert "lý do riêng" not in whole


def test_where_everything_is_met_the_conclusion_says_so(desks: Desks) -> None:
    case_before("third_leadership", procedure=PARTY)
    answers(("every_standard_met", "c1:chi", "met", ""), ("every_standard_met", "c1:dung", "not_applicable", ""))
    assert said().conclusion[0] == "Các điều kiện đã đối chiếu đều đạt, hoặc đã được cấp có thẩm quyền cho phép."


def test_a_filed_submission_gives_its_number_and_those_before_it_are_considered(desks: Desks) -> None:
    case_before("appraisal", procedure=PARTY)
    steps = (("policy_request", "1-TTr"), ("third_leadership", "9-TTr"))
    write(
        CasePaper(identity=number, case_id="c1", step=step, name="submission", number=number, dated_on=days_ago(19))
        for step, number in steps
    )
    found = said()
    assert (found.heading.number, found.heading.dated_on) == ("9-TTr", days_ago(19))
    assert found.considering == (f"Tờ trình số 1-TTr ngày {on(19)}",)
    assert (found.signed_by.name, found.signed_by.title) == ("Người quy", "Kiem/Chu-Nhiem")


def test_a_political_conclusion_is_named_among_the_papers_without_its_number(desks: Desks) -> None:
    case_before("third_leadership", procedure=PARTY)
    more = {"case_id": "c1", "step": "key_officials", "dated_on": days_ago(18)}
    write(
        CasePaper(identity="k", name="political_conclusion", number="55-KL/mật", authority="Ban", **more),
        CasePaper(identity="c", name="count_record", number="8-BB", **more),
    )
    assert said().conclusion[-1] == "Hồ sơ gửi kèm: Kết luận về tiêu chuẩn chính trị."
    assert "55-KL" not in printed("submission")


def test_thirty_people_without_a_birth_year_at_a_body_with_a_very_long_name(desks: Desks) -> None:
    name = "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông, nông nghiệp và phát triển nông thôn " * 3
    write(body("dai", superior="tinh"))
    BodyState.objects.filter(body_id="dai").update(name=name.strip()[:290])
    keys = [f"nguoi-{number:02}" for number in range(30)]
    write(*(person(key, born_on=None, sex="") for key in keys))
    before_decision.case("training_selection", *keys, key="c1", body="dai", kind="training", until="proposal")
    found = said()
    assert found.proposal[0] == "Cử 30 ông, bà đi đào tạo, bồi dưỡng:"
    assert (len(found.proposal), len(found.people)) == (31, 30)
    assert "sinh năm" not in "".join(found.proposal)
    assert "None" not in printed("submission")


@pytest.mark.parametrize(
    ("procedure", "until"),
    [("party_confidence_vote", "meeting"), ("self_review", "conclusion"), ("council_confidence_vote", "session")],
)
def test_papers_of_cases_about_a_whole_body_can_be_printed(desks: Desks, procedure: str, until: str) -> None:
    before_decision.case(procedure, "an", "binh", key="c1", until=until)
    assert "TỜ TRÌNH" in printed("submission")
