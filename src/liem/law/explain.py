"""Why a rule has its verdict for one subject: the deciding parts of its conditions, what they touched and where that
comes from, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.law.language.interpret import Explanation, Row, Value, explain
from liem.law.language.tree import FactRef, ParameterRef, Span, walk
from liem.law.reading import Condition

if TYPE_CHECKING:
    from liem.law.evaluate import Asked, Standing
    from liem.law.parameters import Parameter
    from liem.law.vocabulary import FactTable


@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """Explanations of both conditions; spans count characters in the condition's text.

    `applies` is None for a rule that concerns everybody; `requires` is None where the rule does not apply.
    """

    applies: Explanation | None
    requires: Explanation | None

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts of the record that keep the verdict open, each once."""
        return tuple(dict.fromkeys(name for part in self._parts() for name in part.missing))

    @property
    def unverified(self) -> tuple[str, ...]:
        """Parameters of the law without a verified value that keep the verdict open, each once."""
        return tuple(dict.fromkeys(name for part in self._parts() for name in part.unverified))

    def _parts(self) -> tuple[Explanation, ...]:
        return tuple(part for part in (self.applies, self.requires) if part is not None)


def explain_rule(rule: Asked, row: Row) -> RuleExplanation:
    """Explains the rule over one row of facts."""
    return explain_conditions(rule.applies, rule.requires, row)


def explain_conditions(applies: Condition | None, requires: Condition, row: Row) -> RuleExplanation:
    """Explains a pair of conditions over one row of facts."""
    whom = explain(applies.tree, row) if applies else None
    if whom is not None and whom.answer is False:
        return RuleExplanation(whom, None)
    return RuleExplanation(whom, explain(requires.tree, row))


def explain_standing(rule: Asked, standing: Standing, *, as_of: date) -> RuleExplanation:
    """Explains a standing from the evidence that it carries; `as_of` is the day it was asked for."""
    return explain_rule(rule, row_of(standing, as_of=as_of))


def row_of(standing: Standing, *, as_of: date) -> Row:
    """The row of facts that a standing carries as its evidence."""
    facts = {item.name: item.value for item in standing.evidence if not item.is_parameter}
    closed = {f"{item.name}_closed": item.closed for item in standing.evidence if item.closed is not None}
    parameters = {item.name: item.value for item in standing.evidence if item.is_parameter}
    return Row({**facts, **closed}, parameters, as_of)


@dataclass(frozen=True, slots=True)
class SourcedEvidence:
    """A fact or parameter that the conditions touched: its value, where it comes from, whether it decided.

    For a fact `source` is the place in the record; for a parameter the text that states it, or `clause`, with `since`
    the first day in force. `closed` is None where completeness cannot arise; a parameter without a verified value has
    the value None.
    """

    name: str
    is_parameter: bool
    meaning: Message
    value: Value
    closed: bool | None
    decides: bool
    source: Message | None = None
    clause: ClauseAddress | None = None
    since: date | None = None


def sourced_evidence(
    rule: Asked, standing: Standing, *, table: FactTable, parameters: Iterable[Parameter], as_of: date
) -> tuple[SourcedEvidence, ...]:
    """The evidence of a standing with its sources, in the order of the conditions.

    `table` is the one the rule is about; `parameters` those of the law that governed, with their dated values.
    """
    names = set(deciding_names(rule, explain_standing(rule, standing, as_of=as_of)))
    known = {parameter.id: parameter for parameter in parameters}
    found = []
    for item in standing.evidence:
        decides = item.name in names
        if item.is_parameter:
            found.append(_of_parameter(item.name, item.value, known.get(item.name), decides, as_of))
            continue
        fact = table.fact(item.name)
        meaning = fact.meaning if fact else Message(item.name, item.name)
        source = (fact.source if fact else None) or table.source
        found.append(SourcedEvidence(item.name, False, meaning, item.value, item.closed, decides, source))
    return tuple(found)


def deciding_names(rule: Asked, explanation: RuleExplanation) -> Iterator[str]:
    """The facts and parameters within the deciding parts of both conditions."""
    for condition, part in ((rule.applies, explanation.applies), (rule.requires, explanation.requires)):
        if condition is None or part is None:
            continue
        for node in walk(condition.tree):
            if isinstance(node, FactRef | ParameterRef) and _lies_in(node.span, part.deciding):
                yield node.name


def _lies_in(span: Span, spans: Iterable[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in spans)


def _of_parameter(name: str, value: Value, parameter: Parameter | None, decides: bool, as_of: date) -> SourcedEvidence:
    title = parameter.title if parameter else Message(name, name)
    dated = parameter.dated_on(as_of) if parameter else None
    if dated is None:
        return SourcedEvidence(name, True, title, value, None, decides)
    return SourcedEvidence(name, True, title, value, None, decides, dated.source, dated.clause, dated.in_force.starts)
