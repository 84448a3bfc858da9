"""What the file of somebody put forward tells: from the record, else from what was stated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from facts_everywhere import facts_everywhere
from facts_of import facts_of
from liem.procedures.models import CandidacyState, CasePerson, Decision, DecisionEffect
from liem.record.models import SuccessionEntry, SuccessionList, SuccessionListState, Term, TermState
from world import LONG_AGO, attestation, body, person, tenure, write

from ..careers import disciplined, qualified, ranked, standard
from .cases import DAY, JOINED, case, event, name, paper, statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def put_forward() -> None:
    """An, a deputy since 2010, is put forward for director."""
    write(body("so"), ranked("director", "so", 3), ranked("deputy", "so", 4), person("an"))
    write(tenure("an", "deputy", LONG_AGO))
    case("c", "appointment_inside", "party_appointment_inside", term_ends_on=date(2030, 6, 30))
    write(name("f", "an", "director"))


def _file(as_of: date = DAY) -> dict[str, Any]:
    return facts_of("appointment_file", as_of)["f"]


@pytest.mark.usefixtures("put_forward")
def test_a_file_about_which_little_is_on_record_leaves_the_rest_open() -> None:
    assert facts_everywhere("appointment_file", DAY) == {
        "f": {
            "person": "an",
            "body": "so",
            "kind": "appointment",
            "jurisdiction": "party",
            "filed_on": DAY,
            "retires_on": date(2045, 5, 5),
            "reckoned_on": None,
            "first_time": None,
            "in_post_since": LONG_AGO,
            "planned_for_post": None,
            "to_higher_post": True,
            "latest_reprimand": None,
            "latest_reprimand_closed": False,
            "latest_warning": None,
            "latest_warning_closed": False,
            "latest_removal": None,
            "latest_removal_closed": False,
            "under_discipline": None,
            "standards_required": None,
            "standards_met": 0,
            "standards_met_closed": False,
            "term_ends_on": date(2030, 6, 30),
            "notified_on": None,
            "decided_on": None,
            "policy_asked_on": None,
            "policy_answered_on": None,
            "process_finished_on": None,
        }
    }


@pytest.mark.usefixtures("put_forward")
def test_what_the_record_does_not_tell_is_what_was_stated() -> None:
    write(
        statements(
            "appointment_file",
            "f",
            filed_on="2026-04-01",
            reckoned_on="2026-09-01",
            first_time="false",
            planned_for_post="true",
            to_higher_post="false",
            under_discipline="false",
            standards_required="4",
            standards_met="3",
            notified_on="2026-02-30",
            policy_asked_on="hôm qua",
        )
    )
    row = facts_everywhere("appointment_file", DAY)["f"]

    assert {name: row[name] for name in ("filed_on", "reckoned_on", "first_time", "planned_for_post")} == {
        "filed_on": date(2026, 4, 1),
        "reckoned_on": date(2026, 9, 1),
        "first_time": False,
        "planned_for_post": True,
    }
    assert row["to_higher_post"] is True, "the record tells it"
    assert (row["under_discipline"], row["standards_required"], row["standards_met"]) == (False, 4.0, 3)
    assert row["standards_met_closed"] is True
    assert (row["notified_on"], row["policy_asked_on"]) == (None, None), "no day is no day"


@pytest.mark.usefixtures("put_forward")
def test_the_file_was_received_by_the_day_of_the_appraisal() -> None:
    write(paper("appraisal", date(2026, 5, 4)), paper("policy_agreement", date(2026, 3, 20)))
    row = _file()

    assert (row["filed_on"], row["policy_answered_on"]) == (date(2026, 5, 4), date(2026, 3, 20))


@pytest.mark.parametrize(
    ("ends_on", "attested", "expected"),
    [
        (date(2026, 6, 30), False, True),
        (date(2026, 6, 29), False, False),
        (None, True, None),
        ("none on record", True, False),
        ("none on record", False, None),
    ],
    ids=["runs on its last day", "over the day before", "no end known", "attested: none", "nobody attested"],
)
@pytest.mark.usefixtures("put_forward")
def test_a_discipline_that_still_runs(ends_on: Any, attested: bool, expected: bool | None) -> None:
    if ends_on != "none on record":
        write(disciplined("d", "warning", date(2026, 1, 5), ends_on=ends_on))
    if attested:
        write(attestation("an", "discipline", JOINED))

    assert _file()["under_discipline"] is expected


@pytest.mark.usefixtures("put_forward")
def test_a_discipline_after_the_decision_says_nothing_about_it() -> None:
    write(attestation("an", "discipline", JOINED), disciplined("d", "warning", DAY, ends_on=date(2027, 6, 30)))
    assert _file()["under_discipline"] is True
    decided = date(2026, 5, 20)
    write(Decision(key="d", case_id="c", number="1", decided_on=decided, effective_on=decided, body_id="so", entry=1))
    write(DecisionEffect(decision_id="d", table="record_tenure", identity="x", person_id="an"))
    row = _file()

    assert (row["decided_on"], row["under_discipline"], row["latest_warning"]) == (decided, False, None)
    assert row["filed_on"] is None, "once decided, nothing stands in for the day of the file"


@pytest.mark.parametrize(
    ("rank_there", "rank_here", "expected"),
    [(3, 4, True), (4, 4, False), (5, 4, False), (None, 4, None), (3, None, None)],
    ids=["higher", "equal", "lower", "no rank there", "no rank here"],
)
def test_whether_the_post_is_higher(rank_there: int | None, rank_here: int | None, expected: bool | None) -> None:
    write(body("so"), ranked("director", "so", rank_there), ranked("deputy", "so", rank_here), person("an"))
    write(tenure("an", "deputy", LONG_AGO))
    case("c", "appointment_inside", "party_appointment_inside")
    write(name("f", "an", "director"))

    assert facts_everywhere("appointment_file", DAY)["f"]["to_higher_post"] is expected


@pytest.mark.parametrize(("attested", "expected"), [(True, True), (False, None)])
def test_the_first_post_is_higher_once_nothing_else_can_be_held(attested: bool, expected: bool | None) -> None:
    write(body("so"), ranked("director", "so", 3), person("an"))
    case("c", "appointment_outside", "party_appointment_outside")
    write(name("f", "an", "director"))
    if attested:
        write(attestation("an", "tenures", JOINED))

    assert (_file()["to_higher_post"], _file()["in_post_since"]) == (expected, None)


def _on_list(for_post: str, *, secrecy: str = "") -> None:
    write(
        Term(key="t", body_id="so"),
        TermState(identity="t", term_id="t", name="2025–2030"),
        SuccessionList(key="l", body_id="so", post_id=for_post, term_id="t"),
        SuccessionListState(identity="l", list_id="l", approved_on=LONG_AGO, secrecy=secrecy),
        SuccessionEntry(identity="an@l", list_id="l", person_id="an", approved_on=LONG_AGO),
    )


@pytest.mark.usefixtures("put_forward")
@pytest.mark.parametrize(
    ("planned", "attested", "expected"),
    [("director", False, True), ("chair", False, True), ("deputy", True, False), ("deputy", False, None)],
    ids=["for the post", "for a higher one", "for a lower one, all lists attested", "for a lower one"],
)
def test_whoever_is_planned_for_the_post_or_a_higher_one_is_planned(
    planned: str, attested: bool, expected: bool | None
) -> None:
    write(ranked("chair", "so", 2))
    _on_list(planned)
    if attested:
        write(attestation("an", "succession", JOINED))

    assert facts_everywhere("appointment_file", DAY)["f"]["planned_for_post"] is expected


@pytest.mark.usefixtures("put_forward")
def test_nobody_is_off_all_lists_while_one_is_kept_elsewhere() -> None:
    _on_list("deputy", secrecy="top_secret")
    write(attestation("an", "succession", JOINED))

    assert _file()["planned_for_post"] is None


@pytest.mark.usefixtures("put_forward")
def test_standards_of_the_post_are_counted() -> None:
    write(
        standard("degree", "university"),
        standard("political_theory", "advanced_theory"),
        qualified("degree", "master", date(2015, 1, 1)),
    )
    row = facts_everywhere("appointment_file", DAY)["f"]
    assert (row["standards_required"], row["standards_met"], row["standards_met_closed"]) == (2.0, 1, False)
    write(attestation("an", "qualifications", DAY))
    assert _file()["standards_met_closed"] is True


@pytest.mark.usefixtures("put_forward")
def test_whoever_withdrew_has_no_file_any_more() -> None:
    CasePerson.objects.filter(identity="f").update(withdrawn_on=date(2026, 6, 1))

    assert facts_of("appointment_file", date(2026, 5, 31)).keys() == {"f"}
    assert facts_of("appointment_file", DAY) == facts_of("candidacy", DAY) == {}


@pytest.mark.parametrize(
    ("step", "remains"), [("third_leadership", False), ("second_leadership", True)], ids=["ends", "goes back"]
)
@pytest.mark.usefixtures("put_forward")
def test_a_case_that_ended_without_success_raises_nothing_more(step: str, remains: bool) -> None:
    write(event(0, "opening", JOINED), event(1, step, date(2026, 6, 2), outcome="not_passed"))

    assert ("f" in facts_everywhere("appointment_file", DAY)) is remains
    assert ("f" in facts_everywhere("candidacy", DAY)) is remains
    assert "f" in facts_of("appointment_file", date(2026, 6, 1))


@pytest.mark.usefixtures("put_forward")
def test_a_correction_brings_a_case_back() -> None:
    write(event(0, "opening", JOINED), event(1, "third_leadership", date(2026, 6, 2), outcome="not_passed"))
    write(event(2, "third_leadership", date(2026, 6, 3)))

    assert facts_of("appointment_file", DAY).keys() == {"f"}


@pytest.mark.usefixtures("put_forward")
def test_the_day_of_the_decision_is_that_of_the_candidacy() -> None:
    CandidacyState.objects.filter(identity="f").update(decided_on=date(2026, 6, 10))

    assert (_file()["decided_on"], _file(date(2026, 6, 9))["decided_on"]) == (date(2026, 6, 10), None)


def test_a_rotation_has_a_file_too() -> None:
    write(body("so"), ranked("there", "so", 4), person("an"))
    case("c", "rotation", "party_rotation")
    write(name("f", "an", "there"))

    assert _file()["kind"] == "rotation"
