"""Kiểm phiếu: what have I counted? On a phone; nobody sees what the other teller wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.in_words import LEVELS
from liem.law.procedures.tellers import NUMBERS, Number, Sheet
from liem.procedures.cases.reading import log_count
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.meetings.counting_people import own_counts
from liem.procedures.meetings.standing import MeetingNow, case_of, meeting_now, no_meeting
from liem.procedures.meetings.tellers import Handed, enter_sheet, sheet_problems, teller_view
from liem.reports.papers_of_a_case import count_record
from liem.web.acting import acting_of, today
from liem.web.asked import typed
from liem.web.case_names import names, said
from liem.web.convening_form import number_in
from liem.web.meeting_papers import record_of
from liem.web.meeting_shown import difference_words
from liem.web.opening import opened_on_purpose
from liem.web.own import own_person
from liem.web.pages.meeting import docx
from liem.web.wording import number_words

_OF_THE_SHEETS = (Number.ISSUED, Number.RETURNED, Number.NOT_RETURNED, Number.VALID, Number.INVALID)


@dataclass(frozen=True, slots=True)
class NumberField:
    """A field for one number, with what was typed into it."""

    id: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a count that was typed comes back with: why it does not add up, or the sums to be looked at."""

    faults: tuple[Message, ...] = ()
    sums: tuple[str, ...] = ()


NOTHING_YET = Answer()


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """The meetings whose votes whoever is signed in counts, under whichever mandate."""
    acting = acting_of(request)
    found = own_counts(own_person(acting), on=today())
    waiting = sum(one.waits for one in found)
    called = names([], bodies={one.body for one in found}, on=today())
    context = {
        "heading": _waiting_words(waiting),
        "lines": [(one, said(one.title), called.body(one.body)) for one in found],
    }
    return render(request, "meetings/counts.html", context)


def count(request: HttpRequest, key: str) -> HttpResponse:
    """One meeting, for one of its two tellers; for everybody else it is not there."""
    acting = acting_of(request)
    now, meeting = _own_meeting(acting, key)
    return _typed(request, acting, now, meeting) if request.method == "POST" else _opened(request, now, meeting)


@opened_on_purpose
def own_record(request: HttpRequest, key: str) -> HttpResponse:
    """The record of the count, for the tellers to sign once they have agreed."""
    acting = acting_of(request)
    now, meeting = _own_meeting(acting, key)
    people = {*meeting.people, *_on_ballot(meeting)}
    log_count(now, people, by=acting)
    called = names(people, bodies=[meeting.row.body_id], on=now.day)
    return docx(count_record(record_of(now, meeting, called)), f"bien-ban-kiem-phieu-{meeting.row.round}")


def _own_meeting(acting: Acting, key: str) -> tuple[CaseNow, MeetingNow]:
    """Raises `meetings.none` for everybody who does not count there."""
    person = own_person(acting)
    now = case_now(case_of(key), on=today())
    meeting = meeting_now(now, key)
    if person not in meeting.tellers:
        raise no_meeting()
    return now, meeting


@opened_on_purpose
def _opened(request: HttpRequest, now: CaseNow, meeting: MeetingNow) -> HttpResponse:
    return _page(request, now, meeting)


def _typed(request: HttpRequest, acting: Acting, now: CaseNow, meeting: MeetingNow) -> HttpResponse:
    """Added up first, handed in once that was looked at; what does not add up goes back with the reasons."""
    act = request.POST.get("act")
    if act == "change":
        return _page(request, now, meeting)
    try:
        sheet = _sheet(request, meeting)
        _places, problems = sheet_problems(meeting, sheet)
        if problems or act != "hand_in":
            return _page(request, now, meeting, Answer(problems, () if problems else _sums(sheet)))
        entered = enter_sheet(meeting.key, sheet, by=acting)
    except LiemError as error:
        return _page(request, now, meeting, Answer(faults=(error.message,)))
    told = messages.success if entered.handed in {Handed.WAITING, Handed.AGREED} else messages.warning
    told(request, str(_HANDED[entered.handed]))
    return redirect("my_count", meeting.key)


def _page(request: HttpRequest, now: CaseNow, meeting: MeetingNow, answer: Answer = NOTHING_YET) -> HttpResponse:
    acting = acting_of(request)
    view = teller_view(now, meeting.key, own_person(acting))
    log_count(now, _on_ballot(meeting), by=acting)
    called = names(_on_ballot(meeting), bodies=[meeting.row.body_id], on=now.day)
    on_ballot = {one.case_person: called.person(one.person_id) for one in meeting.names}
    context = {
        "heading": _("Count: %(step)s") % {"step": said(meeting.step.title)},
        "meeting": meeting,
        "body_name": called.body(meeting.row.body_id),
        "view": view,
        "has_handed_in": view.own is not None,
        "differences": difference_words(view.differences, on_ballot),
        "sheets": [_field(request, one.value, _capital(said(NUMBERS[one]))) for one in _OF_THE_SHEETS],
        "names": [
            (called.person(one.person_id), list(_name_fields(request, meeting, one.place))) for one in meeting.names
        ],
        "faults": answer.faults,
        "sums": answer.sums,
        "stage": str(meeting.stage),
    }
    return render(request, "meetings/count.html", context, status=400 if answer.faults else 200)


def _on_ballot(meeting: MeetingNow) -> set[str]:
    return {one.person_id for one in meeting.names}


def _name_fields(request: HttpRequest, meeting: MeetingNow, place: int) -> Iterator[NumberField]:
    """One number of votes, or one of each level."""
    levels = meeting.ballot.levels if meeting.ballot else ()
    for level in levels:
        yield _field(request, f"level-{place}-{level}", _capital(said(LEVELS[level])))
    if not levels:
        yield _field(request, f"votes-{place}", _("Votes"))


def _field(request: HttpRequest, name: str, label: str) -> NumberField:
    return NumberField(name, label, typed(request, name).strip())


def _sheet(request: HttpRequest, meeting: MeetingNow) -> Sheet:
    """Raises `asked.number`."""
    levels = meeting.ballot.levels if meeting.ballot else ()
    issued, returned, not_returned, valid, invalid = (_number(request, one.value) for one in _OF_THE_SHEETS)
    return Sheet(
        issued=issued,
        not_returned=not_returned,
        returned=returned,
        valid=valid,
        invalid=invalid,
        votes={} if levels else {one.case_person: _number(request, f"votes-{one.place}") for one in meeting.names},
        levels={
            one.case_person: {level: _number(request, f"level-{one.place}-{level}") for level in levels}
            for one in meeting.names
        }
        if levels
        else {},
    )


def _number(request: HttpRequest, name: str) -> int:
    return number_in(typed(request, name).strip())


def _sums(sheet: Sheet) -> tuple[str, ...]:
    """What was added up, to be compared with the sheets on the table before it is handed in."""
    told = {
        name: number_words(getattr(sheet, name)) for name in ("issued", "returned", "not_returned", "valid", "invalid")
    }
    return (
        _("Issued %(issued)s = returned %(returned)s + not returned %(not_returned)s.") % told,
        _("Returned %(returned)s = valid %(valid)s + invalid %(invalid)s.") % told,
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_HANDED = {
    Handed.WAITING: gettext_lazy("Your count is in. Wait for the other teller."),
    Handed.AGREED: gettext_lazy("Both counts agree: the count is settled."),
    Handed.DIFFERENT: gettext_lazy("The two counts differ. Each counts again; below is where they differ."),
    Handed.SPENT: gettext_lazy("The two counts never agreed. The meeting is convened and voted again."),
}


def _waiting_words(waiting: int) -> str:
    if not waiting:
        return _("No count waits for you")
    words = ngettext("%(count)s count waits for you", "%(count)s counts wait for you", waiting)
    return words % {"count": number_words(waiting)}


urlpatterns = [
    path("mine/counts/", counts, name="my_counts"),
    path("mine/counts/<str:key>/", count, name="my_count"),
    path("mine/counts/<str:key>/record.docx", own_record, name="my_count_record"),
]
