from __future__ import annotations

from datetime import date, timedelta

import pytest

from facts_of import facts_of
from liem.kernel.retirement import retirement_day
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
            "is_leader": True,
            "is_key_leader": True,
            "since": date(2020, 1, 1),
            "is_local": True,
            "is_born_there": None,
            "born_on": date(1985, 5, 5),
            "is_woman": True,
            "is_minority": None,
            "retires_on": date(2045, 5, 5),
            "foreign_languages": 1,
            "foreign_languages_closed": True,
            "key_district_posts": 1,
            "key_district_posts_closed": False,
            "lower_leading_posts": 0,
            "lower_leading_posts_closed": False,
            "resident_years": 0,
            "resident_years_closed": False,
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
    unknown = ("is_woman", "born_on", "is_local", "is_minority", "retires_on")
    assert [row[name] for name in unknown] == [None] * 5


@pytest.mark.parametrize(("ethnicity", "minority"), [("Kinh", False), (" kinh ", False), ("Tày", True), ("", None)])
def test_who_is_not_kinh_belongs_to_a_minority_and_silence_says_nothing(ethnicity: str, minority: bool | None) -> None:
    write(body("agency"), post("desk", "agency"), person("an", ethnicity=ethnicity), tenure("an", "desk", LONG_AGO))
    assert facts_of("holding", DAY)[f"an/desk/{LONG_AGO}"]["is_minority"] is minority


@pytest.mark.parametrize("sex", ["man", "woman"])
def test_the_retirement_day_is_the_kernels_on_every_last_day_of_a_month(sex: str) -> None:
    months = [date(year, month, 1) for year in range(1960, 1981) for month in range(1, 13)]
    born = {day + timedelta(days=shift) for day in months for shift in (-1, 0, 28)}
    people = [row for day in born for row in person(f"{day}", born_on=day, sex=sex)]
    write(body("agency"), post("desk", "agency"), people, [tenure(f"{day}", "desk", LONG_AGO) for day in born])
    rows = facts_of("holding", DAY)
    assert len(rows) == len(born)
    assert {row["born_on"]: row["retires_on"] for row in rows.values()} == {
        day: retirement_day(day, "man" if sex == "man" else "woman") for day in born
    }


def _province_and_commune() -> None:
    write(
        body("commune", kind="committee", level="commune"),
        body("province", kind="committee"),
        post("head", "commune", role="secretary", leader=True),
        post("desk", "commune"),
        post("chief", "province", role="secretary", leader=True),
        person("an"),
    )


def _led_below(subject: str, day: date = DAY) -> tuple[int, bool]:
    row = facts_of("holding", day)[subject]
    return row["lower_leading_posts"], row["lower_leading_posts_closed"]


def test_leading_posts_at_a_lower_level_count_when_taken_up_before() -> None:
    _province_and_commune()
    write(tenure("an", "head", date(2018, 1, 1), date(2023, 1, 1)), tenure("an", "chief", date(2023, 1, 1)))
    assert _led_below("an/chief/2023-01-01") == (1, False)
    write(attestation("an", "tenures", DAY))
    assert _led_below("an/chief/2023-01-01") == (1, True)


def test_a_leading_post_below_counts_neither_afterwards_nor_for_the_same_level_nor_without_leading() -> None:
    _province_and_commune()
    write(
        tenure("an", "desk", date(2010, 1, 1), date(2012, 1, 1)),
        tenure("an", "chief", date(2012, 1, 1)),
        tenure("an", "head", date(2018, 1, 1)),
        attestation("an", "tenures", DAY),
    )
    assert _led_below("an/chief/2012-01-01") == (0, True)
    assert _led_below("an/head/2018-01-01") == (0, True)


def test_a_leading_post_below_whose_start_nobody_knows_was_before() -> None:
    _province_and_commune()
    write(tenure("an", "head", None, date(2015, 1, 1)), tenure("an", "chief", date(2023, 1, 1)))
    assert _led_below("an/chief/2023-01-01") == (1, False)
