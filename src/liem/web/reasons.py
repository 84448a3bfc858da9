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
from liem.law.reading import Condition
from liem.law.rules import Rule
from liem.law.vocabulary import FactType
from liem.rulebook.book import rule_book
from liem.rulebook.vocabulary import vocabulary
from liem.web.evidence import value_words

Evidence = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LawValue:
    """A parameter that the rule leans on: its value on the day, and where that is written."""

    title: Message
    value: str
    clause: ClauseAddress | None
    source: str | None
    since: date | None


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
    known = {parameter.id: parameter for parameter in rule_book().parameters}
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
    units = {parameter.id: parameter.unit for parameter in rule_book().parameters}
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
