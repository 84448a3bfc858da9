from __future__ import annotations

from dataclasses import replace

import pytest

from liem.kernel.errors import LiemError
from liem.law.procedures.steps import Convened
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.meetings.calling import Called, called, substitutes_for
from procedures.meetings.running import CALLED_ALL, CHOOSING, GATHERING, LEADERS, case_before, prepared
from procedures.world import Desks, days_ago, today
from world import body, person, post, tenure, write

pytestmark = pytest.mark.django_db
LONG = days_ago(4000)


def _called(step: str, *, procedure: str = "") -> tuple[str, ...]:
    return called(_now(procedure), step, on=today()).people


def _now(procedure: str = "") -> CaseNow:
    return case_now(prepared(procedure=procedure) if procedure else prepared(), on=today())


def _now_at(at: str, convened: Convened) -> CaseNow:
    """The case as if its unit were that body, and its first meeting called those."""
    now = _now()
    now.case.body_id = at
    step = now.procedure.step(CHOOSING)
    assert step.meeting is not None
    meeting = replace(step.meeting, convened=convened)
    steps = {**now.procedure.by_id, CHOOSING: replace(step, meeting=meeting)}
    return replace(now, procedure=replace(now.procedure, by_id=steps))


def test_the_leadership_is_called_heads_first(desks: Desks) -> None:
    found = called(_now(), CHOOSING, on=today())
    assert (found.body, found.convened, found.by_number) == ("so", Convened.LEADERSHIP, False)
    assert (found.people[0], set(found.people)) == ("an", set(LEADERS))


def test_the_enlarged_leadership_adds_heads_of_parts_and_the_key_officials_their_deputies(desks: Desks) -> None:
    now = _now()
    write(body("so/doi", superior="so/phong-1"), post("doi", "so/doi", role="division_head", leader=True))
    write(person("xa-xoi"), tenure("xa-xoi", "doi", LONG))  # further below than a part
    write(post("cv", "so", role="specialist"), person("vu"), tenure("vu", "cv", LONG))
    write(person("cu"), tenure("cu", "so/phong-1/truong", LONG, days_ago(1)))  # no longer there
    enlarged = called(now, GATHERING, on=today()).people
    assert (set(enlarged[:5]), enlarged[5:]) == (set(LEADERS), ("chi", "dung"))
    found = called(now, "key_officials", on=today())
    assert (set(found.people), found.by_number) == (set(CALLED_ALL), True)


@pytest.mark.parametrize(
    ("convened", "people"),
    [
        (Convened.STANDING_COMMITTEE, {"lan", "minh", "nga", "oanh"}),
        (Convened.COMMITTEE, {"lan", "minh", "nga", "oanh", "uyen"}),
        (Convened.COUNCIL, {"yen"}),
        (Convened.CONGRESS, set()),
        (Convened.PANEL, set()),
    ],
)
def test_collectives_are_called_by_the_roles_of_their_members(
    desks: Desks, convened: Convened, people: set[str]
) -> None:
    write(post("uv", "tinh", role="committee_member"), person("uyen"), tenure("uyen", "uv", LONG))
    write(body("hoi-dong", kind="council", superior="tinh"), post("db", "hoi-dong", role="council_member"))
    write(person("yen"), tenure("yen", "db", LONG))
    assert set(called(_now_at("tinh", convened), CHOOSING, on=today()).people) == people


def test_a_whole_unit_is_everybody_in_it_and_below(desks: Desks) -> None:
    write(post("cv", "so/phong-1", role="specialist"), person("vu"), tenure("vu", "cv", LONG))
    found = called(_now_at("so", Convened.WHOLE_UNIT), CHOOSING, on=today())
    assert set(found.people) == {*CALLED_ALL, "vu"}


def test_the_next_leader_without_a_tie_takes_the_place_of_one_who_keeps_out(desks: Desks) -> None:
    case_before(CHOOSING)
    leaders = called(case_now("c1", on=today()), CHOOSING, on=today())
    assert substitutes_for(leaders, out={"binh", "mai", "chi", "dung"}, on=today()) == {"binh": "giang", "mai": "hai"}
    assert substitutes_for(leaders, out=set(), on=today()) == {}
    nobody_left = {"binh", "chi", "dung", "giang", "hai"}
    assert substitutes_for(leaders, out=nobody_left, on=today()) == {}


def test_a_step_without_a_meeting_calls_nobody(desks: Desks) -> None:
    with pytest.raises(LiemError, match=r"meetings\.none"):
        _called("policy_request")
    assert Called("so", Convened.CONGRESS, ()).by_number
