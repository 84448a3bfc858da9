"""What of the law asks about the sheets of a ballot: its findings say whether it holds, never the numbers.

Whoever may try any condition over them reads the numbers off the answers, one threshold after the other.
"""

from __future__ import annotations

from liem.law.flags import Flag
from liem.law.rules import Rule
from liem.procedures.facts.vote_rows import OF_THE_BALLOT


def tells_votes(one: Rule | Flag) -> bool:
    """Whether it asks about the numbers of a count."""
    asked = OF_THE_BALLOT.get(one.about, frozenset())
    return any(fact.name in asked for fact in one.facts())
