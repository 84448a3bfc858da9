"""Cán bộ: who is this, what have they done, what is missing, where does each rule stand?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from liem.actions.permissions import Acting
from liem.oversight import journal
from liem.record.dossier import log_reading, open_dossier
from liem.record.exporting import ACTION as EXPORT
from liem.record.exporting import export_personal_form, standard_form
from liem.record.history import HistoryPage, history
from liem.record.identifiers import may_see_numbers
from liem.record.importing import RECORD_SHEETS
from liem.record.scope import Reach, reach
from liem.web.acting import role_name, today
from liem.web.asked import asked_page
from liem.web.dossier_read import known_asked, read_context
from liem.web.history_in_words import step_views
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.opening import opened_on_purpose
from liem.web.wording import number_words

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@opened_on_purpose
def dossier(request: HttpRequest, key: str) -> HttpResponse:
    """One official. Opening somebody else's dossier is entered in the ledger and shown to that official."""
    acting = officer_of(request)
    within = reach(acting, today())
    when = known_asked(request, today())
    opened = open_dossier(within, key, by=acting, with_kin=within.kin, known=when.known)
    context = read_context(within, opened, by=acting, when=when)
    context |= {
        "is_logged": acting.account.person != key,
        "sees_readings": acting.mandate.role in journal.SEES_READINGS,
        "sees_kin": within.kin and acting.account.person != key,
        "may_export": may(acting, EXPORT, body=acting.mandate.body, subjects=[acting.mandate.body]),
    }
    return render(request, "people/dossier.html", context, status=when.asked.status)


@opened_on_purpose
def dossier_history(request: HttpRequest, key: str) -> HttpResponse:
    """Every change of the dossier. Opening it is entered like opening the dossier."""
    acting = officer_of(request)
    within = reach(acting, today())
    context = history_context(request, within, key, by=acting)
    is_logged = acting.account.person != key
    if is_logged:
        log_reading(within, key, by=acting)
    context |= {"key": key, "is_logged": is_logged}
    return render(request, "people/history.html", context)


@opened_on_purpose
def dossier_readings(request: HttpRequest, key: str) -> HttpResponse:
    """Who opened the dossier, for inspectors. Asking is entered like opening the dossier."""
    acting = officer_of(request)
    within = reach(acting, today())
    found, page = asked_page(
        request, lambda offset, limit: journal.readings_inspected(within, key, by=acting, offset=offset, limit=limit)
    )
    is_logged = acting.account.person != key
    if is_logged:
        log_reading(within, key, by=acting)
    context = {
        "heading": _readings_title(found.name, found.opened),
        "name": found.name,
        "key": key,
        "readings": [(line, role_name(line.role)) for line in found.lines],
        "page": page,
        "is_logged": is_logged,
    }
    return render(request, "people/readings.html", context)


@require_POST
def personal_form(request: HttpRequest, key: str) -> HttpResponse:
    """The personal form 2C as a Word file. That it was taken out stands in the ledger and among the readings."""
    exported = export_personal_form(key, sheets=RECORD_SHEETS, by=officer_of(request), template=standard_form())
    response = HttpResponse(exported.content, content_type=WORD)
    response.headers["Content-Disposition"] = content_disposition_header(True, f"2C-{key}.docx") or "attachment"
    return response


def history_context(request: HttpRequest, within: Reach, key: str, *, by: Acting) -> dict[str, object]:
    """The part of the history that the address asks for, and what its template needs of it."""
    own = within.person == key
    sees_numbers = may_see_numbers(within, key, by=by)

    def fetch(offset: int, limit: int) -> HistoryPage:
        return history(within, key, with_kin=own or within.kin, with_numbers=sees_numbers, offset=offset, limit=limit)

    found, page = asked_page(request, fetch)
    return {"heading": _title(found), "name": found.name, "steps": step_views(found.lines), "page": page}


def _title(found: HistoryPage) -> str:
    words = ngettext("%(name)s: %(count)s change on record", "%(name)s: %(count)s changes on record", found.total)
    return words % {"name": found.name, "count": number_words(found.total)}


def _readings_title(name: str, opened: int) -> str:
    words = ngettext("dossier opened %(count)s time by others", "dossier opened %(count)s times by others", opened)
    return _("%(name)s: %(opened)s") % {"name": name, "opened": words % {"count": number_words(opened)}}


urlpatterns = [
    path("people/<str:key>/", dossier, name="dossier"),
    path("people/<str:key>/history/", dossier_history, name="dossier_history"),
    path("people/<str:key>/readings/", dossier_readings, name="dossier_readings"),
    path("people/<str:key>/form-2c/", personal_form, name="personal_form"),
]
