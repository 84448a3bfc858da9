"""A step as it was typed into its form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest

from liem.kernel.errors import LiemError, Message
from liem.law.procedures.course import Outcome
from liem.procedures.cases.new_step import NewStep
from liem.procedures.decisions.signed import NewDecision, TakenOff
from liem.web.asked import read_day, typed
from liem.web.ticked import ticked

TICKED = ("chosen", "leaves", "taken_off")
"""The boxes of the form: several may be ticked under each name."""
_REMOVAL = "removal:"
Typed = str | list[str] | dict[str, str]


def typed_step(request: HttpRequest, step: str) -> NewStep:
    """Raises LiemError `asked.day` and `asked.year` for what is neither."""
    outcome = typed(request, "outcome")
    return NewStep(
        step,
        read_day(typed(request, "on").strip()),
        by_person=typed(request, "by_person") or None,
        outcome=Outcome(outcome) if outcome in list(Outcome) else Outcome.PASSED,
        chosen=ticked(request, "chosen"),
        reason=typed(request, "reason"),
        decision=_decision(request),
    )


def typed_again(request: HttpRequest) -> dict[str, Typed]:
    """What was typed, to stand in the form again; `removals` are the reasons by person."""
    boxes: dict[str, Typed] = {name: list(ticked(request, name)) for name in TICKED}
    return {**request.POST.dict(), **boxes, "removals": _removals(request)}


def _decision(request: HttpRequest) -> NewDecision | None:
    """The decision, where a number or a day of effect was given."""
    number, effective_on = typed(request, "number").strip(), _day(request, "effective_on")
    if not number and effective_on is None:
        return None
    return NewDecision(
        number=number,
        effective_on=effective_on or read_day(typed(request, "on").strip()),
        subject=typed(request, "subject").strip(),
        signatory=typed(request, "signatory") or None,
        leaves=_leaves(request),
        taken_off=tuple(_taken_off(request)),
        ends_on=_day(request, "ends_on"),
        grade=typed(request, "grade"),
        collective_grade=typed(request, "collective_grade"),
        year=_year(typed(request, "year").strip()),
        term=typed(request, "term").strip(),
        course=typed(request, "course").strip(),
        place=typed(request, "place").strip(),
        is_refresher=bool(typed(request, "is_refresher")),
        redo_by=_day(request, "redo_by"),
    )


def _leaves(request: HttpRequest) -> tuple[str, ...] | None:
    """None where the form could not tell what ends, and nothing is ticked: that is left to the kind of procedure."""
    given = tuple(ticked(request, "leaves"))
    return given if given or typed(request, "leaves_asked") else None


def _taken_off(request: HttpRequest) -> Iterator[TakenOff]:
    """Raises LiemError `asked.removal` where a reason is given for somebody who is not ticked."""
    people, reasons = ticked(request, "taken_off"), _removals(request)
    if any(reason.strip() and person not in people for person, reason in reasons.items()):
        raise LiemError(
            "asked.removal",
            Message(
                "Có lý do đưa ra khỏi quy hoạch nhưng chưa đánh dấu người đó. Hãy đánh dấu, hoặc xóa lý do.",
                "A reason is given for taking somebody off the list who is not ticked. Tick the person, or delete the "
                "reason.",
            ),
        )
    for person in people:
        yield TakenOff(person, reasons.get(person, ""))


def _removals(request: HttpRequest) -> dict[str, str]:
    names = (name for name in request.POST if name.startswith(_REMOVAL))
    return {name.removeprefix(_REMOVAL): typed(request, name) for name in names}


def _day(request: HttpRequest, name: str) -> date | None:
    given = typed(request, name).strip()
    return read_day(given) if given else None


def _year(given: str) -> int | None:
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) == 4):
        raise LiemError(
            "asked.year",
            Message("Năm phải gồm bốn chữ số, ví dụ 2026.", "A year has four digits, such as 2026."),
        )
    return int(given)
