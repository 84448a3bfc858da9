"""A value of the law over time: where it is written, who takes it, and the stricter values that bodies set."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liem.actions import permissions
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.grounds import Status
from liem.law.packs import Law
from liem.law.parameters import Parameter
from liem.oversight import queries
from liem.record.days import titles_of
from liem.record.organisation import bodies_to_choose
from liem.record.scope import reach, superiors_on
from liem.rulebook import values
from liem.rulebook.book import rule_book
from liem.rulebook.values import NewValue, OwnValue
from liem.rulebook.verification import item_of, law_here, verified_items
from liem.web.acting import acting_of, today
from liem.web.asked import day_asked
from liem.web.evidence import law_value_words
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.rule_forms import EndValueForm, OwnValueForm, refuse
from liem.web.value_list import value_line
from liem.web.why_here import body_of, why_here


@require_safe
def value(request: HttpRequest, parameter_id: str) -> HttpResponse:
    """Everybody who is signed in may read the law and the values that bodies set."""
    acting = acting_of(request)
    newest = queries.latest_audit()
    asked = day_asked(request, "on", newest.as_of if newest else today())
    law = law_here()
    parameter = _parameter(law, parameter_id)
    line = value_line(law, parameter, asked.day)
    context = {
        "heading": _heading(parameter, line.dated.value if line.dated else None),
        "line": line,
        "parameter": parameter,
        "on": asked.day,
        "asked": asked,
        "why": why_here("parameter", parameter_id, body=body_of(acting), day=asked.day),
        "own_values": _own_lines(parameter_id, acting),
        "may_set": line.dated is not None
        and parameter.stricter is not None
        and may(acting, values.ACTION, body=acting.mandate.body),
        "pending": _pending(parameter_id) if may(acting, "rulebook.verify") else (),
        "verified_here": verified_items("parameter", parameter_id) if may(acting, "rulebook.verify") else (),
    }
    return render(request, "rules/value.html", context, status=asked.status)


@require_http_methods(["GET", "POST"])
def own_value(request: HttpRequest, parameter_id: str) -> HttpResponse:
    """The form by which a body sets a stricter value of its own."""
    acting = officer_of(request)
    permissions.check(acting, values.ACTION, body=acting.mandate.body, subjects=[], day=today())
    parameter = _parameter(law_here(), parameter_id)
    line = value_line(law_here(), parameter, today())
    bodies = bodies_to_choose(reach(acting, today()), on=today(), chosen="")
    form = OwnValueForm(request.POST or None, bodies=bodies, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewValue(parameter=parameter_id, **given)
        try:
            values.set_value(new, by=acting, superiors=superiors_on(given["valid_from"]))
        except LiemError as error:
            refuse(form, error, get_language() or "vi")
        else:
            messages.success(request, _("The value is set. The entry stands in the ledger."))
            return redirect("value", parameter_id)
    heading = _("Set a stricter value: %(title)s") % {"title": parameter.title.in_language(get_language() or "vi")}
    context = {
        "heading": heading,
        "form": form,
        "parameter": parameter,
        "line": line,
        "is_closed": line.dated is None,
    }
    return render(request, "rules/own_value.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def end_value(request: HttpRequest, parameter_id: str, identity: str) -> HttpResponse:
    """Ends a value that a body set."""
    acting = officer_of(request)
    parameter = _parameter(law_here(), parameter_id)
    own = next((one for one in values.values_of(parameter_id) if one.identity == identity), None)
    if own is None or not may(acting, values.ACTION, body=own.body):
        raise _not_there(parameter_id)
    form = EndValueForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            values.end_value(identity, on=form.cleaned_data["on"], reason=form.cleaned_data["reason"], by=acting)
        except LiemError as error:
            refuse(form, error, get_language() or "vi")
        else:
            messages.success(request, _("The value is ended. The entry stands in the ledger."))
            return redirect("value", parameter_id)
    heading = _("End the value %(value)s of %(body)s") % {
        "value": law_value_words(own.value, parameter.unit),
        "body": titles_of(bodies={own.body}).body(own.body, today()),
    }
    context = {"heading": heading, "form": form, "parameter": parameter}
    return render(request, "rules/own_value.html", context, status=400 if form.errors else 200)


def _own_lines(parameter_id: str, acting: Acting) -> list[tuple[OwnValue, str, bool]]:
    """Each value that a body set, what the body is called, and whether the reader may end it."""
    found = values.values_of(parameter_id)
    titles = titles_of(bodies={one.body for one in found})
    return [
        (one, titles.body(one.body, one.since), one.until is None and may(acting, values.ACTION, body=one.body))
        for one in found
    ]


def _pending(parameter_id: str) -> tuple[str, ...]:
    """The items of the parameter that wait to be verified."""
    parameter = rule_book().parameter(parameter_id)
    here = law_here().parameter(parameter_id)
    if parameter is None or here is None:
        return ()
    return tuple(item_of(parameter, one) for one in here.values if one.status is Status.PENDING)


def _parameter(law: Law, parameter_id: str) -> Parameter:
    found = law.parameter(parameter_id)
    if found is None:
        raise _not_there(parameter_id)
    return found


def _heading(parameter: Parameter, value: object) -> str:
    title = parameter.title.in_language(get_language() or "vi")
    said = law_value_words(value, parameter.unit) if value is not None else _("no verified value")  # type: ignore[arg-type]
    return _("%(title)s: %(standing)s") % {"title": title, "standing": said}


def _not_there(parameter_id: str) -> LiemError:
    return LiemError(
        "values.not_found",
        Message(
            "Bộ quy tắc không có giá trị này. Hãy tìm trong danh sách giá trị của luật.",
            "The rule book holds no such value. Look for it in the list of values in the law.",
        ),
        {"id": parameter_id[:80]},
    )


urlpatterns = [
    path("rules/values/<slug:parameter_id>/", value, name="value"),
    path("rules/values/<slug:parameter_id>/own/", own_value, name="own_value"),
    path("rules/values/<slug:parameter_id>/own/<slug:identity>/end/", end_value, name="end_value"),
]
