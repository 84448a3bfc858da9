"""Two tellers enter what they counted, each alone. When both agree and it adds up, that is the count.

enter_sheet(meeting, Sheet(…), by=acting)     the teller, by the own account
teller_view(meeting, teller)                  what the page shows to that teller, and to nobody else

Until both are in, each sees only the own sheet. Where they differ, both learn in which numbers, and count again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.counting import FAULTS, Count, faults
from liem.law.procedures.tellers import Difference, Sheet, SheetFault, agreed, differences, sheet_faults
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.meetings.attending import refuse_replaced
from liem.procedures.meetings.checks import refuse_not_open, refuse_recused
from liem.procedures.meetings.recusals import recused_from
from liem.procedures.meetings.standing import MOST_ATTEMPTS, TELLERS, MeetingNow, Stage, case_of, meeting_now
from liem.procedures.models import MeetingCount, NameCount, TellerSheet

COUNT = "procedures.count"
_LEVELS = ("high", "confidence", "low")


class Handed(StrEnum):
    """What comes of handing in a sheet."""

    WAITING = "waiting"  # for the other teller
    AGREED = "agreed"
    DIFFERENT = "different"  # both count again
    SPENT = "spent"  # they never agreed: it is voted again


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of it, and in which numbers the two differ."""

    handed: Handed
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class TellerView:
    """What a teller sees: the attempt, the own sheet of it once handed in, and where the last attempt differed."""

    attempt: int
    own: Sheet | None
    differences: tuple[Difference, ...]
    is_agreed: bool
    may_count: bool


def enter_sheet(key: str, sheet: Sheet, *, by: Acting) -> Entered:
    """Hands in what the teller counted, in one action; the second sheet that agrees settles the count.

    Raises `meetings.none`, `meetings.step`, `meetings.recused`, `meetings.replaced`, `meetings.not_teller`,
    `meetings.not_counting`, `meetings.handed_in`, `meetings.does_not_add_up` and the refusals of permission.
    """
    today = timezone.localdate()
    case = case_of(key)
    teller = by.account.person or ""
    body = meeting_now(case_now(case, on=today), key).row.body_id

    def write(w: Write) -> Entered:
        now = case_now(case, on=today)
        meeting = meeting_now(now, key)
        _refuse_teller(now, meeting, teller, by=by)
        _refuse_sheet(meeting, sheet)
        attempt = meeting.attempt
        w.add([_row(meeting, sheet, attempt, teller, by=by)])
        return _settle(meeting, {**meeting.attempts.get(attempt, {}), teller: sheet}, attempt, w)

    return perform(
        COUNT,
        by=by,
        body=body,
        subjects=[teller] if teller else [],
        content={"case": case, "meeting": key},
        write=write,
    )


def teller_view(now: CaseNow, key: str, teller: str) -> TellerView:
    """What the teller sees. Raises `meetings.none`, also for whoever is no teller of it."""
    meeting = meeting_now(now, key)
    if teller not in meeting.tellers:
        raise _not_teller()
    earlier = meeting.attempts.get(meeting.attempt - 1, {})
    return TellerView(
        attempt=min(meeting.attempt, MOST_ATTEMPTS),
        own=meeting.attempts.get(meeting.attempt, {}).get(teller),
        differences=differences(*earlier.values()) if len(earlier) == TELLERS else (),
        is_agreed=meeting.stored is not None,
        may_count=meeting.stage is Stage.COUNTING,
    )


def _settle(meeting: MeetingNow, handed: Mapping[str, Sheet], attempt: int, w: Write) -> Entered:
    if len(handed) < TELLERS:
        return Entered(Handed.WAITING)
    first, second = handed.values()
    if found := differences(first, second):
        return Entered(Handed.SPENT if attempt == MOST_ATTEMPTS else Handed.DIFFERENT, found)
    count = agreed(first, second, convened=meeting.convened, present=meeting.present)
    w.add([_count_row(meeting, count)])
    w.add(_name_counts(meeting, count))
    return Entered(Handed.AGREED)


def _row(meeting: MeetingNow, sheet: Sheet, attempt: int, teller: str, *, by: Acting) -> TellerSheet:
    return TellerSheet(
        key=f"{meeting.key}:{attempt}:{meeting.tellers.index(teller)}",
        meeting=meeting.row,
        teller_id=teller,
        account=by.account,
        attempt=attempt,
        numbers=asdict(sheet),
    )


def _count_row(meeting: MeetingNow, count: Count) -> MeetingCount:
    return MeetingCount(
        meeting=meeting.row,
        convened=count.convened,
        present=count.present,
        issued=count.issued,
        returned=count.returned,
        valid=count.valid,
        votes=dict(count.votes),
        levels={name: dict(levels) for name, levels in count.levels.items()},
    )


def _name_counts(meeting: MeetingNow, count: Count) -> list[NameCount]:
    """The same count name by name, for rules to ask."""
    return [
        NameCount(
            key=name.key,
            meeting=meeting.row,
            case_person=name.case_person,
            person_id=name.person_id,
            votes=count.votes.get(name.case_person),
            **{level: votes for level, votes in count.levels.get(name.case_person, {}).items() if level in _LEVELS},
        )
        for name in meeting.names
    ]


def _refuse_teller(now: CaseNow, meeting: MeetingNow, teller: str, *, by: Acting) -> None:
    if teller not in meeting.tellers:
        raise _not_teller()
    refuse_not_open(now, meeting.step.id)
    refuse_recused(by, recused_from(meeting.row))  # who stood aside after the ballot still says what it was
    refuse_replaced(now, meeting)
    if meeting.ballot is None or meeting.stage is not Stage.COUNTING:
        raise LiemError(
            "meetings.not_counting",
            Message(
                "Cuộc họp này chưa điểm danh, không đủ người, đã có kết quả kiểm phiếu hoặc phải bỏ phiếu lại, nên "
                "không nhận bản kiểm phiếu. Hãy mở lại trang của cuộc họp.",
                "Nobody's attendance is entered yet, too few came, the count is settled or it is voted again, so no "
                "sheet is taken. Open the page of the meeting again.",
            ),
        )
    if teller in meeting.attempts.get(meeting.attempt, {}):
        raise LiemError(
            "meetings.handed_in",
            Message(
                "Bạn đã nộp bản kiểm phiếu lần này. Hãy đợi người kiểm phiếu kia.",
                "You have handed in this count. Wait for the other teller.",
            ),
        )


def sheet_problems(meeting: MeetingNow, sheet: Sheet) -> tuple[tuple[SheetFault, ...], tuple[Message, ...]]:
    """Everything that does not add up in the sheet by itself, or against those who came: by place, and in words."""
    if meeting.ballot is None or meeting.step.meeting is None:
        return (), ()
    found = sheet_faults(sheet, meeting.ballot, meeting.listed, places=meeting.row.places)
    messages = list(dict.fromkeys(fault.message for fault in found))
    if not messages:
        count = Count(
            meeting.convened, meeting.present, sheet.issued, sheet.returned, sheet.valid, sheet.votes, sheet.levels
        )
        messages = [FAULTS[fault] for fault in faults(meeting.step.meeting, count, places=meeting.row.places)]
    return found, tuple(messages)


def _refuse_sheet(meeting: MeetingNow, sheet: Sheet) -> None:
    found, messages = sheet_problems(meeting, sheet)
    if messages:
        raise LiemError(
            "meetings.does_not_add_up",
            Message(" ".join(one.vi for one in messages), " ".join(one.en for one in messages)),
            {"faults": found},
        )


def _not_teller() -> LiemError:
    return LiemError(
        "meetings.not_teller",
        Message(
            "Chỉ hai người kiểm phiếu đã được cử mới nhập bản kiểm phiếu, mỗi người bằng tài khoản của mình.",
            "Only the two tellers who were named enter a count, each by the own account.",
        ),
    )
