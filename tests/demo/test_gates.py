"""A gate reads a handful of rows; it must find what the evaluation of the whole record finds."""

from __future__ import annotations

import pytest

from facts_of import FROM_CASES
from liem.demo import CLOSING_DAY
from liem.law.evaluate import evaluate
from liem.oversight.audit import STORED_APPS
from liem.rulebook.book import rule_book
from liem.rulebook.engine import stored_tables, working_engine
from liem.rulebook.gates import gate
from liem.rulebook.vocabulary import vocabulary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lac_giang")]

SUBJECTS = 150  # of each table: the whole record has thousands, and a gate asks them one by one
LAW = rule_book().in_force(CLOSING_DAY)
ABOUT = sorted({rule.about for rule in LAW.rules if vocabulary().table(rule.about).is_filled})


@pytest.mark.parametrize("about", ABOUT)
def test_a_gate_finds_what_the_evaluation_of_everybody_finds(about: str) -> None:
    rules = [rule for rule in LAW.rules if rule.about == about]
    tables, parameters = stored_tables(*STORED_APPS), LAW.parameters_on(CLOSING_DAY)
    everybody = evaluate(
        rules,
        vocabulary=vocabulary(),
        tables=tables,
        engine=working_engine(),
        parameters=parameters,
        as_of=CLOSING_DAY,
        include_not_applicable=True,
    )
    found = {}
    for standing in everybody:
        found.setdefault((standing.subject, standing.person), []).append(standing)
    some = list(found)[:: max(1, len(found) // SUBJECTS)]
    assert some or about in FROM_CASES
    for subject, person in some:
        asked = gate(
            rules, subject=subject, person=person, tables=tables, parameters=parameters, as_of=CLOSING_DAY
        ).asked
        assert [rule.standing for rule in asked] == found[subject, person]
        assert [rule.digest for rule in asked] == [rule.digest for rule in rules]
