"""Meetings that gathered nominations: rule `more_names_than_places`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models

from liem.demo.attested import PROCEDURE
from liem.demo.cases.planted import Kind, Planted
from liem.demo.procedures import meeting, nominee_rows
from liem.kernel.errors import Message
from liem.record.choices import Section

RULE = "more_names_than_places"
HELD_ON = date(2026, 4, 14)


@dataclass(frozen=True, slots=True)
class MeetingCase:
    """A meeting: places, names on record, and to which day the minutes were attested complete (None: not at all)."""

    key: str
    body: str
    places: int
    names: int
    complete_to: date | None
    kind: Kind
    why: Message

    @property
    def planted(self) -> Planted:
        return Planted(RULE, self.key, self.kind, self.why)

    def identity(self) -> models.Model:
        return meeting(self.key, self.body, self.places, HELD_ON)

    def rows(self, people: Sequence[str]) -> Iterator[models.Model]:
        """The names, taken from `people`, and the attestation."""
        yield from nominee_rows(self.key, people[: self.names])
        if self.complete_to:
            yield PROCEDURE.row(self.key, Section.NAMES, self.complete_to)


_BEFORE = HELD_ON - timedelta(days=1)

CASES: tuple[MeetingCase, ...] = (
    MeetingCase(
        "hn-901", "xa-da-dung", 2, 2, HELD_ON, Kind.BREACH, Message("2 người cho 2 vị trí", "2 names for 2 places")
    ),
    MeetingCase(
        "hn-902", "so-tai-chinh", 1, 1, HELD_ON, Kind.BREACH, Message("1 người cho 1 vị trí", "1 name for 1 place")
    ),
    MeetingCase(
        "hn-903", "xa-con-lua", 3, 2, HELD_ON, Kind.BREACH, Message("2 người cho 3 vị trí", "2 names for 3 places")
    ),
    MeetingCase(
        "hn-904", "xa-da-dung", 2, 3, HELD_ON, Kind.NEAR_MISS, Message("dư đúng một người", "one name more than places")
    ),
    MeetingCase(
        "hn-905",
        "so-y-te",
        1,
        2,
        None,
        Kind.NEAR_MISS,
        Message(
            "biên bản chưa được xác nhận, nhưng tên đã ghi đã nhiều hơn số vị trí",
            "the minutes are not attested, but the names on record already exceed the places",
        ),
    ),
    MeetingCase(
        "hn-906",
        "xa-bai-tram",
        1,
        1,
        None,
        Kind.UNATTESTED,
        Message(
            "mới ghi 1 người, biên bản chưa được xác nhận đủ danh sách",
            "1 name so far, and nobody attested the list complete",
        ),
    ),
    MeetingCase(
        "hn-907",
        "so-tu-phap",
        2,
        2,
        _BEFORE,
        Kind.UNATTESTED,
        Message(
            "danh sách chỉ được xác nhận đến trước ngày họp một ngày",
            "the list is attested only to the day before the meeting",
        ),
    ),
    MeetingCase(
        "hn-908",
        "phuong-bai-nhan",
        2,
        0,
        None,
        Kind.UNATTESTED,
        Message("chưa nhập tên nào từ biên bản", "no name from the minutes has been entered"),
    ),
)
