from __future__ import annotations

import pytest

from liem.actions.models import Notice
from liem.actions.notices import deliver
from liem.procedures.cases.taking import NewStep, take
from procedures.world import Desks, days_ago, official

from .running import answer, leave_out, opened, paper, proposed, requested

pytestmark = pytest.mark.django_db


def _told() -> list[tuple[str, str]]:
    """Delivers what waits and empties the box, so that each call tells what is new."""
    deliver()
    found = list(Notice.objects.order_by("pk").values_list("account__username", "path"))
    Notice.objects.all().delete()
    return found


def test_the_official_whose_own_step_comes_first_is_told(desks: Desks) -> None:
    official("chi")
    case = opened(desks)
    assert _told() == [("official-chi", f"/cases/{case.pk}/")]


def test_whoever_acts_next_is_told_and_not_whoever_acted(desks: Desks) -> None:
    case = requested(desks)
    assert _told() == [("unit_officer-so", f"/cases/{case.pk}/")]
    for name in ("opinion", "evaluation_record"):
        paper(case, "opinion", name, by=desks.agency)
    take(case.pk, NewStep("opinion", days_ago(15), by_person="giang"), by=desks.agency)
    assert _told() == [("inspector-tinh", f"/cases/{case.pk}/")]
    leave_out(case, desks)
    assert _told() == [("unit_officer-so", f"/cases/{case.pk}/")]


def test_nobody_is_told_of_a_case_that_goes_on_at_the_same_desk(desks: Desks) -> None:
    case = proposed(desks)
    _told()
    answer(case, desks, passes=True)
    assert _told() == []
