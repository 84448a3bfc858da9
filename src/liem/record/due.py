"""What falls due: retirements, terms that end, reappointments, declarations and transfers, computed ahead from a day.

Only what the record and the law in force let us count. Where nobody entered an end, a birth or a sex, or no value of
the law is verified, there is no line; that does not mean that nothing is due.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from liem.kernel.dates import Term, end_of
from liem.kernel.errors import LiemError, Message
from liem.record.days import titles_of
from liem.record.due_kept import forget, kept, worked_out
from liem.record.due_line import Group, Kind, Line, Window, told_to
from liem.record.models import PersonDetails
from liem.record.scope import Reach

__all__ = ["MONTHS_KEPT", "MOST_MONTHS", "Group", "Kind", "Line", "due", "due_now", "forget", "named", "named_groups"]

MOST_MONTHS, MONTHS_KEPT = 120, 24


def due(reach: Reach, *, on: date, months: int) -> list[Line]:
    """What falls due within `reach` from the day `on`, that day included, for so many months; in order of days.

    As the record knows things now. Raises LiemError `due.months`. A constant number of queries.
    """
    return named(told_to(reach, worked_out(_window(on, months))), on=on)


def due_now(reach: Reach, *, on: date, months: int) -> tuple[Group, ...]:
    """The same for at most `MONTHS_KEPT`, by day, kind and body and without names. It is kept, and brought up where the
    record or the law has changed: one query where it is known already."""
    asked = _window(on, months)
    return kept(_window(on, MONTHS_KEPT)).within(reach, asked.until)


def named(lines: Collection[Line], *, on: date) -> list[Line]:
    """The lines with the names of people, posts and bodies. Three queries."""
    people = PersonDetails.objects.filter(known_to__isnull=True, person_id__in={line.person for line in lines} - {""})
    names = dict(people.values_list("person_id", "name"))
    titles = titles_of(posts={line.post for line in lines if line.post}, bodies={line.body for line in lines})
    return [
        replace(
            line,
            name=names.get(line.person, line.person),
            body_name=titles.body(line.body, on),
            post=titles.post(line.post, on).title if line.post else "",
        )
        for line in lines
    ]


def named_groups(groups: Collection[Group], *, on: date) -> list[Group]:
    """The groups with the names of what they tell: of many cases those of the first alone, for the body's. Three
    queries."""
    firsts = named([group.lines[0] for group in groups], on=on)
    return [replace(group, lines=(first, *group.lines[1:])) for group, first in zip(groups, firsts, strict=True)]


def _window(on: date, months: int) -> Window:
    """Raises LiemError `due.months`."""
    if not 1 <= months <= MOST_MONTHS:
        raise LiemError(
            "due.months",
            Message(
                f"Số tháng phải từ 1 đến {MOST_MONTHS}. Hãy chọn lại.",
                f"The number of months lies between 1 and {MOST_MONTHS}. Choose again.",
            ),
        )
    return Window(on, end_of(on, Term(months=months)))
