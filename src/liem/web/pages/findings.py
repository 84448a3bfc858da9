"""Kiểm soát: which rules are broken or cannot be checked, where, and who mends it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from liem.actions.models import Role
from liem.kernel.errors import Message
from liem.kernel.verdicts import Strength, Verdict
from liem.law.rules import Rule
from liem.oversight import queries
from liem.oversight.closures import kin_declared
from liem.oversight.models import Audit
from liem.oversight.queries import FindingFilter, FindingLine, ListPart, MissingGroup
from liem.record.organisation import bodies_to_choose
from liem.record.scope import Reach, bodies_under, reach
from liem.rulebook.book import rule_book
from liem.web.acting import acting_of, today
from liem.web.asked import asked_day, asked_page, asked_word
from liem.web.evidence import evidence_lines, missing_papers, paper_for
from liem.web.findings_in_words import Tally, reason, standing_lines, subject_words, tally_of, verdict_words
from liem.web.reasons import law_values
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
    "not_met": gettext_lazy("Broken or short of it"),
    "unknown": gettext_lazy("Not known"),
    "met": gettext_lazy("Met"),
    "all": gettext_lazy("Everything checked"),
}


@dataclass(frozen=True, slots=True)
class RuleTally:
    rule: Rule
    tally: Tally


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A missing paper and how many findings it would settle; `key` names it in the address."""

    key: str
    paper: Message
    count: int


def findings(request: HttpRequest) -> HttpResponse:
    """The list, filtered and paged. An official is shown the own page instead."""
    acting = acting_of(request)
    if acting.mandate.role == Role.OFFICIAL:
        return redirect("mine")
    within = reach(acting, today())
    audit = _audit(request)
    if audit is None:
        return render(request, "findings/none.html", {"heading": _("No audit has been run yet")})
    return render(request, "findings/list.html", _list(request, within, audit))


def finding(request: HttpRequest, number: int) -> HttpResponse:
    """One finding: the rule in words, its clause, the evidence, what would put it right."""
    acting = acting_of(request)
    within = reach(acting, today())
    line, audit = queries.finding(within, number)
    rule = rule_book().rule(line.rule)
    context = {
        "heading": _heading(line, rule),
        "line": line,
        "audit": audit,
        "rule": rule,
        "subject": subject_words(line.subject),
        "evidence": evidence_lines(line.about, line.evidence, line.missing),
        "papers": missing_papers(line.about, line.missing),
        "reason": reason(line, rule, as_of=audit.as_of),
        "values": law_values(rule, line.evidence, as_of=audit.as_of) if rule else (),
        "kin": kin_declared(line.subject.key) if _leans_on_kin(line) else None,
        "is_own": acting.mandate.role == Role.OFFICIAL,
        "elsewhere": queries.standings_elsewhere(within, number),
    }
    return render(request, "findings/finding.html", context)


def _leans_on_kin(line: FindingLine) -> bool:
    return any(item["fact"] == "related_participants" for item in line.evidence)


def _audit(request: HttpRequest) -> Audit | None:
    newest = queries.latest_audit()
    if newest is None:
        return None
    return queries.audit_on(asked_day(request, "on", newest.as_of)) or newest


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
    paper = _asked_paper(chosen["paper"])
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
        "heading": _title(tally),
        "tally": tally,
        "audit": audit,
        "audits": queries.audits(),
        "lines": standing_lines(found.lines, as_of=audit.as_of),
        "page": page,
        "rules": _rule_tallies(counts),
        "all_rules": law.rules,
        "bodies": bodies_to_choose(within, on=audit.as_of, chosen=chosen["body"]),
        "papers": _papers(groups),
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
    by_rule: dict[str, dict[tuple[str, str], int]] = {}
    for (rule_id, verdict), count in counts.items():
        by_rule.setdefault(rule_id, {})[rule_id, verdict] = count
    return [RuleTally(rule, tally_of(by_rule[rule.id])) for rule in rule_book().rules if rule.id in by_rule]


def _papers(groups: Iterable[MissingGroup]) -> list[PaperLine]:
    """The missing papers, the one that settles most first. A finding that lacks two papers counts with both."""
    counts: Counter[Message] = Counter()
    keys: dict[Message, str] = {}
    for group in groups:
        for paper in missing_papers(group.about, group.missing):
            counts[paper] += group.count
        for name in group.missing:
            keys.setdefault(paper_for(group.about, name), f"{group.about}.{name}")
    return [PaperLine(keys[paper], paper, count) for paper, count in counts.most_common()]


def _asked_paper(key: str) -> Message | None:
    about, _dot, name = key.partition(".")
    return paper_for(about, name) if name else None


def _title(tally: Tally) -> str:
    breaches = ngettext("%(count)s breach", "%(count)s breaches", tally.breaches)
    unknown = ngettext(
        "%(count)s matter without papers enough to tell",
        "%(count)s matters without papers enough to tell",
        tally.unknown,
    )
    return _("Control: %(breaches)s, %(unknown)s") % {
        "breaches": breaches % {"count": number_words(tally.breaches)} if tally.breaches else _("nothing is broken"),
        "unknown": unknown % {"count": number_words(tally.unknown)}
        if tally.unknown
        else _("there are papers enough to tell everything"),
    }


def _heading(line: FindingLine, rule: Rule | None) -> str:
    title = rule.title.in_language(get_language() or "vi") if rule else line.rule
    who = line.person_name or line.body_name
    verdict = verdict_words(line.verdict, rule)
    return f"{who}: {verdict} – {title}" if who else f"{title}: {verdict}"


urlpatterns = [
    path("findings/", findings, name="findings"),
    path("findings/<int:number>/", finding, name="finding"),
]
