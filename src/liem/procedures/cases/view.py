"""One case as it is looked at: who may see it, step by step what is done, what is open, and what stands against it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import Message
from liem.law.procedures.course import State
from liem.law.procedures.steps import OPENING, Step
from liem.procedures.cases.board import OPENING_TITLE, Stand, stand_of
from liem.procedures.cases.holders import Held, Holders, holder_of, subjects_of
from liem.procedures.cases.new_step import NewStep
from liem.procedures.cases.papers import Asked, papers_asked
from liem.procedures.cases.standing import CaseNow, case_now, no_case
from liem.procedures.cases.stops import Stop, asked, foreign_stops
from liem.procedures.gates.asking import GateLine
from liem.procedures.models import CaseEvent, CasePerson
from liem.record.scope import reach

_READERS = (Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER, Role.INSPECTOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the case, the opening first (`step` None). `held` says whose it is; `stops` and `gates` are asked of
    steps that can be taken now. `may_take`: whoever looks may enter it."""

    id: str
    step: Step | None
    title: Message
    state: State
    held: Held
    since: date | None
    due: date | None
    is_sure: bool
    is_late: bool
    event: CaseEvent | None
    papers: tuple[Asked, ...]
    gates: tuple[GateLine, ...] = ()
    stops: tuple[Stop, ...] = ()
    may_take: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.name for one in self.papers if one.filed is None))


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as one account sees it: an official sees of the people nobody but that one."""

    now: CaseNow
    stand: Stand
    people: tuple[CasePerson, ...]
    lines: tuple[StepLine, ...]

    @property
    def open(self) -> tuple[StepLine, ...]:
        return tuple(line for line in self.lines if line.state is State.OPEN)


def visible_case(key: str, *, by: Acting) -> CaseNow:
    """The case today, for whoever may see it. Raises `procedures.no_case`, also where there is one."""
    now = case_now(key, on=timezone.localdate())
    if not may_see(now, by):
        raise no_case()
    return now


def may_see(now: CaseNow, by: Acting) -> bool:
    """Whether the mandate reaches the unit, or its desk has a step of the case; of an official, whether the case is
    about that one."""
    if by.mandate.role == Role.OFFICIAL:
        return by.mandate.holds_on(now.day) and by.account.person in subjects_of(now)
    if by.mandate.role not in _READERS or not by.mandate.holds_on(now.day):
        return False
    return reach(by, now.day).has_body(now.case.body_id) or _has_a_step(now, by)


def case_view(now: CaseNow, by: Acting) -> CaseView:
    """Every step of the case; what stands against those that are open is asked as if they were taken today."""
    own = by.account.person if by.mandate.role == Role.OFFICIAL else None
    holders = Holders([now], on=now.day)
    lines = [_opening(now, holders), *(_line(now, step, holders) for step in now.procedure.steps)]
    shown = tuple(_asked(now, line, by) if line.state is State.OPEN else line for line in lines)
    people = tuple(one for one in now.people if own in {None, one.person_id})
    return CaseView(now, stand_of(now.course), people, tuple(_own(line, own) for line in shown))


def _has_a_step(now: CaseNow, by: Acting) -> bool:
    holders = Holders([now], on=now.day)
    held = [holders.of(now, step) for step in (None, *now.procedure.steps)]
    return any(one.desk == by.mandate.body and by.mandate.role in one.roles for one in held)


def _opening(now: CaseNow, holders: Holders) -> StepLine:
    return StepLine(
        id=OPENING,
        step=None,
        title=OPENING_TITLE,
        state=State.OPEN if now.course is None else State.TAKEN,
        held=holders.of(now, None),
        since=None,
        due=None,
        is_sure=True,
        is_late=False,
        event=now.event_of(OPENING),
        papers=papers_asked(now, OPENING),
    )


def _line(now: CaseNow, step: Step, holders: Holders) -> StepLine:
    place = now.course.place(step.id) if now.course is not None else None
    return StepLine(
        id=step.id,
        step=step,
        title=step.title,
        state=place.state if place else State.WAITING,
        held=holders.of(now, step),
        since=place.since if place else None,
        due=place.due if place else None,
        is_sure=place.is_sure if place else True,
        is_late=place.is_late if place else False,
        event=now.event_of(step.id) if place else None,
        papers=papers_asked(now, step.id),
    )


def _asked(now: CaseNow, line: StepLine, by: Acting) -> StepLine:
    """What stands against a step that is open, and whether it is for whoever looks to enter."""
    held = holder_of(now, line.step, on=now.day)
    blank = NewStep(line.id, now.day, is_blank=True)
    foreign, answered = foreign_stops(now, held, blank, by), asked(now, blank, held, by)
    return replace(line, held=held, gates=answered.gates, stops=answered.stops, may_take=not foreign)


def _own(line: StepLine, own: str | None) -> StepLine:
    """For an official: nothing of the other people of the case."""
    if own is None:
        return line
    return replace(
        line,
        papers=tuple(one for one in line.papers if one.person in {None, own}),
        gates=tuple(one for one in line.gates if one.person in {None, own}),
        stops=(),
    )
