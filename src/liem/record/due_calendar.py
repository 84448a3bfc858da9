"""What falls due as an iCalendar (RFC 5545), to be read by any calendar. It carries no names unless asked for; what
many share is one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import groupby

from liem.kernel.errors import Message
from liem.record.due_line import Group, Line, bodies, cases, grouped

MOST_OCTETS, MOST_EVENTS = 75, 12
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_NAME = Message("Việc đến hạn về cán bộ", "What falls due in personnel work")


def calendar_of(lines: Iterable[Line], *, stamped: datetime, language: str, with_names: bool = False) -> str:
    """A VCALENDAR with an all-day event for each line; people are told by their code, or by name where asked. Several
    lines of one day, kind and body are one event that says how many, and whose only where names are asked for.

    `lines` are in order. `stamped` is when it is made, with its time zone. The same event has the same UID whenever it
    is made.
    """
    return calendar_of_groups(grouped(lines), stamped=stamped, language=language, with_names=with_names)


def calendar_of_groups(groups: Iterable[Group], *, stamped: datetime, language: str, with_names: bool = False) -> str:
    """The same for lines that are grouped already; of a group the first line bears the names. Where those of one day
    and kind lie at more than `MOST_EVENTS` bodies and no names are asked for, they are one event together."""
    rows = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Liêm//Lịch đến hạn//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(_NAME.in_language(language))}",
    ]
    for group in groups if with_names else _together(groups):
        rows += _event(group, stamped=stamped, language=language, with_names=with_names)
    rows.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for row in rows for part in _folded(row))


def _together(groups: Iterable[Group]) -> Iterator[Group]:
    for (day, kind), same in groupby(groups, key=lambda group: (group.day, group.kind)):
        found = tuple(same)
        if len(found) <= MOST_EVENTS:
            yield from found
        else:
            yield Group(kind, day, "", tuple(line for group in found for line in group.lines))


def _event(group: Group, *, stamped: datetime, language: str, with_names: bool) -> list[str]:
    told = (*group.grounds(language), *_about(group, with_names=with_names))
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(group)}",
        f"DTSTAMP:{stamped.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(group.day)}",
        f"DTEND;VALUE=DATE:{_day(group.day + timedelta(days=1))}",
        f"SUMMARY:{_escaped(f'{group.kind.words.in_language(language)}: {_who(group, language, with_names)}')}",
        f"DESCRIPTION:{_escaped(chr(10).join(part for part in told if part))}",
        f"CATEGORIES:{group.kind.value.upper()}",
        "TRANSP:TRANSPARENT",
        "CLASS:CONFIDENTIAL",
        "END:VEVENT",
    ]


def _who(group: Group, language: str, with_names: bool) -> str:
    line = group.only
    if line is None:
        where = group.lines[0].body_name if group.body else bodies(_bodies_in(group)).in_language(language)
        return f"{cases(len(group.lines)).in_language(language)}, {where}"
    return (line.name if with_names else line.person) or line.body_name


def _about(group: Group, *, with_names: bool) -> tuple[str, ...]:
    """Post, body and clause of one thing; of several the body, and the names where they are asked for."""
    first = group.lines[0]
    if group.only:
        return (first.post, first.body_name, first.clause)
    return (first.body_name if group.body else "", first.clause, *(line.name for line in group.lines if with_names))


def _bodies_in(group: Group) -> int:
    return len({line.body for line in group.lines})


def _uid(group: Group) -> str:
    line = group.only or Line(group.kind, group.day, "", group.body, group.lines[0].ground)
    told = "\n".join((line.kind, line.day.isoformat(), line.person, line.body, line.post))
    return f"{sha256(told.encode()).hexdigest()[:32]}@liem"


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(row: str) -> Iterator[str]:
    """Lines of at most 75 octets; a continuation begins with a space. No letter is cut in two."""
    part, size = "", 0
    for letter in row:
        octets = len(letter.encode())
        if size + octets > MOST_OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
