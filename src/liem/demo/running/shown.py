"""Cases that run in the demo province, each standing where something can be seen or done. Made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO

from liem.demo.accounts import OFFICIAL, UNIT
from liem.demo.running import ground, meeting
from liem.demo.running.walk import Cast, Walk
from liem.law.procedures.steps import Procedure, Step
from liem.procedures.cases.filing import NewPaper, file_paper
from liem.procedures.cases.holders import leaders_of, step_of
from liem.procedures.cases.papers import WAIVER
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.decisions.entering_old import NewOldDecision, Row, enter_old
from liem.procedures.gates.asking import ask
from liem.procedures.gates.waivers import NewWaiver, deciding_body, waive
from liem.procedures.models import Case, Decision
from liem.record.models import Tenure
from liem.rulebook.book import rule_book

OFFICIALS_UNIT = "xa-da-dung/ban-thuong-vu"
WRONGLY_TAKEN_ON = "p0557"


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
    """A wrong decision of long ago, annulled: whom it took on was appointed and planned for relying on it, and none of
    that is put right yet."""
    walk = ground.begin(procedure, day=day, decision=_wrongly_taken_on(ground.cast(day)))
    walk.open()
    walk.until("redone")


def _wrongly_taken_on(cast: Cast) -> Decision:
    """The decision by which the first post of the career was given."""
    first = Tenure.objects.current().filter(person=WRONGLY_TAKEN_ON).order_by("valid_from").first()
    assert first is not None
    assert first.valid_from is not None
    new = NewOldDecision(
        number=first.decision.removeprefix("Quyết định số ").partition(",")[0],
        decided_on=first.valid_from,
        effective_on=first.valid_from,
        body=UNIT,
        subject="Tuyển dụng, phân công công tác",
        rows=(Row(Tenure._meta.db_table, first.identity, WRONGLY_TAKEN_ON),),
    )
    return enter_old(new, by=cast.desks[0])


def _let_go(procedure: Procedure, day: date) -> None:
    """A rotation beyond the number of posts, which was allowed as an exception that nobody has reviewed yet."""
    begun = ground.begin(procedure, day=day)
    walk = replace(begun, cast=replace(begun.cast, stated={("rotation", "extra_post"): "true"}))
    walk.open()
    walk.until("appraisal")
    step = step_of(walk.now(), "appraisal")
    assert step is not None
    walk.ready(step, walk.desk_of(step))
    _waive(walk, step)
    walk.until("bodies_consulted")


def _agreement() -> BytesIO:
    return BytesIO("Tài liệu thử nghiệm: văn bản đồng ý trường hợp đặc biệt.\n".encode())


def _waive(walk: Walk, step: Step) -> None:
    """At the desk of the organisation commission, each rule that stops the step and may be let go."""
    cast, by = walk.cast, walk.cast.desks[0]
    for line in ask(walk.now(), step.id, cast.day):
        if not line.stops or line.may_be_waived is None:
            continue
        agreed = NewPaper(step.id, WAIVER, cast.day, number="27-CV/TU", upload=_agreement())
        paper = file_paper(walk.case, agreed, by=by)
        signers = leaders_of(deciding_body(walk.now(), line.subject, on=cast.day), on=cast.day)
        new = NewWaiver(
            step=step.id,
            rule=line.rule,
            subject=line.subject,
            why="Bổ sung người cho nhiệm vụ đột xuất, đã có ý kiến đồng ý của cấp có thẩm quyền",
            paper=paper.identity,
            granted_on=cast.day,
            signed_by=signers[0] if signers else None,
        )
        waive(walk.case, new, by=by)


_SHOWN: Mapping[str, Callable[[Procedure, date], None]] = {
    "appointment_with_action_programme": _counting,
    "many_sided_evaluation": _own_review,
    "transfer_with_effect_assessed": _until("acknowledgement"),
    "party_confidence_vote": _until("report"),
    "state_reappointment": _until("key_officials"),
    "training_selection": _until("result"),
    "annulment": _annulled,
    "party_rotation": _let_go,
}
