"""Vi phạm: is every violation found in personnel work followed to its end, also after a transfer or retirement?"""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.procedures.decisions.following_up import ACTION
from liem.procedures.decisions.reading_proposals import log_people
from liem.procedures.decisions.violations import (
    DUE,
    NOT_DUE,
    TAKEN,
    UNDECIDED,
    NewMeasures,
    NewViolation,
    Violations,
    close,
    find,
    measure,
    violation,
    violations_page,
    worked_within,
)
from liem.record.people import PeopleSearch, PersonLine, search
from liem.record.scope import Reach, reach
from liem.web.acting import today
from liem.web.asked import asked_page, asked_word, read_day, typed
from liem.web.case_names import names
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.opening import opened_on_purpose
from liem.web.wording import number_words

STATES = ("open", "all")
FOUND_SHOWN = 8
MEASURES = {
    UNDECIDED: (gettext_lazy("not decided yet"), "unknown", "?"),
    NOT_DUE: (gettext_lazy("not due"), "", "–"),
    DUE: (gettext_lazy("due"), "info", "→"),
    TAKEN: (gettext_lazy("taken"), "met", "✓"),
}


@opened_on_purpose
def listed(request: HttpRequest) -> HttpResponse:
    """Those followed within reach, the oldest first."""
    acting = officer_of(request)
    within = reach(acting, today())
    state = asked_word(request, "state", STATES, "open")

    def fetch(offset: int, limit: int) -> Violations:
        return violations_page(within, on=within.day, open_only=state == "open", offset=offset, limit=limit)

    found, page = asked_page(request, fetch)
    log_people({line.person for line in found.lines}, by=acting)
    context = {
        "heading": _heading(found.open),
        "views": [(line, _look(line.party), _look(line.state)) for line in found.lines],
        "page": page,
        "state": state,
        "today": within.day,
        "may_add": may(acting, ACTION, body=acting.mandate.body),
    }
    return render(request, "violations/list.html", context)


@require_http_methods(["GET", "POST"])
def added(request: HttpRequest) -> HttpResponse:
    """A violation is entered: the official is found by name first, then what was found."""
    acting = officer_of(request)
    within = reach(acting, today())
    if request.method == "POST":
        try:
            row = find(_new(request), by=acting)
        except LiemError as error:
            return _form(request, within, typed(request, "person"), fault=error.message)
        messages.success(request, _("Entered. It is followed here until it is closed."))
        return redirect("violation", row.identity)
    return _form(request, within, request.GET.get("person", "").replace("\0", ""))


@opened_on_purpose
def opened(request: HttpRequest, identity: str) -> HttpResponse:
    """One violation, with both measures."""
    acting = officer_of(request)
    return _page(request, acting, identity)


@require_POST
def measured(request: HttpRequest, identity: str) -> HttpResponse:
    """Enters which measures are due and when they were taken."""
    acting = officer_of(request)
    violation(reach(acting, today()), identity, on=today())
    try:
        measure(identity, _measures(request), by=acting)
    except LiemError as error:
        return _page(request, acting, identity, fault=error.message)
    messages.success(request, _("Entered how the violation is dealt with."))
    return redirect("violation", identity)


@require_POST
def closed(request: HttpRequest, identity: str) -> HttpResponse:
    """Closes it with its outcome."""
    acting = officer_of(request)
    violation(reach(acting, today()), identity, on=today())
    try:
        close(identity, typed(request, "outcome"), by=acting)
    except LiemError as error:
        return _page(request, acting, identity, fault=error.message)
    messages.success(request, _("Closed, with its outcome."))
    return redirect("violation", identity)


def _page(request: HttpRequest, acting: Acting, identity: str, *, fault: Message | None = None) -> HttpResponse:
    line = violation(reach(acting, today()), identity, on=today())
    log_people([line.person], by=acting)
    context = {
        "heading": _("Violation of %(name)s") % {"name": line.person_name},
        "line": line,
        "party": _look(line.party),
        "state": _look(line.state),
        "choices": _CHOICES,
        "party_due": _due(line.party),
        "state_due": _due(line.state),
        "may_follow": line.closed_on is None and may(acting, ACTION, body=line.body),
        "is_settled": {line.party, line.state} <= {NOT_DUE, TAKEN},
        "fault": fault,
        "today": today(),
    }
    return render(request, "violations/violation.html", context, status=400 if fault else 200)


def _form(request: HttpRequest, within: Reach, person: str, *, fault: Message | None = None) -> HttpResponse:
    person = person if worked_within(within, person) else ""  # nobody is called by name for a code in the address
    wanted = request.GET.get("q", "").replace("\0", "")[:100]
    found: tuple[PersonLine, ...] = ()
    if wanted:
        found = search(within, PeopleSearch(text=wanted), on=within.day, limit=FOUND_SHOWN).lines
    context = {
        "heading": _("Enter a violation that was found"),
        "wanted": wanted,
        "found": found,
        "person": person,
        "person_name": names([person], on=within.day).person(person) if person else "",
        "given": {name: typed(request, name) for name in ("what", "paper", "found_on")},
        "fault": fault,
    }
    return render(request, "violations/new.html", context, status=400 if fault else 200)


def _new(request: HttpRequest) -> NewViolation:
    return NewViolation(
        person=typed(request, "person"),
        what=typed(request, "what"),
        found_on=read_day(typed(request, "found_on")),
        paper=typed(request, "paper"),
    )


def _measures(request: HttpRequest) -> NewMeasures:
    party_due, party_on = _one_measure(request, "party")
    state_due, state_on = _one_measure(request, "state")
    return NewMeasures(party_due=party_due, party_on=party_on, state_due=state_due, state_on=state_on)


def _one_measure(request: HttpRequest, side: str) -> tuple[bool | None, date | None]:
    """Whether it is due, and the day on which it was taken. Raises `asked.day`."""
    day = typed(request, f"{side}_on").strip()
    return {"due": True, "not_due": False}.get(typed(request, f"{side}_due")), read_day(day) if day else None


def _due(state: str) -> str:
    return {UNDECIDED: "", NOT_DUE: "not_due"}.get(state, "due")


def _look(state: str) -> tuple[str, str, str]:
    words, look, sign = MEASURES[state]
    return str(words), look, sign


_CHOICES = (
    ("", gettext_lazy("not decided yet")),
    ("due", gettext_lazy("due")),
    ("not_due", gettext_lazy("not due")),
)


def _heading(waiting: int) -> str:
    if not waiting:
        return _("No violation is being followed")
    words = ngettext("%(count)s violation is being followed", "%(count)s violations are being followed", waiting)
    return words % {"count": number_words(waiting)}


urlpatterns = [
    path("violations/", listed, name="violations"),
    path("violations/new/", added, name="new_violation"),
    path("violations/<str:identity>/", opened, name="violation"),
    path("violations/<str:identity>/measures/", measured, name="measure_violation"),
    path("violations/<str:identity>/close/", closed, name="close_violation"),
]
