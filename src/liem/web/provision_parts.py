"""The parts of a provision's page: what it rests on by date, its condition in words, its cases, where it stood."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liem.kernel.errors import Message
from liem.kernel.verdicts import Verdict
from liem.law.grounds import Ground
from liem.law.instruments import Instrument
from liem.law.language.interpret import Value
from liem.law.packs import Law
from liem.law.targets import Target
from liem.law.vocabulary import CLOSED_SUFFIX, FactTable
from liem.oversight.models import Audit
from liem.rulebook.vocabulary import vocabulary
from liem.web.caveats import Proof, proof_of
from liem.web.evidence import missing_papers, parameter_title, value_words
from liem.web.findings_in_words import Tally, tally_of
from liem.web.law_words import Force, ForceState, Listed, Provision, grounds_of
from liem.web.value_list import ValueLine, parameters_of, value_line


@dataclass(frozen=True, slots=True)
class GroundLine:
    """One text that a provision rests on for a time. `replaced_by` are the instruments that took its place."""

    ground: Ground
    instrument: Instrument | None
    replaced_by: tuple[Instrument, ...]
    proof: Proof | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A worked example: what was given, in words, and what must come out."""

    name: Message
    as_of: date
    given: tuple[tuple[str, str], ...]
    parameters: tuple[tuple[str, str], ...]
    expect: Verdict
    missing: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class TargetCaseLine:
    """A worked example of a target: how many rows were given, and what must come out for each group."""

    name: Message
    as_of: date
    rows: int
    expected: tuple[tuple[str, Verdict], ...]


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What one audit found of a rule within reach, and the lengths of its bar from 0 to 100, as text."""

    audit: Audit
    tally: Tally
    total: int
    bar: tuple[tuple[str, str, str], ...]


def ground_lines(law: Law, provision: Listed, force: Force) -> tuple[GroundLine, ...]:
    """What the provision rests on, the earliest first."""
    grounds = sorted(grounds_of(provision), key=lambda one: one.in_force.starts or date.max)
    current = force.ground if force.state in {ForceState.IN_FORCE, ForceState.UNVERIFIED} else None
    return tuple(_ground_line(law, ground, is_current=ground == current) for ground in grounds)


def _ground_line(law: Law, ground: Ground, *, is_current: bool) -> GroundLine:
    instrument = law.instrument(ground.clauses[0].directive)
    later = () if instrument is None else successors(law, instrument)
    proof = proof_of(ground, is_national=instrument is not None)
    return GroundLine(ground, instrument, later, proof, is_current)


def successors(law: Law, instrument: Instrument) -> tuple[Instrument, ...]:
    """The instruments on file that replaced this one."""
    on_file = (one for pack in law.packs for one in pack.instruments)
    return tuple(one for one in on_file if instrument.short in one.replaces)


def predecessors(law: Law, instrument: Instrument) -> tuple[Instrument, ...]:
    """The instruments on file that this one replaced."""
    found = (law.instrument(short) for short in instrument.replaces)
    return tuple(one for one in found if one is not None)


def value_lines_of(law: Law, provision: Provision, day: date) -> tuple[ValueLine, ...]:
    """The values of the law that it leans on, in the order of its conditions."""
    found = (law.parameter(name) for name in parameters_of(provision))
    return tuple(value_line(law, parameter, day) for parameter in found if parameter is not None)


def case_lines(provision: Provision) -> tuple[CaseLine, ...]:
    """The worked examples of a rule or a sign."""
    table = vocabulary().table(provision.about)
    if table is None or isinstance(provision, Target):
        return ()
    touched = {fact.name for fact in provision.facts()}
    return tuple(
        CaseLine(
            name=case.name,
            as_of=case.as_of,
            given=tuple(_given(case.given, table, touched)),
            parameters=tuple(
                (_said(parameter_title(name)), value_words(_plain(one))) for name, one in case.parameters.items()
            ),
            expect=case.expect,
            missing=missing_papers(provision.about, case.expect_missing or ()),
        )
        for case in provision.cases
    )


def target_case_lines(target: Target) -> tuple[TargetCaseLine, ...]:
    """The worked examples of a target."""
    return tuple(
        TargetCaseLine(
            case.name,
            case.as_of,
            len(case.rows),
            tuple((one.group or _("the whole"), one.verdict) for one in case.expect),
        )
        for case in target.cases
    )


def _given(given: Mapping[str, Value], table: FactTable, touched: Collection[str]) -> Iterator[tuple[str, str]]:
    """The facts that the case gives, of those that the conditions touch; what it leaves out is not known."""
    for fact in table.facts:
        value, closed = given.get(fact.name), given.get(f"{fact.name}{CLOSED_SUFFIX}")
        if fact.name not in touched or (value is None and closed is None):
            continue
        words = value_words(_plain(value)) or _("none on record")
        if closed is not None:
            words = (_("%(value)s, attested complete") if closed else _("%(value)s, not attested")) % {"value": words}
        yield _said(fact.meaning), words


def history(counts: Sequence[tuple[Audit, Mapping[str, int]]], rule_id: str) -> tuple[HistoryLine, ...]:
    """What each audit found of the rule, oldest first."""
    return tuple(_history_line(audit, found, rule_id) for audit, found in counts)


def _history_line(audit: Audit, found: Mapping[str, int], rule_id: str) -> HistoryLine:
    tally = tally_of({(rule_id, verdict): count for verdict, count in found.items()})
    parts = {"not_met": tally.not_met, "unknown": tally.unknown, "met": tally.met}
    total = sum(parts.values())
    bar, start = [], 0.0
    for look, count in parts.items():
        length = 100 * count / total if total else 0.0
        if length:
            bar.append((look, f"{start:.2f}", f"{length:.2f}"))
        start += length
    return HistoryLine(audit, tally, total, tuple(bar))


def _plain(value: object) -> object:
    return value if isinstance(value, bool | int | float | str) or value is None else str(value)


def _said(message: Message) -> str:
    return message.in_language(get_language() or "vi")
