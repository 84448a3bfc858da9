from __future__ import annotations

from datetime import date

import pytest

from facts_everywhere import facts_everywhere
from facts_of import facts_of
from liem.procedures.models import Vacancy
from world import body, person, write

from ..careers import ranked, standard
from .cases import DAY, JOINED, case, event, name, proposal

pytestmark = pytest.mark.django_db
FIXED = date(2026, 3, 5)


@pytest.fixture
def vacancy() -> None:
    write(body("so"), ranked("director", "so", 3), person("an"))
    case("c", "appointment_inside", "party_appointment_inside", post_id="director")
    write(Vacancy(identity="v", case_id="c", fixed_on=FIXED, requirements=["Hiểu biết về thủy lợi"]))


@pytest.mark.usefixtures("vacancy")
def test_while_nobody_is_named_the_first_name_comes_no_earlier_than_the_day_asked_about() -> None:
    row = {
        "person": None,
        "body": "so",
        "fixed_on": FIXED,
        "requirements": 1,
        "requirements_closed": False,
        "first_name_on": DAY,
    }
    assert facts_everywhere("vacancy", DAY) == {"c": row}
    assert facts_of("vacancy", date(2026, 3, 4)) == {}


@pytest.mark.usefixtures("vacancy")
def test_the_first_name_counts_whatever_became_of_it() -> None:
    write(name("f", "an", "director", withdrawn_on=date(2026, 3, 20)))
    assert facts_of("vacancy", DAY)["c"]["first_name_on"] == JOINED
    early = proposal("p", "an", "director", None, "so")
    early.proposed_on = date(2026, 3, 3)
    write(early)

    assert facts_of("vacancy", DAY)["c"]["first_name_on"] == date(2026, 3, 3)


@pytest.mark.usefixtures("vacancy")
def test_standards_of_the_post_are_requirements() -> None:
    write(standard("degree", "university"), standard("political_theory", "advanced_theory"))

    assert facts_of("vacancy", DAY)["c"]["requirements"] == 2


@pytest.mark.usefixtures("vacancy")
def test_the_vacancy_of_a_case_that_failed_is_no_matter_any_more() -> None:
    write(event(0, "opening", JOINED), event(1, "third_leadership", JOINED, outcome="not_passed"))

    assert facts_of("vacancy", DAY) == {}
