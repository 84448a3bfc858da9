"""A step entered wrongly: a later event stands for it, and nothing is taken out."""

from __future__ import annotations

import pytest

from liem.kernel.errors import LiemError
from liem.procedures.cases.standing import case_now
from liem.procedures.cases.taking import NewStep, correct
from procedures.world import Desks, days_ago, today

from .running import advised, answer, leave_out, proposed

pytestmark = pytest.mark.django_db


def test_a_correction_stands_for_the_event_and_what_rested_on_it_is_taken_again(desks: Desks) -> None:
    case = proposed(desks)
    event = correct(case.pk, 2, NewStep("opinion", days_ago(16), by_person="giang"), "Ghi nhầm ngày", by=desks.agency)
    assert (event.number, event.corrects, event.reason, event.on) == (5, 2, "Ghi nhầm ngày", days_ago(16))
    now = case_now(case.pk, on=today())
    assert now.open_steps == ("looked_into",)
    assert now.event_of("opinion") == event
    assert [one.number for one in now.events] == [0, 1, 2, 3, 4, 5]
    leave_out(case, desks)
    assert case_now(case.pk, on=today()).open_steps == ("proposal",)


def test_what_was_wrongly_entered_as_not_passed_is_put_right(desks: Desks) -> None:
    case = proposed(desks)
    answer(case, desks, passes=False)
    assert case_now(case.pk, on=today()).open_steps == ("opinion",)
    correct(case.pk, 5, NewStep("answer", days_ago(10), by_person="an"), "Ghi nhầm kết quả", by=desks.agency)
    assert case_now(case.pk, on=today()).open_steps == ("handover",)


@pytest.mark.parametrize(
    ("number", "reason", "code"),
    [
        (0, "Mở sai", "procedures.opening_stands"),
        (2, " ", "procedures.no_reason"),
        (1, "Sai bước", "procedures.refused"),
        (9, "Không có", "procedures.refused"),
    ],
)
def test_a_correction_names_an_event_of_the_step_and_a_reason(
    desks: Desks, number: int, reason: str, code: str
) -> None:
    case = advised(desks)
    with pytest.raises(LiemError) as caught:
        correct(case.pk, number, NewStep("opinion", days_ago(15), by_person="giang"), reason, by=desks.agency)
    assert caught.value.code == code
    assert len(case_now(case.pk, on=today()).events) == 4


def test_only_the_desk_of_the_step_corrects_it(desks: Desks) -> None:
    case = advised(desks)
    with pytest.raises(LiemError) as caught:
        correct(case.pk, 2, NewStep("opinion", days_ago(15), by_person="giang"), "Sửa", by=desks.other_agency)
    assert caught.value.code == "procedures.foreign"
