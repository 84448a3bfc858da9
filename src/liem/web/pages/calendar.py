"""Lịch đến hạn: what falls due, when, for whom?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.dates import Term, end_of
from liem.kernel.errors import LiemError, Message
from liem.record import exporting
from liem.record.days import titles_of
from liem.record.due import Group, Kind, due_now
from liem.record.organisation import bodies_to_choose
from liem.record.scope import Reach, bodies_under, reach, superiors_on
from liem.web import feeds
from liem.web.acting import acting_of, body_names, role_name, today
from liem.web.asked import PER_PAGE, asked_page, asked_word, day_asked, typed
from liem.web.attempts import address_must_wait, address_of, remember_failure
from liem.web.due_rows import DueRow, Row, branches, by_branch, by_day, due_rows, one_by_one
from liem.web.may import may
from liem.web.models import CalendarFeed
from liem.web.wording import day_words, number_words

MONTHS = ("3", "1", "6", "12", "24")
_LONGEST_TOKEN = 100


@dataclass(frozen=True, slots=True)
class RowPage:
    total: int
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    rows: tuple[DueRow, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address narrows the list to; `day` and `at` (a body without those under it) look into a row of many."""

    months: str
    kind: str
    body: str
    day: str
    at: str

    def picks(self, group: Group) -> bool:
        return self.kind in ("", group.kind) and self.day in ("", group.day.isoformat()) and self.at in ("", group.body)


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
    chosen = _chosen(request, within)
    bodies = bodies_under(chosen.body, on=today()) if chosen.body else None
    everything = [
        group
        for group in due_now(within, on=today(), months=int(chosen.months))
        if bodies is None or group.body in bodies
    ]
    groups = [group for group in everything if chosen.picks(group)]
    top = chosen.body or _top(within)
    rows = _rows(groups, chosen, top=top)
    found, page = asked_page(request, lambda offset, limit: RowPage(len(rows), rows[offset : offset + limit]))
    shown = due_rows(found.rows, top=top, on=today())
    context = {
        "heading": _title(groups, chosen),
        "rows": shown,
        "months": list(_by_month(shown)),
        "is_by_branch": _is_by_branch(groups, chosen),
        "page": page,
        "counts": _counts(everything),
        "chosen": chosen,
        "path": reverse("calendar"),
        "back": urlencode({"months": chosen.months}),
        "chosen_day": date.fromisoformat(chosen.day) if chosen.day else None,
        "where": _where(chosen),
        "month_choices": [(one, _months_words(int(one))) for one in sorted(MONTHS, key=int)],
        "bodies": bodies_to_choose(within, on=today(), chosen=chosen.body) if not is_official else (),
        "is_official": is_official,
        "is_filtered": chosen != Chosen(MONTHS[0], "", "", "", ""),
        "may_export": not is_official and may(acting, exporting.ACTION, body=acting.mandate.body),
        "feeds": _feeds(acting),
        "address": address,
        "fault": fault,
    }
    return render(request, "calendar/calendar.html", context, status=400 if fault else 200)


def _chosen(request: HttpRequest, within: Reach) -> Chosen:
    day = day_asked(request, "day", today()).day.isoformat() if request.GET.get("day") else ""
    return Chosen(
        months=asked_word(request, "months", MONTHS, MONTHS[0]),
        kind=asked_word(request, "kind", [one.value for one in Kind], ""),
        body=asked_word(request, "body", within.bodies, ""),
        day=day,
        at=asked_word(request, "at", within.bodies, ""),
    )


def _top(within: Reach) -> str:
    """The one body of the reach that answers to none in it; empty where there are several, or none."""
    tops = [
        body for body, above in superiors_on(today()).items() if body in within.bodies and above not in within.bodies
    ]
    return tops[0] if len(tops) == 1 else ""


def _rows(groups: Sequence[Group], chosen: Chosen, *, top: str) -> Sequence[Row]:
    """Many of a day together; within the day, branch by branch, and one by one where they fit on a page."""
    if chosen.day and chosen.kind and not _is_by_branch(groups, chosen):
        return one_by_one(groups)
    branch = branches(superiors_on(today()), top)
    return by_branch(groups, branch) if _is_by_branch(groups, chosen) else by_day(groups, branch)


def _is_by_branch(groups: Iterable[Group], chosen: Chosen) -> bool:
    """Whether more of one kind and day than fit on a page are looked at, at more than one body."""
    is_one_day = bool(chosen.day and chosen.kind) and not chosen.at
    return is_one_day and sum(len(group.lines) for group in groups) > PER_PAGE


def _where(chosen: Chosen) -> str:
    """The name of the body that a day is looked at for."""
    key = chosen.at or chosen.body
    return titles_of(bodies=[key]).body(key, today()) if key else ""


def _counts(groups: Iterable[Group]) -> list[tuple[Kind, int]]:
    counts: Counter[Kind] = Counter()
    for group in groups:
        counts[group.kind] += len(group.lines)
    return [(kind, counts[kind]) for kind in Kind]


def _by_month(rows: Iterable[DueRow]) -> Iterator[Month]:
    for first, some in groupby(rows, key=lambda one: one.row.day.replace(day=1)):
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


def _title(groups: Collection[Group], chosen: Chosen) -> str:
    until = day_words(end_of(today(), Term(months=int(chosen.months))))
    total = sum(len(group.lines) for group in groups)
    if not total:
        return _("Nothing is known to fall due before %(day)s") % {"day": until}
    if chosen.day and chosen.kind:
        words = ngettext("%(what)s on %(day)s: %(count)s case", "%(what)s on %(day)s: %(count)s cases", total)
        what = Kind(chosen.kind).words.in_language(get_language() or "vi")
        return words % {"what": what, "day": day_words(date.fromisoformat(chosen.day)), "count": number_words(total)}
    words = ngettext("%(count)s thing falls due before %(day)s", "%(count)s things fall due before %(day)s", total)
    return words % {"count": number_words(total), "day": until}


urlpatterns = [
    path("calendar/", calendar, name="calendar"),
    path("calendar/subscribe/", subscribe, name="calendar_subscribe"),
    path("calendar/end/", end, name="calendar_end"),
    path("calendar/<str:token>.ics", feed, name="calendar_feed"),
]
