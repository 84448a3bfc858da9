"""Convening a meeting: who is called and who keeps out, who chairs and counts, which names are on the ballot.

convene(case, NewMeeting(step, held_on, members, …), by=acting)

From then on the list stands. Those who must keep out are off it and are told; who takes their place is named.
"""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.law.procedures.steps import Step
from liem.procedures.cases.holders import holder_of, refuse_foreign, refuse_own_case, step_of, subjects_of
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.meetings.checks import next_round, refuse_meeting, refuse_turn
from liem.procedures.meetings.lists import NewMeeting, gathers_names
from liem.procedures.meetings.recusing import RecusalList, recusal_identity, recusal_list
from liem.procedures.meetings.standing import no_meeting
from liem.procedures.models import (
    CaseMeeting,
    LeftOut,
    MeetingMember,
    MeetingName,
    NominationMeeting,
    Nominee,
    Recusal,
)
from liem.record.days import titles_of

__all__ = ["CONVENE", "NewMeeting", "convene"]

CONVENE = "procedures.convene"


def convene(key: str, new: NewMeeting, *, by: Acting) -> CaseMeeting:
    """Fixes the list of a meeting in one action.

    Raises `procedures.no_case`, `procedures.no_step`, `procedures.foreign`, `procedures.own_case`; `meetings.step`,
    `meetings.recused`, `meetings.again`, `meetings.convened_already`, `meetings.under_way`, `meetings.counted`,
    `meetings.day`, `meetings.members`, `meetings.undeclared`, `meetings.substitute`, `meetings.others`,
    `meetings.reasons`, `meetings.chair`, `meetings.tellers`, `meetings.names`, `meetings.places` and the refusals of
    permission.
    """
    today = timezone.localdate()
    before = case_now(key, on=today)
    held = holder_of(before, step_of(before, new.step), on=today)

    def write(w: Write) -> CaseMeeting:
        now = case_now(key, on=today)
        step = _open_step(now, new, by=by)
        number = next_round(now, step.id, again=new.again)
        found = recusal_list(now, {*new.members, *new.substitutes.values()}, on=today)
        refuse_meeting(now, step, new, found, today=today)
        meeting = CaseMeeting(
            key=uuid4().hex,
            case=now.case,
            step=step.id,
            round=number,
            body_id=held.body,
            held_on=new.held_on,
            places=new.places,
            others=new.others,
            names_fixed_on=today,
            events_before=now.next_number,
            again=new.again.strip() if number > 1 else "",
        )
        w.add([meeting])
        w.add(_members(meeting, new, found))
        w.add(_left_out(meeting, new))
        w.add(_recusals(meeting, new, found, today=today))
        _add_names(meeting, now, step, new, w)
        return meeting

    return perform(
        CONVENE,
        by=by,
        body=held.body,
        subjects=sorted({*new.members, *subjects_of(before)}),
        content={"case": key, "step": new.step, "held_on": new.held_on.isoformat()},
        write=write,
    )


def _open_step(now: CaseNow, new: NewMeeting, *, by: Acting) -> Step:
    """The step, which it must be time for, and which must be of whoever convenes."""
    step = step_of(now, new.step)
    if step is None or step.meeting is None:
        raise no_meeting()
    refuse_foreign(holder_of(now, step, on=now.day), by)
    refuse_own_case(now, [by.account.person])
    refuse_turn(now, step.id, by=by)
    return step


def _members(meeting: CaseMeeting, new: NewMeeting, found: RecusalList) -> list[MeetingMember]:
    seats: dict[str, str | None] = {person: None for person in new.members if person not in found.people}
    seats |= {instead: person for person, instead in new.substitutes.items()}
    return [
        MeetingMember(
            identity=uuid4().hex,
            meeting=meeting,
            person_id=person,
            instead_of_id=instead_of,
            is_chair=person == new.chair,
            is_teller=person in new.tellers,
            reason=new.reasons.get(person, "").strip(),
        )
        for person, instead_of in seats.items()
    ]


def _left_out(meeting: CaseMeeting, new: NewMeeting) -> list[LeftOut]:
    convened = {*new.members, *new.substitutes.values()}
    return [
        LeftOut(key=f"{meeting.key}:{person}", meeting=meeting, person_id=person, why=why.strip())
        for person, why in new.reasons.items()
        if person not in convened
    ]


def _recusals(meeting: CaseMeeting, new: NewMeeting, found: RecusalList, *, today: date) -> list[Recusal]:
    """A row for every tie that is not on the list of the case yet."""
    rows = {
        recusal_identity(meeting.case_id, tie.person, tie.about): Recusal(
            identity=recusal_identity(meeting.case_id, tie.person, tie.about),
            case_id=meeting.case_id,
            meeting=meeting,
            person_id=tie.person,
            about_id=tie.about or None,
            ground=tie.ground,
            substitute_id=new.substitutes.get(tie.person),
            told_on=today,
        )
        for tie in found.ties
    }
    known = Recusal.objects.current().filter(identity__in=rows).values_list("identity", flat=True)
    return [row for identity, row in rows.items() if identity not in set(known)]


def _add_names(meeting: CaseMeeting, now: CaseNow, step: Step, new: NewMeeting, w: Write) -> None:
    people = {one.identity: one.person_id for one in now.people}
    w.add(
        MeetingName(key=f"{meeting.key}:{name}", meeting=meeting, case_person=name, person_id=people[name], place=place)
        for place, name in enumerate(new.names, start=1)
    )
    if not gathers_names(step):
        return
    w.add(
        [
            NominationMeeting(
                key=meeting.key,
                body_id=meeting.body_id,
                subject=_subject(now),
                held_on=new.held_on,
                places=new.places,
            )
        ]
    )
    w.add(Nominee(identity=uuid4().hex, meeting_id=meeting.key, person_id=people[name]) for name in new.names)


def _subject(now: CaseNow) -> str:
    """What the names are for: the post, else the procedure."""
    if now.case.post_id is None:
        return now.procedure.title.vi[:300]
    return titles_of(posts=[now.case.post_id]).post(now.case.post_id, now.day).title[:300]
