"""Ties other than kinship that officials declare: one household, business together, a close tie.

declare_tie(NewTie(person, other, kind), by=acting)     the official, or the desk for the official
end_tie(identity, reason, by=acting)                    when it no longer holds, or was entered wrongly
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.db.models import Q
from django.utils import timezone

from liem.actions.models import Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.procedures.meetings.ties import Ground
from liem.procedures.models import DeclaredTie
from liem.record.dossier.whole import body_reached
from liem.record.models import Person
from liem.record.people import reachable
from liem.record.scope import SEES_KIN, out_of_reach, reach

DECLARE = "procedures.declare_tie"
KINDS = (Ground.HOUSEHOLD, Ground.PARTNER, Ground.CLOSE_TIE)


@dataclass(frozen=True, slots=True)
class NewTie:
    """`person` declares a tie of that kind (one of `KINDS`) to `other`."""

    person: str
    other: str
    kind: str


def declare_tie(new: NewTie, *, by: Acting) -> DeclaredTie:
    """Enters the tie in one action; from then on the two keep out of each other's cases.

    Raises `ties.kind`, `ties.people`, `ties.already`, `record.out_of_reach` and the refusals of permission.
    """
    today = timezone.localdate()
    body = _body_of(new.person, by=by)
    row = DeclaredTie(identity=uuid4().hex, person_id=new.person, other_id=new.other, kind=new.kind, declared_on=today)

    def write(w: Write) -> DeclaredTie:
        return w.add([row])[0]

    return perform(
        DECLARE,
        by=by,
        body=body,
        subjects=[new.person],
        content={"tie": row.identity, "kind": new.kind},
        gates=[lambda: _refuse(new)],
        write=write,
    )


def end_tie(identity: str, reason: str, *, by: Acting) -> None:
    """The tie no longer counts, in one action. Raises `record.out_of_reach`, `actions.no_reason`,
    `actions.not_current` and the refusals of permission."""
    row = DeclaredTie.objects.current().filter(identity=identity).first()
    if row is None:
        raise out_of_reach()

    def write(w: Write) -> None:
        w.supersede(DeclaredTie, [identity], reason=reason)

    perform(
        DECLARE,
        by=by,
        body=_body_of(row.person_id, by=by),
        subjects=[row.person_id],
        content={"ends": identity},
        write=write,
    )


def ties_declared_by(person: str) -> tuple[DeclaredTie, ...]:
    """What the person has declared, the newest first. One query."""
    return tuple(DeclaredTie.objects.current().filter(person_id=person).order_by("-declared_on", "identity"))


def _body_of(person: str, *, by: Acting) -> str:
    """The body within reach at which it is entered: by the official, or under a role that may know of kin."""
    if by.mandate.role == Role.OFFICIAL:
        if by.account.person != person:
            raise out_of_reach()
        return ""
    reached = reach(by, timezone.localdate())
    if by.mandate.role not in SEES_KIN or not reachable(reached, [person]):
        raise out_of_reach()
    return body_reached(reached, person) or by.mandate.body


def _refuse(new: NewTie) -> None:
    if new.kind not in KINDS:
        raise LiemError(
            "ties.kind",
            Message(
                "Hãy chọn loại quan hệ: chung hộ, cùng làm ăn hoặc thân quen.",
                "Choose the kind of tie: one household, business together or a close tie.",
            ),
        )
    if new.person == new.other or Person.objects.filter(pk__in=[new.person, new.other]).count() < 2:
        raise LiemError(
            "ties.people",
            Message(
                "Quan hệ phải giữa hai người khác nhau đều có hồ sơ. Hãy chọn lại.",
                "A tie is between two different people, both on record. Choose again.",
            ),
        )
    known = DeclaredTie.objects.current().filter(
        Q(person_id=new.person, other_id=new.other) | Q(person_id=new.other, other_id=new.person), kind=new.kind
    )
    if known.exists():
        raise LiemError(
            "ties.already",
            Message("Quan hệ này đã được kê khai.", "This tie has been declared already."),
        )
