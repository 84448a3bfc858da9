"""The calendar of what falls due, as RFC 5545 wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from liem.kernel.errors import Message
from liem.record.due_calendar import calendar_of
from liem.record.due_line import Kind, Line

LINE = Line(
    kind=Kind.RETIREMENT,
    day=date(2026, 12, 31),
    person="cb-1",
    body="so-a",
    ground=Message("Căn cứ; một, hai", "Ground; one, two"),
    post="Giám đốc",
    clause="nd170#39",
    name="Trần Thị Hoa",
    body_name="Sở A",
)
STAMPED = datetime(2026, 11, 21, 8, 30, tzinfo=timezone(timedelta(hours=7)))


def test_an_event_lasts_the_whole_day_and_names_nobody() -> None:
    assert calendar_of([LINE], stamped=STAMPED, language="en").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Liêm//Lịch đến hạn//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:What falls due in personnel work",
        "BEGIN:VEVENT",
        "UID:" + _uid(calendar_of([LINE], stamped=STAMPED, language="vi")),
        "DTSTAMP:20261121T013000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Reaches retirement age: cb-1",
        "DESCRIPTION:Ground\\; one\\, two\\nGiám đốc\\nSở A\\nnd170#39",
        "CATEGORIES:RETIREMENT",
        "TRANSP:TRANSPARENT",
        "CLASS:CONFIDENTIAL",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def _uid(calendar: str) -> str:
    return next(row.removeprefix("UID:") for row in calendar.split("\r\n") if row.startswith("UID:"))


def test_names_stand_in_it_only_where_asked_for() -> None:
    plain = calendar_of([LINE], stamped=STAMPED, language="vi")
    named = calendar_of([LINE], stamped=STAMPED, language="vi", with_names=True)
    assert "Hoa" not in plain
    assert "SUMMARY:Đủ tuổi nghỉ hưu: Trần Thị Hoa" in named


def declarations(count: int, bodies: int) -> list[Line]:
    """Declarations of one day, as many at each of the bodies."""
    return [
        replace(
            LINE,
            kind=Kind.DECLARATION,
            person=f"cb-{place}-{number}",
            body=f"so-{place}",
            name=f"Người {number}",
            post="",
            clause="",
            body_name=f"Sở {place}",
        )
        for place in range(bodies)
        for number in range(count)
    ]


def summaries(calendar: str) -> list[str]:
    rows = calendar.replace("\r\n ", "").split("\r\n")
    return [row.removeprefix("SUMMARY:") for row in rows if row.startswith("SUMMARY:")]


def test_several_of_one_day_kind_and_body_are_one_event_with_their_number() -> None:
    plain = calendar_of(declarations(3, bodies=2), stamped=STAMPED, language="en")
    assert summaries(plain) == ["Declaration due: 3 cases\\, Sở 0", "Declaration due: 3 cases\\, Sở 1"]
    assert "cb-0" not in plain
    assert "Người" not in plain
    named = calendar_of(declarations(3, bodies=2), stamped=STAMPED, language="vi", with_names=True)
    assert summaries(named) == [
        "Hạn nộp bản kê khai: 3 trường hợp\\, Sở 0",
        "Hạn nộp bản kê khai: 3 trường hợp\\, Sở 1",
    ]
    assert "Sở 0\\nNgười 0\\nNgười 1\\nNgười 2" in named.replace("\r\n ", "")


def test_at_many_bodies_they_are_one_event_of_the_day_unless_names_are_asked_for() -> None:
    lines = declarations(2, bodies=13)
    assert summaries(calendar_of(lines, stamped=STAMPED, language="en")) == ["Declaration due: 26 cases\\, 13 bodies"]
    assert len(summaries(calendar_of(lines, stamped=STAMPED, language="en", with_names=True))) == 13
    assert len(summaries(calendar_of(lines[:24], stamped=STAMPED, language="en"))) == 12


def test_an_event_of_many_keeps_its_uid_while_their_number_falls() -> None:
    three, two = (calendar_of(declarations(count, 1), stamped=STAMPED, language="en") for count in (3, 2))
    assert _uid(three) == _uid(two)


def test_no_line_is_longer_than_75_octets_and_letters_stay_whole() -> None:
    long = Line(Kind.TRANSFER, date(2027, 1, 1), "cb-1", "so-a", Message("ế" * 200, "x"), body_name="Sở A")
    calendar = calendar_of([long], stamped=datetime(2026, 1, 1, tzinfo=UTC), language="vi")
    rows = calendar.encode().split(b"\r\n")
    assert max(len(row) for row in rows) <= 75
    assert "ế" * 200 in calendar.replace("\r\n ", "")


def test_a_line_keeps_its_uid_and_two_lines_have_two() -> None:
    other = Line(Kind.TERM_END, LINE.day, LINE.person, LINE.body, LINE.ground, LINE.post)
    assert _uid(calendar_of([LINE], stamped=STAMPED, language="vi")) == _uid(
        calendar_of([LINE], stamped=STAMPED + timedelta(days=3), language="en", with_names=True)
    )
    assert _uid(calendar_of([other], stamped=STAMPED, language="vi")) != _uid(
        calendar_of([LINE], stamped=STAMPED, language="vi")
    )
