"""What one line of the calendar says, and the time that is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liem.kernel.errors import Message
from liem.record.scope import Reach


class Kind(StrEnum):
    """What falls due."""

    RETIREMENT = "retirement"
    TERM_END = "term_end"
    REAPPOINTMENT = "reappointment"
    DECLARATION = "declaration"
    TRANSFER = "transfer"

    @property
    def words(self) -> Message:
        return _WORDS[self]


_WORDS = {
    Kind.RETIREMENT: Message("Đủ tuổi nghỉ hưu", "Reaches retirement age"),
    Kind.TERM_END: Message("Hết thời hạn, hết nhiệm kỳ", "Term ends"),
    Kind.REAPPOINTMENT: Message("Thông báo xem xét bổ nhiệm lại", "Notice of considering reappointment"),
    Kind.DECLARATION: Message("Hạn nộp bản kê khai", "Declaration due"),
    Kind.TRANSFER: Message("Đến hạn chuyển đổi vị trí, điều động", "Transfer due"),
}


@dataclass(frozen=True, slots=True)
class Window:
    """From `first` up to, and without, `until`."""

    first: date
    until: date

    def holds(self, day: date) -> bool:
        return self.first <= day < self.until


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that falls due on `day`. `person` is empty where it concerns a body alone; `clause` is the address of
    the clause that the day was counted by, empty where the record itself names the day."""

    kind: Kind
    day: date
    person: str
    body: str
    ground: Message
    post: str = ""
    clause: str = ""
    name: str = ""
    body_name: str = ""


def reaches(reach: Reach, body: str, person: str = "") -> bool:
    """Whether what is due at the body, or for the person, may be told to whoever has this reach."""
    return reach.whole or reach.has_body(body) or (bool(person) and person == reach.person)
