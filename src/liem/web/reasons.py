"""Why a finding has its verdict: the facts that decided it, worked out again from the evidence that was stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from liem.kernel.clauses import ClauseAddress
from liem.kernel.dates import Term
from liem.kernel.errors import LiemError, Message
from liem.law.explain import explain_rule
from liem.law.language.interpret import Explanation, Row, Value
from liem.law.language.tree import FactRef, ParameterRef, walk
from liem.law.parameters import Unit
from liem.law.readable import Line
from liem.law.reading import Condition
from liem.law.repair import repairs
from liem.law.rules import Rule
from liem.law.vocabulary import FactType
from liem.rulebook.book import known_law
from liem.rulebook.vocabulary import vocabulary
from liem.web.conditions import ConditionPart, conditions, wording_of
from liem.web.evidence import value_words

_WAYS_SHOWN = 4
Evidence = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LawValue:
    """A parameter that the rule leans on: its value on the day, and where that is written."""

    title: Message
    value: str
    clause: ClauseAddress | None
    source: Message | None
    since: date | None


@dataclass(frozen=True, slots=True)
class MarkedCondition:
    """A condition line by line, each with whether it decided."""

    label: str
    lines: tuple[tuple[Line, bool], ...]


def deciding_facts(rule: Rule, evidence: Evidence, *, as_of: date) -> tuple[str, ...]:
    """The names of the facts and parameters that decided the verdict, each once, in the order of the condition.

    Empty where the rule has changed since, so that the stored evidence no longer answers it.
    """
    try:
        why = explain_rule(rule, _row(rule, evidence, as_of))
    except (LiemError, KeyError, TypeError, ValueError):
        return ()
    # That a rule applies explains little once it does: the requirement decides.
    names = _names(rule.requires, why.requires) or _names(rule.applies, why.applies)
    return tuple(dict.fromkeys(names))


def law_values(rule: Rule, evidence: Evidence, *, as_of: date) -> tuple[LawValue, ...]:
    """The parameters that the rule touches, with the value that the audit used and its source."""
    used = {str(item["fact"]): item["value"] for item in evidence if item.get("kind") == "parameter"}
    known = {parameter.id: parameter for parameter in known_law().parameters}
    values = []
    for reference in rule.parameters():
        parameter = known.get(reference.name)
        if parameter is None:
            continue
        dated = parameter.dated_on(as_of)
        values.append(
            LawValue(
                title=parameter.title,
                value=value_words(used.get(reference.name)),
                clause=dated.clause if dated else None,
                source=dated.source if dated else None,
                since=dated.in_force.starts if dated else None,
            )
        )
    return tuple(values)


def marked_conditions(rule: Rule, evidence: Evidence, *, as_of: date) -> tuple[MarkedCondition, ...]:
    """The rule's conditions in words with the parts that decided marked; empty where the stored evidence no longer
    answers it."""
    try:
        row = _row(rule, evidence, as_of)
        why = explain_rule(rule, row)
    except (LiemError, KeyError, TypeError, ValueError):
        return ()
    parts = conditions(known_law(), rule, row.parameters)
    explained = [part for part, condition in ((why.applies, rule.applies), (why.requires, rule.requires)) if condition]
    # That a rule applies explains little once it does: then nothing of it is marked.
    return tuple(
        _marked(part, found, marks=found is not why.applies or found.answer is not True)
        for part, found in zip(parts, explained, strict=True)
        if found is not None
    )


def _marked(part: ConditionPart, why: Explanation, *, marks: bool) -> MarkedCondition:
    return MarkedCondition(part.label, tuple((line, marks and _decides(line, why)) for line in part.lines))


def _decides(line: Line, why: Explanation) -> bool:
    """Whether the line is among what decided: it lies in a deciding part, or holds one and is written on one line."""
    inside = any(span.start <= line.span.start and line.span.end <= span.end for span in why.deciding)
    around = any(line.span.start <= span.start and span.end <= line.span.end for span in why.deciding)
    return not line.heads and (inside or around)


def ways_to_pass(rule: Rule, evidence: Evidence, *, as_of: date) -> tuple[tuple[Message, ...], ...]:
    """What would have to be so for the requirement to hold: any one of the ways is enough, each with all its steps.

    Empty where it holds already, where no change of facts would do, or where the stored evidence no longer answers it.
    """
    table = vocabulary().table(rule.about)
    try:
        row = _row(rule, evidence, as_of)
        found = repairs(rule.requires.tree, row, wording_of(known_law(), table, row.parameters)) if table else None
    except (LiemError, KeyError, TypeError, ValueError):
        return ()
    ways = found.alternatives if found else ()
    return tuple(tuple(step.words for step in way) for way in ways[:_WAYS_SHOWN])


def _names(condition: Condition | None, why: Explanation | None) -> list[str]:
    if condition is None or why is None:
        return []
    return [
        node.name
        for node in walk(condition.tree)
        if isinstance(node, FactRef | ParameterRef)
        and any(span.start <= node.span.start and node.span.end <= span.end for span in why.deciding)
    ]


def _row(rule: Rule, evidence: Evidence, as_of: date) -> Row:
    table = vocabulary().table(rule.about)
    units = {parameter.id: parameter.unit for parameter in known_law().parameters}
    facts: dict[str, Value] = {}
    parameters: dict[str, Value] = {}
    for item in evidence:
        name, value = str(item["fact"]), item["value"]
        if item.get("kind") == "parameter":
            parameters[name] = Term.parse(value) if value is not None and units.get(name) is Unit.TERM else value
            continue
        fact = table.fact(name) if table else None
        is_day = fact is not None and fact.type in {FactType.DATE, FactType.LATEST}
        facts[name] = date.fromisoformat(value) if is_day and value is not None else value
        if item.get("closed") is not None:
            facts[f"{name}_closed"] = item["closed"]
    if any(fact.name not in facts for fact in rule.facts()):
        raise KeyError(rule.id)
    return Row(facts, parameters, as_of)
