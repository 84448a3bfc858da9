"""The four verdicts and the two strengths."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Strength(StrEnum):
    MUST = "must"
    STRIVE = "strive"  # a shortfall is shown, never called a breach


def verdict_of(applies: bool | None, requires: bool | None) -> Verdict:
    """Combines two three-valued answers. Whether a rule applies is asked first; an open question stays open."""
    if applies is False:
        return Verdict.NOT_APPLICABLE
    if applies is None:
        # Whatever the answer would be, a requirement that holds anyway is met or does not apply: neither is an alarm,
        # but neither may be claimed.
        return Verdict.UNKNOWN
    if requires is None:
        return Verdict.UNKNOWN
    return Verdict.MET if requires else Verdict.NOT_MET
