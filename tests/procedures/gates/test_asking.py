"""What the rules say before a step: unknown stops as not met does, and every line tells what is missing and where."""

from __future__ import annotations

from datetime import date

import pytest

from liem.kernel.verdicts import Strength, Verdict
from liem.procedures.cases.people import withdraw
from liem.procedures.gates.asking import GateLine, MissingFact, ask
from liem.procedures.gates.statements import STATABLE
from liem.procedures.gates.subjects import _SUBJECTS, subjects_of_table
from liem.procedures.models import CasePerson, Proposal
from liem.record.models import PoliticalConclusion
from liem.rulebook.book import rule_book
from liem.rulebook.gates import GateSubject
from liem.rulebook.vocabulary import vocabulary
from world import adoption, write

from ..world import Desks, days_ago, today
from .running import asked, named, now, prepared


def test_every_rule_that_a_procedure_asks_is_about_something_that_cases_hold() -> None:
    law = rule_book()
    gates = {name for one in law.procedures for name in (*one.gates, *(g for step in one.steps for g in step.gates))}
    about = {rule.about for rule in law.rules if rule.id in gates}

    assert gates
    assert about <= _SUBJECTS.keys()
    assert {name for name in about if not vocabulary().table(name).is_filled} <= {"personnel_officer"}


def test_what_may_be_stated_are_facts_that_rules_ask() -> None:
    stated = {(about, fact) for about, facts in STATABLE.items() for fact in facts}

    assert {(about, fact) for about, fact in stated if vocabulary().table(about).fact(fact) is None} == set()


def test_while_nobody_is_put_forward_nothing_can_be_asked_and_the_step_stops(desks: Desks) -> None:
    lines = asked(prepared(desks), "appraisal")

    assert lines.keys() == set(rule_book().procedure("party_appointment_inside").step("appraisal").gates)
    assert {(line.subject, line.verdict, line.stops) for line in lines.values()} == {("", Verdict.UNKNOWN, True)}
    kin = lines["no_kin_in_procedure"]
    assert [one.fact for one in kin.missing] == ["related_participants"]
    assert kin.missing[0].paper is not None
    assert kin.digest == rule_book().rule("no_kin_in_procedure").digest


def test_each_rule_is_asked_about_each_person(desks: Desks) -> None:
    case = prepared(desks)
    chi, dung = named(case, desks), named(case, desks, "dung")
    lines = ask(now(case), "appraisal", today())

    assert {(line.subject, line.person) for line in lines if line.rule == "no_kin_in_procedure"} == {
        (chi.identity, "chi"),
        (dung.identity, "dung"),
    }
    withdraw(case, dung.identity, "Xin rút", by=desks.agency)
    assert {line.person for line in ask(now(case), "appraisal", today())} == {"chi"}


def test_a_line_tells_what_is_missing_and_where_it_is_entered(desks: Desks) -> None:
    case = prepared(desks)
    named(case, desks)
    line = asked(case, "key_officials")["every_standard_met"]

    assert (line.verdict, line.stops) == (Verdict.UNKNOWN, True)
    assert {(one.about, one.fact, one.may_be_stated) for one in line.missing} == {
        ("appointment_file", "standards_required", True),
        ("appointment_file", "standards_met", True),
    }
    assert "còn thiếu" in line.sentence.vi
    assert line.title.vi in line.sentence.vi


def test_the_record_answers_and_what_holds_does_not_stop(desks: Desks) -> None:
    case = prepared(desks)
    named(case, desks)
    line = asked(case, "key_officials")["political_conclusion_before_opening"]
    assert (line.verdict, line.stops) == (Verdict.NOT_MET, True), "attested in full, and there is none"

    write(
        PoliticalConclusion(
            identity="k", person_id="chi", number="12-KL", concluded_on=days_ago(30), authority="Ban Thường vụ"
        )
    )
    line = asked(case, "key_officials")["political_conclusion_before_opening"]
    assert (line.verdict, line.stops, line.missing) == (Verdict.MET, False, ())


def test_the_opening_asks_the_vacancy(desks: Desks) -> None:
    lines = asked(prepared(desks), "opening")

    assert {(line.rule, line.subject, line.stops) for line in lines.values()} == {
        ("vacancy_before_first_name", "", True)
    }


def test_a_rule_that_is_not_in_force_is_not_asked(desks: Desks) -> None:
    case = prepared(desks)
    named(case, desks)
    before = date(2022, 8, 17)

    assert "planned_before_put_forward" in asked(case, "appraisal")
    assert "planned_before_put_forward" not in {line.rule for line in ask(now(case), "appraisal", before)}


def test_a_step_without_rules_asks_nothing(desks: Desks) -> None:
    assert ask(now(prepared(desks)), "policy_request", today()) == ()


def test_a_step_that_the_procedure_does_not_have_is_no_step(desks: Desks) -> None:
    with pytest.raises(KeyError):
        ask(now(prepared(desks)), "khong_co", today())


def test_a_pack_that_is_not_loaded_stops_whatever_it_would_say(desks: Desks) -> None:
    case = prepared(desks)
    named(case, desks)
    write(adoption("khong_con", "tinh"))
    last = ask(now(case), "appraisal", today())[-1]

    assert (last.rule, last.verdict, last.stops) == ("khong_con", Verdict.UNKNOWN, True)


@pytest.mark.parametrize(
    ("strength", "verdict", "stops"),
    [
        (Strength.MUST, Verdict.NOT_MET, True),
        (Strength.MUST, Verdict.UNKNOWN, True),
        (Strength.MUST, Verdict.MET, False),
        (Strength.MUST, Verdict.NOT_APPLICABLE, False),
        (Strength.STRIVE, Verdict.NOT_MET, False),
        (Strength.STRIVE, Verdict.UNKNOWN, False),
    ],
)
def test_what_is_only_striven_for_is_shown_and_never_stops(strength: Strength, verdict: Verdict, stops: bool) -> None:
    rule = rule_book().rule("no_kin_in_procedure")
    line = GateLine(rule.id, rule.ground, rule.title, "x", None, verdict, strength, rule.digest)

    assert line.stops is stops


def test_proposals_are_asked_of_those_who_are_still_before_the_case(desks: Desks) -> None:
    case = prepared(desks)
    chi, dung = named(case, desks), named(case, desks, "dung")
    withdraw(case, dung.identity, "Xin rút", by=desks.agency)
    of_chi = Proposal.objects.get(case=case, person="chi")

    assert subjects_of_table(now(case), "appraisal", "proposal") == (GateSubject(of_chi.key, "chi"),)
    assert subjects_of_table(now(case), "appraisal", "holding") == ()
    assert CasePerson.objects.current().filter(identity=chi.identity).exists()


@pytest.mark.parametrize(("missing", "stops"), [(False, False), (True, True)])
def test_where_only_the_law_is_unverified_the_step_goes_on_under_that_mark(missing: bool, stops: bool) -> None:
    rule = rule_book().rule("no_kin_in_procedure")
    fact = MissingFact("candidacy", "participants", rule.title, None, None, may_be_stated=False)
    line = GateLine(
        rule.id,
        rule.ground,
        rule.title,
        "x",
        None,
        Verdict.UNKNOWN,
        Strength.MUST,
        rule.digest,
        missing=(fact,) if missing else (),
        unverified=(rule.id,),
    )

    assert line.stops is stops
    assert "chưa được xác minh" in line.sentence.vi
