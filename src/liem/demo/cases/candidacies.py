"""Candidacies: recognised result, action programme, political conclusion, and kin in the procedure.

Every case is in order but for the fields that it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from liem.demo import CLOSING_DAY
from liem.demo.attested import PROCEDURE, Until
from liem.demo.cases.planted import Planted
from liem.demo.families import kinship_row
from liem.demo.procedures import Step, candidacy_key, conclusion_row, result_row, state_row
from liem.procedures.models import ActionProgramme, Candidacy, CandidacyKind, CandidacyState, Part, Participation
from liem.record.choices import Relation, Section

RESULT_RULE = "recognised_result_before_appointment"
PROGRAMME_RULE = "action_programme_before_decision"
CONCLUSION_RULE = "political_conclusion_before_opening"
KIN_RULE = "no_kin_in_procedure"

OPENED, PLANNED, DECIDED = date(2026, 3, 2), date(2026, 6, 1), date(2026, 5, 20)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Participant:
    person: str
    part: Part
    recused: bool = False


PROPOSER = Participant("p0191", Part.PROPOSER)
ASSESSOR = Participant("p0192", Part.ASSESSOR)
DECIDER = Participant("p0193", Part.DECIDER)
REPLACEMENT = Participant("p0197", Part.PROPOSER)
UNDECLARED = Participant("p0194", Part.ASSESSOR)
DECLARED_TOO_EARLY = Participant("p0195", Part.ASSESSOR)
DECLARED_ON_THE_DAY = Participant("p0196", Part.ASSESSOR)

PARTICIPANTS = (PROPOSER, ASSESSOR, DECIDER, REPLACEMENT, UNDECLARED, DECLARED_TOO_EARLY, DECLARED_ON_THE_DAY)
KIN_DECLARED: dict[str, date | None] = {
    UNDECLARED.person: None,
    DECLARED_TOO_EARLY.person: OPENED - ONE_DAY,
    DECLARED_ON_THE_DAY.person: OPENED,
}
"""To which day these participants declared their kin (None: not at all); everybody else did to the closing day."""


@dataclass(frozen=True, slots=True)
class CandidacyCase:
    """One candidacy. `kin` are relatives of the candidate: (declared by, other side, relation);
    `seat` is the post, where it matters which."""

    person: str
    planted: tuple[Planted, ...]
    step: CandidacyKind = CandidacyKind.APPOINTMENT
    opened: date = OPENED
    planned: date | None = PLANNED
    decided: date | None = DECIDED
    conclusion: date | None = date(2026, 1, 15)
    conclusions_to: date | None = CLOSING_DAY
    result: date | None = date(2025, 2, 10)
    results_to: date | None = CLOSING_DAY
    programme: date | None = date(2026, 5, 4)
    papers_to: date | None = CLOSING_DAY
    participants: tuple[Participant, ...] = (PROPOSER, ASSESSOR, DECIDER)
    kin: tuple[tuple[str, str, Relation], ...] = ()
    seat: str = ""

    @property
    def key(self) -> str:
        return candidacy_key(self.step, self.person)

    @property
    def attested(self) -> Until:
        return {
            (self.person, Section.POLITICAL_CONCLUSION): self.conclusions_to,
            (self.person, Section.RESULTS): self.results_to,
        }

    def identity(self, body: str, post: str) -> Candidacy:
        return Candidacy(key=self.key, person_id=self.person, body_id=body, post_id=post, kind=self.step)

    def rows(self) -> Iterator[models.Model]:
        """Everything that is on record of the candidacy."""
        yield self._state()
        for number, participant in enumerate(self.participants, start=1):
            yield Participation(
                identity=f"{self.key}-{number}",
                candidacy_id=self.key,
                person_id=participant.person,
                part=participant.part,
                recused=participant.recused,
            )
        yield from self._papers()
        for person, relative, relation in self.kin:
            yield kinship_row(person, relative, relation)

    def _state(self) -> CandidacyState:
        state = state_row(
            Step(self.key, self.person, "", None, self.step, self.opened, self.planned or PLANNED, self.decided, ())
        )
        state.planned_on = self.planned
        return state

    def _papers(self) -> Iterator[models.Model]:
        if self.conclusion:
            yield conclusion_row(self.key, self.person, self.conclusion)
        if self.result:
            yield result_row(self.key, self.person, self.result, int(self.person[1:]))
        if self.programme:
            yield ActionProgramme(identity=self.key, candidacy_id=self.key, filed_on=self.programme)
        if self.papers_to:
            yield PROCEDURE.row(self.key, Section.PAPERS, self.papers_to)
