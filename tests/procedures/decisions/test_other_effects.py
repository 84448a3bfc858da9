"""Decisions about succession lists, evaluations, trainings and suspensions; what is made known."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import LazySettings

from liem.kernel.errors import LiemError
from liem.procedures.cases.standing import case_now
from liem.procedures.decisions.signed import NewDecision, TakenOff
from liem.procedures.models import Decision, Publication, Suspension
from liem.record.models import (
    Evaluation,
    EvaluationForm,
    SuccessionEntry,
    SuccessionList,
    SuccessionListState,
    Tenure,
    Term,
    TermState,
    Training,
)
from procedures.decisions.running import NUMBER, case, paper, take
from procedures.world import Desks, build, days_ago, today
from world import write

pytestmark = pytest.mark.django_db
FIRST, LAST = days_ago(400), days_ago(-1400)
YEAR = days_ago(30).year - 1


@pytest.fixture
def desks() -> Desks:
    return build("vietnam")


def refused(new: NewDecision | None, code: str, *, by: Desks, key: str = "case", step: str = "decision") -> None:
    with pytest.raises(LiemError) as refusal:
        take(key, new, by=by.province, step=step)
    assert refusal.value.code == code


def term(key: str = "term", *, until: date = LAST) -> None:
    write(
        Term(key=key, body_id="so"),
        TermState(identity=key, term_id=key, name=key, valid_from=FIRST, valid_to=until),
    )


def listed() -> list[tuple[str, date, str, date | None, str]]:
    rows = SuccessionEntry.objects.current().order_by("person_id")
    return [(row.person_id, row.approved_on, row.decision, row.removed_on, row.removal_reason) for row in rows]


def test_a_succession_plan_enters_the_list_and_everybody_chosen(desks: Desks, settings: LazySettings) -> None:
    settings.SECRECY_CEILING = "confidential"
    term()
    case("party_succession", "chi", "dung", "hai", post_id="so/giam-doc", kind="succession", secrecy="confidential")
    take("case", paper(), by=desks.province, chosen=["case/chi", "case/dung"])
    kept = SuccessionList.objects.get()
    assert (kept.body_id, kept.post_id, kept.term_id) == ("so", "so/giam-doc", "term")
    state = SuccessionListState.objects.current().get()
    assert (state.approved_on, state.decision, state.secrecy) == (days_ago(30), NUMBER, "confidential")
    assert listed() == [("chi", days_ago(30), NUMBER, None, ""), ("dung", days_ago(30), NUMBER, None, "")]


def test_of_a_list_above_the_ceiling_only_number_and_date_are_kept(desks: Desks, settings: LazySettings) -> None:
    settings.SECRECY_CEILING = "open"
    term()
    case("party_succession", "chi", post_id="so/giam-doc", kind="succession", secrecy="secret")
    take("case", paper(), by=desks.province)
    state = SuccessionListState.objects.current().get()
    assert (state.approved_on, state.decision, state.secrecy) == (days_ago(30), NUMBER, "secret")
    assert listed() == []


def test_the_term_must_be_clear(desks: Desks) -> None:
    case("party_succession", "chi", post_id="so/giam-doc", kind="succession")
    refused(paper(), "decisions.which_term", by=desks)
    term("next")
    term("after", until=days_ago(-3000))
    refused(paper(), "decisions.which_term", by=desks)
    refused(paper(term="none"), "decisions.which_term", by=desks)
    take("case", paper(term="next"), by=desks.province)
    assert SuccessionList.objects.get().term_id == "next"


def test_a_revision_takes_people_off_with_the_reason_and_adds_others(desks: Desks) -> None:
    term()
    case("party_succession", "chi", "dung", post_id="so/giam-doc", kind="succession")
    take("case", paper(), by=desks.province)
    case("party_succession_revision", "hai", "dung", key="revision", post_id="so/giam-doc", kind="succession")
    off = (TakenOff("chi", "Không còn đủ tuổi"),)
    take("revision", paper("15-QĐ/TU", days=9, taken_off=off), by=desks.province, on=days_ago(10))
    assert listed() == [
        ("chi", days_ago(30), NUMBER, days_ago(9), "Không còn đủ tuổi"),
        ("dung", days_ago(30), NUMBER, None, ""),
        ("hai", days_ago(10), "15-QĐ/TU", None, ""),
    ]
    state = SuccessionListState.objects.current().get()
    assert (state.approved_on, state.reviewed_on, state.decision) == (days_ago(30), days_ago(10), NUMBER)


@pytest.mark.parametrize("off", [TakenOff("giang", "Chuyển đi"), TakenOff("chi", " ")])
def test_only_somebody_listed_is_taken_off_and_only_with_a_reason(off: TakenOff, desks: Desks) -> None:
    term()
    case("party_succession", "chi", post_id="so/giam-doc", kind="succession")
    take("case", paper(), by=desks.province)
    case("party_succession_revision", key="revision", post_id="so/giam-doc", kind="succession")
    refused(paper("15-QĐ/TU", taken_off=(off,)), "decisions.not_listed", by=desks, key="revision")
    assert [row[3] for row in listed()] == [None]


def test_making_a_plan_known_dates_the_list(desks: Desks) -> None:
    term()
    case("party_succession", "chi", post_id="so/giam-doc", kind="succession")
    decision = take("case", paper(), by=desks.province)
    assert SuccessionListState.objects.current().get().published_on is None
    take("case", None, by=desks.province, step="publication", on=days_ago(12))
    assert SuccessionListState.objects.current().get().published_on == days_ago(12)
    row = Publication.objects.get()
    assert (row.decision, row.to, row.published_on, row.step) == (
        decision,
        "those_entitled",
        days_ago(12),
        "publication",
    )


def test_a_grade_is_entered_and_the_former_stays_known(desks: Desks) -> None:
    case("party_evaluation", "binh", until="grade", person_id="binh")
    write(
        Evaluation(key="e", person_id="binh", body_id="so", year=YEAR),
        EvaluationForm(identity="e", evaluation_id="e", grade="good", body_result="Đạt", evaluated_on=days_ago(60)),
    )
    take("case", paper(grade="completed", collective_grade="good", year=YEAR), by=desks.province, step="grade")
    form = EvaluationForm.objects.current().get()
    assert (form.evaluation_id, form.grade, form.collective_grade, form.body_result, form.assessed_by) == (
        "e",
        "completed",
        "good",
        "Đạt",
        "Tinh",
    )
    assert EvaluationForm.objects.filter(grade="good", known_to=form.known_from).exists()


def test_a_first_grade_makes_the_evaluation_of_the_year(desks: Desks) -> None:
    case("party_evaluation", "binh", until="grade", person_id="binh")
    take("case", paper(grade="good", year=YEAR), by=desks.province, step="grade")
    row = Evaluation.objects.get()
    assert (row.person_id, row.body_id, row.year) == ("binh", "so", YEAR)
    assert EvaluationForm.objects.current().get().evaluated_on == days_ago(30)


@pytest.mark.parametrize(
    "new", [paper(year=YEAR), paper(grade="superb", year=YEAR), paper(grade="good"), paper(grade="good", year=YEAR + 2)]
)
def test_a_grade_needs_a_word_of_the_scale_and_a_year_that_has_come(new: NewDecision, desks: Desks) -> None:
    case("party_evaluation", "binh", until="grade", person_id="binh")
    refused(new, "decisions.grade", by=desks, step="grade")
    assert not Evaluation.objects.exists()


def test_a_selection_for_training_sends_everybody_on_the_list() -> None:
    desks = build()
    case("training_selection", "chi", "dung", kind="training")
    refused(paper(), "decisions.course", by=desks)
    new = paper(course="Cao cấp lý luận chính trị", place="Học viện", ends_on=days_ago(-300))
    take("case", new, by=desks.province)
    rows = Training.objects.current().order_by("person_id")
    assert [(row.person_id, row.course, row.valid_from, row.valid_to) for row in rows] == [
        ("chi", "Cao cấp lý luận chính trị", days_ago(20), days_ago(-301)),
        ("dung", "Cao cấp lý luận chính trị", days_ago(20), days_ago(-301)),
    ]


def suspension() -> tuple[date, date, date | None]:
    row = Suspension.objects.current().get()
    return row.begun_on, row.ends_on, row.ended_on


def test_a_suspension_begins_is_extended_and_ends_and_the_tenure_goes_on(desks: Desks) -> None:
    case("party_suspension", "binh", person_id="binh", post_id="so/pho-1")
    refused(paper(), "decisions.no_last_day", by=desks)
    take("case", paper(ends_on=days_ago(15)), by=desks.province)
    assert suspension() == (days_ago(20), days_ago(15), None)
    take("case", None, by=desks.province, step="notice", on=days_ago(19))
    refused(paper("13-QĐ/TU", ends_on=days_ago(15)), "decisions.no_last_day", by=desks, step="extension")
    take("case", paper("13-QĐ/TU", ends_on=days_ago(8)), by=desks.province, step="extension", on=days_ago(20))
    assert suspension() == (days_ago(20), days_ago(8), None)
    take("case", None, by=desks.province, step="ending", on=days_ago(9))
    assert suspension() == (days_ago(20), days_ago(8), days_ago(9))
    assert Tenure.objects.current().get(person_id="binh").valid_to is None
    assert list(Decision.objects.order_by("number").values_list("number", flat=True)) == [NUMBER, "13-QĐ/TU"]


def test_an_end_entered_by_mistake_lets_the_suspension_go_on(desks: Desks) -> None:
    case("party_suspension", "binh", person_id="binh", post_id="so/pho-1")
    take("case", paper(ends_on=days_ago(8)), by=desks.province)
    take("case", None, by=desks.province, step="notice", on=days_ago(19))
    take("case", None, by=desks.province, step="ending", on=days_ago(9))
    number = case_now("case", on=today()).next_number - 1
    take("case", None, by=desks.province, step="ending", outcome="not_passed", corrects=number, reason="Ghi nhầm")
    assert suspension() == (days_ago(20), days_ago(8), None)


def test_a_suspension_by_the_head_is_ended_by_a_decision_of_its_own() -> None:
    desks = build()
    case("suspension_by_head", "binh", person_id="binh", post_id="so/pho-1")
    take("case", paper(ends_on=days_ago(15)), by=desks.province)
    take("case", paper("14-QĐ/TU", days=16), by=desks.province, step="ending", on=days_ago(17))
    assert suspension() == (days_ago(20), days_ago(15), days_ago(16))


def test_nothing_is_ended_that_was_not_begun(desks: Desks) -> None:
    case("party_suspension", "binh", person_id="binh", post_id="so/pho-1", until="ending")
    refused(None, "decisions.not_suspended", by=desks, step="ending")


def test_a_vote_of_confidence_changes_nothing_in_the_record(desks: Desks) -> None:
    case("party_confidence_vote", "an", "binh", until="meeting")
    before = Tenure.objects.count()
    assert take("case", None, by=desks.province, step="meeting", signed_by="an", body="so") is None
    assert (Tenure.objects.count(), Decision.objects.count()) == (before, 0)
