"""What falls due as an iCalendar (RFC 5545), to be read by any calendar. It carries no names unless asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from liem.kernel.errors import Message
from liem.record.due_line import Line

MOST_OCTETS = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_NAME = Message("Việc đến hạn về cán bộ", "What falls due in personnel work")


def calendar_of(lines: Iterable[Line], *, stamped: datetime, language: str, with_names: bool = False) -> str:
    """A VCALENDAR with an all-day event for each line; people are told by their code, or by name where asked.

    `stamped` is when it is made, with its time zone. The same line has the same UID whenever it is made.
    """
    rows = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Liêm//Lịch đến hạn//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(_NAME.in_language(language))}",
    ]
    for line in lines:
        rows += _event(line, stamped=stamped, language=language, with_names=with_names)
    rows.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for row in rows for part in _folded(row))


def _event(line: Line, *, stamped: datetime, language: str, with_names: bool) -> list[str]:
    who = (line.name if with_names else line.person) or line.body_name
    told = [line.ground.in_language(language), line.post, line.body_name, line.clause]
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(line)}",
        f"DTSTAMP:{stamped.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(line.day)}",
        f"DTEND;VALUE=DATE:{_day(line.day + timedelta(days=1))}",
        f"SUMMARY:{_escaped(f'{line.kind.words.in_language(language)}: {who}')}",
        f"DESCRIPTION:{_escaped(chr(10).join(part for part in told if part))}",
        f"CATEGORIES:{line.kind.value.upper()}",
        "TRANSP:TRANSPARENT",
        "CLASS:CONFIDENTIAL",
        "END:VEVENT",
    ]


def _uid(line: Line) -> str:
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
