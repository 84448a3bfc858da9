"""Vụ việc về tôi: which personnel procedures are about me, and which step is mine to take?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from liem.kernel.errors import Message
from liem.law.procedures.course import Place
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import Seat
from liem.procedures.cases.board import cases_within
from liem.procedures.cases.papers import papers_asked
from liem.procedures.cases.standing import CaseNow, cases_now
from liem.record.scope import Reach
from liem.record.secrecy import held_levels
from liem.web.acting import acting_of, today
from liem.web.case_names import Names, case_words, names
from liem.web.own import own_person
from liem.web.own_words import OwnAct, own_act
from liem.web.wording import number_words


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step that waits for the official; `papers` are those that they still have to file."""

    id: str
    title: Message
    act: OwnAct
    papers: tuple[Message, ...]
    due: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case about the official: `steps` are those that wait for them, `waits` those that wait for others."""

    key: str
    words: str
    is_over: bool
    opened_on: date | None
    steps: tuple[OwnStep, ...]
    waits: tuple[Message, ...]


@require_safe
def own_steps(request: HttpRequest) -> HttpResponse:
    """The official's own cases, those first in which a step is theirs. Nothing of anybody else is read."""
    person = own_person(acting_of(request))
    day = today()
    shown = _running(person, day)
    called = names(
        [person],
        posts=[now.case.post_id for now in shown],
        bodies=[now.case.body_id for now in shown],
        on=day,
    )
    cases = sorted((_case(now, called, person) for now in shown), key=lambda one: (not one.steps, one.is_over))
    mine = sum(len(one.steps) for one in cases)
    context = {"heading": _title(len(cases), mine), "cases": cases}
    return render(request, "cases/own.html", context)


def steps_waiting(person: str, day: date) -> int:
    """How many steps are the official's to take."""
    return sum(1 for now in _running(person, day) for one in _open(now) if one.step.by.seat is Seat.PERSON)


def _running(person: str, day: date) -> list[CaseNow]:
    found = cases_within(Reach(day, person=person)).filter(secrecy__in=held_levels())
    return [now for now in cases_now(found.order_by("-prepared_on", "key"), on=day) if now.course is not None]


def _open(now: CaseNow) -> Sequence[Place]:
    return now.course.open if now.course else ()


def _case(now: CaseNow, called: Names, person: str) -> OwnCase:
    places = _open(now)
    return OwnCase(
        now.case.pk,
        case_words(now.case, called),
        now.is_over,
        now.opened_on,
        tuple(_step(now, one, person) for one in places if one.step.by.seat is Seat.PERSON),
        tuple(one.step.title for one in places if one.step.by.seat is not Seat.PERSON),
    )


def _step(now: CaseNow, place: Place, person: str) -> OwnStep:
    asked = papers_asked(now, place.step.id)
    papers = tuple(PAPERS[one.name] for one in asked if one.filed is None and one.person == person)
    return OwnStep(place.step.id, place.step.title, own_act(place.step), papers, place.due, place.is_late)


def _title(cases: int, mine: int) -> str:
    if not cases:
        return _("No personnel procedure is about you")
    if not mine:
        return _("No step waits for you")
    words = ngettext("%(count)s step waits for you", "%(count)s steps wait for you", mine)
    return words % {"count": number_words(mine)}


urlpatterns = [path("mine/cases/", own_steps, name="own_steps")]
