"""What whoever files the papers of a case states for a rule to ask, each with the paper it stands in.

state(case, NewStatement(about, subject, fact, value, paper=…), by=acting)

Only facts that nothing else can tell are stated. A later statement supersedes the earlier one, with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.law.vocabulary import Fact, FactType
from liem.procedures.cases.filing_desks import body_filing, refuse_other_desk, steps_at_desk
from liem.procedures.cases.holders import refuse_own_case
from liem.procedures.cases.papers import WAIVER
from liem.procedures.cases.standing import CaseNow, case_now, refuse_over
from liem.procedures.facts import file_rows, proposal_rows, vote_rows
from liem.procedures.gates.subjects import subjects_of_table
from liem.procedures.meetings.recusals import refuse_recused
from liem.procedures.models import CasePaper, Statement
from liem.rulebook.vocabulary import vocabulary

STATE = "procedures.state"
STATABLE: Mapping[str, tuple[str, ...]] = {
    "appointment_file": file_rows.STATED,
    "proposal": proposal_rows.STATED,
    "personnel_meeting": vote_rows.STATED_OF_MEETING,
    "confidence_vote": vote_rows.STATED_OF_VOTE,
    "rotation": ("outstanding", "extra_post", "reason"),
    "transfer": ("headcount_neutral", "fits_profession"),
    "evaluation": ("grade", "collective_references"),
    "grading": ("kind", "grade", "collective_grade", "directive_results"),
    "suspension": ("kind", "reason_stated"),
    "personnel_officer": ("standards_required", "standards_met"),
    "relief_case": ("relief_ground_applies", "discipline", "registered_proposals"),
}
"""Per fact table, the facts that are stated from a paper."""
_LONGEST, _MOST_DIGITS = 300, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStatement:
    """`value` is written as in rule files: true, 3, 2026-05-31, or one of the choices. `paper` is the identity of the
    paper of the case in which it stands. `why` says why an earlier statement no longer holds, where there is one."""

    about: str
    subject: str
    fact: str
    value: str
    paper: str
    why: str = ""


def state(key: str, new: NewStatement, *, by: Acting) -> Statement:
    """States one fact in one action.

    Raises `procedures.no_case`, `procedures.over`, `procedures.own_case`, `procedures.recused`, `statements.fact`,
    `statements.subject`, `statements.value`, `statements.paper`, `statements.no_reason`, `procedures.foreign`,
    `procedures.nobody` and the refusals of permission.
    """
    today = timezone.localdate()
    before = case_now(key, on=today)
    row = Statement(
        identity=statement_identity(key, new.about, new.subject, new.fact),
        case=before.case,
        about=new.about,
        subject=new.subject,
        fact=new.fact,
        value=new.value.strip(),
        paper=new.paper,
        stated_by=by.account,
        stated_on=today,
    )

    def write(w: Write) -> Statement:
        now = case_now(key, on=today)
        refuse_over(now)
        refuse_own_case(now, [by.account.person])
        refuse_recused(now, [by.account.person])
        _refuse_other_desk(now, new, by)
        _refuse(now, new)
        if Statement.objects.current().filter(identity=row.identity).exists():
            _refuse_no_reason(new)
            w.supersede(Statement, [row.identity], reason=new.why.strip())
        return w.add([row])[0]

    return perform(
        STATE,
        by=by,
        body=_body(before, new, by),
        subjects=[before.case.body_id],
        content={"case": key, "about": new.about, "fact": new.fact, "paper": new.paper},
        write=write,
    )


def stated_in(now: CaseNow) -> tuple[Statement, ...]:
    """What is stated in the case, by table, subject and fact. One query."""
    rows = Statement.objects.current().filter(case=now.case)
    return tuple(rows.order_by("about", "subject", "fact"))


def papers_to_state_from(now: CaseNow, *, by: Acting) -> tuple[CasePaper, ...]:
    """The papers of the case from which whoever looks may state a fact. Eight queries."""
    own = steps_at_desk(now, by)
    return tuple(paper for paper in now.papers if paper.step in own and paper.name != WAIVER)


def may_be_stated(about: str, fact: str) -> bool:
    """Whether somebody may state the fact from a paper."""
    return fact in STATABLE.get(about, ())


def statement_identity(case: str, about: str, subject: str, fact: str) -> str:
    """The same for every statement of one fact, so that only one is current."""
    return sha256("\n".join((case, about, subject, fact)).encode()).hexdigest()


def _refuse(now: CaseNow, new: NewStatement) -> None:
    if not may_be_stated(new.about, new.fact):
        raise LiemError(
            "statements.fact",
            Message(
                "Nội dung này không do ai tự nêu: hệ thống lấy từ hồ sơ. Hãy bổ sung hồ sơ.",
                "Nobody states this fact: it is taken from the record. Complete the record.",
            ),
            {"about": new.about, "fact": new.fact},
        )
    if new.subject not in _keys(now, new.about):
        raise LiemError(
            "statements.subject",
            Message(
                "Vụ việc này không có mục được nêu. Hãy mở lại trang của vụ việc và chọn lại.",
                "This case has no such subject. Open the page of the case again and choose anew.",
            ),
        )
    _refuse_value(new)
    _refuse_paper(now, new)


def _refuse_paper(now: CaseNow, new: NewStatement) -> None:
    paper = _paper(now, new)
    if paper is None or paper.name == WAIVER:
        raise LiemError(
            "statements.paper",
            Message(
                "Nội dung nêu phải dựa vào một tài liệu của vụ việc, không phải văn bản đồng ý trường hợp đặc biệt. "
                "Hãy nộp tài liệu trước rồi chọn tài liệu đó.",
                "A statement rests on a paper of the case, and not on an agreement to an exception. File the paper "
                "first, then choose it.",
            ),
        )


def _paper(now: CaseNow, new: NewStatement) -> CasePaper | None:
    return next((paper for paper in now.papers if paper.identity == new.paper), None)


def _refuse_other_desk(now: CaseNow, new: NewStatement, by: Acting) -> None:
    """A fact is stated at the desk that files its paper."""
    paper = _paper(now, new)
    if paper is not None:
        refuse_other_desk(now, paper.step, by)


def _body(now: CaseNow, new: NewStatement, by: Acting) -> str:
    paper = _paper(now, new)
    return body_filing(now, paper.step, by) if paper is not None else now.case.body_id


def _keys(now: CaseNow, about: str) -> set[str]:
    """The subjects of the table in the case, whichever meeting they come from."""
    steps = ("", *(step.id for step in now.procedure.steps if step.meeting is not None))
    return {one.key for step in steps for one in subjects_of_table(now, step, about)}


def _refuse_value(new: NewStatement) -> None:
    table = vocabulary().table(new.about)
    fact = table.fact(new.fact) if table else None
    value = new.value.strip()
    if (fact is None and 0 < len(value) <= _LONGEST) or (fact is not None and _reads_as(fact, value)):
        return
    raise LiemError(
        "statements.value",
        Message(
            "Giá trị chưa đúng. Hãy ghi có hay không, một số, một ngày như 31/05/2026, hoặc chọn trong danh sách.",
            "This is no value of that fact. Give yes or no, a number, a day such as 2026-05-31, or one of the choices.",
        ),
        {"fact": new.fact},
    )


def _reads_as(fact: Fact, value: str) -> bool:
    match fact.type:
        case FactType.BOOLEAN:
            return value in {"true", "false"}
        case FactType.NUMBER | FactType.COUNT:
            return value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS
        case FactType.DATE | FactType.LATEST:
            return _is_day(value)
        case _:
            return value in fact.choices if fact.choices else 0 < len(value) <= _LONGEST


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _refuse_no_reason(new: NewStatement) -> None:
    if not new.why.strip():
        raise LiemError(
            "statements.no_reason",
            Message(
                "Nội dung này đã được nêu. Muốn nêu lại, hãy ghi lý do.",
                "This was stated already. To state it anew, give the reason.",
            ),
        )
