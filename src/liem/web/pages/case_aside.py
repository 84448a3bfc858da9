"""Không tham gia vụ việc: a desk enters, at somebody's wish, that they keep out of the case."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liem.procedures.cases.holders import Holders, leaders_of, subjects_of
from liem.procedures.cases.reading import case_to_read, log_case
from liem.procedures.cases.standing import CaseNow
from liem.procedures.meetings.own_seats import Seat, own_seats
from liem.procedures.meetings.recusing import MOST_CHARACTERS, NewRecusal, recused, stand_aside, taking_part
from liem.record.people import PeopleSearch, PersonLine, reachable, search
from liem.record.scope import Reach, reach
from liem.web.asked import typed
from liem.web.case_names import Names, case_words, names, said
from liem.web.officers import officer_of
from liem.web.posted import posted
from liem.web.wording import day_words

FOUND_SHOWN = 25


@require_http_methods(["GET", "POST"])
def enter_aside(request: HttpRequest, key: str) -> HttpResponse:
    """First who, of those with a part in the case or found by name; then why, and who sits in their place."""
    acting = officer_of(request)
    now = case_to_read(key, by=acting)
    done, fault = posted(
        request,
        lambda: stand_aside(key, _recusal(request), by=acting),
        told=_("It is entered that this person keeps out of the case."),
    )
    if done:
        return redirect("case", key)
    log_case(now, by=acting)
    within = reach(acting, now.day)
    given = request.POST if request.method == "POST" else request.GET
    wanted = given.get("q", "").strip()
    involved = _involved(now)
    person = _chosen(given.get("person", ""), involved, within)
    seats = _seats(now, person)
    substitutes = {one for seat in seats for one in seat.instead}
    called = names(
        {now.case.person_id, person, *subjects_of(now), *_people(involved), *substitutes},
        posts=[now.case.post_id],
        bodies=[now.case.body_id, *involved],
        on=now.day,
    )
    context = {
        "heading": _("Somebody keeps out of the case"),
        "title": case_words(now.case, called),
        "case": now.case,
        "person": person,
        "name": called.person(person),
        "involved": [
            (called.body(body), [(one, called.person(one)) for one in some]) for body, some in involved.items() if some
        ],
        "wanted": wanted,
        "found": _found(within, wanted, now),
        "about": sorted((one, called.person(one)) for one in subjects_of(now)),
        "seats": [_seat_words(seat, called) for seat in seats if seat.needs_substitute],
        "typed": given,
        "most": MOST_CHARACTERS,
        "fault": fault,
    }
    return render(request, "cases/aside.html", context, status=400 if fault else 200)


def _recusal(request: HttpRequest) -> NewRecusal:
    prefix = "instead-"
    given = {name.removeprefix(prefix): typed(request, name) for name in request.POST if name.startswith(prefix)}
    substitutes = {meeting: person for meeting, person in given.items() if person}
    return NewRecusal(typed(request, "person"), typed(request, "reason"), typed(request, "about"), substitutes)


def _involved(now: CaseNow) -> Mapping[str, tuple[str, ...]]:
    """By body with a step of the case those who may sign there; under no body those who took part before. Nobody whom
    the case is about, or who keeps out already."""
    holders = Holders([now], on=now.day)
    bodies = dict.fromkeys(holders.of(now, step).body for step in now.procedure.steps)
    out, told = subjects_of(now) | recused(now.case), set[str]()
    found: dict[str, tuple[str, ...]] = {}
    for body in filter(None, bodies):
        found[body] = tuple(one for one in leaders_of(body, on=now.day) if one not in out | told)
        told.update(found[body])
    return found | {"": tuple(sorted(taking_part(now) - out - told))}


def _people(involved: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {one for some in involved.values() for one in some}


def _chosen(person: str, involved: Mapping[str, tuple[str, ...]], within: Reach) -> str:
    """Who was chosen; nobody whom the mandate does not reach and who has no part in the case."""
    return person if person in _people(involved) or (person and reachable(within, [person])) else ""


def _seats(now: CaseNow, person: str) -> tuple[Seat, ...]:
    """The coming meetings of the case to which the person is convened."""
    found = own_seats(person, on=now.day) if person else ()
    return tuple(seat for one in found if one.case == now.case.pk for seat in one.seats)


def _seat_words(seat: Seat, called: Names) -> tuple[str, str, list[tuple[str, str]]]:
    """The meeting, what it is called, and who can sit there instead."""
    meeting = f"{said(seat.title)}, {day_words(seat.held_on)}"
    return seat.meeting, meeting, [(one, called.person(one)) for one in seat.instead]


def _found(within: Reach, wanted: str, now: CaseNow) -> tuple[PersonLine, ...]:
    if not wanted:
        return ()
    lines = search(within, PeopleSearch(text=wanted), on=now.day, limit=FOUND_SHOWN).lines
    return tuple(one for one in lines if one.key not in subjects_of(now))


urlpatterns = [path("cases/<slug:key>/aside/", enter_aside, name="enter_aside")]
