"""Một vụ việc: where it stands, what stops it, and the form of the step whose turn it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import OPENING
from liem.procedures.cases import taking
from liem.procedures.cases.entered import entered
from liem.procedures.cases.holders import holder_of, step_of
from liem.procedures.cases.preparing import open_case
from liem.procedures.cases.reading import case_to_read, log_case
from liem.procedures.cases.standing import CaseNow
from liem.procedures.decisions.offered import brought
from liem.procedures.models import CaseEvent, Decision
from liem.record.choices import Grade
from liem.web.acting import acting_of
from liem.web.asked import read_day, typed
from liem.web.case_names import case_words, names, said
from liem.web.case_page import Given, case_page
from liem.web.officers import officer_of
from liem.web.open_step import form_of, offered_anew
from liem.web.opening import opened_on_purpose
from liem.web.step_given import Typed, typed_again, typed_step

_OWN_PAGE = frozenset({"procedures.no_case", "procedures.no_step"})


@opened_on_purpose
def case(request: HttpRequest, key: str) -> HttpResponse:
    """The case, for whoever may see it."""
    acting = acting_of(request)
    return case_page(request, acting, case_to_read(key, by=acting))


@require_POST
def take(request: HttpRequest, key: str, step: str) -> HttpResponse:
    """Takes the step that is open, or opens the case."""
    acting = acting_of(request)
    now = case_to_read(key, by=acting)
    try:
        if step == OPENING:
            event = open_case(key, read_day(typed(request, "on")), by=acting)
        else:
            event = taking.take(key, typed_step(request, step), by=acting)
    except LiemError as error:
        if error.code in _OWN_PAGE:
            raise
        return case_page(request, acting, now, given=_given(request, step, error.message))
    messages.success(request, _entered(event))
    return redirect("case", key)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Enters what an entry should have been. The former stays, struck through, with the reason."""
    acting = officer_of(request)
    now = case_to_read(key, by=acting)
    former = _event(now, number)
    fault = None
    if request.method == "POST":
        try:
            new = typed_step(request, former.step)
            event = taking.correct(key, number, new, typed(request, "correction"), by=acting)
        except LiemError as error:
            fault = error.message
        else:
            messages.success(request, _entered(event))
            return redirect("case", key)
    return _correction(request, acting, now, former, fault)


def _correction(
    request: HttpRequest, acting: Acting, now: CaseNow, former: CaseEvent, fault: Message | None
) -> HttpResponse:
    step, decision = step_of(now, former.step), entered(now).decisions.get(former.pk)
    held = holder_of(now, step, on=former.on)
    offer = offered_anew(now, former.step, held, decision, by=acting)
    log_case(now, by=acting, also=offer.people)
    called = names(
        {*held.people, *offer.people, former.by_person_id, now.case.person_id, *(one.person_id for one in now.people)},
        posts=[now.case.post_id, *(one.post_id for one in offer.tenures)],
        bodies=[now.case.body_id, held.body, *(one.term.body_id for one in offer.terms)],
        on=now.day,
    )
    given = typed_again(request) if request.method == "POST" else _former(former, decision)
    context = {
        "heading": _("Correct the entry “%(step)s”") % {"step": _title(now, former)},
        "title": case_words(now.case, called),
        "case": now.case,
        "former": former,
        "former_by": called.person(former.by_person_id),
        "form": form_of(now, former.step, held, called, offer),
        "step": former.step,
        "typed": given,
        "grades": Grade.choices,
        "today": now.day,
        "fault": fault,
    }
    return render(request, "cases/correct.html", context, status=400 if fault else 200)


def _former(event: CaseEvent, decision: Decision | None) -> dict[str, Typed]:
    """What the form begins with: the entry as it stands."""
    found: dict[str, Typed] = {
        "chosen": event.chosen,
        "on": f"{event.on:%d/%m/%Y}",
        "by_person": event.by_person_id or "",
        "outcome": event.outcome,
        "reason": event.reason,
    }
    if decision is not None:
        chose = brought(decision)
        signed_apart = decision.signatory_id != event.by_person_id
        found |= {
            "signatory": decision.signatory_id or "" if signed_apart else "",
            "leaves": sorted(chose.leaves),
            "taken_off": sorted(chose.taken_off),
            "removals": chose.taken_off,
            "term": chose.term,
            "ends_on": f"{chose.ends_on:%d/%m/%Y}" if chose.ends_on else "",
            "number": decision.number,
            "effective_on": f"{decision.effective_on:%d/%m/%Y}",
            "subject": decision.subject,
        }
    return found


def _title(now: CaseNow, event: CaseEvent) -> str:
    step = step_of(now, event.step)
    return said(step.title) if step else ""


def _event(now: CaseNow, number: int) -> CaseEvent:
    """`entries.not_found` where there is none of that number."""
    found = next((event for event in now.events if event.number == number and number > 0), None)
    if found is None:
        raise LiemError(
            "entries.not_found",
            Message(
                "Vụ việc không có lần ghi này, hoặc đó là việc mở vụ việc, không sửa được. Hãy mở lại trang vụ việc.",
                "The case has no such entry, or it is the opening, which is not corrected. Open its page again.",
            ),
        )
    return found


def _given(request: HttpRequest, step: str, fault: Message) -> Given:
    return Given(step, typed_again(request), fault)


def _entered(event: CaseEvent) -> str:
    if event.is_opening:
        return _("The case is open. Its first step waits.")
    return _("Entered as number %(number)s of the case. It stands in the ledger.") % {"number": event.number}


urlpatterns = [
    path("cases/<slug:key>/", case, name="case"),
    path("cases/<slug:key>/steps/<slug:step>/", take, name="take_step"),
    path("cases/<slug:key>/entries/<int:number>/correct/", correct, name="correct_step"),
]
