"""Hủy bỏ quyết định: what relied on the decision, and has it been put right?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.procedures.decisions.annulling import graph
from liem.procedures.decisions.consequences import NewEnd, consequences_of, resolve
from liem.procedures.models import Annulment, Consequence, Decision
from liem.record.scope import Reach
from liem.web.asked import read_day, typed
from liem.web.followed_in_words import ConsequenceView, consequence_views
from liem.web.officers import officer_of
from liem.web.opening import opened_on_purpose
from liem.web.pages.decision import decision_seen
from liem.web.relying_drawing import branches_of, drawing_of
from liem.web.things_in_words import decision_words, thing_words
from liem.web.wording import number_words


@opened_on_purpose
def relies(request: HttpRequest, key: str) -> HttpResponse:
    """What relied on the decision, drawn and as a list, and, once it is annulled, what is to be put right."""
    acting = officer_of(request)
    found, within = decision_seen(key, by=acting)
    return _page(request, acting, found, within)


@require_POST
def done(request: HttpRequest, key: str, identity: str) -> HttpResponse:
    """Enters that one consequence has been put right."""
    acting = officer_of(request)
    found, within = decision_seen(key, by=acting)
    try:
        resolve(identity, NewEnd(done_on=read_day(typed(request, "done_on")), proof=typed(request, "proof")), by=acting)
    except LiemError as error:
        return _page(request, acting, found, within, fault=error.message)
    messages.success(request, _("Entered as put right, with its proof."))
    return redirect("annulment_graph", key)


def _page(
    request: HttpRequest, acting: Acting, found: Decision, within: Reach, *, fault: Message | None = None
) -> HttpResponse:
    whole = graph(found, on=within.day)
    rows = list(_consequences(found))
    things = [(node.kind, node.thing) for node in whole.nodes] + [(row.kind, row.thing) for row in rows]
    words = thing_words(things, within)
    views = consequence_views(rows, words, acting, on=within.day)
    context = {
        "heading": _heading(len(whole.relying), views),
        "decision": found,
        "words": decision_words(found),
        "drawing": drawing_of(whole, words),
        "branches": branches_of(whole, words),
        "views": views,
        "today": within.day,
        "fault": fault,
    }
    return render(request, "decisions/relies.html", context, status=400 if fault else 200)


def _consequences(found: Decision) -> list[Consequence]:
    annulments = Annulment.objects.current().filter(decision=found).select_related("case")
    return [row for annulment in annulments for row in consequences_of(annulment.case)]


def _heading(relying: int, views: tuple[ConsequenceView, ...]) -> str:
    left = sum(view.done_on is None for view in views)
    if views:
        words = ngettext("%(count)s thing is still to be put right", "%(count)s things are still to be put right", left)
        return words % {"count": number_words(left)} if left else _("Everything has been put right")
    if not relying:
        return _("Nothing on record relied on the decision")
    words = ngettext(
        "%(count)s thing on record relies on the decision", "%(count)s things on record rely on the decision", relying
    )
    return words % {"count": number_words(relying)}


urlpatterns = [
    path("decisions/<str:key>/relies/", relies, name="annulment_graph"),
    path("decisions/<str:key>/relies/<str:identity>/", done, name="put_right"),
]
