"""Pages of decisions and of what is followed afterwards: who sees them, what they say, what can be entered."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from liem.actions.models import Reading, Role
from liem.procedures.models import Consequence, CorrectionPlan, Decision, DeclaredTie, Promise, Violation
from liem.record.models import PersonDetails
from liem.rulebook.book import known_law
from procedures import world
from procedures.decisions import running
from procedures.world import VACANT, Desks, days_ago, official, today
from web.running_cases import client_of, queries_of
from web.seen import heading, links, main, rows
from world import write

pytestmark = pytest.mark.django_db
APPOINTMENT = "appointment_with_action_programme"


@pytest.fixture
def desks() -> Desks:
    return world.build()


def appointed(desks: Desks, *, person: str = "hai", key: str = "d1", number: str = "22-QĐ/TU") -> Decision:
    """The person holds the vacant post since 29 days ago."""
    running.case(APPOINTMENT, person, key=key, post_id=VACANT)
    running.proposed(key, person, by="binh", post=VACANT)
    decision = running.take(key, running.paper(number, days=29), by=desks.province)
    assert decision is not None
    return decision


def proposed_from_there(desks: Desks, *people: str) -> None:
    """Whoever was appointed puts names forward; the first of them is decided."""
    for number, person in enumerate(people):
        key = f"later-{number}"
        running.case(APPOINTMENT, person, key=key, post_id="so/pho-1")
        running.proposed(key, person, by="hai", post="so/pho-1", on=days_ago(10))


def annulled(desks: Desks, decision: Decision) -> None:
    found = next(one for one in known_law().procedures if one.kind == "annulment")
    step = next(one.id for one in found.steps if one.act == "decide")
    running.case(found.id, key="undo", until=step, decision=decision)
    running.take(
        "undo", running.paper("99-QĐ/TU", days=5, redo_by=today()), by=desks.province, step=step, on=days_ago(6)
    )


def test_a_decision_tells_what_stands_on_it_and_what_it_brought_about(desks: Desks) -> None:
    decision = appointed(desks)
    page = client_of(desks.province).get(f"/decisions/{decision.pk}/")
    assert heading(page) == f"Decision 22-QĐ/TU of {days_ago(30):%d/%m/%Y}"
    assert f"holds the post So/Pho-2 from {days_ago(29):%d/%m/%Y}" in main(page)
    assert f"/ledger/{decision.entry}/receipt" in links(page)
    assert "<svg" in page.content.decode()
    assert Reading.objects.filter(person="hai").exists()


def test_decisions_are_seen_by_those_who_see_the_case(desks: Desks) -> None:
    decision = appointed(desks)
    address = f"/decisions/{decision.pk}/"
    for by in (desks.agency, desks.inspection, world.desk(Role.AUDITOR, "tinh"), official("hai")):
        assert client_of(by).get(address).status_code == 200
    for by in (desks.other_agency, official("chi")):
        assert client_of(by).get(address).status_code in {403, 404}
    assert client_of(desks.province).get("/decisions/none/").status_code == 404
    assert client_of(official("hai")).get(f"{address}relies/").status_code == 403


def test_what_relied_on_it_is_drawn_and_told_in_words(desks: Desks) -> None:
    decision = appointed(desks)
    proposed_from_there(desks, "giang", "chi")
    province = client_of(desks.province)
    address = f"/decisions/{decision.pk}/relies/"
    page = province.get(address)
    assert heading(page) == "3 things on record rely on the decision"
    html = page.content.decode()
    assert html.count('<g class="thing') == 4
    assert "Người giang considered: appointment" in main(page)
    assert "(proposed from that post)" in main(page)
    few = queries_of(province, address)
    running.case(APPOINTMENT, "dung", key="more", post_id="so/pho-1")
    running.proposed("more", "dung", by="hai", post="so/pho-1", on=days_ago(9))
    assert queries_of(province, address) == few


def test_an_annulled_decision_is_marked_and_each_consequence_is_entered_as_done_with_proof(desks: Desks) -> None:
    decision = appointed(desks)
    proposed_from_there(desks, "giang")
    annulled(desks, decision)
    province = client_of(desks.province)
    assert heading(province.get(f"/decisions/{decision.pk}/")).endswith(": annulled")
    left = Consequence.objects.current().filter(done_on=None).first()
    assert left is not None
    address = f"/decisions/{decision.pk}/relies/"
    assert "still to be put right" in heading(province.get(address))
    owner = client_of(desks.province)
    refused = owner.post(f"{address}{left.identity}/", {"done_on": f"{today():%d/%m/%Y}", "proof": ""})
    assert refused.status_code == 400
    assert 'role="alert"' in refused.content.decode()
    done = owner.post(f"{address}{left.identity}/", {"done_on": f"{today():%d/%m/%Y}", "proof": "QĐ 101"})
    assert done["Location"] == address
    assert Consequence.objects.current().get(identity=left.identity).proof == "QĐ 101"
    auditor = client_of(world.desk(Role.AUDITOR, "tinh"))
    assert 'name="proof"' not in auditor.get(address).content.decode()


def test_a_proposer_s_ledger_says_what_followed_and_sums_nothing_up(desks: Desks) -> None:
    appointed(desks)
    page = client_of(desks.province).get("/people/binh/proposals/")
    ((day, who, followed),) = rows(page)
    assert day == f"{days_ago(running.OPENED):%d/%m/%Y}"
    assert who.startswith("Người hai")
    assert "decided: 22-QĐ/TU" in followed
    assert "took up the post" in followed
    assert "%" not in main(page)
    assert set(Reading.objects.values_list("person", flat=True)) >= {"hai", "binh"}
    assert client_of(official("binh")).get("/people/binh/proposals/").status_code == 200
    assert client_of(desks.inspection).get("/people/binh/proposals/").status_code == 200
    for by in (desks.agency, world.desk(Role.AUDITOR, "tinh"), official("hai"), desks.other_agency):
        assert client_of(by).get("/people/binh/proposals/").status_code == 404


def test_a_promise_is_looked_at_with_proof(desks: Desks) -> None:
    appointed(desks)
    write(Promise(identity="p1", case_id="d1", person_id="hai", text="Giảm họp", due_on=days_ago(1)))
    case = client_of(desks.agency)
    page = case.get("/cases/d1/followed/")
    assert "Giảm họp" in main(page)
    refused = [
        client_of(by).post("/cases/d1/followed/promises/p1/", {"outcome": "kept", "proof": ""})
        for by in (desks.agency, desks.province)
    ]
    assert {one.status_code for one in refused} == {400}
    answers = [
        client_of(by).post("/cases/d1/followed/promises/p1/", {"outcome": "kept", "proof": "BC 5"}).status_code
        for by in (desks.agency, desks.province)
    ]
    assert 302 in answers
    assert "BC 5" in main(case.get("/cases/d1/followed/"))


def test_a_violation_is_followed_to_its_end(desks: Desks) -> None:
    agency = client_of(desks.agency)
    assert "?person=binh" in links(agency.get("/violations/new/?q=binh"))
    assert "Người binh" in main(agency.get("/violations/new/?person=binh"))
    assert "Người son" not in main(agency.get("/violations/new/?person=son"))  # who never worked there
    given = {"person": "binh", "what": "Không lấy phiếu", "paper": "KL 1", "found_on": f"{days_ago(3):%d/%m/%Y}"}
    refused = agency.post("/violations/new/", {**given, "paper": " "})
    assert refused.status_code == 400
    assert "Không lấy phiếu" in refused.content.decode()
    address = agency.post("/violations/new/", given)["Location"]
    assert heading(agency.get("/violations/")) == "1 violation is being followed"
    assert 'name="outcome"' not in agency.get(address).content.decode()
    assert agency.post(f"{address}close/", {"outcome": "Xong"}).status_code == 400
    settled = {"party_due": "due", "party_on": f"{today():%d/%m/%Y}", "state_due": "not_due", "state_on": ""}
    assert agency.post(f"{address}measures/", settled)["Location"] == address
    assert agency.post(f"{address}close/", {"outcome": "Khiển trách"})["Location"] == address
    assert Violation.objects.current().get().outcome == "Khiển trách"
    assert heading(agency.get("/violations/")) == "No violation is being followed"


def test_violations_are_entered_by_those_who_may_and_seen_within_reach(desks: Desks) -> None:
    agency = client_of(desks.agency)
    given = {"person": "binh", "what": "Không lấy phiếu", "paper": "KL 1", "found_on": f"{days_ago(3):%d/%m/%Y}"}
    address = agency.post("/violations/new/", given)["Location"]
    assert client_of(desks.other_agency).get(address).status_code == 404
    assert client_of(desks.other_agency).post(f"{address}close/", {"outcome": "x"}).status_code == 404
    auditor = client_of(world.desk(Role.AUDITOR, "tinh"))
    assert auditor.get(address).status_code == 200
    assert auditor.post("/violations/new/", given).status_code == 400
    assert client_of(official("binh")).get("/violations/").status_code == 403
    assert Violation.objects.count() == 1


def test_an_official_declares_a_tie_with_somebody_named_in_full(desks: Desks) -> None:
    PersonDetails.objects.filter(person_id="chi").update(name="Lê Thị Chi")
    own = client_of(official("binh"))
    assert "bears exactly this name" in main(own.get("/mine/ties/?q=Chi"))
    assert 'value="chi"' in own.get("/mine/ties/?q=lê thị chi").content.decode()
    assert own.post("/mine/ties/", {"other": "chi", "kind": "none"}).status_code == 400
    assert own.post("/mine/ties/", {"other": "chi", "kind": "partner"})["Location"] == "/mine/ties/"
    tie = DeclaredTie.objects.get()
    assert "Lê Thị Chi" in main(own.get("/mine/ties/"))
    stranger = client_of(official("dung"))
    assert stranger.post(f"/ties/{tie.identity}/end/", {"reason": "sai"}).status_code in {400, 404}
    assert own.post(f"/ties/{tie.identity}/end/", {"reason": "đã thôi"})["Location"] == "/mine/ties/"
    assert not DeclaredTie.objects.current().exists()


def test_ties_of_others_are_for_roles_that_may_know_of_kin(desks: Desks) -> None:
    province = client_of(desks.province)
    assert province.post("/people/binh/ties/", {"other": "chi", "kind": "household"}).status_code == 302
    assert Reading.objects.filter(person="binh").exists() or province.get("/people/binh/ties/").status_code == 200
    for by in (desks.agency, desks.other_agency, world.desk(Role.AUDITOR, "tinh"), official("chi")):
        assert client_of(by).get("/people/binh/ties/").status_code in {403, 404}
        assert client_of(by).post("/people/binh/ties/", {"other": "an", "kind": "household"}).status_code in {403, 404}
    assert DeclaredTie.objects.count() == 1


def test_the_list_of_violations_asks_no_more_for_more_of_them(desks: Desks) -> None:
    agency, found = client_of(desks.agency), list[int]()
    for number, person in enumerate(("binh", "chi", "dung")):
        found_on = today() - timedelta(days=number)
        write(
            Violation(
                identity=f"v{number}", person_id=person, body_id="so", what="x", found_on=found_on, paper=f"KL {number}"
            )
        )
        found.append(queries_of(agency, "/violations/"))
    assert found == [found[0]] * 3
    assert len(rows(agency.get("/violations/"))) == 3


def test_pages_speak_vietnamese(desks: Desks) -> None:
    decision = appointed(desks)
    province = client_of(desks.province, language="vi")
    for address in (f"/decisions/{decision.pk}/", f"/decisions/{decision.pk}/relies/", "/people/binh/proposals/"):
        text = main(province.get(address))
        assert not re.search(r"\b(the|and|What|Nothing)\b", text), (address, text)


def test_a_point_of_a_correction_plan_is_entered_as_corrected_by_the_body_that_owes_it(desks: Desks) -> None:
    appointed(desks)
    write(CorrectionPlan(identity="k1", case_id="d1", body_id="so", point="Lập lại quy chế", due_on=days_ago(2)))
    agency = client_of(desks.agency)
    assert "Lập lại quy chế ! late" in main(agency.get("/cases/d1/followed/"))
    address = "/cases/d1/followed/points/k1/"
    assert agency.post(address, {"done_on": "hôm qua", "proof": "BC 1"}).status_code == 400
    assert client_of(desks.other_agency).post(address, {"done_on": "", "proof": ""}).status_code in {403, 404}
    assert agency.post(address, {"done_on": f"{today():%d/%m/%Y}", "proof": "BC 1"}).status_code == 302
    assert "✓ corrected" in main(agency.get("/cases/d1/followed/"))
    early = agency.post("/cases/d1/followed/plan/", {"text": ["x"], "due_on": [f"{today():%d/%m/%Y}"]})
    assert (early.status_code, CorrectionPlan.objects.current().count()) == (400, 1)


def test_a_decision_and_the_one_that_annuls_it_lead_to_each_other(desks: Desks) -> None:
    wrong = appointed(desks)
    annulled(desks, wrong)
    annulling = Decision.objects.get(number="99-QĐ/TU")
    client = client_of(desks.province)
    assert f"/decisions/{annulling.pk}/" in links(client.get(f"/decisions/{wrong.pk}/"))
    page = client.get(f"/decisions/{annulling.pk}/")
    assert f"/decisions/{wrong.pk}/" in links(page)
    assert "Annuls 22-QĐ/TU" in main(page)
    case = client.get("/cases/undo/")
    assert heading(case).startswith("Annulment of a decision: decision 22-QĐ/TU")
    assert "decision 22-QĐ/TU" in main(client.get("/cases/?kind=annulment"))
