"""Votes of confidence of the demo province: none is on record, so each term waits for one once its time has come."""

from __future__ import annotations

from datetime import date

from demo.oracle_basics import UNKNOWN, Attested, Standings, holds, known, years_after
from liem.record.models import TermState

ASKED_AFTER = {"confidence_round_in_third_year": 2, "confidence_vote_in_third_year": 3}  # years of the term


def confidence_rounds(as_of: date, attested: Attested) -> Standings:
    """Terms that run on the day and began so many years before it."""
    return {
        (rule, term.term_id): UNKNOWN
        for rule, years in ASKED_AFTER.items()
        for term in known(TermState)
        if holds(term, as_of) and term.valid_from and years_after(term.valid_from, years) <= as_of
    }
