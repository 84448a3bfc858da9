"""A meeting of the demo: convened by the record, attended by everybody, counted by two tellers who agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from liem.actions.permissions import Acting
from liem.law.procedures.steps import Ballot, Concern, Names, Step
from liem.law.procedures.tellers import Sheet
from liem.procedures.cases.holders import subjects_of
from liem.procedures.cases.standing import CaseNow
from liem.procedures.meetings.attending import attend
from liem.procedures.meetings.calling import called, substitutes_for
from liem.procedures.meetings.convening import convene
from liem.procedures.meetings.lists import NewMeeting, names_by_default
from liem.procedures.meetings.recusing import recusal_list
from liem.procedures.meetings.tellers import enter_sheet
from liem.procedures.models import CaseMeeting

if TYPE_CHECKING:
    from liem.demo.running.walk import Cast

OTHERS = 30


def hold(now: CaseNow, step: Step, cast: Cast, by: Acting, *, sheets: int = 2) -> CaseMeeting:
    """Holds the meeting of the step on the day of the cast; where there is a ballot, so many of its two tellers have
    handed in what they counted."""
    found = called(now, step.id, on=cast.day)
    people = found.people or cast.members[found.convened]
    ties = recusal_list(now, people, on=cast.day)
    sitting = [person for person in people if person not in ties.people]
    instead = substitutes_for(found, out={*ties.people, *subjects_of(now)}, on=cast.day)
    ballot = step.meeting.ballot if step.meeting else None
    names = names_by_default(now, step) if ballot else ()
    row = convene(
        now.case.pk,
        NewMeeting(
            step=step.id,
            held_on=cast.day,
            members=people,
            chair=sitting[0],
            tellers=tuple(sitting[-2:]) if ballot else (),
            names=names,
            places=_places(now, step, names),
            others=OTHERS if found.by_number else 0,
            substitutes={out: person for out, person in instead.items() if out in ties.people},
        ),
        by=by,
    )
    present = list(row.members.values_list("person_id", flat=True))
    attend(row.key, present, row.others, by=by)
    if ballot is not None:
        count(row, ballot, len(present) + row.others, sitting[-2:][:sheets], cast)
    return row


def _places(now: CaseNow, step: Step, names: Sequence[str]) -> int:
    """Those of the case; a list that a body draws up loses one name at each vote that asks for a surplus."""
    surplus = step.meeting is not None and step.meeting.names is Names.MORE_THAN_PLACES
    return len(names) - 1 if surplus and now.procedure.concerns is Concern.BODY else now.case.places


def count(row: CaseMeeting, ballot: Ballot, voters: int, tellers: Sequence[str], cast: Cast) -> None:
    """All but one vote for the first names on the list, one for the last; of levels, most are high."""
    names = list(row.names.order_by("place").values_list("case_person", flat=True))
    if ballot.levels:
        middle = voters // 4
        one = {"high": voters - middle, "confidence": middle, "low": 0}
        sheet = Sheet(voters, 0, voters, voters, 0, levels=dict.fromkeys(names, one))
    else:
        first = dict.fromkeys(names[: row.places], voters - 1)
        others = dict.fromkeys(names, 0) | {names[-1]: 1}
        sheet = Sheet(voters, 0, voters, voters, 0, votes=others | first)
    for teller in tellers:
        enter_sheet(row.key, sheet, by=cast.official(teller))
