"""Annulment: what relied on the decision, what is undone at once, what is followed to its end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from liem.actions.models import Role
from liem.actions.perform import perform
from liem.kernel.errors import LiemError
from liem.procedures.cases.standing import case_now
from liem.procedures.decisions.annulling import GIVE_BACK, graph
from liem.procedures.decisions.consequences import NewEnd, open_consequences, owed, resolve
from liem.procedures.decisions.entering_old import NewOldDecision, Row, enter_old, rows_named
from liem.procedures.decisions.stopping import stops, stops_correcting
from liem.procedures.models import Annulment, Case, Consequence, Decision
from liem.record.models import EvaluationForm, SuccessionEntry, Tenure, Term, TermState
from procedures.decisions.annulment import SINCE, acts, consequences, signed, words, wrong
from procedures.decisions.running import case, changed, paper, take
from procedures.world import PEOPLE, VACANT, Desks, build, days_ago, desk, leading, today
from world import LONG_AGO, tenure, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks() -> Desks:
    found = build()
    powers = ("tinh", "ban", "tinh")
    write(
        leading("so/phong-2/truong-2", "so/phong-2", "division_deputy", 7, ("so", "so", "so")),
        leading("so/phong-2/truong-3", "so/phong-2", "division_deputy", 7, ("so", "so", "so")),
        leading("so/pho-of-chi", "so", "deputy_director", 6, powers),
        leading("so/pho-of-an", "so", "deputy_director", 6, powers),
    )
    return found


def annul(decision: Decision, desks: Desks, *, key: str = "annul", days: int = 10, number: str = "90-QĐ/TU") -> None:
    case("annulment", key=key, body="tinh", decision=decision)
    new = paper(number, days=days, redo_by=days_ago(-30))
    take(key, new, by=desks.province, on=days_ago(days))


def test_the_graph_holds_what_rests_on_the_decision_and_nothing_else(desks: Desks) -> None:
    decision = wrong(desks)
    acts(desks)
    found = words(graph(decision, on=today()))
    chi = f"chi → {VACANT}"
    assert [one for one in found if one[0] in {"77-QĐ/TU", chi}] == [
        ("77-QĐ/TU", "brought_about", chi),
        (chi, "took_part", "case:by-chi"),
        (chi, "proposed", "candidacy:of-chi/dung"),
        (chi, "led_to", "candidacy:considered"),
        (chi, "took_part", "vote:voted"),
        (chi, "led_to", "succession:listed"),
        (chi, "signed", "1-QĐ/SNL"),
        (chi, "led_to", "chi → so-khac/giam-doc"),
    ]
    assert ("candidacy:of-chi/dung", "came_of", "of-chi-QĐ/TU") in found
    assert ("of-chi-QĐ/TU", "brought_about", "dung → so/pho-of-chi") in found
    assert ("1-QĐ/SNL", "brought_about", "giang → so/phong-2/truong-2") in found
    text = str(found)
    for other in ("2-QĐ/SNL", "of-an", "before", "listed-before", "considered-before", "hai", "tam"):
        assert other not in text


def test_what_others_did_from_posts_got_so_is_followed_further(desks: Desks) -> None:
    decision = wrong(desks)
    acts(desks)
    # Dung holds a post that came of Chi's proposal, and signs in turn.
    write(leading("so/phong-1/pho-2", "so/phong-1", "division_deputy", 8, ("so", "so", "so")))
    signed("by-dung", "hai", "so/phong-1/pho-2", "3-QĐ/SNL", desks.agency, who="dung", days=15)
    found = words(graph(decision, on=today()))
    assert ("dung → so/pho-of-chi", "signed", "3-QĐ/SNL") in found
    assert ("3-QĐ/SNL", "brought_about", "hai → so/phong-1/pho-2") in found


def test_what_was_done_after_the_post_was_left_does_not_rest_on_it(desks: Desks) -> None:
    decision = wrong(desks)
    acts(desks)
    identity = Tenure.objects.current().get(post_id=VACANT).identity
    changed(identity, valid_to=days_ago(65))
    assert words(graph(decision, on=today())) == [
        ("77-QĐ/TU", "brought_about", f"chi → {VACANT}"),
        (f"chi → {VACANT}", "proposed", "candidacy:of-chi/dung"),
        ("candidacy:of-chi/dung", "came_of", "of-chi-QĐ/TU"),
        ("of-chi-QĐ/TU", "brought_about", "dung → so/pho-of-chi"),
    ]


def test_the_graph_takes_no_more_queries_where_it_is_wider(desks: Desks) -> None:
    decision = wrong(desks)
    acts(desks)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as captured:
            graph(decision, on=today())
        counts.append(len(captured))
        post = f"so/phong-1/pho-{number + 2}"
        write(leading(post, "so/phong-1", "division_deputy", 8, ("so", "so", "so")))
        signed(f"more-{number}", "oanh", post, f"{number}-QĐ/SNL", desks.agency, who="chi", days=55)
    assert counts[0] == counts[1]


def test_annulling_ends_the_tenure_and_leaves_the_rest_to_be_decided(desks: Desks) -> None:
    decision = wrong(desks)
    acts(desks)
    annul(decision, desks)
    ended = Tenure.objects.current().get(post_id=VACANT)
    assert (ended.valid_from, ended.valid_to) == (days_ago(SINCE), days_ago(10))
    assert ended.reason.startswith("Quyết định số 90-QĐ/TU")
    row = Annulment.objects.current().get()
    # the conclusion is the third step of the case; each was taken a day after the one before
    assert (row.decision, row.found_on, row.annulled_on) == (decision, days_ago(117), days_ago(10))
    left = Consequence.objects.current().get(to_do=GIVE_BACK)
    assert (left.kind, left.thing, left.body_id, left.due_on) == (
        "tenure",
        "chi/so/phong-1/truong/2010-01-01",
        "tinh",
        days_ago(-30),
    )
    assert consequences() == {
        ("tenure", "tinh"),
        ("tenure", "so"),
        ("decision", "so"),
        ("decision", "tinh"),
        ("candidacy", "so"),
        ("case", "so"),
        ("vote", "so"),
        ("succession", "so"),
    }
    assert ended.identity not in set(Consequence.objects.current().values_list("thing", flat=True))


def test_the_conclusion_alone_finds_it_wrong_and_can_be_put_right(desks: Desks) -> None:
    decision = wrong(desks)
    case("annulment", key="annul", body="tinh", until="conclusion", decision=decision)
    take("annul", None, by=desks.inspection, step="conclusion", on=days_ago(15), signed_by="quy")
    row = Annulment.objects.current().get()
    assert (row.decision, row.found_on, row.annulled_on) == (decision, days_ago(15), None)
    number = case_now("annul", on=today()).next_number - 1
    take(
        "annul",
        None,
        by=desks.inspection,
        step="conclusion",
        on=days_ago(15),
        signed_by="quy",
        outcome="not_passed",
        corrects=number,
        reason="Quyết định không sai",
    )
    assert not Annulment.objects.current().exists()


def test_figures_that_went_out_with_it_are_drawn_up_anew(desks: Desks) -> None:
    sent_out(desks)
    decision = wrong(desks)
    assert [one for one in graph(decision, on=today()).nodes if one.kind == "report"] == []
    positions = [sent_out(desks), sent_out(desks)]
    annul(decision, desks)
    row = Consequence.objects.current().get(kind="report")
    assert (row.thing, row.body_id) == (str(positions[-1]), "tinh")


def sent_out(desks: Desks) -> int:
    """An audit of the whole record; gives the position of its entry."""
    return perform(
        "oversight.audit",
        by=desks.province,
        body=None,
        subjects=[],
        content={},
        write=lambda w: w.position,
    )


def test_a_decision_is_annulled_once(desks: Desks) -> None:
    decision = wrong(desks)
    annul(decision, desks)
    with pytest.raises(LiemError) as refusal:
        annul(decision, desks, key="again", number="91-QĐ/TU", days=5)
    assert refusal.value.code == "decisions.annulled_already"
    now = case_now("again", on=today())
    assert [code for code, _ in stops(now, "decision")] == ["decisions.annulled_already"]


def test_nothing_is_annulled_that_the_case_does_not_name(desks: Desks) -> None:
    case("annulment", key="annul", body="tinh")
    assert [code for code, _ in stops(case_now("annul", on=today()), "decision")] == ["decisions.nothing_to_annul"]
    with pytest.raises(LiemError) as refusal:
        take("annul", paper("90-QĐ/TU"), by=desks.province)
    assert refusal.value.code == "decisions.nothing_to_annul"


def test_where_something_is_to_be_redone_its_day_is_set(desks: Desks) -> None:
    decision = wrong(desks)
    case("annulment", key="annul", body="tinh", decision=decision)
    with pytest.raises(LiemError) as refusal:
        take("annul", paper("90-QĐ/TU"), by=desks.province)
    assert refusal.value.code == "decisions.no_redo_day"
    assert not Annulment.objects.exists()


def test_a_place_on_a_list_that_the_decision_gave_is_taken_back(desks: Desks) -> None:
    write(*_term())
    case("party_succession", "chi", key="plan", post_id="so/giam-doc", kind="succession")
    decision = take("plan", paper(), by=desks.province)
    assert decision is not None
    annul(decision, desks)
    entry = SuccessionEntry.objects.current().get()
    assert (entry.removed_on, entry.removal_reason[:30]) == (days_ago(10), "Hủy bỏ theo Quyết định số 90-Q")
    assert consequences() == {("succession", "so")}


def test_a_grade_that_stood_before_stands_again(desks: Desks) -> None:
    year = days_ago(40).year - 1
    decisions = []
    for number, grade in (("1", "good"), ("2", "excellent")):
        case("party_evaluation", "binh", key=number, until="grade", person_id="binh")
        new = paper(number, grade=grade, year=year)
        decisions.append(take(number, new, by=desks.province, step="grade", on=days_ago(31 - int(number))))
    assert decisions[1] is not None
    annul(decisions[1], desks)
    assert EvaluationForm.objects.current().get().grade == "good"


def test_a_release_that_is_annulled_does_not_by_itself_give_the_post_back(desks: Desks) -> None:
    case("party_release", "binh", key="release", person_id="binh", post_id="so/pho-1")
    decision = take("release", paper(), by=desks.province)
    assert decision is not None
    annul(decision, desks)
    assert Tenure.objects.current().get(person_id="binh").valid_to == days_ago(20)
    row = Consequence.objects.current().get()
    assert (row.kind, row.thing, row.to_do) == ("tenure", "binh/so/pho-1/2010-01-01", GIVE_BACK)


def test_the_case_does_not_end_while_a_consequence_is_open(desks: Desks) -> None:
    annul(wrong(desks), desks)
    now = case_now("annul", on=today())
    assert [code for code, _ in stops(now, "redone")] == ["decisions.consequences_open"]
    assert "Còn 1 việc" in stops(now, "redone")[0][1].vi
    row = Consequence.objects.current().get()
    assert [(one.kind, one.body, one.due_on, one.path) for one in owed(today())] == [
        ("consequence", "tinh", days_ago(-30), "/cases/annul/")
    ]
    resolve(row.identity, NewEnd(done_on=today(), proof="Quyết định 95-QĐ/TU"), by=desks.province)
    assert stops(case_now("annul", on=today()), "redone") == ()
    assert (open_consequences(Case.objects.get(pk="annul")), list(owed(today()))) == (0, [])
    done = Consequence.objects.current().get()
    assert (done.done_on, done.proof) == (today(), "Quyết định 95-QĐ/TU")


@pytest.mark.parametrize(
    ("done_on", "proof", "code"),
    [
        (today, " ", "decisions.proof"),
        (today, "x" * 121, "decisions.proof"),
        (lambda: days_ago(-1), "Báo cáo", "decisions.day_to_come"),
        (lambda: days_ago(11), "Báo cáo", "decisions.before_annulment"),
    ],
)
def test_a_consequence_ends_with_a_day_and_a_proof(done_on: object, proof: str, code: str, desks: Desks) -> None:
    annul(wrong(desks), desks)
    row = Consequence.objects.current().get()
    day = done_on()  # type: ignore[operator]
    assert isinstance(day, date)
    with pytest.raises(LiemError) as refusal:
        resolve(row.identity, NewEnd(done_on=day, proof=proof), by=desks.province)
    assert refusal.value.code == code
    assert Consequence.objects.current().get().done_on is None


def test_a_consequence_is_ended_once_by_whoever_owes_it_and_never_by_whom_it_is_about(desks: Desks) -> None:
    annul(wrong(desks), desks)
    row, end = Consequence.objects.current().get(), NewEnd(done_on=today(), proof="Báo cáo 12")
    for by, code in (
        (desks.agency, "actions.out_of_scope"),
        (desk(Role.ORGANISATION_OFFICER, "tinh", username="chi", person="chi"), "decisions.own"),
    ):
        with pytest.raises(LiemError) as refusal:
            resolve(row.identity, end, by=by)
        assert refusal.value.code == code
    resolve(row.identity, end, by=desks.province)
    with pytest.raises(LiemError) as refusal:
        resolve(row.identity, end, by=desks.province)
    assert refusal.value.code == "decisions.not_open"


def test_what_led_to_a_decision_is_not_rewritten_underneath_it(desks: Desks) -> None:
    wrong(desks)
    now = case_now("wrong", on=today())
    assert [code for code, _ in stops_correcting(now, "key_officials")] == ["decisions.decided"]
    assert stops_correcting(now, "decision") == ()
    assert stops_correcting(now, "opening") == ()
    case("party_appointment_inside", "hai", key="running", post_id=VACANT)
    assert stops_correcting(case_now("running", on=today()), "key_officials") == ()


def test_an_older_decision_is_entered_with_what_rests_on_it_and_can_be_annulled(desks: Desks) -> None:
    row = tenure("hai", "so-khac/giam-doc", days_ago(300))
    row.decision = "5-QĐ/TU"
    write(row)
    assert [one.identity for one in rows_named(" 5-QĐ/TU ")] == [row.identity]
    assert (rows_named(""), rows_named("6-QĐ/TU")) == ((), ())
    decision = enter_old(_old(rows=rows_named("5-QĐ/TU")), by=desks.province)
    annul(decision, desks)
    assert Tenure.objects.current().get(identity=row.identity).valid_to == days_ago(10)
    assert decision.case_id is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": ""}, "decisions.old"),
        ({"subject": " "}, "decisions.old"),
        ({"signatory": "nobody"}, "decisions.old"),
        ({"decided_on": days_ago(-1), "effective_on": days_ago(-1)}, "decisions.old"),
        ({"effective_on": days_ago(311)}, "decisions.old"),
        ({"row": "none"}, "decisions.no_rows"),
        ({"person": "an"}, "decisions.no_rows"),
    ],
)
def test_an_older_decision_names_what_is_on_record(changes: dict[str, object], code: str, desks: Desks) -> None:
    told = {name: value for name, value in changes.items() if name not in {"row", "person"}}
    identity = str(changes.get("row", f"chi/{PEOPLE['chi']}/{LONG_AGO}"))
    rows = (Row("record_tenure", identity, str(changes.get("person", "chi"))),)
    with pytest.raises(LiemError) as refusal:
        enter_old(replace(_old(rows=rows), **told), by=desks.province)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert not Decision.objects.exists()


def test_an_older_decision_is_entered_once_and_not_by_a_unit(desks: Desks) -> None:
    enter_old(_old(), by=desks.province)
    with pytest.raises(LiemError) as refusal:
        enter_old(_old(), by=desks.province)
    assert refusal.value.code == "decisions.same_number"
    with pytest.raises(LiemError) as refusal:
        enter_old(_old(), by=desks.agency)
    assert refusal.value.code == "actions.no_mandate"


def _old(**more: object) -> NewOldDecision:
    given: dict[str, object] = {
        "number": "5-QĐ/TU",
        "decided_on": days_ago(310),
        "effective_on": days_ago(300),
        "body": "tinh",
        "subject": "Bổ nhiệm giám đốc sở",
    }
    return NewOldDecision(**{**given, **more})  # type: ignore[arg-type]


def _term() -> list[models.Model]:
    return [Term(key="term", body_id="so"), TermState(identity="term", term_id="term", name="2025–2030")]
