"""Who came to a meeting. Entered on the day of the meeting or after it; it stands once a teller has counted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.versions import following
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.procedures.cases.holders import holder_of, refuse_foreign, refuse_own_case, subjects_of
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.meetings.checks import refuse_turn
from liem.procedures.meetings.recusals import recused, recused_from
from liem.procedures.meetings.standing import MeetingNow, case_of, meeting_now, rounds_of
from liem.procedures.models import Attendance, MeetingMember

ATTEND = "procedures.attend"
REASON = "Điểm danh"


def attend(key: str, present: Collection[str], others_present: int = 0, *, by: Acting) -> Attendance:
    """Enters in one action who of those convened came, and how many of those who are called by number.

    Raises `meetings.none`, `meetings.step`, `meetings.recused`, `meetings.replaced`, `meetings.counted`,
    `meetings.not_held_yet`, `meetings.not_convened`, `meetings.others`, `meetings.chair_absent`, `meetings.must_leave`,
    `procedures.foreign`, `procedures.own_case` and the refusals of permission.
    """
    today = timezone.localdate()
    before = case_now(case_of(key), on=today)
    first = meeting_now(before, key)

    def write(w: Write) -> Attendance:
        now = case_now(before.case.key, on=today)
        meeting = meeting_now(now, key)
        _refuse_entry(now, meeting, by=by, today=today)
        _refuse_present(now, meeting, present, others_present)
        w.supersede(MeetingMember, [member.identity for member in meeting.members], reason=REASON)
        w.add(
            following(member, present=member.person_id in present, reason=member.reason, source=member.source)
            for member in meeting.members
        )
        if meeting.attendance is not None:
            w.supersede(Attendance, [key], reason=REASON)
        return w.add([Attendance(identity=key, meeting_id=key, others_present=others_present, taken_on=today)])[0]

    return perform(
        ATTEND,
        by=by,
        body=first.row.body_id,
        subjects=sorted({*first.people, *subjects_of(before)}),
        content={"case": before.case.key, "meeting": key, "present": len(set(present)) + others_present},
        write=write,
    )


def refuse_replaced(now: CaseNow, meeting: MeetingNow) -> None:
    """Raises `meetings.replaced` where a later meeting of the step stands in its place."""
    if rounds_of(now, meeting.step.id)[-1].key != meeting.key or meeting.is_used(now):
        raise _refused(
            "replaced",
            "Đã có cuộc họp khác thay cuộc họp này, hoặc bước đã ghi kết quả. Hãy mở lại trang của vụ việc.",
            "Another meeting stands in the place of this one, or its step is taken. Open the page of the case again.",
        )


def _refuse_entry(now: CaseNow, meeting: MeetingNow, *, by: Acting, today: date) -> None:
    refuse_turn(now, meeting.step.id, by=by)
    refuse_foreign(holder_of(now, meeting.step, on=today), by)
    refuse_own_case(now, [by.account.person])
    refuse_replaced(now, meeting)
    if meeting.sheets:
        raise _refused(
            "counted",
            "Đã có bản kiểm phiếu nên không sửa được việc điểm danh. Nếu ghi sai, hãy triệu tập lại và nêu lý do.",
            "A teller has counted, so the attendance stands. If it is wrong, convene anew and give the reason.",
        )
    if meeting.row.held_on > today:
        raise _refused(
            "not_held_yet",
            f"Cuộc họp vào ngày {meeting.row.held_on:%d/%m/%Y}. Hãy điểm danh vào ngày đó.",
            f"The meeting is held on {meeting.row.held_on:%d/%m/%Y}. Enter who came on that day.",
        )


def _refuse_present(now: CaseNow, meeting: MeetingNow, present: Collection[str], others: int) -> None:
    if not set(present) <= meeting.people:
        raise _refused(
            "not_convened",
            "Có người có mặt mà không được triệu tập. Hãy đối chiếu danh sách triệu tập.",
            "Somebody is marked as present who was not convened. Compare the list of those convened.",
        )
    if not 0 <= others <= meeting.row.others:
        raise _refused(
            "others",
            f"Số người có mặt theo số lượng phải từ 0 đến {meeting.row.others} người đã triệu tập. Hãy ghi lại.",
            f"Of those convened by number, from 0 to {meeting.row.others} can be present. Enter the number again.",
        )
    if {meeting.chair, *meeting.tellers} - {*present, None}:
        raise _refused(
            "chair_absent",
            "Người chủ trì hoặc người kiểm phiếu vắng mặt. Hãy triệu tập lại với người khác.",
            "The chair or a teller is absent. Convene anew with somebody else.",
        )
    came_now = set(present) - meeting.came
    if not recused_from(meeting.row).isdisjoint(present) or not recused(now.case).isdisjoint(came_now):
        raise _refused(
            "must_leave",
            "Trong số có mặt có người thuộc diện không tham gia. Hãy ghi việc không tham gia của người đó trước.",
            "Somebody present has to keep out. Enter first that this person stands aside.",
        )


def _refused(code: str, vi: str, en: str) -> LiemError:
    return LiemError(f"meetings.{code}", Message(vi, en))
