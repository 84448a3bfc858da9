"""Trang của tôi: what is on record about me, who read it, what is said of it, how do I answer or have it corrected?"""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from liem.actions.models import Role
from liem.kernel.verdicts import Verdict
from liem.oversight import journal, queries
from liem.oversight.flags import FlagFilter, flags_by_decision
from liem.oversight.models import Audit
from liem.procedures.meetings.counting_people import own_counts
from liem.record.corrections import own_requests
from liem.record.dossier import dossier
from liem.record.scope import Reach
from liem.web.acting import acting_of, role_name, today
from liem.web.asked import asked_page
from liem.web.corrections_in_words import request_views
from liem.web.dossier_read import known_asked, read_context
from liem.web.flags_in_words import DecisionView, decision_views
from liem.web.own import own_person
from liem.web.pages.dossier import history_context
from liem.web.wording import number_words


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The own dossier, whichever mandate is being used. Nothing of anybody else is read."""
    acting = acting_of(request)
    person = own_person(acting)
    own = Reach(today(), person=person)
    when = known_asked(request, today())
    opened = dossier(own, person, with_kin=True, known=when.known)
    context = read_context(own, opened, by=acting, when=when)
    readings, page = asked_page(
        request, lambda offset, limit: journal.readings(own, person, offset=offset, limit=limit)
    )
    verdicts = Counter(one.line.verdict for one in context["lines"])
    audit = queries.latest_audit()
    context |= {
        "heading": _title(verdicts[Verdict.NOT_MET] + verdicts[Verdict.UNKNOWN], readings.opened),
        "readings": [(line, role_name(line.role)) for line in readings.lines],
        "opened": readings.opened,
        "page": page,
        "is_own": True,
        "counts": sum(one.waits for one in own_counts(person, on=own.day)),
        "flags": _flags(own, audit) if audit else (),
        "requests": request_views(own_requests(own, person), opened),
    }
    return render(request, "mine/mine.html", context, status=when.asked.status)


@require_safe
def own_history(request: HttpRequest) -> HttpResponse:
    """Every change of the own dossier."""
    acting = acting_of(request)
    person = own_person(acting)
    context = history_context(request, Reach(today(), person=person), person, by=acting)
    return render(request, "people/history.html", context | {"is_own": True})


def _flags(own: Reach, audit: Audit) -> tuple[DecisionView, ...]:
    """The signs on decisions about the official, to be answered."""
    page = flags_by_decision(own, audit, role=Role.OFFICIAL, day=own.day, wanted=FlagFilter(open_only=False))
    return decision_views(page.decisions)


def _title(open_matters: int, readings: int) -> str:
    matters = ngettext("%(count)s matter to answer", "%(count)s matters to answer", open_matters)
    matters = matters if open_matters else _("nothing to answer")
    opened = ngettext("dossier opened %(count)s time by others", "dossier opened %(count)s times by others", readings)
    opened = opened if readings else _("dossier opened by nobody else yet")
    return _("About me: %(matters)s, %(opened)s") % {
        "matters": matters % {"count": number_words(open_matters)},
        "opened": opened % {"count": number_words(readings)},
    }


urlpatterns = [path("mine/", mine, name="mine"), path("mine/history/", own_history, name="own_history")]
