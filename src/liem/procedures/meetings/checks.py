"""What stands against fixing the list of a meeting."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.counting import FAULTS, Fault
from liem.law.procedures.steps import Concern, Names, Step
from liem.law.procedures.tellers import MOST_SHEETS
from liem.procedures.cases.holders import subjects_of
from liem.procedures.cases.standing import CaseNow
from liem.procedures.meetings.calling import Called, called
from liem.procedures.meetings.lists import NewMeeting, names_by_default
from liem.procedures.meetings.recusals import recused, recused_from
from liem.procedures.meetings.recusing import RecusalList
from liem.procedures.meetings.standing import TELLERS, Stage, elected, rounds_of
from liem.record.models import Person

MOST_CHARACTERS = 300
MOST_PLACES = 500
FURTHEST = timedelta(days=366)
_THREE = 3  # so many that one chairs and two others count


def refuse_turn(now: CaseNow, step: str, *, by: Acting) -> None:
    """Raises `meetings.step` where it is not the step's turn, `meetings.recused` where whoever acts keeps out."""
    refuse_not_open(now, step)
    refuse_recused(by, recused(now.case))


def refuse_not_open(now: CaseNow, step: str) -> None:
    """Raises `meetings.step` where it is not the step's turn."""
    if step not in now.open_steps:
        raise _refused(
            "step",
            "Chưa đến hoặc đã qua bước này nên không ghi được việc họp. Hãy mở lại trang của vụ việc.",
            "It is not this step's turn, so its meeting cannot be entered. Open the page of the case again.",
        )


def refuse_recused(by: Acting, out: Collection[str]) -> None:
    """Raises `meetings.recused` where whoever acts is among those who keep `out`."""
    if by.account.person and by.account.person in out:
        raise _refused(
            "recused",
            "Bạn thuộc diện không tham gia vụ việc này. Hãy giao cho người khác.",
            "You keep out of this case. Hand it to somebody else.",
        )


def next_round(now: CaseNow, step: str, *, again: str) -> int:
    """The number of the next meeting of the step. One that stands is not replaced unnoticed: raises `meetings.counted`
    where the step can be taken on the strength of it; where `again` gives no reason, `meetings.convened_already` and,
    while its votes are being counted, `meetings.under_way`; and `meetings.again` where it is too long."""
    if len(again.strip()) > MOST_CHARACTERS:
        raise _refused(
            "again",
            f"Lý do họp lại không quá {MOST_CHARACTERS} ký tự. Hãy ghi gọn hơn.",
            f"The reason for convening anew has at most {MOST_CHARACTERS} characters. Write it shorter.",
        )
    latest = next(iter(reversed(rounds_of(now, step))), None)
    if latest is None:
        return 1
    stands = not latest.is_used(now) and latest.came.isdisjoint(recused_from(latest.row))
    if stands and latest.stage is Stage.HELD:
        raise _refused(
            "counted",
            "Cuộc họp của bước này đã có kết quả. Hãy ghi kết quả của bước, không họp lại.",
            "The meeting of this step has its result. Take the step; it is not held again.",
        )
    if stands and latest.stage is Stage.CONVENED and not again.strip():
        raise _refused(
            "convened_already",
            "Bước này đã triệu tập họp. Muốn triệu tập lại với danh sách khác thì phải ghi lý do.",
            "A meeting of this step is convened. To convene another with a new list, give the reason.",
        )
    if stands and latest.stage is Stage.COUNTING and not again.strip():
        raise _refused(
            "under_way",
            "Cuộc họp của bước này đang kiểm phiếu. Muốn họp lại thì phải ghi lý do.",
            "The votes of this step's meeting are being counted. To convene anew, give the reason.",
        )
    return latest.row.round + 1


def refuse_meeting(now: CaseNow, step: Step, new: NewMeeting, found: RecusalList, *, today: date) -> None:
    """Raises the first thing that stands against the list; `found` is the recusal list of all who are called."""
    _refuse_day(now, step, new, today)
    _refuse_unknown(new)
    if found.problem is not None:
        raise LiemError("meetings.undeclared", found.problem)
    by_record = called(now, step.id, on=today)
    _refuse_members(new, found, by_record)
    sitting = sitting_of(new, found)
    _refuse_chair(now, new, sitting)
    _refuse_tellers(now, step, new, sitting)
    _refuse_names(now, step, new)


def sitting_of(new: NewMeeting, found: RecusalList) -> frozenset[str]:
    """Who is convened once those who keep out have left the list and others have taken their places."""
    return frozenset({*new.members, *new.substitutes.values()}) - found.people


def _refuse_day(now: CaseNow, step: Step, new: NewMeeting, today: date) -> None:
    since = now.course.place(step.id).since if now.course else None
    if (since is not None and new.held_on < since) or new.held_on > today + FURTHEST:
        raise _refused(
            "day",
            "Ngày họp phải từ ngày đến bước này trở đi và trong vòng một năm tới. Hãy xem lại ngày.",
            "The meeting is held from the day on which the step opened, within a year from now. Look at the day again.",
        )


def _refuse_unknown(new: NewMeeting) -> None:
    named = {*new.members, *new.substitutes.values(), *new.reasons}
    twice = len(set(new.members)) < len(new.members)
    if not new.members or twice or Person.objects.filter(pk__in=named).count() < len(named):
        raise _refused(
            "members",
            "Danh sách triệu tập đang trống, có tên trùng hoặc có người không có hồ sơ. Hãy lập lại.",
            "The list of those convened is empty, names somebody twice, or names somebody not on record. Draw it up "
            "again.",
        )


def _refuse_members(new: NewMeeting, found: RecusalList, by_record: Called) -> None:
    _refuse_substitutes(new, found)
    if not 0 <= new.others <= MOST_SHEETS or (new.others and not by_record.by_number):
        raise _refused(
            "others",
            "Thành phần họp này phải là người có hồ sơ, đã đối chiếu quan hệ; không ghi thêm theo số lượng.",
            "Everybody at this meeting is on record and compared for ties; nobody is convened by number alone.",
        )
    _refuse_reasons(new, by_record)


def _refuse_substitutes(new: NewMeeting, found: RecusalList) -> None:
    instead = list(new.substitutes.values())
    out = found.people.intersection(new.members)
    wrong = (
        not out.issuperset(new.substitutes)
        or len(set(instead)) < len(instead)
        or not found.people.isdisjoint(instead)
        or not set(new.members).isdisjoint(instead)
    )
    if wrong:
        raise _refused(
            "substitute",
            "Người thay chỉ thay cho người phải vắng, không được có quan hệ với nhân sự và chưa có trong danh sách. "
            "Hãy chọn lại.",
            "A substitute sits for somebody who keeps out, has no tie to the people of the case and is not convened "
            "already. Choose again.",
        )


def _refuse_reasons(new: NewMeeting, by_record: Called) -> None:
    """Whoever differs from what the record says is called, or not called, with a reason."""
    official, chosen = set(by_record.people), set(new.members)
    differing = (official - chosen) | (chosen - official if official else set())
    given = {person for person, why in new.reasons.items() if 0 < len(why.strip()) <= MOST_CHARACTERS}
    if given != differing or given != set(new.reasons):
        raise _refused(
            "reasons",
            f"Thành phần khác với hồ sơ ở {len(differing)} người. Hãy ghi lý do cho từng người được bớt hoặc thêm, "
            f"mỗi lý do không quá {MOST_CHARACTERS} ký tự.",
            f"The list differs from the record in {len(differing)} people. Give the reason for each who is left out "
            f"or added, in at most {MOST_CHARACTERS} characters.",
            people=sorted(differing),
        )


def _refuse_chair(now: CaseNow, new: NewMeeting, sitting: Collection[str]) -> None:
    own = new.chair in subjects_of(now) and now.procedure.concerns is not Concern.BODY
    if new.chair not in sitting or own:
        raise _refused(
            "chair",
            "Người chủ trì phải là người được triệu tập và không thuộc diện không tham gia. Hãy chọn lại.",
            "The chair is one of those convened and nobody who keeps out. Choose again.",
        )


def _refuse_tellers(now: CaseNow, step: Step, new: NewMeeting, sitting: Collection[str]) -> None:
    if step.meeting is None or step.meeting.ballot is None:
        wrong = bool(new.tellers)
    else:
        wrong = (
            len(new.tellers) != TELLERS
            or len(set(new.tellers)) != TELLERS
            or not set(new.tellers) <= set(sitting) - subjects_of(now)
            or (new.chair in new.tellers and len(sitting) >= _THREE)
        )
    if wrong:
        raise _refused(
            "tellers",
            "Bỏ phiếu thì cần đúng hai người kiểm phiếu trong số được triệu tập, không phải người chủ trì hay người "
            "trong danh sách bỏ phiếu; họp không bỏ phiếu thì không cần. Hãy chọn lại.",
            "A ballot needs just two tellers from among those convened, neither the chair nor anybody voted on; a "
            "meeting without one needs none. Choose again.",
        )


def _refuse_names(now: CaseNow, step: Step, new: NewMeeting) -> None:
    rounds = rounds_of(now, step.id)
    before = elected(rounds, now)
    free = set(names_by_default(now, step)) - set(before)
    if not set(new.names) <= free or len(set(new.names)) < len(new.names):
        raise _refused(
            "names",
            "Danh sách có tên trùng, hoặc có người không thuộc vụ việc, đã rút, đã trúng hay không được chọn ở vòng "
            "trước. Hãy lập lại.",
            "The list names somebody twice, or somebody not of the case, withdrawn, chosen already or not chosen in "
            "the round before. Draw it up again.",
        )
    most = now.case.places if now.procedure.concerns is Concern.POST else MOST_PLACES
    if before:
        most = next(one.row.places for one in rounds if set(before) & set(one.listed)) - len(before)
    if not 1 <= new.places <= most:
        raise _refused(
            "places",
            f"Số lượng cần chọn phải từ 1 đến {most}. Hãy ghi lại.",
            f"There are from 1 to {most} places to fill. Enter the number again.",
        )
    fault = next(_list_faults(step, new), None)
    if fault is not None:
        raise LiemError("meetings.names", FAULTS[fault])


def _list_faults(step: Step, new: NewMeeting) -> Iterator[Fault]:
    meeting = step.meeting
    if meeting is None:
        return
    if not new.names and (meeting.ballot is not None or meeting.names is not Names.ANY):
        yield Fault.NO_NAMES
    if meeting.names is Names.MORE_THAN_PLACES and len(new.names) <= new.places:
        yield Fault.TOO_FEW_NAMES
    if meeting.names is Names.AS_PLACES and len(new.names) != new.places:
        yield Fault.NAMES_NOT_AS_PLACES


def _refused(code: str, vi: str, en: str, **data: object) -> LiemError:
    return LiemError(f"meetings.{code}", Message(vi, en), data)
