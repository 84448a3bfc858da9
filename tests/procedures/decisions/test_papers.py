"""What printed papers say, and what people call the things that relied on a decision."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liem.procedures.decisions.annulling import graph
from liem.procedures.decisions.naming import names_of
from liem.procedures.decisions.papers import PersonInShort, decision_in_words, short_list
from liem.procedures.models import CaseMeeting, CasePaper, Decision
from liem.record.models import Evaluation, EvaluationForm, Qualification, Term, TermState
from procedures.decisions.annulment import acts, wrong
from procedures.decisions.running import case, paper, take
from procedures.world import VACANT, Desks, build, days_ago, leading, today
from world import LONG_AGO, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks() -> Desks:
    return build()


def from_day(days: int) -> str:
    return f"{days_ago(days):%d/%m/%Y}"


def taken(decision: Decision | None) -> Decision:
    assert decision is not None
    return decision


def test_an_appointment_is_printed_with_what_it_brought_about(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    write(
        CasePaper(
            identity="p",
            case_id="case",
            step="third_leadership",
            name="submission",
            number="7-TTr/SNL",
            dated_on=days_ago(40),
            authority="Sở Nông Lâm",
        )
    )
    new = paper(leaves=("chi/so/phong-1/truong/2010-01-01",), subject="Bổ nhiệm phó giám đốc")
    found = decision_in_words(taken(take("case", new, by=desks.province)))
    assert (found.issuer, found.superior, found.number, found.dated_on) == ("Tinh", "", "12-QĐ/TU", days_ago(30))
    assert (found.about, found.signatory, found.signatory_post) == (
        "Bổ nhiệm phó giám đốc",
        "Người lan",
        "Tinh/Bi-Thu",
    )
    assert found.articles == (
        f"Đồng chí Người chi thôi giữ chức vụ So/Phong-1/Truong, So/Phong-1 kể từ ngày {from_day(20)}.",
        f"Bổ nhiệm đồng chí Người chi giữ chức vụ So/Pho-2, So kể từ ngày {from_day(20)}.",
        f"Quyết định này có hiệu lực kể từ ngày {from_day(20)}.",
    )
    assert found.grounds[0].startswith("Căn cứ văn bản số ")
    assert found.grounds[-1] == f"Xét Tờ trình số 7-TTr/SNL ngày {from_day(40)} của Sở Nông Lâm"


def test_the_state_says_mr_and_mrs(desks: Desks) -> None:
    case("state_appointment_inside", "chi", post_id=VACANT)
    found = decision_in_words(taken(take("case", paper(), by=desks.province)))
    assert found.articles[0].startswith("Bổ nhiệm bà Người chi giữ chức vụ")


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
        "Phê duyệt quy hoạch chức danh So/Giam-Doc, So đối với đồng chí Người chi.",
        f"Cử đồng chí Người chi tham gia lớp Bồi dưỡng nghiệp vụ từ ngày {day}.",
        f"Đồng chí Người binh thôi giữ chức vụ So/Pho-1, So kể từ ngày {from_day(5)}.",
        f"Hủy bỏ Quyết định số 5 ngày {from_day(30)} về {told[4].subject}.",
    ]


def test_a_short_list_shows_the_record_and_leaves_open_what_it_does_not_hold(desks: Desks) -> None:
    degree = {"person_id": "chi", "kind": "degree"}
    write(
        Qualification(identity="q1", level="master", field="luật", obtained_on=days_ago(300), **degree),
        Qualification(identity="q2", level="university", obtained_on=days_ago(900), **degree),
        Qualification(identity="q3", level="doctor", obtained_on=days_ago(-5), **degree),
        Evaluation(key="e", person_id="chi", body_id="so", year=2024),
        EvaluationForm(identity="e", evaluation_id="e", grade="excellent", evaluated_on=days_ago(100)),
    )
    chi, binh = short_list(["chi", "nobody", "binh"], on=today())
    assert chi == PersonInShort(
        name="Người chi",
        born_on=chi.born_on,
        sex="Nữ",
        degree="Thạc sĩ luật",
        post="So/Phong-1/Truong, So/Phong-1",
        since=LONG_AGO,
        grade="Hoàn thành xuất sắc nhiệm vụ (2024)",
    )
    assert (binh.name, binh.degree, binh.grade, binh.theory) == ("Người binh", "", "", "")


def test_a_longer_list_takes_no_more_queries(desks: Desks) -> None:
    counts = []
    for people in (["chi"], ["chi", "binh", "an", "dung"]):
        with CaptureQueriesContext(connection) as captured:
            short_list(people, on=today())
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_everything_in_the_graph_has_a_name(desks: Desks) -> None:
    powers = ("tinh", "ban", "tinh")
    write(
        leading("so/phong-2/truong-2", "so/phong-2", "division_deputy", 7, ("so", "so", "so")),
        leading("so/phong-2/truong-3", "so/phong-2", "division_deputy", 7, ("so", "so", "so")),
        leading("so/pho-of-chi", "so", "deputy_director", 6, powers),
        leading("so/pho-of-an", "so", "deputy_director", 6, powers),
    )
    decision = wrong(desks)
    acts(desks)
    nodes = graph(decision, on=today()).nodes
    named = names_of(nodes, on=today())
    assert {(node.kind, node.thing) for node in nodes if node.kind != "report"} == set(named)
    assert named["decision", decision.key].number == "77-QĐ/TU"
    assert named["succession", "listed"].person_name == "Người chi"
    voted = named["vote", "voted"]
    assert (voted.body_name, voted.on, voted.case) == ("So", CaseMeeting.objects.get(pk="voted").held_on, "case-voted")
    assert voted.procedure is not None
