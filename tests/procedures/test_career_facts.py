"""Facts of rotation, of periodic transfer and of the standards of a post; gates on all that rests on careers."""

from __future__ import annotations

from datetime import date

import pytest

from facts_of import facts_of
from liem.law.evaluate import Standing, evaluate
from liem.oversight.audit import STORED_APPS
from liem.record.models import (
    LanguageSkill,
    PostStandard,
    PostState,
)
from liem.rulebook.book import rule_book
from liem.rulebook.engine import stored_tables, working_engine
from liem.rulebook.gates import gate
from liem.rulebook.vocabulary import vocabulary
from world import LONG_AGO, attestation, body, person, post, tenure, write

from .careers import (
    BEGUN,
    DAY,
    candidacy,
    disciplined,
    listed,
    plans,
    qualified,
    ranked,
    rotated,
    standard,
    succession_list,
    tenure_by,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned() -> None:
    plans()


def test_whoever_holds_a_post_with_a_term_of_transfer_owes_one() -> None:
    write(
        body("so"),
        ranked("cashier", "so", None, is_transfer_listed=True, transfer_months=36, is_leader=False),
        ranked("desk", "so", None),
        person("an"),
        person("binh"),
        tenure("an", "cashier", LONG_AGO),
        tenure("binh", "desk", LONG_AGO),
    )

    assert facts_of("transfer_duty", DAY) == {
        f"an/cashier/{LONG_AGO}": {
            "person": "an",
            "body": "so",
            "listed": True,
            "is_leader": False,
            "since": LONG_AGO,
            "group_term_months": 36.0,
            "retires_on": date(2045, 5, 5),
            "under_discipline_review": None,
            "under_investigation": None,
            "seriously_ill": None,
            "full_time_study": None,
            "seconded": None,
            "child_under_36_months": None,
            "exempt_agreed": 0,
            "exempt_agreed_closed": False,
        }
    }


@pytest.mark.parametrize(
    ("kinds", "seconded"),
    [(["appointment"], False), (["appointment", ""], None), (["", "secondment"], True)],
    ids=["appointed", "one act is not known", "seconded"],
)
def test_whoever_is_seconded_anywhere_is_seconded(kinds: list[str], seconded: bool | None) -> None:
    write(body("so"), ranked("cashier", "so", None, is_transfer_listed=True), person("an"))
    write(tenure_by("an", "cashier", LONG_AGO, kind=kinds[0]))
    for number, kind in enumerate(kinds[1:]):
        write(post(f"p{number}", "so"), tenure_by("an", f"p{number}", LONG_AGO, kind=kind))

    assert facts_of("transfer_duty", DAY)[f"an/cashier/{LONG_AGO}"]["seconded"] is seconded


def test_a_rotation_is_a_tenure_of_that_kind_beside_the_post_that_was_left() -> None:
    rotated(rank_there=5, until=date(2026, 3, 1))

    assert facts_of("rotation", DAY) == {
        f"an/there/{BEGUN}": {
            "person": "an",
            "body": "xa",
            "jurisdiction": "party",
            "begun_on": BEGUN,
            "ended_on": date(2026, 3, 1),
            "retires_on": date(2045, 5, 5),
            "post_equal": True,
            "outstanding": None,
            "extra_post": None,
            "reason": None,
        }
    }
    assert facts_of("rotation", date(2026, 2, 28))[f"an/there/{BEGUN}"]["ended_on"] is None
    assert facts_of("rotation", date(2023, 2, 28)) == {}


@pytest.mark.parametrize(
    ("rank", "manager", "expected"),
    [(4, "administration", (False, "state")), (None, "front", (None, None))],
    ids=["a higher post under the administration", "no rank, managed by the Front"],
)
def test_what_the_posts_do_not_say_of_a_rotation_stays_unknown(
    rank: int | None, manager: str, expected: tuple[bool | None, str | None]
) -> None:
    rotated(rank_there=rank, manager=manager)
    row = facts_of("rotation", DAY)[f"an/there/{BEGUN}"]

    assert (row["post_equal"], row["jurisdiction"]) == expected


def test_a_post_that_has_ended_since_is_compared_by_the_rank_it_had() -> None:
    rotated(rank_there=5)
    PostState.objects.filter(post_id="here").update(valid_to=BEGUN)

    assert facts_of("rotation", DAY)[f"an/there/{BEGUN}"]["post_equal"] is True


@pytest.mark.usefixtures("planned")
def test_a_candidate_is_set_beside_every_standard_of_the_post() -> None:
    write(
        candidacy(decided_on=date(2026, 2, 20)),
        standard("degree", "university"),
        standard("political_theory", "advanced_theory"),
        standard("language", "B1"),
        qualified("degree", "master", date(2015, 6, 15)),
        qualified("degree", "university", date(2007, 6, 15)),
        qualified("political_theory", "intermediate_theory", date(2014, 1, 1)),
        LanguageSkill(identity="l", person_id="an", language="Tiếng Anh", level="b2", certified_on=date(2019, 1, 1)),
        attestation("an", "qualifications", date(2026, 2, 20)),
    )
    same = {"person": "an", "body": "so", "required": True, "decided_on": date(2026, 2, 20)}

    assert facts_of("standard_check", DAY) == {
        "c1:director/degree": {**same, "held": True, "obtained_on": date(2007, 6, 15)},
        "c1:director/political_theory": {**same, "held": False, "obtained_on": None},
        "c1:director/language": {**same, "held": True, "obtained_on": date(2019, 1, 1)},
    }


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("level", "attested_to", "held"),
    [("A2", date(2026, 2, 20), False), ("A2", date(2026, 2, 19), None), ("trung cấp", date(2026, 2, 20), None)],
    ids=["too low", "the section is not closed", "a level that nobody can compare"],
)
def test_a_standard_is_missing_only_where_nothing_can_be_missing_from_the_record(
    level: str, attested_to: date, held: bool | None
) -> None:
    write(
        candidacy(decided_on=date(2026, 2, 20)),
        standard("language", "B1"),
        LanguageSkill(identity="l", person_id="an", language="Tiếng Anh", level=level),
        attestation("an", "languages", attested_to),
    )

    assert facts_of("standard_check", DAY)["c1:director/language"]["held"] is held


@pytest.mark.usefixtures("planned")
def test_a_standard_laid_down_after_the_opening_is_not_asked() -> None:
    write(candidacy(), standard("degree", "university"))
    PostStandard.objects.update(valid_from=date(2026, 1, 11))

    assert facts_of("standard_check", DAY) == {}


def test_posts_that_nobody_lists_owe_no_transfer() -> None:
    write(body("so"), ranked("desk", "so", None), person("an"), tenure("an", "desk", LONG_AGO))

    assert facts_of("transfer_duty", DAY) == {}
    PostState.objects.update(is_transfer_listed=False)
    assert [row["listed"] for row in facts_of("transfer_duty", DAY).values()] == [False]


NEW_TABLES = ("succession_list", "succession_person", "succession_entry", "transfer_duty", "rotation", "standard_check")


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize("about", NEW_TABLES)
def test_a_gate_finds_what_the_evaluation_of_everybody_finds(about: str) -> None:
    PostState.objects.filter(post_id="desk").update(is_transfer_listed=True, transfer_months=36)
    write(
        candidacy(decided_on=date(2026, 2, 20)),
        standard("degree", "university"),
        qualified("degree", "master", date(2015, 6, 15)),
        disciplined("d", "warning", date(2026, 1, 1), ends_on=date(2027, 1, 1)),
        succession_list("second", "deputy"),
        listed("binh", "second"),
        tenure_by("chi", "deputy", BEGUN, kind="rotation"),
        tenure_by("dung", "desk", BEGUN, kind="secondment"),
        [attestation(key, "succession", DAY) for key in ("list", "binh")],
        [attestation("an", section, DAY) for section in ("discipline", "qualifications")],
    )
    law = rule_book().in_force(DAY)
    rules = [rule for rule in law.rules if rule.about == about]
    tables, parameters = stored_tables(*STORED_APPS), law.parameters_on(DAY)
    everybody = evaluate(
        rules,
        vocabulary=vocabulary(),
        tables=tables,
        engine=working_engine(),
        parameters=parameters,
        as_of=DAY,
        include_not_applicable=True,
    )
    found: dict[tuple[str, str | None], list[Standing]] = {}
    for standing in everybody:
        found.setdefault((standing.subject, standing.person), []).append(standing)

    asked = {
        (subject, whose): gate(
            rules, subject=subject, person=whose, tables=tables, parameters=parameters, as_of=DAY
        ).asked
        for subject, whose in found
    }

    assert found
    assert {key: [rule.standing for rule in answers] for key, answers in asked.items()} == found
