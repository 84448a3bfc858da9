"""How the text of a ground was read is said without claiming that the text lies here."""

from __future__ import annotations

from dataclasses import replace

from django.utils import translation

from liem.law.grounds import Status
from liem.rulebook.book import rule_book
from liem.web.caveats import PROOFS, Proof, proof_of


def test_a_clause_of_a_directive_was_held_against_its_words_not_against_a_file_here() -> None:
    rule = rule_book().rule("key_leaders_not_local")
    assert rule is not None
    ground = replace(rule.grounds[0], status=Status.VERIFIED)
    assert [proof_of(ground, is_national=national) for national in (False, True)] == [Proof.DIRECTIVE, Proof.PUBLISHED]
    assert proof_of(replace(ground, status=Status.PENDING), is_national=False) is None
    with translation.override("en"):
        assert str(PROOFS[Proof.DIRECTIVE]) == "held against the words of the directive"
