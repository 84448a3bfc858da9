"""Cases that run in the demo province, each standing where something can be seen or done. Made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from liem.demo.accounts import OFFICIAL
from liem.demo.running import ground, meeting
from liem.demo.running.walk import Walk
from liem.law.procedures.steps import Procedure
from liem.procedures.cases.holders import step_of
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.models import Case, Decision
from liem.rulebook.book import rule_book

OFFICIALS_UNIT = "xa-da-dung/ban-thuong-vu"


def show_cases(day: date) -> None:
    """Runs them on the day; nothing where cases are there already."""
    if Case.objects.exists():
        return
    ground.ready(day)
    for name, run in _SHOWN.items():
        found = rule_book().procedure(name)
        assert found is not None
        run(found, day)


def _counting(procedure: Procedure, day: date) -> None:
    """An appointment at its second meeting: held, and counted by one of the two tellers."""
    walk = ground.begin(procedure, day=day)
    walk.open()
    walk.until("second_leadership")
    now = walk.now()
    step = step_of(now, "second_leadership")
    assert step is not None
    by = walk.desk_of(step)
    walk.ready(step, by)
    meeting.hold(walk.now(), step, walk.cast, by, sheets=1)


def _own_review(procedure: Procedure, day: date) -> None:
    """An evaluation that waits for what the official says of the own work."""
    new = NewCase(procedure.id, OFFICIALS_UNIT, person=OFFICIAL, planned_on=date(day.year, 12, 15))
    cast = ground.cast(day)
    walk = Walk(prepare(new, by=cast.desks[0]).pk, cast)
    walk.open()
    walk.until("own_review")


def _until(step: str) -> Callable[[Procedure, date], None]:
    def run(procedure: Procedure, day: date) -> None:
        walk = ground.begin(procedure, day=day)
        walk.open()
        walk.until(step)

    return run


def _annulled(procedure: Procedure, day: date) -> None:
    """A wrong decision, annulled; what relied on it is not all put right yet."""
    chosen = ground.begin(_named("training_selection"), day=day)
    chosen.open()
    chosen.until("result")
    decision = Decision.objects.get(case=chosen.case)
    walk = ground.begin(procedure, day=day, decision=decision)
    walk.open()
    walk.until("redone")


def _named(name: str) -> Procedure:
    found = rule_book().procedure(name)
    assert found is not None
    return found


_SHOWN: Mapping[str, Callable[[Procedure, date], None]] = {
    "appointment_with_action_programme": _counting,
    "many_sided_evaluation": _own_review,
    "transfer_with_effect_assessed": _until("acknowledgement"),
    "party_confidence_vote": _until("report"),
    "state_reappointment": _until("key_officials"),
    "annulment": _annulled,
}
