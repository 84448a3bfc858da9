"""Thay đổi tổ chức: what changed between two days?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from liem.record.days import titles_of
from liem.record.organisation_changes import (
    Between,
    BodyChange,
    BodyChanges,
    Turnover,
    body_changes,
    body_turnover,
    change_lines,
    posts_changed,
    turnovers,
)
from liem.record.reorganisations import events
from liem.record.scope import Reach, reach
from liem.web.acting import today
from liem.web.asked import DayAsked, asked_page, asked_word, day_asked
from liem.web.known_asked import KnownAsked, known_asked
from liem.web.officers import officer_of
from liem.web.reorganisation_drawing import event_views
from liem.web.wording import day_words, number_words

BODY_KINDS = {
    "begun": gettext_lazy("Begun"),
    "ended": gettext_lazy("Ended"),
    "renamed": gettext_lazy("Renamed"),
    "moved": gettext_lazy("Under another superior"),
}
KINDS = {**BODY_KINDS, "turnover": gettext_lazy("Posts and holders")}
EVENTS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class SpanAsked:
    """The two days of the address, the earlier first; those that could not be taken keep their fault."""

    since: DayAsked
    until: DayAsked
    known: KnownAsked

    @property
    def between(self) -> Between:
        return Between(self.since.day, self.until.day, self.known.known)

    @property
    def status(self) -> int:
        return max(self.since.status, self.until.status, self.known.status)


@dataclass(frozen=True, slots=True)
class BodyList:
    """`total` bodies that changed, and those of one page."""

    total: int
    bodies: tuple[BodyChange, ...]


@dataclass(frozen=True, slots=True)
class TurnoverList:
    """`total` bodies whose posts or holders changed, and those of one page with their names."""

    total: int
    bodies: tuple[tuple[str, Turnover], ...]


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """The organisation on one day against that of a later one; with `?body=` the posts and holders of one body."""
    if request.GET.get("body"):
        return _of_body(request, request.GET["body"])
    within, asked = reach(officer_of(request), today()), _span_asked(request)
    span = asked.between
    found = body_changes(within, span)
    counts = {name: len(getattr(found, name)) for name in BODY_KINDS}
    kind = asked_word(request, "kind", list(KINDS), next((name for name in BODY_KINDS if counts[name]), "turnover"))
    shown, page = (
        _turnover_page(request, within, span) if kind == "turnover" else _body_page(request, found, kind, span)
    )
    reorganised = events(within, since=_day_after(span.since), until=span.until, known=span.known)
    context = {
        "heading": _title(counts, span, shown.total if kind == "turnover" else 0),
        "asked": asked,
        "kinds": [(name, label, counts.get(name)) for name, label in KINDS.items()],
        "kind": kind,
        "shown": shown,
        "page": page,
        "posts": posts_changed(within, span),
        "views": event_views(reorganised[:EVENTS_SHOWN], span.known),
        "more": max(0, len(reorganised) - EVENTS_SHOWN),
        "known": asked.known,
        "span_query": _span_query(asked),
    }
    return render(request, "organisation/changes.html", context, status=asked.status)


def _of_body(request: HttpRequest, key: str) -> HttpResponse:
    within, asked = reach(officer_of(request), today()), _span_asked(request)
    found = body_turnover(within, key, asked.between)
    words = {
        "name": found.name,
        "came": ngettext("%(count)s holder came", "%(count)s holders came", len(found.came))
        % {"count": number_words(len(found.came))},
        "went": ngettext("%(count)s went", "%(count)s went", len(found.went))
        % {"count": number_words(len(found.went))},
        **_span_words(asked.between),
    }
    context = {
        "heading": _("%(name)s: %(came)s, %(went)s between %(since)s and %(until)s") % words,
        "asked": asked,
        "body": key,
        "found": found,
        "lists": [
            (_("Who came"), found.came, _("Nobody took up a post.")),
            (_("Who went"), found.went, _("Nobody left a post.")),
        ],
        "known": asked.known,
        "span_query": _span_query(asked),
    }
    return render(request, "organisation/turnover.html", context, status=asked.status)


def _span_asked(request: HttpRequest) -> SpanAsked:
    """The year up to today unless the address says otherwise; two days the wrong way round are exchanged."""
    until = day_asked(request, "to", today())
    since = day_asked(request, "from", _a_year_before(until.day))
    if since.day > until.day and not (since.fault or until.fault):
        since, until = until, since
    return SpanAsked(since, until, known_asked(request))


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _body_page(request: HttpRequest, found: BodyChanges, kind: str, span: Between) -> tuple[BodyList, Page[Any]]:
    keys: tuple[str, ...] = getattr(found, kind)

    def bodies(offset: int, limit: int) -> BodyList:
        return BodyList(len(keys), change_lines(found, keys, span, offset=offset, limit=limit))

    return asked_page(request, bodies)


def _turnover_page(request: HttpRequest, within: Reach, span: Between) -> tuple[TurnoverList, Page[Any]]:
    turned = turnovers(within, span)
    keys = turned.bodies

    def bodies(offset: int, limit: int) -> TurnoverList:
        shown = keys[offset : offset + limit]
        titles = titles_of(bodies=shown, known=span.known)
        return TurnoverList(len(keys), tuple((titles.body(key, span.until), turned.line(key)) for key in shown))

    return asked_page(request, bodies)


def _title(counts: dict[str, int], span: Between, turned: int) -> str:
    """How many bodies changed; where none did, at how many posts or holders did, if that was looked at."""
    if not any(counts.values()) and turned:
        words = ngettext(
            "Between %(since)s and %(until)s no body changed; posts or holders did at %(count)s",
            "Between %(since)s and %(until)s no body changed; posts or holders did at %(count)s",
            turned,
        )
        return words % {"count": number_words(turned), **_span_words(span)}
    if not any(counts.values()):
        return _("No body changed between %(since)s and %(until)s") % _span_words(span)
    numbers = {name: number_words(count) for name, count in counts.items()}
    return _(
        "Between %(since)s and %(until)s: %(begun)s bodies begun, %(ended)s ended, %(renamed)s renamed, %(moved)s moved"
    ) % {**numbers, **_span_words(span)}


def _span_words(span: Between) -> dict[str, str]:
    return {"since": day_words(span.since), "until": day_words(span.until)}


def _span_query(asked: SpanAsked) -> str:
    """The part of an address that keeps the two days and the day known."""
    query = f"from={asked.since.day}&to={asked.until.day}"
    return f"{query}&known={asked.known.day}" if asked.known.day else query


urlpatterns = [path("organisation-changes/", changes, name="organisation_changes")]
