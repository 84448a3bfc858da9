"""Một cuộc họp: who was convened and came, how far the count is, what it decided, and what follows?"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.tellers import differences
from liem.procedures.cases.holders import holder_of, refuse_foreign, subjects_of
from liem.procedures.cases.reading import case_to_read, log_case
from liem.procedures.cases.standing import CaseNow
from liem.procedures.meetings.attending import attend
from liem.procedures.meetings.calling import called
from liem.procedures.meetings.following import following, open_follow_ups
from liem.procedures.meetings.recusing import NewRecusal, stand_aside
from liem.procedures.meetings.shown import shown_count
from liem.procedures.meetings.standing import (
    TELLERS,
    MeetingNow,
    Stage,
    case_of,
    meeting_now,
    no_meeting,
    rounds_of,
)
from liem.procedures.models import LeftOut, Recusal
from liem.reports.papers_of_a_case import ballot_sheets, count_record
from liem.web.asked import typed
from liem.web.case_names import Names, case_words, names, said
from liem.web.convening_form import Room, number_in, spare
from liem.web.meeting_papers import ballot_of, record_of
from liem.web.meeting_shown import (
    counting_words,
    difference_words,
    quorum_words,
    result_view,
    seats_of,
    stage_look,
)
from liem.web.officers import officer_of
from liem.web.opening import opened_on_purpose
from liem.web.ticked import ticked

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Attended:
    """Who is ticked as having come, and how many of those convened by number, as entered or as typed."""

    people: frozenset[str]
    others: str


@opened_on_purpose
def meeting(request: HttpRequest, key: str) -> HttpResponse:
    """The meeting, for whoever may see its case. The people concerned are told by the case, not here."""
    acting = officer_of(request)
    return _page(request, acting, *_opened(acting, key))


@require_POST
def present(request: HttpRequest, key: str) -> HttpResponse:
    """Enters who came."""
    acting = officer_of(request)
    now, found = _opened(acting, key)
    came, others = ticked(request, "present"), typed(request, "others")
    try:
        attend(key, came, number_in(others or "0"), by=acting)
    except LiemError as error:
        return _page(request, acting, now, found, Attended(frozenset(came), others), fault=error.message)
    messages.success(request, _("Who came is entered."))
    return redirect("meeting", key)


@require_POST
def aside(request: HttpRequest, key: str) -> HttpResponse:
    """Enters that somebody convened stands aside."""
    acting = officer_of(request)
    now, found = _opened(acting, key)
    instead = typed(request, "instead")
    new = NewRecusal(typed(request, "person"), typed(request, "reason"), substitutes={key: instead} if instead else {})
    try:
        stand_aside(now.case.pk, new, by=acting)
    except LiemError as error:
        return _page(request, acting, now, found, fault=error.message)
    messages.success(request, _("It is entered that this person keeps out of the case."))
    return redirect("meeting", key)


@require_POST
def follow(request: HttpRequest, key: str) -> HttpResponse:
    """Prepares the cases to which a vote of confidence leads."""
    acting = officer_of(request)
    now, found = _opened(acting, key)
    try:
        opened = open_follow_ups(now.case.pk, found.step.id, by=acting)
    except LiemError as error:
        return _page(request, acting, now, found, fault=error.message)
    messages.success(request, _("Prepared: %(count)s") % {"count": len(opened)})
    return redirect("meeting", key)


@require_safe
def ballots(request: HttpRequest, key: str) -> HttpResponse:
    """The ballots to be printed, as many as are asked for, all the same."""
    acting = officer_of(request)
    now, found = _opened(acting, key)
    _refuse_without_ballot(found)
    refuse_foreign(holder_of(now, found.step, on=now.day), acting)
    copies = number_in(request.GET.get("copies", "") or str(_sheets_needed(found)))
    log_case(now, by=acting)
    return docx(ballot_sheets(ballot_of(now, found, _called(now, found)), copies=copies), f"phieu-{found.row.round}")


@require_safe
def record(request: HttpRequest, key: str) -> HttpResponse:
    """The record of the count, with its numbers, for the desk that files it."""
    acting = officer_of(request)
    now, found = _opened(acting, key)
    refuse_foreign(holder_of(now, found.step, on=now.day), acting)
    if found.stored is None:
        raise no_meeting()
    log_case(now, by=acting)
    return docx(count_record(record_of(now, found, _called(now, found))), f"bien-ban-kiem-phieu-{found.row.round}")


def _opened(acting: Acting, key: str) -> tuple[CaseNow, MeetingNow]:
    now = case_to_read(case_of(key), by=acting)
    return now, meeting_now(now, key)


def _page(  # noqa: PLR0913 — what the page tells, each by its name
    request: HttpRequest,
    acting: Acting,
    now: CaseNow,
    found: MeetingNow,
    attended: Attended | None = None,
    *,
    fault: Message | None = None,
) -> HttpResponse:
    log_case(now, by=acting)
    attended = attended or _attended(found)
    left_out = list(LeftOut.objects.filter(meeting=found.row).order_by("key"))
    keep_out = Recusal.objects.current().filter(case=now.case).values_list("person_id", flat=True)
    known = _called(now, found, *(one.person_id for one in left_out), *keep_out)
    shown = shown_count(now, found)
    is_latest = rounds_of(now, found.step.id)[-1].key == found.key
    is_used = found.is_used(now)
    holds = _holds(now, found, acting) and is_latest and not is_used
    on_ballot = {one.case_person: known.person(one.person_id) for one in found.names}
    before = found.attempts.get(found.attempt - 1, {})
    context = {
        "heading": _("%(step)s: meeting of %(day)s")
        % {"step": said(found.step.title), "day": f"{found.row.held_on:%d/%m/%Y}"},
        "case_words": case_words(now.case, known),
        "case_url": f"{reverse('case', args=[now.case.pk])}#step-{found.step.id}",
        "meeting": found,
        "stage": stage_look(found, is_used=is_used),
        "body_name": known.body(found.row.body_id),
        "quorum": quorum_words(found) if found.attendance else "",
        "seats": seats_of(found, known),
        "ticked": attended.people,
        "others_ticked": attended.others,
        "left_out": [(known.person(one.person_id), one.why) for one in left_out],
        "keep_out": sorted(known.person(one) for one in set(keep_out)),
        "on_ballot": tuple(on_ballot.values()),
        "counting": counting_words(found),
        "differences": difference_words(differences(*before.values()), on_ballot) if len(before) == TELLERS else (),
        "result": result_view(found, shown, on_ballot) if shown else None,
        "followed": [
            (known.person(one.person), said(one.message), one.due_on, one.case)
            for one in (following(now, found.step.id) if is_used and found.ballot and found.ballot.levels else ())
        ],
        "may_attend": holds and not found.sheets,
        "may_print": _holds(now, found, acting),
        "may_follow": _holds(now, found, acting),
        "may_convene": holds and found.stage in {Stage.CONVENED, Stage.VOID, Stage.AGAIN, Stage.COUNTING},
        "convene_url": reverse("convene", args=[now.case.pk, found.step.id]),
        "sheets_needed": _sheets_needed(found),
        "spare": tuple(_spare(now, found).items()) if found.attendance is None and holds else (),
        "is_own_teller": acting.account.person in found.tellers,
        "is_latest": is_latest,
        "fault": fault,
    }
    return render(request, "meetings/meeting.html", context, status=400 if fault else 200)


def _attended(found: MeetingNow) -> Attended:
    """Nobody is taken to have come before it is entered."""
    came = frozenset(one.person_id for one in found.members if one.present)
    return Attended(came, str(found.attendance.others_present if found.attendance else 0))


def _holds(now: CaseNow, found: MeetingNow, acting: Acting) -> bool:
    """Whether the desk of whoever acts enters the step, of a case that is not their own."""
    try:
        refuse_foreign(holder_of(now, found.step, on=now.day), acting)
    except LiemError:
        return False
    return acting.account.person not in subjects_of(now)


def _called(now: CaseNow, found: MeetingNow, *more: str) -> Names:
    people = {member.person_id for member in found.members} | {one.person_id for one in found.names} | set(more)
    people |= {member.instead_of_id for member in found.members if member.instead_of_id}
    bodies = [found.row.body_id, now.case.body_id]
    return names({*people, now.case.person_id}, posts=[now.case.post_id], bodies=bodies, on=now.day)


def _spare(now: CaseNow, found: MeetingNow) -> dict[str, str]:
    """Who could take somebody's place, by key and name."""
    keys = spare(Room(now, found.step, called(now, found.step.id, on=now.day)), tuple(found.people))
    known = names(keys, on=now.day)
    return {key: known.person(key) for key in keys}


def _sheets_needed(found: MeetingNow) -> int:
    return max(1, found.present if found.attendance else found.convened)


def _refuse_without_ballot(found: MeetingNow) -> None:
    if found.ballot is None or not found.names:
        raise LiemError(
            "meetings.no_ballot",
            Message(
                "Cuộc họp này không bỏ phiếu về người nào nên không có phiếu để in.",
                "Nobody is voted on at this meeting, so there is no ballot to print.",
            ),
        )


def docx(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.docx"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=DOCX, headers=headers)


urlpatterns = [
    path("meetings/<str:key>/", meeting, name="meeting"),
    path("meetings/<str:key>/present/", present, name="attend_meeting"),
    path("meetings/<str:key>/aside/", aside, name="stand_aside"),
    path("meetings/<str:key>/follow/", follow, name="open_follow_ups"),
    path("meetings/<str:key>/ballots.docx", ballots, name="ballot_sheets"),
    path("meetings/<str:key>/record.docx", record, name="count_record"),
]
