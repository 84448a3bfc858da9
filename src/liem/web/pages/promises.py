"""Theo dõi sau quyết định: what was promised or planned to be corrected, and was it done?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.procedures.cases.holders import holder_of, refuse_foreign
from liem.procedures.cases.reading import case_to_read, log_case
from liem.procedures.cases.standing import CaseNow
from liem.procedures.decisions.correcting import NewCorrection, NewPoint, correct, plan, plan_step, points_of
from liem.procedures.decisions.following_up import ACTION
from liem.procedures.decisions.promises import NewLook, look, promises_of
from liem.procedures.models import Promise
from liem.web.asked import read_day, typed
from liem.web.case_names import case_words, names
from liem.web.followed_in_words import point_views, promise_views
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.opening import opened_on_purpose

ROWS = 6
"""Points of a plan that one form takes; more are entered with the next."""


@opened_on_purpose
def followed(request: HttpRequest, case: str) -> HttpResponse:
    """What is followed to its end in the case: promises and points of the plan, the earliest due first."""
    acting = officer_of(request)
    return _page(request, acting, case_to_read(case, by=acting))


@require_POST
def looked_at(request: HttpRequest, case: str, identity: str) -> HttpResponse:
    """Enters what came of a promise."""
    acting = officer_of(request)
    now = case_to_read(case, by=acting)
    try:
        look(identity, NewLook(outcome=typed(request, "outcome"), proof=typed(request, "proof")), by=acting)
    except LiemError as error:
        return _page(request, acting, now, fault=error.message)
    messages.success(request, _("Entered what came of the promise."))
    return redirect("followed", case)


@require_POST
def corrected(request: HttpRequest, case: str, identity: str) -> HttpResponse:
    """Enters that a point of the plan has been corrected."""
    acting = officer_of(request)
    now = case_to_read(case, by=acting)
    try:
        new = NewCorrection(done_on=read_day(typed(request, "done_on")), proof=typed(request, "proof"))
        correct(identity, new, by=acting)
    except LiemError as error:
        return _page(request, acting, now, fault=error.message)
    messages.success(request, _("Entered as corrected, with its proof."))
    return redirect("followed", case)


@require_POST
def planned(request: HttpRequest, case: str) -> HttpResponse:
    """Enters points of the correction plan."""
    acting = officer_of(request)
    now = case_to_read(case, by=acting)
    try:
        plan(case, _points(request), by=acting)
    except LiemError as error:
        return _page(request, acting, now, fault=error.message)
    messages.success(request, _("The points of the plan are entered."))
    return redirect("followed", case)


def _points(request: HttpRequest) -> list[NewPoint]:
    """Rows in which anything was typed. Raises `asked.day`."""
    rows = zip(_typed_rows(request, "text"), _typed_rows(request, "due_on"), strict=False)
    return [NewPoint(text=text, due_on=read_day(due_on)) for text, due_on in rows if text or due_on]


def _typed_rows(request: HttpRequest, name: str) -> list[str]:
    return [text.replace("\0", "").strip() for text in request.POST.getlist(name)]


def _page(request: HttpRequest, acting: Acting, now: CaseNow, *, fault: Message | None = None) -> HttpResponse:
    log_case(now, by=acting)
    promises, points = promises_of(now.case), points_of(now.case)
    called = names(
        {now.case.person_id, *(one.person_id for one in promises)},
        posts=[now.case.post_id],
        bodies=[now.case.body_id],
        on=now.day,
    )
    may_plan = _may_plan(now, acting)
    rows = list(zip(_typed_rows(request, "text"), _typed_rows(request, "due_on"), strict=False))
    context = {
        "heading": _("What is followed to its end"),
        "case_words": case_words(now.case, called),
        "case_url": reverse("case", args=[now.case.pk]),
        "case": now.case,
        "promises": promise_views(promises, called, on=now.day),
        "points": point_views(points, acting, on=now.day),
        "outcomes": [(one.value, str(one.label).capitalize()) for one in Promise.Outcome],
        "may_look": may(acting, ACTION, body=now.case.body_id, subjects=[]),
        "may_plan": may_plan,
        "rows": (rows + [("", "")] * ROWS)[:ROWS] if may_plan else (),
        "today": now.day,
        "fault": fault,
    }
    return render(request, "decisions/followed.html", context, status=400 if fault else 200)


def _may_plan(now: CaseNow, acting: Acting) -> bool:
    step = plan_step(now)
    if step is None or step.id not in now.open_steps:
        return False
    try:
        refuse_foreign(holder_of(now, step, on=now.day), acting)
    except LiemError:
        return False
    return True


urlpatterns = [
    path("cases/<str:case>/followed/", followed, name="followed"),
    path("cases/<str:case>/followed/plan/", planned, name="plan_points"),
    path("cases/<str:case>/followed/promises/<str:identity>/", looked_at, name="look_at_promise"),
    path("cases/<str:case>/followed/points/<str:identity>/", corrected, name="correct_point"),
]
