"""What a duty that was put off says of a person, and what an order to erase takes from it."""

from __future__ import annotations

from liem.actions.erasure_texts import VERSION_TEXTS, Kept, Particulars, through
from liem.duties.models import PutOff, Reminder
from liem.kernel.errors import Message

PARTICULARS = (
    Particulars(
        model=PutOff,
        what=Message("lý do lùi hạn việc phải làm", "reasons for putting off duties"),
        about=through("subject"),
        told=VERSION_TEXTS,
        kept=dict.fromkeys(("kind", "subject", "body"), Kept.CODE),
    ),
    Particulars(
        model=Reminder,
        what=Message("lời nhắc", "reminders"),
        kept=dict.fromkeys(("kind", "subject", "rung", "body", "path"), Kept.CODE),
    ),
)
