"""Rules × record, as of a day → where every subject stands with every rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import ibis
import pyarrow as pa

from liem.kernel.verdicts import Verdict, verdict_of
from liem.law.engine import Engine
from liem.law.explain import explain_conditions
from liem.law.grounds import Status
from liem.law.language.interpret import Row, Value, answer
from liem.law.language.tree import FactRef, ParameterRef
from liem.law.questions import EVERYTHING_KNOWN, Moment, Pair, Question, prepare
from liem.law.reading import Condition
from liem.law.vocabulary import FactTable, Vocabulary


class Asked(Protocol):
    """What is asked of every row of a fact table: a rule, or a sign worth a look."""

    @property
    def id(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def applies(self) -> Condition | None: ...
    @property
    def requires(self) -> Condition: ...
    @property
    def status(self) -> Status: ...
    def facts(self) -> tuple[FactRef, ...]: ...
    def parameters(self) -> tuple[ParameterRef, ...]: ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact or parameter that the conditions touched, with its value. `closed` is None for plain facts."""

    name: str
    value: Value
    closed: bool | None = None
    is_parameter: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one subject stands with one rule.

    While the verdict is unknown, `missing` names the facts of the record and `unverified` the parameters of the law
    that keep it open; it names the rule itself where the rule lapsed without a verified successor.
    """

    rule_id: str
    subject: str
    person: str | None
    body: str | None
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    missing: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()


def evaluate(  # noqa: PLR0913 - everything the question depends on, by name
    rules: Sequence[Asked],
    *,
    vocabulary: Vocabulary,
    tables: Mapping[str, ibis.Table],
    engine: Engine,
    parameters: Mapping[str, Value],
    as_of: date,
    known_at: int | None = None,
    persons: Collection[str] | None = None,
    include_not_applicable: bool = False,
) -> list[Standing]:
    """Where every subject stands with each of the rules on the day; one query per fact table.

    `tables` are the stored tables by name (unbound); `parameters` the values in force (`Law.parameters_on`);
    `known_at` a ledger position (None: everything known); `persons` narrows to subjects of these persons.
    """
    moment = Moment(as_of, parameters, EVERYTHING_KNOWN if known_at is None else known_at)
    standings: list[Standing] = []
    for name in dict.fromkeys(rule.about for rule in rules):
        table = vocabulary.table(name)
        assert table is not None, "the loader admits only rules about known tables"
        if not table.is_filled:
            continue
        about = [rule for rule in rules if rule.about == name]
        question = question_of(about, table, narrowed=persons is not None, concerned=not include_not_applicable)
        answers = prepare(question, tables, engine.dialect).ask(engine, moment, persons=persons)
        found = standings_of(about, answers, moment)
        standings += [s for s in found if include_not_applicable or s.verdict is not Verdict.NOT_APPLICABLE]
    return standings


def question_of(
    rules: Sequence[Asked], table: FactTable, *, narrowed: bool = False, concerned: bool = True
) -> Question:
    """The one question that asks all of these rules, which are about the same table."""
    pairs = tuple(Pair(rule.applies.tree if rule.applies else None, rule.requires.tree) for rule in rules)
    return Question(table, pairs, narrowed=narrowed, concerned=concerned)


def standings_of(rules: Sequence[Asked], answers: pa.Table, moment: Moment) -> list[Standing]:
    """Standings from the answers to `question_of(rules, …)`, rule by rule, not applicable ones included."""
    columns = {name: answers.column(name).to_pylist() for name in answers.column_names}
    return [standing for index, rule in enumerate(rules) for standing in _of_rule(rule, index, columns, moment)]


def standings_on_facts(rules: Sequence[Asked], facts: Sequence[Mapping[str, Value]], moment: Moment) -> list[Standing]:
    """The same from all facts of their table, subject by subject, for a few of them: each condition is answered here,
    where compiling it for a database takes far longer than its answer."""
    if not facts:
        return []
    rows = [Row(one, moment.parameters, moment.as_of) for one in facts]
    columns = {name: [one[name] for one in facts] for name in facts[0]}
    for index, rule in enumerate(rules):
        if rule.applies is not None:
            columns[f"applies_{index}"] = [answer(rule.applies.tree, row) for row in rows]
        columns[f"requires_{index}"] = [answer(rule.requires.tree, row) for row in rows]
    return [standing for index, rule in enumerate(rules) for standing in _of_rule(rule, index, columns, moment)]


def _of_rule(rule: Asked, index: int, columns: Mapping[str, list[Value]], moment: Moment) -> Iterator[Standing]:
    requires = columns[f"requires_{index}"]
    if rule.status is Status.PENDING:
        requires = [None] * len(requires)
    applies = columns.get(f"applies_{index}", [True] * len(requires))
    parameters = tuple(
        Evidence(parameter.name, moment.parameters.get(parameter.name), is_parameter=True)
        for parameter in rule.parameters()
    )
    facts = [(fact.name, columns[fact.name], columns.get(f"{fact.name}_closed")) for fact in rule.facts()]
    keys = zip(columns["subject"], columns["person"], columns["body"], strict=True)
    for place, (subject, person, body) in enumerate(keys):
        verdict = verdict_of(_truth(applies[place]), _truth(requires[place]))
        evidence = tuple(
            Evidence(name, values[place], None if closed is None else bool(closed[place]))
            for name, values, closed in facts
        )
        missing, unverified = _open_points(rule, evidence, moment) if verdict is Verdict.UNKNOWN else ((), ())
        yield Standing(
            rule.id, str(subject), _text(person), _text(body), verdict, evidence + parameters, missing, unverified
        )


def _open_points(
    rule: Asked, evidence: tuple[Evidence, ...], moment: Moment
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if rule.status is Status.PENDING:
        return (), (rule.id,)
    facts: dict[str, Value] = {item.name: item.value for item in evidence}
    facts |= {f"{item.name}_closed": item.closed for item in evidence if item.closed is not None}
    explanation = explain_conditions(rule.applies, rule.requires, Row(facts, moment.parameters, moment.as_of))
    return explanation.missing, explanation.unverified


def _truth(value: Value) -> bool | None:
    return None if value is None else bool(value)


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
