from __future__ import annotations

from datetime import date

import pytest

from facts_of import facts_of
from liem.record.models import (
    BodyState,
    Declaration,
    DeclarationDuty,
    Evaluation,
    EvaluationForm,
    EvaluationProduct,
    LanguageSkill,
)
from world import LONG_AGO, attestation, body, person, place, post, tenure, write

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)


def test_an_evaluation_counts_its_products_and_what_stands_beside_the_grade() -> None:
    write(
        body("agency"),
        person("an"),
        Evaluation(key="e1", person_id="an", body_id="agency", year=2025),
        EvaluationForm(
            identity="e1",
            evaluation_id="e1",
            grade="excellent",
            collective_grade="good",
            evaluated_on=date(2025, 12, 10),
        ),
        EvaluationProduct(identity="e1/1", evaluation_id="e1", title="Phần mềm"),
        attestation("e1", "evaluation_form", date(2025, 12, 10)),
    )
    assert facts_of("evaluation", DAY) == {
        "e1": {
            "person": "an",
            "body": "agency",
            "year": 2025.0,
            "grade": "excellent",
            "products": 1,
            "products_closed": True,
            "collective_references": 1,
            "collective_references_closed": True,
        }
    }
    assert facts_of("evaluation", date(2025, 12, 9)) == {}


def test_a_declaration_counts_what_was_filed_by_the_due_day_and_so_far() -> None:
    due = date(2025, 12, 31)
    write(
        body("agency"),
        person("an"),
        DeclarationDuty(key="d1", person_id="an", body_id="agency", year=2025, due_on=due),
        Declaration(identity="d1/filed", duty_id="d1", step="filed", taken_on=date(2026, 1, 1)),
        Declaration(identity="d1/published", duty_id="d1", step="published", taken_on=date(2026, 7, 1)),
        attestation("an", "declarations", due),
    )
    assert facts_of("declaration_duty", DAY) == {
        "d1": {
            "person": "an",
            "body": "agency",
            "due_on": due,
            "filings": 1,
            "filings_closed": False,
            "filings_in_time": 0,
            "filings_in_time_closed": True,
            "publications": 0,
            "publications_closed": False,
        }
    }


def _district() -> None:
    write(
        place("lac", "province"),
        place("thanh", "district", "lac"),
        place("moc", "commune", "thanh"),
        body("committee", kind="committee", level="district", place="thanh"),
        post("secretary", "committee", role="secretary", key_leader=True),
        person("an", home="moc"),
        tenure("an", "secretary", date(2020, 1, 1), date(2025, 7, 1)),
    )


def test_a_holding_says_who_holds_what_where_on_the_day() -> None:
    _district()
    write(
        LanguageSkill(identity="an/en", person_id="an", language="Tiếng Anh", level="B2"),
        attestation("an", "languages", date(2025, 5, 31)),
        attestation("an", "tenures", date(2025, 5, 30)),
    )
    assert facts_of("holding", date(2025, 5, 31)) == {
        "an/secretary/2020-01-01": {
            "person": "an",
            "body": "committee",
            "role": "secretary",
            "body_kind": "committee",
            "body_level": "district",
            "place": "thanh",
            "is_key_leader": True,
            "is_local": True,
            "born_on": date(1985, 5, 5),
            "is_woman": True,
            "foreign_languages": 1,
            "foreign_languages_closed": True,
            "key_district_posts": 1,
            "key_district_posts_closed": False,
        }
    }


def test_the_day_after_the_last_a_post_is_no_longer_held() -> None:
    _district()
    assert list(facts_of("holding", date(2025, 6, 30))) == ["an/secretary/2020-01-01"]
    assert facts_of("holding", date(2025, 7, 1)) == {}


def test_a_body_that_has_ended_has_no_holdings() -> None:
    write(
        body("agency"),
        post("director", "agency", role="director"),
        person("an"),
        tenure("an", "director", LONG_AGO),
    )
    assert list(facts_of("holding", DAY)) == [f"an/director/{LONG_AGO}"]
    BodyState.objects.update(valid_to=DAY)
    assert facts_of("holding", DAY) == {}


def test_sex_and_birth_that_nobody_entered_are_unknown() -> None:
    write(body("agency"), post("desk", "agency"), person("an", born_on=None, sex=""), tenure("an", "desk", LONG_AGO))
    row = facts_of("holding", DAY)[f"an/desk/{LONG_AGO}"]
    assert (row["is_woman"], row["born_on"], row["is_local"]) == (None, None, None)
