"""Who keeps out of a case, and what those who keep out are told of it. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet

from liem.kernel.errors import LiemError, Message
from liem.procedures.cases.standing import CaseNow
from liem.procedures.meetings.ties import Ground, degree_for, ties_of
from liem.procedures.models import Attendance, Case, CaseMeeting, CasePerson, Recusal


@dataclass(frozen=True, slots=True)
class StoodAside:
    """What a person is told: in which case one keeps out and since when; never about whom."""

    case: str
    procedure: str
    body: str
    told_on: date | None
    substitute: bool


def recused(case: Case) -> frozenset[str]:
    """Everybody who takes no step of the case, sits in no meeting of it and counts no votes: who was put on its list of
    recusals, and whoever has a tie to its people by what is on record now. The people themselves are not among them.

    Ties count up to the degree that held when the case was prepared. Five queries, seven where a body set its own.
    """
    return _recused(case, Recusal.objects.current())


def recused_from(meeting: CaseMeeting) -> frozenset[str]:
    """Who had to keep out of the meeting. A tie found after it began is a fault of the meeting; whoever stood aside by
    their own wish after it began keeps out from then on, and undoes no vote that was cast before."""
    began = Attendance.objects.filter(meeting=meeting).aggregate(position=Min("known_from"))["position"]
    later = Q() if began is None else ~Q(ground=Ground.OWN_WISH, known_from__gt=began)
    return _recused(meeting.case, Recusal.objects.current().filter(later))


def _recused(case: Case, recusals: QuerySet[Recusal]) -> frozenset[str]:
    subjects = subjects_now(case)
    rows = recusals.filter(case=case).exclude(ground=Ground.OWN_CASE)
    listed = {
        person for person, about in rows.values_list("person_id", "about_id") if about is None or about in subjects
    }
    ties = ties_of(None, subjects, degrees=degree_for(case.body_id, on=case.prepared_on))
    return frozenset(listed | {tie.person for tie in ties})


def refuse_recused(now: CaseNow, people: Collection[str | None]) -> None:
    """Raises `procedures.recused` where one of them keeps out of the case."""
    acting = {one for one in people if one}
    if acting and acting & recused(now.case):
        raise LiemError(
            "procedures.recused",
            Message(
                "Người này phải tránh vụ việc, nên không làm, ghi hay ký gì trong vụ việc. Hãy giao cho người khác.",
                "This person keeps out of the case: takes, enters and signs nothing in it. Hand it to somebody else.",
            ),
        )


def subjects_now(case: Case) -> frozenset[str]:
    """The people whom the case is about, without those withdrawn. One query."""
    people = CasePerson.objects.current().filter(case=case, withdrawn_on=None)
    return frozenset({*people.values_list("person_id", flat=True), *([case.person_id] if case.person_id else [])})


def own_recusals(person: str) -> tuple[StoodAside, ...]:
    """The cases in which the person keeps out, the newest first. One query."""
    rows = Recusal.objects.current().filter(person_id=person).select_related("case").order_by("-told_on", "case_id")
    found = {
        row.case_id: StoodAside(
            row.case_id, row.case.procedure, row.case.body_id, row.told_on, row.substitute_id is not None
        )
        for row in reversed(rows)
    }
    return tuple(reversed(found.values()))
