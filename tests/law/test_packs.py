"""The law that comes with the product: what is in it, what is in force when, and that its words are its own."""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from law.vocabulary import VOCABULARY
from liem.kernel.dates import Term
from liem.kernel.verdicts import Strength
from liem.law.packs import Law, load_law, packs_folder
from liem.law.rules import Service


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law(VOCABULARY)


def test_every_row_has_its_rule_and_clauses(law: Law) -> None:
    assert {rule.id: [str(clause) for clause in rule.clauses] for rule in law.rules} == {
        "excellent_needs_product": ["tra_vinh#II.3.2/b4"],
        "grade_beside_collective": ["tra_vinh#II.3.2/b4"],
        "moved_after_years_in_personnel_work": ["khoi#II.1.10"],
        "more_names_than_places": ["bac_giang#5/p2"],
        "recognised_result_before_appointment": ["bac_giang#5/p2"],
        "action_programme_before_decision": ["tra_vinh#II.3.2/b3"],
        "political_conclusion_before_opening": ["khoi#II.1.6", "bac_giang#6/p2"],
        "key_leaders_not_local": ["tra_vinh#II.2/b7", "tra_vinh#II.3.2/b5"],
        "no_kin_in_procedure": ["guidance#2.4"],
        "declaration_filed_in_time": ["tra_vinh#II.3.4/b4"],
        "declaration_published": ["tra_vinh#II.3.4/b4"],
    }


def test_every_row_has_its_target_and_clause(law: Law) -> None:
    assert {target.id: (str(target.ground), target.strength) for target in law.targets} == {
        "women_in_committees_and_councils": ("bac_giang#2(1)", Strength.STRIVE),
        "young_in_committees_and_councils": ("bac_giang#2(1)", Strength.STRIVE),
        "women_in_standing_committees": ("bac_giang#2(2)", Strength.MUST),
        "young_in_standing_committees": ("bac_giang#2(2)", Strength.MUST),
        "district_secretaries_not_local": ("bac_giang#2(3)", Strength.MUST),
        "district_leader_not_local": ("bac_giang#2(3)", Strength.STRIVE),
        "young_department_leaders": ("bac_giang#2(4)", Strength.STRIVE),
        "young_district_division_leaders": ("bac_giang#2(4)", Strength.STRIVE),
        "foreign_language_of_leaders": ("bac_giang#2(4)/p2", Strength.STRIVE),
        "provincial_standing_committee_knows_districts": ("bac_giang#2(5)", Strength.STRIVE),
        "commune_secretaries_not_local": ("lac_giang#2(1)", Strength.MUST),
        "commune_leader_not_local": ("lac_giang#2(2)", Strength.STRIVE),
        "young_provincial_department_leaders": ("lac_giang#2(3)", Strength.STRIVE),
        "young_commune_division_leaders": ("lac_giang#2(3)", Strength.STRIVE),
    }


@pytest.mark.parametrize(
    ("day", "packs", "districts", "communes"),
    [
        (date(2022, 1, 26), ["bac_giang", "khoi"], True, False),
        (date(2025, 6, 30), ["bac_giang", "guidance", "khoi", "tra_vinh"], True, False),
        (date(2025, 7, 1), ["bac_giang", "guidance", "khoi", "tra_vinh"], False, False),
        (date(2025, 8, 15), ["bac_giang", "guidance", "khoi", "lac_giang", "tra_vinh"], False, True),
    ],
)
def test_law_comes_into_force_and_ends(law: Law, day: date, packs: list[str], districts: bool, communes: bool) -> None:
    current = law.in_force(day)
    assert (
        sorted(pack.short for pack in current.packs),
        current.target("district_secretaries_not_local") is not None,
        current.target("commune_secretaries_not_local") is not None,
        current.rule("excellent_needs_product") is not None,
    ) == (packs, districts, communes, "tra_vinh" in packs)


@pytest.mark.parametrize(
    ("day", "values"),
    [
        (date(2020, 1, 1), (None, None, None, 10.0)),
        (date(2025, 8, 31), (Term(years=5), Term(years=3), None, 10.0)),
        (date(2025, 9, 1), (Term(years=5), Term(years=3), None, None)),
    ],
)
def test_only_verified_values_in_force_are_applied(law: Law, day: date, values: tuple[object, ...]) -> None:
    assert law.parameters_on(day) == dict(
        zip(
            [
                "years_in_personnel_work",
                "years_of_recognised_results",
                "share_of_women_in_committees_and_councils",
                "share_of_young_in_committees_and_councils",
            ],
            values,
            strict=True,
        )
    )


def test_gates_are_the_rules_that_serve_them(law: Law) -> None:
    assert {rule.id for rule in law.serving(Service.GATE) if rule.about == "candidacy"} == {
        "no_kin_in_procedure",
        "political_conclusion_before_opening",
        "recognised_result_before_appointment",
    }


def test_packs_recognise_the_documents_they_rest_on(law: Law, shared_folder: Path) -> None:
    files = {sha256(file.read_bytes()).hexdigest(): file.name for file in (shared_folder / "documents").iterdir()}
    assert {pack.short: files[pack.document.sha256][:3] for pack in law.packs if pack.document.sha256} == {
        "guidance": "000",
        "tra_vinh": "001",
        "khoi": "003",
        "bac_giang": "004",
    }


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_no_sentence_of_the_directives_is_copied(shared_folder: Path) -> None:
    directives = set[tuple[str, ...]]()
    for file in (shared_folder / "documents").iterdir():
        directives |= _runs(file.read_text(encoding="utf-8"), 12)
    packs = list(Path(str(packs_folder())).rglob("*.yaml"))
    copied = {file.name: _runs(file.read_text(encoding="utf-8"), 12) & directives for file in packs}
    assert len(packs) > 15
    assert {name: runs for name, runs in copied.items() if runs} == {}
