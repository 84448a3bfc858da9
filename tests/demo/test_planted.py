"""The audit of the demo province, the oracle and the planted list say the same, subject by subject."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest
from pytest_django.plugin import DjangoDbBlocker

from demo import oracle, oracle_flags, oracle_targets
from demo.oracle_basics import Standings
from liem.demo import CLOSING_DAY, DISTRICTS_DAY
from liem.demo.cases.flags import FLAGS
from liem.demo.cases.transfers import WITHOUT_BREACH
from liem.demo.planted import GROUPED, PLANTED, TARGETS, Kind, planted_on, unanswered_on
from liem.kernel.verdicts import Verdict
from liem.law.flags import FlagAnswer
from liem.oversight.audit import AuditResult, run_audit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lac_giang")]

FINDINGS = (Verdict.NOT_MET, Verdict.UNKNOWN)


@pytest.fixture(scope="module", params=[DISTRICTS_DAY, CLOSING_DAY], ids=["districts", "closing"])
def day(request: pytest.FixtureRequest) -> date:
    return request.param


@pytest.fixture(scope="module")
def audited(day: date, lac_giang: list[str], django_db_blocker: DjangoDbBlocker) -> AuditResult:
    """The audit as of the day."""
    with django_db_blocker.unblock():
        return run_audit(as_of=day)


@pytest.fixture(scope="module")
def expected(day: date, lac_giang: list[str], django_db_blocker: DjangoDbBlocker) -> Standings:
    """What the oracle says of every subject as of the day."""
    with django_db_blocker.unblock():
        return oracle.rule_standings(day)


def test_the_oracle_finds_exactly_what_was_planted(day: date, expected: Standings) -> None:
    unanswered = unanswered_on(day)
    found = {key: stands for key, stands in expected.items() if stands in FINDINGS and key[0] not in unanswered}
    planted = {(p.rule, p.subject): p.verdict.value for p in planted_on(day) if p.verdict in FINDINGS}
    assert found == planted


def test_near_misses_are_met_or_the_rule_does_not_apply(day: date, expected: Standings) -> None:
    near = {(p.rule, p.subject): p.verdict.value for p in planted_on(day) if p.kind is Kind.NEAR_MISS}
    assert {key: expected.get(key, Verdict.NOT_APPLICABLE.value) for key in near} == near


def test_the_audit_says_of_every_subject_what_the_oracle_says(audited: AuditResult, expected: Standings) -> None:
    assert {(one.rule_id, one.subject): one.verdict.value for one in audited.standings} == expected


def test_targets_stand_where_the_oracle_puts_them_and_where_they_were_meant_to(day: date, audited: AuditResult) -> None:
    standings = oracle_targets.target_standings(day)
    assert {
        (one.target_id, one.group): (one.verdict.value, one.total, one.counted, one.unknown)
        for one in audited.targets
        if one.total
    } == standings
    meant = {(t.target, None): (t.verdict.value, t.total, t.counted, t.unknown) for t in TARGETS if t.day == day}
    grouped = {(g.target, group): g.verdict(group).value for g in GROUPED if g.day == day for group in g.groups}
    assert {key: standing for key, standing in standings.items() if key[1] is None} == meant
    assert {key: standing[0] for key, standing in standings.items() if key[1] is not None} == grouped


def test_signs_worth_a_look_stand_on_the_planted_decisions_alone(day: date, audited: AuditResult) -> None:
    planted = {(one.flag, one.decision) for one in FLAGS if day in one.on}
    assert oracle_flags.raised(day) == planted
    assert {(one.flag_id, one.subject) for one in audited.flags if one.answer is FlagAnswer.RAISED} == planted


def test_every_rule_has_a_breach_a_near_miss_and_a_gap_planted(day: date, expected: Standings) -> None:
    kinds: dict[str, set[Kind]] = defaultdict(set)
    for planted in PLANTED:
        kinds[planted.rule].add(planted.kind)
    answered = {rule for rule, _ in expected} - set(unanswered_on(day))
    assert {rule: kinds[rule] for rule in answered} == {
        rule: set(Kind) - {Kind.BREACH} if rule in WITHOUT_BREACH else set(Kind) for rule in answered
    }


def test_rules_that_nobody_can_answer_are_unknown_of_everything(day: date, expected: Standings) -> None:
    unanswered = unanswered_on(day)
    found = {(rule, stands) for (rule, _), stands in expected.items() if rule in unanswered}
    assert found == {(rule, Verdict.UNKNOWN) for rule in unanswered}


def test_nothing_is_planted_twice() -> None:
    places = [(planted.rule, planted.subject, day) for planted in PLANTED for day in planted.on]
    assert len(places) == len(set(places))
