"""The number of a decision is one number however it is typed, and a decision does not end before it begins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from liem.actions.models import Role
from liem.kernel.errors import LiemError
from liem.procedures.decisions.entering_old import NewOldDecision, Row, enter_old
from liem.procedures.models import Decision
from procedures.decisions.running import case, paper, take
from procedures.world import PEOPLE, VACANT, Desks, build, days_ago, desk
from world import LONG_AGO

pytestmark = pytest.mark.django_db
OLD = NewOldDecision(
    number="12-QĐ/TU", decided_on=days_ago(310), effective_on=days_ago(300), body="tinh", subject="Bổ nhiệm"
)


@pytest.fixture
def desks() -> Desks:
    return build()


@pytest.mark.parametrize(
    "number", ["12 - QĐ/TU", "12-QĐ/tu", "12-QĐ\u200b/TU", "１２-QĐ/TU", "\u200b", "12-QĐ/TU"], ids=ascii
)
def test_a_number_typed_in_another_way_is_the_same_number(number: str, desks: Desks) -> None:
    enter_old(OLD, by=desks.province)
    with pytest.raises(LiemError) as refused:
        enter_old(replace(OLD, number=number), by=desks.province)
    assert refused.value.code == ("decisions.old" if number == "\u200b" else "decisions.same_number")
    assert Decision.objects.count() == 1


def test_a_decision_does_not_end_before_it_has_effect(desks: Desks) -> None:
    case("party_appointment_inside", "chi", post_id=VACANT)
    with pytest.raises(LiemError, match=r"decisions\.ends_before"):
        take("case", replace(paper(days=5), ends_on=days_ago(6)), by=desks.province, on=days_ago(10))
    assert not Decision.objects.exists()


def test_an_older_decision_takes_in_nobody_beyond_the_mandate(desks: Desks) -> None:
    near = desk(Role.ORGANISATION_OFFICER, "so", username="so-officer")
    rows = tuple(Row("record_tenure", f"{one}/{PEOPLE[one]}/{LONG_AGO}", one) for one in ("chi", "son"))
    with pytest.raises(LiemError, match=r"record\.out_of_reach"):
        enter_old(replace(OLD, body="so", rows=rows), by=near)
    assert enter_old(replace(OLD, body="so", rows=rows[:1]), by=near).number == OLD.number
