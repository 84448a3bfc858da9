"""Rules asked before a step of a case, as people read them: the verdict, why, what is missing and where to enter it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.kernel.verdicts import Strength, Verdict
from liem.law.evaluate import Standing
from liem.law.rules import Rule
from liem.oversight.evidence_rows import evidence_rows
from liem.procedures.gates.asking import GateLine, MissingFact
from liem.procedures.models import GateAnswer, Waiver
from liem.web.case_names import Names, said
from liem.web.evidence import EvidenceLine, evidence_lines, parameter_title
from liem.web.findings_in_words import fact_words, rule_on
from liem.web.granting import Granting
from liem.web.reasons import deciding_facts

SHOWN_MISSING = 6


@dataclass(frozen=True, slots=True)
class GateView:
    """`person` is whose it is by name, empty where it is nobody's; `why` one sentence; `law_missing` the values of the
    law that nobody has verified. Where the rule says who may let it go, `may_waive` does too; that is entered at the
    desk of `waived_at`, `is_own_waiver` where that is for whoever looks."""

    rule: str
    title: Message
    clause: ClauseAddress | None
    person: str
    subject: str
    verdict: Verdict
    strength: Strength
    why: str
    missing: tuple[MissingFact, ...]
    law_missing: tuple[str, ...]
    evidence: tuple[EvidenceLine, ...]
    remedy: Message | None
    waiver: Waiver | None
    may_waive: str
    waived_at: str
    is_own_waiver: bool
    stops: bool
    is_known: bool = True

    @property
    def anchor(self) -> str:
        return f"gate-{self.rule}-{self.subject}"


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What a rule had said when the step was taken; `waiver` lets it go."""

    rule: str
    title: Message
    person: str
    verdict: str
    strength: Strength
    waiver: Waiver | None
    is_known: bool


def gate_views(lines: Iterable[GateLine], called: Names, granting: Granting, *, on: date) -> tuple[GateView, ...]:
    """Those that stop first."""
    views = (_view(line, called, granting, on) for line in lines)
    return tuple(sorted(views, key=lambda view: (not view.stops, view.verdict is Verdict.NOT_APPLICABLE)))


def answer_views(
    answers: Iterable[GateAnswer], whose: Mapping[str, str], waivers: Mapping[str, Waiver], *, on: date
) -> tuple[AnswerView, ...]:
    """`whose` gives the name of the person a subject belongs to."""
    return tuple(_answer(one, whose, waivers, on) for one in answers)


def _view(line: GateLine, called: Names, granting: Granting, on: date) -> GateView:
    rule = rule_on(line.rule, on)
    evidence = _evidence(rule, line.standing) if rule else ()
    return GateView(
        rule=line.rule,
        title=line.title,
        clause=line.clause,
        person=called.person(line.person),
        subject=line.subject,
        verdict=line.verdict,
        strength=line.strength,
        why=_why(line, rule, evidence, on),
        missing=line.missing[:SHOWN_MISSING],
        law_missing=tuple(said(parameter_title(name)) for name in line.unverified),
        evidence=evidence,
        remedy=line.remedy if line.verdict is Verdict.NOT_MET else None,
        waiver=line.waiver,
        may_waive=line.may_be_waived.by if line.may_be_waived and line.stops and line.subject else "",
        waived_at=called.body(granting.bodies.get(line.subject)),
        is_own_waiver=line.subject in granting.own,
        stops=line.stops,
        is_known=rule is not None,
    )


def _evidence(rule: Rule, standing: Standing | None) -> tuple[EvidenceLine, ...]:
    if standing is None:
        return ()
    return evidence_lines(rule.about, evidence_rows(standing.evidence), (*standing.missing, *standing.unverified))


def _why(line: GateLine, rule: Rule | None, evidence: tuple[EvidenceLine, ...], on: date) -> str:
    """The facts that decided it; of what cannot be told, that, for the list below says what is missing."""
    if not line.subject:
        return _("The case holds nothing yet that this rule could be asked about.")
    if line.verdict is Verdict.UNKNOWN:
        return _("The law is not verified.") if line.unverified else _("It cannot be told yet.")
    if rule is None or line.standing is None or line.verdict is Verdict.NOT_APPLICABLE:
        return ""
    names = deciding_facts(rule, evidence_rows(line.standing.evidence), as_of=on)
    facts = "; ".join(fact_words(one) for one in evidence if one.name in names)
    return f"{facts[:1].upper()}{facts[1:]}." if facts else ""


def _answer(one: GateAnswer, whose: Mapping[str, str], waivers: Mapping[str, Waiver], on: date) -> AnswerView:
    rule = rule_on(one.rule, on)
    return AnswerView(
        rule=one.rule,
        title=rule.title if rule else Message(one.rule, one.rule),
        person=whose.get(one.subject, ""),
        verdict=one.verdict,
        strength=rule.strength if rule else Strength.MUST,
        waiver=waivers.get(one.waiver),
        is_known=rule is not None,
    )
