"""What bodies owe after a rule was let go: its review, by somebody else than those who let it go."""

from __future__ import annotations

from datetime import date

from liem.duties.sources import Owed, Source
from liem.kernel.errors import Message
from liem.procedures.gates.waivers import unreviewed
from liem.record.state import kept_until_a_change

KIND = "waiver_review"


@kept_until_a_change(most=4)
def owed(on: date) -> tuple[Owed, ...]:
    """The reviews still to be made, owed by the body above the one that let the rule go. Two queries."""
    return tuple(Owed(KIND, one.identity, one.owed_by, one.due_on, f"/cases/{one.case}/") for one in unreviewed(on))


SOURCES: tuple[Source, ...] = (
    Source(KIND, Message("Xem xét lại việc cho phép trường hợp đặc biệt", "Review a rule that was let go"), owed),
)
