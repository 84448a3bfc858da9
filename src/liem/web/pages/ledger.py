"""Nhật ký: was anything altered? Prove it."""

from __future__ import annotations

from itertools import islice

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from liem.actions import verification
from liem.oversight import journal
from liem.web.asked import asked_page
from liem.web.ledger_words import action_words
from liem.web.officers import officer_of
from liem.web.wording import number_words

PROBLEMS_SHOWN = 200


@require_http_methods(["GET", "POST"])
def ledger(request: HttpRequest) -> HttpResponse:
    """The entries, newest first; a POST verifies all of them and shows what was found."""
    officer_of(request)
    found, page = asked_page(request, lambda offset, limit: journal.ledger_page(offset=offset, limit=limit))
    context = {
        "heading": _title(found.total),
        "found": found,
        "page": page,
        "lines": [(line, action_words(line.action)) for line in found.lines],
    }
    if request.method == "POST":
        context |= _verified()
    return render(request, "ledger/ledger.html", context)


def _verified() -> dict[str, object]:
    report = verification.verify()
    first, *others = verification.explain(report)
    return {
        "heading": _("The ledger is intact: no entry was changed, removed, added or moved")
        if report.sound
        else _("The ledger is NOT intact: leave everything as it is and tell the inspectors"),
        "report": report,
        "summary": first,
        "problems": list(islice(others, PROBLEMS_SHOWN)),
        "unshown": max(0, len(others) - PROBLEMS_SHOWN),
    }


def _title(size: int) -> str:
    words = ngettext(
        "%(count)s entry in the ledger; verify it to know whether anything was altered",
        "%(count)s entries in the ledger; verify them to know whether anything was altered",
        size,
    )
    return words % {"count": number_words(size)}


urlpatterns = [path("ledger/", ledger, name="ledger")]
