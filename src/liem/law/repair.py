"""What would make a condition true: the smallest changes of the facts, each with the value at the boundary.

It says what would have to be so, never that it should be made so: a day of birth is no task. What the office does about
a finding stands in the rule's remedy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product
from typing import TYPE_CHECKING

from liem.kernel.errors import Message
from liem.law.explain import row_of
from liem.law.language.interpret import Row, answer, explain
from liem.law.language.tree import And, Node, Not, Or
from liem.law.readable import Wording
from liem.law.repair_leaves import Goal, goals_for
from liem.law.repair_words import goal_words

if TYPE_CHECKING:
    from liem.law.evaluate import Asked, Standing

MOST_ALTERNATIVES = 12
_MOST_TRIED = 200
_Goals = tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A goal and its words."""

    goal: Goal
    words: Message


@dataclass(frozen=True, slots=True)
class Repairs:
    """What would make a condition true.

    Any one of `alternatives` is enough; within it every step is needed. Empty when the condition is true already, or
    when no change of facts can make it true; no way changes a fact that is given from outside. `open_facts` must be
    known or attested and `open_parameters` verified before anything can be said; both are empty unless the answer is
    unknown.
    """

    alternatives: tuple[tuple[Step, ...], ...]
    open_facts: tuple[str, ...] = ()
    open_parameters: tuple[str, ...] = ()


def repairs(node: Node, row: Row, wording: Wording) -> Repairs:
    """What would make the checked condition true for the row, fewest steps first, at most `MOST_ALTERNATIVES`.

    Every alternative has been tried: with its values in the row the condition is true, or, where a step only asks for
    something to become known, no longer false.
    """
    explanation = explain(node, row)
    if explanation.answer is True:
        return Repairs(())
    found = [goals for goals in _tried(node, row) if goals and not any(_is_given(goal, wording) for goal in goals)]
    ordered = sorted(found, key=lambda goals: (_is_open(goals), len(goals)))
    return Repairs(
        tuple(
            tuple(Step(goal, goal_words(goal, row, wording)) for goal in goals)
            for goals in _smallest(ordered)[:MOST_ALTERNATIVES]
        ),
        explanation.missing,
        explanation.unverified,
    )


def repairs_of_standing(rule: Asked, standing: Standing, *, as_of: date, wording: Wording) -> Repairs:
    """What would make the rule's requirement true for a standing; worked out from the evidence that it carries."""
    return repairs(rule.requires.tree, row_of(standing, as_of=as_of), wording)


def _is_given(goal: Goal, wording: Wording) -> bool:
    """Whether the goal would change what is set from outside; to learn what it is stays a way."""
    fact = wording.table.fact(goal.fact)
    return fact is not None and fact.is_given and not goal.is_open


def with_goals(row: Row, goals: Iterable[Goal]) -> Row:
    """The row as it would be with the goals reached; what is merely to become known stays as it is."""
    facts = dict(row.facts)
    as_of = row.as_of
    by_fact: dict[str, list[Goal]] = {}
    for goal in goals:
        if not goal.is_open or goal.reached is not None:
            by_fact.setdefault(goal.fact, []).append(goal)
    for name, wanted in by_fact.items():
        reached = next(
            (goal.reached for goal in wanted if all(other.admits(goal.reached) for other in wanted)), wanted[-1].reached
        )
        if name == "as_of":
            as_of = reached if isinstance(reached, date) else as_of
            continue
        facts[name] = reached
        if any(goal.closes for goal in wanted):
            facts[f"{name}_closed"] = True
    return replace(row, facts=facts, as_of=as_of)


def _tried(node: Node, row: Row) -> Iterator[_Goals]:
    """The alternatives that hold when tried. One that breaks another part is given that part's goals as well."""
    for goals in islice(_alternatives(node, True, row), _MOST_TRIED):
        if _holds(node, row, goals):
            yield _needed(node, row, goals)
            continue
        taken = {goal.fact for goal in goals}
        for more in islice(_alternatives(node, True, with_goals(row, goals)), _MOST_TRIED):
            both = (*goals, *more)
            if taken.isdisjoint(goal.fact for goal in more) and _holds(node, row, both):
                yield _needed(node, row, both)


def _needed(node: Node, row: Row, goals: _Goals) -> _Goals:
    """Without the goals that the others make superfluous; what must become known stays."""
    for goal in goals:
        fewer = tuple(other for other in goals if other != goal)
        if not _is_open(goals) and _holds(node, row, fewer):
            return _needed(node, row, fewer)
    return goals


def _is_open(goals: _Goals) -> bool:
    return any(goal.is_open for goal in goals)


def _holds(node: Node, row: Row, goals: _Goals) -> bool:
    found = answer(node, with_goals(row, goals))
    return found is True or (found is None and _is_open(goals))


def _alternatives(node: Node, wanted: bool, row: Row) -> Iterator[_Goals]:
    """Sets of goals that would turn the answer into `wanted`, each part taken by itself."""
    if answer(node, row) is wanted:
        yield ()
        return
    match node:
        case Not(part=part):
            yield from _alternatives(part, not wanted, row)
        case And(parts=parts) if wanted:
            yield from _together(parts, wanted, row)
        case Or(parts=parts) if not wanted:
            yield from _together(parts, wanted, row)
        case And(parts=parts) | Or(parts=parts):
            for part in parts:
                yield from _alternatives(part, wanted, row)
        case _:
            yield from goals_for(node, wanted, row)


def _together(parts: Sequence[Node], wanted: bool, row: Row) -> Iterator[_Goals]:
    choices = [list(islice(_alternatives(part, wanted, row), MOST_ALTERNATIVES)) for part in parts]
    for chosen in product(*choices):
        yield tuple(dict.fromkeys(goal for goals in chosen for goal in goals))


def _smallest(ordered: Iterable[_Goals]) -> list[_Goals]:
    """Without repetitions and without alternatives that ask for all of a smaller one and more."""
    kept: list[_Goals] = []
    for goals in ordered:
        if not any(set(smaller) <= set(goals) for smaller in kept):
            kept.append(goals)
    return kept
