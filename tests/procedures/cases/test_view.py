"""One case as it is looked at, and by whom."""

from __future__ import annotations

import pytest

from liem.actions.accounts import installation
from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.law.procedures.course import State
from liem.procedures.cases.people import NewName, put_forward
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.cases.standing import case_now
from liem.procedures.cases.view import case_view, may_see, visible_case
from liem.procedures.models import Case
from procedures.world import VACANT, Desks, build, desk, official, today

from .running import advised, opened, paper

pytestmark = pytest.mark.django_db


def _sees(case: Case, by: Acting) -> bool:
    return may_see(case_now(case.pk, on=today()), by)


def test_the_steps_of_a_case_with_whose_they_are_and_what_stands_against_the_open_one(desks: Desks) -> None:
    view = case_view(case_now(advised(desks).pk, on=today()), desks.agency)
    assert [(line.id, line.state, line.held.body, line.held.desk) for line in view.lines] == [
        ("opening", State.TAKEN, "so/phong-1", "so"),
        ("request", State.TAKEN, "so/phong-1", "so"),
        ("opinion", State.TAKEN, "so/phong-1", "so"),
        ("looked_into", State.LEFT_OUT, "tinh", "tinh"),
        ("proposal", State.OPEN, "so", "so"),
        ("answer", State.WAITING, "so", "so"),
        ("handover", State.WAITING, "so/phong-1", "so"),
    ]
    line = view.open[0]
    assert (line.held.people, line.missing, line.may_take) == (("an", "binh"), ("submission",), True)
    assert [stop.code for stop in line.stops] == ["procedures.paper_missing"]


def test_who_may_not_take_the_open_step_sees_that(desks: Desks) -> None:
    view = case_view(case_now(advised(desks).pk, on=today()), desks.province)
    assert [line.may_take for line in view.open] == [False]


def test_a_case_is_seen_within_a_mandate_and_by_the_official_concerned(desks: Desks) -> None:
    case = opened(desks)
    for by in (desks.agency, desks.province, desks.inspection, desk(Role.AUDITOR, "tinh"), official("chi")):
        assert _sees(case, by)
        assert visible_case(case.pk, by=by).case == case
    for by in (desks.other_agency, desk(Role.AUDITOR, "xa"), official("giang"), installation()):
        assert not _sees(case, by)
        with pytest.raises(LiemError) as caught:
            visible_case(case.pk, by=by)
        assert caught.value.code == "procedures.no_case"


def test_the_desk_of_a_step_sees_a_case_of_another_body(db: None) -> None:
    desks = build("vietnam")
    case = prepare(NewCase("party_appointment_outside", "so", post=VACANT), by=desks.agency)
    assert not _sees(case, desks.other_agency)
    put_forward(case.pk, NewName("son", today(), proposer="an"), by=desks.agency)
    assert _sees(case, desks.other_agency)


def test_an_official_sees_of_the_people_of_the_case_nobody_else(db: None) -> None:
    desks = build("vietnam")
    case = prepare(NewCase("party_appointment_inside", "so", post=VACANT), by=desks.agency)
    for person in ("chi", "dung"):
        put_forward(case.pk, NewName(person, today(), proposer="an"), by=desks.agency)
        paper(case, "opening", "declaration", by=desks.agency, person=person)
    view = case_view(case_now(case.pk, on=today()), official("chi"))
    assert [one.person_id for one in view.people] == ["chi"]
    assert {paper.person for line in view.lines for paper in line.papers} == {None, "chi"}
    assert all(line.stops == () for line in view.lines)
