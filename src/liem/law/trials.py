"""Runs the cases of rules and targets on an engine: the rows of a case stand in for the fact table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import ibis

from liem.law.cases import Case
from liem.law.engine import Engine
from liem.law.evaluate import Standing, question_of, standings_of
from liem.law.flags import Flag
from liem.law.grounds import Status
from liem.law.language.interpret import Value
from liem.law.measure import TargetStanding, measure_each, table_of
from liem.law.packs import Law
from liem.law.questions import Moment, prepare
from liem.law.relations import Relation
from liem.law.rules import Rule
from liem.law.targets import GroupExpectation, Target, TargetCase
from liem.law.vocabulary import FactTable, Vocabulary


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What a case expected and what came out on the engine."""

    owner: str
    case: str
    file: str
    line: int
    engine: str
    expected: tuple[object, ...]
    found: tuple[object, ...]

    @property
    def passed(self) -> bool:
        return self.expected == self.found


@dataclass(frozen=True, slots=True)
class _RowsAsGiven:
    """The rows of a fact table, taken as they are from the stored table of the same name."""

    name: str

    def __call__(self, tables: Mapping[str, ibis.Table], moment: ibis.Table) -> ibis.Table:
        return tables[self.name]


def run_cases(law: Law, vocabulary: Vocabulary, engine: Engine) -> list[CaseResult]:
    """Every case of every rule, flag and target on the engine. Reads nothing stored and writes nothing."""
    asked: list[Rule | Flag] = [*law.rules, *law.flags]
    rules = (result for rule in asked for result in _run_rule(rule, law, vocabulary, engine))
    targets = (result for target in law.targets for result in _run_target(target, law, vocabulary, engine))
    return [*rules, *targets]


def _run_rule(rule: Rule | Flag, law: Law, vocabulary: Vocabulary, engine: Engine) -> Iterator[CaseResult]:
    known = vocabulary.table(rule.about)
    assert known is not None, "the loader admits only rules about known tables"
    table = _as_given(known)
    question = question_of([rule], table, concerned=False)
    groups = _by_moment(rule.cases, law)
    askings = [(moment, [_stored(table, [case.given for case in cases])]) for moment, cases in groups]
    prepared = prepare(question, {table.name: _stored(table, []).table()}, engine.dialect)
    for (moment, cases), answers in zip(groups, prepared.ask_each(engine, askings), strict=True):
        asked = _as_asked(rule, moment)
        found = {standing.subject: standing for standing in standings_of([asked], answers, moment)}
        for index, case in enumerate(cases):
            expected, came_out = _compared(case, found[str(index)])
            yield CaseResult(rule.id, case.name.en, rule.file, case.line, engine.name, expected, came_out)


def _compared(case: Case, standing: Standing) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """What the case asserts, and the same of what came out."""
    if case.expect_missing is None:
        return (case.expect,), (standing.verdict,)
    missing = tuple(sorted(standing.missing + standing.unverified))
    return (case.expect, tuple(sorted(case.expect_missing))), (standing.verdict, missing)


def _as_asked(rule: Rule | Flag, moment: Moment) -> Rule | Flag:
    """The rule as it stands on the day of the case; one that is switched off then is tried all the same."""
    if isinstance(rule, Flag):
        return rule
    return rule.on(moment.as_of) or replace(rule, status=Status.VERIFIED)


def _by_moment(cases: Sequence[Case], law: Law) -> list[tuple[Moment, list[Case]]]:
    """Cases that share day and parameters are asked together."""
    groups: list[tuple[Moment, list[Case]]] = []
    for case in cases:
        moment = Moment(case.as_of, {**law.parameters_on(case.as_of), **case.parameters})
        together = next((found for known, found in groups if known == moment), None)
        if together is None:
            groups.append((moment, [case]))
        else:
            together.append(case)
    return groups


def _run_target(target: Target, law: Law, vocabulary: Vocabulary, engine: Engine) -> Iterator[CaseResult]:
    table = _as_given(table_of(target, vocabulary))
    moments = [Moment(case.as_of, {**law.parameters_on(case.as_of), **case.parameters}) for case in target.cases]
    askings = [(moment, [_stored(table, case.rows)]) for moment, case in zip(moments, target.cases, strict=True)]
    tables = {table.name: _stored(table, []).table()}
    for case, found in zip(target.cases, measure_each(target, table, tables, engine, askings), strict=True):
        yield CaseResult(
            target.id, case.name.en, target.file, case.line, engine.name, case.expect, _as_expected(case, found)
        )


def _as_expected(case: TargetCase, found: Sequence[TargetStanding]) -> tuple[object, ...]:
    """The standings in the form of expectations; what a case does not assert is left out."""
    asserted = {expected.group: expected for expected in case.expect}
    ordered = sorted(found, key=lambda standing: _position(case.expect, standing.group))
    return tuple(
        GroupExpectation(
            standing.group,
            standing.verdict,
            _unless_silent(asserted.get(standing.group), standing.low, lambda expected: expected.low),
            _unless_silent(asserted.get(standing.group), standing.high, lambda expected: expected.high),
        )
        for standing in ordered
    )


def _position(expect: Sequence[GroupExpectation], group: str | None) -> int:
    return next((index for index, expected in enumerate(expect) if expected.group == group), len(expect))


def _unless_silent(
    expected: GroupExpectation | None, found: float | None, of: Callable[[GroupExpectation], float | None]
) -> float | None:
    if expected is not None and of(expected) is None:
        return None
    return None if found is None else round(found, 2)


def _as_given(table: FactTable) -> FactTable:
    return replace(table, rows=_RowsAsGiven(table.name))


def _stored(table: FactTable, rows: Sequence[Mapping[str, Value]]) -> Relation:
    schema = table.schema()
    numbered = [{"subject": str(index), "person": str(index), "body": "body", **row} for index, row in enumerate(rows)]
    return Relation(table.name, schema, [[row[name] for name in schema.names] for row in numbered])
