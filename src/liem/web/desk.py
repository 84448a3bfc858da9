"""What lies on the desk: breaches by rule, unknowns by missing paper, targets not reached, days that the texts set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from liem.directives.queries import Deadline, Listed, deadlines, read_directives, register
from liem.kernel.verdicts import Verdict
from liem.law.rules import Rule, Severity
from liem.law.targets import OVERALL, Target
from liem.oversight import queries
from liem.oversight.models import Audit
from liem.record.scope import Reach
from liem.rulebook.book import known_law
from liem.web.findings_in_words import Tally, tally_of
from liem.web.missing_papers import MissingPaper, by_paper
from liem.web.target_words import is_past_due

_URGENCY = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)


@dataclass(frozen=True, slots=True)
class BrokenRule:
    rule: Rule
    count: int


@dataclass(frozen=True, slots=True)
class ShortTarget:
    """A target that is not reached: how many of the groups measured reach it; 1 group where it is for the whole."""

    target: Target
    met: int
    groups: int
    is_overdue: bool

    @property
    def is_grouped(self) -> bool:
        return self.target.per != OVERALL


@dataclass(frozen=True, slots=True)
class Desk:
    """What an officer finds in the morning, within reach, by the latest audit."""

    audit: Audit | None
    tally: Tally
    broken: tuple[BrokenRule, ...]
    papers: tuple[MissingPaper, ...]
    all_papers: int
    targets: tuple[ShortTarget, ...]
    deadlines: tuple[Deadline, ...]
    directives: tuple[Listed, ...]


def desk(within: Reach, *, shown: int = 6) -> Desk:
    """At most `shown` of each kind, what is most urgent first. A constant number of queries."""
    audit = queries.latest_audit()
    counts = queries.verdict_counts(within, audit) if audit else {}
    papers = by_paper(queries.missing_groups(within, audit)) if audit else ()
    return Desk(
        audit=audit,
        tally=tally_of(counts),
        broken=_broken(counts),
        papers=papers[:shown],
        all_papers=len(papers),
        targets=_targets(audit)[:shown] if audit else (),
        deadlines=coming_days(within.day)[:shown],
        directives=register()[:3],
    )


def coming_days(day: date) -> tuple[Deadline, ...]:
    """The days that the texts on the register set from `day` on."""
    return deadlines(read_directives(), after=day)


def _broken(counts: Mapping[tuple[str, str], int]) -> tuple[BrokenRule, ...]:
    """Every rule with a finding not met: the gravest first, then the most frequent."""
    found = [
        BrokenRule(rule, count)
        for rule in known_law().rules
        if (count := counts.get((rule.id, Verdict.NOT_MET.value), 0))
    ]
    return tuple(sorted(found, key=lambda one: (_URGENCY.index(one.rule.severity), -one.count)))


def _targets(audit: Audit) -> tuple[ShortTarget, ...]:
    """Targets not reached, those that are overdue first."""
    verdicts: dict[str, Counter[str]] = {}
    for standing in queries.target_standings(audit):
        verdicts.setdefault(standing.target, Counter())[standing.verdict] += 1
    found = [
        ShortTarget(
            target,
            met=counts[Verdict.MET.value],
            groups=counts.total() - counts[Verdict.NOT_APPLICABLE.value],
            is_overdue=is_past_due(target, audit.as_of),
        )
        for target in known_law().targets
        if (counts := verdicts.get(target.id, Counter()))[Verdict.NOT_MET.value]
    ]
    return tuple(sorted(found, key=lambda one: not one.is_overdue))
