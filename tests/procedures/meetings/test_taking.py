"""A step that rests on a meeting, taken as officers take it."""

from __future__ import annotations

import pytest

from liem.kernel.errors import LiemError
from liem.procedures.cases.new_step import NewStep
from liem.procedures.cases.standing import case_now
from liem.procedures.cases.taking import take
from liem.procedures.meetings.convening import convene
from liem.procedures.models import CaseEvent, CasePaper
from procedures.meetings.running import CHOOSING, GATHERING, case_before, counted, held, kin, meeting_of, votes
from procedures.world import Desks, days_ago, today
from world import write

pytestmark = pytest.mark.django_db


def _filed(*names: str) -> None:
    write(
        CasePaper(
            identity=f"{CHOOSING}/{name}",
            case_id="c1",
            step=CHOOSING,
            name=name,
            number="1",
            dated_on=days_ago(0),
            authority="So",
        )
        for name in names
    )


def _taken(desks: Desks, *, by_person: str = "an") -> CaseEvent:
    return take("c1", NewStep(CHOOSING, today(), by_person=by_person), by=desks.agency)


def _stops(desks: Desks) -> tuple[str, ...]:
    with pytest.raises(LiemError) as refusal:
        _taken(desks)
    assert refusal.value.code == "procedures.refused"
    return tuple(refusal.value.data["stops"])  # type: ignore[arg-type]


def test_the_step_is_taken_with_what_the_count_chose(desks: Desks) -> None:
    case_before(CHOOSING)
    _filed("meeting_record", "count_record")
    assert _stops(desks) == ("meetings.not_convened_yet",)
    row = held(desks.agency)
    assert _stops(desks) == ("meetings.not_counted",)
    counted(row, votes(1, 4))
    event = _taken(desks)
    assert (event.outcome, event.chosen) == ("passed", ["c1:dung"])
    assert case_now("c1", on=today()).open_steps == ("key_officials",)


def test_where_nobody_is_above_half_the_case_goes_back_and_the_vote_is_held_anew(desks: Desks) -> None:
    case_before(CHOOSING)
    _filed("meeting_record", "count_record")
    counted(held(desks.agency), votes(2, 2, invalid=1))
    event = _taken(desks)
    assert (event.outcome, event.chosen) == ("not_passed", [])
    assert case_now("c1", on=today()).open_steps == (GATHERING,)
    members = ("an", "binh", "kien", "loan", "mai", "chi", "dung")
    assert convene("c1", meeting_of(GATHERING, members=members), by=desks.agency).round == 1


def test_nobody_who_keeps_out_signs_the_step(desks: Desks) -> None:
    case_before(CHOOSING)
    _filed("meeting_record", "count_record")
    kin("binh", "chi")
    counted(held(desks.agency), votes(1, 3, issued=4))
    with pytest.raises(LiemError, match=r"procedures\.recused"):
        _taken(desks, by_person="binh")
    assert _taken(desks).chosen == ["c1:dung"]
