"""What falls due, as a list to read or as a calendar, entered in the ledger like all that is taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from django.utils import timezone

from liem.actions.permissions import Acting
from liem.record.due import due
from liem.record.due_calendar import calendar_of
from liem.record.due_line import Group, Line, cases, grouped
from liem.record.exporting.action import Exported, Made, enter, reach_of


def export_due(  # noqa: PLR0913 - what the list depends on, by name
    *,
    by: Acting,
    on: date,
    months: int,
    language: str,
    as_calendar: bool = False,
    with_names: bool = False,
    body: str = "",
) -> Exported:
    """What falls due within the mandate's reach from `on` for so many months: an iCalendar, or lines of text with tabs.

    By name where asked; else people are told by their code, and several of one day, kind and body by their number.
    Raises `due.months` and the refusals of `permissions.check`.
    """
    lines = due(reach_of(by, body), on=on, months=months)
    if as_calendar:
        text = calendar_of(lines, stamped=timezone.now(), language=language, with_names=with_names)
    else:
        text = "".join(f"{row}\n" for row in _rows(lines, language=language, with_names=with_names))
    counts = Counter(line.kind.value for line in lines)
    people = {line.person for line in lines if with_names} or _told_by_code(lines)
    made = Made(text.encode(), counts, people - {""})
    return enter("due_calendar" if as_calendar else "due_list", made, by=by, as_of=on, body=body)


def _told_by_code(lines: Collection[Line]) -> set[str]:
    return {group.only.person for group in grouped(lines) if group.only}


def _rows(lines: Collection[Line], *, language: str, with_names: bool) -> Iterator[str]:
    """With names a row for each line, to be worked through; else a row for each group."""
    groups = (Group(line.kind, line.day, line.body, (line,)) for line in lines) if with_names else grouped(lines)
    for group in groups:
        first = group.lines[0]
        who, post = first.name if with_names else first.person, first.post
        if not group.only:
            who, post = cases(len(group.lines)).in_language(language), ""
        told = (group.kind.words.in_language(language), who, post, first.body_name)
        ground = "; ".join(group.grounds(language)) + (f" [{first.clause}]" if first.clause else "")
        yield "\t".join((f"{group.day:%d/%m/%Y}", *(_plain(part) or "—" for part in told), _plain(ground)))


def _plain(text: str) -> str:
    """On one line, and text also where the list is opened as a table: a name that begins like a formula is none."""
    one_line = " ".join(text.split())
    return f"'{one_line}" if one_line.startswith(("=", "+", "-", "@")) else one_line
