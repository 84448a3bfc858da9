"""The submission of a case: what is proposed and for whom, on which grounds, what was done, what the rules said, and
what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liem.law.procedures.disclosing import Standing
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import OPENING, Act, Step
from liem.procedures.cases.entered import Entered
from liem.procedures.cases.holders import holder_of
from liem.procedures.cases.standing import CaseNow, closing_step
from liem.procedures.meetings.shown import shown_meetings
from liem.procedures.printing.conditions import Conditions, conditions
from liem.procedures.printing.course_in_words import course_in_words
from liem.procedures.printing.grounds import SUBMISSION, grounds_of, submissions_before
from liem.procedures.printing.letterheads import heading_of, signed_by
from liem.procedures.printing.matters import Matter, matter_of
from liem.procedures.printing.people import addressed
from liem.procedures.printing.printed import Heading, SignedBy, SubmissionInWords
from liem.record.days import titles_of

NO_COURSE = "Chưa có bước nào được thực hiện."
NO_CONDITIONS = "Chưa có điều kiện nào được đối chiếu trong vụ việc này."


@dataclass(frozen=True, slots=True)
class _Route:
    """Whose submission it is (`by`, a step), up to which step it tells the course, and to whom it goes for what."""

    by: Step
    until: Step
    issuer: str
    to: str
    decides: bool


def submission_in_words(now: CaseNow, told: Entered) -> SubmissionInWords:
    """The submission that is due next, or the last one where all were handed in."""
    route = _route(now)
    papers = now.papers_for(route.by.id) if route.by is route.until else ()
    filed = next((one for one in papers if one.name == SUBMISSION), None)
    heading = heading_of(
        route.issuer,
        on=now.day,
        case=now.case,
        number=filed.number if filed else "",
        dated_on=filed.dated_on if filed else None,
    )
    matter = matter_of(now, style=heading.style, chosen=_chosen_here(now, route.until))
    called = _called(now, heading)
    until = _steps_until(now, route.until)
    found = conditions(now, told, matter.everybody, until=(OPENING, *until))
    to = _to(route, heading, now.day)
    return SubmissionInWords(
        heading=heading,
        to=to,
        about=f"về việc {matter.about}",
        grounds=grounds_of(now.procedure),
        considering=submissions_before(one for one in now.papers if one.step in until and one not in papers),
        opening=f"{heading.issuer} kính trình {to} {_asks(route)} {matter.about}, với các nội dung sau:",
        proposal=matter.points,
        course=course_in_words(now, told.meetings, called=called, until=route.until) or (NO_COURSE,),
        conditions=found.lines or (NO_CONDITIONS,),
        conclusion=tuple(_conclusion(now, matter, found, route, heading=heading, to=to)),
        people=tuple(one.line for one in matter.everybody),
        signed_by=_signed_by(now, route, heading),
    )


def _route(now: CaseNow) -> _Route:
    by, until = _submitting(now)
    place = now.procedure.steps.index(until)
    answering = next((one for one in now.procedure.steps[place + 1 :] if one.act is Act.DECIDE), None)
    issuer = holder_of(now, by, on=now.day).body or now.case.body_id
    to = holder_of(now, answering, on=now.day).body if answering else ""
    return _Route(by, until, issuer, to, decides=answering is None or "decision" in answering.papers)


def _submitting(now: CaseNow) -> tuple[Step, Step]:
    """The step that submits, and the last one of which it tells: the step itself, but where the procedure asks for no
    further submission, and who decides has not decided yet, the step before the decision."""
    steps = now.procedure.steps
    asked = [step for step in steps if SUBMISSION in step.papers] or [s for s in steps if s.act is Act.PROPOSE]
    due = [step for step in asked if now.event_of(step.id) is None] if now.course else asked[:1]
    by = (due or asked[-1:] or [steps[0]])[0]
    closing = closing_step(now.procedure)
    if due or closing is None or closing.act is not Act.DECIDE:
        return by, by
    after = steps[steps.index(by) + 1 : steps.index(closing)]
    return by, after[-1] if any(step.act is Act.DECIDE for step in after) else by


def _steps_until(now: CaseNow, last: Step) -> tuple[str, ...]:
    steps = now.procedure.steps
    return tuple(step.id for step in steps[: steps.index(last) + 1])


def _chosen_here(now: CaseNow, step: Step) -> tuple[str, ...]:
    """Whom the vote of the submitting step chose: the step is taken only when the submission is written."""
    if step.meeting is None or step.meeting.ballot is None or now.event_of(step.id) is not None:
        return ()
    counts = [one.count for one in shown_meetings(now, step.id) if one.count is not None]
    return tuple(one.name for one in counts[-1].names if one.standing is Standing.CHOSEN) if counts else ()


def _called(now: CaseNow, heading: Heading) -> dict[str, str]:
    """Of those still before the case: who withdrew is not named to anybody."""
    names = addressed({one.person_id for one in now.people}, style=heading.style)
    return {one.identity: names[one.person_id] for one in now.people if one.person_id in names}


def _to(route: _Route, heading: Heading, day: date) -> str:
    """Whoever decides, else the body above; where it is the body which writes, its leaders together."""
    if not route.to:
        return heading.superior or "cấp có thẩm quyền"
    if route.to == route.issuer:
        return f"Tập thể lãnh đạo {heading.issuer}"
    return titles_of(bodies=[route.to]).body(route.to, day)


def _asks(route: _Route) -> str:
    return "xem xét, quyết định việc" if route.decides else "xem xét, cho ý kiến về chủ trương"


def _conclusion(  # noqa: PLR0913 — all that a conclusion is drawn from
    now: CaseNow, matter: Matter, found: Conditions, route: _Route, *, heading: Heading, to: str
) -> Iterator[str]:
    if found.open:
        yield f"Còn {found.open:02} điều kiện chưa đạt hoặc chưa xác định được như đã nêu trên, đề nghị xem xét kỹ."
    elif found.lines:
        yield "Các điều kiện đã đối chiếu đều đạt, hoặc đã được cấp có thẩm quyền cho phép."
    yield f"{heading.issuer} kính đề nghị {to} {_asks(route)} {matter.about}."
    papers = _papers_with_it(now, _steps_until(now, route.until))
    if papers:
        yield f"Hồ sơ gửi kèm: {'; '.join(papers)}."


def _papers_with_it(now: CaseNow, steps: Sequence[str]) -> list[str]:
    """The kinds of papers filed so far, without numbers and names. Records of counts do not go along."""
    filed = dict.fromkeys(one.name for one in now.papers if one.step in {OPENING, *steps})
    words: Mapping[str, str] = {name: PAPERS[name].vi.partition(" (")[0] for name in filed if name in PAPERS}
    return [text for name, text in words.items() if name not in {SUBMISSION, "count_record"}]


def _signed_by(now: CaseNow, route: _Route, heading: Heading) -> SignedBy:
    event = now.event_of(route.by.id) if route.by is route.until else None
    if event is not None and event.by_person_id:
        return signed_by(event.by_person_id, body=route.issuer, on=event.on, style=heading.style)
    leaders = holder_of(now, route.by, on=now.day).people
    signatory = leaders[0] if leaders else None
    return signed_by(signatory, body=route.issuer, on=now.day, style=heading.style, named=False)
