"""Letting a rule go where the rule itself names who may: with clause, reason and paper, and reviewed by others later.

waive(case, NewWaiver(step, rule, subject, …), by=acting)   at the desk of the body that decides on the post
review(identity, text, by=acting)                           inspectors, or the desk of another body
unreviewed(on)                                              what still waits for its review
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from liem.actions.models import Account, EntryContent, Role
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.sealing import body_of_mandate, says_account
from liem.actions.versions import following
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.law.rules import Waiver as WaiverInLaw
from liem.procedures.cases.holders import leaders_of, refuse_own_case
from liem.procedures.cases.papers import WAIVER
from liem.procedures.cases.standing import CaseNow, case_now, refuse_over
from liem.procedures.gates.asking import GateLine, ask, gates_of
from liem.procedures.meetings.recusals import refuse_recused
from liem.procedures.models import CasePaper, Waiver
from liem.record.days import holds_on
from liem.record.models import PostState
from liem.record.scope import superiors_on

WAIVE, REVIEW = "procedures.waive", "procedures.review_waiver"
DAYS_FOR_REVIEW = 30
"""So long after it was granted a waiver is reviewed; the law names no day, the office may do it sooner."""
_LONGEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWaiver:
    """`granted_by` names the authority as the paper does (empty: as the rule does); `signed_by` is who signed for it,
    None only where the record names no leader of the body that decides; `paper` the identity of the agreement."""

    step: str
    rule: str
    subject: str
    why: str
    paper: str
    granted_on: date
    granted_by: str = ""
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class WaiverDue:
    """A waiver that nobody has reviewed yet. `body` let the rule go; `owed_by` sees to the review, by `due_on`."""

    identity: str
    case: str
    rule: str
    subject: str
    body: str
    granted_by: str
    granted_on: date
    owed_by: str
    due_on: date


def waive(key: str, new: NewWaiver, *, by: Acting) -> Waiver:
    """Lets a rule go for one subject of a case, in one action at the desk of the body that decides on the post.

    Raises `procedures.no_case`, `procedures.over`, `procedures.own_case`, `procedures.recused`, `waivers.body`,
    `waivers.rule`, `waivers.not_waivable`, `waivers.needless`, `waivers.granted`, `waivers.why`, `waivers.paper`,
    `waivers.day`, `waivers.signatory` and the refusals of permission.
    """
    today = timezone.localdate()
    before = case_now(key, on=today)
    body = deciding_body(before, new.subject, on=today)

    def write(w: Write) -> Waiver:
        now = case_now(key, on=today)
        refuse_over(now)
        refuse_part(now, [by.account.person, new.signed_by])
        law = _allowed(now, new, today)
        _refuse_form(now, new, body, today)
        row = Waiver(
            identity=uuid4().hex,
            case=now.case,
            step=new.step,
            rule=new.rule,
            subject=new.subject,
            clause=str(law.clause),
            granted_by=new.granted_by.strip() or law.by,
            body_id=body,
            signed_by_id=new.signed_by,
            why=new.why.strip(),
            paper=new.paper,
            granted_on=new.granted_on,
        )
        return w.add([row])[0]

    return perform(
        WAIVE,
        by=by,
        body=body,
        subjects=[one for one in (body, new.signed_by) if one],
        content={"case": key, "step": new.step, "rule": new.rule, "subject": new.subject, "paper": new.paper},
        write=write,
    )


def review(identity: str, text: str, *, by: Acting) -> Waiver:
    """Says in one action what the review of a waiver found. Raises `waivers.none`, `waivers.reviewed`, `waivers.text`,
    `waivers.own_review`, `procedures.own_case` and the refusals of permission."""
    today = timezone.localdate()
    found = Waiver.objects.current().filter(identity=identity).first()
    if found is None:
        raise _none()
    body = found.body_id or found.case.body_id

    def write(w: Write) -> Waiver:
        kept = Waiver.objects.current().get(identity=identity)
        refuse_own_case(case_now(kept.case_id, on=today), [by.account.person])
        _refuse_review(kept, text, by)
        w.supersede(Waiver, [identity], reason=text.strip())
        reviewed = following(kept, reviewed_on=today, reviewed_by_id=by.account.pk, review=text.strip())
        return w.add([reviewed])[0]

    return perform(
        REVIEW,
        by=by,
        body=body,
        subjects=[body],
        content={"waiver": identity, "case": found.case_id},
        write=write,
    )


def agreements(now: CaseNow) -> tuple[CasePaper, ...]:
    """The papers of the case that can let a rule go."""
    return tuple(paper for paper in now.papers if paper.name == WAIVER and paper.number)


def unreviewed(on: date) -> tuple[WaiverDue, ...]:
    """What waits for its review on the day, the oldest first. Two queries."""
    rows = Waiver.objects.current().filter(reviewed_on=None, granted_on__lte=on).select_related("case")
    superiors = superiors_on(on)
    return tuple(_due(row, superiors) for row in rows.order_by("granted_on", "identity"))


def refuse_part(now: CaseNow, people: Collection[str | None]) -> None:
    """Raises `procedures.own_case` and `procedures.recused` where one of them may let nothing go in the case."""
    refuse_own_case(now, people)
    refuse_recused(now, people)


def deciding_body(now: CaseNow, subject: str, *, on: date) -> str:
    """The body that decides on the post that the subject is put forward for: who may let a rule go there. Raises
    `waivers.body`. One query."""
    body = deciding_bodies(now, [subject], on=on).get(subject)
    if body is None:
        raise LiemError(
            "waivers.body",
            Message(
                "Bảng phân cấp chưa ghi tổ chức nào quyết định đối với chức danh này, nên chưa rõ ai được cho phép. "
                "Hãy bổ sung phân cấp của chức danh trước.",
                "The delegation table names no body that decides on this post, so it is not known who may let the rule "
                "go. Complete the delegation of the post first.",
            ),
        )
    return body


def deciding_bodies(now: CaseNow, subjects: Collection[str], *, on: date) -> dict[str, str]:
    """The same of several subjects; not of those whose post has no delegation. One query."""
    named = {one.identity: one.to_post_id for one in now.people}
    posts = {subject: named.get(subject) or now.case.post_id for subject in subjects}
    states = PostState.objects.current().filter(holds_on(on), post_id__in={post for post in posts.values() if post})
    bodies = dict(states.values_list("post_id", "decided_by_id"))
    found = ((subject, bodies.get(post or "")) for subject, post in posts.items())
    return {subject: body for subject, body in found if body}


def _due(row: Waiver, superiors: dict[str, str | None]) -> WaiverDue:
    body = row.body_id or row.case.body_id
    return WaiverDue(
        identity=row.identity,
        case=row.case_id,
        rule=row.rule,
        subject=row.subject,
        body=body,
        granted_by=row.granted_by,
        granted_on=row.granted_on,
        owed_by=superiors.get(body) or body,
        due_on=row.granted_on + timedelta(days=DAYS_FOR_REVIEW),
    )


def _allowed(now: CaseNow, new: NewWaiver, today: date) -> WaiverInLaw:
    """What the rule says of its waiver, where it now stops this step for this subject."""
    known = new.step in {"opening", *now.procedure.by_id} and new.rule in gates_of(now, new.step)
    lines = ask(now, new.step, today) if known else ()
    line = next((one for one in lines if (one.rule, one.subject) == (new.rule, new.subject)), None)
    if line is None or not new.subject:
        raise LiemError(
            "waivers.rule",
            Message(
                "Bước này không hỏi quy định đó đối với người hoặc việc đã chọn. Hãy mở lại trang của vụ việc.",
                "The step does not ask that rule about what was chosen. Open the page of the case again.",
            ),
        )
    return _waivable(line)


def _waivable(line: GateLine) -> WaiverInLaw:
    if line.may_be_waived is None:
        raise LiemError(
            "waivers.not_waivable",
            Message(
                "Quy định này không cho phép trường hợp đặc biệt, nên không ai được bỏ qua. Hãy làm cho đạt.",
                "This rule allows no special case, so nobody may let it go. See to it that it is met.",
            ),
            {"rule": line.rule},
        )
    if line.waiver is not None:
        raise LiemError(
            "waivers.granted",
            Message("Việc này đã được cho phép rồi.", "This was let go already."),
            {"rule": line.rule},
        )
    if not line.holds_back:
        raise LiemError(
            "waivers.needless",
            Message(
                "Quy định này không cản bước đang làm, nên không cần cho phép.",
                "This rule does not stand in the way of the step, so there is nothing to let go.",
            ),
            {"rule": line.rule},
        )
    return line.may_be_waived


def _refuse_form(now: CaseNow, new: NewWaiver, body: str, today: date) -> None:
    _refuse_text(new.why, "waivers.why")
    _refuse_paper(now, new)
    if new.granted_on > today:
        raise LiemError(
            "waivers.day",
            Message("Ngày cho phép chưa đến. Hãy xem lại ngày.", "That day has not come yet. Look at the day again."),
        )
    _refuse_signatory(new, leaders_of(body, on=new.granted_on))


def _refuse_paper(now: CaseNow, new: NewWaiver) -> None:
    """The paper is the agreement itself: one that also tells facts, or was dated later, lets nothing go."""
    paper = next((one for one in agreements(now) if one.identity == new.paper), None)
    if paper is None or paper.dated_on > new.granted_on:
        raise LiemError(
            "waivers.paper",
            Message(
                "Việc cho phép phải có văn bản đồng ý trường hợp đặc biệt, có số, ngày không sau ngày cho phép. Hãy "
                "nộp văn bản đó vào vụ việc trước rồi chọn.",
                "Letting a rule go needs the agreement to the exception: numbered, and dated no later than it was "
                "granted. File it in the case first, then choose it.",
            ),
        )


def _refuse_signatory(new: NewWaiver, leaders: Collection[str]) -> None:
    """Where the record names nobody who led the body on the day, the authority is told in words."""
    if new.signed_by in leaders or (not leaders and new.signed_by is None and new.granted_by.strip()):
        return
    if leaders:
        raise LiemError(
            "waivers.signatory",
            Message(
                "Hãy chọn người ký: người lãnh đạo tổ chức có thẩm quyền quyết định vào ngày cho phép. Hãy xem lại "
                "người ký và ngày.",
                "Name who signed: somebody who led the body that decides on the day it was granted. Check signatory "
                "and day.",
            ),
        )
    raise LiemError(
        "waivers.signatory",
        Message(
            "Hồ sơ chưa ghi ai lãnh đạo tổ chức có thẩm quyền quyết định vào ngày đó. Hãy để trống người ký và ghi rõ "
            "nơi cho phép như trong văn bản.",
            "The record names nobody who led the body that decides on that day. Leave the signatory empty and name the "
            "authority as the paper does.",
        ),
    )


def _refuse_review(kept: Waiver, text: str, by: Acting) -> None:
    if kept.reviewed_on is not None:
        raise LiemError(
            "waivers.reviewed",
            Message("Việc cho phép này đã được xem xét lại.", "This waiver has been reviewed."),
        )
    _refuse_text(text, "waivers.text")
    entry = EntryContent.objects.filter(pk=kept.known_from).first()
    desks = {kept.body_id, body_of_mandate(entry) if entry else ""}
    same_desk = by.mandate.role != Role.INSPECTOR and by.mandate.body in desks
    if same_desk or _let_go(kept, entry, by.account):
        raise LiemError(
            "waivers.own_review",
            Message(
                "Nơi đã cho phép không tự xem xét lại. Hãy chuyển cho cơ quan kiểm tra hoặc tổ chức cấp trên.",
                "Whoever let a rule go does not review it. Pass it to the inspectors or to the body above.",
            ),
        )


def _let_go(kept: Waiver, entry: EntryContent | None, account: Account) -> bool:
    """Whether the account entered the waiver, as its ledger entry tells, or is that of whoever signed it."""
    signed = bool(account.person) and account.person == kept.signed_by_id
    return signed or (entry is not None and says_account(entry, account))


def _refuse_text(text: str, code: str) -> None:
    if not text.strip() or len(text.strip()) > _LONGEST:
        raise LiemError(
            code,
            Message(
                "Hãy ghi rõ lý do, nhận xét, không quá 2.000 ký tự.",
                "Give reasons or findings, in at most 2,000 characters.",
            ),
        )


def _none() -> LiemError:
    return LiemError(
        "waivers.none",
        Message(
            "Không có việc cho phép này trong phạm vi được giao. Hãy mở lại trang của vụ việc.",
            "There is no such waiver within your mandate. Open the page of the case again.",
        ),
    )
