"""Nhiệm vụ: who is late with what?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liem.actions.permissions import Acting, rule_of
from liem.duties import putting_off, queries, sources
from liem.duties.queries import DutyPage, Line
from liem.kernel.errors import LiemError, Message
from liem.record.scope import reach
from liem.web.acting import today
from liem.web.asked import asked_page, asked_word, read_day, typed
from liem.web.cases_at import cases_at
from liem.web.officers import officer_of
from liem.web.wording import number_words


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """What the bodies within the mandate owe, the earliest due first."""
    return _page(request, officer_of(request))


@require_POST
def put_off(request: HttpRequest) -> HttpResponse:
    """Gives a duty of a body below another day."""
    acting = officer_of(request)
    try:
        day = read_day(typed(request, "to"))
        putting_off.put_off(
            typed(request, "kind"), typed(request, "subject"), to=day, reason=typed(request, "reason"), by=acting
        )
    except LiemError as error:
        return _page(request, acting, fault=error.message)
    messages.success(request, _("The new day is set. The entry stands in the ledger."))
    return redirect("duties")


def _page(request: HttpRequest, acting: Acting, *, fault: Message | None = None) -> HttpResponse:
    kinds = sources.kinds()
    kind, day = asked_word(request, "kind", kinds, ""), today()
    found = queries.within(reach(acting, day), kind=kind)

    def fetch(offset: int, limit: int) -> DutyPage:
        return queries.page_of(found, on=day, offset=offset, limit=limit)

    shown, page = asked_page(request, fetch)
    language = get_language() or "vi"
    about = cases_at([line.owed.path for line in shown.lines], by=acting)
    titles = {one: sources.title_of(one).in_language(language) for one in kinds}
    context = {
        "heading": _title(shown),
        "lines": [
            (line, titles[line.owed.kind], about.get(line.owed.path, ""), _may_put_off(acting, line))
            for line in shown.lines
        ],
        "page": page,
        "kinds": titles.items(),
        "kind": kind,
        "given": {name: typed(request, name) for name in ("kind", "subject", "to", "reason")},
        "fault": fault,
    }
    return render(request, "duties/duties.html", context, status=400 if fault else 200)


def _may_put_off(acting: Acting, line: Line) -> bool:
    """Whether to show the form: every line lies within reach already, and the action checks for itself."""
    return acting.mandate.body != line.owed.body and acting.mandate.role in rule_of(putting_off.ACTION).roles


def _title(found: DutyPage) -> str:
    if not found.total:
        return _("Nothing is owed")
    words = ngettext("%(total)s duty, %(late)s late", "%(total)s duties, %(late)s late", found.total)
    return words % {"total": number_words(found.total), "late": number_words(found.late)}


urlpatterns = [
    path("duties/", duties, name="duties"),
    path("duties/put-off/", put_off, name="put_off"),
]
