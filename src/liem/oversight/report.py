"""An audit as text for the shell, and as JSON for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from liem.kernel.errors import Message
from liem.kernel.verdicts import Strength, Verdict
from liem.law.evaluate import Standing
from liem.law.measure import TargetStanding
from liem.law.rules import Rule
from liem.law.targets import OVERALL, Target
from liem.oversight.audit import AuditResult, finding_row, target_row
from liem.rulebook.book import rule_book

_WORDS = {
    Verdict.MET: Message("✓ đạt", "✓ met"),
    Verdict.NOT_MET: Message("✕ trái quy định", "✕ not met"),
    Verdict.UNKNOWN: Message("? chưa biết", "? unknown"),
    Verdict.NOT_APPLICABLE: Message("– không áp dụng", "– not applicable"),
}
_SHORTFALL = Message("△ chưa tới mức phấn đấu", "△ short of what is striven for")


def as_json(result: AuditResult) -> dict[str, Any]:
    """Day, ledger position and digest of the law; every finding with clause, evidence and what is missing; targets."""
    rules = {rule.id: rule for rule in rule_book().rules}
    return {
        "as_of": result.as_of.isoformat(),
        "known_at": result.known_at,
        "law": result.law_digest,
        "findings": [
            {**finding_row(standing), "clauses": [str(clause) for clause in rules[standing.rule_id].clauses]}
            for standing in result.standings
        ],
        "targets": [target_row(standing) for standing in result.targets],
    }


def as_text(result: AuditResult, language: str) -> str:
    """What does not meet a rule and what cannot be said yet, rule by rule, then the targets."""
    return "\n".join([*_head(result, language), *_rules(result, language), "", *_targets(result, language)])


def _head(result: AuditResult, language: str) -> Iterator[str]:
    counts = Counter(standing.verdict for standing in result.standings)
    day = f"{result.as_of:%d/%m/%Y}"
    yield Message(f"Rà soát tính đến {day}", f"Audit as of {day}").in_language(language)
    yield "  " + "   ".join(f"{_WORDS[v].in_language(language)}: {counts[v]}" for v in list(Verdict)[:3])


def _rules(result: AuditResult, language: str) -> Iterator[str]:
    for rule in rule_book().rules:
        standings = [standing for standing in result.standings if standing.rule_id == rule.id]
        if not standings:
            continue
        counts = Counter(standing.verdict for standing in standings)
        yield f"\n{rule.title.in_language(language)}  ({', '.join(str(clause) for clause in rule.clauses)})"
        yield f"  {counts[Verdict.MET]} / {counts[Verdict.NOT_MET]} / {counts[Verdict.UNKNOWN]}"
        for standing in standings:
            if standing.verdict is not Verdict.MET:
                yield f"    {_line(rule, standing, language)}"


def _line(rule: Rule, standing: Standing, language: str) -> str:
    shortfall = standing.verdict is Verdict.NOT_MET and rule.strength is Strength.STRIVE
    word = _SHORTFALL if shortfall else _WORDS[standing.verdict]
    if standing.verdict is Verdict.UNKNOWN:
        lacking = ", ".join([*standing.missing, *standing.unverified])
        reason = Message(f"thiếu: {lacking}", f"missing: {lacking}").in_language(language)
    else:
        reason = ", ".join(f"{item.name} = {item.value}" for item in standing.evidence)
    return f"{word.in_language(language)}  {standing.subject}  ({reason})"


def _targets(result: AuditResult, language: str) -> Iterator[str]:
    """One line a target; of those measured group by group, how many groups are met, then the others."""
    for target in rule_book().targets:
        standings = [standing for standing in result.targets if standing.target_id == target.id]
        title = target.title.in_language(language)
        if target.per == OVERALL:
            yield from (f"{_target_line(target, standing, language)}  {title}" for standing in standings)
        elif standings:
            others = [standing for standing in standings if standing.verdict is not Verdict.MET]
            met = len(standings) - len(others)
            yield f"{_WORDS[Verdict.MET].in_language(language)} {met} / {len(standings)}  {title}"
            yield from (
                f"    {_target_line(target, standing, language)}  {standing.group or '?'}" for standing in others
            )


def _target_line(target: Target, standing: TargetStanding, language: str) -> str:
    short = standing.verdict is Verdict.NOT_MET and target.strength is Strength.STRIVE
    word = (_SHORTFALL if short else _WORDS[standing.verdict]).in_language(language)
    reached = "–" if standing.low is None or standing.high is None else _span(standing.low, standing.high)
    floor = "?" if standing.floor is None else f"{standing.floor:.4g}"
    return f"{word}  {reached} / {floor}"


def _span(low: float, high: float) -> str:
    return f"{low:.4g}" if low == high else f"{low:.4g}–{high:.4g}"
