"""The list of a meeting as somebody wants it fixed, and which names may stand on its ballot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liem.law.procedures.steps import Ballot, Names, Step
from liem.procedures.cases.standing import CaseNow


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeeting:
    """`members` are all who are called, also those who turn out to have to keep out. `names` are the keys of case
    people on the ballot, in order. `substitutes` name who sits for one who keeps out; `reasons` say why somebody was
    not called whom the record calls, or was called whom it does not. `others` come by number. `again` says why a
    meeting that was convened, or held and not counted, is convened anew."""

    step: str
    held_on: date
    members: tuple[str, ...]
    chair: str
    tellers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: int = 1
    others: int = 0
    substitutes: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    again: str = ""


def names_by_default(now: CaseNow, step: Step) -> tuple[str, ...]:
    """The case people who may be on the ballot: those whom the last vote before it chose, where one has chosen.

    Names of a vote that counts, and nobody who has withdrawn since.
    """
    people = tuple(one.identity for one in now.people)
    earlier = [one for one in now.procedure.steps if step.id in now.procedure.all_after(one.id)]
    for one in reversed(earlier):
        event = now.event_of(one.id)
        if one.meeting and one.meeting.ballot and one.meeting.ballot.passes and event is not None and event.chosen:
            return tuple(name for name in people if name in event.chosen)
    return people


def gathers_names(step: Step) -> bool:
    """Whether the meeting puts names forward: its list must have a surplus, or its ballot has no share to reach."""
    meeting = step.meeting
    return meeting is not None and (meeting.names is Names.MORE_THAN_PLACES or _only_gathers(meeting.ballot))


def _only_gathers(ballot: Ballot | None) -> bool:
    return ballot is not None and ballot.passes is None and not ballot.levels
