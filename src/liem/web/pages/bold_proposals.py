"""Sổ đề xuất đổi mới: which bold proposals were registered beforehand, and which of them did an authority agree to?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.procedures.decisions.bold import (
    REGISTER,
    Line,
    NewAgreement,
    NewProposal,
    Register,
    agree,
    on_register,
    proposals,
    register,
)
from liem.procedures.decisions.reading_proposals import log_people
from liem.record.people import PeopleSearch, PersonLine, reachable, search
from liem.record.scope import Reach, out_of_reach, reach
from liem.web.acting import acting_of, today
from liem.web.asked import asked_page, read_day, typed
from liem.web.case_names import names
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.opening import opened_on_purpose
from liem.web.wording import number_words

FOUND_SHOWN = 8
AGREEMENT = ("agreed_by", "agreed_on", "paper")


@opened_on_purpose
def listed(request: HttpRequest) -> HttpResponse:
    """The register within reach, or of one official; an official sees the own."""
    return _list(request, acting_of(request))


@require_http_methods(["GET", "POST"])
def added(request: HttpRequest) -> HttpResponse:
    """A proposal is registered: the official is found by name first, then what is proposed."""
    acting = officer_of(request)
    within = reach(acting, today())
    if request.method != "POST":
        return _form(request, within, request.GET.get("person", "").replace("\0", ""))
    try:
        row = register(_new(request), by=acting)
    except LiemError as error:
        return _form(request, within, typed(request, "person"), fault=error.message)
    messages.success(request, _("Registered. Enter the agreement once an authority has given it."))
    return redirect(_of(row.person_id))


@require_POST
def agreed(request: HttpRequest, identity: str) -> HttpResponse:
    """Enters which authority agreed."""
    acting = officer_of(request)
    within = reach(acting, today())
    if not on_register(within, identity):
        raise out_of_reach()
    try:
        row = agree(identity, _agreement(request), by=acting)
    except LiemError as error:
        return _list(request, acting, fault=error.message, failed=identity)
    messages.success(request, _("Entered that the proposal was agreed to."))
    return redirect(_of(row.person_id))


def _list(request: HttpRequest, acting: Acting, *, fault: Message | None = None, failed: str = "") -> HttpResponse:
    within = reach(acting, today())
    person = request.GET.get("person", "").replace("\0", "") or typed(request, "person")

    def fetch(offset: int, limit: int) -> Register:
        return proposals(within, person=person, offset=offset, limit=limit)

    found, page = asked_page(request, fetch)
    log_people({line.person for line in found.lines if line.person}, by=acting)
    context = {
        "heading": _heading(found),
        "views": [(line, _may_agree(acting, line)) for line in found.lines],
        "page": page,
        "person": person,
        "person_name": names([person], on=within.day).person(person) if reachable(within, [person]) else "",
        "is_officer": acting.mandate.role != Role.OFFICIAL,
        "may_add": may(acting, REGISTER, body=acting.mandate.body),
        "failed": failed,
        "given": {name: typed(request, name) for name in AGREEMENT},
        "fault": fault,
    }
    return render(request, "bold/list.html", context, status=400 if fault else 200)


def _form(request: HttpRequest, within: Reach, asked: str, *, fault: Message | None = None) -> HttpResponse:
    wanted = request.GET.get("q", "").replace("\0", "")[:100]
    found: tuple[PersonLine, ...] = ()
    if wanted:
        found = search(within, PeopleSearch(text=wanted), on=within.day, limit=FOUND_SHOWN).lines
    person = asked if reachable(within, [asked]) else ""
    context = {
        "heading": _("Register a bold proposal"),
        "wanted": wanted,
        "found": found,
        "person": person,
        "person_name": names([person], on=within.day).person(person) if person else "",
        "given": {name: typed(request, name) for name in ("title", "registered_on")},
        "fault": fault,
    }
    return render(request, "bold/new.html", context, status=400 if fault else 200)


def _new(request: HttpRequest) -> NewProposal:
    """Raises `asked.day`."""
    return NewProposal(
        person=typed(request, "person"),
        title=typed(request, "title"),
        registered_on=read_day(typed(request, "registered_on")),
    )


def _agreement(request: HttpRequest) -> NewAgreement:
    """Raises `asked.day`."""
    agreed_by, agreed_on, paper = (typed(request, name) for name in AGREEMENT)
    return NewAgreement(agreed_by=agreed_by, agreed_on=read_day(agreed_on), paper=paper)


def _may_agree(acting: Acting, line: Line) -> bool:
    """Nobody enters it for themselves, and only the desk whose mandate reaches the body that registered it."""
    if line.agreed_on is not None or not line.person or line.person == acting.account.person:
        return False
    return may(acting, REGISTER, body=line.body)


def _of(person: str) -> str:
    return f"{reverse('bold_proposals')}?{urlencode({'person': person})}"


def _heading(found: Register) -> str:
    if not found.total:
        return _("No bold proposal is registered")
    words = ngettext("%(count)s bold proposal registered", "%(count)s bold proposals registered", found.total)
    told = {"all": words % {"count": number_words(found.total)}, "agreed": number_words(found.agreed)}
    return _("%(all)s, %(agreed)s agreed to") % told


urlpatterns = [
    path("bold-proposals/", listed, name="bold_proposals"),
    path("bold-proposals/new/", added, name="new_bold_proposal"),
    path("bold-proposals/<str:identity>/agree/", agreed, name="agree_bold_proposal"),
]
