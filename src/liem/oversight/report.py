"""An audit as text for the shell, and as JSON for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from liem.kernel.errors import Message
from liem.kernel.verdicts import Strength, Verdict
from liem.law.evaluate import Evidence, Standing
from liem.law.measure import TargetStanding
from liem.law.readable import Wording, value_words, wording_of
from liem.law.rules import Rule
from liem.law.targets import OVERALL, Target
from liem.oversight.audit import AuditResult, body_names, finding_row, packs_told, target_row
from liem.oversight.raising import flag_rows, survey_rows
from liem.rulebook.book import rule_book
from liem.rulebook.loaded import warnings
from liem.rulebook.vocabulary import vocabulary

_WORDS = {
    Verdict.MET: Message("✓ đạt", "✓ met"),
    Verdict.NOT_MET: Message("✕ trái quy định", "✕ not met"),
    Verdict.UNKNOWN: Message("? chưa biết", "? unknown"),
    Verdict.NOT_APPLICABLE: Message("– không áp dụng", "– not applicable"),
}
_TOLD = (Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN)
_SHORTFALL = Message("△ chưa tới mức phấn đấu", "△ short of what is striven for")

Choice = Callable[[str, str], Message]


def _as_written(_fact: str, choice: str) -> Message:
    return Message(choice, choice)


def as_json(result: AuditResult) -> dict[str, Any]:
    """Day, ledger position and digest of the law; every finding with clause, evidence and what is missing; targets;
    how many decisions were looked at for each flag. Which decisions show one is for those who may see them."""
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
        "flags": _surveys(result),
        **packs_told(result.packs),
    }


def as_text(result: AuditResult, language: str, *, choice: Choice = _as_written) -> str:
    """What does not meet a rule and what cannot be said yet, rule by rule, then the targets, then the flags.

    `choice(fact, value)` gives the word for a value out of a closed list.
    """
    parts = [*_head(result, language), *_rules(result, language, choice), "", *_targets(result, language)]
    return "\n".join([*parts, *_flags(result, language)])


def _head(result: AuditResult, language: str) -> Iterator[str]:
    counts = Counter(standing.verdict for standing in result.standings)
    day = f"{result.as_of:%d/%m/%Y}"
    yield Message(f"Rà soát tính đến {day}", f"Audit as of {day}").in_language(language)
    yield "  " + "   ".join(f"{_WORDS[v].in_language(language)}: {counts[v]}" for v in list(Verdict)[:3])
    for warning in warnings(result.packs, name_of=body_names(result.packs, result.as_of)):
        yield f"  ⚠ {warning.in_language(language)}"


def _rules(result: AuditResult, language: str, choice: Choice) -> Iterator[str]:
    law = rule_book()
    for rule in law.rules:
        standings = [standing for standing in result.standings if standing.rule_id == rule.id]
        if not standings:
            continue
        counts = Counter(standing.verdict for standing in standings)
        yield f"\n{rule.title.in_language(language)}  ({', '.join(str(clause) for clause in rule.clauses)})"
        yield "  " + " · ".join(f"{_WORDS[verdict].in_language(language)} {counts[verdict]}" for verdict in _TOLD)
        table = vocabulary().table(rule.about)
        assert table is not None, "the loader admits only rules about known tables"
        wording = wording_of(table, law.parameters, {}, choice)
        for standing in standings:
            if standing.verdict is not Verdict.MET:
                yield f"    {_line(rule, standing, wording, language)}"


def _line(rule: Rule, standing: Standing, wording: Wording, language: str) -> str:
    shortfall = standing.verdict is Verdict.NOT_MET and rule.strength is Strength.STRIVE
    word = _SHORTFALL if shortfall else _WORDS[standing.verdict]
    if standing.verdict is Verdict.UNKNOWN:
        papers = dict.fromkeys(_lacking(name, rule, wording) for name in (*standing.missing, *standing.unverified))
        lacking = ", ".join(paper.in_language(language) for paper in papers)
        reason = Message(f"thiếu: {lacking}", f"missing: {lacking}").in_language(language)
    else:
        reason = "; ".join(_said(item, wording).in_language(language) for item in standing.evidence)
    return f"{word.in_language(language)}  {standing.subject}  ({reason})"


def _said(item: Evidence, wording: Wording) -> Message:
    """What a fact or value of the law is, and how it stands."""
    title = wording.titles.get(item.name) if item.is_parameter else None
    name = title or wording.fact(item.name)
    value = value_words(item.value) if item.is_parameter else wording.value_of(item.name, item.value)
    return Message(f"{name.vi}: {value.vi}", f"{name.en}: {value.en}")


def _lacking(name: str, rule: Rule, wording: Wording) -> Message:
    """The paper that would tell a fact; of a value or the rule itself, that its law was not verified."""
    fact = wording.table.fact(name)
    if fact is not None:
        return fact.paper or fact.meaning
    if name == rule.id:
        return Message("luật chưa được xác minh", "law not verified")
    title = wording.titles.get(name, Message(name, name))
    return Message(f"giá trị đã kiểm chứng của “{title.vi}”", f"a verified value of “{title.en}”")


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


def _surveys(result: AuditResult) -> list[dict[str, Any]]:
    return survey_rows(result.flags, flag_rows(result.flags, rule_book(), as_of=result.as_of))


def _flags(result: AuditResult, language: str) -> Iterator[str]:
    """One line a flag: at how many decisions it is worth a look, of how many nothing can be said."""
    law = rule_book()
    for row in _surveys(result):
        flag = law.flag(row["flag"])
        title = flag.title.in_language(language) if flag else row["flag"]
        seen = row["raised"] + row["expired"] + row["clear"] + row["unknown"]
        yield Message(
            f"⚑ {title}: nên xem lại {row['raised']} / {seen} quyết định, chưa biết {row['unknown']}",
            f"⚑ {title}: worth a look at {row['raised']} / {seen} decisions, unknown {row['unknown']}",
        ).in_language(language)


def _target_line(target: Target, standing: TargetStanding, language: str) -> str:
    short = standing.verdict is Verdict.NOT_MET and target.strength is Strength.STRIVE
    word = (_SHORTFALL if short else _WORDS[standing.verdict]).in_language(language)
    reached = "–" if standing.low is None or standing.high is None else _span(standing.low, standing.high)
    floor = "?" if standing.floor is None else f"{standing.floor:.4g}"
    return f"{word}  {reached} / {floor}"


def _span(low: float, high: float) -> str:
    return f"{low:.4g}" if low == high else f"{low:.4g}–{high:.4g}"
