"""The reference page of facts is the one that the vocabulary gives, and the vocabulary says all that a writer needs."""

from __future__ import annotations

from pathlib import Path

from liem.law.vocabulary import FactType
from liem.rulebook.fact_reference import page
from liem.rulebook.vocabulary import vocabulary

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "facts.md"
NEVER_UNKNOWN = {
    "appointment": {"body_kind", "body_level", "began_on"},
    "candidacy": {"kind", "opened_on", "decided", "decided_on", "participants", "participants_declared"},
    "declaration_duty": {"due_on"},
    "evaluation": {"year"},
    "holding": {"role", "body_kind", "body_level", "is_leader", "is_key_leader"},
    "kin_pair": {"relation", "same_body", "same_standing_committee", "head_and_deputy"},
    "nomination_meeting": {"held_on", "places"},
}
"""Facts that stand in every row of their table, so that no paper can lack (a decision not taken is known, too)."""


def test_the_page_is_the_one_that_the_vocabulary_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(vocabulary())


def test_every_number_and_count_has_a_unit_and_every_table_a_source() -> None:
    counted = {FactType.NUMBER, FactType.COUNT}
    tables = vocabulary().tables
    facts = [(table.name, fact) for table in tables for fact in table.facts]
    assert [(table, fact.name) for table, fact in facts if fact.type in counted and fact.unit is None] == []
    assert [table.name for table in tables if table.source is None] == []


def test_every_fact_that_may_be_unknown_names_the_paper_that_lacks() -> None:
    without: dict[str, set[str]] = {}
    for table in vocabulary().tables:
        for fact in table.facts:
            if fact.paper is None:
                without.setdefault(table.name, set()).add(fact.name)
    assert without == NEVER_UNKNOWN
