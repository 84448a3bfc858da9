"""Quy tắc: which rules are in force on a day, what do they rest on, and how does each stand?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from liem.actions.models import Role
from liem.kernel.verdicts import Strength
from liem.law.packs import Law
from liem.oversight import queries
from liem.oversight.models import Audit
from liem.record.scope import reach
from liem.rulebook import drafts
from liem.rulebook.book import adopted_on
from liem.rulebook.verification import law_here
from liem.web.acting import acting_of, today
from liem.web.asked import DayAsked, asked_word, day_asked
from liem.web.findings_in_words import Tally, tallies_of
from liem.web.law_words import STATES, ForceState
from liem.web.may import may
from liem.web.rule_headings import count_words, found_heading, heading_of, state_counts
from liem.web.rule_list import ProvisionLine, Wanted, chosen, provisions, sources_of, states_of, topics_of
from liem.web.value_list import GROUPS, ValueGroup, value_lines

KINDS = {
    "rules": pgettext_lazy("rule book", "Rules"),
    "targets": gettext_lazy("Targets"),
    "flags": gettext_lazy("Signs worth a look"),
    "procedures": gettext_lazy("Procedures"),
    "values": gettext_lazy("Values in the law"),
}
TEXT_TAKEN = 200
PER_PAGE = 20


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The rule book on a day: searched and filtered. Everybody who is signed in may read the law."""
    acting = acting_of(request)
    newest = queries.latest_audit()
    asked = day_asked(request, "on", newest.as_of if newest else today())
    kind = asked_word(request, "kind", list(KINDS), "rules")
    law = law_here()
    context = _values(law, request, asked.day) if kind == "values" else _provisions(law, request, kind, asked.day)
    audit = None if acting.mandate.role == Role.OFFICIAL or newest is None else _audit(asked, newest)
    is_told = audit is not None and kind == "rules"
    counts_all = is_told and not context["is_filtered"]
    adopted = {one.pack for one in adopted_on(asked.day)}
    loaded = {pack.id for pack in law.packs}
    tallies = _tallies(audit, request) if audit and is_told else {}
    context |= {
        "kind": kind,
        "kinds": KINDS.items(),
        "on": asked.day,
        "asked": asked,
        "audit": audit,
        "may_draft": may(acting, drafts.ACTION, body=acting.mandate.body),
        "adopted": adopted,
        "not_loaded": sorted(adopted - loaded),
        "tallies": tallies,
        "without_data": _without_data(law, asked.day, adopted, tallies) if counts_all else 0,
    }
    return render(request, "rules/list.html", context, status=asked.status)


def _provisions(law: Law, request: HttpRequest, kind: str, day: date) -> dict[str, object]:
    lines, language = provisions(law, kind, day), get_language() or "vi"
    sources, topics = sources_of(lines, language), topics_of(lines)
    wanted = Wanted(
        text=request.GET.get("q", "").strip()[:TEXT_TAKEN],
        source=asked_word(request, "source", [short for short, _name in sources], ""),
        topic=asked_word(request, "topic", [topic for topic, _name in topics], ""),
        strength=asked_word(request, "strength", [strength.value for strength in Strength], ""),
        state=asked_word(request, "state", [state.value for state in ForceState], ""),
    )
    counts = states_of(lines)
    found = chosen(lines, wanted, language)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "heading": (
            heading_of(kind, counts[ForceState.IN_FORCE], day)
            if wanted == Wanted()
            else found_heading(kind, len(found), states_of(found)[ForceState.IN_FORCE], day, wanted.text)
        ),
        "others": state_counts(kind, states_of(found)),
        "lines": list(page),
        "page": page,
        "sources": sources,
        "topics": topics,
        "states": [(state.value, STATES[state]) for state in ForceState if counts[state]],
        "wanted": wanted,
        "is_filtered": wanted != Wanted(),
    }


def _values(law: Law, request: HttpRequest, day: date) -> dict[str, object]:
    lines = value_lines(law, day)
    wanted = Wanted(text=request.GET.get("q", "").strip()[:TEXT_TAKEN])
    found = [line for line in lines if line.says(wanted.text)]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    known = sum(line.group is ValueGroup.VERIFIED for line in found)
    counts = Counter(line.group for line in found)
    return {
        "heading": (
            found_heading("values", len(found), known, day, wanted.text)
            if wanted.text
            else heading_of("values", known, day)
        ),
        "others": [
            count_words(one, counts[one]) for one in (ValueGroup.UNVERIFIED, ValueGroup.THRESHOLDS) if counts[one]
        ],
        "groups": GROUPS,
        "values": list(page),
        "page": page,
        "wanted": wanted,
        "is_filtered": bool(wanted.text),
    }


def _without_data(law: Law, day: date, adopted: Container[str], tallies: Container[str]) -> int:
    """How many of the rules that are asked here the audit found nothing to ask of within reach."""
    return sum(_is_asked(one, adopted) and one.provision.id not in tallies for one in provisions(law, "rules", day))


def _is_asked(line: ProvisionLine, adopted: Container[str]) -> bool:
    return line.force.is_asked and line.provision.pack in adopted


def _audit(asked: DayAsked, newest: Audit) -> Audit:
    """The audit of the day asked about; where that day was not audited, the newest."""
    return newest if asked.day == newest.as_of else queries.audit_on(asked.day) or newest


def _tallies(audit: Audit, request: HttpRequest) -> dict[str, Tally]:
    """What the audit found within reach, by rule."""
    return tallies_of(queries.verdict_counts(reach(acting_of(request), today()), audit))


urlpatterns = [path("rules/", rules, name="rules")]
