"""To which coming meetings somebody is convened, so that they can stand aside themselves. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from liem.kernel.errors import Message
from liem.procedures.cases.texts import procedure_of
from liem.procedures.meetings.calling import people_of_office
from liem.procedures.meetings.counting_people import able_to_count
from liem.procedures.models import MeetingMember


@dataclass(frozen=True, slots=True)
class Seat:
    """A meeting that has not begun. Whoever chairs it or counts its votes names one of `instead` to take the place."""

    meeting: str
    title: Message
    body: str
    held_on: date
    chairs: bool
    counts: bool
    instead: tuple[str, ...] = ()

    @property
    def needs_substitute(self) -> bool:
        return self.chairs or self.counts


@dataclass(frozen=True, slots=True)
class CaseSeats:
    """A case with the meetings of it to which the person is convened; never about whom it is."""

    case: str
    title: Message
    body: str
    seats: tuple[Seat, ...]


def own_seats(person: str, *, on: date) -> tuple[CaseSeats, ...]:
    """By case, the next meeting first. Two queries, and seven for each meeting that needs a substitute."""
    rows = MeetingMember.objects.current().filter(person_id=person, meeting__attendances__isnull=True)
    rows = rows.select_related("meeting__case__text").order_by("meeting__held_on", "meeting_id")
    by_case = defaultdict[str, list[MeetingMember]](list)
    for row in rows:
        by_case[row.meeting.case_id].append(row)
    return tuple(_of_case(seats, on) for seats in by_case.values())


def _of_case(rows: list[MeetingMember], on: date) -> CaseSeats:
    case = rows[0].meeting.case
    return CaseSeats(case.pk, procedure_of(case).title, case.body_id, tuple(_seat(row, on) for row in rows))


def _seat(row: MeetingMember, on: date) -> Seat:
    meeting = row.meeting
    return Seat(
        meeting=meeting.pk,
        title=procedure_of(meeting.case).step(meeting.step).title,
        body=meeting.body_id,
        held_on=meeting.held_on,
        chairs=row.is_chair,
        counts=row.is_teller,
        instead=_instead(row, on) if row.is_chair or row.is_teller else (),
    )


def _instead(row: MeetingMember, on: date) -> tuple[str, ...]:
    """Those of the office who are not convened; where votes are counted, only who has an account to count them."""
    members = MeetingMember.objects.current().filter(meeting=row.meeting_id)
    convened: Collection[str] = set(members.values_list("person_id", flat=True))
    free = tuple(one for one in people_of_office(row.meeting.body_id, on=on) if one not in convened)
    able = able_to_count(free, on=on) if row.is_teller else frozenset(free)
    return tuple(one for one in free if one in able)
