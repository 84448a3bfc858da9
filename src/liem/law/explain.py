"""Why a rule has its verdict for one subject: the deciding parts of its conditions, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from liem.law.language.interpret import Explanation, Row, explain
from liem.law.rules import Rule

if TYPE_CHECKING:
    from liem.law.evaluate import Standing


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


def explain_rule(rule: Rule, row: Row) -> RuleExplanation:
    """Explains the rule over one row of facts."""
    applies = explain(rule.applies.tree, row) if rule.applies else None
    if applies is not None and applies.answer is False:
        return RuleExplanation(applies, None)
    return RuleExplanation(applies, explain(rule.requires.tree, row))


def explain_standing(rule: Rule, standing: Standing, *, as_of: date) -> RuleExplanation:
    """Explains a standing from the evidence that it carries; `as_of` is the day it was asked for."""
    facts = {item.name: item.value for item in standing.evidence if not item.is_parameter}
    closed = {f"{item.name}_closed": item.closed for item in standing.evidence if item.closed is not None}
    parameters = {item.name: item.value for item in standing.evidence if item.is_parameter}
    return explain_rule(rule, Row({**facts, **closed}, parameters, as_of))
