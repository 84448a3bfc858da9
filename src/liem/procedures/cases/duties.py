"""What bodies owe in running cases: every step that is open and has a last day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from liem.duties.sources import Owed, Source
from liem.kernel.errors import Message
from liem.procedures.cases.holders import Holders
from liem.procedures.cases.standing import cases_now, courses_of
from liem.procedures.models import Case
from liem.record.state import kept_until_a_change

KIND = "case_step"


@kept_until_a_change(most=4)
def open_steps(on: date) -> tuple[Owed, ...]:
    """The open steps with a day, owed by the body that has the power over them. A constant number of queries."""
    return tuple(_open_steps(on))


def _open_steps(on: date) -> Iterator[Owed]:
    courses = courses_of(list(Case.objects.filter(events__number=0, events__on__lte=on)), on=on)
    due = [key for key, course in courses.items() if course and any(place.due for place in course.open)]
    running = cases_now(Case.objects.filter(pk__in=due).order_by("pk"), on=on)
    holders = Holders(running, on=on)
    for now in running:
        for place in now.course.open if now.course else ():
            body = holders.of(now, place.step).body or now.case.body_id
            if place.due is not None:
                yield Owed(KIND, f"{now.case.pk}:{place.step.id}", body, place.due, f"/cases/{now.case.pk}/")


SOURCES: tuple[Source, ...] = (
    Source(KIND, Message("Thực hiện bước của quy trình cán bộ", "Take a step of a personnel procedure"), open_steps),
)
