"""Phân cấp quản lý: who manages, proposes and decides each post?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from liem.record import delegation as record
from liem.record.choices import PostRole
from liem.record.delegation import DelegationFilter, DelegationPage, State
from liem.record.delegation_out import export_delegation
from liem.record.exporting import ACTION as EXPORT
from liem.record.organisation import bodies_to_choose
from liem.record.scope import Reach, bodies_under, reach
from liem.web.acting import today
from liem.web.asked import DayAsked, asked_page, asked_word, day_asked
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.wording import day_words, number_words

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ORDERS: tuple[record.Order, ...] = ("body", "-body")
STATES = {
    State.NOBODY: gettext_lazy("Nobody is named"),
    State.ENDED: gettext_lazy("The body named is not there"),
}


@require_safe
def delegation(request: HttpRequest) -> HttpResponse:
    """The posts of a day and the powers over them; no person is shown."""
    acting = officer_of(request)
    within = reach(acting, today())
    asked = day_asked(request, "on", today())
    wanted = _wanted(request, within, asked)
    found, page = asked_page(
        request, lambda offset, limit: record.delegation(within, wanted, on=asked.day, offset=offset, limit=limit)
    )
    body = asked_word(request, "body", within.bodies, "")
    context = {
        "heading": _title(found, wanted, asked),
        "found": found,
        "page": page,
        "on": asked.day,
        "is_today": asked.day == today(),
        "asked": asked,
        "body": body,
        "bodies": bodies_to_choose(within, on=asked.day, chosen=body),
        "roles": PostRole.choices,
        "role_words": dict(PostRole.choices),
        "states": STATES.items(),
        "wanted": wanted,
        "is_filtered": wanted != DelegationFilter(order=wanted.order),
        "may_export": may(acting, EXPORT, body=acting.mandate.body),
    }
    return render(request, "delegation/list.html", context, status=asked.status)


@require_POST
def taken_out(request: HttpRequest) -> HttpResponse:
    """The same table as a workbook; that it was taken out is entered in the ledger first."""
    acting = officer_of(request)
    within = reach(acting, today())
    asked = day_asked(request, "on", today())
    exported = export_delegation(_wanted(request, within, asked), by=acting, on=asked.day)
    response = HttpResponse(exported.content, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="phan-cap-quan-ly-{asked.day:%Y-%m-%d}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


def _wanted(request: HttpRequest, within: Reach, asked: DayAsked) -> DelegationFilter:
    """The filters of the address."""
    body = asked_word(request, "body", within.bodies, "")
    state = asked_word(request, "state", [state.value for state in STATES], "")
    return DelegationFilter(
        bodies=bodies_under(body, on=asked.day) if body else None,
        role=asked_word(request, "role", list(PostRole.values), ""),
        managed_by=request.GET.get("by", "")[:64],
        state=State(state) if state else None,
        order=asked_word(request, "sort", ORDERS, "body"),
    )


def _title(found: DelegationPage, wanted: DelegationFilter, asked: DayAsked) -> str:
    """How many posts there are on the day, and how many of them have a gap."""
    if not found.posts:
        return _("No post on record on %(day)s") % {"day": day_words(asked.day)}
    posts = ngettext("%(count)s post", "%(count)s posts", found.posts) % {"count": number_words(found.posts)}
    if wanted.state:
        words = ngettext("%(count)s post: %(state)s", "%(count)s posts: %(state)s", found.total)
        state = str(STATES[wanted.state])
        return words % {"count": number_words(found.total), "state": state[:1].lower() + state[1:]}
    if not found.unnamed and not found.ended:
        return _("%(posts)s: who manages, proposes and decides is said for each") % {"posts": posts}
    gaps = [_("%(count)s with a power that nobody is named for") % {"count": number_words(found.unnamed)}]
    if found.ended:
        gaps.append(_("%(count)s under a body that is not there") % {"count": number_words(found.ended)})
    return _("%(posts)s, %(gaps)s") % {"posts": posts, "gaps": ", ".join(gaps)}


urlpatterns = [
    path("delegation/", delegation, name="delegation"),
    path("delegation/export/", taken_out, name="delegation_export"),
]
