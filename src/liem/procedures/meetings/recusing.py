"""Keeping out: the list of who must, computed before a meeting is fixed, and standing aside by one's own wish.

recusal_list(now, members, on=day)                    who has a tie, and whether everybody has declared theirs
stand_aside(case, NewRecusal(person, …), by=acting)   the person, or the desk at the person's wish

The list rests on declarations that somebody attested. While one is missing it is unknown, and no meeting is fixed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import uuid4

from django.utils import timezone

from liem.actions.models import Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import Act, Concern
from liem.procedures.cases.holders import refuse_own_case, subjects_of
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.meetings.recusals import recused, refuse_recused
from liem.procedures.meetings.ties import Ground, Tie, degree_for, ties_of
from liem.procedures.models import MeetingMember, Proposal, Recusal
from liem.record.choices import Section
from liem.record.models import Attestation, Person
from liem.record.scope import bodies_under, out_of_reach

__all__ = ["Declared", "NewRecusal", "RecusalList", "Tie", "recusal_list", "recused", "stand_aside", "ties_of"]

RECUSE = "procedures.recuse"
MOST_CHARACTERS = 500
_TAKING_PART = frozenset({Act.PREPARE, Act.PROPOSE, Act.CONSULT, Act.APPRAISE, Act.ASSESS, Act.DECIDE})


@dataclass(frozen=True, slots=True)
class Declared:
    """How many of those compared have declared all their kin, as attested. `missing` are the others; empty, too, where
    the reader may not know them."""

    declared: int
    of: int
    missing: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        return self.declared == self.of

    @property
    def in_words(self) -> Message:
        left = self.of - self.declared
        vi, en = f"{self.declared}/{self.of} người đã kê khai", f"{self.declared} of {self.of} declared"
        return Message(f"{vi}; còn thiếu {left} người", f"{en}; missing: {left}") if left else Message(vi, en)


@dataclass(frozen=True, slots=True)
class RecusalList:
    """Who was compared with the people of the case, and the ties found. `problem` says why it cannot be relied on."""

    ties: tuple[Tie, ...]
    declared: Declared
    problem: Message | None

    @property
    def people(self) -> frozenset[str]:
        """Those who keep out."""
        return frozenset(tie.person for tie in self.ties)

    def seen_by(self, *, kin: bool) -> RecusalList:
        """As a role sees it that may know who is whose relative, or may not: then only who keeps out, and numbers."""
        if kin:
            return self
        ties = tuple(Tie(person, "", Ground.OWN_WISH) for person in sorted(self.people))
        return replace(self, ties=ties, declared=replace(self.declared, missing=()))


@dataclass(frozen=True, slots=True)
class NewRecusal:
    """`about` is the person of the case, empty for the case as a whole. `substitutes` name, by meeting still to be
    held, who takes the place of one who chairs it or counts its votes."""

    person: str
    reason: str
    about: str = ""
    substitutes: dict[str, str] = field(default_factory=dict)


def recusal_list(now: CaseNow, members: Collection[str], *, on: date) -> RecusalList:
    """The list for those to be convened and for everybody who has taken part in the case. Five queries or seven.

    Ties count up to the degree that held when the case was prepared. Where a case is about one post or person, its
    people themselves keep out; the officials of a body whom it reviews together sit in their own meeting.
    """
    subjects = subjects_of(now)
    people = sorted({*members, *taking_part(now)})
    ties = ties_of(people, subjects, degrees=degree_for(now.case.body_id, on=now.case.prepared_on))
    own = () if now.procedure.concerns is Concern.BODY else tuple(sorted(subjects.intersection(members)))
    declared = declared_of(people, since=now.opened_on or now.case.prepared_on)
    found = (*(Tie(person, person, Ground.OWN_CASE) for person in own), *ties, *_listed(now, people, subjects, ties))
    return RecusalList(found, declared, None if declared.is_complete else _undeclared(declared))


def declared_of(people: Collection[str], *, since: date) -> Declared:
    """Whose kin are attested as declared in full up to that day or further. One query."""
    rows = Attestation.objects.filter(
        known_to__isnull=True, section=Section.KINSHIP, subject__in=people, complete_to__gte=since
    )
    found = set(rows.values_list("subject", flat=True))
    return Declared(len(found), len(set(people)), tuple(sorted(set(people) - found)))


def taking_part(now: CaseNow) -> frozenset[str]:
    """Who has put a name forward, or taken a step that prepares, appraises or decides, other than for themselves."""
    proposers = Proposal.objects.filter(case=now.case, proposer__isnull=False).values_list("proposer_id", flat=True)
    steps = {step.id for step in now.procedure.steps if step.act in _TAKING_PART}
    takers = {event.by_person_id for event in now.events if event.step in steps and event.by_person_id}
    return frozenset({*proposers, *takers}) - subjects_of(now)


def _listed(now: CaseNow, people: Collection[str], subjects: Collection[str], found: Iterable[Tie]) -> tuple[Tie, ...]:
    """Those of the people who were put on the list of the case before, and not for a tie found again."""
    known = {(tie.person, tie.about) for tie in found}
    rows = Recusal.objects.current().filter(case=now.case, person__in=people).exclude(ground=Ground.OWN_CASE)
    return tuple(
        Tie(row.person_id, row.about_id or "", Ground(row.ground))
        for row in rows.order_by("person_id", "about_id")
        if (row.about_id is None or row.about_id in subjects) and (row.person_id, row.about_id) not in known
    )


def recusal_identity(case: str, person: str, about: str) -> str:
    return hashlib.sha256(f"{case}\n{person}\n{about}".encode()).hexdigest()[:32]


def stand_aside(key: str, new: NewRecusal, *, by: Acting) -> Recusal:
    """Somebody keeps out of the case from now on, and leaves the meetings of it that have not begun, in one action.

    Raises `procedures.no_case`, `procedures.own_case`, `procedures.recused`, `recusals.not_own`, `recusals.reason`,
    `recusals.nobody`, `recusals.already`, `recusals.substitute` and the refusals of permission.
    """
    today = timezone.localdate()
    _refuse_words(new)
    now = case_now(key, on=today)
    _refuse_stranger(now, new, by=by, today=today)

    def write(w: Write) -> Recusal:
        _refuse_again(now, new)
        _leave(now, new, w)
        return w.add([_row(now, new, today)])[0]

    return perform(RECUSE, by=by, body=now.case.body_id, subjects=[new.person], content={"case": key}, write=write)


def _row(now: CaseNow, new: NewRecusal, today: date) -> Recusal:
    return Recusal(
        identity=recusal_identity(now.case.key, new.person, new.about),
        case=now.case,
        person_id=new.person,
        about_id=new.about or None,
        ground=Ground.OWN_WISH,
        told_on=today,
        reason=new.reason.strip(),
    )


def _leave(now: CaseNow, new: NewRecusal, w: Write) -> None:
    """Out of every meeting of the case that has not begun; whoever chairs one or counts its votes hands that over."""
    out = recused(now.case) | subjects_of(now)
    seats = MeetingMember.objects.current().filter(
        meeting__case=now.case, meeting__attendances__isnull=True, person_id=new.person
    )
    for seat in seats.order_by("meeting_id"):
        instead = new.substitutes.get(seat.meeting_id, "")
        others = MeetingMember.objects.current().filter(meeting=seat.meeting_id)
        if not instead and (seat.is_chair or seat.is_teller):
            raise _substitute_needed()
        if instead and (
            instead in out
            or instead == new.person
            or others.filter(person_id=instead).exists()
            or not Person.objects.filter(pk=instead).exists()
            or not declared_of([instead], since=now.opened_on or now.case.prepared_on).is_complete
        ):
            raise _wrong_substitute()
        w.supersede(MeetingMember, [seat.identity], reason=new.reason)
        if instead:
            w.add([_seat_of(seat, instead)])


def _seat_of(seat: MeetingMember, instead: str) -> MeetingMember:
    return MeetingMember(
        identity=uuid4().hex,
        meeting_id=seat.meeting_id,
        person_id=instead,
        instead_of_id=seat.person_id,
        is_chair=seat.is_chair,
        is_teller=seat.is_teller,
    )


def _refuse_words(new: NewRecusal) -> None:
    if not new.reason.strip() or len(new.reason.strip()) > MOST_CHARACTERS:
        raise LiemError(
            "recusals.reason",
            Message(
                f"Hãy ghi lý do, không quá {MOST_CHARACTERS} ký tự; không cần nêu tên người thân.",
                f"Give the reason, in at most {MOST_CHARACTERS} characters; the relative need not be named.",
            ),
        )


def _refuse_stranger(now: CaseNow, new: NewRecusal, *, by: Acting, today: date) -> None:
    """Officials stand aside for themselves; a desk enters it for somebody else within its reach of the case."""
    if not Person.objects.filter(pk=new.person).exists() or (new.about and new.about not in subjects_of(now)):
        raise LiemError(
            "recusals.nobody",
            Message(
                "Người được nêu không có trong hồ sơ hoặc không thuộc vụ việc này. Hãy chọn lại.",
                "The person named is not on record or not one of this case. Choose again.",
            ),
        )
    own = by.account.person == new.person
    if by.mandate.role == Role.OFFICIAL and not own:
        raise LiemError(
            "recusals.not_own",
            Message(
                "Mỗi người chỉ tự xin không tham gia cho chính mình. Hãy để người đó tự ghi hoặc nhờ bộ phận tổ chức.",
                "Officials stand aside for themselves only. Leave it to that person, or to the personnel desk.",
            ),
        )
    if not own and now.case.body_id not in bodies_under(by.mandate.body, on=today):
        raise out_of_reach()
    if not own:  # whoever is concerned does not thin out the meeting
        refuse_own_case(now, [by.account.person])
        refuse_recused(now, [by.account.person])


def _refuse_again(now: CaseNow, new: NewRecusal) -> None:
    if Recusal.objects.current().filter(identity=recusal_identity(now.case.key, new.person, new.about)).exists():
        raise LiemError(
            "recusals.already",
            Message(
                "Người này đã có trong danh sách không tham gia của vụ việc.",
                "This person is on the case's list of those who keep out already.",
            ),
        )


def _undeclared(declared: Declared) -> Message:
    words = declared.in_words
    return Message(
        f"Chưa lập được danh sách người không tham gia: {words.vi} quan hệ gia đình. "
        "Hãy để họ kê khai và xác nhận đầy đủ rồi triệu tập.",
        f"The list of those who keep out cannot be drawn up ({words.en}). "
        "Have the rest declare their kin and the declarations attested, then convene.",
    )


def _substitute_needed() -> LiemError:
    return LiemError(
        "recusals.substitute",
        Message(
            "Người này đang chủ trì hoặc kiểm phiếu một cuộc họp sắp tới. Hãy chọn người thay.",
            "This person chairs a coming meeting or counts its votes. Name who takes the place.",
        ),
    )


def _wrong_substitute() -> LiemError:
    return LiemError(
        "recusals.substitute",
        Message(
            "Người thay phải có hồ sơ, đã kê khai quan hệ, chưa được triệu tập và không thuộc diện không tham gia. "
            "Hãy chọn người khác.",
            "A substitute is on record, has declared kin, is not convened yet and need not keep out. "
            "Name somebody else.",
        ),
    )
