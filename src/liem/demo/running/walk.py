"""Walking a case through its procedure as offices would: papers, statements, meetings, counts, steps.

Walk(case, cast).to_the_end()        every step in turn
Walk(case, cast).until("decision")   up to just before the step
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO

from liem.actions.permissions import Acting
from liem.demo.running import answers, meeting
from liem.law.procedures.course import Outcome
from liem.law.procedures.steps import OPENING, Act, Concern, Part, Procedure, Step
from liem.procedures.cases.filing import ACTION_PROGRAMME, NewPaper, file_paper, file_programme
from liem.procedures.cases.holders import Held, holder_of, step_of, subjects_of
from liem.procedures.cases.papers import NUMBER_ONLY, Asked, papers_asked
from liem.procedures.cases.preparing import open_case
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.cases.taking import NewStep, take
from liem.procedures.decisions import consequences, correcting, promises
from liem.procedures.decisions.signed import NewDecision, needs_decision
from liem.procedures.gates.asking import GateLine, ask
from liem.procedures.gates.statements import NewStatement, papers_to_state_from, state
from liem.procedures.meetings.recusals import recused
from liem.procedures.models import CasePaper

NOT_NEEDED = "Không phát sinh việc cần làm ở bước này"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who enters what is done, on which day. `official` gives the own account of a person who counts; `stated` what is
    stated of a fact where that differs from the usual, `term` the term of a succession list, and `members` whom the
    record does not call to a meeting."""

    desks: Sequence[Acting]
    official: Callable[[str], Acting]
    day: date
    stated: Mapping[tuple[str, str], str] = field(default_factory=dict)
    term: str = ""
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def desk_of(self, held: Held) -> Acting:
        """The desk that enters the step. Raises StopIteration where none of the cast may."""
        return next(desk for desk in self.desks if desk.mandate.body == held.desk and desk.mandate.role in held.roles)


@dataclass(frozen=True, slots=True)
class Walk:
    """One case on its way."""

    case: str
    cast: Cast

    def now(self) -> CaseNow:
        return case_now(self.case, on=self.cast.day)

    def open(self) -> None:
        """Papers and statements that the procedure asks first, then the opening."""
        by = self.desk_of(None)
        self.ready(None, by)
        open_case(self.case, self.cast.day, by=by)

    def until(self, step: str) -> None:
        """Takes the steps that are open, in order, until this one is."""
        while step not in (now := self.now()).open_steps and not now.is_over:
            self.take(now.open_steps[0])

    def to_the_end(self) -> CaseNow:
        """Takes everything that is left, and gives the case as it then stands."""
        while not (now := self.now()).is_over:
            self.take(now.open_steps[0])
        return now

    def take(self, name: str) -> None:
        """Takes one step; one that may be left out is left out."""
        new = self.prepared(name)
        step = step_of(self.now(), name)
        assert step is not None
        take(self.case, new, by=self.desk_of(step))

    def prepared(self, name: str) -> NewStep:
        """Does all that comes before a step, and gives what is to be entered."""
        now = self.now()
        step = step_of(now, name)
        assert step is not None
        held = holder_of(now, step, on=self.cast.day)
        by = self.cast.desk_of(held)
        if step.optional is not None:
            return NewStep(name, self.cast.day, self._signer(now, held, step), Outcome.LEFT_OUT, reason=NOT_NEEDED)
        self.ready(step, by)
        if step.meeting is not None:
            meeting.hold(self.now(), step, self.cast, by)
            self.ready(step, by)
        self._follow(now, step, by)
        return NewStep(name, self.cast.day, self._signer(now, held, step), decision=self._decision(now, step))

    def desk_of(self, step: Step | None) -> Acting:
        """The desk that enters the step; of None, that of the opening."""
        return self.cast.desk_of(holder_of(self.now(), step, on=self.cast.day))

    def ready(self, step: Step | None, by: Acting) -> None:
        """Files what is missing before the step (None: the opening) and states what nobody else can tell."""
        now, name = self.now(), OPENING if step is None else step.id
        for asked in papers_asked(now, name):
            if asked.filed is None:
                self._file(now, name, asked, by)
        for line in ask(self.now(), name, self.cast.day):
            self._state(line, by)

    def _file(self, now: CaseNow, step: str, asked: Asked, by: Acting) -> None:
        if asked.name == ACTION_PROGRAMME and asked.person is not None:
            row = next(one for one in now.people if one.person_id == asked.person)
            if row.candidacy_id is not None:
                points = [("Rút ngắn thời gian giải quyết hồ sơ", self.cast.day)]
                file_programme(self.case, row.identity, self.cast.day, points, by=by, upload=_sheet(asked))
                return
        new = NewPaper(
            step,
            asked.name,
            self.cast.day,
            number=f"{len(now.papers) + 1:02d}-VB",
            authority="Phòng Tổ chức cán bộ",
            person=asked.person,
            upload=None if asked.name in NUMBER_ONLY else _sheet(asked),
        )
        file_paper(self.case, new, by=by)

    def _state(self, line: GateLine, by: Acting) -> None:
        papers = papers_to_state_from(self.now(), by=by)
        for missing in line.missing if line.stops else ():
            value = self.cast.stated.get((missing.about, missing.fact)) or answers.answer(missing.about, missing.fact)
            if missing.may_be_stated and value is not None:
                new = NewStatement(
                    about=missing.about, subject=line.subject, fact=missing.fact, value=value, paper=_last(papers)
                )
                state(self.case, new, by=by)

    def _follow(self, now: CaseNow, step: Step, by: Acting) -> None:
        """What is owed before the step: points of a plan entered or done, promises looked at, consequences undone."""
        planning = correcting.plan_step(now)
        if planning is not None and planning.id == step.id and not correcting.points_of(now.case):
            point = correcting.NewPoint(text="Hoàn thiện quy chế làm việc", due_on=self.cast.day)
            correcting.plan(self.case, [point], by=by)
        if step.act is not Act.FOLLOW:
            return
        for promise in promises.promises_of(now.case):
            promises.look(promise.identity, promises.NewLook(outcome="kept", proof="Báo cáo kết quả"), by=by)
        for owed in correcting.points_of(now.case):
            done = correcting.NewCorrection(done_on=self.cast.day, proof="Biên bản kiểm tra")
            correcting.correct(owed.identity, done, by=by)
        for one in consequences.consequences_of(now.case):
            done_with = consequences.NewEnd(done_on=self.cast.day, proof="Biên bản khắc phục")
            consequences.resolve(one.identity, done_with, by=self._desk_over(one.body_id))

    def _desk_over(self, body: str) -> Acting:
        own = [desk for desk in self.cast.desks if desk.mandate.body == body]
        return own[0] if own else self.cast.desks[0]

    def _signer(self, now: CaseNow, held: Held, step: Step) -> str | None:
        """Whoever of those with the power is not concerned, keeps out of nothing, and took none of the steps that
        somebody else must take."""
        if held.part not in {Part.HEAD, Part.COLLECTIVE}:
            return None
        others = {event.by_person_id for name in now.procedure.apart_from(step.id) if (event := now.event_of(name))}
        out = subjects_of(now) | recused(now.case) | others
        return next((person for person in held.people if person not in out), None)

    def _decision(self, now: CaseNow, step: Step) -> NewDecision | None:
        if not needs_decision(step):
            return None
        number = f"{now.next_number}-QĐ/{now.case.pk[:6]}"
        return replace(answers.decision(now.procedure, number, self.cast.day), term=self.cast.term)


def needs_names(procedure: Procedure) -> bool:
    """Whether somebody has to be put forward: a case about one official, or about a decision, holds its own."""
    return procedure.concerns in {Concern.POST, Concern.BODY}


def _last(papers: Sequence[CasePaper]) -> str:
    return papers[-1].identity if papers else ""


def _sheet(asked: Asked) -> BytesIO:
    return BytesIO(f"Tài liệu thử nghiệm: {asked.name}, {asked.person or 'toàn vụ việc'}.\n".encode())
