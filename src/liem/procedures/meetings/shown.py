"""What pages may show of a meeting. Of votes, never more than `disclosing.shown`: nobody's sheet is read off a page."""

from __future__ import annotations

from dataclasses import dataclass

from liem.law.procedures.disclosing import Shown, shown
from liem.procedures.cases.standing import CaseNow
from liem.procedures.meetings.standing import MeetingNow, Stage, rounds_of
from liem.procedures.models import Attendance, CaseMeeting, MeetingMember, MeetingName


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """A meeting as pages show it: how many were called and came, the names in the order of the list (by the keys of
    case people), and of its count what may be shown. None of it is a secret of the ballot."""

    key: str
    step: str
    round: int
    stage: Stage
    convened: int
    present: int | None
    has_quorum: bool | None
    names: tuple[str, ...]
    count: Shown | None


def shown_meetings(now: CaseNow, step: str) -> tuple[ShownMeeting, ...]:
    """The meetings of a step, in the order in which they were convened. Nine queries where one of them is counted."""
    return tuple(_shown(now, meeting) for meeting in rounds_of(now, step))


def shown_count(now: CaseNow, meeting: MeetingNow) -> Shown | None:
    """What may be shown of the count of a meeting; None while there is none."""
    if meeting.ballot is None or meeting.count is None or meeting.result is None:
        return None
    return shown(meeting.count, meeting.ballot, meeting.result, voted_before=_voted_before(now, meeting))


def _shown(now: CaseNow, meeting: MeetingNow) -> ShownMeeting:
    was_held = meeting.attendance is not None
    return ShownMeeting(
        key=meeting.key,
        step=meeting.step.id,
        round=meeting.row.round,
        stage=meeting.stage,
        convened=meeting.convened,
        present=meeting.present if was_held else None,
        has_quorum=meeting.has_quorum if was_held else None,
        names=meeting.listed,
        count=shown_count(now, meeting),
    )


def _voted_before(now: CaseNow, meeting: MeetingNow) -> bool:
    """Whether somebody present may have voted on one of these names of the case at another meeting, whichever came
    first. Those who come by number may be anybody."""
    others = CaseMeeting.objects.filter(case=now.case, count__isnull=False).exclude(pk=meeting.key)
    names = MeetingName.objects.filter(meeting__in=others, case_person__in=meeting.listed)
    same = set(names.values_list("meeting_id", flat=True))
    if not same:
        return False
    came = MeetingMember.objects.current().filter(meeting__in=same, person_id__in=meeting.came, present=True)
    by_number = Attendance.objects.current().filter(meeting__in=same, others_present__gt=0)
    unnamed = meeting.attendance is not None and meeting.attendance.others_present > 0
    return unnamed or came.exists() or by_number.exists()
