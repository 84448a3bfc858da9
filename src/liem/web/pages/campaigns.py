"""Đợt rà soát: which dossiers have been gone through?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liem.actions import permissions
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.record import campaigns as record
from liem.record.campaigns import Campaign, NewCampaign
from liem.record.choices import Section
from liem.record.dossier.parts import SECTIONS
from liem.record.organisation import bodies_to_choose
from liem.record.quality.bodies import DossierPage, page_of
from liem.record.scope import reach
from liem.web.acting import today
from liem.web.asked import asked_page, read_day, typed
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.quality_words import KINDS, LOOKS, section_choices
from liem.web.ticked import ticked
from liem.web.wording import number_words


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """The campaigns that touch the mandate, the open ones first."""
    acting = officer_of(request)
    found = record.campaigns(acting, on=today())
    context = {
        "heading": _title(found),
        "campaigns": [(one, one.is_overdue(today())) for one in found],
        "may_open": may(acting, record.ACTION, body=acting.mandate.body),
    }
    return render(request, "campaigns/list.html", context)


@require_http_methods(["GET", "POST"])
def new_campaign(request: HttpRequest) -> HttpResponse:
    """The form that opens one."""
    acting = officer_of(request)
    permissions.check(acting, record.ACTION, body=acting.mandate.body, subjects=[], day=today())
    fault = None
    if request.method == "POST":
        try:
            key = record.open_campaign(_typed_campaign(request), by=acting)
        except LiemError as error:
            fault = error.message
        else:
            messages.success(request, _("The campaign is open. The entry stands in the ledger."))
            return redirect("campaign", key)
    body = typed(request, "body") or acting.mandate.body
    context = {
        "heading": _("Open a review campaign"),
        "bodies": bodies_to_choose(reach(acting, today()), on=today(), chosen=body),
        "body": body,
        "title": typed(request, "title"),
        "paper": typed(request, "paper"),
        "due_on": typed(request, "due_on"),
        "choices": section_choices(SECTIONS),
        "chosen": ticked(request, "section") if request.method == "POST" else [one.value for one in SECTIONS],
        "fault": fault,
    }
    return render(request, "campaigns/new.html", context, status=400 if fault else 200)


@require_safe
def campaign(request: HttpRequest, key: str) -> HttpResponse:
    """How far one has come, and the dossiers that it waits for."""
    acting = officer_of(request)
    return _page(request, acting, key)


@require_POST
def review(request: HttpRequest, key: str) -> HttpResponse:
    """Enters that the dossiers ticked were gone through."""

    def act(acting: Acting) -> str:
        people, remark = ticked(request, "person"), typed(request, "remark")
        done = record.review(people, campaign=key, remark=remark, by=acting, body=acting.mandate.body)
        words = ngettext("%(count)s dossier was gone through.", "%(count)s dossiers were gone through.", done)
        return words % {"count": number_words(done)}

    return _act(request, key, act)


@require_POST
def close(request: HttpRequest, key: str) -> HttpResponse:
    """Ends the campaign."""

    def act(acting: Acting) -> str:
        record.close_campaign(key, typed(request, "reason"), by=acting)
        return _("The campaign is closed. The entry stands in the ledger.")

    return _act(request, key, act)


def _act(request: HttpRequest, key: str, act: Callable[[Acting], str]) -> HttpResponse:
    acting = officer_of(request)
    record.campaign(key, acting, on=today())
    try:
        said = act(acting)
    except LiemError as error:
        return _page(request, acting, key, fault=error.message)
    messages.success(request, said)
    return redirect("campaign", key)


def _page(request: HttpRequest, acting: Acting, key: str, *, fault: Message | None = None) -> HttpResponse:
    one = record.campaign(key, acting, on=today())
    waiting = record.waiting(one, acting, on=today()) if one.closed_on is None else []

    def fetch(offset: int, limit: int) -> DossierPage:
        return page_of(reach(acting, today()), waiting, on=today(), offset=offset, limit=limit)

    found, page = asked_page(request, fetch)
    context: dict[str, Any] = {
        "heading": _campaign_title(one),
        "campaign": one,
        "left": _left_words(one),
        "is_overdue": one.is_overdue(today()),
        "sections": [str(Section(value).label) for value in one.sections],
        "found": found,
        "page": page,
        "own": acting.account.person,
        "people": set(ticked(request, "person")),
        "remark": typed(request, "remark"),
        "reason": typed(request, "reason"),
        "may_review": one.closed_on is None and may(acting, record.ACTION, body=acting.mandate.body),
        "may_close": one.closed_on is None and may(acting, record.ACTION, body=one.body),
        "kinds": KINDS,
        "looks": LOOKS,
        "fault": fault,
    }
    return render(request, "campaigns/campaign.html", context, status=400 if fault else 200)


def _typed_campaign(request: HttpRequest) -> NewCampaign:
    return NewCampaign(
        title=typed(request, "title"),
        body=typed(request, "body"),
        sections=tuple(ticked(request, "section")),
        due_on=read_day(typed(request, "due_on").strip()),
        paper=typed(request, "paper"),
    )


def _title(found: tuple[Campaign, ...]) -> str:
    running = [one for one in found if one.closed_on is None]
    if not running:
        return _("No review campaign is running")
    late = sum(one.is_overdue(today()) for one in running)
    words = ngettext("%(count)s review campaign is running", "%(count)s review campaigns are running", len(running))
    said = words % {"count": number_words(len(running))}
    if late:
        overdue = ngettext("%(count)s is overdue", "%(count)s are overdue", late) % {"count": number_words(late)}
        said = _("%(running)s, %(overdue)s") % {"running": said, "overdue": overdue}
    return said


def _left_words(one: record.Campaign) -> str:
    left = one.progress.all - one.progress.reviewed
    if not left:
        return _("Every dossier within your mandate was gone through.")
    words = ngettext(
        "%(count)s dossier within your mandate was not gone through.",
        "%(count)s dossiers within your mandate were not gone through.",
        left,
    )
    return words % {"count": number_words(left)}


def _campaign_title(one: Campaign) -> str:
    return _("%(title)s: %(done)s of %(all)s gone through") % {
        "title": one.title,
        "done": number_words(one.progress.reviewed),
        "all": number_words(one.progress.all),
    }


urlpatterns = [
    path("campaigns/", campaigns, name="campaigns"),
    path("campaigns/new/", new_campaign, name="new_campaign"),
    path("campaigns/<slug:key>/", campaign, name="campaign"),
    path("campaigns/<slug:key>/review/", review, name="campaign_review"),
    path("campaigns/<slug:key>/close/", close, name="campaign_close"),
]
