"""Who led below before leading above: rules `leaders_led_below` and `standing_members_led_below`, in the districts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liem.demo.cases.planted import DISTRICTS, Kind, Planted
from liem.demo.people import tenure_key
from liem.kernel.errors import Message

LEADERS_RULE, MEMBERS_RULE = "leaders_led_below", "standing_members_led_below"
ASKED_SINCE = date(2022, 1, 27)
"""The rules ask of whoever took up the post on this day or later."""


@dataclass(frozen=True, slots=True)
class CareerCase:
    """Somebody of the district `number` who never led a commune, and took up the post on the day `start`.

    `place` is that of the seat among the leaders, or of the division among the heads; `seat` the number of the tenure.
    """

    rule: str
    number: int
    place: int
    person: str
    seat: int
    start: date
    kind: Kind
    why: Message

    @property
    def planted(self) -> Planted:
        return Planted(
            self.rule,
            tenure_key(self.person, self.seat),
            self.kind,
            self.why,
            DISTRICTS,
            applies=self.start >= ASKED_SINCE,
        )


_NEVER = Message(
    "giữ chức từ đúng ngày quy định áp dụng, quá trình công tác không có chức vụ lãnh đạo ở cấp dưới",
    "took up the post on the first day that counts; the complete career shows no leading post below",
)
_BEFORE = Message(
    "chưa từng lãnh đạo cấp dưới, nhưng giữ chức từ trước đó một ngày",
    "never led below, but took up the post the day before",
)
_UNATTESTED = Message("quá trình công tác chưa ai xác nhận đủ", "nobody attested the career complete")
_DAY_BEFORE, _LATER = date(2022, 1, 26), date(2022, 6, 1)

LEADERS: tuple[CareerCase, ...] = (
    CareerCase(LEADERS_RULE, 0, 4, "p1088", 2, ASKED_SINCE, Kind.BREACH, _NEVER),
    CareerCase(LEADERS_RULE, 1, 4, "p1215", 2, _DAY_BEFORE, Kind.NEAR_MISS, _BEFORE),
    CareerCase(LEADERS_RULE, 2, 4, "p1342", 2, _LATER, Kind.UNATTESTED, _UNATTESTED),
)
"""Second vice chairs of districts; they do not sit on the standing committee."""

HEADS: tuple[CareerCase, ...] = (
    CareerCase(MEMBERS_RULE, 0, 1, "p1091", 4, ASKED_SINCE, Kind.BREACH, _NEVER),
    CareerCase(MEMBERS_RULE, 1, 1, "p1218", 4, _DAY_BEFORE, Kind.NEAR_MISS, _BEFORE),
    CareerCase(MEMBERS_RULE, 2, 1, "p1345", 4, _LATER, Kind.UNATTESTED, _UNATTESTED),
)
"""Heads of the second division of districts, who sit on the standing committee."""


def start_of(cases: tuple[CareerCase, ...], number: int, place: int) -> date | None:
    """The planted first day of that seat, if it is one of the cases."""
    return next((case.start for case in cases if (case.number, case.place) == (number, place)), None)


def unattested() -> Iterator[str]:
    """Whose past tenures nobody attested."""
    return (case.person for case in (*LEADERS, *HEADS) if case.kind is Kind.UNATTESTED)
