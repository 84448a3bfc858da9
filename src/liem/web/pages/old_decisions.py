"""Quyết định cũ: one signed before cases ran here, entered with what rests on it, so that it can be annulled."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.procedures.decisions.entering_old import ACTION, NewOldDecision, Row, enter_old, rows_named, rows_of
from liem.procedures.decisions.reading_proposals import log_people
from liem.record.people import PeopleSearch, reachable, search
from liem.record.scope import Reach, and_above, out_of_reach, reach, superiors_on
from liem.web.acting import today
from liem.web.asked import read_day, typed
from liem.web.case_names import names
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.things_in_words import standing_words

FOUND_SHOWN = 8
MOST_PEOPLE = 20
FIELDS = ("number", "subject", "decided_on", "effective_on", "signatory", "of")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page was asked for: the unit, the number looked for, names typed, officials chosen within reach."""

    body: str
    named: str
    who: str
    signer: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowsOf:
    """What stands on record of one official: the value of a box, words, whether it is ticked."""

    name: str
    rows: tuple[tuple[str, str, bool], ...]


@require_http_methods(["GET", "POST"])
def entered(request: HttpRequest) -> HttpResponse:
    """First what to look for on record: the number, the officials, who signed; then the decision itself."""
    acting = officer_of(request)
    if not may(acting, ACTION, body=acting.mandate.body):
        raise out_of_reach()
    within = reach(acting, today())
    asked = _asked(request.POST if request.method == "POST" else request.GET, acting, within)
    if request.method != "POST":
        return _page(request, acting, within, asked)
    try:
        decision = enter_old(_new(request, _offered(asked, within)), by=acting)
    except LiemError as error:
        return _page(request, acting, within, asked, fault=error.message)
    messages.success(request, _("Entered. A case that annuls it can now be prepared."))
    return redirect("decision", decision.pk)


def _asked(given: QueryDict, acting: Acting, within: Reach) -> Asked:
    def text(name: str) -> str:
        return " ".join(given.get(name, "").replace("\0", "").split())[:100]

    body = text("body")
    chosen = list(dict.fromkeys(one.replace("\0", "") for one in given.getlist("person")))[:MOST_PEOPLE]
    reached = reachable(within, chosen)
    return Asked(
        body if within.has_body(body) else acting.mandate.body,
        text("named"),
        text("who"),
        text("signer"),
        tuple(one for one in chosen if one in reached),
    )


def _offered(asked: Asked, within: Reach) -> dict[str, Row]:
    """Everything that may rest on the decision, by the value of its box: what bears the number, then the rest."""
    named = rows_named(asked.named)
    reached = reachable(within, {row.person for row in named if row.person})
    rows = [*(row for row in named if row.person in reached), *rows_of(asked.people)]
    return {f"{row.table}:{row.identity}": row for row in rows}


def _page(
    request: HttpRequest, acting: Acting, within: Reach, asked: Asked, *, fault: Message | None = None
) -> HttpResponse:
    offered = _offered(asked, within)
    people = {*asked.people, *(row.person for row in offered.values() if row.person)}
    log_people(people, by=acting)
    bodies = _bodies(asked.body, within)
    called = names(people, bodies=bodies, on=within.day)
    ticked = set(request.POST.getlist("rows")) if request.method == "POST" else _bearing(asked.named)
    typed_in = {name: typed(request, name) for name in FIELDS}
    context = {
        "heading": _("Enter an older decision"),
        "asked": asked,
        "chosen": [(one, called.person(one)) for one in asked.people],
        "found": _named(within, asked.who, besides=asked.people),
        "signers": _named(within, asked.signer),
        "bodies": [(one, called.body(one)) for one in bodies],
        "groups": _groups(offered, within, ticked, called.person),
        "given": {**typed_in, "number": typed_in["number"] or asked.named, "of": typed_in["of"] or asked.body},
        "is_looked_for": bool(asked.named or asked.people or fault),
        "fault": fault,
    }
    return render(request, "decisions/enter.html", context, status=400 if fault else 200)


def _bearing(number: str) -> set[str]:
    return {f"{row.table}:{row.identity}" for row in rows_named(number)}


def _bodies(body: str, within: Reach) -> tuple[str, ...]:
    """The unit and what it answers to, as far as the mandate reaches: who may have decided."""
    above = and_above(body, superiors_on(within.day)) - {body}
    return (body, *sorted(one for one in above if within.has_body(one)))


def _groups(
    offered: dict[str, Row], within: Reach, ticked: Collection[str], name: Callable[[str | None], str]
) -> list[RowsOf]:
    words = standing_words([(row.table, row.identity) for row in offered.values()], within)
    people = dict.fromkeys(row.person for row in offered.values())
    return [
        RowsOf(
            name(person),
            tuple(
                (value, words.get((row.table, row.identity), ""), value in ticked)
                for value, row in offered.items()
                if row.person == person
            ),
        )
        for person in people
    ]


def _named(within: Reach, text: str, *, besides: Collection[str] = ()) -> list[tuple[str, str]]:
    """Officials within reach whose names answer, each with the posts held."""
    found = search(within, PeopleSearch(text=text), on=within.day, limit=FOUND_SHOWN).lines if text else ()
    return [
        (one.key, " · ".join([one.name, *(f"{post.title}, {post.body_name}" for post in one.posts)]))
        for one in found
        if one.key not in besides
    ]


def _new(request: HttpRequest, offered: dict[str, Row]) -> NewOldDecision:
    """Raises `asked.day`. A box that was not offered is nobody's, and is refused."""
    boxes = request.POST.getlist("rows")
    return NewOldDecision(
        number=typed(request, "number"),
        decided_on=read_day(typed(request, "decided_on").strip()),
        effective_on=read_day(typed(request, "effective_on").strip()),
        body=typed(request, "of"),
        subject=typed(request, "subject"),
        signatory=typed(request, "signatory") or None,
        rows=tuple(offered.get(one, Row("", one, None)) for one in dict.fromkeys(boxes)),
    )


urlpatterns = [path("decisions/enter/", entered, name="enter_old_decision")]
