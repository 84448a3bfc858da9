"""Triệu tập họp: who is called, who keeps out, who chairs and counts, and which names are on the ballot?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.in_words import meeting_words
from liem.procedures.cases.holders import holder_of, refuse_foreign, refuse_own_case, step_of
from liem.procedures.cases.reading import case_to_read, log_case
from liem.procedures.meetings.calling import Called, called
from liem.procedures.meetings.checks import refuse_turn
from liem.procedures.meetings.convening import convene
from liem.procedures.meetings.recusing import RecusalList, recusal_list
from liem.procedures.meetings.standing import no_meeting, rounds_of
from liem.record.people import PeopleSearch, PersonLine, search
from liem.record.scope import Reach, reach
from liem.web.case_names import Names, case_words, names, said
from liem.web.convening_form import Given, Room, given_in, meeting_of, proposed, spare, view_of
from liem.web.officers import officer_of
from liem.web.opening import opened_on_purpose

FOUND_SHOWN = 8


def convening(request: HttpRequest, case: str, step: str) -> HttpResponse:
    """The list of a meeting, proposed from the record; it is corrected here and fixed."""
    return _typed(request, case, step) if request.method == "POST" else _opened(request, case, step)


@opened_on_purpose
def _opened(request: HttpRequest, case: str, step: str) -> HttpResponse:
    acting = officer_of(request)
    room = _room(acting, case, step)
    return _page(request, acting, room, proposed(room))


@require_http_methods(["POST"])
def _typed(request: HttpRequest, case: str, step: str) -> HttpResponse:
    """Compared again, somebody looked for, or fixed: whatever is not fixed keeps what was typed."""
    acting = officer_of(request)
    room = _room(acting, case, step)
    given = given_in(request, room.here)
    if request.POST.get("act") != "convene":
        return _page(request, acting, room, given)
    try:
        meeting = convene(case, meeting_of(given, room), by=acting)
    except LiemError as error:
        return _page(request, acting, room, given, fault=error.message)
    messages.success(request, _("The list stands. Those who keep out are told."))
    return redirect("meeting", meeting.key)


def _room(acting: Acting, case: str, step: str) -> Room:
    """Raises what stands against convening at all, before anything is shown."""
    now = case_to_read(case, by=acting)
    found = step_of(now, step)
    if found is None or found.meeting is None:
        raise no_meeting()
    refuse_foreign(holder_of(now, found, on=now.day), acting)
    refuse_own_case(now, [acting.account.person])
    refuse_turn(now, step, by=acting)
    return Room(now, found, called(now, step, on=now.day))


def _page(
    request: HttpRequest, acting: Acting, room: Room, given: Given, *, fault: Message | None = None
) -> HttpResponse:
    now, step, here = room.now, room.step, room.here
    within = reach(acting, now.day)
    log_case(now, by=acting)
    compared = recusal_list(now, given.compared, on=now.day).seen_by(kin=within.kin)
    known = _known(room, given, compared)
    context = {
        "heading": _("Convene: %(step)s") % {"step": said(step.title)},
        "case_words": case_words(now.case, known),
        "case_url": reverse("case", args=[now.case.pk]),
        "body_name": known.body(here.body),
        "view": view_of(room, given, compared, known, kin=within.kin),
        "given": given,
        "found": _looked_for(within, given, here),
        "by_number": here.by_number,
        "has_ballot": step.meeting is not None and step.meeting.ballot is not None,
        "rules": meeting_words(step.meeting) if step.meeting else (),
        "was_held": bool(rounds_of(now, step.id)),
        "sees_kin": within.kin,
        "fault": fault,
    }
    return render(request, "meetings/convene.html", context, status=400 if fault else 200)


def _known(room: Room, given: Given, compared: RecusalList) -> Names:
    """What everybody on the page is called."""
    now, here = room.now, room.here
    everybody = {
        *here.people,
        *given.added,
        *given.compared,
        *compared.declared.missing,
        *spare(room, given.members),
        *(one.person_id for one in now.people),
        *(tie.about for tie in compared.ties),
        now.case.person_id,
    }
    return names(everybody, posts=[now.case.post_id], bodies=[here.body, now.case.body_id], on=now.day)


def _looked_for(within: Reach, given: Given, here: Called) -> tuple[PersonLine, ...]:
    if not given.wanted:
        return ()
    found = search(within, PeopleSearch(text=given.wanted), on=within.day, limit=FOUND_SHOWN).lines
    return tuple(one for one in found if one.key not in {*here.people, *given.added})


urlpatterns = [path("cases/<str:case>/<str:step>/meeting/", convening, name="convene")]
