"""Older decisions, signed before this installation ran cases: entered with what they brought about, so that they can be
looked into and, where they were wrong, annulled."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db.models import Q
from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.versions import Versioned
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.procedures.decisions.following_up import refuse_own
from liem.procedures.decisions.signed import LONGEST_NUMBER, LONGEST_SUBJECT, plain_number
from liem.procedures.decisions.undoing import TABLES
from liem.procedures.decisions.violations import worked_within
from liem.procedures.models import Decision, DecisionEffect
from liem.record.models import Person, SuccessionEntry, Tenure, Training
from liem.record.scope import Reach, out_of_reach, reach

ACTION = "procedures.enter_decision"


@dataclass(frozen=True, slots=True)
class Row:
    """A row on record that a decision brought about; `person` is whom it is about."""

    table: str
    identity: str
    person: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOldDecision:
    """What stands on the paper, and the rows of the record that rest on it (see `rows_named`)."""

    number: str
    decided_on: date
    effective_on: date
    body: str
    subject: str
    signatory: str | None = None
    rows: tuple[Row, ...] = ()


def enter_old(new: NewOldDecision, *, by: Acting) -> Decision:
    """Enters it in one action. Raises `decisions.old`, `decisions.same_number`, `decisions.no_rows`, `decisions.own`,
    `record.out_of_reach` and the refusals of permission."""
    today = timezone.localdate()
    people = sorted({row.person for row in new.rows if row.person})

    def write(w: Write) -> Decision:
        decision = w.add([_decision(new, position=w.position)])[0]
        w.add(
            DecisionEffect(decision=decision, table=row.table, identity=row.identity, person_id=row.person)
            for row in new.rows
        )
        return decision

    return perform(
        ACTION,
        by=by,
        body=new.body,
        subjects=[new.body, *people],
        content={"body": new.body, "decided_on": new.decided_on.isoformat(), "rows": len(new.rows)},
        gates=[
            lambda: refuse_own(people, by),
            lambda: _refuse(new, today),
            lambda: _refuse_far(people, reach(by, today)),
        ],
        write=write,
    )


def rows_named(number: str) -> tuple[Row, ...]:
    """Tenures and places on succession lists whose decision bears the number: what may rest on it. Two queries."""
    named = Q(decision=number.strip())
    tenures = Tenure.objects.current().filter(named).order_by("valid_from", "identity")
    entries = SuccessionEntry.objects.current().filter(named).order_by("approved_on", "identity")
    return _rows([*tenures, *entries]) if number.strip() else ()


def rows_of(people: Collection[str]) -> tuple[Row, ...]:
    """Everything of these people that a decision can have brought about: tenures, places on succession lists, courses.
    Three queries."""
    tenures = Tenure.objects.current().filter(person__in=people).order_by("valid_from", "identity")
    entries = SuccessionEntry.objects.current().filter(person__in=people).order_by("approved_on", "identity")
    trainings = Training.objects.current().filter(person__in=people).order_by("valid_from", "identity")
    return _rows([*tenures, *entries, *trainings])


def _rows(found: Sequence[Tenure | SuccessionEntry | Training]) -> tuple[Row, ...]:
    return tuple(Row(row._meta.db_table, row.identity, row.person_id) for row in found)


def _decision(new: NewOldDecision, *, position: int) -> Decision:
    return Decision(
        key=uuid4().hex,
        number=new.number.strip(),
        decided_on=new.decided_on,
        effective_on=new.effective_on,
        body_id=new.body,
        signatory_id=new.signatory,
        subject=new.subject.strip(),
        entry=position,
    )


def _refuse(new: NewOldDecision, today: date) -> None:
    signatory_known = new.signatory is None or Person.objects.filter(pk=new.signatory).exists()
    fits = (
        plain_number(new.number)
        and len(new.number.strip()) <= LONGEST_NUMBER
        and 0 < len(new.subject.strip()) <= LONGEST_SUBJECT
    )
    if not (fits and signatory_known and new.decided_on <= min(today, new.effective_on)):
        raise LiemError(
            "decisions.old",
            Message(
                "Hãy ghi số, trích yếu, người ký có trong hồ sơ; ngày ký không sau hôm nay và không sau ngày có hiệu "
                "lực.",
                "Enter number, subject and a signatory on record; the day of signing comes neither after today nor "
                "after the day of effect.",
            ),
        )
    same_day = Decision.objects.filter(body_id=new.body, decided_on=new.decided_on).values_list("number", flat=True)
    if plain_number(new.number) in map(plain_number, same_day):
        raise LiemError(
            "decisions.same_number",
            Message(
                "Quyết định có số và ngày này của tổ chức đó đã được ghi. Hãy mở quyết định đã ghi.",
                "A decision of that body with this number and day is entered already. Open that one.",
            ),
        )
    if not all(_stands(row) for row in new.rows):
        raise LiemError(
            "decisions.no_rows",
            Message(
                "Có mục đã chọn không còn trong hồ sơ, hoặc không phải của người đó. Hãy chọn lại.",
                "Something chosen is no longer on record, or is not that person's. Choose again.",
            ),
        )


def _refuse_far(people: Collection[str], within: Reach) -> None:
    """What an older decision is said to have brought about can be undone later, so it lies within the mandate."""
    if not all(worked_within(within, person) for person in people):
        raise out_of_reach()


def _stands(row: Row) -> bool:
    model = TABLES.get(row.table)
    return model is not None and _person_of(model, row.identity) == row.person


def _person_of(model: type[Versioned], identity: str) -> str | None:
    found = model._default_manager.filter(identity=identity, known_to__isnull=True).first()
    return getattr(found, "person_id", None)
