"""What falls due, as a list to read or as a calendar, entered in the ledger like all that is taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils import timezone

from liem.actions.permissions import Acting
from liem.record.due import due
from liem.record.due_calendar import calendar_of
from liem.record.due_line import Line
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

    People are told by their code; by name where asked. Raises `due.months` and the refusals of `permissions.check`.
    """
    lines = due(reach_of(by, body), on=on, months=months)
    if as_calendar:
        text = calendar_of(lines, stamped=timezone.now(), language=language, with_names=with_names)
    else:
        text = "".join(f"{row}\n" for row in _rows(lines, language=language, with_names=with_names))
    counts = Counter(line.kind.value for line in lines)
    people = {line.person for line in lines} - {""}
    made = Made(text.encode(), counts, people)
    return enter("due_calendar" if as_calendar else "due_list", made, by=by, as_of=on, body=body)


def _rows(lines: Sequence[Line], *, language: str, with_names: bool) -> Iterator[str]:
    for line in lines:
        who = (line.name if with_names else line.person) or "—"
        told = (line.kind.words.in_language(language), who, line.post, line.body_name)
        ground = line.ground.in_language(language) + (f" [{line.clause}]" if line.clause else "")
        yield "\t".join((f"{line.day:%d/%m/%Y}", *(_plain(part) or "—" for part in told), _plain(ground)))


def _plain(text: str) -> str:
    """On one line, and text also where the list is opened as a table: a name that begins like a formula is none."""
    one_line = " ".join(text.split())
    return f"'{one_line}" if one_line.startswith(("=", "+", "-", "@")) else one_line
