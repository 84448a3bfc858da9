"""Who can count votes here, and which meetings somebody counts. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liem.actions.models import Mandate
from liem.actions.permissions import rule_of
from liem.kernel.errors import Message
from liem.procedures.cases.texts import procedure_of
from liem.procedures.meetings.standing import MOST_ATTEMPTS, TELLERS
from liem.procedures.meetings.tellers import COUNT
from liem.procedures.models import Attendance, CaseMeeting, MeetingCount, MeetingMember, TellerSheet

KEPT = timedelta(days=60)
"""For so long a meeting stays on the list of those who counted it."""


@dataclass(frozen=True, slots=True)
class OwnCount:
    """A meeting of which somebody is a teller, without anybody's numbers. `attempt` is the one that counts now;
    `begun`: who came is entered; `handed_in`: the own sheet of it is in; `over`: counted, held anew or never agreed
    on."""

    meeting: str
    title: Message
    body: str
    held_on: date
    attempt: int
    begun: bool
    handed_in: bool
    settled: bool
    over: bool

    @property
    def waits(self) -> bool:
        """Whether it is the teller's turn."""
        return self.begun and not (self.handed_in or self.settled or self.over)


def able_to_count(people: Collection[str], *, on: date) -> frozenset[str]:
    """Those who have an account under which they may enter a count on the day. One query."""
    rows = Mandate.objects.current().filter(
        account__person__in=people, account__is_active=True, role__in=rule_of(COUNT).roles
    )
    return frozenset(one.account.person or "" for one in rows.select_related("account") if one.holds_on(on))


def own_counts(person: str, *, on: date) -> tuple[OwnCount, ...]:
    """The meetings that the person counts or counted lately, those that wait for the person first. Five queries."""
    seats = MeetingMember.objects.current().filter(person_id=person, is_teller=True, meeting__held_on__gte=on - KEPT)
    meetings = [seat.meeting for seat in seats.select_related("meeting__case__text")]
    keys = [one.pk for one in meetings]
    attended = set(Attendance.objects.current().filter(meeting__in=keys).values_list("meeting_id", flat=True))
    settled = set(MeetingCount.objects.filter(meeting__in=keys).values_list("meeting_id", flat=True))
    sheets = _sheets(keys)
    last = _last_rounds(meetings)
    found = (
        _own(
            one,
            _Turn.of(sheets[one.pk], person, settled=one.pk in settled),
            begun=one.pk in attended,
            is_last=last[one.case_id, one.step] == one.round,
        )
        for one in meetings
    )
    return tuple(sorted(found, key=lambda one: (not one.waits, -one.held_on.toordinal(), one.meeting)))


@dataclass(frozen=True, slots=True)
class _Turn:
    """The attempt that tellers are at, and whether the own sheet of it is in."""

    attempt: int
    handed_in: bool
    settled: bool

    @classmethod
    def of(cls, sheets: Sequence[tuple[int, str]], person: str, *, settled: bool) -> _Turn:
        latest = max((attempt for attempt, _ in sheets), default=1)
        both_in = sum(attempt == latest for attempt, _ in sheets) == TELLERS
        attempt = latest + 1 if both_in and not settled else latest
        return cls(attempt, (attempt, person) in sheets, settled)


def _own(meeting: CaseMeeting, turn: _Turn, *, begun: bool, is_last: bool) -> OwnCount:
    return OwnCount(
        meeting=meeting.pk,
        title=procedure_of(meeting.case).step(meeting.step).title,
        body=meeting.body_id,
        held_on=meeting.held_on,
        attempt=min(turn.attempt, MOST_ATTEMPTS),
        begun=begun,
        handed_in=turn.handed_in,
        settled=turn.settled,
        over=turn.settled or turn.attempt > MOST_ATTEMPTS or not is_last,
    )


def _sheets(meetings: Sequence[str]) -> defaultdict[str, list[tuple[int, str]]]:
    """Which teller handed in which attempt, never what."""
    found = defaultdict[str, list[tuple[int, str]]](list)
    rows = TellerSheet.objects.filter(meeting__in=meetings).values_list("meeting_id", "attempt", "teller_id")
    for meeting, attempt, teller in rows:
        found[meeting].append((attempt, teller))
    return found


def _last_rounds(meetings: Sequence[CaseMeeting]) -> dict[tuple[str, str], int]:
    rows = CaseMeeting.objects.filter(case__in={one.case_id for one in meetings}).order_by("round")
    return {(case, step): number for case, step, number in rows.values_list("case_id", "step", "round")}
