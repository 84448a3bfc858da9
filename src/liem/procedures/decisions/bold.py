"""The register of bold proposals: new ways that an official put down beforehand and a competent authority agreed to.

register(NewProposal(…), by=acting)           by the desk of a body where the official serves, never by the official
agree(identity, NewAgreement(…), by=acting)   which authority agreed, on which day, by which paper

Only what was agreed beforehand is weighed before its author is relieved or disciplined; both days stand for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db.models import Q, QuerySet
from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.versions import following
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.procedures.decisions.following_up import refuse_own
from liem.procedures.models import BoldProposal
from liem.record.days import titles_of
from liem.record.models import PersonDetails
from liem.record.people import reachable, within
from liem.record.scope import Reach, reach

REGISTER = "procedures.register_proposal"
LONGEST, LONGEST_PAPER = 300, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProposal:
    """What is proposed, and the day on which the official handed it in."""

    person: str
    title: str
    registered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgreement:
    """Who agreed, on which day, by which paper (number and day)."""

    agreed_by: str
    agreed_on: date
    paper: str


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal on the register; `agreed_on` is None while nobody has agreed to it. `person` is empty, and unnamed,
    where the reader's mandate no longer reaches the official."""

    identity: str
    person: str
    person_name: str
    body: str
    body_name: str
    title: str
    registered_on: date
    agreed_on: date | None
    agreed_by: str
    paper: str


@dataclass(frozen=True, slots=True)
class Register:
    """A page of it: `total` that answer to what was asked, `agreed` of these."""

    total: int
    agreed: int
    lines: tuple[Line, ...]


def register(new: NewProposal, *, by: Acting) -> BoldProposal:
    """Enters it in one action. Raises `bold.title`, `bold.no_person`, `decisions.own` and the refusals of
    permission."""
    today = timezone.localdate()
    row = BoldProposal(
        identity=uuid4().hex,
        person_id=new.person,
        body_id=by.mandate.body,
        title=new.title.strip(),
        registered_on=new.registered_on,
    )

    def write(w: Write) -> BoldProposal:
        return w.add([row])[0]

    return perform(
        REGISTER,
        by=by,
        body=row.body_id,
        subjects=[row.body_id, new.person],
        content={"proposal": row.identity, "registered_on": new.registered_on.isoformat()},
        gates=[lambda: refuse_own([new.person], by), lambda: _refuse_new(new, reach(by, today))],
        write=write,
    )


def agree(identity: str, new: NewAgreement, *, by: Acting) -> BoldProposal:
    """Enters that it was agreed to, in one action. Raises `bold.not_open`, `bold.agreement`, `decisions.own` and the
    refusals of permission."""
    today = timezone.localdate()
    before = _open(identity)

    def write(w: Write) -> BoldProposal:
        row = _open(identity)
        changed = {"agreed_on": new.agreed_on, "agreed_by": new.agreed_by.strip(), "paper": new.paper.strip()}
        w.supersede(BoldProposal, [identity], reason=f"Được đồng ý theo {new.paper.strip()}")
        return w.add([following(row, **changed)])[0]

    return perform(
        REGISTER,
        by=by,
        body=before.body_id,
        subjects=[before.body_id, before.person_id],
        content={"proposal": identity, "agreed_on": new.agreed_on.isoformat()},
        gates=[lambda: refuse_own([before.person_id], by), lambda: _refuse_agreement(before, new, today)],
        write=write,
    )


def proposals(reach: Reach, *, person: str = "", offset: int = 0, limit: int = 50) -> Register:
    """Those that bodies within reach registered, and those of people within reach, wherever they were registered; of an
    official's own page, the own. The newest first. Constant queries."""
    rows = _within(reach)
    rows = rows.filter(person_id=person) if person else rows
    page = list(rows.order_by("-registered_on", "identity")[offset : offset + limit])
    return Register(rows.count(), rows.exclude(agreed_on=None).count(), _lines(page, reach))


def on_register(reach: Reach, identity: str) -> bool:
    """Whether the proposal is one of those within reach. One query."""
    return _within(reach).filter(identity=identity).exists()


def _within(reach: Reach) -> QuerySet[BoldProposal]:
    rows = BoldProposal.objects.current()
    if reach.person is not None:
        return rows.filter(person_id=reach.person)
    if reach.whole:
        return rows
    theirs = within(reach).order_by().values("person_id")
    return rows.filter(Q(body_id__in=reach.bodies) | Q(person_id__in=theirs))


def _lines(rows: Sequence[BoldProposal], reach: Reach) -> tuple[Line, ...]:
    seen = reachable(reach, {row.person_id for row in rows})
    names = dict(PersonDetails.objects.current().filter(person_id__in=seen).values_list("person_id", "name"))
    titles = titles_of(bodies={row.body_id for row in rows})
    return tuple(
        Line(
            identity=row.identity,
            person=row.person_id if row.person_id in seen else "",
            person_name=names.get(row.person_id, ""),
            body=row.body_id,
            body_name=titles.body(row.body_id, reach.day),
            title=row.title,
            registered_on=row.registered_on,
            agreed_on=row.agreed_on,
            agreed_by=row.agreed_by,
            paper=row.paper,
        )
        for row in rows
    )


def _open(identity: str) -> BoldProposal:
    row = BoldProposal.objects.current().filter(identity=identity, agreed_on=None).first()
    if row is None:
        raise LiemError(
            "bold.not_open",
            Message(
                "Đề xuất này đã được ghi là đồng ý, hoặc không có trong sổ. Hãy mở lại sổ đề xuất.",
                "This proposal is entered as agreed to already, or is not on the register. Open the register again.",
            ),
        )
    return row


def _refuse_new(new: NewProposal, reached: Reach) -> None:
    if not reachable(reached, [new.person]):
        raise LiemError(
            "bold.no_person",
            Message(
                "Chỉ đăng ký đề xuất của cán bộ trong phạm vi được giao. Hãy chọn lại cán bộ.",
                "Only proposals of officials within the mandate are registered. Choose the official again.",
            ),
        )
    if not 0 < len(new.title.strip()) <= LONGEST or new.registered_on > reached.day:
        raise LiemError(
            "bold.title",
            Message(
                f"Hãy ghi nội dung đề xuất, không quá {LONGEST} ký tự, và ngày đăng ký không sau hôm nay.",
                f"Say what is proposed, in at most {LONGEST} characters, and when, not after today.",
            ),
        )


def _refuse_agreement(row: BoldProposal, new: NewAgreement, today: date) -> None:
    told = 0 < len(new.agreed_by.strip()) <= LONGEST and 0 < len(new.paper.strip()) <= LONGEST_PAPER
    if not (told and row.registered_on <= new.agreed_on <= today):
        raise LiemError(
            "bold.agreement",
            Message(
                "Hãy ghi cấp có thẩm quyền đã đồng ý, số và ngày văn bản, và ngày đồng ý: từ ngày đăng ký đến hôm nay.",
                "Enter which authority agreed, number and day of the paper, and the day: from the day of registration "
                "to today.",
            ),
        )
