"""How far cases have come is kept case by case: it must be what a replay of everything says, whatever was entered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from liem.procedures.cases import progress as progress_module
from liem.procedures.cases.holders import Holders, step_of
from liem.procedures.cases.open_steps import open_steps
from liem.procedures.cases.progress import progress_of
from liem.procedures.cases.standing import cases_now
from liem.procedures.cases.taking import NewStep, correct
from liem.procedures.models import Case
from liem.record import state
from liem.record.models import BodyState, PostState, Tenure
from procedures.world import Desks, days_ago, today
from world import LONG_AGO, body, tenure, write

from .running import advised, answer, opened, prepared, proposed

pytestmark = pytest.mark.django_db


def _agrees() -> None:
    """What is kept says of every case, today and later, what a replay of all its events says."""
    for on in (today(), today() + timedelta(days=40)):
        replayed = {now.case.pk: now for now in cases_now(Case.objects.all(), on=on)}
        for one in progress_of(Case.objects.all(), on=on):
            course = replayed[one.case.pk].course
            places = course.open if course else ()
            assert (one.opened, one.end) == (course and course.opened, course and course.end)
            assert [(place.step.id, place.since, place.due) for place in one.open] == [
                (place.step.id, place.since, place.due) for place in places
            ]
            assert one.is_late(on) is any(place.is_late for place in places)
        holders = Holders(list(replayed.values()), on=on)
        assert {(one.case, one.step): one.held for one in open_steps(on)} == {
            (key, step): holders.of(now, step_of(now, step))
            for key, now in replayed.items()
            if not now.is_over
            for step in now.open_steps
        }


def test_every_step_of_a_case_is_seen_at_once(desks: Desks) -> None:
    prepared(desks, "giang")
    opened(desks, "dung", "so/phong-2")
    _agrees()
    case = proposed(desks)
    _agrees()
    answer(case, desks, passes=False)
    _agrees()


def test_a_correction_is_seen(desks: Desks) -> None:
    case = proposed(desks)
    _agrees()
    correct(case.pk, 2, NewStep("opinion", days_ago(14), by_person="giang"), "Ghi nhầm ngày", by=desks.agency)
    _agrees()


def test_whose_a_step_is_follows_the_record(desks: Desks) -> None:
    advised(desks)
    _agrees()
    write(*body("ban-moi", superior="so"), tenure("hai", "so/pho-2", LONG_AGO))
    _agrees()


def test_only_cases_to_which_something_was_entered_are_replayed(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    still, moving = opened(desks), opened(desks, "dung", "so/phong-2")
    progress_of(Case.objects.all(), on=today())
    replayed: list[str] = []
    replay = progress_module._replayed
    monkeypatch.setattr(progress_module, "_replayed", lambda keys, *rest: replayed.extend(keys) or replay(keys, *rest))
    progress_of(Case.objects.all(), on=today() + timedelta(days=1))
    assert replayed == []
    own = opened(desks, "giang")
    progress_of(Case.objects.all(), on=today())
    assert replayed == [own.pk]
    assert {still.pk, moving.pk}.isdisjoint(replayed)


def test_a_watch_over_tables_sees_what_wrote_them_and_nothing_else(desks: Desks) -> None:
    watch = state.Watched(BodyState, PostState, Tenure)
    before = watch.last_change()
    prepared(desks)
    assert watch.last_change() == before
    write(tenure("hai", "so/pho-2", LONG_AGO))
    assert watch.last_change() == state.last_change() > before
