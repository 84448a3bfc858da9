"""The people of a case: put forward by somebody who answers for it, or withdrawn with a reason.

put_forward(key, NewName(person, proposer=…, proposed_on=…), by=acting)
withdraw(key, identity, reason, by=acting)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.versions import following
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import Concern, Kind, Seat
from liem.procedures.cases.holders import body_of_person, leaders_of, refuse_own_case
from liem.procedures.cases.standing import CaseNow, case_now, refuse_over
from liem.procedures.meetings.recusals import refuse_recused
from liem.procedures.models import (
    Candidacy,
    CandidacyKind,
    CandidacyState,
    Case,
    CasePerson,
    Part,
    Participation,
    Proposal,
)
from liem.record.models import Person, Post
from liem.record.people import reachable
from liem.record.scope import out_of_reach, reach

PUT_FORWARD, WITHDRAW = "procedures.put_forward", "procedures.withdraw"

CANDIDACY_KINDS: Mapping[Kind, CandidacyKind] = {
    Kind.APPOINTMENT_INSIDE: CandidacyKind.APPOINTMENT,
    Kind.APPOINTMENT_OUTSIDE: CandidacyKind.APPOINTMENT,
    Kind.COMPETITIVE_SELECTION: CandidacyKind.APPOINTMENT,
    Kind.ROTATION: CandidacyKind.APPOINTMENT,
    Kind.REAPPOINTMENT: CandidacyKind.REAPPOINTMENT,
    Kind.NOMINATION: CandidacyKind.NOMINATION,
    Kind.CONGRESS_PERSONNEL: CandidacyKind.NOMINATION,
    Kind.SUCCESSION: CandidacyKind.SUCCESSION,
    Kind.SUCCESSION_REVISION: CandidacyKind.SUCCESSION,
    Kind.TRAINING_SELECTION: CandidacyKind.TRAINING,
    Kind.RELEASE: CandidacyKind.ENDING,
    Kind.RESIGNATION: CandidacyKind.ENDING,
    Kind.RELIEF: CandidacyKind.ENDING,
    Kind.REPLACEMENT: CandidacyKind.ENDING,
}
"""Which cases consider somebody for a personnel step, so that rules about candidacies are asked of each name."""
APPLIED_FOR = (Kind.COMPETITIVE_SELECTION,)  # whoever takes part applies, and nobody proposes them


@dataclass(frozen=True, slots=True)
class NewName:
    """A name put forward. `to_post` None: the post of the case; `body` None: the one that the proposer serves at."""

    person: str
    proposed_on: date
    to_post: str | None = None
    proposer: str | None = None
    body: str | None = None


def put_forward(key: str, new: NewName, *, by: Acting) -> CasePerson:
    """Takes a name into the case in one action.

    Raises `procedures.no_case`, `procedures.over`, `procedures.one_person`, `procedures.unknown_person`,
    `procedures.unknown_post`, `procedures.in_already`, `procedures.own_case`, `procedures.no_proposer`,
    `procedures.own_proposal`, `procedures.not_a_head`, `procedures.future`, `procedures.recused`,
    `record.out_of_reach` and the refusals of permission.
    """
    today = timezone.localdate()
    before = case_now(key, on=today)
    body = _proposing(before, new)

    def write(w: Write) -> CasePerson:
        now = case_now(key, on=today)
        _refuse_name(now, new, body, by)
        row = join(now.case, new.person, w, to_post=new.to_post or now.case.post_id, on=new.proposed_on)
        if body is not None:
            propose(row, w, proposer=new.proposer, body=body, on=new.proposed_on)
        return row

    return perform(
        PUT_FORWARD,
        by=by,
        body=before.case.body_id,
        subjects=[one for one in (new.person, new.proposer, before.case.body_id) if one],
        content={"case": key, "on": new.proposed_on.isoformat()},
        write=write,
    )


def withdraw(key: str, identity: str, reason: str, *, by: Acting) -> None:
    """Takes a name back in one action; what was entered of it stays. Raises `procedures.no_case`, `procedures.over`,
    `procedures.one_person`, `procedures.not_in`, `procedures.own_case`, `procedures.recused`, `actions.no_reason` and
    those of permission."""
    today = timezone.localdate()
    before = case_now(key, on=today)

    def write(w: Write) -> None:
        now = case_now(key, on=today)
        refuse_over(now)
        refuse_own_case(now, [by.account.person])
        refuse_recused(now, [by.account.person])
        row = next((one for one in now.people if one.identity == identity), None)
        if row is None:
            raise _not_in()
        if now.procedure.concerns is Concern.PERSON:
            raise _one_person()
        w.supersede(CasePerson, [identity], reason=reason)
        w.add([following(row, withdrawn_on=today)])

    perform(
        WITHDRAW,
        by=by,
        body=before.case.body_id,
        subjects=[before.case.body_id, *(one.person_id for one in before.people if one.identity == identity)],
        content={"case": key, "name": identity},
        write=write,
    )


def join(case: Case, person: str, w: Write, *, to_post: str | None, on: date) -> CasePerson:
    """Adds somebody to the case, with a candidacy of the same key where the kind of case makes one."""
    key, kind = uuid4().hex, CANDIDACY_KINDS.get(Kind(case.kind))
    is_ending = kind is CandidacyKind.ENDING
    if kind is not None:
        post = case.post_id if is_ending else to_post
        w.add([Candidacy(key=key, person_id=person, body_id=case.body_id, post_id=post, kind=kind, case=case)])
        w.add([CandidacyState(identity=key, candidacy_id=key, opened_on=on, planned_on=case.planned_on)])
    row = CasePerson(
        identity=key,
        case=case,
        person_id=person,
        to_post_id=None if is_ending else to_post,
        candidacy_id=key if kind is not None else None,
        joined_on=on,
    )
    return w.add([row])[0]


def propose(row: CasePerson, w: Write, *, proposer: str | None, body: str, on: date) -> None:
    """Remembers who put the name forward, and that they took part."""
    w.add(
        [
            Proposal(
                key=uuid4().hex,
                case_id=row.case_id,
                candidacy_id=row.candidacy_id,
                person_id=row.person_id,
                post_id=row.to_post_id,
                proposer_id=proposer,
                body_id=body,
                proposed_on=on,
            )
        ]
    )
    if proposer and row.candidacy_id:
        w.add(
            [Participation(identity=uuid4().hex, candidacy_id=row.candidacy_id, person_id=proposer, part=Part.PROPOSER)]
        )


def _proposing(now: CaseNow, new: NewName) -> str | None:
    """The body in whose name the name is put forward."""
    if new.body is not None:
        return new.body
    if new.proposer is not None:
        return body_of_person(new.proposer, on=new.proposed_on)
    return now.case.body_id if Kind(now.case.kind) in APPLIED_FOR else None


def _refuse_name(now: CaseNow, new: NewName, body: str | None, by: Acting) -> None:
    refuse_over(now)
    if now.procedure.concerns is Concern.PERSON:
        raise _one_person()
    if new.proposed_on > now.day:
        raise _future()
    if not Person.objects.filter(pk=new.person).exists():
        raise _unknown_person()
    if new.to_post is not None and not Post.objects.filter(pk=new.to_post).exists():
        raise _unknown_post()
    if any(one.person_id == new.person for one in now.people):
        raise _in_already()
    refuse_own_case(now, [by.account.person])
    refuse_recused(now, [by.account.person])
    if not _asks_origin(now) and not reachable(reach(by, now.day), [new.person]):
        raise out_of_reach()
    _refuse_proposer(now, new, body)


def _asks_origin(now: CaseNow) -> bool:
    """Whether the body from which an official comes is asked: it sees the case, so that others may name its people."""
    return any(step.by.seat is Seat.ORIGIN for step in now.procedure.steps)


def _refuse_proposer(now: CaseNow, new: NewName, body: str | None) -> None:
    """Whoever puts a name forward for a personnel step is named, and leads the body in whose name they do it."""
    if new.proposer is None or body is None:
        if Kind(now.case.kind) in CANDIDACY_KINDS.keys() - set(APPLIED_FOR):
            raise _no_proposer()
        return
    if new.proposer == new.person:
        raise _own_proposal()
    if new.proposer not in leaders_of(body, on=new.proposed_on):
        raise _not_a_head()


def _one_person() -> LiemError:
    return LiemError(
        "procedures.one_person",
        Message(
            "Vụ việc này chỉ về một cán bộ, không thêm hoặc rút người. Hãy mở vụ việc riêng cho người khác.",
            "This case is about one official, whom it keeps; nobody joins it. Open another case for somebody else.",
        ),
    )


def _future() -> LiemError:
    return LiemError(
        "procedures.future",
        Message(
            "Ngày này chưa đến. Hãy ghi ngày việc đó đã diễn ra.",
            "This day has not come yet. Enter the day on which it was done.",
        ),
    )


def _unknown_person() -> LiemError:
    return LiemError(
        "procedures.unknown_person",
        Message(
            "Hồ sơ không có người này. Hãy nhập hồ sơ cán bộ trước.",
            "The record does not hold this person. Enter their dossier first.",
        ),
    )


def _unknown_post() -> LiemError:
    return LiemError(
        "procedures.unknown_post",
        Message(
            "Hồ sơ không có chức danh này. Hãy nhập chức danh trước.",
            "The record does not hold this post. Enter it first.",
        ),
    )


def _in_already() -> LiemError:
    return LiemError(
        "procedures.in_already",
        Message("Người này đã có trong vụ việc.", "This person is in the case already."),
    )


def _not_in() -> LiemError:
    return LiemError(
        "procedures.not_in",
        Message(
            "Người này không còn trong vụ việc. Hãy tải lại trang.",
            "This person is no longer in the case. Load the page again.",
        ),
    )


def _no_proposer() -> LiemError:
    return LiemError(
        "procedures.no_proposer",
        Message(
            "Phải ghi ai giới thiệu người này: người giới thiệu chịu trách nhiệm về việc giới thiệu.",
            "Name who puts this person forward: whoever proposes answers for the proposal.",
        ),
    )


def _own_proposal() -> LiemError:
    return LiemError(
        "procedures.own_proposal",
        Message("Không ai tự giới thiệu mình.", "Nobody puts themselves forward."),
    )


def _not_a_head() -> LiemError:
    return LiemError(
        "procedures.not_a_head",
        Message(
            "Vào ngày giới thiệu, người giới thiệu không thuộc tập thể lãnh đạo của tổ chức đã ghi. Hãy kiểm tra lại "
            "người, tổ chức và ngày.",
            "On that day the proposer was not among the leaders of the body named. Check person, body and day.",
        ),
    )
