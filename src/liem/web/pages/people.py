"""Cán bộ: who is this, what have they done, where does each rule stand?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from liem.actions.permissions import Acting
from liem.oversight import queries
from liem.record import people as record
from liem.record.choices import PostRole
from liem.record.dossier import SEES_KIN, open_dossier
from liem.record.organisation import bodies_to_choose
from liem.record.people import PeoplePage, PeopleSearch
from liem.record.scope import bodies_under, reach
from liem.web.acting import today
from liem.web.asked import asked_page, asked_word
from liem.web.dossier_in_words import dossier_context
from liem.web.officers import officer_of
from liem.web.opening import opened_on_purpose
from liem.web.wording import number_words

ORDERS: tuple[record.Order, ...] = ("name", "-name", "born", "-born")


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Officials within reach, searched by name, post and body."""
    within = reach(officer_of(request), today())
    text = request.GET.get("q", "").strip()[:100]
    role = asked_word(request, "role", list(PostRole.values), "")
    body = asked_word(request, "body", within.bodies, "")
    wanted = PeopleSearch(
        text=text,
        role=role,
        bodies=bodies_under(body, on=today()) if body else None,
        order=asked_word(request, "sort", ORDERS, "name"),
    )
    found, page = asked_page(
        request, lambda offset, limit: record.search(within, wanted, on=today(), offset=offset, limit=limit)
    )
    context = {
        "heading": _title(found, wanted),
        "found": found,
        "page": page,
        "text": text,
        "role": role,
        "roles": PostRole.choices,
        "body": body,
        "bodies": bodies_to_choose(within, on=today(), chosen=body),
        "sort": request.GET.get("sort", ""),
        "is_filtered": bool(text or role or body),
    }
    return render(request, "people/list.html", context)


@opened_on_purpose
def dossier(request: HttpRequest, key: str) -> HttpResponse:
    """One official. Opening somebody else's dossier is entered in the ledger and shown to that official."""
    acting = officer_of(request)
    within = reach(acting, today())
    opened = open_dossier(within, key, by=acting, with_kin=_sees_kin(acting))
    audit = queries.latest_audit()
    standings = queries.standings_of(within, key, audit) if audit else ()
    context = dossier_context(opened, standings, audit, on=today())
    context["is_logged"] = acting.account.person != key
    return render(request, "people/dossier.html", context)


def _sees_kin(acting: Acting) -> bool:
    return acting.mandate.role in SEES_KIN


def _title(found: PeoplePage, wanted: PeopleSearch) -> str:
    count = number_words(found.total)
    if wanted.text:
        return _named(found, wanted.text)
    if wanted.role or wanted.bodies is not None:
        return ngettext("%(count)s official holds such a post", "%(count)s officials hold such a post", found.total) % {
            "count": count
        }
    return ngettext(
        "%(count)s official within your mandate", "%(count)s officials within your mandate", found.total
    ) % {"count": count}


def _named(found: PeoplePage, text: str) -> str:
    """How many bear the name, and apart from them how many names only begin with it."""
    words = ngettext("%(count)s official is named “%(text)s”", "%(count)s officials are named “%(text)s”", found.whole)
    named = words % {"count": number_words(found.whole), "text": text}
    others = found.total - found.whole
    if not others:
        return named
    begins = ngettext("%(count)s name only begins with it", "%(count)s names only begin with it", others)
    return _("%(named)s; %(others)s") % {"named": named, "others": begins % {"count": number_words(others)}}


urlpatterns = [
    path("people/", people, name="people"),
    path("people/<str:key>/", dossier, name="dossier"),
]
