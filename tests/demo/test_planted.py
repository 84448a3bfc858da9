"""The audit of the demo province, the oracle and the planted list say the same, subject by subject."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from demo import oracle
from liem.demo import CLOSING_DAY, DISTRICTS_DAY
from liem.demo.planted import GROUPED, PLANTED, TARGETS, Kind, planted_on
from liem.kernel.verdicts import Verdict
from liem.oversight.audit import AuditResult, run_audit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lac_giang")]

DAYS = pytest.mark.parametrize("day", [DISTRICTS_DAY, CLOSING_DAY], ids=["districts", "closing"])
FINDINGS = (Verdict.NOT_MET, Verdict.UNKNOWN)


def audited(result: AuditResult) -> dict[tuple[str, str], str]:
    return {(standing.rule_id, standing.subject): standing.verdict.value for standing in result.standings}


@DAYS
def test_the_oracle_finds_exactly_what_was_planted(day: date) -> None:
    found = {key: verdict for key, verdict in oracle.rule_standings(day).items() if verdict in FINDINGS}
    planted = {(p.rule, p.subject): p.verdict.value for p in planted_on(day) if p.verdict in FINDINGS}
    assert found == planted


@DAYS
def test_near_misses_are_met_or_the_rule_does_not_apply(day: date) -> None:
    standings = oracle.rule_standings(day)
    near = [p for p in planted_on(day) if p.kind is Kind.NEAR_MISS]
    expected = {(p.rule, p.subject): p.verdict.value for p in near}
    assert {key: standings.get(key, Verdict.NOT_APPLICABLE.value) for key in expected} == expected


@DAYS
def test_the_audit_says_of_every_subject_what_the_oracle_says(day: date) -> None:
    assert audited(run_audit(as_of=day)) == oracle.rule_standings(day)


@DAYS
def test_targets_stand_where_the_oracle_puts_them(day: date) -> None:
    found = {
        (standing.target_id, standing.group): (
            standing.verdict.value,
            standing.total,
            standing.counted,
            standing.unknown,
        )
        for standing in run_audit(as_of=day).targets
    }
    assert found == oracle.target_standings(day)


@DAYS
def test_targets_stand_where_they_were_meant_to(day: date) -> None:
    expected = {(t.target, None): (t.verdict.value, t.total, t.counted, t.unknown) for t in TARGETS if t.day == day}
    grouped = {(g.target, group): g.verdict(group).value for g in GROUPED if g.day == day for group in g.groups}
    standings = oracle.target_standings(day)
    assert {key: standing for key, standing in standings.items() if key[1] is None} == expected
    assert {key: standing[0] for key, standing in standings.items() if key[1] is not None} == grouped


def test_every_rule_has_a_breach_a_near_miss_and_a_gap_planted() -> None:
    kinds: dict[str, set[Kind]] = defaultdict(set)
    for planted in PLANTED:
        kinds[planted.rule].add(planted.kind)
    rules = {rule for rule, _ in oracle.rule_standings(CLOSING_DAY)}
    assert kinds == {rule: set(Kind) for rule in rules}


def test_nothing_is_planted_twice() -> None:
    places = [(planted.rule, planted.subject, day) for planted in PLANTED for day in planted.on]
    assert len(places) == len(set(places))
