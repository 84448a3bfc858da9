"""Decisions that begin, renew and end tenures."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from liem.actions.row_check import check_rows
from liem.kernel.errors import LiemError
from liem.procedures.decisions.signed import NewDecision
from liem.procedures.models import CandidacyState, Decision, DecisionEffect
from liem.record.models import Tenure
from procedures.decisions.running import NUMBER, case, changed, goes_to, paper, take
from procedures.world import VACANT, Desks, build, days_ago
from world import LONG_AGO, tenure, write

pytestmark = pytest.mark.django_db
EFFECT = 20  # days ago


@pytest.fixture
def desks() -> Desks:
    return build("vietnam")


def held(person: str) -> list[tuple[str, date | None, date | None, str, str]]:
    rows = Tenure.objects.current().filter(person_id=person).order_by("valid_from", "post_id")
    return [(row.post_id, row.valid_from, row.valid_to, row.kind, row.decision) for row in rows]


def refused(new: NewDecision | None, code: str, *, by: Desks, **more: Any) -> None:
    before = list(Tenure.objects.values_list("identity", "known_to"))
    with pytest.raises(LiemError) as refusal:
        take("case", new, by=by.province, **more)
    assert refusal.value.code == code
    assert list(Tenure.objects.values_list("identity", "known_to")) == before
    assert not Decision.objects.exists()


def test_an_appointment_begins_the_new_tenure_and_decides_the_candidacy(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    decision = take("case", paper(leaves=("chi/so/phong-1/truong/2010-01-01",)), by=desks.province)
    assert decision is not None
    assert held("chi") == [
        ("so/phong-1/truong", LONG_AGO, days_ago(EFFECT), "", ""),
        (VACANT, days_ago(EFFECT), None, "appointment", NUMBER),
    ]
    state = CandidacyState.objects.current().get(candidacy_id="case/chi")
    assert (state.decided_on, state.decision) == (days_ago(30), NUMBER)
    row = Decision.objects.get()
    assert (row.body_id, row.signatory_id, row.decided_on, row.event) == ("tinh", "lan", days_ago(30), "case:10")
    assert row.entry == Tenure.objects.current().get(post_id=VACANT).known_from
    effects = DecisionEffect.objects.filter(decision=row).values_list("table", "person_id")
    assert sorted(effects) == [
        ("procedures_candidacystate", "chi"),
        ("record_tenure", "chi"),
        ("record_tenure", "chi"),
    ]


def test_a_tenure_that_ends_says_by_which_decision_and_stays_known_as_it_was(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    take("case", paper(leaves=("chi/so/phong-1/truong/2010-01-01",)), by=desks.province)
    versions = Tenure.objects.filter(person_id="chi", post_id="so/phong-1/truong").order_by("known_from")
    told = [(row.valid_to, row.reason, row.known_to is None) for row in versions]
    words = f"Quyết định số {NUMBER} ngày {days_ago(30):%d/%m/%Y}"
    assert told == [(None, "", False), (days_ago(EFFECT), words, True)]


def test_an_appointment_alone_ends_nothing(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    take("case", paper(), by=desks.province)
    assert [row[2] for row in held("chi")] == [None, None]


def test_a_post_of_one_holder_is_not_given_to_a_second(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id="so/giam-doc")
    refused(paper(), "decisions.post_taken", by=desks)


def test_a_post_that_the_former_holder_left_can_be_given(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id="so/giam-doc")
    changed("an/so/giam-doc/2010-01-01", valid_to=days_ago(EFFECT))
    take("case", paper(), by=desks.province)
    assert held("chi")[-1][0] == "so/giam-doc"


def test_whoever_acts_for_the_holder_does_not_hold_the_post(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id="xa/bi-thu")
    changed("tam/xa/bi-thu/2010-01-01", kind="acting")
    take("case", paper(), by=desks.province)
    assert held("chi")[-1][0] == "xa/bi-thu"


def test_nobody_begins_in_a_post_already_held(desks: Desks) -> None:
    case("party_appointment_inside", "binh", post_id="so/pho-1")
    refused(paper(), "decisions.holds_already", by=desks)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (None, "decisions.no_decision"),
        (paper(" "), "decisions.number"),
        (paper("1" * 61), "decisions.number"),
        (paper(days=31), "decisions.effect_before"),
        (paper(days=-340), "decisions.effect_far"),
        (paper(signatory="an"), "decisions.signatory"),
        (paper(leaves=("an/so/giam-doc/2010-01-01",)), "decisions.not_held"),
    ],
)
def test_what_is_wrong_on_the_paper_is_refused(new: NewDecision | None, code: str, desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    refused(new, code, by=desks)


def test_whoever_the_case_is_about_does_not_sign(desks: Desks) -> None:
    case("party_appointment_inside", "lan", post_id=VACANT)
    refused(paper(), "decisions.signs_own", by=desks)


def test_one_number_of_a_body_and_day_is_one_decision(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    case("party_appointment_inside", "dung", key="other", post_id=VACANT)
    take("case", paper(), by=desks.province)
    with pytest.raises(LiemError) as refusal:
        take("other", paper(), by=desks.province)
    assert refusal.value.code == "decisions.same_number"
    assert take("other", paper("13-QĐ/TU"), by=desks.province) is not None


def test_with_more_names_than_places_it_must_be_said_who_is_appointed(desks: Desks) -> None:
    case("party_appointment_inside", "chi", "dung", post_id=VACANT)
    refused(paper(), "decisions.whom", by=desks)
    take("case", paper(), by=desks.province, chosen=["case/dung"])
    assert [len(held("chi")), len(held("dung"))] == [1, 2]
    states = CandidacyState.objects.current().order_by("candidacy_id").values_list("candidacy_id", "decision")
    assert list(states) == [("case/chi", ""), ("case/dung", NUMBER)]


def test_a_step_that_does_not_pass_decides_nothing(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    assert take("case", None, by=desks.province, outcome="not_passed") is None
    assert len(held("chi")) == 1
    assert not Decision.objects.exists()


def test_a_rotation_ends_the_post_from_which_it_goes_out(desks: Desks) -> None:
    case("party_rotation", "binh", body="xa", person_id="binh", post_id=None)
    write(tenure("binh", "so/phong-1/pho", days_ago(300)))
    goes_to("case", "binh", VACANT)
    take("case", paper(), by=desks.province)
    assert held("binh") == [
        ("so/pho-1", LONG_AGO, None, "", ""),
        ("so/phong-1/pho", days_ago(300), days_ago(EFFECT), "", ""),
        (VACANT, days_ago(EFFECT), None, "rotation", NUMBER),
    ]


def test_a_periodic_transfer_lets_two_change_places(desks: Desks) -> None:
    case("periodic_transfer", "chi", "dung")
    goes_to("case", "chi", "so/phong-2/truong")
    goes_to("case", "dung", "so/phong-1/truong")
    take("case", paper(), by=desks.province, signed_by=None, body="so")
    assert [row[0] for row in held("chi") if row[2] is None] == ["so/phong-2/truong"]
    assert [row[0] for row in held("dung") if row[2] is None] == ["so/phong-1/truong"]
    assert {row[3] for who in ("chi", "dung") for row in held(who) if row[2] is None} == {"periodic_transfer"}


def test_a_transfer_needs_the_new_post_of_everybody(desks: Desks) -> None:
    case("periodic_transfer", "chi", "dung")
    goes_to("case", "chi", "so/phong-2/truong")
    refused(paper(), "decisions.no_post", by=desks, signed_by=None, body="so")


def test_a_release_ends_the_tenure_on_the_day_of_effect(desks: Desks) -> None:
    case("party_release", "binh", person_id="binh", post_id="so/pho-1", kind="appointment")
    take("case", paper(), by=desks.province)
    assert held("binh") == [("so/pho-1", LONG_AGO, days_ago(EFFECT), "", "")]


def test_what_is_not_held_cannot_end(desks: Desks) -> None:
    case("party_release", "binh", person_id="binh", post_id="so/giam-doc")
    refused(paper(), "decisions.not_held", by=desks)


def test_a_reappointment_lets_the_tenure_go_on_by_the_new_decision(desks: Desks) -> None:
    case("party_reappointment", "binh", person_id="binh", post_id="so/pho-1", kind="reappointment")
    take("case", paper(ends_on=days_ago(-1825)), by=desks.province)
    assert held("binh") == [("so/pho-1", LONG_AGO, days_ago(-1825) + timedelta(days=1), "", NUMBER)]
    assert CandidacyState.objects.current().get(candidacy_id="case/binh").decided_on == days_ago(30)


def test_a_correction_stands_for_the_decision_that_was_entered_wrongly(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    leaves = ("chi/so/phong-1/truong/2010-01-01",)
    take("case", paper(leaves=leaves), by=desks.province)
    take("case", paper(days=10, leaves=leaves), by=desks.province, corrects=10, reason="Ghi nhầm ngày có hiệu lực")
    assert held("chi") == [
        ("so/phong-1/truong", LONG_AGO, days_ago(10), "", ""),
        (VACANT, days_ago(10), None, "appointment", NUMBER),
    ]
    assert Decision.objects.count() == 2
    assert check_rows() == []


def test_a_decision_that_was_no_decision_is_undone(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    take("case", paper(leaves=("chi/so/phong-1/truong/2010-01-01",)), by=desks.province)
    take("case", None, by=desks.province, outcome="not_passed", corrects=10, reason="Cấp trên không đồng ý")
    assert held("chi") == [("so/phong-1/truong", LONG_AGO, None, "", "")]
    assert CandidacyState.objects.current().get(candidacy_id="case/chi").decided_on is None
    gone = Tenure.objects.get(post_id=VACANT)
    assert gone.known_to is not None


def test_what_was_changed_since_is_not_corrected_but_annulled(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    take("case", paper(), by=desks.province)
    case("party_release", "chi", key="release", person_id="chi", post_id=VACANT)
    take("release", paper("13-QĐ/TU", days=5), by=desks.province, on=days_ago(6))
    with pytest.raises(LiemError) as refusal:
        take("case", paper(days=10), by=desks.province, corrects=10, reason="Ghi nhầm")
    assert refusal.value.code == "decisions.relied_on"
