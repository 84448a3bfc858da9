"""Kiểm soát: which rules are broken or cannot be checked, where, and who mends it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.actions.readings import record_reading
from liem.kernel.verdicts import Strength, Verdict
from liem.law.rules import Rule
from liem.oversight import queries
from liem.oversight.closures import kin_declared
from liem.oversight.models import Audit
from liem.oversight.participants import participants
from liem.oversight.queries import FindingFilter, FindingLine, ListPart
from liem.oversight.rows_behind import Moment, rows_behind
from liem.procedures.models import Part
from liem.record.organisation import bodies_to_choose
from liem.record.scope import Reach, bodies_under, reach
from liem.rulebook.book import rule_book
from liem.rulebook.vocabulary import vocabulary
from liem.web.acting import acting_of, today
from liem.web.asked import DayAsked, asked_page, asked_word, day_asked
from liem.web.binding import binding_of
from liem.web.evidence import evidence_lines, missing_papers
from liem.web.findings_in_words import (
    Tally,
    has_changed,
    heading,
    reason,
    rule_on,
    standing_lines,
    subject_words,
    tallies_of,
    tally_of,
)
from liem.web.missing_papers import asked_paper, by_paper
from liem.web.opening import opened_on_purpose
from liem.web.quotation import Quotation, quotation
from liem.web.reasons import law_values, marked_conditions, ways_to_pass
from liem.web.rows_in_words import kin_words, row_lines
from liem.web.supplies import supplies
from liem.web.why_here import why_here
from liem.web.wording import number_words

ORDERS: tuple[queries.Order, ...] = ("verdict", "-verdict", "rule", "-rule", "body", "-body")
VERDICTS = {
    "open": (Verdict.NOT_MET, Verdict.UNKNOWN),
    "not_met": (Verdict.NOT_MET,),
    "unknown": (Verdict.UNKNOWN,),
    "met": (Verdict.MET,),
    "all": (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET),
}
VERDICT_LABELS = {
    "open": gettext_lazy("To be put right or settled"),
    "not_met": gettext_lazy("Breach or shortfall"),
    "unknown": gettext_lazy("Cannot be determined yet"),
    "met": gettext_lazy("Met"),
    "all": gettext_lazy("Everything checked"),
}


@dataclass(frozen=True, slots=True)
class RuleTally:
    rule: Rule
    tally: Tally


@require_safe
def findings(request: HttpRequest) -> HttpResponse:
    """The list, filtered and paged. An official is shown the own page instead."""
    acting = acting_of(request)
    if acting.mandate.role == Role.OFFICIAL:
        return redirect("mine")
    within = reach(acting, today())
    newest = queries.latest_audit()
    if newest is None:
        return render(request, "findings/none.html", {"heading": _("No audit has been run yet")})
    asked = day_asked(request, "on", newest.as_of)
    context = _list(request, within, _audit(asked, newest)) | {"fault": asked.fault}
    return render(request, "findings/list.html", context, status=asked.status)


@opened_on_purpose
def finding(request: HttpRequest, number: int) -> HttpResponse:
    """One finding: the rule in words, its clause, the evidence, what would put it right.

    Opening one that concerns somebody else is entered in the ledger, like opening the dossier.
    """
    acting = acting_of(request)
    within = reach(acting, today())
    line, audit = queries.finding(within, number)
    is_logged = _enter_reading(line, acting)
    rule = rule_on(line.rule, audit.as_of)
    is_own = acting.mandate.role == Role.OFFICIAL
    context = {
        "heading": heading(line, rule, is_own=is_own),
        "line": line,
        "audit": audit,
        "rule": rule,
        "has_changed": has_changed(rule, audit),
        "subject": subject_words(line.subject),
        "reason": reason(line, rule, as_of=audit.as_of),
        "values": law_values(rule, line.evidence, as_of=audit.as_of) if rule else (),
        "quotation": _quotation(rule) if rule else None,
        "binding": binding_of(rule.ground.directive, audit.as_of) if rule else None,
        "conditions": marked_conditions(rule, line.evidence, as_of=audit.as_of) if rule else (),
        "ways": ways_to_pass(rule, line.evidence, as_of=audit.as_of) if rule and _is_open(line) else (),
        "why": why_here("rule", rule.id, body=line.body_key, day=audit.as_of) if rule else None,
        "on": audit.as_of,
        "is_own": is_own,
        "is_logged": is_logged,
        "elsewhere": queries.standings_elsewhere(within, number),
    }
    return render(request, "findings/finding.html", context | _evidence(line, within, acting, audit))


def _quotation(rule: Rule) -> Quotation | None:
    """The words of the rule's clause, found by what the rule and its fact table say in Vietnamese, as the texts do."""
    table = vocabulary().table(rule.about)
    said = [rule.title, rule.in_words, *([table.meaning] if table else [])]
    return quotation(rule.ground, point=" . ".join(message.vi for message in said))


def _is_open(line: FindingLine) -> bool:
    """Whether something is left to be put right; while the law is not verified nothing can be said of it."""
    return line.verdict in {Verdict.NOT_MET, Verdict.UNKNOWN} and line.rule not in line.missing


def _enter_reading(line: FindingLine, acting: Acting) -> bool:
    """Whether the finding concerns another official, whose page then shows who opened it."""
    if not line.person or line.person == acting.account.person:
        return False
    record_reading(line.person, body=line.body_key or acting.mandate.body, by=acting)
    return True


def _evidence(line: FindingLine, within: Reach, acting: Acting, audit: Audit) -> dict[str, object]:
    """What the finding rests on, as it was known to its audit; the rows only where the dossier is within reach."""
    moment = Moment(audit.as_of, audit.known_at)
    kin = kin_declared(line.subject.key) if _leans_on_kin(line) else None
    evidence = evidence_lines(line.about, line.evidence, line.missing)
    is_reached = not line.person or bool(line.person_key)
    rows = rows_behind(line.about, line.subject.key, person=line.person, moment=moment) if is_reached else None
    took_part = (
        participants(within, line.subject.key, role=acting.mandate.role, moment=moment) if kin is not None else None
    )
    return {
        "evidence": evidence,
        "rows": row_lines(rows, line.evidence, as_of=audit.as_of),
        "kin": kin,
        "participants": [(one, Part(one.part).label, kin_words(one.kin) if one.kin else "") for one in took_part]
        if took_part is not None
        else None,
        "supplies": supplies(line, evidence, kin=kin),
    }


def _leans_on_kin(line: FindingLine) -> bool:
    return any(item["fact"] == "related_participants" for item in line.evidence)


def _audit(asked: DayAsked, newest: Audit) -> Audit:
    return newest if asked.day == newest.as_of else queries.audit_on(asked.day) or newest


def _list(request: HttpRequest, within: Reach, audit: Audit) -> dict[str, object]:
    law = rule_book()
    chosen = {
        "rule": asked_word(request, "rule", [rule.id for rule in law.rules], ""),
        "body": asked_word(request, "body", within.bodies, ""),
        "verdict": asked_word(request, "verdict", list(VERDICTS), "open"),
        "strength": asked_word(request, "strength", [strength.value for strength in Strength], ""),
        "paper": request.GET.get("paper", ""),
        "sort": request.GET.get("sort", ""),
    }
    where = FindingFilter(rules=_rules(chosen), bodies=_bodies(chosen["body"], audit))
    groups = queries.missing_groups(within, audit, where)
    counts = queries.verdict_counts(within, audit, where)
    paper = asked_paper(chosen["paper"])
    lacking = tuple(group.missing for group in groups if paper in missing_papers(group.about, group.missing))
    wanted = FindingFilter(
        rules=where.rules,
        bodies=where.bodies,
        verdicts=frozenset(verdict.value for verdict in VERDICTS[chosen["verdict"]]),
        missing=lacking or None,
    )
    order = asked_word(request, "sort", ORDERS, "verdict")
    in_order = tuple(rule.id for rule in law.rules)

    def fetch(offset: int, limit: int) -> queries.FindingPage:
        return queries.findings(within, audit, wanted, ListPart(order, in_order, offset, limit))

    found, page = asked_page(request, fetch)
    tally = tally_of(counts)
    return {
        "heading": _title(tally, is_whole=within.whole),
        "tally": tally,
        "audit": audit,
        "audits": queries.audits(),
        "lines": standing_lines(found.lines, audit=audit),
        "page": page,
        "rules": _rule_tallies(counts),
        "all_rules": law.rules,
        "bodies": bodies_to_choose(within, on=audit.as_of, chosen=chosen["body"]),
        "papers": by_paper(groups),
        "paper": paper if lacking else None,
        "verdicts": VERDICT_LABELS.items(),
        "chosen": chosen,
        "is_filtered": any(chosen[name] for name in ("rule", "body", "strength", "paper"))
        or chosen["verdict"] != "open",
    }


def _rules(chosen: Mapping[str, str]) -> frozenset[str] | None:
    """The rules that the filters leave; None leaves all."""
    if not chosen["rule"] and not chosen["strength"]:
        return None
    return frozenset(
        rule.id
        for rule in rule_book().rules
        if chosen["rule"] in ("", rule.id) and chosen["strength"] in ("", rule.strength.value)
    )


def _bodies(body: str, audit: Audit) -> frozenset[str] | None:
    return bodies_under(body, on=audit.as_of) if body else None


def _rule_tallies(counts: Mapping[tuple[str, str], int]) -> list[RuleTally]:
    """The rules that found something, in the order of the rule book."""
    by_rule = tallies_of(counts)
    return [RuleTally(rule, by_rule[rule.id]) for rule in rule_book().rules if rule.id in by_rule]


def _title(tally: Tally, *, is_whole: bool) -> str:
    breaches = ngettext("%(count)s breach", "%(count)s breaches", tally.breaches)
    unknown = ngettext("%(count)s cannot be determined yet", "%(count)s cannot be determined yet", tally.unknown)
    words = _("Control: %(breaches)s, %(unknown)s")
    if not is_whole:
        words = _("Control within your mandate: %(breaches)s, %(unknown)s")
    return words % {
        "breaches": breaches % {"count": number_words(tally.breaches)} if tally.breaches else _("no breach"),
        "unknown": unknown % {"count": number_words(tally.unknown)}
        if tally.unknown
        else _("everything can be determined"),
    }


urlpatterns = [
    path("findings/", findings, name="findings"),
    path("findings/<int:number>/", finding, name="finding"),
]
