"""Bàn làm việc: what needs me today, and by when?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liem.actions.models import Role
from liem.actions.permissions import Acting, rule_of
from liem.directives.queries import Deadline, Listed, register
from liem.kernel.verdicts import Verdict
from liem.oversight import journal, queries
from liem.procedures.cases.waiting import waiting_at
from liem.procedures.meetings.counting_people import own_counts
from liem.record import corrections
from liem.record.scope import Reach, reach
from liem.web.acting import acting_of, today
from liem.web.desk import coming_days, desk
from liem.web.directive_names import link_name
from liem.web.directive_titles import directive_title
from liem.web.findings_in_words import Tally, standing_lines
from liem.web.pages.own_steps import steps_waiting
from liem.web.wording import number_words, shorten

PASSAGE_SHOWN = 110


def home(request: HttpRequest) -> HttpResponse:
    """An officer's desk within reach; an official's own matters."""
    acting = acting_of(request)
    within = reach(acting, today())
    if acting.mandate.role == Role.OFFICIAL:
        return render(request, "home/official.html", _official(acting, within))
    found = desk(within)
    context = {
        "heading": _officer_heading(found.tally) if found.audit else _("No audit has been run yet"),
        "desk": found,
        "deadlines": _with_words(found.deadlines),
        "directives": [(one, directive_title(one)) for one in found.directives],
        "answers_corrections": acting.mandate.role in rule_of(corrections.ANSWER).roles,
        "waiting": len(waiting_at(within, acting.mandate.body, acting.mandate.role, within.day)),
        "today": within.day,
    }
    if context["answers_corrections"]:
        context["corrections"] = corrections.open_requests(within)
    return render(request, "home/officer.html", context)


def _official(acting: Acting, within: Reach) -> dict[str, object]:
    audit = queries.latest_audit()
    person = acting.account.person or ""
    lines = queries.standings_of(within, person, audit) if audit and person else ()
    verdicts = Counter(line.verdict for line in lines)
    matters = tuple(line for line in lines if line.verdict in {Verdict.NOT_MET, Verdict.UNKNOWN})
    steps = steps_waiting(person, within.day) if person else 0
    counts = sum(one.waits for one in own_counts(person, on=within.day)) if person else 0
    return {
        "heading": _official_heading(verdicts[Verdict.NOT_MET], verdicts[Verdict.UNKNOWN], steps + counts)
        if audit or steps or counts
        else _("No audit has been run yet"),
        "steps": steps,
        "counts": counts,
        "audit": audit,
        "matters": standing_lines(matters, audit=audit) if audit else (),
        "met": verdicts[Verdict.MET],
        "readings": journal.readings(within, person, limit=3) if person else None,
        "directives": [(one, directive_title(one)) for one in _newest()],
        "deadlines": _with_words(coming_days(within.day)[:3]),
        "today": within.day,
    }


def _with_words(deadlines: Iterable[Deadline]) -> list[tuple[Deadline, str, str]]:
    """Each with the words of its clause and what its directive is called."""
    language = get_language() or "vi"
    return [
        (one, shorten(one.passage, PASSAGE_SHOWN), one.directive.symbol or link_name(one.directive.short, language))
        for one in deadlines
    ]


def _newest() -> tuple[Listed, ...]:
    return register()[:3]


def _officer_heading(tally: Tally) -> str:
    if not tally.breaches and not tally.unknown:
        return _("Today there is no breach, and everything can be determined")
    breaches = ngettext("%(count)s breach to correct", "%(count)s breaches to correct", tally.breaches)
    unknown = ngettext("%(count)s cannot be determined yet", "%(count)s cannot be determined yet", tally.unknown)
    return _("Today: %(breaches)s, %(unknown)s") % {
        "breaches": breaches % {"count": number_words(tally.breaches)},
        "unknown": unknown % {"count": number_words(tally.unknown)},
    }


def _official_heading(broken: int, unknown: int, yours: int) -> str:
    if yours:
        words = ngettext("Today %(count)s thing waits for you", "Today %(count)s things wait for you", yours)
        return words % {"count": number_words(yours)}
    if not broken and not unknown:
        return _("Today nothing about you is open")
    matters = ngettext("%(count)s breach", "%(count)s breaches", broken)
    papers = ngettext("%(count)s cannot be determined yet", "%(count)s cannot be determined yet", unknown)
    return _("About you today: %(matters)s, %(papers)s") % {
        "matters": matters % {"count": number_words(broken)},
        "papers": papers % {"count": number_words(unknown)},
    }


urlpatterns = [path("", home, name="home")]
