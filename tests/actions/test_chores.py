"""What the worker does now and then."""

from __future__ import annotations

import pytest

from liem.actions import chores
from liem.actions.chores import Chore, Rota, register
from liem.kernel.errors import LiemError, Message


@pytest.fixture(autouse=True)
def _none_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chores, "_chores", {})


def test_a_chore_is_done_when_its_time_has_come() -> None:
    done: list[str] = []
    register(Chore("often", 10, lambda: done.append("often")))
    register(Chore("seldom", 60, lambda: done.append("seldom")))
    rota = Rota()
    for moment in (0.0, 9.9, 10.0, 19.0, 60.0):
        rota.do_due(moment)
    assert done == ["often", "seldom", "often", "often", "seldom"]


@pytest.mark.django_db
def test_a_chore_that_fails_keeps_no_other_from_being_done_and_tells_no_content(
    caplog: pytest.LogCaptureFixture,
) -> None:
    done: list[str] = []

    def fail() -> None:
        raise ValueError("Nguyễn Thị Hoa")

    register(Chore("broken", 10, fail))
    register(Chore("sound", 10, lambda: done.append("sound")))
    rota = Rota()
    rota.do_due(0.0)
    rota.do_due(10.0)
    assert done == ["sound", "sound"]
    assert [record.getMessage() for record in caplog.records] == ["chore broken fails: ValueError"]


@pytest.mark.django_db
def test_a_chore_that_fails_anew_is_told_anew(caplog: pytest.LogCaptureFixture) -> None:
    outcomes = iter([True, True, False, True])

    def run() -> None:
        if next(outcomes):
            raise LiemError("ledger.no_key", Message("Chưa có khóa.", "There is no key."))

    register(Chore("checkpoints", 10, run))
    rota = Rota()
    for moment in (0.0, 10.0, 20.0, 30.0):
        rota.do_due(moment)
    told = "chore checkpoints fails: [ledger.no_key] There is no key."
    assert [record.getMessage() for record in caplog.records] == [told, told]


def test_one_of_the_same_name_takes_the_place_of_the_former() -> None:
    done: list[str] = []
    register(Chore("mail", 10, lambda: done.append("former")))
    register(Chore("mail", 10, lambda: done.append("latter")))
    Rota().do_due(0.0)
    assert done == ["latter"]
