"""Suspensions: a person is kept from the duties of a post for a time. The tenure goes on."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from liem.actions.versions import following
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import Step
from liem.procedures.decisions.changes import Changes
from liem.procedures.decisions.signed import Signed
from liem.procedures.models import Case, Suspension


def take(one: Signed, step: Step) -> None:
    """The first decision begins the suspension, the optional one extends it, the last step ends it. Raises
    `decisions.no_last_day` and `decisions.not_suspended`."""
    if step is one.now.procedure.steps[-1]:
        end(one.now.case, one.changes, on=one.new.effective_on)
    elif step.optional is not None:
        _extend(one)
    else:
        _begin(one)


def end(case: Case, changes: Changes, *, on: date) -> None:
    """The suspension is over from that day on. Raises `decisions.not_suspended`."""
    suspension = _running(case, changes)
    changes.put(following(suspension, ended_on=on), person=suspension.person_id)


def go_on(case: Case, changes: Changes) -> None:
    """Its end was entered by mistake. One that a decision ended has been undone with that decision."""
    for suspension in changes.current(Suspension.objects.filter(case=case)):
        if suspension.ended_on is not None:
            changes.put_back(following(suspension, ended_on=None))


def _begin(one: Signed) -> None:
    case = one.now.case
    if one.new.ends_on is None or one.new.ends_on < one.new.effective_on or case.person_id is None:
        raise _no_last_day()
    suspension = Suspension(
        identity=uuid4().hex,
        case=case,
        person_id=case.person_id,
        post_id=case.post_id,
        begun_on=one.new.effective_on,
        ends_on=one.new.ends_on,
    )
    one.changes.put(suspension, person=case.person_id)


def _extend(one: Signed) -> None:
    suspension = _running(one.now.case, one.changes)
    if one.new.ends_on is None or one.new.ends_on <= suspension.ends_on:
        raise _no_last_day()
    one.changes.put(following(suspension, ends_on=one.new.ends_on), person=suspension.person_id)


def _running(case: Case, changes: Changes) -> Suspension:
    found = changes.current(Suspension.objects.filter(case=case))
    if not found:
        raise LiemError(
            "decisions.not_suspended",
            Message(
                "Chưa ghi quyết định tạm đình chỉ nào trong vụ việc này. Hãy ghi quyết định đó trước.",
                "No suspension is entered in this case. Enter that decision first.",
            ),
        )
    return found[0]


def _no_last_day() -> LiemError:
    return LiemError(
        "decisions.no_last_day",
        Message(
            "Tạm đình chỉ là có thời hạn. Hãy ghi ngày cuối cùng; khi gia hạn thì phải sau ngày đã ghi.",
            "A suspension is for a time. Enter its last day; an extension must end later than what is entered.",
        ),
    )
