"""Who takes a step: the body that has the power, the people there who may sign, and the desk that enters it.

Bodies come from the delegation of the post on the day, never from the case. A desk is the body of a mandate: a step of
a body is entered by its own desk, or by the nearest above where it has none, and by no other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from django.db.models import F

from liem.actions.models import Mandate, Role
from liem.actions.permissions import Acting
from liem.duties.desks import desks_on, nearest
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import OPENING, Part, Procedure, Seat, Step
from liem.procedures.cases.standing import CaseNow
from liem.record.choices import BodyKind, PostRole
from liem.record.days import holds_on
from liem.record.models import BodyState, PostState, Tenure
from liem.record.scope import superiors_on

HEADS = (
    PostRole.SECRETARY,
    PostRole.CHAIR,
    PostRole.COUNCIL_CHAIR,
    PostRole.DIRECTOR,
    PostRole.DIVISION_HEAD,
)
_SEATS = frozenset({PostRole.STANDING_COMMITTEE_MEMBER, PostRole.COMMITTEE_MEMBER, PostRole.COUNCIL_MEMBER})
_DESK_ROLES = (Role.ORGANISATION_OFFICER, Role.UNIT_OFFICER)
_INSPECTION_ROLES = (Role.INSPECTOR,)
_DELEGATED = (Seat.MANAGES, Seat.PROPOSES, Seat.DECIDES)


@dataclass(frozen=True, slots=True)
class Held:
    """`body` has the step; `people` there may sign it, heads first (empty: nobody is on record); `person` is the
    official whose own step it is; `desk` is the body whose mandate enters it and `roles` the roles of that mandate.
    Where it cannot be told who has the power, `problem` says why, and nobody takes the step."""

    seat: Seat
    part: Part
    body: str
    people: tuple[str, ...]
    desk: str
    roles: tuple[Role, ...]
    person: str | None = None
    problem: Message | None = None


def holder_of(now: CaseNow, step: Step | None, *, on: date) -> Held:
    """Who takes the step: the body that has the power on the day `on`, and the desk that enters it on the day of `now`.
    `step` None asks about the opening, entered where the first step is taken (of the official's own, by the unit)."""
    held = Holders([now], on=on).of(now, step)
    return held if held.seat is Seat.PERSON or not held.body else replace(held, people=leaders_of(held.body, on=on))


class _Named(Protocol):
    @property
    def person_id(self) -> str: ...


class _Row(Protocol):
    @property
    def body_id(self) -> str: ...
    @property
    def post_id(self) -> str | None: ...
    @property
    def person_id(self) -> str | None: ...


class Concerned(Protocol):
    """As much of a case as says whose its steps are: a `CaseNow`, or less."""

    @property
    def case(self) -> _Row: ...
    @property
    def procedure(self) -> Procedure: ...
    @property
    def people(self) -> Sequence[_Named]: ...
    @property
    def day(self) -> date: ...


class Holders:
    """Who takes the steps of these cases, without the people who may sign. Eight queries, however many cases."""

    def __init__(self, cases: Sequence[Concerned], *, on: date) -> None:
        self._superiors = superiors_on(on)
        self._powers = _powers(cases, on=on)
        self._serving = bodies_of_people({one for now in cases for one in subjects_of(now)}, on=on)
        entered_on = cases[0].day if cases else on
        every: tuple[tuple[Role, ...], ...] = (_DESK_ROLES, _INSPECTION_ROLES)
        self._desks = {roles: desks_on(entered_on, roles=roles) for roles in every}
        self._own_desks = _desks_of({one for now in cases for one in subjects_of(now)}, on=entered_on)

    def of(self, now: Concerned, step: Step | None) -> Held:
        first = now.procedure.steps[0].by.seat
        seat = step.by.seat if step else Seat.UNIT if first is Seat.PERSON else first
        part = step.by.part if step else Part.OFFICER
        person = _one_person(now) if seat is Seat.PERSON else None
        body = self._body(now, seat)
        roles = _INSPECTION_ROLES if seat is Seat.INSPECTION else _DESK_ROLES
        if body is None:
            return Held(seat, part, "", (), "", roles, person, _nobody(seat))
        desk = self._desk(now, body, roles)
        if seat is Seat.INSPECTION and desk:  # whoever looks into a unit is not of it
            body = desk
        return Held(seat, part, body, (), desk, roles, person, None if desk else _no_desk())

    def _body(self, now: Concerned, seat: Seat) -> str | None:
        unit = now.case.body_id
        match seat:
            case Seat.UNIT | Seat.INSPECTION:
                return unit
            case Seat.PERSON:
                person = _one_person(now)
                return self._serving.get(person, unit) if person else unit
            case Seat.ORIGIN:
                origins = {self._serving.get(one) for one in subjects_of(now)}
                return origins.pop() if len(origins) == 1 else None
            case Seat.SUPERIOR:
                return self._superiors.get(unit)
            case _:
                return self._delegated(now, seat)

    def _delegated(self, now: Concerned, seat: Seat) -> str | None:
        """By the delegation of the post. A case about a body goes by the post of its head; without one, by its
        superior."""
        if now.case.post_id is not None:
            powers = self._powers.get(now.case.post_id)
            return powers[seat] if powers else None
        powers = self._powers.get(_head_of(now.case.body_id))
        return powers[seat] if powers else self._superiors.get(now.case.body_id) or now.case.body_id

    def _desk(self, now: Concerned, body: str, roles: tuple[Role, ...]) -> str:
        """The nearest desk that is not that of somebody whom the case is about: theirs goes to the one above."""
        own = frozenset[str]().union(*(self._own_desks[one] for one in subjects_of(now) if one in self._own_desks))
        desks = self._desks[roles]
        others = {key: accounts for key, accounts in desks.items() if key not in own} if own else desks
        return nearest(body, others, self._superiors)


def is_desk_of(held: Held, by: Acting) -> bool:
    """Whether the mandate is that of the desk which enters the step."""
    return held.problem is None and by.mandate.role in held.roles and by.mandate.body == held.desk


def refuse_foreign(held: Held, by: Acting) -> None:
    """Raises `procedures.foreign` where the mandate is not that of the desk, nor the person's own, and
    `procedures.nobody` where it cannot be told whose the step is."""
    if held.person is not None and by.account.person == held.person:
        return
    if held.problem is not None:
        raise LiemError("procedures.nobody", held.problem)
    if not is_desk_of(held, by):
        raise LiemError(
            "procedures.foreign",
            Message(
                "Bước này thuộc thẩm quyền của tổ chức khác, nên phải do bộ phận của tổ chức đó ghi. "
                "Hãy chuyển cho họ.",
                "This step belongs to another body and is entered by its own desk. Pass it to them.",
            ),
            {"body": held.body, "desk": held.desk},
        )


def subjects_of(now: Concerned) -> frozenset[str]:
    """The people whom the case is about."""
    people = {one.person_id for one in now.people}
    return frozenset({*people, now.case.person_id} if now.case.person_id else people)


def refuse_own_case(now: CaseNow, people: Collection[str | None]) -> None:
    """Raises `procedures.own_case` where somebody acts in a case about themselves."""
    if subjects_of(now).intersection(one for one in people if one):
        raise own_case()


def own_case() -> LiemError:
    return LiemError(
        "procedures.own_case",
        Message(
            "Không ai được tham gia giải quyết vụ việc về chính mình. Hãy giao cho người khác.",
            "Nobody acts in a case about themselves. Hand it to somebody else.",
        ),
    )


def leaders_of(body: str, *, on: date) -> tuple[str, ...]:
    """Who leads the body on the day, heads first; of a committee without posts of its own, its standing committee."""
    found = _leaders_at([body], on=on)
    if found:
        return found
    parts = BodyState.objects.current().filter(holds_on(on), superior_id=body, kind=BodyKind.STANDING_COMMITTEE)
    return _leaders_at(list(parts.values_list("body_id", flat=True)), on=on)


def _leaders_at(bodies: list[str], *, on: date) -> tuple[str, ...]:
    posts = PostState.objects.current().filter(holds_on(on), body_id__in=bodies, is_leader=True)
    places = {
        post: (role not in HEADS, rank is None, rank or 0)
        for post, role, rank in posts.values_list("post_id", "role", "rank")
    }
    tenures = Tenure.objects.current().filter(holds_on(on), post_id__in=places)
    held = sorted(tenures.values_list("post_id", "person_id"), key=lambda one: (places[one[0]], one[1]))
    return tuple(dict.fromkeys(person for _, person in held))


def _one_person(now: Concerned) -> str | None:
    """The official of a case about one; in a case about several, whoever is the only one left."""
    if now.case.person_id:
        return now.case.person_id
    return now.people[0].person_id if len(now.people) == 1 else None


def body_of_person(person: str, *, on: date) -> str | None:
    """The body of the post that the person began last and still holds on the day."""
    return bodies_of_people([person], on=on).get(person)


def bodies_of_people(people: Collection[str], *, on: date) -> dict[str, str]:
    """The same of each of them who holds a post on the day: where they work, before where they sit as members. Two
    queries."""
    tenures = Tenure.objects.current().filter(holds_on(on), person_id__in=people)
    rows = tenures.order_by(F("valid_from").asc(nulls_first=True), "-identity").values_list("person_id", "post_id")
    held = list(rows)
    states = PostState.objects.current().filter(holds_on(on), post_id__in={post for _, post in held})
    posts = {post: (body, role in _SEATS) for post, body, role in states.values_list("post_id", "body_id", "role")}
    found = [(posts[post][1], person, posts[post][0]) for person, post in held if post in posts]
    seats = {person: body for is_seat, person, body in found if is_seat}
    return seats | {person: body for is_seat, person, body in found if not is_seat}


def _powers(cases: Sequence[Concerned], *, on: date) -> dict[str, dict[Seat, str | None]]:
    """The delegation of the posts of the cases, and of the heads of the bodies of those without a post. Two queries."""
    states = PostState.objects.current().filter(holds_on(on))
    posts = {now.case.post_id for now in cases if now.case.post_id}
    bodies = {now.case.body_id for now in cases if not now.case.post_id}
    powers = ("managed_by_id", "proposed_by_id", "decided_by_id")
    rows = states.filter(post_id__in=posts).values_list("post_id", *powers)
    found = {post: dict(zip(_DELEGATED, theirs, strict=True)) for post, *theirs in rows}
    heads = states.filter(body_id__in=bodies, role__in=HEADS).order_by("rank", "post_id")
    for body, *theirs in heads.values_list("body_id", *powers):
        found.setdefault(_head_of(body), dict(zip(_DELEGATED, theirs, strict=True)))
    return found


def _head_of(body: str) -> str:
    return f"head of {body}"


def _desks_of(people: Collection[str], *, on: date) -> defaultdict[str, set[str]]:
    """The bodies at whose desks each of them sits: nobody handles a case of their own."""
    found = defaultdict[str, set[str]](set)
    mandates = Mandate.objects.current().filter(account__person__in=people).exclude(role=Role.OFFICIAL)
    for mandate in mandates.select_related("account"):
        if mandate.holds_on(on) and mandate.body and mandate.account.person:
            found[mandate.account.person].add(mandate.body)
    return found


def step_of(now: CaseNow, step: str) -> Step | None:
    """The step of that id, None for the opening. Raises `procedures.no_step`."""
    if step == OPENING:
        return None
    if step not in now.procedure.by_id:
        raise LiemError(
            "procedures.no_step",
            Message(
                "Quy trình này không có bước đó. Hãy mở lại trang của vụ việc.",
                "This procedure has no such step. Open the page of the case again.",
            ),
        )
    return now.procedure.step(step)


def _nobody(seat: Seat) -> Message:
    match seat:
        case Seat.ORIGIN:
            return Message(
                "Chưa xác định được nơi công tác hiện nay của người được xem xét. Hãy bổ sung quá trình công tác, hoặc "
                "để mỗi vụ việc chỉ gồm người từ một nơi.",
                "It cannot be told where the official serves now. Complete the record of tenures, or let a case hold "
                "officials from one body only.",
            )
        case Seat.SUPERIOR:
            return Message(
                "Hồ sơ chưa ghi cấp trên trực tiếp của đơn vị. Hãy bổ sung vào hồ sơ tổ chức trước.",
                "The record names no body directly above the unit. Complete it first.",
            )
        case _:
            return Message(
                "Bảng phân cấp chưa ghi tổ chức nào có thẩm quyền đối với bước này. Hãy bổ sung phân cấp của chức danh "
                "trước.",
                "The delegation table names no body for this step. Complete the delegation of the post first.",
            )


def _no_desk() -> Message:
    return Message(
        "Không có bộ phận nào được giao quyền ghi bước này. Hãy đề nghị người quản trị giao quyền cho tổ chức đó "
        "hoặc cấp trên của tổ chức đó.",
        "No desk holds a mandate to enter this step. Ask the administrator to grant one over that body or one above.",
    )
