"""Trang của tôi: what is on record about me, who read it, what is said of it, how do I answer?"""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from liem.kernel.errors import LiemError, Message
from liem.kernel.verdicts import Verdict
from liem.oversight import journal, queries
from liem.record.dossier import dossier
from liem.record.scope import Reach
from liem.web.acting import acting_of, role_name, today
from liem.web.asked import asked_page
from liem.web.dossier_in_words import dossier_context
from liem.web.wording import number_words


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The own dossier, whichever mandate is being used. Nothing of anybody else is read."""
    person = acting_of(request).account.person
    if not person:
        raise _no_dossier()
    own = Reach(today(), person=person)
    opened = dossier(own, person, with_kin=True)
    audit = queries.latest_audit()
    standings = queries.standings_of(own, person, audit) if audit else ()
    readings, page = asked_page(
        request, lambda offset, limit: journal.readings(own, person, offset=offset, limit=limit)
    )
    context = dossier_context(opened, standings, audit, on=today())
    verdicts = Counter(line.verdict for line in standings)
    context |= {
        "heading": _title(verdicts[Verdict.NOT_MET] + verdicts[Verdict.UNKNOWN], readings.opened),
        "readings": [(line, role_name(line.role)) for line in readings.lines],
        "page": page,
        "is_own": True,
    }
    return render(request, "mine/mine.html", context)


def _title(open_matters: int, readings: int) -> str:
    matters = ngettext("%(count)s matter to answer", "%(count)s matters to answer", open_matters)
    opened = ngettext("dossier opened %(count)s time by others", "dossier opened %(count)s times by others", readings)
    return _("About me: %(matters)s, %(opened)s") % {
        "matters": matters % {"count": number_words(open_matters)},
        "opened": opened % {"count": number_words(readings)},
    }


def _no_dossier() -> LiemError:
    return LiemError(
        "mine.not_found",
        Message(
            "Tài khoản này không gắn với hồ sơ cán bộ nào. Nếu bạn có hồ sơ trong hệ thống, hãy đề nghị người quản trị "
            "gắn tài khoản với hồ sơ đó.",
            "This account is not tied to any dossier. If you have one here, ask the administrator to tie the account "
            "to it.",
        ),
    )


urlpatterns = [path("mine/", mine, name="mine")]
