"""The board of cases, and what bodies owe in running ones."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liem.actions.permissions import Acting
from liem.duties.calendar import workdays
from liem.duties.sources import owed
from liem.law.procedures.steps import Part
from liem.procedures.cases.board import BoardFilter, BoardPage, Stand, board
from liem.procedures.cases.duties import KIND
from liem.procedures.cases.people import NewName, put_forward
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.cases.taking import NewStep, take
from liem.record import state
from liem.record.scope import reach
from procedures.world import VACANT, Desks, build, days_ago, official, today

from .running import OPENED, advised, answer, opened, paper, prepared, proposed

pytestmark = pytest.mark.django_db


def _board(by: Acting, wanted: BoardFilter | None = None, **part: int) -> BoardPage:
    return board(reach(by, today()), today(), wanted or BoardFilter(), **part)


def test_a_line_tells_where_a_case_stands_who_acts_next_and_what_is_missing(desks: Desks) -> None:
    case = advised(desks)
    page = _board(desks.agency)
    assert (page.total, page.late, [line.key for line in page.lines]) == (1, 1, [case.pk])
    line = page.lines[0]
    assert (line.stand, line.body, line.post_title, line.person_name, line.opened_on) == (
        Stand.RUNNING,
        "so/phong-1",
        "So/Phong-1/Truong",
        "Người chi",
        days_ago(OPENED),
    )
    due = workdays().after(days_ago(OPENED), 5)
    assert [(one.step, one.body, one.part, one.due, one.is_late, one.missing) for one in line.next] == [
        ("proposal", "so", Part.HEAD, due, True, ("submission",))
    ]


def test_running_cases_come_first_and_filters_leave_what_is_asked_for(desks: Desks) -> None:
    ended = proposed(desks)
    answer(ended, desks, passes=True)
    paper(ended, "handover", "handover", by=desks.agency)
    take(ended.pk, NewStep("handover", today()), by=desks.agency)
    waiting = prepared(desks, "giang")
    running = opened(desks, "dung", "so/phong-2", days=1)
    assert [line.key for line in _board(desks.agency).lines] == [running.pk, waiting.pk, ended.pk]
    for wanted, keys in (
        (BoardFilter(stand=Stand.COMPLETED), [ended.pk]),
        (BoardFilter(stand=Stand.PREPARED), [waiting.pk]),
        (BoardFilter(body="so/phong-2"), [running.pk]),
        (BoardFilter(kind="resignation"), [running.pk, waiting.pk, ended.pk]),
        (BoardFilter(kind="release"), []),
        (BoardFilter(late=True), []),
    ):
        assert [line.key for line in _board(desks.agency, wanted).lines] == keys
    assert [line.key for line in _board(desks.agency, offset=1, limit=1).lines] == [waiting.pk]
    prepared_line = _board(desks.agency).lines[1]
    assert [(one.step, one.missing) for one in prepared_line.next] == [("opening", ("plan",))]
    assert _board(desks.agency).lines[2].next == ()


def test_a_board_shows_what_the_mandate_reaches_and_an_official_the_own_cases(desks: Desks) -> None:
    case = opened(desks)
    assert [line.key for line in _board(desks.province).lines] == [case.pk]
    assert [line.key for line in _board(official("chi")).lines] == [case.pk]
    assert _board(desks.other_agency).total == 0
    assert _board(official("giang")).total == 0


def test_the_body_from_which_a_candidate_comes_sees_the_case_that_asks_it(db: None) -> None:
    desks = build("vietnam")
    case = prepare(NewCase("party_appointment_outside", "so", post=VACANT), by=desks.agency)
    assert _board(desks.other_agency).total == 0
    put_forward(case.pk, NewName("son", today(), proposer="an"), by=desks.agency)
    assert [line.key for line in _board(desks.other_agency).lines] == [case.pk]


def test_the_number_of_queries_does_not_grow_with_the_cases(desks: Desks) -> None:
    def queries() -> int:
        state.forget()
        with CaptureQueriesContext(
            connection,
        ) as found:
            _board(desks.agency)
        return len(found)

    advised(desks)
    one = queries()
    opened(desks, "dung", "so/phong-2")
    opened(desks, "giang")
    assert queries() == one


def test_open_steps_with_a_day_are_owed_by_the_body_that_has_the_power(desks: Desks) -> None:
    case = advised(desks)
    found = [one for one in owed(today()) if one.kind == KIND]
    due = workdays().after(days_ago(OPENED), 5)
    assert [(one.subject, one.body, one.due_on, one.path) for one in found] == [
        (f"{case.pk}:proposal", "so", due, f"/cases/{case.pk}/")
    ]
    paper(case, "proposal", "submission", by=desks.agency)
    take(case.pk, NewStep("proposal", days_ago(12), by_person="binh"), by=desks.agency)
    assert [one for one in owed(today()) if one.kind == KIND] == []
