"""Facts of succession lists and of discipline."""

from __future__ import annotations

from datetime import date

import pytest

from facts_of import facts_of
from liem.record.models import (
    PersonDetails,
    PoliticalConclusion,
    Term,
)
from world import LONG_AGO, attestation, body, person, post, tenure, write

from .careers import (
    APPROVED,
    DAY,
    REVIEWED,
    candidacy,
    disciplined,
    listed,
    plans,
    ranked,
    succession_list,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned() -> None:
    plans()


@pytest.mark.usefixtures("planned")
def test_a_list_counts_who_stands_on_it_on_the_day() -> None:
    write(attestation("list", "succession", DAY))

    assert facts_of("succession_list", DAY) == {
        "list": {
            "person": None,
            "body": "so",
            "level": "province",
            "term_starts_on": date(2025, 10, 1),
            "people": 2,
            "people_closed": True,
            "incumbents": 1.0,
            "reviewed_on": REVIEWED,
            "reviewed_on_closed": True,
            "age_bands": 0,
            "age_bands_closed": False,
            "women": 1,
            "women_closed": True,
            "young": 0,
            "young_closed": False,
            "minorities": 1,
            "minorities_closed": True,
            "published": 1,
            "published_closed": True,
        }
    }


@pytest.mark.usefixtures("planned")
def test_a_list_before_its_review_holds_who_was_taken_off_then_and_is_not_there_before_its_approval() -> None:
    row = facts_of("succession_list", date(2026, 3, 19))["list"]

    assert (row["people"], row["people_closed"], row["reviewed_on"], row["published"]) == (3, False, None, 1)
    assert facts_of("succession_list", date(2025, 11, 14)) == {}


@pytest.mark.usefixtures("planned")
def test_a_list_with_somebody_whose_sex_is_not_entered_closes_no_count_of_women() -> None:
    write(person("eo", sex=""), listed("eo"), attestation("list", "succession", DAY))
    row = facts_of("succession_list", DAY)["list"]

    assert (row["people"], row["people_closed"], row["women"], row["women_closed"]) == (3, True, 1, False)
    assert (row["minorities"], row["minorities_closed"]) == (1, False)


def test_a_list_on_which_nobody_stands_is_a_list() -> None:
    write(body("so"), post("director", "so"), Term(key="term", body_id="so"), succession_list("list", "director"))
    write(attestation("list", "succession", DAY))
    row = facts_of("succession_list", DAY)["list"]

    assert (row["people"], row["people_closed"], row["incumbents"], row["term_starts_on"]) == (0, True, 0.0, None)


@pytest.mark.usefixtures("planned")
def test_a_person_counts_the_posts_planned_for_at_one_level_in_one_term() -> None:
    write(succession_list("second", "deputy"), listed("binh", "second"), attestation("binh", "succession", DAY))

    assert facts_of("succession_person", DAY) == {
        "an:province:term": {"person": "an", "body": "so", "posts": 1, "posts_closed": False},
        "binh:province:term": {"person": "binh", "body": "so", "posts": 2, "posts_closed": True},
    }


@pytest.mark.usefixtures("planned")
def test_nobodys_places_are_known_in_full_while_a_list_is_kept_outside() -> None:
    write(attestation("an", "succession", DAY), attestation("binh", "succession", DAY))
    closed = {key: row["posts_closed"] for key, row in facts_of("succession_person", DAY).items()}
    assert closed == {"an:province:term": True, "binh:province:term": True}
    secret, state = succession_list("secret", "deputy")
    state.secrecy, state.approved_on = "secret", DAY  # type: ignore[attr-defined]
    write(secret, state, listed("an", "secret"))
    closed = {key: row["posts_closed"] for key, row in facts_of("succession_person", DAY).items()}
    assert closed == {"an:province:term": False, "binh:province:term": False}


@pytest.mark.usefixtures("planned")
def test_an_entry_sets_the_post_planned_for_beside_those_held() -> None:
    write(
        PoliticalConclusion(
            identity="c", person_id="an", number="7-KL", concluded_on=date(2025, 10, 1), authority="Ban Tổ chức"
        ),
        attestation("an", "political_conclusion", APPROVED),
        attestation("an", "discipline", DAY),
    )
    rows = facts_of("succession_entry", DAY)

    assert sorted(rows) == ["an@list", "binh@list"]
    assert rows["an@list"] == {
        "person": "an",
        "body": "so",
        "posts_are_higher": True,
        "appointment_proposed_same_time": None,
        "latest_discipline": None,
        "latest_discipline_closed": True,
        "discipline_lapsed": None,
        "terms_left": 3.0,
        "retires_on": date(2045, 5, 5),
        "term_starts_on": date(2025, 10, 1),
        "term_ends_on": date(2030, 9, 30),
        "political_conclusions": 1,
        "political_conclusions_closed": True,
        "over_age": None,
    }
    assert rows["binh@list"]["posts_are_higher"] is None
    assert (rows["binh@list"]["political_conclusions"], rows["binh@list"]["political_conclusions_closed"]) == (0, False)


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(("rank", "is_higher"), [(2, False), (3, False), (4, True), (None, None)])
def test_a_post_is_higher_than_all_that_are_held(rank: int | None, is_higher: bool | None) -> None:
    write(ranked("other", "so", rank), tenure("an", "other", LONG_AGO))

    assert facts_of("succession_entry", DAY)["an@list"]["posts_are_higher"] is is_higher


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("born_on", "retires_on", "terms"),
    [
        (date(1968, 9, 30), date(2030, 9, 30), 1),
        (date(1968, 9, 29), date(2030, 9, 29), 0),
        (date(1971, 9, 30), date(2033, 9, 30), 1),
        (date(1973, 9, 30), date(2035, 9, 30), 2),
        (date(1959, 6, 30), date(2019, 6, 30), 0),
        (None, None, None),
    ],
    ids=["on the last day of the term", "a day before", "between two terms", "on the last day of two", "before", "?"],
)
def test_full_terms_are_counted_from_the_first_day_of_the_planned_one(
    born_on: date | None, retires_on: date | None, terms: int | None
) -> None:
    PersonDetails.objects.filter(person_id="an").update(born_on=born_on, sex="man")
    row = facts_of("succession_entry", DAY)["an@list"]

    assert (row["retires_on"], row["terms_left"]) == (retires_on, terms)


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("ends", "lapsed"),
    [([date(2026, 6, 29)], True), ([DAY], False), ([None], None), ([None, DAY], False), ([None, LONG_AGO], None)],
    ids=["ended the day before", "still that day", "no end on file", "one runs", "one may run"],
)
def test_discipline_has_lapsed_once_nothing_of_it_can_run(ends: list[date | None], lapsed: bool | None) -> None:
    write(disciplined(f"d{n}", "warning", date(2025, 1, n + 1), ends_on=end) for n, end in enumerate(ends))
    row = facts_of("succession_entry", DAY)["an@list"]

    assert (row["discipline_lapsed"], row["latest_discipline"]) == (lapsed, date(2025, 1, len(ends)))


@pytest.mark.usefixtures("planned")
def test_discipline_decided_after_the_day_is_not_known_yet() -> None:
    write(disciplined("d", "warning", date(2026, 7, 1)))

    assert facts_of("succession_entry", DAY)["an@list"]["latest_discipline"] is None


@pytest.mark.usefixtures("planned")
def test_a_candidacy_tells_the_latest_discipline_of_each_form_from_its_publication_on() -> None:
    write(
        candidacy(),
        disciplined("d1", "reprimand", date(2020, 1, 1), published_on=date(2020, 1, 5)),
        disciplined("d2", "reprimand", date(2022, 1, 1), published_on=date(2022, 2, 2)),
        disciplined("d3", "removal", date(2019, 1, 1)),
        disciplined("d4", "warning", date(2026, 1, 11)),
        attestation("an", "discipline", date(2026, 1, 10)),
    )
    row = facts_of("candidacy", DAY)["c1"]

    assert [(row[f"latest_{form}"], row[f"latest_{form}_closed"]) for form in ("reprimand", "warning", "removal")] == [
        (date(2022, 2, 2), True),
        (None, True),
        (date(2019, 1, 1), True),
    ]
