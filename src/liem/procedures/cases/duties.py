"""What bodies owe in running cases: every step that is open and has a last day."""

from __future__ import annotations

from datetime import date

from liem.duties.sources import Owed, Source
from liem.kernel.errors import Message
from liem.procedures.cases.open_steps import open_steps

KIND = "case_step"


def owed(on: date) -> tuple[Owed, ...]:
    """The open steps with a day, owed by the body that has the power over them. A constant number of queries."""
    return tuple(
        Owed(KIND, f"{one.case}:{one.step}", one.held.body or one.unit, one.due, f"/cases/{one.case}/")
        for one in open_steps(on)
        if one.due is not None and one.opened is not None and one.opened <= on
    )


SOURCES: tuple[Source, ...] = (
    Source(KIND, Message("Thực hiện bước của quy trình cán bộ", "Take a step of a personnel procedure"), owed),
)
