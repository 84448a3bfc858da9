"""Sắp xếp tổ chức: which bodies were merged, split, renamed or closed, when, and who took over from whom?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from liem.record.choices import ReorganisationKind
from liem.record.days import titles_of
from liem.record.known import Known
from liem.record.reorganisations import Event, event, events
from liem.record.scope import Reach, reach
from liem.web.acting import today
from liem.web.asked import asked_page, asked_word
from liem.web.known_asked import known_asked
from liem.web.officers import officer_of
from liem.web.reorganisation_drawing import event_views
from liem.web.wording import day_words, number_words


@dataclass(frozen=True, slots=True)
class EventPage:
    """`total` reorganisations, and those of one page of the list."""

    total: int
    events: tuple[Event, ...]


@require_safe
def reorganisations(request: HttpRequest) -> HttpResponse:
    """All within reach, the latest first, each as a sentence that opens its drawing."""
    within, known = reach(officer_of(request), today()), known_asked(request)
    chosen = {
        "kind": asked_word(request, "kind", list(ReorganisationKind.values), ""),
        "body": asked_word(request, "body", within.bodies, ""),
    }
    found = _chosen(events(within, known=known.known), **chosen)

    def listed(offset: int, limit: int) -> EventPage:
        return EventPage(len(found), tuple(found[offset : offset + limit]))

    shown, page = asked_page(request, listed)
    context = {
        "heading": _title(len(found), known.known, **chosen),
        "views": event_views(shown.events, known.known),
        "page": page,
        "chosen": chosen,
        "kinds": ReorganisationKind.choices,
        "is_filtered": any(chosen.values()),
        "known": known,
    }
    return render(request, "organisation/reorganisations.html", context, status=known.status)


@require_safe
def reorganisation(request: HttpRequest, key: str) -> HttpResponse:
    """One of them drawn, and the same as a table."""
    within, known = reach(officer_of(request), today()), known_asked(request)
    found = event(within, key, known=known.known)
    (view,) = event_views([found], known.known)
    context = {
        "heading": f"{day_words(found.changed_on)}: {view.sentence}",
        "view": view,
        "opened": _open_keys(within, found),
        "known": known,
    }
    return render(request, "organisation/reorganisation.html", context, status=known.status)


def _title(total: int, known: Known, *, kind: str, body: str) -> str:
    """How many there are, and of which kind or body where one is chosen."""
    counted = ngettext("%(count)s reorganisation on record", "%(count)s reorganisations on record", total) % {
        "count": number_words(total)
    }
    kinds = [str(ReorganisationKind(kind).label)] if kind else []
    bodies = [titles_of(bodies=[body], known=known).body(body, today())] if body else []
    return f"{counted}: {', '.join((*kinds, *bodies))}" if kinds or bodies else counted


def _chosen(found: Sequence[Event], *, kind: str, body: str) -> list[Event]:
    return [
        one
        for one in found
        if (not kind or one.kind == kind) and (not body or body in (*one.predecessors, *one.successors))
    ]


def _open_keys(within: Reach, found: Event) -> frozenset[str]:
    """Which of the bodies have a page that the mandate may open; the others are only named."""
    return frozenset((*found.predecessors, *found.successors)) & within.bodies


urlpatterns = [
    path("reorganisations/", reorganisations, name="reorganisations"),
    path("reorganisations/<path:key>/", reorganisation, name="reorganisation"),
]
