"""Where the law of a day is at odds with itself: rules that cannot both be kept, values that differ."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from liem.oversight import queries
from liem.web.acting import acting_of, today
from liem.web.asked import day_asked
from liem.web.conflicts_here import ConflictsHere, conflicts_here
from liem.web.why_here import body_of
from liem.web.wording import day_words, number_words


@require_safe
def conflict_list(request: HttpRequest) -> HttpResponse:
    """Everybody who is signed in may read it: it is about the law, not about anybody."""
    acting = acting_of(request)
    newest = queries.latest_audit()
    asked = day_asked(request, "on", newest.as_of if newest else today())
    found = conflicts_here(body_of(acting), asked.day)
    context = {
        "heading": _title(found, asked.day),
        "found": found,
        "asked": asked,
        "on": asked.day,
        "days": [*(one.as_of for one in queries.audits()[:5]), today()],
    }
    return render(request, "rules/conflicts.html", context, status=asked.status)


def _title(found: ConflictsHere, day: date) -> str:
    if not found.rules:
        return _("No verified rule binds here on %(day)s") % {"day": day_words(day)}
    if not found.lines:
        return _("No conflict found among the %(count)s verified rules that bind here on %(day)s") % {
            "count": number_words(found.rules),
            "day": day_words(day),
        }
    words = ngettext(
        "%(count)s conflict among the rules of %(day)s",
        "%(count)s conflicts among the rules of %(day)s",
        len(found.lines),
    )
    return words % {"count": number_words(len(found.lines)), "day": day_words(day)}


urlpatterns = [path("rules/conflicts/", conflict_list, name="conflicts")]
