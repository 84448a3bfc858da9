"""Which papers a step asks for, and which of them are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from liem.law.procedures.steps import OPENING, Act, Procedure, Seat
from liem.procedures.cases.standing import CaseNow
from liem.procedures.models import CasePaper

PERSONAL = frozenset(
    {
        "personal_form",
        "evaluation_record",
        "self_review",
        "political_conclusion",
        "declaration",
        "health_certificate",
        "action_programme",
        "recognised_results",
    }
)
"""Papers about one official: there is one for everybody in the case."""

POLITICAL_CONCLUSION = "political_conclusion"
NUMBER_ONLY = frozenset({POLITICAL_CONCLUSION})
"""Papers of which this installation keeps number, day and authority, and never the file."""

WAIVER = "waiver"
"""The paper by which whoever the rule names lets it go: numbered, filed at the desk that enters it as well, and of no
other use."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A paper that a step asks for; `person` where it is about one of the case, `filed` where it is there."""

    name: str
    person: str | None
    filed: CasePaper | None


def papers_of(procedure: Procedure, step: str) -> tuple[str, ...]:
    """The papers that the procedure asks for before the step (of the opening: its own)."""
    return procedure.papers if step == OPENING else procedure.step(step).papers


def papers_asked(now: CaseNow, step: str) -> tuple[Asked, ...]:
    """Every paper that the step asks for, in the order of the procedure; of personal ones, and where the step is the
    officials' own, one for each of them."""
    return tuple(one for name in papers_of(now.procedure, step) for one in _asked(now, step, name))


def missing_papers(now: CaseNow, step: str) -> tuple[str, ...]:
    """The papers that are not there yet, each once."""
    return tuple(dict.fromkeys(one.name for one in papers_asked(now, step) if one.filed is None))


def is_personal(now: CaseNow, step: str, name: str) -> bool:
    """Whether the step asks the paper of each official in the case."""
    return name in PERSONAL or is_own(now, step)


def is_own(now: CaseNow, step: str) -> bool:
    """Whether the step is taken by the officials whom the case is about."""
    return step != OPENING and now.procedure.step(step).by.seat is Seat.PERSON


def _asked(now: CaseNow, step: str, name: str) -> Iterator[Asked]:
    usable = [paper for paper in now.papers if paper.name == name and _counts_for(now, step, paper)]
    if not now.people or not is_personal(now, step, name):
        yield Asked(name, None, usable[0] if usable else None)
        return
    for one in now.people:
        own = [paper for paper in usable if paper.person_id == one.person_id]
        yield Asked(name, one.person_id, own[0] if own else None)


def _counts_for(now: CaseNow, step: str, paper: CasePaper) -> bool:
    """A paper counts for the step it was filed for; a personal one for later steps too, unless these make their own."""
    if paper.step == step:
        return True
    makes_its_own = is_own(now, step) or (step != OPENING and now.procedure.step(step).act is Act.FOLLOW)
    return paper.name in PERSONAL and not makes_its_own and _stands_before(now, paper.step, step)


def _stands_before(now: CaseNow, earlier: str, later: str) -> bool:
    order = [OPENING, *(step.id for step in now.procedure.steps)]
    return order.index(earlier) < order.index(later)
