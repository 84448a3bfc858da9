"""Why a finding has its verdict, worked out again from stored evidence."""

from __future__ import annotations

from datetime import date

import pytest

from liem.kernel.clauses import ClauseAddress
from liem.law.rules import Rule
from liem.rulebook.book import rule_book
from liem.web.reasons import deciding_facts, law_values

DAY = date(2026, 10, 31)


def rule(rule_id: str) -> Rule:
    found = rule_book().rule(rule_id)
    assert found is not None
    return found


def fact(name: str, value: object, closed: bool | None = None) -> dict[str, object]:
    return {"fact": name, "value": value, "closed": closed, "kind": "fact"}


def parameter(name: str, value: object) -> dict[str, object]:
    return {"fact": name, "value": value, "closed": None, "kind": "parameter"}


def test_the_requirement_decides_and_not_that_the_rule_applies() -> None:
    evidence = [fact("is_key_leader", True), fact("body_level", "commune"), fact("is_local", True)]
    assert deciding_facts(rule("key_leaders_not_local"), evidence, as_of=DAY) == ("is_local",)


def test_terms_and_days_are_read_back_from_what_was_stored() -> None:
    evidence = [fact("continuous_since", "2021-10-31"), parameter("years_in_personnel_work", "P5Y")]
    personnel = rule("moved_after_years_in_personnel_work")
    assert deciding_facts(personnel, evidence, as_of=DAY) == ("continuous_since", "years_in_personnel_work")


def test_counts_are_read_back_with_their_closure() -> None:
    names = rule("more_names_than_places")
    assert deciding_facts(names, [fact("names", 1, True), fact("places", 1.0)], as_of=DAY) == ("names", "places")


@pytest.mark.parametrize(
    "evidence",
    [
        [],
        [fact("names", 1, True)],
        [fact("continuous_since", "not a day"), parameter("years_in_personnel_work", "P5Y")],
    ],
)
def test_evidence_that_no_longer_answers_the_rule_gives_no_reason(evidence: list[dict[str, object]]) -> None:
    assert deciding_facts(rule("moved_after_years_in_personnel_work"), evidence, as_of=DAY) == ()


def test_a_value_of_the_law_comes_with_its_clause_and_first_day() -> None:
    personnel = rule("moved_after_years_in_personnel_work")
    (value,) = law_values(personnel, [parameter("years_in_personnel_work", "P5Y")], as_of=DAY)
    assert (value.clause, value.since) == (ClauseAddress("khoi", "II.1.10"), date(2021, 10, 13))
    assert value.value


def test_a_value_that_was_not_verified_on_the_day_says_so() -> None:
    personnel = rule("moved_after_years_in_personnel_work")
    (value,) = law_values(personnel, [parameter("years_in_personnel_work", None)], as_of=date(2021, 10, 12))
    assert (value.value, value.clause, value.source, value.since) == ("", None, None, None)
