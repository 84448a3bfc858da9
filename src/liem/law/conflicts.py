"""What in the law does not go together on a day: values that differ, requirements that exclude or repeat one another,
Party and State rules on one subject that disagree.

Rules are compared by trying them on the rows at the boundaries of both; where those are too many, the finding says so.
Nothing here decides which text prevails.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import combinations, islice, pairwise, product

from liem.kernel.clauses import ClauseAddress
from liem.kernel.dates import Term
from liem.law.boundary_rows import BoundaryValues, boundary_values, row_with
from liem.law.grounds import Status
from liem.law.instruments import Jurisdiction
from liem.law.language.interpret import Value, answer
from liem.law.language.tree import (
    And,
    Comparison,
    Elapsed,
    FactRef,
    Node,
    Not,
    Or,
    ParameterRef,
    Within,
    facts_of,
)
from liem.law.packs import Law
from liem.law.parameters import ParameterValue
from liem.law.rules import Rule
from liem.law.vocabulary import FactTable, Vocabulary

MOST_ROWS = 20_000  # tried for one pair of rules


class ConflictKind(StrEnum):
    IMPOSSIBLE = "impossible"  # some subjects can meet either rule, never both
    IMPLIED = "implied"  # whoever meets the first meets the second
    DISAGREEMENT = "disagreement"  # a Party and a State rule judge one subject differently


@dataclass(frozen=True, slots=True)
class RuleConflict:
    """Two rules about one table. `example` are the facts of one subject that shows it (empty for IMPLIED)."""

    kind: ConflictKind
    first: Rule
    second: Rule
    example: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class HeldValue:
    """A value of a parameter in force: whose (None: the law's own), and where it is written."""

    value: ParameterValue
    body: str | None
    written_in: str
    clause: ClauseAddress | None = None


@dataclass(frozen=True, slots=True)
class ValueConflict:
    """One parameter with several values in force on the day."""

    parameter: str
    values: tuple[HeldValue, ...]


@dataclass(frozen=True, slots=True)
class RivalParameters:
    """Two parameters with different values that hold the same fact of the same table to a limit of the same kind."""

    fact: str
    about: str
    parameters: tuple[str, str]
    values: tuple[ParameterValue, ParameterValue]
    rules: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """Everything found. `untried` are pairs of rules with more boundary rows than were tried: of them only a
    disagreement can be said."""

    values: tuple[ValueConflict, ...]
    rivals: tuple[RivalParameters, ...]
    rules: tuple[RuleConflict, ...]
    untried: tuple[tuple[str, str], ...]


def conflicts(
    law: Law,
    *,
    vocabulary: Vocabulary,
    day: date,
    parameters: Mapping[str, ParameterValue | None],
    own: Mapping[str, Sequence[HeldValue]] | None = None,
) -> Conflicts:
    """What does not go together on the day.

    `law` is what is in force on the day (`Law.in_force`), `parameters` the values that hold; `own` the values that
    bodies have set, by parameter. Rules that lapsed without a verified successor are left out.
    """
    current = [rule for rule in law.rules if rule.status is Status.VERIFIED]
    pairs = [pair for pair in _pairs(current, vocabulary, parameters, day) if pair.shared]
    found = tuple(conflict for pair in pairs for conflict in pair.conflicts())
    return Conflicts(
        tuple(_differing(law, day, own or {})),
        tuple(rivals for pair in pairs for rivals in _rivals(pair, parameters)),
        tuple(sorted(found, key=lambda one: (list(ConflictKind).index(one.kind), one.first.id, one.second.id))),
        tuple((pair.rules[0].id, pair.rules[1].id) for pair in pairs if not pair.is_whole),
    )


def _differing(law: Law, day: date, own: Mapping[str, Sequence[HeldValue]]) -> Iterator[ValueConflict]:
    for parameter in law.parameters:
        held = [
            HeldValue(dated.value, None, dated.source.en if dated.source else str(dated.clause or ""), dated.clause)
            for dated in parameter.values
            if dated.status is Status.VERIFIED and dated.value is not None and dated.in_force.covers(day)
        ]
        held += own.get(parameter.id, ())
        if any(_differ(one.value, other.value) for one, other in pairwise(held)):
            yield ValueConflict(parameter.id, tuple(held))


def _differ(value: ParameterValue, other: ParameterValue) -> bool:
    """Whether two values differ; 12 months are 1 year."""
    if isinstance(value, Term) and isinstance(other, Term):
        return (12 * value.years + value.months, value.days) != (12 * other.years + other.months, other.days)
    return value != other


def _rivals(pair: _Pair, parameters: Mapping[str, ParameterValue | None]) -> Iterator[RivalParameters]:
    """Limits of the same form with different parameters and values, in two rules of one topic that concern somebody
    both."""
    rule, other = pair.rules
    if rule.topic is not other.topic:
        return
    for (shape, fact, name), (same, _, rival) in product(_limits(rule.requires.tree), _limits(other.requires.tree)):
        first, second = parameters.get(name), parameters.get(rival)
        if shape == same and first is not None and second is not None and _differ(first, second) and pair.overlaps:
            yield RivalParameters(fact, rule.about, (name, rival), (first, second), (rule.id, other.id))


def _limits(node: Node, *, holds: bool = True) -> Iterator[tuple[str, str, str]]:
    """(form, fact, parameter) of every part that holds one fact to one parameter and must be true for the rule."""
    match node:
        case And(parts=parts) if holds:
            for part in parts:
                yield from _limits(part)
        case Or(parts=parts) if not holds:
            for part in parts:
                yield from _limits(part, holds=False)
        case Not(part=part):
            yield from _limits(part, holds=not holds)
        case Comparison(operator=operator, left=FactRef(name=fact), right=ParameterRef(name=parameter)):
            yield f"{holds} {operator} {fact}", fact, parameter
        case Elapsed(start=FactRef(name=fact), term=ParameterRef(name=parameter), by=by):
            yield f"{holds} elapsed {fact} {getattr(by, 'name', 'as_of')}", fact, parameter
        case Within(day=FactRef(name=fact), term=ParameterRef(name=parameter), before=before):
            yield f"{holds} within {fact} {getattr(before, 'name', 'as_of')}", fact, parameter


def _pairs(
    rules: Sequence[Rule], vocabulary: Vocabulary, parameters: Mapping[str, Value], day: date
) -> Iterator[_Pair]:
    for first, second in combinations(rules, 2):
        table = vocabulary.table(first.about)
        if first.about == second.about and table is not None:
            yield _Pair(first, second, table, parameters, day)


_Outcomes = frozenset[bool]  # what a requirement can come to while some facts are settled


class _Pair:
    """Two rules about one table, tried on the rows at the boundaries of both.

    Only what both name, and what says whom they concern, is settled together; the rest of each rule is tried by itself.
    """

    def __init__(self, first: Rule, second: Rule, table: FactTable, parameters: Mapping[str, Value], day: date) -> None:
        self.rules = (first, second)
        self._table, self._parameters, self._day = table, parameters, day
        self._names = tuple(tuple(fact.name for fact in rule.facts()) for rule in self.rules)
        self._outcomes: dict[tuple[int, tuple[tuple[str, Value], ...]], _Outcomes] = {}
        self._tried = 0

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """Facts that the requirements of both rules name."""
        first, second = ({fact.name for fact in facts_of(rule.requires.tree)} for rule in self.rules)
        return tuple(sorted(first & second))

    @property
    def is_whole(self) -> bool:
        """Whether everything was tried; otherwise nothing may be said about what cannot be."""
        return self._tried < MOST_ROWS and self._values.is_whole

    @cached_property
    def overlaps(self) -> bool:
        """Whether somebody is concerned by both."""
        return next(self._whom(), None) is not None

    def conflicts(self) -> list[RuleConflict]:
        """At most one of each kind."""
        impossible: Mapping[str, Value] | None = None
        disagrees: Mapping[str, Value] | None = None
        both_apply = only_first = only_second = either_fails = False
        for whom in self._whom():
            found = list(self._together(whom))
            pairs = {pair for _, first, second in found for pair in product(first, second)}
            if not pairs:
                continue
            both_apply = True
            can_first, can_second = any(a for a, _ in pairs), any(b for _, b in pairs)
            if impossible is None and can_first and can_second and (True, True) not in pairs:
                impossible = found[0][0]
            only_first |= (True, False) in pairs
            only_second |= (False, True) in pairs
            either_fails |= any(not a or not b for a, b in pairs)
            if disagrees is None:
                disagrees = next((facts for facts, a, b in found if a != b and len(a) == len(b) == 1), None)
        if not both_apply:
            return []
        if impossible is not None and self.is_whole:
            return [RuleConflict(ConflictKind.IMPOSSIBLE, *self.rules, impossible)]
        kinds = []
        if either_fails and not (only_first and only_second):
            kinds += self._implied(only_first=only_first, only_second=only_second)
        if disagrees is not None and self._is_party_and_state():
            kinds.append(RuleConflict(ConflictKind.DISAGREEMENT, *self.rules, disagrees))
        return kinds

    def _implied(self, *, only_first: bool, only_second: bool) -> list[RuleConflict]:
        """The second is implied where whoever it concerns is concerned by the first and cannot meet that one alone."""
        for index, alone in ((0, only_first), (1, only_second)):
            strong, weak = self.rules[index], self.rules[1 - index]
            if not alone and self._concerned_by(strong, where=weak) and self.is_whole:
                return [RuleConflict(ConflictKind.IMPLIED, strong, weak, {})]
        return []

    def _is_party_and_state(self) -> bool:
        first, second = self.rules
        return first.topic == second.topic and {first.jurisdiction, second.jurisdiction} == {
            Jurisdiction.PARTY,
            Jurisdiction.STATE,
        }

    @cached_property
    def _values(self) -> BoundaryValues:
        nodes = [node for rule in self.rules for node in _conditions(rule)]
        return boundary_values(nodes, table=self._table, parameters=self._parameters, as_of=self._day)

    @cached_property
    def _deciding_whom(self) -> tuple[str, ...]:
        nodes = [rule.applies.tree for rule in self.rules if rule.applies is not None]
        return tuple(fact.name for fact in facts_of(*nodes))

    def _whom(self) -> Iterator[dict[str, Value]]:
        """The subjects that both rules concern, by the facts that say so.

        Where only facts differ that neither requirement names, one of them stands for all.
        """
        required = {fact.name for rule in self.rules for fact in facts_of(rule.requires.tree)}
        telling = [name for name in self._deciding_whom if name in required]
        others = [name for name in self._deciding_whom if name not in required]
        for facts in self._rows(telling):
            subjects = ({**facts, **more} for more in self._rows(others))
            concerned = (whom for whom in subjects if all(self._applies(rule, whom) for rule in self.rules))
            yield from islice(concerned, 1)

    def _together(self, whom: Mapping[str, Value]) -> Iterator[tuple[dict[str, Value], _Outcomes, _Outcomes]]:
        """For every settling of what both require: what each of the requirements can come to."""
        open_names = [name for name in self.shared if name not in whom]
        for settled in self._rows(open_names):
            facts = {**whom, **settled}
            yield facts, self._outcomes_of(0, facts), self._outcomes_of(1, facts)

    def _outcomes_of(self, index: int, settled: Mapping[str, Value]) -> _Outcomes:
        names = self._names[index]
        known = {name: settled[name] for name in names if name in settled}
        key = (index, tuple(known.items()))
        if key not in self._outcomes:
            rest = [name for name in names if name not in settled]
            tree = self.rules[index].requires.tree
            found: set[bool] = set()
            for facts in self._rows(rest):
                truth = self._answer(tree, {**known, **facts})
                found |= set() if truth is None else {truth}
                if len(found) == 2:
                    break
            self._outcomes[key] = frozenset(found)
        return self._outcomes[key]

    def _concerned_by(self, rule: Rule, *, where: Rule) -> bool:
        """Whether the rule concerns everybody whom the other one concerns."""
        return all(
            self._applies(rule, facts) for facts in self._rows(self._deciding_whom) if self._applies(where, facts)
        )

    def _applies(self, rule: Rule, facts: Mapping[str, Value]) -> bool:
        return rule.applies is None or self._answer(rule.applies.tree, facts) is True

    def _answer(self, node: Node, facts: Mapping[str, Value]) -> bool | None:
        return answer(node, row_with(facts, self._table, self._parameters, self._day))

    def _rows(self, names: Iterable[str]) -> Iterator[dict[str, Value]]:
        """The boundary rows over the named facts, until `MOST_ROWS` have been tried for the pair."""
        wanted = tuple(names)
        for chosen in product(*(self._values.by_fact[name] for name in wanted)):
            if self._tried == MOST_ROWS:
                return
            self._tried += 1
            yield dict(zip(wanted, chosen, strict=True))


def _conditions(rule: Rule) -> tuple[Node, ...]:
    return (rule.requires.tree,) if rule.applies is None else (rule.applies.tree, rule.requires.tree)
