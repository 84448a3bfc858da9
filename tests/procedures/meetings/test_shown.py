from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from liem.law.procedures.disclosing import Band, Detail, Standing
from liem.procedures.cases.standing import case_now
from liem.procedures.meetings.shown import ShownMeeting, shown_meetings
from liem.procedures.meetings.standing import Stage
from liem.procedures.meetings.tellers import enter_sheet
from procedures.meetings.running import (
    CALLED_ALL,
    CHOOSING,
    GATHERING,
    case_before,
    counted,
    held,
    meeting_of,
    taken,
    votes,
)
from procedures.world import Desks, official, today

pytestmark = pytest.mark.django_db
ONE = "key_officials"


def _shown(step: str) -> tuple[ShownMeeting, ...]:
    return shown_meetings(case_now("c1", on=today()), step)


def test_of_a_count_that_the_step_does_not_announce_only_the_outcome_is_shown(desks: Desks) -> None:
    case_before(CHOOSING)
    row = held(desks.agency)
    enter_sheet(row.key, votes(4, 1), by=official("kien"))
    [before] = _shown(CHOOSING)
    assert (before.stage, before.convened, before.present, before.has_quorum) == (Stage.COUNTING, 5, 5, True)
    assert (before.names, before.count) == (("c1:chi", "c1:dung"), None)
    enter_sheet(row.key, votes(4, 1), by=official("loan"))
    [after] = _shown(CHOOSING)
    assert after.count is not None
    assert (after.count.detail, after.count.sheets) == (Detail.OUTCOME, None)
    assert [(one.name, one.standing, one.votes, one.band) for one in after.count.names] == [
        ("c1:chi", Standing.CHOSEN, None, None),
        ("c1:dung", Standing.NOT_CHOSEN, None, None),
    ]


def test_a_count_that_is_read_out_is_shown_as_it_was_read(desks: Desks) -> None:
    case_before(CHOOSING, procedure="state_appointment_inside")
    counted(held(desks.agency), votes(4, 1))
    [found] = _shown(CHOOSING)
    assert found.count is not None
    assert found.count.detail is Detail.EXACT
    assert [one.votes for one in found.count.names] == [4, 1]


def _one_name(desks: Desks, *, others: int = 10) -> None:
    new = meeting_of(ONE, members=CALLED_ALL, names=("c1:chi",), others=others)
    row = held(desks.agency, step=ONE, members=new.members, names=new.names, others=others)
    counted(row, votes(15, issued=16, names=("chi",)))


def test_one_name_before_many_people_shows_a_range_where_nobody_voted_on_it_before(desks: Desks) -> None:
    case_before(ONE)
    _one_name(desks)
    [found] = _shown(ONE)
    assert found.count is not None
    assert (found.count.detail, found.count.names[0].band) == (Detail.BANDS, Band.MOST)


@pytest.mark.parametrize("step", [CHOOSING, GATHERING])
def test_where_some_of_them_voted_on_the_name_before_not_even_a_range_is_shown(desks: Desks, step: str) -> None:
    case_before(step)
    members = CALLED_ALL[:7] if step == GATHERING else CALLED_ALL[:5]
    counted(held(desks.agency, step=step, members=members), votes(3, 2))

    taken("c1", *([CHOOSING] if step == CHOOSING else [GATHERING, CHOOSING]), chosen=["c1:chi"])
    _one_name(desks)
    [found] = _shown(ONE)
    assert found.count is not None
    assert found.count.detail is Detail.OUTCOME


def test_looking_takes_the_same_queries_for_one_meeting_and_for_several(
    desks: Desks, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case_before(CHOOSING)
    for _ in range(3):
        held(desks.agency, again="x")
    now = case_now("c1", on=today())
    with django_assert_num_queries(6):
        assert len(shown_meetings(now, CHOOSING)) == 3
