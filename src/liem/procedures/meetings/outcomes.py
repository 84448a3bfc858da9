"""What a meeting decided, as the step that rests on it is taken."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from liem.kernel.errors import LiemError, Message
from liem.law.procedures.counting import Result
from liem.law.procedures.course import Outcome
from liem.law.procedures.steps import Kind, Undecided
from liem.procedures.cases.standing import CaseNow
from liem.procedures.meetings.recusals import recused_from
from liem.procedures.meetings.standing import MeetingNow, Stage, elected, rounds_of

Problem = tuple[str, Message]

_CHOSEN_BY_SOMEBODY = frozenset({Undecided.HEAD_DECIDES, Undecided.SUPERIOR_DECIDES})


@dataclass(frozen=True, slots=True)
class MeetingOutcome:
    """`problems` stand against taking the step. Without them `outcome` is what the count says (None: no ballot, so
    whoever chaired says it), and `chosen` the keys of case people whom it chose, in the order of the list.

    Where `undecided` leaves it to somebody, they choose so many as `open_places` from `tied`, with a reason.
    """

    problems: tuple[Problem, ...]
    outcome: Outcome | None = None
    chosen: tuple[str, ...] = ()
    undecided: Undecided | None = None
    tied: tuple[str, ...] = ()
    open_places: int = 0
    meeting: str = ""
    held_on: date | None = None
    present: frozenset[str] = frozenset()

    def settled(self, picked: Collection[str]) -> tuple[str, ...]:
        """Those chosen by the count together with those `picked` by whoever decides, where it leaves that to somebody.
        Raises `meetings.chosen` where others, more or fewer are picked than there is to decide."""
        rest = [name for name in dict.fromkeys(picked) if name not in self.chosen]
        if not self.open_places:
            if rest:
                raise _not_to_choose()
            return self.chosen
        if len(rest) != self.open_places or not set(rest) <= set(self.tied):
            raise _choose(self.open_places)
        return (*self.chosen, *rest)


class FollowUp(NamedTuple):
    """A procedure that a vote of confidence opens, for whom, and in words why."""

    person: str
    kind: Kind
    message: Message


def outcome_of(now: CaseNow, step: str, *, correcting: bool = False) -> MeetingOutcome:
    """What the latest meeting of the step says. `correcting` also looks at one on which the step was taken already.
    A step without rules for its meeting needs none. About a dozen queries."""
    if now.procedure.step(step).meeting is None:
        return MeetingOutcome(())
    rounds = rounds_of(now, step)
    meeting = next(iter(reversed(rounds)), None)
    if meeting is None or (meeting.is_used(now) and not correcting):
        return MeetingOutcome((_no_meeting(),))
    problems = tuple(_problems(now, meeting))
    if problems:
        return MeetingOutcome(problems, meeting=meeting.key, held_on=meeting.row.held_on)
    if meeting.result is None:
        return MeetingOutcome((), meeting=meeting.key, held_on=meeting.row.held_on, present=meeting.came)
    return _decided(meeting, meeting.result, elected(rounds, now))


def follow_ups(now: CaseNow, step: str) -> tuple[FollowUp, ...]:
    """What follows for whom from the vote of confidence on which the step was or can be taken, in the order of the
    list. Six queries."""
    meeting = next(iter(reversed(rounds_of(now, step))), None)
    if meeting is None or meeting.result is None:
        return ()
    people = {name.case_person: (name.place, name.person_id) for name in meeting.names}
    found = [
        (people[one.name], one.consequence)
        for one in meeting.result.reached
        if one.consequence.opens is not None and one.name in people
    ]
    return tuple(
        FollowUp(person, consequence.opens, consequence.in_words)
        for (_, person), consequence in sorted(found, key=lambda one: one[0])
        if consequence.opens is not None
    )


def _decided(meeting: MeetingNow, result: Result, before: tuple[str, ...]) -> MeetingOutcome:
    """`before` are those whom earlier rounds chose."""
    left_open = result.undecided in _CHOSEN_BY_SOMEBODY
    tied = (result.tied or meeting.listed) if left_open else ()
    return MeetingOutcome(
        problems=(),
        outcome=Outcome.PASSED if result.passes else Outcome.NOT_PASSED,
        chosen=(*before, *(name for name in meeting.listed if name in result.chosen)) if result.passes else (),
        undecided=result.undecided,
        tied=tuple(name for name in meeting.listed if name in tied and name not in result.chosen),
        open_places=meeting.row.places - len(result.chosen) if left_open else 0,
        meeting=meeting.key,
        held_on=meeting.row.held_on,
        present=meeting.came,
    )


def _problems(now: CaseNow, meeting: MeetingNow) -> Iterator[Problem]:
    stage = meeting.stage
    if stage is Stage.CONVENED:
        yield _not_attended()
    elif not meeting.has_quorum:
        yield _no_quorum(meeting)
    elif stage is Stage.COUNTING:
        yield _not_counted()
    elif stage is Stage.VOID:
        yield _void()
    elif stage is Stage.AGAIN:
        yield _vote_again()
    sat = meeting.came & recused_from(meeting.row)
    if sat:
        yield _recused_sat(len(sat))
    gone = {name.case_person for name in meeting.names} - {one.identity for one in now.people}
    if gone and meeting.result is not None and gone.intersection(meeting.result.chosen):
        yield _withdrawn()


def _no_meeting() -> Problem:
    return "meetings.not_convened_yet", Message(
        "Bước này chưa triệu tập họp. Hãy triệu tập và chốt danh sách.",
        "No meeting of this step is convened. Convene it and fix the list.",
    )


def _not_attended() -> Problem:
    return "meetings.not_attended", Message(
        "Cuộc họp chưa điểm danh. Hãy ghi những người có mặt.", "Nobody's attendance is entered. Enter who came."
    )


def _no_quorum(meeting: MeetingNow) -> Problem:
    return "meetings.no_quorum", Message(
        f"Có mặt {meeting.present}/{meeting.convened} người, chưa đủ để họp. Hãy triệu tập lại.",
        f"{meeting.present} of {meeting.convened} are present, too few to meet. Convene again.",
    )


def _not_counted() -> Problem:
    return "meetings.not_counted", Message(
        "Hai người kiểm phiếu chưa có kết quả thống nhất. Hãy đợi họ nhập xong.",
        "The two tellers have not agreed on a count yet. Wait until they have.",
    )


def _void() -> Problem:
    return "meetings.void", Message(
        "Hai bản kiểm phiếu vẫn khác nhau sau nhiều lần đếm. Hãy triệu tập và bỏ phiếu lại.",
        "The two counts still differ after counting several times. Convene and vote again.",
    )


def _vote_again() -> Problem:
    return "meetings.vote_again", Message(
        "Kết quả chưa chọn được ai nên phải bỏ phiếu lại. Hãy triệu tập lần nữa.",
        "The count chose nobody, so it is voted again. Convene another round.",
    )


def _recused_sat(number: int) -> Problem:
    return "meetings.recused_sat", Message(
        f"Có {number} người thuộc diện không tham gia đã dự họp. Hãy triệu tập lại, không có những người đó.",
        f"{number} who have to keep out sat in the meeting. Convene again without them.",
    )


def _withdrawn() -> Problem:
    return "meetings.withdrawn", Message(
        "Người được chọn đã rút khỏi vụ việc. Hãy triệu tập lại với danh sách mới.",
        "Somebody who was chosen has withdrawn. Convene again with a new list.",
    )


def _choose(places: int) -> LiemError:
    return LiemError(
        "meetings.chosen",
        Message(
            f"Kết quả còn để {places} vị trí cho người có thẩm quyền quyết định. Hãy chọn đúng số đó trong số người "
            "ngang phiếu, kèm lý do.",
            f"The count leaves {places} to whoever decides. Choose just as many of those tied, with the reason.",
        ),
    )


def _not_to_choose() -> LiemError:
    return LiemError(
        "meetings.chosen",
        Message(
            "Kết quả kiểm phiếu đã xác định người được chọn, không chọn thêm.",
            "The count has settled who is chosen; nobody is added.",
        ),
    )
