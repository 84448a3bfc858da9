from __future__ import annotations

from datetime import date

import pytest

from facts_of import facts_of
from world import LONG_AGO, body, person, post, tenure, write

pytestmark = pytest.mark.django_db


def _agency() -> None:
    write(
        body("agency"),
        post("director", "agency", role="director", leader=True),
        post("desk", "agency"),
        person("an", ethnicity="Dao", sex="man"),
    )


def test_a_leading_post_taken_up_this_year_is_an_appointment_from_its_day_on() -> None:
    _agency()
    write(tenure("an", "director", date(2026, 3, 1)))
    assert facts_of("appointment", date(2026, 2, 28)) == {}
    appointment = {
        "an/director/2026-03-01": {
            "person": "an",
            "body": "agency",
            "body_kind": "agency",
            "body_level": "province",
            "began_on": date(2026, 3, 1),
            "born_on": date(1985, 5, 5),
            "is_woman": False,
            "is_minority": True,
        }
    }
    assert facts_of("appointment", date(2026, 3, 1)) == appointment
    assert facts_of("appointment", date(2026, 12, 31)) == appointment
    assert facts_of("appointment", date(2027, 1, 1)) == {}


def test_an_appointment_stays_one_when_the_post_was_given_up_in_the_same_year() -> None:
    _agency()
    write(tenure("an", "director", date(2026, 3, 1), date(2026, 4, 1)))
    assert list(facts_of("appointment", date(2026, 6, 30))) == ["an/director/2026-03-01"]


def test_neither_a_post_that_does_not_lead_nor_an_unknown_start_is_an_appointment() -> None:
    _agency()
    write(tenure("an", "desk", date(2026, 3, 1)), tenure("an", "director", None))
    assert facts_of("appointment", date(2026, 6, 30)) == {}


def test_what_the_post_was_when_it_was_taken_up_counts() -> None:
    _agency()
    write(tenure("an", "director", LONG_AGO))
    assert list(facts_of("appointment", LONG_AGO)) == [f"an/director/{LONG_AGO}"]
