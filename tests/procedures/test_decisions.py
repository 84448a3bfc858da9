from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from facts_of import facts_of
from liem.procedures.models import Candidacy, CandidacyState
from liem.record.models import Evaluation, EvaluationForm, Kinship, RecognisedResult
from world import LONG_AGO, attestation, body, person, post, tenure, write

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)
DECIDED = date(2026, 2, 20)


def _decision(kind: str = "appointment") -> None:
    write(
        body("agency"),
        post("deputy", "agency", role="deputy_director", leader=True),
        post("desk", "agency"),
        [row for key in ("an", "binh", "chi") for row in person(key)],
        Candidacy(key="c1", person_id="an", body_id="agency", post_id="deputy", kind=kind),
        CandidacyState(identity="c1", candidacy_id="c1", opened_on=date(2026, 1, 10), decided_on=DECIDED),
    )


def _row() -> dict[str, Any]:
    return facts_of("personnel_decision", DAY)["c1"]


def _grade(year: int, grade: str, evaluated_on: date | None = None) -> None:
    key = f"{year}-{evaluated_on}"
    write(
        Evaluation(key=key, person_id="an", body_id="agency", year=year),
        EvaluationForm(identity=key, evaluation_id=key, grade=grade, evaluated_on=evaluated_on or date(year, 12, 15)),
    )


def test_a_decision_of_which_nothing_else_is_on_record_leaves_everything_open() -> None:
    _decision()
    row = _row()
    assert {name: value for name, value in row.items() if value is not None and value is not False} == {
        "person": "an",
        "body": "agency",
        "decided_on": DECIDED,
        "retires_on": date(2045, 5, 5),
        "outside_recognitions": 0,
        "relatives_in_body": 0,
        "annulments": 0,
        "reliefs": 0,
    }
    assert [name for name, value in row.items() if value is False] == [
        "birth_date_changed_on_closed",
        "qualification_changed_on_closed",
        "outside_recognitions_closed",
        "relatives_in_body_closed",
        "annulments_closed",
        "reliefs_closed",
    ]


@pytest.mark.parametrize(
    ("kind", "rows"), [("nomination", 1), ("reappointment", 1), ("succession", 0), ("training", 0)]
)
def test_only_steps_that_end_in_a_post_are_decisions(kind: str, rows: int) -> None:
    _decision(kind)
    assert len(facts_of("personnel_decision", DAY)) == rows


def test_before_its_day_there_is_no_decision() -> None:
    _decision()
    assert facts_of("personnel_decision", date(2026, 2, 19)) == {}
    assert list(facts_of("personnel_decision", DECIDED)) == ["c1"]


def test_the_two_grades_before_the_decision_and_none_after_it() -> None:
    _decision()
    _grade(2023, "excellent")
    _grade(2024, "completed")
    _grade(2025, "good")
    _grade(2026, "excellent", date(2026, 3, 1))
    row = _row()
    assert (row["grade_before"], row["grade_on"], row["grade_year_before"]) == (
        "good",
        date(2025, 12, 15),
        "completed",
    )


def test_a_year_without_an_evaluation_leaves_the_grade_before_it_unknown() -> None:
    _decision()
    _grade(2023, "excellent")
    _grade(2025, "good")
    assert (_row()["grade_before"], _row()["grade_year_before"]) == ("good", None)


def test_results_count_by_the_decision_and_apart_when_somebody_else_recognised_them() -> None:
    _decision()
    days = {"own": date(2025, 5, 1), "other": date(2026, 2, 20), "late": date(2026, 2, 21)}
    by = {"own": " Agency ", "other": "Tỉnh ủy", "late": "Tỉnh ủy"}
    write(
        RecognisedResult(identity=key, person_id="an", title=key, recognised_on=days[key], recognised_by=by[key])
        for key in days
    )
    assert (_row()["recognitions"], _row()["outside_recognitions"]) == (None, 1)
    write(attestation("an", "results", DECIDED))
    row = _row()
    assert (row["recognitions"], row["outside_recognitions"], row["outside_recognitions_closed"]) == (2.0, 1, True)


def test_relatives_in_the_body_are_those_who_held_a_post_there_on_the_day() -> None:
    _decision()
    write(
        tenure("an", "desk", LONG_AGO),
        tenure("binh", "desk", LONG_AGO),
        tenure("chi", "desk", LONG_AGO, DECIDED),
        Kinship(identity="binh/an", person_id="binh", relative_id="an", relation="sibling"),
        Kinship(identity="an/chi", person_id="an", relative_id="chi", relation="spouse"),
        attestation("an", "kinship", DECIDED),
    )
    assert (_row()["relatives_in_body"], _row()["relatives_in_body_closed"]) == (1, False)
    write(attestation("binh", "kinship", DECIDED))
    assert (_row()["relatives_in_body"], _row()["relatives_in_body_closed"]) == (1, True)


def test_a_relative_with_two_posts_in_the_body_is_one_relative() -> None:
    _decision()
    write(
        tenure("binh", "desk", LONG_AGO),
        tenure("binh", "deputy", LONG_AGO),
        Kinship(identity="binh/an", person_id="binh", relative_id="an", relation="sibling"),
    )
    assert _row()["relatives_in_body"] == 1
