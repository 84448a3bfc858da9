"""Giving a duty another day: only by a body above the one that owes it, and with a reason."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.duties.models import PutOff
from liem.duties.sources import Owed, owed
from liem.kernel.errors import LiemError, Message
from liem.record.scope import out_of_reach, reach

ACTION = "duties.put_off"
MOST_CHARACTERS = 500
LONGEST = timedelta(days=366)  # else a far day would silence a duty for good


def put_off(kind: str, subject: str, *, to: date, reason: str, by: Acting) -> PutOff:
    """Sets the new day in one action. Raises `record.out_of_reach`, `duties.own`, `duties.day`, `duties.no_reason` and
    the refusals of permission."""
    today = timezone.localdate()
    one = _within(kind, subject, by, today)
    row = PutOff(
        identity=_identity(kind, subject), kind=kind, subject=subject, body=one.body, due_on=to, reason=reason.strip()
    )

    def write(written: Write) -> PutOff:
        if PutOff.objects.current().filter(identity=row.identity).exists():  # somebody may have been quicker
            written.supersede(PutOff, [row.identity], reason=row.reason)
        return written.add([row])[0]

    return perform(
        ACTION,
        by=by,
        body=one.body,
        subjects=[one.body],
        content={"kind": kind, "subject": subject, "from": one.due_on.isoformat(), "to": to.isoformat()},
        gates=[lambda: _refuse(one, to, reason, by)],
        write=write,
    )


def _within(kind: str, subject: str, by: Acting, today: date) -> Owed:
    reached = reach(by, today)
    found = next((one for one in owed(today) if (one.kind, one.subject) == (kind, subject)), None)
    if found is None or not reached.has_body(found.body):
        raise out_of_reach()
    return found


def _identity(kind: str, subject: str) -> str:
    return hashlib.sha256(f"{kind}:{subject}".encode()).hexdigest()[:32]


def _refuse(one: Owed, to: date, reason: str, by: Acting) -> None:
    if by.mandate.body == one.body:
        raise LiemError(
            "duties.own",
            Message(
                "Đơn vị không tự lùi hạn việc của mình. Hãy đề nghị cấp trên trực tiếp.",
                "A body does not put off what it owes itself. Ask the body above it.",
            ),
        )
    if to > timezone.localdate() + LONGEST:
        raise LiemError(
            "duties.too_late",
            Message(
                f"Mỗi lần chỉ lùi đến trong vòng {LONGEST.days} ngày kể từ hôm nay. Hãy chọn ngày sớm hơn.",
                f"A duty is put off by at most {LONGEST.days} days from today. Choose an earlier day.",
            ),
        )
    if to <= one.due_on:
        raise LiemError(
            "duties.day",
            Message(
                f"Ngày mới phải sau hạn hiện nay ({one.due_on:%d/%m/%Y}).",
                f"The new day must come after the present one ({one.due_on}).",
            ),
        )
    if not reason.strip() or len(reason.strip()) > MOST_CHARACTERS:
        raise LiemError(
            "duties.no_reason",
            Message(
                f"Hãy ghi lý do lùi hạn, không quá {MOST_CHARACTERS} ký tự.",
                f"Give the reason, in at most {MOST_CHARACTERS} characters.",
            ),
        )
