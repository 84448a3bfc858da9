"""What a printed decision says: one that was entered, and the draft before it."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document

from liem.procedures.cases.entered import entered
from liem.procedures.cases.standing import case_now
from liem.procedures.decisions.signed import TakenOff
from liem.procedures.models import CasePaper, Decision
from liem.procedures.printing.decisions import decision_in_words, draft_in_words, due_decision
from liem.procedures.printing.printed import DecisionInWords, Heading, SignedBy
from liem.record.models import Term, TermState
from liem.web.case_printing import named_besides, printed_paper, prints_of
from procedures.decisions.annulment import acts, wrong
from procedures.decisions.running import case, goes_to, paper, take
from procedures.world import VACANT, Desks, build, days_ago, leading, today
from world import body, person, post, tenure, write

pytestmark = pytest.mark.django_db
PHONG = "So/Phong-1/Truong, So/Phong-1"


@pytest.fixture
def desks() -> Desks:
    return build()


def from_day(days: int) -> str:
    return f"{days_ago(days):%d/%m/%Y}"


def taken(decision: Decision | None) -> Decision:
    assert decision is not None
    return decision


def drafted(key: str = "case") -> DecisionInWords:
    now = case_now(key, on=today())
    step = due_decision(now)
    assert step is not None
    return draft_in_words(now, step)


def submitted(key: str = "case") -> None:
    write(
        CasePaper(
            identity="p",
            case_id=key,
            step="third_leadership",
            name="submission",
            number="7-TTr/SNL",
            dated_on=days_ago(40),
            authority="Sở Nông Lâm",
        )
    )


def test_an_appointment_is_printed_with_what_it_brought_about(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    submitted()
    new = paper(leaves=("chi/so/phong-1/truong/2010-01-01",), subject="Bổ nhiệm phó giám đốc")
    found = decision_in_words(taken(take("case", new, by=desks.province)))
    assert found.heading == Heading(style="party", issuer="Tinh", number="12-QĐ/TU", dated_on=days_ago(30))
    assert found.about == "về việc bổ nhiệm phó giám đốc"
    assert found.signed_by == SignedBy(title="Tinh/Bi-Thu", name="Người lan", on_behalf="T/M Tinh/Tv")
    assert found.articles == (
        f"Đồng chí Người chi thôi giữ chức vụ {PHONG} kể từ ngày {from_day(20)}.",
        f"Bổ nhiệm đồng chí Người chi giữ chức vụ So/Pho-2, So kể từ ngày {from_day(20)}.",
        f"Quyết định này có hiệu lực kể từ ngày {from_day(20)}.",
        "So, So/Phong-1, các cơ quan, đơn vị liên quan và đồng chí Người chi chịu trách nhiệm thi hành Quyết định này.",
    )
    assert found.considering == (f"Tờ trình số 7-TTr/SNL ngày {from_day(40)} của Sở Nông Lâm",)


def test_grounds_name_the_articles_in_their_own_words(desks: Desks) -> None:
    case("state_appointment_inside", "chi", post_id=VACANT)
    case("party_reappointment", "binh", key="again", person_id="binh", post_id="so/pho-1")
    case("training_selection", "chi", key="class", kind="training")
    state, party, plan = (drafted(key).grounds for key in ("case", "again", "class"))
    assert state[0].endswith(
        "Nghị định số 170/2025/NĐ-CP ngày 30/06/2025 của Chính phủ về tuyển dụng, sử dụng và quản lý công chức"
    )
    assert state[0].startswith("Điều 33 Nghị định")
    assert party[0].endswith(
        "Quy định số 377-QĐ/TW ngày 08/10/2025 của Bộ Chính trị về phân cấp quản lý; quy hoạch, bổ nhiệm, tạm đình "
        "chỉ, thôi giữ chức, từ chức, miễn nhiệm"
    )
    assert plan[0].startswith("mục II.1.")


def test_a_body_of_the_state_says_mr_and_mrs_under_the_national_heading(desks: Desks) -> None:
    write(body("uy-ban", kind="administration", superior="tinh"))
    case("state_appointment_inside", "chi", post_id=VACANT)
    found = decision_in_words(taken(take("case", paper(), by=desks.province, body="uy-ban", signed_by=None)))
    assert (found.heading.style, found.heading.issuer, found.heading.superior) == ("state", "Uy-Ban", "")
    assert found.articles[0].startswith("Bổ nhiệm bà Người chi giữ chức vụ")
    assert found.signed_by == SignedBy()


def test_a_committee_writes_under_the_heading_of_the_party_also_by_the_law_of_the_state(desks: Desks) -> None:
    case("state_appointment_inside", "chi", post_id=VACANT)
    found = decision_in_words(taken(take("case", paper(), by=desks.province)))
    assert (found.heading.style, found.articles[0].startswith("Bổ nhiệm đồng chí Người chi")) == ("party", True)


def test_each_kind_of_decision_has_its_own_words(desks: Desks) -> None:
    write(Term(key="term", body_id="so"), TermState(identity="term", term_id="term", name="2025–2030"))
    year = days_ago(40).year - 1
    about = {"person_id": "binh", "post_id": "so/pho-1"}
    case("party_reappointment", "binh", key="1", **about)
    case("party_evaluation", key="2", until="grade", person_id="binh")
    case("party_suspension", key="3", **about)
    case("party_succession", "chi", key="4", post_id="so/giam-doc", kind="succession")
    case("training_selection", "chi", key="5", kind="training")
    case("party_release", key="6", **about)
    renewed, last = paper("1"), days_ago(10)
    told = [
        taken(take("1", renewed, by=desks.province)),
        taken(take("2", paper("2", grade="good", year=year), by=desks.province, step="grade")),
        taken(take("3", paper("3", ends_on=last), by=desks.province)),
        taken(take("4", paper("4"), by=desks.province)),
        taken(take("5", paper("5", course="Bồi dưỡng nghiệp vụ"), by=desks.province)),
        taken(take("6", paper("6", days=5), by=desks.province, on=days_ago(6))),
    ]
    case("annulment", key="7", body="tinh", decision=told[4])
    told.append(taken(take("7", paper("7", days=3), by=desks.province, on=days_ago(4))))
    day = from_day(20)
    assert [decision_in_words(one).articles[0] for one in told] == [
        f"Bổ nhiệm lại đồng chí Người binh giữ chức vụ So/Pho-1, So kể từ ngày {day}.",
        f"Xếp loại chất lượng năm {year} đối với đồng chí Người binh: Hoàn thành tốt nhiệm vụ.",
        f"Tạm đình chỉ công tác đối với đồng chí Người binh từ ngày {day} đến hết ngày {last:%d/%m/%Y}.",
        "Phê duyệt quy hoạch chức danh So/Giam-Doc, So, nhiệm kỳ 2025–2030, đối với đồng chí Người chi.",
        f"Cử đồng chí Người chi tham gia lớp Bồi dưỡng nghiệp vụ từ ngày {day}.",
        f"Đồng chí Người binh thôi giữ chức vụ So/Pho-1, So kể từ ngày {from_day(5)}.",
        f"Hủy bỏ Quyết định số 5 ngày {from_day(30)} về việc cử cán bộ đi đào tạo, bồi dưỡng.",
    ]


@pytest.mark.parametrize(
    ("procedure", "words"),
    [
        ("party_relief", "Miễn nhiệm chức vụ So/Pho-1, So đối với đồng chí Người binh"),
        ("party_resignation", "Đồng ý cho đồng chí Người binh từ chức, thôi giữ chức vụ So/Pho-1, So"),
        ("replacement", "Đồng chí Người binh thôi giữ chức vụ So/Pho-1, So"),
    ],
)
def test_who_ends_in_a_post_is_told_by_how_it_ended(desks: Desks, procedure: str, words: str) -> None:
    case(procedure, person_id="binh", post_id="so/pho-1")
    found = decision_in_words(taken(take("case", paper(), by=desks.province)))
    assert found.articles[0] == f"{words} kể từ ngày {from_day(20)}."


def test_a_rotation_tells_its_term_and_the_return(desks: Desks) -> None:
    case("party_rotation", "chi", person_id="chi")
    goes_to("case", "chi", "so-khac/pho")
    write(post("so-khac/pho", "so-khac", role="deputy_director", leader=True))
    begins = days_ago(20)
    until = begins.replace(year=begins.year + 3, day=min(begins.day, 28))
    found = decision_in_words(taken(take("case", paper(ends_on=until), by=desks.province)))
    assert found.articles[:3] == (
        f"Đồng chí Người chi thôi giữ chức vụ {PHONG} kể từ ngày {from_day(20)}.",
        f"Luân chuyển đồng chí Người chi đến giữ chức vụ So-Khac/Pho, So-Khac kể từ ngày {from_day(20)}, thời gian "
        f"luân chuyển đến hết ngày {until:%d/%m/%Y}.",
        "Hết thời gian luân chuyển, Tinh nhận xét, đánh giá và xem xét việc trở lại hoặc bố trí công tác đối với đồng "
        "chí Người chi.",
    )


def test_a_term_of_whole_years_is_told_in_years(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    days = next(days for days in (20, 21) if (days_ago(days).month, days_ago(days).day) != (2, 29))
    begins = days_ago(days)
    last = begins.replace(year=begins.year + 5) - timedelta(days=1)
    found = decision_in_words(taken(take("case", paper(days=days, ends_on=last), by=desks.province)))
    assert found.articles[0].endswith(f", thời hạn giữ chức vụ 5 năm, đến hết ngày {last:%d/%m/%Y}.")


def test_a_suspension_goes_on_and_ends_in_other_words(desks: Desks) -> None:
    case("suspension_by_head", "binh", person_id="binh", post_id="so/pho-1")
    take("case", paper(ends_on=days_ago(15)), by=desks.province)
    longer = take("case", paper("13-QĐ/TU", ends_on=days_ago(8)), by=desks.province, step="extension", on=days_ago(20))
    ended = take("case", paper("14-QĐ/TU", days=9), by=desks.province, step="ending", on=days_ago(10))
    assert [decision_in_words(taken(one)).articles[0] for one in (longer, ended)] == [
        f"Gia hạn thời hạn tạm đình chỉ công tác đối với đồng chí Người binh đến hết ngày {from_day(8)}.",
        f"Kết thúc việc tạm đình chỉ công tác đối với đồng chí Người binh kể từ ngày {from_day(9)}.",
    ]


def test_a_list_is_approved_with_its_names_in_the_order_of_the_case(desks: Desks) -> None:
    write(Term(key="term", body_id="so"), TermState(identity="term", term_id="term", name="2025–2030"))
    case("party_succession", "dung", "chi", "hai", post_id="so/giam-doc", kind="succession")
    found = decision_in_words(taken(take("case", paper(), by=desks.province, chosen=["case/hai", "case/chi"])))
    names = [case_now("case", on=today()).people[place].person_id for place in range(3)]
    order = "; ".join(f"đồng chí Người {one}" for one in names if one != "dung")
    assert found.articles[0] == (
        "Phê duyệt quy hoạch chức danh So/Giam-Doc, So, nhiệm kỳ 2025–2030, đối với 02 đồng chí, gồm: " + order + "."
    )
    case("party_succession_revision", "giang", key="revision", post_id="so/giam-doc", kind="succession")
    off = (TakenOff("chi", "Không còn đủ tuổi."),)
    new = paper("15-QĐ/TU", days=9, taken_off=off)
    again = decision_in_words(taken(take("revision", new, by=desks.province, on=days_ago(10))))
    assert again.articles[:2] == (
        "Đưa đồng chí Người chi ra khỏi quy hoạch chức danh So/Giam-Doc, So. Lý do: Không còn đủ tuổi.",
        "Phê duyệt bổ sung quy hoạch chức danh So/Giam-Doc, So, nhiệm kỳ 2025–2030, đối với đồng chí Người giang.",
    )


def test_a_class_of_thirty_is_one_article_with_everybody(desks: Desks) -> None:
    keys = [f"hoc-{number:02}" for number in range(30)]
    write(*(person(key) for key in keys))
    case("training_selection", *keys, kind="training")
    new = paper(course="Cao cấp lý luận chính trị", place="Học viện", ends_on=days_ago(-300))
    found = decision_in_words(taken(take("case", new, by=desks.province)))
    assert found.articles[0].startswith(
        f"Cử 30 đồng chí tham gia lớp Cao cấp lý luận chính trị tại Học viện từ ngày {from_day(20)} đến hết ngày "
        f"{from_day(-300)}, gồm: đồng chí Người hoc-"
    )
    assert found.articles[0].count("đồng chí Người") == 30
    assert "những người có tên trong Quyết định này" in found.articles[-1]


def test_an_annulment_names_the_decision_and_what_follows(desks: Desks) -> None:
    powers = ("tinh", "ban", "tinh")
    write(
        leading("so/phong-2/truong-2", "so/phong-2", "division_deputy", 7, ("so", "so", "so")),
        leading("so/phong-2/truong-3", "so/phong-2", "division_deputy", 7, ("so", "so", "so")),
        leading("so/pho-of-chi", "so", "deputy_director", 6, powers),
        leading("so/pho-of-an", "so", "deputy_director", 6, powers),
    )
    decision = wrong(desks)
    acts(desks)
    case("annulment", key="annul", body="tinh", decision=decision)
    found = decision_in_words(
        taken(take("annul", paper("99-QĐ/TU", days=3, redo_by=days_ago(-60)), by=desks.province, on=days_ago(4)))
    )
    now = case_now("annul", on=today())
    assert named_besides("decision", now, entered(now)) >= {"chi"}
    assert named_besides("submission", now, entered(now)) == frozenset()
    annulled, *rest = found.articles
    assert annulled.startswith(f"Hủy bỏ Quyết định số 77-QĐ/TU ngày {from_day(90)} về ")
    assert f"Đồng chí Người chi thôi giữ chức vụ So/Pho-2, So kể từ ngày {from_day(3)}." in rest
    [follows] = [one for one in rest if one.startswith("Các việc đã dựa vào")]
    assert f"xong chậm nhất ngày {from_day(-60)}" in follows
    assert "So: " in follows


def test_what_stood_in_for_an_empty_subject_gives_way_to_the_case(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    decision = taken(take("case", paper(), by=desks.province))
    found = decision_in_words(decision, now=case_now("case", on=today()))
    assert found.about == "về việc bổ nhiệm đồng chí Người chi giữ chức vụ So/Pho-2, So"


def test_a_draft_says_what_is_known_and_leaves_room_for_the_rest(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    submitted()
    found = drafted()
    assert found.heading == Heading(style="party", issuer="Tinh")
    assert found.articles == (
        f"Bổ nhiệm đồng chí Người chi, sinh năm 1985, {PHONG}, giữ chức vụ So/Pho-2, So kể từ ngày ……, thời hạn giữ "
        "chức vụ …….",
        "Quyết định này có hiệu lực kể từ ngày …….",
        "So, các cơ quan, đơn vị liên quan và đồng chí Người chi chịu trách nhiệm thi hành Quyết định này.",
    )
    assert found.considering == (f"Tờ trình số 7-TTr/SNL ngày {from_day(40)} của Sở Nông Lâm",)
    assert (found.signed_by.title, found.signed_by.name) == ("Tinh/Bi-Thu", "")


@pytest.mark.parametrize(
    ("procedure", "words"),
    [
        (
            "party_reappointment",
            "Bổ nhiệm lại đồng chí Người binh, sinh năm 1985, giữ chức vụ So/Pho-1, So kể từ ngày ……",
        ),
        ("party_release", "Cho đồng chí Người binh, sinh năm 1985, thôi giữ chức vụ So/Pho-1, So kể từ ngày ……."),
        ("party_relief", "Miễn nhiệm chức vụ So/Pho-1, So đối với đồng chí Người binh, sinh năm 1985, kể từ ngày ……."),
        ("party_resignation", "Cho đồng chí Người binh, sinh năm 1985, từ chức, thôi giữ chức vụ So/Pho-1, So kể từ"),
        ("replacement", "Cho đồng chí Người binh, sinh năm 1985, thôi giữ chức vụ So/Pho-1, So để bố trí người thay"),
        (
            "party_suspension",
            "Tạm đình chỉ công tác đối với đồng chí Người binh, sinh năm 1985, So/Pho-1, So, từ ngày ……",
        ),
    ],
)
def test_drafts_about_an_official_in_a_post(desks: Desks, procedure: str, words: str) -> None:
    case(procedure, "binh", person_id="binh", post_id="so/pho-1")
    assert drafted().articles[0].startswith(words)


def test_a_draft_of_an_annulment_names_the_decision(desks: Desks) -> None:
    case("annulment", key="annul", body="tinh", decision=wrong(desks))
    found = drafted("annul")
    assert found.articles[0].startswith(f"Hủy bỏ Quyết định số 77-QĐ/TU ngày {from_day(90)} của Tinh về việc ")
    assert found.articles[1].startswith("Các việc đã dựa vào quyết định bị hủy bỏ được xem xét lại")


def test_a_draft_without_anybody_names_the_post(desks: Desks) -> None:
    case("party_appointment_inside", post_id=VACANT, until="first_leadership")
    assert drafted().articles[0].startswith("Kiện toàn chức danh So/Pho-2, So")


def test_a_draft_names_nobody_while_more_are_before_it_than_there_are_places(desks: Desks) -> None:
    case("party_appointment_inside", "chi", "dung", post_id=VACANT)
    found = drafted()
    assert found.about == "về việc kiện toàn chức danh So/Pho-2, So"
    assert found.articles[0] == "Bổ nhiệm …… giữ chức vụ So/Pho-2, So kể từ ngày ……, thời hạn giữ chức vụ ……."


def test_no_draft_is_due_once_the_decision_is_taken(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    now = case_now("case", on=today())
    assert [one.what for one in prints_of(now, entered(now))] == ["submission", "short_list", "draft"]
    assert printed_paper("decision", now, entered(now), address="https://liem.example") is None
    take("case", paper(), by=desks.province)
    now = case_now("case", on=today())
    assert [one.what for one in prints_of(now, entered(now))] == ["submission", "short_list", "decision"]
    content = printed_paper("decision", now, entered(now), address="https://liem.example")
    assert content is not None
    everything = [node.text for node in Document(BytesIO(content)).element.body.iter() if str(node.tag).endswith("}t")]
    assert f"https://liem.example/ledger/{Decision.objects.get().entry}/receipt" in "".join(map(str, everything))


def test_an_official_without_a_birth_year_or_a_post_is_named_all_the_same(desks: Desks) -> None:
    write(person("moi", born_on=None, sex=""))
    case("party_appointment_inside", "moi", post_id=VACANT)
    assert drafted().articles[0].startswith("Bổ nhiệm đồng chí Người moi giữ chức vụ So/Pho-2, So")


def test_an_official_with_two_posts_is_told_with_both(desks: Desks) -> None:
    write(tenure("chi", "so-khac/giam-doc", days_ago(50)))
    case("party_appointment_inside", "chi", post_id=VACANT)
    assert f"{PHONG}; So-Khac/Giam-Doc, So-Khac, giữ chức vụ" in drafted().articles[0]


@pytest.mark.parametrize(
    ("level", "stamp"),
    [("", ""), ("open", ""), ("confidential", "Mật"), ("secret", "Tối mật"), ("top_secret", "Tuyệt mật")],
)
def test_a_secret_case_is_stamped(desks: Desks, level: str, stamp: str) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT, secrecy=level)
    assert drafted().heading.secrecy == stamp
