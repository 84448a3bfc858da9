"""An official asks to have the own dossier put right, and an officer answers, with the reason.

ask(NewRequest(part, entry, wanted), by=acting)              the official concerned
answer(identity, NewAnswer(outcome, text), by=acting)        an officer within reach, never the person concerned

The answer changes nothing in the dossier: a correction is an import or an act of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db.models import Q, QuerySet
from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.record.choices import CorrectionOutcome
from liem.record.dossier.parts import Part
from liem.record.dossier.whole import body_reached
from liem.record.history import TABLES
from liem.record.models import CorrectionRequest, DeclarationDuty, Evaluation, PersonDetails
from liem.record.people import within
from liem.record.scope import Reach, out_of_reach, reach

ASK, ANSWER = "record.ask_correction", "record.answer_correction"
MOST_CHARACTERS = 2000
MOST_OPEN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """`entry` is the identity of the row that is wrong, empty where one is missing."""

    part: str
    entry: str = ""
    wanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """`outcome` is one of `CorrectionOutcome`; `text` says on what grounds."""

    outcome: str
    text: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request and, once given, its answer. `person_name` is told to officers."""

    identity: str
    person: str
    person_name: str
    part: str
    entry: str
    wanted: str
    asked_on: date
    outcome: str
    answer: str
    answered_on: date | None

    @property
    def is_open(self) -> bool:
        return not self.outcome


@dataclass(frozen=True, slots=True)
class RequestPage:
    """Part of the requests, open ones first and of these the oldest; `total` counts all, `open` those not answered."""

    total: int
    open: int
    lines: tuple[Request, ...]


def ask(new: NewRequest, *, by: Acting) -> CorrectionRequest:
    """Asks in one action. Raises `corrections.part`, `corrections.entry`, `corrections.no_text`,
    `corrections.asked_already`, `corrections.too_many` and the refusals of permission."""
    person = by.account.person or ""
    row = CorrectionRequest(
        identity=uuid4().hex,
        person_id=person,
        section=new.part,
        entry=new.entry,
        wanted=new.wanted.strip(),
        asked_on=timezone.localdate(),
    )

    def write(written: Write) -> CorrectionRequest:
        return written.add([row])[0]

    return perform(
        ASK,
        by=by,
        body="",
        subjects=[person],
        content={"request": row.identity, "section": new.part},
        gates=[lambda: _refuse_request(new, person)],
        write=write,
    )


def answer(identity: str, new: NewAnswer, *, by: Acting) -> CorrectionRequest:
    """Answers in one action. Raises `record.out_of_reach`, `corrections.own`, `corrections.outcome`,
    `corrections.no_text`, `corrections.answered` and the refusals of permission."""
    today = timezone.localdate()
    reached = reach(by, today)
    asked = _within(reached).filter(identity=identity).first()
    if asked is None:
        raise out_of_reach()
    answered = CorrectionRequest(
        identity=identity,
        person_id=asked.person_id,
        section=asked.section,
        entry=asked.entry,
        wanted=asked.wanted,
        asked_on=asked.asked_on,
        outcome=new.outcome,
        answer=new.text.strip(),
        answered_by=by.account,
        answered_on=today,
    )

    def write(written: Write) -> CorrectionRequest:
        written.supersede(CorrectionRequest, [identity], reason=answered.answer)
        return written.add([answered])[0]

    return perform(
        ANSWER,
        by=by,
        body=body_reached(reached, asked.person_id) or by.mandate.body,
        subjects=[asked.person_id],
        content={"request": identity, "outcome": new.outcome},
        gates=[lambda: _refuse_answer(new, identity, asked.person_id, by)],
        write=write,
    )


def own_requests(reach: Reach, person: str) -> tuple[Request, ...]:
    """What the official asked, the newest first. Only the official may ask: raises `record.out_of_reach`."""
    if reach.person != person:
        raise out_of_reach()
    rows = CorrectionRequest.objects.current().filter(person_id=person).order_by("-asked_on", "-known_from", "identity")
    return tuple(_request(row, "") for row in rows[:MOST_OPEN])


def requests(reach: Reach, *, open_only: bool, offset: int = 0, limit: int = 50) -> RequestPage:
    """What was asked by the officials within reach. Four queries."""
    found = _within(reach)
    waiting = found.filter(outcome="")
    wanted = waiting if open_only else found
    rows = wanted.order_by("answered_on", "asked_on", "identity") if open_only else _open_first(wanted)
    return RequestPage(wanted.count(), waiting.count(), _with_names(rows[offset : offset + limit]))


def open_requests(reach: Reach) -> int:
    """How many wait for an answer. One query."""
    return _within(reach).filter(outcome="").count()


def request(reach: Reach, identity: str) -> Request:
    """One of those within reach. Raises LiemError `record.out_of_reach`."""
    found = _with_names(_within(reach).filter(identity=identity))
    if not found:
        raise out_of_reach()
    return found[0]


def _within(reach: Reach) -> QuerySet[CorrectionRequest]:
    """The requests within reach; those about relatives for roles that may know of them."""
    rows = CorrectionRequest.objects.current()
    if not reach.kin:
        rows = rows.exclude(section=Part.KINSHIP)
    return rows if reach.whole else rows.filter(person_id__in=within(reach).order_by().values("person_id"))


def _open_first(rows: QuerySet[CorrectionRequest]) -> QuerySet[CorrectionRequest]:
    return rows.order_by("outcome", "asked_on", "identity")  # the outcome of open ones is empty


def _with_names(rows: Iterable[CorrectionRequest]) -> tuple[Request, ...]:
    found = list(rows)
    people = PersonDetails.objects.filter(known_to__isnull=True, person_id__in={row.person_id for row in found})
    names = dict(people.values_list("person_id", "name"))
    return tuple(_request(row, names.get(row.person_id, row.person_id)) for row in found)


def _request(row: CorrectionRequest, name: str) -> Request:
    return Request(
        identity=row.identity,
        person=row.person_id,
        person_name=name,
        part=row.section,
        entry=row.entry,
        wanted=row.wanted,
        asked_on=row.asked_on,
        outcome=row.outcome,
        answer=row.answer,
        answered_on=row.answered_on,
    )


def _refuse_request(new: NewRequest, person: str) -> None:
    if new.part not in Part.values:
        raise LiemError(
            "corrections.part",
            Message("Hãy chọn mục cần sửa trong hồ sơ.", "Choose the part of the dossier that is to be put right."),
        )
    if new.entry and not _is_entry_of(new.part, new.entry, person):
        raise LiemError(
            "corrections.entry",
            Message(
                "Dòng đã chọn không còn trong mục này. Hãy tải lại trang và chọn lại.",
                "The entry chosen is no longer in this part. Load the page again and choose anew.",
            ),
        )
    _refuse_text(new.wanted)
    waiting = CorrectionRequest.objects.current().filter(person_id=person, outcome="")
    if waiting.filter(section=new.part, entry=new.entry, wanted=new.wanted.strip()).exists():
        raise LiemError(
            "corrections.asked_already",
            Message(
                "Đề nghị này đã gửi và đang chờ trả lời; không cần gửi lại.",
                "This was asked already and waits for an answer; there is no need to send it again.",
            ),
        )
    if waiting.count() >= MOST_OPEN:
        raise LiemError(
            "corrections.too_many",
            Message(
                f"Đang có {MOST_OPEN} đề nghị chờ trả lời. Hãy đợi trả lời, hoặc gặp cán bộ tổ chức của đơn vị.",
                f"{MOST_OPEN} requests are waiting for an answer. Wait for it, or see the unit's personnel officer.",
            ),
        )


def _is_entry_of(part: str, entry: str, person: str) -> bool:
    """Whether the row stands in that part of the person's dossier."""
    if part == Part.EVALUATIONS:
        return Evaluation.objects.filter(pk=entry, person_id=person).exists()
    if part == Part.DECLARATIONS:
        return DeclarationDuty.objects.filter(pk=entry, person_id=person).exists()
    return any(
        table.model._default_manager.filter(
            Q(**{table.through: person}), identity=entry, known_to__isnull=True
        ).exists()
        for table in TABLES
        if table.part == part
    )


def _refuse_answer(new: NewAnswer, identity: str, person: str, by: Acting) -> None:
    if by.account.person == person:
        raise LiemError(
            "corrections.own",
            Message(
                "Không ai tự trả lời đề nghị của chính mình. Hãy chuyển cho người khác được giao quản lý.",
                "Nobody answers a request of their own. Pass it to somebody else who holds a mandate.",
            ),
        )
    if new.outcome not in CorrectionOutcome.values:
        raise LiemError(
            "corrections.outcome",
            Message("Hãy chọn: đã sửa hay không sửa.", "Choose: corrected or not corrected."),
        )
    _refuse_text(new.text)
    if not CorrectionRequest.objects.current().filter(identity=identity, outcome="").exists():
        raise LiemError(
            "corrections.answered",
            Message(
                "Đề nghị này đã được trả lời. Hãy tải lại trang để xem.",
                "This request has been answered. Load the page again to see it.",
            ),
        )


def _refuse_text(text: str) -> None:
    most = f"{MOST_CHARACTERS:,}"  # as the page writes it
    if not text.strip() or len(text.strip()) > MOST_CHARACTERS:
        raise LiemError(
            "corrections.no_text",
            Message(
                f"Hãy ghi nội dung, không quá {most.replace(',', '.')} ký tự.",
                f"Write what there is to say, in at most {most} characters.",
            ),
        )
