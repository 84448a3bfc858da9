"""What findings say, in the language of the page: what they are about, the verdict, the reason in a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from liem.kernel.errors import Message
from liem.kernel.verdicts import Strength, Verdict
from liem.law.rules import Rule
from liem.oversight.models import Audit
from liem.oversight.queries import FindingLine
from liem.oversight.subjects import Subject
from liem.procedures.models import CandidacyKind
from liem.rulebook.book import known_law
from liem.web.evidence import EvidenceLine, evidence_lines, missing_papers
from liem.web.reasons import deciding_facts
from liem.web.wording import day_words


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings there are: breaches of what must be, shortfalls of what is striven for, unknown, met."""

    breaches: int = 0
    shortfalls: int = 0
    unknown: int = 0
    met: int = 0

    @property
    def not_met(self) -> int:
        """Breaches and shortfalls together, where they are told apart otherwise: by the one rule they are of."""
        return self.breaches + self.shortfalls


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A finding in a list: `rule` is None where the rule book no longer holds it; `has_changed` says that it reads
    otherwise now than when the audit asked it."""

    line: FindingLine
    rule: Rule | None
    subject: str
    reason: str
    has_changed: bool


def standing_lines(lines: Iterable[FindingLine], *, audit: Audit) -> tuple[StandingLine, ...]:
    """Findings of the audit with their rules, subjects and reasons in words."""
    found = ((line, rule_on(line.rule, audit.as_of)) for line in lines)
    return tuple(
        StandingLine(
            line,
            rule,
            subject_words(line.subject),
            reason(line, rule, as_of=audit.as_of),
            has_changed(rule, audit),
        )
        for line, rule in found
    )


def has_changed(rule: Rule | None, audit: Audit) -> bool:
    """Whether the rule as it is loaded reads otherwise than when the audit asked it."""
    return rule is not None and audit.ran_otherwise(rule.id, rule.digest)


def rule_on(rule_id: str, day: date) -> Rule | None:
    """The rule on the ground that counted on the day; None where the rule book no longer holds it."""
    rule = known_law().rule(rule_id)
    return (rule.on(day) or rule) if rule else None


def tally_of(counts: Mapping[tuple[str, str], int]) -> Tally:
    """The tally of findings counted by rule and verdict."""
    totals: Counter[str] = Counter()
    for (rule_id, verdict), count in counts.items():
        rule = known_law().rule(rule_id)
        strives = rule is not None and rule.strength is Strength.STRIVE
        totals["strive" if verdict == Verdict.NOT_MET and strives else verdict] += count
    return Tally(totals[Verdict.NOT_MET], totals["strive"], totals[Verdict.UNKNOWN], totals[Verdict.MET])


def tallies_of(counts: Mapping[tuple[str, str], int]) -> dict[str, Tally]:
    """The tally of each rule that found something."""
    by_rule: dict[str, dict[tuple[str, str], int]] = {}
    for (rule_id, verdict), count in counts.items():
        by_rule.setdefault(rule_id, {})[rule_id, verdict] = count
    return {rule_id: tally_of(of_rule) for rule_id, of_rule in by_rule.items()}


_CASE_MATTERS = {
    "appointment_file": gettext_lazy("file of the candidate"),
    "proposal": gettext_lazy("proposal of a person"),
    "confidence_vote": gettext_lazy("vote of confidence"),
    "vacancy": gettext_lazy("post to be filled"),
    "confidence_round": gettext_lazy("vote of confidence of the term"),
}


def subject_words(subject: Subject) -> str:  # noqa: PLR0911 - one return per fact table
    """What a finding is about, beside the person and the body."""
    match subject.about:
        case "evaluation":
            return _("evaluation of %(year)s") % {"year": subject.year or "?"}
        case "declaration_duty":
            return _("declaration of %(year)s") % {"year": subject.year or "?"}
        case "nomination_meeting":
            return _("meeting of %(day)s: %(subject)s") % {"day": day_words(subject.on), "subject": subject.name}
        case "candidacy" | "personnel_decision":
            kind = CandidacyKind(subject.kind).label if subject.kind else _("personnel step")
            return f"{kind}: {subject.name}" if subject.name else str(kind)
        case "kin_pair":
            return _("two relatives in posts: %(posts)s") % {"posts": subject.name or subject.key}
        case "rotation" if subject.on:
            return _("rotation from %(day)s: %(post)s") % {"day": day_words(subject.on), "post": subject.name}
        case "personnel_work":
            return _("personnel work")
        case "appointment_file" | "proposal" | "confidence_vote" | "vacancy" | "confidence_round":
            words = _CASE_MATTERS[subject.about]
            return f"{words}: {subject.name}" if subject.name else str(words)
        case "personnel_meeting":
            return _("meeting of %(day)s: %(subject)s") % {"day": day_words(subject.on), "subject": subject.name}
        case _:
            return subject.name or subject.key


def heading(line: FindingLine, rule: Rule | None, *, is_own: bool) -> str:
    """The answer of a finding's page. A procedure is named before the candidate, for others answer for it; on the
    own page the matter stands where the name would, for a finding is about a decision, not about the official."""
    if _kin_took_part(line):
        return _("%(matter)s: relatives of the candidate took part") % {"matter": _matter(line, is_own=is_own)}
    words = {"matter": _matter(line, is_own=is_own), "verdict": verdict_words(line.verdict, rule)}
    if rule is None:
        return _("%(matter)s: %(verdict)s; its rule is not loaded at present") % words
    words["title"] = _said(rule.title)
    return _("%(matter)s: %(verdict)s; the rule requires “%(title)s”") % words


def _matter(line: FindingLine, *, is_own: bool) -> str:
    if line.about == "candidacy":
        kind = str(CandidacyKind(line.subject.kind).label) if line.subject.kind else _("personnel step")
        step = f"{kind} {line.subject.name}".strip()
        if is_own or not line.person_name:
            return _("Procedure of %(step)s") % {"step": step}
        return _("Procedure of %(step)s (%(person)s)") % {"step": step, "person": line.person_name}
    subject = subject_words(line.subject)
    subject = subject[:1].upper() + subject[1:]
    return subject if is_own or line.about == "kin_pair" else line.person_name or subject


def _kin_took_part(line: FindingLine) -> bool:
    return line.verdict == Verdict.NOT_MET and any(item["fact"] == "related_participants" for item in line.evidence)


def verdict_words(verdict: str, rule: Rule | None) -> str:
    """The verdict as a few words inside a sentence."""
    match Verdict(verdict):
        case Verdict.NOT_MET if rule and rule.strength is Strength.STRIVE:
            return _("short of what is striven for")
        case Verdict.NOT_MET:
            return _("breach")
        case Verdict.UNKNOWN:
            return _("cannot be determined yet")
        case Verdict.MET:
            return _("in line with the rule")
        case Verdict.NOT_APPLICABLE:
            return _("the rule does not apply")


def reason(line: FindingLine, rule: Rule | None, *, as_of: date) -> str:
    """Why the verdict is what it is, in one sentence; empty where the rule has changed since."""
    if line.verdict == Verdict.UNKNOWN and line.rule in line.missing:
        return _("The law is not verified: what the rule rested on was replaced, and nobody has read the successor.")
    if line.verdict == Verdict.UNKNOWN:
        papers = ", ".join(_said(paper) for paper in missing_papers(line.about, line.missing))
        return _("Missing: %(papers)s.") % {"papers": papers} if papers else ""
    if rule is None:
        return ""
    names = deciding_facts(rule, line.evidence, as_of=as_of)
    deciding = [item for item in line.evidence if item["fact"] in names]
    facts = "; ".join(fact_words(one) for one in evidence_lines(line.about, deciding, line.missing))
    return f"{facts[:1].upper()}{facts[1:]}." if facts else ""


def fact_words(line: EvidenceLine) -> str:
    """A fact and its value inside a sentence."""
    meaning = _said(line.meaning)
    meaning = meaning[:1].lower() + meaning[1:]
    value = line.value or _("none on record")
    words = f"{meaning}: {value}"
    return _("%(fact)s (attested complete)") % {"fact": words} if line.closed else words


def _said(message: Message) -> str:
    return message.in_language(get_language() or "vi")
