"""Violations in personnel work, followed to their end wherever the person is by then: moved or retired.

find(NewViolation(…), by=acting)               by the body that found it, which keeps the duty
measure(identity, NewMeasures(…), by=acting)   whether a Party and a State measure is due, and when each was taken
close(identity, outcome, by=acting)            once both are settled

Party and State measures go in step: neither is left open once the other is settled, and none is closed by default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db.models import Q, QuerySet
from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.duties.calendar import workdays
from liem.duties.of_record import body_of_each
from liem.duties.sources import Owed
from liem.kernel.errors import LiemError, Message
from liem.procedures.decisions.following_up import ACTION, follow, gone, refuse_own
from liem.procedures.models import Case, Violation
from liem.record.days import holds_on, titles_of
from liem.record.models import PersonDetails, PostState, Tenure
from liem.record.people import within
from liem.record.scope import Reach, reach

KIND = "violation"
SETTLE_DAYS = 30  # working days in which the installation expects both measures to be settled; no text sets them
LONGEST, LONGEST_PAPER = 300, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class NewViolation:
    """What was found, by which conclusion (number and day); `case` where it showed in one."""

    person: str
    what: str
    found_on: date
    paper: str
    case: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeasures:
    """Whether each measure is due (None: not decided yet) and on which day it was taken."""

    party_due: bool | None
    party_on: date | None = None
    state_due: bool | None
    state_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A violation. `body_name` is who follows it; `now_at` where the person works now, None where they hold no post any
    more (retired, left): for information, the duty does not move."""

    identity: str
    person: str
    person_name: str
    what: str
    found_on: date
    paper: str
    body: str
    body_name: str
    now_at: str | None
    party: str
    party_on: date | None
    state: str
    state_on: date | None
    due_on: date | None
    closed_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Violations:
    """A page of violations: `total` that answer to what was asked, `open` within reach."""

    total: int
    open: int
    lines: tuple[Line, ...]


UNDECIDED, NOT_DUE, DUE, TAKEN = "undecided", "not_due", "due", "taken"
"""Where a measure stands."""


def find(new: NewViolation, *, by: Acting) -> Violation:
    """Enters it in one action. Raises `violations.what`, `violations.no_person`, `decisions.own` and the refusals of
    permission."""
    today = timezone.localdate()
    reached = reach(by, today)
    row = Violation(
        identity=uuid4().hex,
        case_id=new.case,
        person_id=new.person,
        body_id=by.mandate.body,
        what=new.what.strip(),
        found_on=new.found_on,
        paper=new.paper.strip(),
    )

    def write(w: Write) -> Violation:
        return w.add([row])[0]

    return perform(
        ACTION,
        by=by,
        body=row.body_id,
        subjects=[row.body_id, new.person],
        content={"violation": row.identity, "found_on": new.found_on.isoformat()},
        gates=[lambda: refuse_own([new.person], by), lambda: _refuse_new(new, reached)],
        write=write,
    )


def measure(identity: str, new: NewMeasures, *, by: Acting) -> Violation:
    """Enters what is due and what was taken. Raises `decisions.not_open`, `violations.measure` and what
    `following_up` refuses."""
    row = _open(identity)
    changed = {"party_due": new.party_due, "party_on": new.party_on, "state_due": new.state_due}
    return follow(
        row,
        by=by,
        body=row.body_id,
        people=[row.person_id],
        content={"violation": "measures"},
        changed={**changed, "state_on": new.state_on},
        reason="Ghi việc xử lý về Đảng và về chính quyền",
        refuse=lambda: _refuse_measures(row, new, timezone.localdate()),
    )


def close(identity: str, outcome: str, *, by: Acting) -> Violation:
    """Closes it with its outcome. Raises `decisions.not_open`, `violations.not_settled`, `violations.no_outcome` and
    what `following_up` refuses."""
    row, today = _open(identity), timezone.localdate()
    return follow(
        row,
        by=by,
        body=row.body_id,
        people=[row.person_id],
        content={"violation": "closed"},
        changed={"closed_on": today, "outcome": outcome.strip()},
        reason=outcome.strip() or "Kết thúc",
        refuse=lambda: _refuse_closing(row, outcome),
    )


def violations(reach: Reach, *, on: date, open_only: bool = True, offset: int = 0, limit: int = 50) -> tuple[Line, ...]:
    """Those that a body within reach follows, and for roles that inspect those of people within reach, wherever they
    were found. The oldest first. Constant queries."""
    rows = _within(reach)
    if open_only:
        rows = rows.filter(closed_on=None)
    return _lines(list(rows.order_by("found_on", "identity")[offset : offset + limit]), on=on)


def violations_page(reach: Reach, *, on: date, open_only: bool, offset: int, limit: int) -> Violations:
    """The same with how many there are. Constant queries."""
    rows = _within(reach)
    still_open = rows.filter(closed_on=None).count()
    lines = violations(reach, on=on, open_only=open_only, offset=offset, limit=limit)
    return Violations(still_open if open_only else rows.count(), still_open, lines)


def violation(reach: Reach, identity: str, *, on: date) -> Line:
    """One of them. Raises `violations.not_found`."""
    found = _lines(list(_within(reach).filter(identity=identity)), on=on)
    if not found:
        raise LiemError(
            "violations.not_found",
            Message(
                "Không có vi phạm này trong phạm vi được giao. Hãy mở lại danh sách vi phạm.",
                "There is no such violation within your mandate. Open the list of violations again.",
            ),
        )
    return found[0]


def owed(on: date) -> Iterator[Owed]:
    """Those that are open, owed by the body that found them."""
    calendar = workdays()
    rows = Violation.objects.current().filter(closed_on=None, found_on__lte=on).order_by("found_on", "identity")
    for identity, body, found_on in rows.values_list("identity", "body_id", "found_on"):
        yield Owed(KIND, identity, body, calendar.after(found_on, SETTLE_DAYS), f"/violations/{identity}/")


def state_of(due: bool | None, on: date | None) -> str:
    if on is not None:
        return TAKEN
    return UNDECIDED if due is None else DUE if due else NOT_DUE


def _open(identity: str) -> Violation:
    row = Violation.objects.current().filter(identity=identity, closed_on=None).first()
    if row is None:
        raise gone()
    return row


def _within(reach: Reach) -> QuerySet[Violation]:
    rows = Violation.objects.current()
    if reach.person is not None:
        return rows.filter(person_id=reach.person)
    own = Q(body_id__in=reach.bodies)
    if reach.kin:
        own |= Q(person_id__in=within(reach).order_by().values("person_id"))
    return rows if reach.whole else rows.filter(own)


def _lines(rows: list[Violation], *, on: date) -> tuple[Line, ...]:
    people = {row.person_id for row in rows}
    names = dict(PersonDetails.objects.current().filter(person_id__in=people).values_list("person_id", "name"))
    working = Tenure.objects.current().filter(holds_on(on), person_id__in=people).values_list("person_id", flat=True)
    now_at = {person: body for person, body in body_of_each(people, on=on).items() if person in set(working)}
    titles, calendar = titles_of(bodies={*now_at.values(), *(row.body_id for row in rows)}), workdays()
    return tuple(
        Line(
            identity=row.identity,
            person=row.person_id,
            person_name=names.get(row.person_id, row.person_id),
            what=row.what,
            found_on=row.found_on,
            paper=row.paper,
            body=row.body_id,
            body_name=titles.body(row.body_id, on),
            now_at=titles.body(now_at[row.person_id], on) if row.person_id in now_at else None,
            party=state_of(row.party_due, row.party_on),
            party_on=row.party_on,
            state=state_of(row.state_due, row.state_on),
            state_on=row.state_on,
            due_on=None if row.closed_on else calendar.after(row.found_on, SETTLE_DAYS),
            closed_on=row.closed_on,
            outcome=row.outcome,
        )
        for row in rows
    )


def _refuse_new(new: NewViolation, reached: Reach) -> None:
    if not worked_within(reached, new.person):
        raise LiemError(
            "violations.no_person",
            Message(
                "Chỉ ghi vi phạm của người đang hoặc đã công tác trong phạm vi được giao. Hãy chọn lại, hoặc chuyển "
                "cho nơi có thẩm quyền.",
                "A violation is entered of somebody who works or worked within the mandate. Choose again, or pass it "
                "to whoever has the power.",
            ),
        )
    told = 0 < len(new.what.strip()) <= LONGEST and 0 < len(new.paper.strip()) <= LONGEST_PAPER
    known_case = new.case is None or Case.objects.filter(pk=new.case).exists()
    if not (told and known_case and new.found_on <= reached.day):
        raise LiemError(
            "violations.what",
            Message(
                "Hãy ghi nội dung vi phạm, số và ngày kết luận, ngày phát hiện (không sau hôm nay).",
                "Enter what was violated, number and day of the conclusion, and the day it was found, not after today.",
            ),
        )


def worked_within(reached: Reach, person: str) -> bool:
    """Whether the person holds a post within reach, or ever held one: who has moved or retired is still answerable."""
    tenures = Tenure.objects.current().filter(person_id=person)
    if reached.whole:
        return tenures.exists()
    states = PostState.objects.current().filter(body_id__in=reached.bodies, post_id__in=tenures.values("post_id"))
    return states.exists()


def _refuse_measures(row: Violation, new: NewMeasures, today: date) -> None:
    for due, on in ((new.party_due, new.party_on), (new.state_due, new.state_on)):
        if on is not None and (due is not True or not row.found_on <= on <= today):
            raise LiemError(
                "violations.measure",
                Message(
                    "Chỉ ghi ngày xử lý cho bên phải xử lý; ngày đó từ ngày phát hiện đến hôm nay.",
                    "A day is entered only for a measure that is due, from the day of finding to today.",
                ),
            )


def _refuse_closing(row: Violation, outcome: str) -> None:
    states = (state_of(row.party_due, row.party_on), state_of(row.state_due, row.state_on))
    if not set(states) <= {NOT_DUE, TAKEN}:
        raise LiemError(
            "violations.not_settled",
            Message(
                "Việc xử lý về Đảng và về chính quyền phải đồng bộ: hãy ghi bên nào phải xử lý và ngày đã xử lý trước "
                "khi kết thúc.",
                "Party and State measures go in step: enter which is due, and the day it was taken, before closing.",
            ),
        )
    if not outcome.strip() or len(outcome.strip()) > LONGEST:
        raise LiemError(
            "violations.no_outcome",
            Message(
                f"Hãy ghi kết quả, không quá {LONGEST} ký tự.", f"Give the outcome, in at most {LONGEST} characters."
            ),
        )
