"""The law that comes with the product: what is in it, what is in force when, and that its words are its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from law.vocabulary import VOCABULARY
from liem.kernel.dates import Term
from liem.kernel.errors import Message
from liem.kernel.verdicts import Strength
from liem.law.flags import Flag
from liem.law.grounds import Ground
from liem.law.language.tree import FactRef, Not, walk
from liem.law.packs import Law, load_law, packs_folder
from liem.law.parameters import DatedValue
from liem.law.rules import Rule, Service
from liem.law.targets import Target


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law(VOCABULARY)


def test_every_row_has_its_target_and_clause(law: Law) -> None:
    ours = [target for target in law.targets if target.pack != "vietnam"]
    assert {target.id: (str(target.ground), target.strength) for target in ours} == {
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
        "women_among_appointments": ("bac_giang#5/p2", Strength.STRIVE),
        "young_among_appointments": ("bac_giang#5/p2", Strength.STRIVE),
        "minorities_among_appointments": ("bac_giang#5/p2", Strength.STRIVE),
        "young_generation_in_committees": ("guidance#2.2/b2", Strength.STRIVE),
        "middle_generation_in_committees": ("guidance#2.2/b2", Strength.STRIVE),
        "older_generation_in_committees": ("guidance#2.2/b2", Strength.STRIVE),
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
        sorted(pack.short for pack in current.packs if pack.short != "vietnam"),
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
    names = (
        "years_in_personnel_work",
        "years_of_recognised_results",
        "share_of_women_in_committees_and_councils",
        "share_of_young_in_committees_and_councils",
    )
    found = law.parameters_on(day)
    assert tuple(found[name] for name in names) == values


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


def _read_by_people(law: Law) -> Iterator[Message]:
    """The words about what the law was checked against, where values come from, and what cases are about."""
    everything: list[Rule | Target | Flag] = [*law.rules, *law.targets, *law.flags]
    yield from (case.name for one in everything for case in one.cases)
    resting: list[Target | Ground | DatedValue] = [*law.targets]
    resting += [ground for one in everything if not isinstance(one, Target) for ground in one.grounds]
    resting += [value for parameter in law.parameters for value in parameter.values]
    yield from (one.checked.against for one in resting if one.checked is not None)
    yield from (one.source for one in resting if not isinstance(one, Target) and one.source is not None)


def test_what_people_read_about_the_law_is_said_in_both_languages(law: Law) -> None:
    read = [words for words in _read_by_people(law) if not words.en.startswith("https://")]
    clause = re.compile(r"\b(?:[IVX]+\.)?\d+(?:\.\d+)*\b")
    sources = [words for words in read if words.en.startswith("clause text")]
    assert (len(read) > 1000, len(sources) > 50) == (True, True)
    assert [words.en for words in read if words.vi == words.en] == []
    assert [words for words in sources if not {*clause.findall(words.en)} <= {*clause.findall(words.vi)}] == []


def test_what_the_law_denies_is_said_in_words_of_its_own(law: Law) -> None:
    judged: list[Rule | Flag] = [*law.rules, *law.flags]
    conditions = [(one.about, text) for one in judged for text in (one.applies, one.requires) if text]
    conditions += [(target.about, text) for target in law.targets for text in (target.population, target.counts)]
    denied = {
        (about, node.part.name)
        for about, text in conditions
        for node in walk(text.tree)
        if isinstance(node, Not) and isinstance(node.part, FactRef)
    }
    said = {(table.name, fact.name) for table in VOCABULARY.tables for fact in table.facts if fact.opposite}
    assert (len(denied) > 20, denied - said) == (True, set())
