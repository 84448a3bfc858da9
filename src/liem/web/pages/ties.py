"""Quan hệ tự kê khai: with whom do I share a household, a business or a close tie, and where do I keep out?"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.procedures.decisions.reading_proposals import log_people
from liem.procedures.meetings.declaring import DECLARE, KINDS, NewTie, declare_tie, end_tie, ties_declared_by
from liem.procedures.meetings.own_seats import CaseSeats, Seat, own_seats
from liem.procedures.meetings.recusals import own_recusals
from liem.procedures.meetings.recusing import RECUSE, NewRecusal, stand_aside
from liem.record.models import PersonDetails
from liem.record.people import PersonLine, posts_on, reachable
from liem.record.scope import SEES_KIN, Reach, out_of_reach, reach
from liem.rulebook.book import known_law
from liem.web.acting import acting_of, today
from liem.web.asked import typed
from liem.web.case_names import Names, names, said
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.own import own_person
from liem.web.wording import number_words

FOUND_SHOWN = 8
LEAST_WORDS = 2


@dataclass(frozen=True, slots=True)
class TieLine:
    """A tie that was declared: with whom, of which kind, since when."""

    identity: str
    name: str
    kind: str
    declared_on: date


@dataclass(frozen=True, slots=True)
class SeatsView:
    """A case with its meetings, each with its title and who could take the place; `reason` as it was typed."""

    case: str
    title: str
    body: str
    meetings: tuple[tuple[Seat, str, tuple[tuple[str, str], ...]], ...]
    may_leave: bool
    reason: str


@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """The own ties; a POST declares one."""
    acting = acting_of(request)
    return _ties(request, acting, own_person(acting), is_own=True)


@require_http_methods(["GET", "POST"])
def of_person(request: HttpRequest, person: str) -> HttpResponse:
    """Those of an official within reach, entered by the desk from the paper that the official signed."""
    acting = officer_of(request)
    _refuse_reader(acting, person)
    return _ties(request, acting, person, is_own=False)


@require_POST
def ended(request: HttpRequest, identity: str) -> HttpResponse:
    """A tie that no longer holds, or was entered wrongly, with the reason."""
    acting = acting_of(request)
    is_own = acting.mandate.role == Role.OFFICIAL
    person = own_person(acting) if is_own else typed(request, "person")
    if not is_own:
        _refuse_reader(acting, person)
    try:
        end_tie(identity, typed(request, "reason"), by=acting)
    except LiemError as error:
        return _page(request, acting, person, is_own=is_own, fault=error.message)
    messages.success(request, _("The tie no longer counts; that it was declared stays on record."))
    return redirect("declared_ties") if is_own else redirect("ties_of_person", person)


@require_POST
def stood_aside(request: HttpRequest) -> HttpResponse:
    """Whoever is convened to a meeting keeps out of its case by their own wish."""
    acting = acting_of(request)
    person = own_person(acting)
    case = next((one for one in own_seats(person, on=today()) if one.case == typed(request, "case")), None)
    if case is None:
        raise out_of_reach()
    instead = {one.meeting: typed(request, f"instead-{one.meeting}") for one in case.seats}
    given = {meeting: substitute for meeting, substitute in instead.items() if substitute}
    try:
        stand_aside(case.case, NewRecusal(person, typed(request, "reason"), substitutes=given), by=acting)
    except LiemError as error:
        return _page(request, acting, person, is_own=True, fault=error.message)
    messages.success(request, _("Entered: you keep out of the case. The personnel desk is told."))
    return redirect("declared_ties")


def _ties(request: HttpRequest, acting: Acting, person: str, *, is_own: bool) -> HttpResponse:
    if request.method != "POST":
        return _page(request, acting, person, is_own=is_own)
    try:
        declare_tie(NewTie(person, typed(request, "other"), typed(request, "kind")), by=acting)
    except LiemError as error:
        return _page(request, acting, person, is_own=is_own, fault=error.message)
    messages.success(request, _("Declared. From now on the two keep out of each other's cases."))
    return redirect("declared_ties") if is_own else redirect("ties_of_person", person)


def _page(
    request: HttpRequest, acting: Acting, person: str, *, is_own: bool, fault: Message | None = None
) -> HttpResponse:
    log_people([person], by=acting)
    rows = ties_declared_by(person)
    recusals = own_recusals(person) if is_own else ()
    seats = own_seats(person, on=today()) if is_own else ()
    called = names(
        {person, *(row.other_id for row in rows), *_instead(seats)},
        bodies={*(one.body for one in recusals), *(one.body for one in seats)},
        on=today(),
    )
    wanted = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    context = {
        "heading": _heading(called.person(person), len(rows), is_own=is_own),
        "person": person,
        "is_own": is_own,
        "lines": [
            TieLine(row.identity, called.person(row.other_id), row.get_kind_display(), row.declared_on) for row in rows
        ],
        "recusals": [(_procedure(one.procedure), called.body(one.body), one.told_on) for one in recusals],
        "seats": [_seats(one, called, acting, typed(request, "reason")) for one in seats],
        "wanted": wanted,
        "found": _bearing(wanted, besides=person) if wanted else (),
        "kinds": [(one.value, str(one.label).capitalize()) for one in KINDS],
        "may_declare": may(acting, DECLARE, body="" if is_own else acting.mandate.body, subjects=[person]),
        "is_official": acting.mandate.role == Role.OFFICIAL,
        "fault": fault,
    }
    return render(request, "ties/ties.html", context, status=400 if fault else 200)


def _seats(one: CaseSeats, called: Names, acting: Acting, reason: str) -> SeatsView:
    return SeatsView(
        one.case,
        said(one.title),
        called.body(one.body),
        tuple((seat, said(seat.title), tuple((key, called.person(key)) for key in seat.instead)) for seat in one.seats),
        may(acting, RECUSE, body=one.body, subjects=[acting.account.person or ""]),
        reason,
    )


def _instead(seats: Iterable[CaseSeats]) -> set[str]:
    return {person for one in seats for seat in one.seats for person in seat.instead}


def _refuse_reader(acting: Acting, person: str) -> None:
    """Only roles that may know who is whose relative, and of people within reach."""
    within: Reach = reach(acting, today())
    if acting.mandate.role not in SEES_KIN or not reachable(within, [person]) or person == acting.account.person:
        raise out_of_reach()


def _bearing(wanted: str, *, besides: str) -> tuple[PersonLine, ...]:
    """Those whose whole name is what was typed: nobody reads the list of officials this way."""
    words = unicodedata.normalize("NFC", wanted).split()
    if len(words) < LEAST_WORDS:
        return ()
    name = " ".join(word[:1].upper() + word[1:].lower() for word in words)
    rows = PersonDetails.objects.current().filter(name=name).exclude(person_id=besides).order_by("person_id")
    people = list(rows.values_list("person_id", flat=True)[:FOUND_SHOWN])
    posts = posts_on(people, on=today())
    return tuple(PersonLine(one, name, None, posts.get(one, ())) for one in people)


def _procedure(key: str) -> str:
    found = known_law().procedure(key)
    return said(found.title) if found else key


def _heading(name: str, number: int, *, is_own: bool) -> str:
    words = ngettext("%(count)s tie declared", "%(count)s ties declared", number) if number else _("no tie declared")
    told = words % {"count": number_words(number)} if number else words
    if is_own:
        return _("My ties: %(ties)s") % {"ties": told}
    return _("%(name)s: %(ties)s") % {"name": name, "ties": told}


urlpatterns = [
    path("mine/ties/", own, name="declared_ties"),
    path("mine/ties/aside/", stood_aside, name="stand_aside"),
    path("people/<str:person>/ties/", of_person, name="ties_of_person"),
    path("ties/<str:identity>/end/", ended, name="end_tie"),
]
