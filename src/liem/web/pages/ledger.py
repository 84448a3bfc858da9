"""Nhật ký: was anything altered? Prove it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from liem.actions import verification
from liem.kernel.errors import LiemError, Message
from liem.oversight import journal
from liem.record.scope import reach
from liem.web.acting import role_name, today
from liem.web.asked import asked_page
from liem.web.ledger_words import action_words
from liem.web.officers import officer_of
from liem.web.wording import number_words

PROBLEMS_SHOWN = 200
SECONDS_KEPT = 60


@dataclass(frozen=True, slots=True)
class Verification:
    """What a verification found, and when."""

    at: datetime
    report: verification.Report


@require_http_methods(["GET", "HEAD", "POST"])
def ledger(request: HttpRequest) -> HttpResponse:
    """The entries, newest first; a POST verifies all of them and shows what was found."""
    within = reach(officer_of(request), today())
    if request.method == "POST" and not within.whole:
        raise _not_for_a_part()
    found, page = asked_page(request, lambda offset, limit: journal.ledger_page(within, offset=offset, limit=limit))
    context = {
        "heading": _title(found.total, may_verify=within.whole),
        "found": found,
        "page": page,
        "lines": [
            (line, action_words(line.action), role_name(line.by.role) if line.by else "") for line in found.lines
        ],
        "may_verify": within.whole,
    }
    if request.method == "POST":
        context |= _verified(found.root)
    return render(request, "ledger/ledger.html", context)


def _verified(root: str) -> dict[str, object]:
    """A verification under the same root is kept for a moment: writers wait while one runs."""
    key = f"ledger-verification:{root}"
    done: Verification | None = cache.get(key)
    if done is None:
        done = Verification(timezone.now(), verification.verify())
        cache.set(key, done, SECONDS_KEPT)
    report = done.report
    first, *others = verification.explain(report)
    return {
        "heading": _("The ledger is intact: no entry was changed, removed, added or moved")
        if report.sound
        else _("The ledger is NOT intact: leave everything as it is and tell the inspectors"),
        "report": report,
        "verified_at": done.at,
        "summary": first,
        "problems": list(islice(others, PROBLEMS_SHOWN)),
        "unshown": max(0, len(others) - PROBLEMS_SHOWN),
    }


def _not_for_a_part() -> LiemError:
    return LiemError(
        "web.verify_needs_whole_reach",
        Message(
            "Việc kiểm chứng đọc toàn bộ nhật ký nên chỉ dành cho người được giao phạm vi toàn tỉnh. "
            "Hãy đề nghị Ban Tổ chức hoặc cơ quan kiểm tra thực hiện.",
            "Verifying reads the whole ledger, so it is for those whose mandate covers everything. Ask the "
            "Organisation Commission or the inspectors to do it.",
        ),
    )


def _title(size: int, *, may_verify: bool) -> str:
    if not may_verify:
        words = ngettext("%(count)s entry in the ledger", "%(count)s entries in the ledger", size)
        return words % {"count": number_words(size)}
    words = ngettext(
        "%(count)s entry in the ledger; verify it to know whether anything was altered",
        "%(count)s entries in the ledger; verify them to know whether anything was altered",
        size,
    )
    return words % {"count": number_words(size)}


urlpatterns = [path("ledger/", ledger, name="ledger")]
