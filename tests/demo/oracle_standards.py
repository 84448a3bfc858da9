"""Candidates against the standards of the post, worked out once more in plain Python."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from demo.oracle_basics import Attested, Standings, holds, known, verdict
from liem.procedures.models import CandidacyState
from liem.record.models import PostStandard, Qualification

LEVELS = {
    "degree": ("vocational", "college", "university", "master", "doctor"),
    "political_theory": ("elementary_theory", "intermediate_theory", "advanced_theory", "theory_degree"),
}


def standards(as_of: date, attested: Attested) -> Standings:
    """Every candidacy for a post against every standard that the post had when it was opened."""
    asked, proofs = defaultdict(list), defaultdict(list)
    for standard in known(PostStandard):
        asked[standard.post_id].append(standard)
    for proof in known(Qualification):
        proofs[proof.person_id, proof.kind].append(proof)
    found: Standings = {}
    for state in known(CandidacyState).select_related("candidacy"):
        candidacy = state.candidacy
        if state.opened_on > as_of:
            continue
        decided = state.decided_on if state.decided_on and state.decided_on <= as_of else None
        closed = attested.reaches(candidacy.person_id, "qualifications", decided or as_of)
        for standard in asked[candidacy.post_id]:
            if holds(standard, state.opened_on):
                own = proofs[candidacy.person_id, standard.kind]
                answer = _held_in_time(standard, own, decided, as_of, closed)
                found["standard_held_by_decision", f"{candidacy.key}:{standard.identity}"] = verdict(answer)
    return found


def _held_in_time(
    standard: PostStandard, proofs: list[Qualification], decided: date | None, as_of: date, closed: bool
) -> bool | None:
    """Held, and obtained by the day of the decision; nothing is said of a decision that is still to come."""
    needed = LEVELS[standard.kind].index(standard.level)
    enough = [
        proof.obtained_on
        for proof in proofs
        if proof.obtained_on <= as_of and LEVELS[standard.kind].index(proof.level) >= needed
    ]
    if not enough:
        return False if closed else None
    return None if decided is None else min(enough) <= decided
