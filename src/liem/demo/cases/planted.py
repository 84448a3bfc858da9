"""The form in which a planted case says what must be found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liem.demo import CLOSING_DAY, DISTRICTS_DAY
from liem.kernel.errors import Message
from liem.kernel.verdicts import Verdict

CLOSING = (CLOSING_DAY,)
BOTH = (DISTRICTS_DAY, CLOSING_DAY)
DISTRICTS = (DISTRICTS_DAY,)


class Kind(StrEnum):
    BREACH = "breach"
    NEAR_MISS = "near_miss"
    UNATTESTED = "unattested"


@dataclass(frozen=True, slots=True)
class Planted:
    """What an audit as of each day in `on` says of one subject under one rule, and why.

    A near miss is met, or the rule does not apply to it (`applies`).
    """

    rule: str
    subject: str
    kind: Kind
    why: Message
    on: tuple[date, ...] = CLOSING
    applies: bool = True

    @property
    def verdict(self) -> Verdict:
        """The verdict that must come out."""
        if not self.applies:
            return Verdict.NOT_APPLICABLE
        return {
            Kind.BREACH: Verdict.NOT_MET,
            Kind.NEAR_MISS: Verdict.MET,
            Kind.UNATTESTED: Verdict.UNKNOWN,
        }[self.kind]
