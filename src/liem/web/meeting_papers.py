"""What is printed of a meeting: its ballots, and the record of its count."""

from __future__ import annotations

from dataclasses import asdict
from fractions import Fraction

from liem.law.procedures.counting import Count
from liem.law.procedures.in_words import LEVELS
from liem.law.procedures.steps import Ballot, Base
from liem.procedures.cases.standing import CaseNow
from liem.procedures.meetings.standing import MeetingNow, no_meeting
from liem.procedures.printing.letterheads import heading_of, style_of
from liem.reports.case_data import BallotSheet, CountLine, CountRecord, Letterhead
from liem.web.case_names import Names


def ballot_of(now: CaseNow, meeting: MeetingNow, called: Names) -> BallotSheet:
    """A ballot with the names in the order of the list. Papers are in Vietnamese."""
    levels = tuple(LEVELS[level].vi for level in meeting.ballot.levels) if meeting.ballot else ()
    choosing = meeting.ballot is not None and not levels and meeting.ballot.passes is not None
    return BallotSheet(
        style=style_of(meeting.row.body_id, on=now.day, jurisdiction=now.case.jurisdiction),
        body=called.body(meeting.row.body_id),
        title=_title(levels, meeting.ballot),
        names=tuple(called.person(one.person_id) for one in meeting.names),
        choices=("Đồng ý", "Không đồng ý") if choosing and len(meeting.names) == 1 else (),
        levels=levels,
        held_on=meeting.row.held_on,
    )


def record_of(now: CaseNow, meeting: MeetingNow, called: Names) -> CountRecord:
    """Everything that the two tellers counted. Raises `meetings.none` where there is no count."""
    count, ballot = meeting.count, meeting.ballot
    if count is None or ballot is None:
        raise no_meeting()
    return CountRecord(
        letterhead=_letterhead(now, meeting),
        meeting=meeting.step.title.vi,
        held_on=meeting.row.held_on,
        convened=count.convened,
        present=count.present,
        issued=count.issued,
        returned=count.returned,
        valid=count.valid,
        invalid=count.invalid,
        lines=tuple(_line(one.case_person, called.person(one.person_id), count, ballot) for one in meeting.names),
        tellers=tuple(called.person(one) for one in meeting.tellers),
        chair=called.person(meeting.chair),
        levels=tuple(LEVELS[level].vi for level in ballot.levels),
        announced=ballot.announced,
    )


def _title(levels: tuple[str, ...], ballot: Ballot | None) -> str:
    if levels:
        return "Phiếu lấy phiếu tín nhiệm"
    return "Phiếu biểu quyết" if ballot is not None and ballot.passes is not None else "Phiếu giới thiệu nhân sự"


def _letterhead(now: CaseNow, meeting: MeetingNow) -> Letterhead:
    heading = heading_of(meeting.row.body_id, on=now.day, case=now.case, dated_on=meeting.row.held_on)
    return Letterhead(**asdict(heading))


def _line(key: str, name: str, count: Count, ballot: Ballot) -> CountLine:
    if ballot.levels:
        given = count.levels.get(key, {})
        return CountLine(name=name, at_levels=tuple(given.get(level, 0) for level in ballot.levels))
    votes = count.votes.get(key, 0)
    base = count.base(ballot.passes.of if ballot.passes else Base.VALID)
    return CountLine(name=name, votes=votes, share=Fraction(votes, base) if base else None)
