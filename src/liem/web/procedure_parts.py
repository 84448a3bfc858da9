"""The parts of a procedure's page: its steps and its worked examples, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liem.kernel.errors import Message
from liem.law.packs import Law
from liem.law.procedures.cases import Attempt, ProcedureCase
from liem.law.procedures.counting import FAULTS, Count, Fault
from liem.law.procedures.course import REFUSALS, End, Outcome, Refusal
from liem.law.procedures.in_words import (
    ACTS,
    KINDS,
    LEVELS,
    READERS,
    holder_words,
    limit_words,
    meeting_words,
    pending_of,
)
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import Kind, Procedure, Step
from liem.law.rules import Rule
from liem.web.wording import day_words


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step in words; `after`, `apart_from` and `returns_to` are the numbers of other steps, `after` only where it is
    not simply the one above."""

    number: int
    step: Step
    act: Message
    holder: Message
    after: tuple[int, ...] | None
    limit: Message | None
    meeting: tuple[Message, ...]
    papers: tuple[Message, ...]
    gates: tuple[Rule, ...]
    apart_from: tuple[int, ...]
    returns_to: int | None
    readers: Message | None
    pending: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A worked example: what happened, day by day, and what must come out."""

    name: Message
    as_of: date
    events: tuple[tuple[str, str], ...]
    outcome: tuple[str, ...]


def step_lines(law: Law, procedure: Procedure, day: date) -> tuple[StepLine, ...]:
    """The steps in order."""
    numbers = {step.id: number for number, step in enumerate(procedure.steps, start=1)}
    values = law.limit_values(procedure, day)
    return tuple(_step_line(law, procedure, step, numbers, values) for step in procedure.steps)


def _step_line(
    law: Law, procedure: Procedure, step: Step, numbers: Mapping[str, int], values: Mapping[str, int]
) -> StepLine:
    number = numbers[step.id]
    after = tuple(numbers[name] for name in step.after)
    return StepLine(
        number=number,
        step=step,
        act=ACTS[step.act],
        holder=holder_words(step.by),
        after=None if after == tuple(range(max(number - 1, 1), number)) else after,
        limit=limit_words(step.limit, procedure, values) if step.limit else None,
        meeting=meeting_words(step.meeting) if step.meeting else (),
        papers=tuple(PAPERS[paper] for paper in step.papers),
        gates=gates_of(law, step.gates),
        apart_from=tuple(numbers[name] for name in step.apart_from),
        returns_to=numbers[step.returns_to] if step.returns_to else None,
        readers=READERS[step.published_to] if step.published_to else None,
        pending=pending_of(step),
    )


def gates_of(law: Law, names: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of these ids."""
    return tuple(rule for name in names if (rule := law.rule(name)) is not None)


def procedure_cases(procedure: Procedure) -> tuple[CaseLine, ...]:
    """The worked examples in words."""
    return tuple(
        CaseLine(
            case.name,
            case.as_of,
            tuple(_event(procedure, attempt) for attempt in case.events),
            tuple(_outcome(procedure, case)),
        )
        for case in procedure.cases
    )


def _event(procedure: Procedure, attempt: Attempt) -> tuple[str, str]:
    """The day, and what was done on it."""
    words = [_said(procedure.step(attempt.taken.step).title)]
    if attempt.taken.corrects is not None:
        words.append(_("corrects entry %(number)s") % {"number": attempt.taken.corrects + 1})
    if attempt.count is not None:
        words += _count(attempt.count)
    elif attempt.taken.outcome is Outcome.NOT_PASSED:
        words.append(_("did not pass"))
    elif attempt.taken.outcome is Outcome.LEFT_OUT:
        words.append(_("left out"))
    return day_words(attempt.taken.on), "; ".join([*words, attempt.taken.by])


def _count(count: Count) -> Iterator[str]:
    yield _("%(present)s of %(convened)s present") % {"present": count.present, "convened": count.convened}
    yield from (f"{name} {votes}" for name, votes in count.votes.items())
    for name, levels in count.levels.items():
        yield f"{name}: " + ", ".join(f"{_said(LEVELS[level])} {votes}" for level, votes in levels.items())


def _outcome(procedure: Procedure, case: ProcedureCase) -> Iterator[str]:
    """What must come out, sentence by sentence."""
    expect = case.expect
    for name in expect.refused:
        reason = FAULTS[Fault(name)] if name in list(Fault) else REFUSALS[Refusal(name)]
        yield _("Refused: %(reason)s") % {"reason": _said(reason)}
    if expect.end is End.COMPLETED:
        yield _("The case is completed.")
    elif expect.end is End.NOT_PASSED:
        yield _("The case ends without passing.")
    if expect.open and not expect.refused:
        yield _("Next: %(steps)s.") % {"steps": _titles(procedure, expect.open)}
    if expect.late:
        yield _("Late: %(steps)s.") % {"steps": _titles(procedure, expect.late)}
    for name, day in expect.due.items():
        step = _said(procedure.step(name).title)
        yield _("Last day for %(step)s: %(day)s.") % {"step": f"“{step}”", "day": day_words(day)}
    for kind in expect.opens or ():
        yield _("Opens a procedure: %(kind)s.") % {"kind": _said(KINDS[Kind(kind)])}


def _titles(procedure: Procedure, names: tuple[str, ...]) -> str:
    return ", ".join(f"“{_said(procedure.step(name).title)}”" for name in names)


def _said(message: Message) -> str:
    return message.in_language(get_language() or "vi")
