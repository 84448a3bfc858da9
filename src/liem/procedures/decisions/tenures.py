"""Tenures that a decision begins, renews or ends. A tenure is never taken out: it ends by a version with its end."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from uuid import uuid4

from django.db.models import Q

from liem.actions.versions import following
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import Effect, Kind
from liem.procedures.cases.standing import CaseNow
from liem.procedures.decisions.signed import Signed
from liem.record.choices import TenureKind
from liem.record.days import holds_on
from liem.record.models import PostState, Tenure
from liem.record.quality.contradictory import ONE_HOLDER
from liem.record.scope import bodies_under

KINDS: Mapping[Kind, TenureKind] = {
    Kind.APPOINTMENT_INSIDE: TenureKind.APPOINTMENT,
    Kind.APPOINTMENT_OUTSIDE: TenureKind.APPOINTMENT,
    Kind.COMPETITIVE_SELECTION: TenureKind.APPOINTMENT,
    Kind.CONGRESS_PERSONNEL: TenureKind.ELECTION,
    Kind.ROTATION: TenureKind.ROTATION,
    Kind.PERIODIC_TRANSFER: TenureKind.PERIODIC_TRANSFER,
}
"""By what act a tenure begins that a procedure of the kind brings about."""


def begin(one: Signed) -> None:
    """Everybody whom the decision is about begins in the new post; what they leave ends. Raises `decisions.no_post`,
    `decisions.holds_already`, `decisions.post_taken` and `decisions.not_held`."""
    targets = [(person.person, person.to_post or one.now.case.post_id) for person in one.people]
    for tenure in _ended(one):
        one.changes.put(following(tenure, valid_to=one.new.effective_on), person=tenure.person_id)
    sole = _sole_posts({post for _, post in targets if post}, on=one.new.effective_on)
    for person, post in targets:
        if post is None:
            raise _no_post()
        begun = _begun(one, person, post)
        _refuse_overlap(one, begun, is_sole=post in sole)
        one.changes.put(begun, person=person)


def renew(one: Signed) -> None:
    """The tenure goes on, by the new decision; it ends only where that says when. Raises `decisions.not_held`."""
    for tenure in _of_the_case(one.now, _of_people(one)):
        until = first_day_after(one.new.ends_on)
        renewed = following(tenure, decision=one.decision.number, valid_to=until)
        one.changes.put(renewed, person=tenure.person_id)


def end(one: Signed) -> None:
    """The tenure of the case ends, or those that the decision names. Raises `decisions.not_held`."""
    ending = _ended(one)
    if not ending:
        raise _not_held()
    for tenure in ending:
        one.changes.put(following(tenure, valid_to=one.new.effective_on), person=tenure.person_id)


def usually_ended(now: CaseNow, people: Collection[str], held: Sequence[Tenure], *, on: date) -> list[Tenure]:
    """Of what these people hold on the day, what ends where the decision names nothing, by the kind of procedure: of a
    decision that ends a tenure, the one of the case. Raises `decisions.not_held`."""
    if now.procedure.effect is Effect.TENURE_ENDS:
        return _of_the_case(now, held)
    if now.procedure.kind is Kind.ROTATION:
        return [tenure for person in people if (tenure := _begun_last(held, person)) is not None]
    if now.procedure.kind is Kind.PERIODIC_TRANSFER:
        return _in_unit(now, people, held, on=on)
    return []


def first_day_after(last: date | None) -> date | None:
    return None if last is None else last + timedelta(days=1)


def holds(tenure: Tenure, day: date) -> bool:
    begun = tenure.valid_from is None or tenure.valid_from <= day
    return begun and (tenure.valid_to is None or tenure.valid_to > day)


def _begun(one: Signed, person: str, post: str) -> Tenure:
    return Tenure(
        identity=uuid4().hex,
        person_id=person,
        post_id=post,
        valid_from=one.new.effective_on,
        valid_to=first_day_after(one.new.ends_on),
        decision=one.decision.number,
        kind=KINDS.get(one.now.procedure.kind, TenureKind.APPOINTMENT),
        source=one.words,
    )


def _of_people(one: Signed) -> list[Tenure]:
    """The tenures that somebody of the decision holds on the day before it has effect, and could go on holding."""
    people = [person.person for person in one.people]
    tenures = one.changes.current(Tenure.objects.filter(person_id__in=people))
    return [tenure for tenure in tenures if _can_end(tenure, one.new.effective_on)]


def _can_end(tenure: Tenure, day: date) -> bool:
    return holds(tenure, day) and tenure.valid_from != day


def _of_the_case(now: CaseNow, held: Sequence[Tenure]) -> list[Tenure]:
    """The tenure of the post that the case is about; without a post, the only one that the person holds."""
    if now.case.post_id is not None:
        held = [tenure for tenure in held if tenure.post_id == now.case.post_id]
    if len(held) != 1:
        raise _not_held()
    return list(held)


def _ended(one: Signed) -> list[Tenure]:
    """What ends by the decision: what it names, else by the kind of procedure."""
    held = _of_people(one)
    if one.new.leaves is None:
        return usually_ended(one.now, [person.person for person in one.people], held, on=one.new.effective_on)
    by_identity = {tenure.identity: tenure for tenure in held}
    if not by_identity.keys() >= set(one.new.leaves):
        raise _not_held()
    return [by_identity[identity] for identity in one.new.leaves]


def _begun_last(held: Sequence[Tenure], person: str) -> Tenure | None:
    """The post from which a rotation goes out, as the procedure reckons it."""
    own = [tenure for tenure in held if tenure.person_id == person]
    return max(own, key=lambda one: (one.valid_from or date.min, one.identity), default=None)


def _in_unit(now: CaseNow, people: Collection[str], held: Sequence[Tenure], *, on: date) -> list[Tenure]:
    """The one post of each person in the unit. Raises `decisions.not_held` where there is none, or several."""
    unit = bodies_under(now.case.body_id, on=on) or {now.case.body_id}
    posts = _posts_at(unit, among={tenure.post_id for tenure in held}, on=on)
    there = [tenure for tenure in held if tenure.post_id in posts]
    if sorted(tenure.person_id for tenure in there) != sorted(people):
        raise _not_held()
    return there


def _posts_at(bodies: Collection[str], *, among: Collection[str], on: date) -> frozenset[str]:
    states = PostState.objects.current().filter(holds_on(on), post_id__in=among, body_id__in=bodies)
    return frozenset(states.values_list("post_id", flat=True))


def _sole_posts(posts: Collection[str], *, on: date) -> frozenset[str]:
    """Those that one person holds at a time."""
    states = PostState.objects.current().filter(holds_on(on), post_id__in=posts, role__in=ONE_HOLDER)
    return frozenset(states.values_list("post_id", flat=True))


def _refuse_overlap(one: Signed, begun: Tenure, *, is_sole: bool) -> None:
    rows = Tenure.objects.filter(Q(person_id=begun.person_id) | Q(post_id=begun.post_id))
    begun_already = [row for row in one.changes.started(Tenure) if row.post_id == begun.post_id]
    others = [row for row in (*one.changes.current(rows), *begun_already) if row.post_id == begun.post_id]
    overlapping = [row for row in others if _overlap(row, begun)]
    if any(row.person_id == begun.person_id for row in overlapping):
        raise LiemError(
            "decisions.holds_already",
            Message(
                "Người này đang giữ, hoặc sẽ giữ, chức vụ đó rồi. Hãy xem lại quá trình công tác.",
                "This person holds that post already, or is to hold it. Look at the tenures again.",
            ),
        )
    if is_sole and any(row.kind != TenureKind.ACTING for row in overlapping):
        raise LiemError(
            "decisions.post_taken",
            Message(
                "Vào ngày có hiệu lực, chức vụ chỉ có một người giữ này còn người khác giữ. Hãy ghi quyết định cho "
                "người đó thôi giữ chức vụ trước.",
                "On the day of effect somebody else still holds this post, which one person holds at a time. Enter "
                "the decision by which that person leaves it first.",
            ),
        )


def _overlap(one: Tenure, other: Tenure) -> bool:
    first, second = (one, other) if (one.valid_from or date.min) <= (other.valid_from or date.min) else (other, one)
    return first.valid_to is None or first.valid_to > (second.valid_from or date.min)


def _no_post() -> LiemError:
    return LiemError(
        "decisions.no_post",
        Message(
            "Chưa ghi người này đến giữ chức vụ nào. Hãy ghi chức vụ mới cho từng người của vụ việc.",
            "It is not said to which post this person goes. Enter the new post of everybody before the case.",
        ),
    )


def _not_held() -> LiemError:
    return LiemError(
        "decisions.not_held",
        Message(
            "Vào ngày có hiệu lực, hồ sơ không ghi người này giữ chức vụ đó, hoặc ghi nhiều chức vụ. Hãy xem lại ngày, "
            "quá trình công tác, và chọn chức vụ thôi giữ.",
            "On the day of effect the record does not show this person in that post, or shows several. Look at the day "
            "and the tenures, and choose the post that is left.",
        ),
    )
