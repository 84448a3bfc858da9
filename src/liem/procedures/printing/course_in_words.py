"""What was done in a case so far, a sentence a step. Of a vote nothing is told but what `meetings.shown` shows: the
count where the step reads it out, elsewhere the outcome alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from liem.law.procedures.course import Outcome
from liem.law.procedures.disclosing import Detail, Shown, ShownName, Standing
from liem.law.procedures.in_words import LEVELS
from liem.law.procedures.steps import Act, Step
from liem.procedures.cases.standing import CaseNow
from liem.procedures.meetings.shown import ShownMeeting, shown_meetings
from liem.procedures.meetings.standing import Stage
from liem.procedures.models import CaseEvent, CaseMeeting
from liem.record.days import Titles, titles_of

_STANDINGS: Mapping[Standing, str] = {
    Standing.CHOSEN: "được chọn",
    Standing.PUT_FORWARD: "được giới thiệu",
    Standing.TIED: "chưa ngã ngũ",
}
_STAGES: Mapping[Stage, str] = {
    Stage.AGAIN: "phải bỏ phiếu lại",
    Stage.VOID: "không thành vì không đủ người họp hoặc không kiểm được phiếu",
}


@dataclass(frozen=True, slots=True)
class _Course:
    now: CaseNow
    meetings: Mapping[str, tuple[CaseMeeting, ...]]
    called: Mapping[str, str]
    titles: Titles

    def step(self, step: Step) -> Iterator[str]:
        """A sentence for each meeting of the step, else one for the step where it is taken."""
        event = self.now.event_of(step.id)
        if event is not None and event.outcome == Outcome.LEFT_OUT:
            why = f" vì {step.optional.vi}" if step.optional else ""
            yield f"{step.title.vi}: không thực hiện{why}."
            return
        rows = {row.key: row for row in self.meetings.get(step.id, ())}
        held = [one for one in shown_meetings(self.now, step.id) if one.present is not None] if rows else []
        for one in held:
            yield self._meeting(step, one, rows[one.key], event if one is held[-1] else None)
        if event is not None and not held:
            yield f"Ngày {event.on:%d/%m/%Y}: {step.title.vi}{self._by(event)}{_failed(event)}."

    def _meeting(self, step: Step, one: ShownMeeting, row: CaseMeeting, event: CaseEvent | None) -> str:
        again = f", lần {one.round}" if one.round > 1 else ""
        told = [
            f"Ngày {row.held_on:%d/%m/%Y}: {step.title.vi}{again}{self._at(row.body_id)}",
            f"triệu tập {one.convened} người, có mặt {one.present} người",
            *([_STAGES[one.stage]] if one.stage in _STAGES and event is None else []),
            *(
                ["bỏ phiếu kín"]
                if one.count and step.meeting and step.meeting.ballot and step.meeting.ballot.secret
                else []
            ),
            *(self._outcome(one.count, one.names, event) if one.count else ()),
        ]
        return f"{'; '.join(told)}{_failed(event)}."

    def _outcome(self, count: Shown, listed: Collection[str], event: CaseEvent | None) -> Iterator[str]:
        """The names stand in the order of the list: that of votes would tell who had more."""
        lines = {one.name: one for one in count.names}
        names = [lines[name] for name in listed if name in lines]
        if count.detail is Detail.EXACT and count.sheets is not None:
            sheets = count.sheets
            yield f"phát ra {sheets.issued} phiếu, thu về {sheets.returned} phiếu, hợp lệ {sheets.valid} phiếu"
            yield ", ".join(self._votes(one) for one in names)
        for standing, words in _STANDINGS.items():
            found = [self._name(one.name) for one in names if one.standing is standing]
            if found:
                yield f"{words}: {', '.join(found)}"
        if names and all(one.standing is Standing.NOT_CHOSEN for one in names):
            yield "không ai được chọn"
        picked = set(event.chosen if event else ()) & {one.name for one in names if one.standing is Standing.TIED}
        if picked:
            yield f"người có thẩm quyền lựa chọn: {', '.join(self._name(one) for one in listed if one in picked)}"
        for one in names:
            yield from (f"{self._name(one.name)}: {follows.in_words.vi}" for follows in one.consequences)

    def _votes(self, one: ShownName) -> str:
        if one.levels is not None:
            levels = ", ".join(f"{LEVELS[level].vi} {number}" for level, number in one.levels.items())
            return f"{self._name(one.name)} ({levels})"
        return f"{self._name(one.name)} {one.votes or 0} phiếu"

    def _name(self, case_person: str) -> str:
        return self.called.get(case_person, "một người đã rút khỏi danh sách")

    def _by(self, event: CaseEvent) -> str:
        return self._at(event.body_id)

    def _at(self, body: str | None) -> str:
        return f" ({self.titles.body(body, self.now.day)})" if body else ""


def course_in_words(
    now: CaseNow, meetings: Mapping[str, tuple[CaseMeeting, ...]], *, called: Mapping[str, str], until: Step
) -> tuple[str, ...]:
    """The steps up to `until`, which is told too unless it is the submission itself. `called` are names by the keys of
    case people. A dozen queries for each step with a meeting."""
    steps = now.procedure.steps[: now.procedure.steps.index(until) + 1]
    told = [step for step in steps if step is not until or step.act is not Act.PROPOSE]
    bodies = {event.body_id for event in now.events} | {row.body_id for rows in meetings.values() for row in rows}
    course = _Course(now, meetings, called, titles_of(bodies={body for body in bodies if body}))
    return tuple(line for step in told for line in course.step(step))


def _failed(event: CaseEvent | None) -> str:
    return "; không đạt" if event is not None and event.outcome == Outcome.NOT_PASSED else ""
