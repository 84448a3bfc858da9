"""The steps of a case as its page lists them: state, who has the step, by when, its papers, and what was entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.law.packs import Law
from liem.law.procedures.course import State
from liem.law.procedures.in_words import ACTS, READERS, holder_words, limit_words, meeting_words, pending_of
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import Step
from liem.law.rules import Rule
from liem.procedures.cases.entered import Entered
from liem.procedures.cases.papers import NUMBER_ONLY
from liem.procedures.cases.view import CaseView, StepLine
from liem.procedures.models import CaseEvent, CaseMeeting, CasePaper, Decision
from liem.web.case_names import Names
from liem.web.gate_lines import AnswerView, answer_views
from liem.web.procedure_parts import gates_of
from liem.web.step_outcomes import outcome_said

_OPENED_BY = Message("bộ phận làm bước đầu tiên", "the desk that enters the first step")
STATES: Mapping[State, tuple[Promise, str, str]] = {
    State.WAITING: (gettext_lazy("not its turn yet"), "", "○"),
    State.OPEN: (gettext_lazy("to be done"), "info", "→"),
    State.TAKEN: (pgettext_lazy("step", "done"), "met", "✓"),
    State.LEFT_OUT: (pgettext_lazy("step", "left out"), "", "–"),
    State.NOT_PASSED: (pgettext_lazy("step", "did not pass"), "not_met", "✕"),
    State.NOT_REACHED: (gettext_lazy("the case ended before it"), "", "–"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """A state as word, colour and icon."""

    words: str
    look: str
    sign: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper that a step asks for, or that was filed for it. `person` is whose, by key and name; `paper` None while it
    is missing; `may_show`: whether the file may be fetched here."""

    name: str
    title: Message
    person: str
    person_name: str
    paper: CasePaper | None
    has_no_file: bool

    @property
    def digest(self) -> str:
        return self.paper.digest[:12] if self.paper else ""


@dataclass(frozen=True, slots=True)
class EventView:
    """An entry of a step. `counts`: the case rests on it; else `replaced_by` is the number of the entry that stands for
    it, with its reason, or None where the case went back. `position` is that of its entry in the ledger."""

    event: CaseEvent
    outcome: str
    by: str
    body: str
    chosen: tuple[str, ...]
    gates: tuple[AnswerView, ...]
    decision: Decision | None
    position: int | None
    counts: bool
    replaced_by: int | None
    may_correct: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """A step, or the opening as number 0. `desk` is the body that enters it where that is another than the one that has
    the power; `people` who may sign there, by name."""

    number: int
    id: str
    title: Message
    state: Look
    is_open: bool
    act: Message | None
    clauses: tuple[ClauseAddress, ...]
    holder: Message
    body: str
    body_name: str
    desk_name: str
    problem: Message | None
    limit: Message | None
    due: date | None
    is_sure: bool
    is_late: bool
    papers: tuple[PaperView, ...]
    rules: tuple[Rule, ...]
    meeting: tuple[Message, ...]
    readers: Message | None
    optional: Message | None
    pending: tuple[Message, ...]
    returns_to: Message | None
    events: tuple[EventView, ...]
    meetings: tuple[CaseMeeting, ...]

    @property
    def last(self) -> EventView | None:
        """The entry on which the case rests, else the last that was made."""
        return next((one for one in reversed(self.events) if one.counts), self.events[-1] if self.events else None)


@dataclass(frozen=True, slots=True)
class Shown:
    """What steps are shown from. `only` is the person to whom the page belongs: of others it tells nothing."""

    view: CaseView
    entered: Entered
    called: Names
    law: Law
    only: str | None = None
    may_correct: bool = False


def step_views(shown: Shown) -> tuple[StepView, ...]:
    """The opening as number 0, then every step in order."""
    now = shown.view.now
    values = shown.law.limit_values(now.procedure, now.day)
    return tuple(_step(shown, number, line, values) for number, line in enumerate(shown.view.lines))


def _step(shown: Shown, number: int, line: StepLine, values: Mapping[str, int]) -> StepView:
    step, procedure = line.step, shown.view.now.procedure
    return StepView(
        number=number,
        id=line.id,
        title=line.title,
        state=_look(line.state),
        is_open=line.state is State.OPEN,
        act=ACTS[step.act] if step else None,
        clauses=step.clauses if step else procedure.clauses,
        holder=holder_words(step.by) if step else _OPENED_BY,
        body=line.held.body,
        body_name=shown.called.body(line.held.body),
        desk_name=_desk(shown, line),
        problem=line.held.problem,
        limit=limit_words(step.limit, procedure, values) if step and step.limit else None,
        due=line.due,
        is_sure=line.is_sure,
        is_late=line.is_late,
        papers=_papers(shown, line),
        rules=gates_of(shown.law, step.gates if step else procedure.gates),
        meeting=meeting_words(step.meeting) if step and step.meeting else (),
        readers=READERS[step.published_to] if step and step.published_to else None,
        optional=step.optional if step else None,
        pending=pending_of(step) if step else (),
        returns_to=procedure.step(step.returns_to).title if step and step.returns_to else None,
        events=tuple(_events(shown, line.id, step)),
        meetings=() if shown.only else shown.entered.meetings.get(line.id, ()),
    )


def _look(state: State) -> Look:
    words, look, sign = STATES[state]
    return Look(str(words), look, sign)


def _desk(shown: Shown, line: StepLine) -> str:
    held = line.held
    return shown.called.body(held.desk) if held.desk and held.desk != held.body else ""


def _papers(shown: Shown, line: StepLine) -> tuple[PaperView, ...]:
    """Those asked for, then what was filed for the step besides. An official sees the own ones."""
    used = {one.filed.identity for one in line.papers if one.filed}
    found = [_paper(shown, one.name, one.person, one.filed) for one in line.papers]
    more = (paper for paper in shown.view.now.papers_for(line.id) if paper.identity not in used)
    found += [_paper(shown, paper.name, paper.person_id, paper) for paper in more]
    return tuple(one for one in found if shown.only in {None, one.person})


def _paper(shown: Shown, name: str, person: str | None, paper: CasePaper | None) -> PaperView:
    return PaperView(name, PAPERS[name], person or "", shown.called.person(person), paper, name in NUMBER_ONLY)


def _events(shown: Shown, key: str, step: Step | None) -> Iterator[EventView]:
    now, told = shown.view.now, shown.entered
    counting = now.event_of(key)
    replacing = {event.corrects: event.number for event in now.events if event.corrects is not None}
    correctable = {number + 1 for number in now.course.correctable} if now.course else set()
    people = {one.identity: one.person_id for one in (*now.people, *told.withdrawn)}
    whose = _whose(shown)
    for event in now.events:
        if event.step != key:
            continue
        chosen = (people[one] for one in event.chosen if one in people)
        yield EventView(
            event=event,
            outcome=str(outcome_said(step, event.outcome)),
            by=shown.called.person(event.by_person_id),
            body=shown.called.body(event.body_id),
            chosen=tuple(shown.called.person(one) for one in chosen if shown.only in {None, one}),
            gates=() if shown.only else answer_views(told.gates.get(event.pk, ()), whose, told.waivers, on=event.on),
            decision=told.decisions.get(event.pk),
            position=told.positions.get(event.pk),
            counts=counting is not None and counting.number == event.number,
            replaced_by=replacing.get(event.number),
            may_correct=shown.may_correct and event.number in correctable,
        )


def _whose(shown: Shown) -> dict[str, str]:
    """The name of the person whom each subject of a gate belongs to."""
    everybody = (*shown.view.now.people, *shown.entered.withdrawn)
    found = {one.identity: shown.called.person(one.person_id) for one in everybody}
    found |= {one.person_id: shown.called.person(one.person_id) for one in everybody}
    return found | {one.key: shown.called.person(one.person_id) for one in shown.entered.proposals.values()}
