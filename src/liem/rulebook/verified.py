"""What was verified here, laid over the law as it is shipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.kernel.force import InForce
from liem.law.flags import Flag
from liem.law.grounds import Ground, Status, leading_ground
from liem.law.holidays import HolidayYear
from liem.law.packs import Law
from liem.law.parameters import DatedValue, Parameter, ParameterValue
from liem.law.procedures.steps import Procedure, Step
from liem.law.reading import Checked
from liem.law.rules import Rule
from liem.rulebook.pending import Kind, item_of, item_of_part, item_of_year, parts_of, pending_items

_J = TypeVar("_J", Rule, Flag, Procedure)


@dataclass(frozen=True, slots=True)
class VerifiedHere:
    """Who read which original when, and what it says: a pending item that counts in this installation. `clause` is None
    for holidays, which rest on the `paper` of the year."""

    kind: Kind
    name: str
    item: str
    clause: ClauseAddress | None
    checked_on: date
    checked_by: str
    original: str  # SHA-256 of the paper
    in_force: InForce
    value: ParameterValue | None = None
    paper: str = ""

    @property
    def checked(self) -> Checked:
        return Checked(self.checked_by, self.checked_on, _same(f"sha256:{self.original}"))


_Items = Mapping[str, VerifiedHere]


def with_verifications(law: Law, verified: Sequence[VerifiedHere]) -> Law:
    """The law in which every pending item that was verified counts. One that is worded differently by now does not."""
    if not verified:
        return law
    items = {one.item: one for one in verified}
    return replace(
        law,
        rules=tuple(_grounded(rule, items) for rule in law.rules),
        flags=tuple(_grounded(flag, items) for flag in law.flags),
        parameters=tuple(_valued(parameter, items) for parameter in law.parameters),
        procedures=tuple(verified_procedure(procedure, verified) for procedure in law.procedures),
        holidays=tuple(_held(year, items) for year in law.holidays),
    )


def verified_procedure(procedure: Procedure, verified: Sequence[VerifiedHere]) -> Procedure:
    """The procedure, also one that a case keeps, on the grounds and without the marks that were verified here."""
    items = {one.item: one for one in verified if (one.kind, one.name) == ("procedure", procedure.id)}
    if not items:
        return procedure
    steps = tuple(_step(procedure, step, items) for step in procedure.steps)
    return replace(_grounded(procedure, items), steps=steps, by_id={step.id: step for step in steps})


def no_longer_fitting(law: Law, verified: Iterable[VerifiedHere]) -> tuple[VerifiedHere, ...]:
    """Verifications of items that the law files no longer hold in that wording: they have to be read again."""
    items = {pending.item for pending in pending_items(law)}
    return tuple(one for one in verified if one.item not in items)


def _same(text: str) -> Message:
    return Message(text, text)


def _grounded(owner: _J, items: _Items) -> _J:
    if all(ground.status is Status.VERIFIED for ground in owner.grounds):
        return owner
    grounds = tuple(_ground(owner, ground, items) for ground in owner.grounds)
    if grounds == owner.grounds:
        return owner
    leading = leading_ground(grounds)
    changed = replace(owner, grounds=grounds, clauses=leading.clauses, in_force=leading.in_force, status=leading.status)
    return replace(changed, checked=leading.checked) if isinstance(changed, Rule) else changed


def _ground(owner: Rule | Flag | Procedure, ground: Ground, items: _Items) -> Ground:
    here = items.get(item_of(owner, ground)) if ground.status is Status.PENDING else None
    if here is None or here.clause is None:
        return ground
    return Ground((here.clause,), here.in_force, Status.VERIFIED, ground.source, here.checked)


def _valued(parameter: Parameter, items: _Items) -> Parameter:
    return replace(parameter, values=tuple(_value(parameter, dated, items) for dated in parameter.values))


def _value(parameter: Parameter, dated: DatedValue, items: _Items) -> DatedValue:
    here = items.get(item_of(parameter, dated)) if dated.status is Status.PENDING else None
    if here is None or here.value is None:
        return dated
    return DatedValue(here.value, here.in_force, here.clause, dated.source, Status.VERIFIED, here.checked)


def _step(procedure: Procedure, step: Step, items: _Items) -> Step:
    """The step without the marks of those of its parts that were verified."""
    read = {type(part) for part in parts_of(step) if part.pending and item_of_part(procedure, step, part) in items}
    limit, meeting = step.limit, step.meeting
    if limit is not None and type(limit) in read:
        limit = replace(limit, pending=None)
    if meeting is not None and meeting.ballot is not None and type(meeting.ballot) in read:
        meeting = replace(meeting, ballot=replace(meeting.ballot, pending=None))
    return replace(step, limit=limit, meeting=meeting, pending=None if Step in read else step.pending)


def _held(year: HolidayYear, items: _Items) -> HolidayYear:
    here = items.get(item_of_year(year)) if year.status is Status.PENDING else None
    return year if here is None else replace(year, status=Status.VERIFIED, checked=here.checked)
