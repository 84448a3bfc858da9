"""Succession lists that a decision approves or revises: who stands on them, and who is taken off and why."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from liem.actions.versions import following
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import Kind
from liem.procedures.cases.standing import CaseNow
from liem.procedures.decisions.signed import Signed
from liem.record.models import SuccessionEntry, SuccessionList, SuccessionListState, TermState
from liem.record.scope import and_above, superiors_on
from liem.record.secrecy import may_hold


def enter_list(one: Signed) -> None:
    """Approves the list of the post for the term, or revises it. Of a list above the ceiling of secrecy only number
    and date are kept. Raises `decisions.no_post`, `decisions.which_term` and `decisions.not_listed`."""
    kept = _list(one)
    _state(one, kept.pk)
    if may_hold(one.now.case.secrecy):
        _people(one, kept.pk)


def _list(one: Signed) -> SuccessionList:
    case = one.now.case
    if case.post_id is None:
        raise _no_post()
    term = _term(one)
    found = SuccessionList.objects.filter(post_id=case.post_id, term_id=term).order_by("key").first()
    if found is not None:
        return found
    new = SuccessionList(key=uuid4().hex, body_id=case.body_id, post_id=case.post_id, term_id=term)
    one.changes.begin(new)
    return new


def _term(one: Signed) -> str:
    """The term that the decision names, else the only one of the unit that fits the case."""
    day = one.new.effective_on
    if one.new.term:
        if one.new.term not in {state.term_id for state in terms_for(one.now, on=day)}:
            raise _which_term()
        return one.new.term
    found = fitting_term(one.now, on=day)
    if found is None:
        raise _which_term()
    return found


def terms_for(now: CaseNow, *, on: date) -> tuple[TermState, ...]:
    """The terms for which the unit can be planned, its own first, then those of the bodies above; none that is over."""
    bodies = and_above(now.case.body_id, superiors_on(on))
    states = TermState.objects.current().filter(term__body_id__in=bodies).select_related("term")
    lasting = [state for state in states if state.valid_to is None or state.valid_to > on]
    return tuple(sorted(lasting, key=lambda one: (one.term.body_id != now.case.body_id, one.name, one.term_id)))


def fitting_term(now: CaseNow, *, on: date) -> str | None:
    """The only term of the unit that fits the case; None where there is none, or several."""
    states = TermState.objects.current().filter(term__body_id=now.case.body_id)
    fitting = {term for term, until in states.values_list("term_id", "valid_to") if _fits(now, until, on)}
    return fitting.pop() if len(fitting) == 1 else None


def _fits(now: CaseNow, until: date | None, day: date) -> bool:
    """`until` is the first day after the term."""
    ends_on = now.case.term_ends_on
    if ends_on is not None:
        return until in {ends_on, ends_on + timedelta(days=1)}
    return until is None or until > day


def _state(one: Signed, key: str) -> None:
    decision, secrecy = one.decision, one.now.case.secrecy
    former = next(iter(one.changes.current(SuccessionListState.objects.filter(list_id=key))), None)
    if former is None:
        state = SuccessionListState(
            identity=key, list_id=key, approved_on=decision.decided_on, decision=decision.number, secrecy=secrecy
        )
    elif one.now.procedure.kind is Kind.SUCCESSION_REVISION:
        reviewed_on = decision.decided_on if may_hold(former.secrecy) else None
        state = following(former, reviewed_on=reviewed_on)
    else:
        state = following(former, approved_on=decision.decided_on, decision=decision.number)
    one.changes.put(state, person=None)


def _people(one: Signed, key: str) -> None:
    entries = one.changes.current(SuccessionEntry.objects.filter(list_id=key))
    listed = {entry.person_id: entry for entry in entries if entry.removed_on is None}
    for gone in one.new.taken_off:
        entry = listed.pop(gone.person, None)
        if entry is None or not gone.reason.strip():
            raise _not_listed()
        removed = following(entry, removed_on=one.new.effective_on, removal_reason=gone.reason.strip())
        one.changes.put(removed, person=gone.person)
    taken_off = {gone.person for gone in one.new.taken_off}
    for person in one.people:
        if person.person not in {*listed, *taken_off}:
            one.changes.put(_entry(one, key, person.person), person=person.person)


def _entry(one: Signed, key: str, person: str) -> SuccessionEntry:
    return SuccessionEntry(
        identity=uuid4().hex,
        list_id=key,
        person_id=person,
        approved_on=one.decision.decided_on,
        decision=one.decision.number,
        source=one.words,
    )


def _no_post() -> LiemError:
    return LiemError(
        "decisions.no_post",
        Message(
            "Vụ việc chưa ghi chức danh quy hoạch. Hãy mở vụ việc mới cho đúng chức danh.",
            "The case names no post to be planned for. Open a new one for that post.",
        ),
    )


def _which_term() -> LiemError:
    return LiemError(
        "decisions.which_term",
        Message(
            "Chưa rõ quy hoạch cho nhiệm kỳ nào. Hãy chọn nhiệm kỳ; nếu chưa có, hãy bổ sung vào hồ sơ tổ chức.",
            "It is not clear for which term this is planned. Choose the term; where there is none, add it to the "
            "record of the body.",
        ),
    )


def _not_listed() -> LiemError:
    return LiemError(
        "decisions.not_listed",
        Message(
            "Chỉ đưa ra khỏi quy hoạch người đang có trong danh sách, kèm lý do. Hãy xem lại danh sách.",
            "Only somebody on the list can be taken off it, with the reason. Look at the list again.",
        ),
    )
