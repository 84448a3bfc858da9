"""Lịch đến hạn: what falls due, when, for whom?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.dates import Term, end_of
from liem.kernel.errors import LiemError, Message
from liem.record import exporting
from liem.record.due import Kind, Line, due_now
from liem.record.organisation import bodies_to_choose
from liem.record.scope import bodies_under, reach
from liem.web import feeds
from liem.web.acting import acting_of, body_names, role_name, today
from liem.web.asked import asked_page, asked_word, typed
from liem.web.attempts import address_must_wait, address_of, remember_failure
from liem.web.may import may
from liem.web.models import CalendarFeed
from liem.web.wording import day_words, number_words

MONTHS = ("3", "1", "6", "12", "24")
_LONGEST_TOKEN = 100


@dataclass(frozen=True, slots=True)
class LinePage:
    total: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """An address of the account and what it answers for; `holds` whether its mandate still holds."""

    feed: CalendarFeed
    role: str
    body_name: str
    holds: bool


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """What falls due within reach, month by month. An official sees the own days."""
    return _page(request, acting_of(request))


@require_POST
def subscribe(request: HttpRequest) -> HttpResponse:
    """Makes a secret address for a calendar program, and shows it this once."""
    acting = acting_of(request)
    try:
        token = feeds.subscribe(by=acting, language=(get_language() or "vi")[:2])
    except LiemError as error:
        return _page(request, acting, fault=error.message)
    return _page(request, acting, address=request.build_absolute_uri(reverse("calendar_feed", args=[token])))


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """Ends one of the account's addresses."""
    acting = acting_of(request)
    try:
        feeds.end_feed(typed(request, "feed"), by=acting)
    except LiemError as error:
        return _page(request, acting, fault=error.message)
    messages.success(request, _("The address is ended: nothing answers there any longer."))
    return redirect("calendar")


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind a secret address. Whoever guesses too often from one address of the network waits."""
    now, address = timezone.now(), address_of(request)
    if address_must_wait(address, now=now):
        return HttpResponse(status=429, headers={"Retry-After": "900"})
    found = feeds.calendar_at(token, now=now) if len(token) <= _LONGEST_TOKEN else None
    if found is None:
        remember_failure("", address, now=now)
        return HttpResponse(status=404)
    headers = {"Cache-Control": "private, max-age=3600", "Referrer-Policy": "no-referrer"}
    return HttpResponse(found, content_type="text/calendar; charset=utf-8", headers=headers)


def _page(request: HttpRequest, acting: Acting, *, fault: Message | None = None, address: str = "") -> HttpResponse:
    within = reach(acting, today())
    is_official = acting.mandate.role == Role.OFFICIAL
    months = asked_word(request, "months", MONTHS, MONTHS[0])
    kind = asked_word(request, "kind", [one.value for one in Kind], "")
    body = asked_word(request, "body", within.bodies, "")
    bodies = bodies_under(body, on=today()) if body else None
    everything = [
        line for line in due_now(within, on=today(), months=int(months)) if bodies is None or line.body in bodies
    ]
    lines = [line for line in everything if kind in ("", line.kind)]
    found, page = asked_page(request, lambda offset, limit: LinePage(len(lines), tuple(lines[offset : offset + limit])))
    counts = Counter(line.kind for line in everything)
    context = {
        "heading": _title(len(lines), months=int(months)),
        "months": list(_by_month(found.lines)),
        "page": page,
        "counts": [(one, counts[one]) for one in Kind],
        "chosen": {"months": months, "kind": kind, "body": body},
        "month_choices": [(one, _months_words(int(one))) for one in sorted(MONTHS, key=int)],
        "bodies": bodies_to_choose(within, on=today(), chosen=body) if not is_official else (),
        "is_official": is_official,
        "is_filtered": bool(kind or body or months != MONTHS[0]),
        "may_export": not is_official and may(acting, exporting.ACTION, body=acting.mandate.body),
        "feeds": _feeds(acting),
        "address": address,
        "fault": fault,
    }
    return render(request, "calendar/calendar.html", context, status=400 if fault else 200)


def _by_month(lines: Iterable[Line]) -> Iterator[Month]:
    for first, some in groupby(lines, key=lambda line: line.day.replace(day=1)):
        yield Month(first, tuple(some))


def _feeds(acting: Acting) -> list[Feed]:
    found = feeds.feeds_of(acting.account)
    mandates = {one.identity: one for one in acting.account.mandates.filter(known_to__isnull=True)} if found else {}
    held = [mandates[one.mandate] for one in found if one.mandate in mandates]
    names = body_names(held)
    lines = []
    for one in found:
        mandate = mandates.get(one.mandate)
        role = role_name(mandate.role) if mandate else ""
        body_name = names.get(mandate.body, "") if mandate else ""
        lines.append(Feed(one, role, body_name, mandate is not None and mandate.holds_on(today())))
    return lines


def _months_words(months: int) -> str:
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


def _title(total: int, *, months: int) -> str:
    until = day_words(end_of(today(), Term(months=months)))
    if not total:
        return _("Nothing is known to fall due before %(day)s") % {"day": until}
    words = ngettext("%(count)s thing falls due before %(day)s", "%(count)s things fall due before %(day)s", total)
    return words % {"count": number_words(total), "day": until}


urlpatterns = [
    path("calendar/", calendar, name="calendar"),
    path("calendar/subscribe/", subscribe, name="calendar_subscribe"),
    path("calendar/end/", end, name="calendar_end"),
    path("calendar/<str:token>.ics", feed, name="calendar_feed"),
]
