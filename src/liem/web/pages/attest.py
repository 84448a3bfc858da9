"""Xác nhận đầy đủ: who answers for which sections, of one dossier or of a body's; and who went through a dossier."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liem.actions import permissions
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.record import attesting, campaigns
from liem.record.attesting import Done, NewAttestation, sections_open_to
from liem.record.choices import Section
from liem.record.dossier.parts import Attested, attested_sections
from liem.record.known import NOW
from liem.record.organisation import bodies_to_choose
from liem.record.people import reachable
from liem.record.quality.bodies import DossierLine, DossierPage, dossier_line, page_of, to_attest
from liem.record.quality.checks import unattested
from liem.record.scope import bodies_under, out_of_reach, reach
from liem.web.acting import today
from liem.web.asked import asked_page, asked_word, read_day, typed
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.quality_words import ATTESTING, KINDS, LOOKS, section_choices
from liem.web.ticked import ticked
from liem.web.wording import day_words, number_words


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section of a dossier, who answers for it, and whether the reader may withdraw that."""

    section: str
    label: str
    complete_to: date | None
    attested_by: str
    attested_on: date | None
    may_withdraw: bool


@require_http_methods(["GET", "POST"])
def attest(request: HttpRequest) -> HttpResponse:
    """The sections of many dossiers of a body at once."""
    acting = officer_of(request)
    within = reach(acting, today())
    permissions.check(acting, attesting.ACTION, body=acting.mandate.body, subjects=[], day=today())
    body = asked_word(request, "body", within.bodies, acting.mandate.body)
    sections = sections_open_to(acting)
    everybody, waiting = to_attest(within, bodies_under(body, on=today()), sections, on=today())

    def fetch(offset: int, limit: int) -> DossierPage:
        return page_of(within, everybody, on=today(), offset=offset, limit=limit)

    found, page = asked_page(request, fetch)
    whose = request.POST.get("whose", "ticked")
    fault = None
    if request.method == "POST":
        if request.GET.get("body", body) not in {body, ""}:
            raise out_of_reach()  # else "all" would mean everybody within the mandate
        people = _chosen_people(request, whose, everybody)
        try:
            done = _attest(request, acting, [one for one in people if one != acting.account.person], body=body)
        except LiemError as error:
            fault = error.message
        else:
            messages.success(request, _done_words(done))
            return redirect(f"{reverse('attest')}?{urlencode({'body': body})}")  # who waits now comes first again
    context = _form(request, acting) | {
        "heading": _form_title(waiting, found.total),
        "found": found,
        "page": page,
        "lines": [(line, _open_sections(line, sections)) for line in found.lines],
        "body": body,
        "bodies": bodies_to_choose(within, on=today(), chosen=body),
        "people": set(ticked(request, "person")),
        "whose": whose,
        "most": attesting.MOST_PEOPLE,
        "own": acting.account.person,
        "fault": fault,
    }
    return render(request, "quality/attest.html", context, status=400 if fault else 200)


@require_safe
def dossier_quality(request: HttpRequest, key: str) -> HttpResponse:
    """What is to be put right in one dossier, who answers for its sections, who went through it."""
    acting = officer_of(request)
    return _dossier_page(request, acting, key)


@require_POST
def attest_dossier(request: HttpRequest, key: str) -> HttpResponse:
    """The sections of one dossier."""
    return _act(request, key, lambda acting, body: _done_words(_attest(request, acting, [key], body=body)))


@require_POST
def withdraw_attestation(request: HttpRequest, key: str) -> HttpResponse:
    """Takes back what somebody answered for."""

    def act(acting: Acting, body: str) -> str:
        section, reason = typed(request, "section"), typed(request, "reason")[:200]
        attesting.withdraw(key, section, reason, by=acting, body=body)
        return _("The attestation is withdrawn. What is not on record there is unknown again.")

    return _act(request, key, act)


@require_POST
def review_dossier(request: HttpRequest, key: str) -> HttpResponse:
    """Enters that somebody went through one dossier, outside any campaign."""

    def act(acting: Acting, body: str) -> str:
        campaigns.review([key], campaign=None, remark=typed(request, "remark"), by=acting, body=body)
        return _("It is entered that you went through this dossier today.")

    return _act(request, key, act)


def _act(request: HttpRequest, key: str, act: Callable[[Acting, str], str]) -> HttpResponse:
    """Does it and goes back to the dossier's page, or shows that page again with the refusal."""
    acting = officer_of(request)
    _within_reach(acting, key)
    try:
        said = act(acting, acting.mandate.body)
    except LiemError as error:
        return _dossier_page(request, acting, key, fault=error.message)
    messages.success(request, said)
    return redirect("dossier_quality", key)


def _dossier_page(request: HttpRequest, acting: Acting, key: str, *, fault: Message | None = None) -> HttpResponse:
    line = _within_reach(acting, key)
    is_own = key == acting.account.person
    open_to = sections_open_to(acting)
    may_attest = not is_own and may(acting, attesting.ACTION, body=acting.mandate.body)
    context = _form(request, acting) | {
        "heading": _dossier_title(line),
        "person": key,
        "bodies": line.bodies,
        "items": line.items,
        "sections": [_section_line(one, open_to) for one in attested_sections(key, NOW)],
        "reviews": campaigns.reviews_of(key),
        "may_attest": may_attest,
        "may_review": not is_own and may(acting, campaigns.ACTION, body=acting.mandate.body),
        "is_own": is_own,
        "kinds": KINDS,
        "looks": LOOKS,
        "remark": typed(request, "remark"),
        "reason": request.POST.get("reason", ""),
        "withdrawing": request.POST.get("section", "") if "reason" in request.POST else "",
        "fault": fault,
    }
    return render(request, "quality/dossier.html", context, status=400 if fault else 200)


def _within_reach(acting: Acting, key: str) -> DossierLine:
    within = reach(acting, today())
    if key not in reachable(within, [key]):
        raise out_of_reach()
    return dossier_line(within, key, on=today())


def _attest(request: HttpRequest, acting: Acting, people: Collection[str], *, body: str) -> Done:
    new = NewAttestation(people, ticked(request, "section"), read_day(typed(request, "complete_to").strip()))
    return attesting.attest(new, by=acting, body=body)


def _chosen_people(request: HttpRequest, whose: str, everybody: Sequence[str]) -> Sequence[str]:
    """Those ticked; those whom the page showed, whoever would stand there now; or all."""
    match whose:
        case "all":
            return everybody
        case "shown":
            return ticked(request, "shown")
    return ticked(request, "person")


def _form(request: HttpRequest, acting: Acting) -> dict[str, Any]:
    """What a form of sections and a day shows: as typed, else nothing ticked and today."""
    return {
        "choices": section_choices(sections_open_to(acting)),
        "chosen": ticked(request, "section"),
        "complete_to": request.POST.get("complete_to", day_words(today())),
        "attesting": ATTESTING,
    }


def _section_line(one: Attested, open_to: Collection[Section]) -> SectionLine:
    section = Section(one.section)
    label, may_withdraw = str(section.label), one.complete_to is not None and section in open_to
    return SectionLine(section, label, one.complete_to, one.attested_by, one.attested_on, may_withdraw)


def _open_sections(line: DossierLine, sections: Collection[Section]) -> list[str]:
    found = {item.check for item in line.items}
    return [str(section.label) for section in sections if unattested(section) in found]


def _done_words(done: Done) -> str:
    said = ngettext("%(count)s section is attested.", "%(count)s sections are attested.", done.attested)
    words = said % {"count": number_words(done.attested)}
    if done.already:
        left = ngettext(
            "%(count)s was attested as far already, and stays.",
            "%(count)s were attested as far already, and stay.",
            done.already,
        )
        words = f"{words} {left % {'count': number_words(done.already)}}"
    return words


def _form_title(waiting: int, total: int) -> str:
    if not total:
        return _("No dossier is kept here yet")
    if not waiting:
        return ngettext(
            "Every section of %(count)s dossier is attested", "Every section of %(count)s dossiers is attested", total
        ) % {"count": number_words(total)}
    words = ngettext(
        "%(waiting)s of %(count)s dossier has a section that nobody attests",
        "%(waiting)s of %(count)s dossiers have a section that nobody attests",
        total,
    )
    return words % {"waiting": number_words(waiting), "count": number_words(total)}


def _dossier_title(line: DossierLine) -> str:
    if not line.items:
        return _("%(name)s: nothing was found to put right") % {"name": line.name}
    words = ngettext(
        "%(name)s: %(count)s matter to put right", "%(name)s: %(count)s matters to put right", len(line.items)
    )
    return words % {"name": line.name, "count": number_words(len(line.items))}


urlpatterns = [
    path("quality/attest/", attest, name="attest"),
    path("quality/dossiers/<str:key>/", dossier_quality, name="dossier_quality"),
    path("quality/dossiers/<str:key>/attest/", attest_dossier, name="attest_dossier"),
    path("quality/dossiers/<str:key>/withdraw/", withdraw_attestation, name="withdraw_attestation"),
    path("quality/dossiers/<str:key>/review/", review_dossier, name="review_dossier"),
]
