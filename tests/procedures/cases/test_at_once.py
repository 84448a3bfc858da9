"""Two officers act on one step at once, and mandates end in the middle."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection

from liem.actions.accounts import end_mandate, installation
from liem.actions.models import Role
from liem.actions.verification import verify
from liem.kernel.errors import LiemError
from liem.procedures.cases.standing import case_now
from liem.procedures.cases.taking import NewStep, take
from liem.procedures.models import CaseEvent
from procedures.world import Desks, days_ago, desk, today

from .conftest import TRIAL
from .running import paper, requested
from .taker import attempt, waiting

TAKER = Path(__file__).with_name("taker.py")
SECOND = "procedures.refused procedures.already_taken"


@pytest.mark.only_on_postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_officers_who_take_a_step_at_once_the_second_is_refused(trial_pack: None) -> None:
    case, ready, came = waiting(), Barrier(2), list[str]()

    def work() -> None:
        ready.wait()
        try:
            came.append(attempt(case.pk))
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(came) == [SECOND, "taken"]
    assert list(CaseEvent.objects.order_by("number").values_list("step", flat=True)) == [
        "opening",
        "request",
        "opinion",
    ]
    assert verify().sound


@pytest.mark.once
def test_of_two_processes_on_one_sqlite_file_the_second_is_refused(tmp_path: Path, empty_file: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "liem.web.settings",
        "LIEM_DATABASE_URL": f"sqlite:///{tmp_path / 'liem.sqlite3'}",
        "LIEM_HOME": str(tmp_path),
        "LIEM_PACKS": str(TRIAL),
        "LIEM_SECRET_KEY": "only-for-this-test-only-for-this-test",
        "PYTHONPATH": os.pathsep.join([str(TAKER.parents[2]), os.environ.get("PYTHONPATH", "")]),
    }
    shutil.copy(empty_file, tmp_path / "liem.sqlite3")
    built = subprocess.run(
        [sys.executable, TAKER, "build"], env=environment, check=True, capture_output=True, text=True
    )
    takers = [_started(environment, built.stdout.strip()) for _ in range(2)]
    assert [_line(taker) for taker in takers] == ["ready 0", "ready 0"]  # both see that nothing stands against it
    for taker in takers:
        assert taker.stdin is not None
        taker.stdin.write("\n")
        taker.stdin.flush()
    assert sorted(_line(taker) for taker in takers) == [SECOND, "taken"]
    assert [taker.wait(timeout=60) for taker in takers] == [0, 0]


def _started(environment: dict[str, str], key: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(TAKER), "take", key]
    return subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _line(taker: subprocess.Popen[str]) -> str:
    assert taker.stdout is not None
    return taker.stdout.readline().strip()


@pytest.mark.django_db
def test_a_mandate_that_ends_in_the_middle_takes_no_further_step(desks: Desks) -> None:
    case, colleague = requested(desks), desk(Role.UNIT_OFFICER, "so", username="colleague")
    for name in ("opinion", "evaluation_record"):
        paper(case, "opinion", name, by=desks.agency)
    new = NewStep("opinion", days_ago(15), by_person="giang")
    end_mandate(desks.agency.mandate, on=today(), reason="Chuyển công tác", by=installation())
    with pytest.raises(LiemError) as caught:
        take(case.pk, new, by=desks.agency)  # as the page holds it, from before the end
    assert caught.value.code == "actions.expired_mandate"
    assert take(case.pk, new, by=colleague).number == 2


@pytest.mark.django_db
def test_where_the_last_mandate_of_a_desk_ends_the_desk_above_goes_on(desks: Desks) -> None:
    case = requested(desks)
    for name in ("opinion", "evaluation_record"):
        paper(case, "opinion", name, by=desks.agency)
    new = NewStep("opinion", days_ago(15), by_person="giang")
    end_mandate(desks.agency.mandate, on=today(), reason="Chuyển công tác", by=installation())
    with pytest.raises(LiemError) as caught:
        take(case.pk, new, by=desks.agency)
    assert caught.value.code == "procedures.foreign"
    assert take(case.pk, new, by=desks.province).number == 2
    assert len(case_now(case.pk, on=today()).events) == 3
