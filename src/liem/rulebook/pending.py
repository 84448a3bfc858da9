"""What of the law waits for somebody to read its original, and the keys that it goes by until then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Literal, TypeAlias

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.kernel.force import InForce
from liem.law.flags import Flag
from liem.law.grounds import Ground, Status
from liem.law.holidays import HolidayYear
from liem.law.packs import Law
from liem.law.parameters import DatedValue, Parameter, ParameterValue, Unit
from liem.law.procedures.in_words import holder_words, limit_words, meeting_words
from liem.law.procedures.steps import Ballot, Limit, Procedure, Step
from liem.law.rules import Rule
from liem.ledger.encoding import Json, canonical

Kind = Literal["rule", "flag", "parameter", "procedure", "holidays"]
Grounded: TypeAlias = Rule | Flag | Procedure
StepPart: TypeAlias = Step | Limit | Ballot
_NOT_COMPARED = frozenset({"pending", "line", "limit", "meeting"})


@dataclass(frozen=True, slots=True)
class Pending:
    """A ground or value of the law, a part of a step, or a year of holidays that waits to be read.

    `item` names it (and its wording) when it is verified; `wording` is what there is to compare, in words. `unit` is
    None but for values; `value` may be unknown yet. What is not `is_dated` has no time in force of its own.
    """

    kind: Kind
    name: str
    item: str
    title: Message
    clauses: tuple[ClauseAddress, ...]
    in_force: InForce
    source: Message | None
    unit: Unit | None = None
    value: ParameterValue | None = None
    wording: tuple[Message, ...] = ()
    is_dated: bool = True


def pending_items(law: Law) -> tuple[Pending, ...]:
    """Everything that waits to be verified, by kind and name."""
    return tuple(_pending_of(law))


def _pending_of(law: Law) -> Iterator[Pending]:
    for rule in law.rules:
        yield from _grounds(rule, "rule")
    for flag in law.flags:
        yield from _grounds(flag, "flag")
    for parameter in law.parameters:
        yield from _values(parameter)
    for procedure in law.procedures:
        yield from _grounds(procedure, "procedure")
        yield from _parts(procedure)
    for year in law.holidays:
        if year.status is Status.PENDING:
            yield _year(year)


def _grounds(owner: Grounded, kind: Kind) -> Iterator[Pending]:
    for one in owner.grounds:
        if one.status is Status.PENDING:
            yield Pending(kind, owner.id, item_of(owner, one), owner.title, one.clauses, one.in_force, one.source)


def _values(parameter: Parameter) -> Iterator[Pending]:
    for dated in parameter.values:
        if dated.status is Status.PENDING:
            yield Pending(
                "parameter",
                parameter.id,
                item_of(parameter, dated),
                parameter.title,
                (dated.clause,) if dated.clause else (),
                dated.in_force,
                dated.source,
                parameter.unit,
                dated.value,
            )


def _parts(procedure: Procedure) -> Iterator[Pending]:
    for step in procedure.steps:
        for part in parts_of(step):
            if part.pending is not None:
                yield Pending(
                    "procedure",
                    procedure.id,
                    item_of_part(procedure, step, part),
                    Message(f"{procedure.title.vi}: {step.title.vi}", f"{procedure.title.en}: {step.title.en}"),
                    step.clauses or procedure.clauses,
                    procedure.in_force,
                    part.pending,
                    wording=_wording(procedure, step, part),
                    is_dated=False,
                )


def _wording(procedure: Procedure, step: Step, part: StepPart) -> tuple[Message, ...]:
    if isinstance(part, Limit):
        return (limit_words(part, procedure, {}),)
    meeting = meeting_words(step.meeting) if step.meeting else ()
    return (holder_words(step.by), *meeting) if isinstance(part, Step) else meeting


def _year(year: HolidayYear) -> Pending:
    return Pending(
        "holidays",
        str(year.year),
        item_of_year(year),
        Message(f"Ngày nghỉ lễ, tết năm {year.year}", f"Public holidays of {year.year}"),
        (),
        InForce(date(year.year, 1, 1), date(year.year + 1, 1, 1)),
        year.source,
        wording=holiday_words(year),
        is_dated=False,
    )


def holiday_words(year: HolidayYear) -> tuple[Message, ...]:
    """The days of the year that are off, and those worked in exchange."""
    off, worked = (", ".join(f"{day:%d/%m}" for day in sorted(days)) for days in (year.off, year.worked))
    said = [Message(f"Nghỉ: {off}.", f"Off: {off}.")]
    if worked:
        said.append(Message(f"Làm bù: {worked}.", f"Worked in exchange: {worked}."))
    return tuple(said)


def parts_of(step: Step) -> tuple[StepPart, ...]:
    """What of a step is marked by itself where it is not verified: the step, its limit, its ballot."""
    ballot = step.meeting.ballot if step.meeting else None
    return tuple(part for part in (step, step.limit, ballot) if part is not None)


def item_of(owner: Grounded | Parameter, part: Ground | DatedValue) -> str:
    """The digest that names a ground or value with its wording: another condition or source is another item."""
    if isinstance(owner, Parameter):
        assert isinstance(part, DatedValue)
        named = [owner.id, owner.unit, None if part.value is None else str(part.value), str(part.clause)]
    else:
        assert isinstance(part, Ground)
        named = [*_named(owner), *map(str, part.clauses)]
    force = [
        str(part.in_force.starts),
        str(part.in_force.ends),
        part.in_force.pending,
        part.source.en if part.source else None,
    ]
    return _digest([*named, *force])


def item_of_part(procedure: Procedure, step: Step, part: StepPart) -> str:
    """The digest that names a step, limit or ballot with what it says: another number or source is another item."""
    source = part.pending.en if part.pending else None
    return _digest([procedure.id, step.id, type(part).__name__, _said(part), source])


def item_of_year(year: HolidayYear) -> str:
    """The digest that names the holidays of a year: other days are another item."""
    days = [[day.isoformat() for day in sorted(some)] for some in (year.off, year.worked)]
    return _digest([year.pack, year.year, *days, year.source.en])


def _named(owner: Grounded) -> list[str | None]:
    if isinstance(owner, Procedure):
        return [owner.id, "procedure", str(owner.kind), str(owner.concerns), *(step.id for step in owner.steps)]
    applies = " ".join(owner.applies.text.split()) if owner.applies else None
    return [owner.id, owner.about, applies, " ".join(owner.requires.text.split())]


def _said(value: object) -> Json:
    """What the part says, without its words and what is empty: a field that a later release adds changes nothing."""
    match value:
        case Message():
            return True
        case tuple():
            return [_said(one) for one in value]
        case _ if is_dataclass(value) and not isinstance(value, ClauseAddress):
            told = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in _NOT_COMPARED}
            return {name: _said(one) for name, one in told.items() if one not in (None, (), False)}
        case _:
            return str(value)


def _digest(named: Json) -> str:
    return sha256(canonical(named)).hexdigest()
