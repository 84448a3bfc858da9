"""Facts of running cases: what would stand on record if they were decided as proposed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import models

from facts_of import facts_of
from liem.actions.accounts import installation
from liem.procedures.models import (
    Annulment,
    BoldProposal,
    Case,
    CaseEvent,
    CasePaper,
    CasePerson,
    Consequence,
    Decision,
    DecisionEffect,
    ProcedureText,
    Publication,
    Statement,
)
from world import LONG_AGO, attestation, body, person, post, tenure, write

from .careers import ranked

pytestmark = pytest.mark.django_db
DAY, OPENED, PLANNED = date(2026, 6, 30), date(2026, 6, 1), date(2026, 9, 1)


def case(kind: str, *, post: str | None = "director", who: str | None = None, key: str = "case") -> list[models.Model]:
    opening = CaseEvent(
        key=f"{key}:0",
        case_id=key,
        number=0,
        step="opening",
        on=OPENED,
        account=installation().account,
        outcome="passed",
    )
    return [
        Case(
            key=key,
            procedure="any",
            text_id="text",
            kind=kind,
            jurisdiction="party",
            body_id="so",
            post_id=post,
            person_id=who,
            prepared_on=OPENED,
            planned_on=PLANNED,
        ),
        opening,
    ]


def before(who: str, *, key: str = "case", **more: object) -> CasePerson:
    return CasePerson(identity=f"{key}/{who}", case_id=key, person_id=who, **{"joined_on": OPENED, **more})


def states(about: str, subject: str, fact: str, value: str, *, key: str = "case") -> Statement:
    return Statement(
        identity=f"{about}/{subject}/{fact}"[-64:],
        case_id=key,
        about=about,
        subject=subject,
        fact=fact,
        value=value,
        stated_by=installation().account,
        stated_on=OPENED,
    )


def paper(name: str, *, step: str = "opening", key: str = "case") -> CasePaper:
    return CasePaper(identity=f"{key}/{name}", case_id=key, step=step, name=name, dated_on=OPENED)


def decided(*, key: str = "case", effect: bool = True) -> list[models.Model]:
    decision = Decision(
        key=f"{key}-d", case_id=key, number="1", decided_on=DAY, effective_on=DAY, body_id="so", subject="việc", entry=1
    )
    return [decision, *([DecisionEffect(decision_id=f"{key}-d", table="t", identity="i")] if effect else [])]


@pytest.fixture(autouse=True)
def department() -> None:
    write(
        ProcedureText(digest="text", pack="p", file="f", text="t"),
        body("so"),
        ranked("director", "so", 3, decided_by_id="so"),
        ranked("deputy", "so", 4),
        post("desk", "so"),
        person("an"),
        person("binh"),
        tenure("an", "deputy", LONG_AGO),
        tenure("binh", "desk", LONG_AGO),
    )


def test_a_transfer_is_what_was_stated_and_published() -> None:
    write(
        case("periodic_transfer", post=None),
        before("an"),
        before("binh", withdrawn_on=date(2026, 6, 20)),
        states("transfer", "case/an", "fits_profession", "true"),
        states("transfer", "case/an", "headcount_neutral", "perhaps"),
        paper("impact_before"),
        Publication(identity="p", case_id="case", step="publication", to="unit", published_on=date(2026, 6, 10)),
    )
    found = facts_of("transfer", DAY)

    assert set(found) == {"case/an"}, "who withdrew is not moved"
    an = found["case/an"]
    assert (an["fits_profession"], an["headcount_neutral"]) == (True, None)
    assert (an["plan_published_on"], an["moved_on"]) == (date(2026, 6, 10), PLANNED)
    assert (an["effect_before"], an["effect_before_closed"]) == (1, False)
    assert facts_of("transfer", PLANNED)["case/an"]["effect_after_closed"] is True


def test_a_planned_rotation_is_asked_about_until_it_is_decided() -> None:
    write(
        case("rotation", who="an", post="deputy"),
        before("an", to_post_id="deputy"),
        states("rotation", "case/an", "reason", "two_terms"),
        states("rotation", "case/an", "extra_post", "false"),
    )
    planned = facts_of("rotation", DAY)["case/an"]

    assert (planned["begun_on"], planned["post_equal"], planned["body"]) == (PLANNED, True, "so")
    assert (planned["reason"], planned["extra_post"], planned["outstanding"]) == ("two_terms", False, None)
    write(decided())
    assert facts_of("rotation", DAY) == {}, "from then on the tenure is asked about"


def test_a_succession_case_is_the_list_that_it_would_make() -> None:
    write(
        case("succession"),
        before("an"),
        before("binh"),
        case("appointment_inside", key="other"),
        before("binh", key="other"),
        attestation("an", "succession", DAY),
    )
    entries, people = facts_of("succession_entry", DAY), facts_of("succession_person", DAY)

    assert facts_of("succession_list", DAY)["case"]["people"] == 2
    assert entries["case/an"]["posts_are_higher"] is True
    assert entries["case/binh"]["posts_are_higher"] is None, "the desk has no rank on record"
    assert [entries[f"case/{who}"]["appointment_proposed_same_time"] for who in ("an", "binh")] == [False, True]
    assert (people["case/an"]["posts"], people["case/an"]["posts_closed"]) == (1, True)
    assert people["case/binh"]["posts_closed"] is False


@pytest.mark.parametrize(
    ("value", "reasons", "known"), [("", 0, False), ("many", 0, False), ("0", 0, True), ("2", 2, True)]
)
def test_a_suspension_counts_the_reasons_stated(value: str, reasons: int, known: bool) -> None:
    write(case("suspension", who="an"), states("suspension", "case", "reason_stated", value))
    found = facts_of("suspension", DAY)["case"]

    assert (found["reason_stated"], found["reason_stated_closed"]) == (reasons, known)
    assert found["by_competent_authority"] is True


def test_nobody_is_competent_to_suspend_from_a_post_whose_decision_is_delegated_to_nobody() -> None:
    write(case("suspension", who="an", post="deputy"))

    assert facts_of("suspension", DAY)["case"]["by_competent_authority"] is None


def test_bold_proposals_are_known_in_full_once_the_register_was_looked_through() -> None:
    bold = BoldProposal(
        identity="b", person_id="an", body_id="so", title="Cách làm mới", registered_on=LONG_AGO, agreed_on=LONG_AGO
    )
    write(case("relief", who="an", post="deputy"), bold)
    before_looking = facts_of("relief_case", DAY)["case"]
    write(states("relief_case", "case", "registered_proposals", "1"))
    unweighed = facts_of("relief_case", DAY)["case"]
    write(paper("bold_proposal"))

    assert (before_looking["registered_proposals"], before_looking["registered_proposals_closed"]) == (1, False)
    assert (unweighed["proposals_not_weighed"], unweighed["proposals_not_weighed_closed"]) == (1, True)
    assert facts_of("relief_case", DAY)["case"]["proposals_not_weighed"] == 0


def test_an_annulment_is_followed_to_its_last_consequence() -> None:
    consequence = Consequence(
        identity="q",
        case_id="again",
        decision_id="case-d",
        kind="tenure",
        thing="t",
        body_id="so",
        to_do="x",
        due_on=DAY,
    )
    write(
        case("relief", who="an"),
        decided(),
        case("annulment", post=None, key="again"),
        Annulment(identity="a", decision_id="case-d", case_id="again", found_on=OPENED, annulled_on=DAY),
        consequence,
    )
    found = facts_of("annulment", DAY)["case-d"]

    assert (found["found_on"], found["annulments"], found["annulled_on"]) == (OPENED, 1, DAY)
    assert (found["consequences"], found["consequences_resolved"]) == (1.0, 0)
    assert facts_of("annulment", date(2026, 6, 29))["case-d"]["annulments"] == 0


def test_a_grade_is_asked_about_before_it_is_given() -> None:
    write(
        case("evaluation", who="an", post=None),
        states("evaluation", "case", "grade", "excellent"),
        states("grading", "case", "directive_results", "2"),
    )
    evaluation, grading = facts_of("evaluation", DAY)["case"], facts_of("grading", DAY)["case"]

    assert (evaluation["grade"], evaluation["products"], evaluation["products_closed"]) == ("excellent", 0, True)
    assert evaluation["year"] == 2026.0
    assert (grading["directive_results"], grading["directive_results_closed"]) == (2, True)
    write(paper("recognised_results"))
    assert facts_of("evaluation", DAY)["case"]["products"] == 1
    write(decided())
    assert facts_of("evaluation", DAY) == {}
