"""Where a meeting stands: who was convened and came, whether it may decide, what its count says. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from liem.kernel.errors import LiemError, Message
from liem.law.procedures.counting import Count, Result, result
from liem.law.procedures.steps import Ballot, Procedure, Step, Undecided
from liem.law.procedures.tellers import Sheet
from liem.procedures.cases.standing import CaseNow
from liem.procedures.models import Attendance, CaseMeeting, MeetingCount, MeetingMember, MeetingName, TellerSheet

MOST_ATTEMPTS = 5
"""So often may two tellers count anew; then the sheets themselves are in doubt, and it is voted again."""
TELLERS = 2


class Stage(StrEnum):
    """How far a meeting has come."""

    CONVENED = "convened"
    COUNTING = "counting"  # held; its votes are being counted
    HELD = "held"  # held and, where there is a ballot, counted
    AGAIN = "again"  # counted; the step says to vote again
    VOID = "void"  # too few came, or the tellers never agreed


@dataclass(frozen=True, slots=True)
class MeetingNow:
    """A meeting with everything entered of it. `places` stand in the order of the list, the keys of case people."""

    row: CaseMeeting
    step: Step
    members: tuple[MeetingMember, ...]
    names: tuple[MeetingName, ...]
    attendance: Attendance | None
    sheets: tuple[TellerSheet, ...]
    stored: MeetingCount | None

    @property
    def key(self) -> str:
        return self.row.key

    @property
    def ballot(self) -> Ballot | None:
        return self.step.meeting.ballot if self.step.meeting else None

    @property
    def convened(self) -> int:
        """How many were called, after those who keep out left the list."""
        return len(self.members) + self.row.others

    @property
    def present(self) -> int:
        came = sum(1 for member in self.members if member.present)
        return came + (self.attendance.others_present if self.attendance else 0)

    @property
    def has_quorum(self) -> bool:
        """Whether enough came; nobody is never enough."""
        quorum = self.step.meeting.quorum if self.step.meeting else None
        return self.present > 0 and (quorum is None or quorum.reached(self.present, self.convened))

    @property
    def people(self) -> frozenset[str]:
        return frozenset(member.person_id for member in self.members)

    @property
    def came(self) -> frozenset[str]:
        return frozenset(member.person_id for member in self.members if member.present)

    @property
    def tellers(self) -> tuple[str, ...]:
        return tuple(sorted(member.person_id for member in self.members if member.is_teller))

    @property
    def chair(self) -> str | None:
        return next((member.person_id for member in self.members if member.is_chair), None)

    @property
    def listed(self) -> tuple[str, ...]:
        """The names on the ballot, by the keys of case people, in the order of the list."""
        return tuple(name.case_person for name in self.names)

    @property
    def attempts(self) -> dict[int, dict[str, Sheet]]:
        """The tellers' sheets by attempt and teller."""
        found: dict[int, dict[str, Sheet]] = defaultdict(dict)
        for one in self.sheets:
            found[one.attempt][one.teller_id] = sheet_of(one)
        return dict(found)

    @property
    def attempt(self) -> int:
        """The attempt that tellers are at, from 1; one above `MOST_ATTEMPTS` where they may no longer count."""
        latest = max(self.attempts, default=1)
        both_in = len(self.attempts.get(latest, {})) == TELLERS
        return latest + 1 if both_in and self.stored is None else latest

    @property
    def count(self) -> Count | None:
        return None if self.stored is None else count_of(self.stored)

    @property
    def result(self) -> Result | None:
        return None if self.ballot is None or self.stored is None else result_of(self.stored, self.ballot)

    @property
    def stage(self) -> Stage:
        if self.attendance is None:
            return Stage.CONVENED
        if not self.has_quorum:
            return Stage.VOID
        if self.ballot is None:
            return Stage.HELD
        if self.result is None:
            return Stage.VOID if self.attempt > MOST_ATTEMPTS else Stage.COUNTING
        again = self.result.undecided is Undecided.VOTE_AGAIN and self.step.returns_to is None
        return Stage.AGAIN if again else Stage.HELD

    def is_used(self, now: CaseNow) -> bool:
        """Whether the step was taken on the strength of this meeting."""
        before = self.row.events_before
        return any(
            event.step == self.step.id and event.corrects is None and before is not None and event.number >= before
            for event in now.events
        )


def rounds_of(now: CaseNow, step: str) -> tuple[MeetingNow, ...]:
    """The meetings of a step, in the order in which they were convened. Six queries."""
    rows = CaseMeeting.objects.filter(case=now.case, step=step).order_by("round")
    return _filled(rows, {now.case.pk: now.procedure})


def awaited(cases: Iterable[CaseNow]) -> dict[tuple[str, str], MeetingNow]:
    """By case and open step the latest meeting on which the step can be taken. Six queries, however many cases."""
    running = {now.case.pk: now for now in cases if not now.is_over}
    rows = CaseMeeting.objects.filter(case__in=running).order_by("case_id", "step", "round")
    found = _filled(rows, {key: now.procedure for key, now in running.items()})
    latest = {(one.row.case_id, one.step.id): one for one in found}
    return {
        (case, step): one
        for (case, step), one in latest.items()
        if step in running[case].open_steps and not one.is_used(running[case])
    }


def elected(rounds: Sequence[MeetingNow], now: CaseNow) -> tuple[str, ...]:
    """Whom earlier rounds chose where only the last places were voted on again: they stay chosen."""
    open_rounds = [one for one in rounds if one.stage is Stage.AGAIN and not one.is_used(now)]
    return tuple(name for one in open_rounds for name in one.listed if one.result and name in one.result.chosen)


def meeting_now(now: CaseNow, key: str) -> MeetingNow:
    """One meeting of the case. Raises `meetings.none`. Six queries."""
    found = _filled(CaseMeeting.objects.filter(case=now.case, pk=key), {now.case.pk: now.procedure})
    if not found:
        raise no_meeting()
    return found[0]


def case_of(key: str) -> str:
    """The key of the case of a meeting. Raises `meetings.none`. One query."""
    case = CaseMeeting.objects.filter(pk=key).values_list("case_id", flat=True).first()
    if case is None:
        raise no_meeting()
    return case


def count_of(row: MeetingCount) -> Count:
    return Count(row.convened, row.present, row.issued, row.returned, row.valid, row.votes, row.levels)


def result_of(row: MeetingCount, ballot: Ballot) -> Result:
    """What the count decides for the places of its meeting."""
    return result(ballot, count_of(row), places=row.meeting.places)


def sheet_of(row: TellerSheet) -> Sheet:
    return Sheet(**row.numbers)


def no_meeting() -> LiemError:
    return LiemError(
        "meetings.none",
        Message(
            "Không có cuộc họp này trong phạm vi được giao. Hãy mở lại trang của vụ việc.",
            "There is no such meeting within your mandate. Open the page of the case again.",
        ),
    )


def _filled(rows: QuerySet[CaseMeeting], procedures: Mapping[str, Procedure]) -> tuple[MeetingNow, ...]:
    meetings = list(rows)
    keys = [row.key for row in meetings]
    members = _by_meeting(MeetingMember.objects.current().filter(meeting__in=keys).order_by("known_from", "id"))
    names = _by_meeting(MeetingName.objects.filter(meeting__in=keys).order_by("place"))
    attendances = _by_meeting(Attendance.objects.current().filter(meeting__in=keys))
    sheets = _by_meeting(TellerSheet.objects.filter(meeting__in=keys).order_by("attempt", "teller_id"))
    counts = {one.pk: one for one in MeetingCount.objects.filter(meeting__in=keys).select_related("meeting")}
    return tuple(
        MeetingNow(
            row=row,
            step=procedures[row.case_id].step(row.step),
            members=tuple(members[row.key]),
            names=tuple(names[row.key]),
            attendance=next(iter(attendances[row.key]), None),
            sheets=tuple(sheets[row.key]),
            stored=counts.get(row.key),
        )
        for row in meetings
    )


def _by_meeting(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.meeting_id].append(row)
    return found
