"""A step as it is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from liem.law.procedures.course import Outcome
from liem.procedures.decisions.signed import NewDecision


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step to be taken: on which day, and who signed it or was in the chair (`by_person`; the official whose own step
    it is, or the officer, need not be named). What came of a meeting is told by its count, never here. `chosen` are the
    keys of case people where somebody has to choose; `corrects` the number of the event for which this one stands.
    `is_blank`: nothing is filled in yet."""

    step: str
    on: date
    by_person: str | None = None
    outcome: Outcome = Outcome.PASSED
    chosen: Sequence[str] = ()
    reason: str = ""
    decision: NewDecision | None = None
    corrects: int | None = None
    is_blank: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "outcome", Outcome(self.outcome))
