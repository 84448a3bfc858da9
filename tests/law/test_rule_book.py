"""The rule book of the four directives: every row that is a rule is covered, and rests on the clause it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from law.vocabulary import VOCABULARY
from liem.kernel.dates import Term
from liem.kernel.verdicts import Strength
from liem.law.flags import Flag
from liem.law.grounds import Status
from liem.law.packs import Law, load_law
from liem.law.rules import Rule
from liem.law.targets import Target

# Row of the list of what the directives ask for → its clauses, and what in the rule book answers it.
ROWS: dict[str, tuple[set[str], set[str]]] = {
    "D7": ({"khoi#II.1.11", "khoi#III.3"}, {"directive_result_in_grading"}),
    "Q2": ({"tra_vinh#II.3.2/b4"}, {"excellent_needs_product"}),
    "Q3": ({"tra_vinh#II.3.2/b4"}, {"grade_beside_collective", "head_not_above_collective"}),
    "Q5": ({"tra_vinh#II.3.2/b5", "bac_giang#5"}, {"several_people_per_post", "succession_list_reviewed"}),
    "Q7": (
        {"guidance#2.5"},
        {
            "transfer_fits_profession",
            "transfer_keeps_headcount",
            "transfer_plan_published_first",
            "transfer_effect_assessed",
            "transfer_with_other_measures",
        },
    ),
    "Q8": ({"khoi#II.1.10"}, {"moved_after_years_in_personnel_work"}),
    "Q9": ({"bac_giang#5/p2"}, {"more_names_than_places"}),
    "Q10": ({"bac_giang#5/p2"}, {"recognised_result_before_appointment"}),
    "Q11": ({"tra_vinh#II.3.2/b3"}, {"action_programme_before_decision"}),
    "Q12": (
        {"tra_vinh#II.3.2/b3"},
        {
            "deputy_proposed_by_head",
            "standing_member_proposed_by_secretary",
            "subordinate_head_from_list",
            "proposer_and_decider_named",
        },
    ),
    "Q13": ({"tra_vinh#II.3.2/b5", "bac_giang#2(5)"}, {"standing_members_led_below", "leaders_led_below"}),
    "Q14": ({"khoi#II.1.6", "bac_giang#6/p2"}, {"political_conclusion_before_opening"}),
    "Q15": ({"bac_giang#5/p2", "khoi#II.1.7"}, {"every_standard_met", "standard_held_by_decision"}),
    "Q17": ({"tra_vinh#II.2/b5"}, {"confidence_vote_in_third_year", "low_confidence_acted_upon"}),
    "Q18": ({"tra_vinh#II.3.2/b4", "khoi#II.1.3"}, {"low_confidence_acted_upon"}),
    "Q19": (
        {"tra_vinh#II.3.3/b3"},
        {"suspension_by_competent_head", "suspension_gives_reason", "suspension_is_temporary"},
    ),
    "Q20": ({"khoi#II.1.7", "bac_giang#6"}, {"wrong_decision_annulled", "annulment_consequences_resolved"}),
    "Q21": (
        {"tra_vinh#II.2/b7", "tra_vinh#II.3.2/b5", "bac_giang#2(3)"},
        {"key_leaders_not_local", "district_secretaries_not_local", "district_leader_not_local"},
    ),
    "Q22": (
        {"tra_vinh#II.2/b7", "tra_vinh#II.3.2/b1"},
        {"bold_proposal_weighed_before_discipline", "bold_proposal_weighed_before_relief"},
    ),
    "Q23": ({"khoi#II.2.2"}, {"secretary_is_head", "other_head_has_reason"}),
    "Q25": ({"bac_giang#5/p2"}, {"vacancy_before_first_name"}),
    "C2": ({"guidance#2.4"}, {"no_kin_in_procedure"}),
    "C4": ({"guidance#2.5", "khoi#II.1.8"}, {"published_to_those_entitled", "transfer_plan_published_first"}),
    "C5": (
        {"guidance#2.6", "tra_vinh#II.2/b9", "tra_vinh#II.3.4", "khoi#II.2.3", "bac_giang#6", "bac_giang#8"},
        {"planned_body_inspected", "body_checks_itself"},
    ),
    "C7": ({"bac_giang#6"}, {"pursued_after_leaving", "measures_in_step"}),
    "C9": ({"tra_vinh#II.3.4/b4"}, {"declaration_filed_in_time", "declaration_published"}),
    "C11": (
        {"guidance#2.4", "khoi#II.1.7", "bac_giang#7"},
        {
            "rise_through_two_ranks",
            "burst_before_leaving",
            "single_name_at_nomination",
            "chosen_not_first",
            "steps_on_one_day",
            "steps_out_of_order",
            "grade_jump_before_appointment",
            "birth_date_changed",
            "qualification_changed",
            "qualification_after_appointment",
            "recognised_only_by_own_body",
            "relatives_clustered",
            "annulled_or_relieved_within_two_years",
        },
    ),
    "C14": ({"khoi#II.1.10"}, {"personnel_officer_meets_standards"}),
    "T1": ({"bac_giang#2(1)"}, {"women_in_committees_and_councils", "young_in_committees_and_councils"}),
    "T2": ({"bac_giang#2(2)"}, {"women_in_standing_committees", "young_in_standing_committees"}),
    "T3": ({"bac_giang#2(3)"}, {"district_secretaries_not_local", "district_leader_not_local"}),
    "T4": ({"bac_giang#2(4)"}, {"young_department_leaders", "young_district_division_leaders"}),
    "T5": ({"bac_giang#2(4)/p2"}, {"foreign_language_of_leaders"}),
    "T6": ({"bac_giang#2(5)"}, {"provincial_standing_committee_knows_districts"}),
    "T7": (
        {"guidance#2.2", "bac_giang#5/p2"},
        {
            "young_generation_in_committees",
            "middle_generation_in_committees",
            "older_generation_in_committees",
            "women_among_appointments",
            "young_among_appointments",
            "minorities_among_appointments",
        },
    ),
}
PACKS = ("guidance_30_kh_tu", "tra_vinh_49_kh_tu", "khoi_03_nq_tu", "bac_giang_2021_2025")
SHOWN_NEVER_CALLED_A_BREACH = {"secretary_is_head", "other_head_has_reason"}


@pytest.fixture(scope="module")
def law() -> Law:
    """The law of the four directives, read beside the national pack, whose steps their procedures take over."""
    found = load_law(VOCABULARY)
    return replace(
        found,
        rules=tuple(rule for rule in found.rules if rule.pack in PACKS),
        targets=tuple(target for target in found.targets if target.pack in PACKS),
        flags=tuple(flag for flag in found.flags if flag.pack in PACKS),
    )


@pytest.fixture(scope="module")
def clauses(law: Law) -> dict[str, set[str]]:
    """Everything in the rule book, with the clauses it rests on."""
    everything: list[Rule | Target | Flag] = [*law.rules, *law.targets, *law.flags]
    return {one.id: {str(clause) for clause in one.clauses} for one in everything}


def _lies_within(clause: str, address: str) -> bool:
    """Whether the clause is at the address or below it: II.3.4/b4 lies within II.3.4, II.3.41 does not."""
    return clause == address or (clause.startswith(address) and clause[len(address)] in "./(")


@pytest.mark.parametrize("row", ROWS)
def test_a_row_is_covered_and_rests_on_its_clauses(row: str, clauses: dict[str, set[str]]) -> None:
    addresses, answers = ROWS[row]
    beside = {
        name: sorted(clauses.get(name, ()))
        for name in answers
        if not any(_lies_within(clause, address) for clause in clauses.get(name, ()) for address in addresses)
    }
    assert beside == {}


def test_nothing_rests_on_the_four_directives_without_a_row(clauses: dict[str, set[str]]) -> None:
    assert set(clauses) == {name for _, answers in ROWS.values() for name in answers}


def test_a_shortfall_in_what_is_only_striven_for_is_no_breach(law: Law) -> None:
    strive = {rule.id for rule in law.rules if rule.strength is Strength.STRIVE}
    assert strive == SHOWN_NEVER_CALLED_A_BREACH


def test_the_ceiling_on_the_grade_of_a_head_is_switched_off(law: Law) -> None:
    ceiling = law.rule("head_not_above_collective")
    assert ceiling is not None
    assert ([ground.status for ground in ceiling.grounds], ceiling.ground_on(date(2026, 11, 21))) == (
        [Status.PENDING],
        None,
    )
    assert law.in_force(date(2026, 11, 21)).rule("head_not_above_collective") is None


def test_signs_speak_of_decisions_say_what_explains_them_and_expire(law: Law) -> None:
    assert {flag.about for flag in law.flags} == {"personnel_decision"}
    assert [flag.id for flag in law.flags if not (flag.innocent.vi and flag.innocent.en)] == []
    assert {flag.expires for flag in law.flags} == {Term(months=24)}
