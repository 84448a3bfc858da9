"""What rests on a clause: tasks, days and numbers read from the text, rules and targets of the rule book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liem.directives.queries import ReadDirective
from liem.documents.model import Block, Citation, Timing
from liem.documents.model import Target as ReadTarget
from liem.documents.model import Task as ReadTask
from liem.kernel.clauses import ClauseAddress
from liem.kernel.verdicts import Strength, Verdict
from liem.law.packs import Law
from liem.law.rules import Rule
from liem.law.targets import OVERALL, Target
from liem.oversight import queries
from liem.oversight.models import Audit
from liem.oversight.queries import FindingFilter
from liem.record.scope import Reach
from liem.rulebook.verification import law_here
from liem.web.law_words import Force, ForceState, clauses_of
from liem.web.rule_list import line_of

_SHOWN = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET)
_AUDITS_LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class RuleStanding:
    """A rule and what the latest audit found of it within reach; all counts are 0 before the first audit."""

    rule: Rule
    force: Force
    not_met: int
    unknown: int
    met: int

    @property
    def is_unverified(self) -> bool:
        """Whether the law that it rests on by now has not been verified."""
        return self.force.state is ForceState.UNVERIFIED

    @property
    def clauses(self) -> tuple[ClauseAddress, ...]:
        """Every clause that the rule rests on or ever rested on."""
        return clauses_of(self.rule)

    @property
    def verdict(self) -> Verdict:
        """The worst that was found."""
        if self.not_met:
            return Verdict.NOT_MET
        if self.unknown:
            return Verdict.UNKNOWN
        return Verdict.MET if self.met else Verdict.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class TargetStanding:
    """A target and in how many groups it is met, not met or unknown by the newest audit that measured it, if any."""

    target: Target
    audit: Audit | None
    not_met: int
    unknown: int
    met: int

    @property
    def is_grouped(self) -> bool:
        return self.target.per != OVERALL

    @property
    def measured(self) -> int:
        """In how many groups there was somebody to measure."""
        return self.not_met + self.unknown + self.met

    @property
    def verdict(self) -> Verdict:
        if self.not_met:
            return Verdict.NOT_MET
        if self.unknown:
            return Verdict.UNKNOWN
        return Verdict.MET if self.met else Verdict.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Standings:
    """Rules and targets of one directive with where they stand, and the audit that says so."""

    audit: Audit | None
    rules: tuple[RuleStanding, ...]
    targets: tuple[TargetStanding, ...]

    def resting_on(self, clause: ClauseAddress) -> Standings:
        """Those whose clause is this one, lies under it or contains it."""
        return Standings(
            self.audit,
            tuple(one for one in self.rules if _rests_on(clauses_of(one.rule), clause)),
            tuple(one for one in self.targets if _rests_on(clauses_of(one.target), clause)),
        )

    @property
    def resting(self) -> int:
        """How many rules and targets rest here."""
        return len(self.rules) + len(self.targets)

    @property
    def targets_short(self) -> int:
        """Targets that the latest audit measured and found not reached."""
        return sum(one.verdict is Verdict.NOT_MET and one.audit == self.audit for one in self.targets)

    @property
    def breaches(self) -> int:
        """Findings not met of rules that must be followed."""
        return sum(one.not_met for one in self.rules if one.rule.strength is Strength.MUST)


@dataclass(frozen=True, slots=True)
class Task:
    """A task as the reader proposes it, with the words of the clause and the timings inside it."""

    path: str
    words: str
    responsible: tuple[str, ...]
    coordinating: tuple[str, ...]
    timings: tuple[Timing, ...]


@dataclass(frozen=True, slots=True)
class Obligation:
    """What the text demands in one passage and what lies under it. `blocks` is empty where the text is not loaded."""

    blocks: tuple[Block, ...]
    tasks: tuple[Task, ...]
    timings: tuple[Timing, ...]
    numbers: tuple[ReadTarget, ...]
    citations: tuple[tuple[int, Citation], ...]


def standings_of(short: str, within: Reach) -> Standings:
    """Where the rules and targets of a directive stand within reach. A constant number of queries."""
    law = law_here()
    rules = [rule for rule in law.rules if any(clause.directive == short for clause in clauses_of(rule))]
    targets = [target for target in law.targets if any(clause.directive == short for clause in clauses_of(target))]
    audits = queries.audits()[:_AUDITS_LOOKED_AT]
    audit = audits[0] if audits else None
    counts = (
        queries.verdict_counts(within, audit, FindingFilter(rules=frozenset(rule.id for rule in rules)))
        if audit and rules
        else {}
    )
    return Standings(
        audit,
        tuple(_rule_standing(law, rule, counts, within.day) for rule in rules),
        tuple(_target_standings(targets, audits)),
    )


def _rule_standing(law: Law, rule: Rule, counts: Mapping[tuple[str, str], int], day: date) -> RuleStanding:
    found = (counts.get((rule.id, verdict.value), 0) for verdict in _SHOWN)
    return RuleStanding(rule, line_of(law, rule, day).force, *found)


def _target_standings(targets: Sequence[Target], audits: Sequence[Audit]) -> Iterator[TargetStanding]:
    """Each target by the newest audit that measured it: some ended with the order that they were made for."""
    found: dict[str, TargetStanding] = {}
    for audit in audits:
        sought = [target.id for target in targets if target.id not in found]
        verdicts: dict[str, Counter[str]] = {}
        for group in queries.target_standings(audit, sought) if sought else ():
            verdicts.setdefault(group.target, Counter())[group.verdict] += 1
        for target in targets:
            if target.id in verdicts:
                counts = verdicts[target.id]
                found[target.id] = TargetStanding(target, audit, *(counts[verdict.value] for verdict in _SHOWN))
    return (found.get(target.id, TargetStanding(target, None, 0, 0, 0)) for target in targets)


def obligation_of(directive: ReadDirective, blocks: Iterable[Block]) -> Obligation:
    """What the reader found in these passages."""
    wanted = tuple(blocks)
    addresses = {block.address for block in wanted}
    ranges = [(block.start, block.end) for block in wanted]
    timings = tuple(one for one in directive.timings if _inside(one.start, ranges) and one.kind != "mention")
    return Obligation(
        blocks=wanted,
        tasks=tuple(_task(directive, task) for task in directive.tasks if task.address in addresses),
        timings=timings,
        numbers=tuple(one for one in directive.targets if _inside(one.start, ranges)),
        citations=tuple((index, one) for index, one in enumerate(directive.citations) if _inside(one.start, ranges)),
    )


def _task(directive: ReadDirective, task: ReadTask) -> Task:
    inside = [(task.start, task.end)]
    return Task(
        path=task.address,
        words=directive.words(task.start, task.end),
        responsible=task.responsible,
        coordinating=task.coordinating,
        timings=tuple(one for one in directive.timings if _inside(one.start, inside) and one.kind != "mention"),
    )


def _inside(place: int, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in ranges)


def _rests_on(clauses: tuple[ClauseAddress, ...], clause: ClauseAddress) -> bool:
    return any(one.within(clause) or clause.within(one) for one in clauses)
