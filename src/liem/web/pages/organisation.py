"""Tổ chức: who holds which post on that day?"""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from liem.oversight import queries
from liem.oversight.queries import FindingFilter
from liem.record import organisation as record
from liem.record.choices import BodyKind, HeadcountKind, Level
from liem.record.days import titles_of
from liem.record.organisation import Part, Total, Tree
from liem.record.organisation_body import BodyPage, body_page
from liem.record.organisation_days import body_days, organisation_days
from liem.record.reorganisations import events_of
from liem.record.scope import bodies_under, reach
from liem.record.structure import headcounts, structure
from liem.web.acting import today
from liem.web.asked import asked_page, asked_word, day_asked
from liem.web.day_bar import day_bar
from liem.web.findings_in_words import Tally, tally_of
from liem.web.known_asked import known_asked
from liem.web.officers import officer_of
from liem.web.reorganisation_drawing import event_views
from liem.web.structure_words import divisions
from liem.web.tree_rows import LEVEL_HEADINGS, tree_rows
from liem.web.wording import day_words, number_words

FEW = 4
"""So many bodies beside one another stand open, each with the first level below it."""
DRAWN = 3
"""So many reorganisations of one body are drawn on its page; the others are a link away."""


@require_safe
def organisation(request: HttpRequest) -> HttpResponse:
    """The tree as of a day, or what lies under one body, of one level if asked."""
    within = reach(officer_of(request), today())
    asked, known = day_asked(request, "on", today()), known_asked(request)
    on, under = asked.day, request.GET.get("under", "")
    level = asked_word(request, "level", list(Level.values), "")

    def part(offset: int, limit: int) -> Tree:
        return record.tree(within, Part(under, level, offset, limit), on=on, known=known.known)

    found, page = asked_page(request, part)
    begun, ended = record.changes_on(within, on, known=known.known)
    days = organisation_days(within, known=known.known)
    context = {
        "heading": _title(found, under, level, on, known.day),
        "on": on,
        "under": found.under,
        "bar": day_bar(days, on=on, today=today(), request=request),
        "before": days.before(on),
        "after": days.after(on),
        "rows": [row for node in found.nodes for row in tree_rows(node, stands_open=found.total <= FEW)],
        "page": page,
        "begun": begun,
        "ended": ended,
        "asked": asked,
        "known": known,
        "kept": [(name, value) for name, value in (("under", under), ("level", level)) if value],
        "address": reverse("organisation"),
        "day_query": _day_query(on, known.day),
    }
    return render(request, "organisation/tree.html", context, status=max(asked.status, known.status))


@require_safe
def body(request: HttpRequest, key: str) -> HttpResponse:
    """One body on a day: posts and holders, structure, headcount, what lies below, what audits found there."""
    within = reach(officer_of(request), today())
    asked, known = day_asked(request, "on", today()), known_asked(request)
    on = asked.day
    page = body_page(within, key, on=on, known=known.known)
    audit = queries.latest_audit()
    wanted = FindingFilter(bodies=bodies_under(key, on=audit.as_of)) if audit else FindingFilter()
    events = events_of(key, known=known.known)
    people = structure(key, on=on, known=known.known)
    context = {
        "heading": _body_title(page, on),
        "page": page,
        "on": on,
        "bar": day_bar(body_days(key, known=known.known), on=on, today=today(), request=request),
        "audit": audit,
        "tally": tally_of(queries.verdict_counts(within, audit, wanted)) if audit else Tally(),
        "kind": dict(BodyKind.choices).get(page.body.kind, ""),
        "level": dict(Level.choices).get(page.body.level, ""),
        "people": people.people,
        "divisions": divisions(people),
        "headcounts": headcounts(key, on=on, known=known.known),
        "headcount_kinds": dict(HeadcountKind.choices),
        "events": event_views(events[:DRAWN], known.known, own=key),
        "more_events": max(0, len(events) - DRAWN),
        "asked": asked,
        "known": known,
        "day_query": _day_query(on, known.day),
    }
    return render(request, "organisation/body.html", context, status=max(asked.status, known.status))


def _day_query(on: date, known: date | None) -> str:
    """The part of an address that keeps the day shown and the day known."""
    return f"on={on}&known={known}" if known else f"on={on}"


def _title(found: Tree, under: str, level: str, on: date, known: date | None) -> str:
    """What there was on the day. That nothing was known of it yet is not told as nothing having been there."""
    if known and not found.sum.bodies:
        words = {"day": day_words(on), "known": day_words(known)}
        return _("On %(known)s nothing was known of the organisation of %(day)s") % words
    return _branch_title(found, under, level, on) if under else _tree_title(found.sum, on)


def _tree_title(total: Total, on: date) -> str:
    return _("Organisation on %(day)s: %(bodies)s, %(posts)s, %(vacant)s") % _total_words(total, on)


def _branch_title(found: Tree, under: str, level: str, on: date) -> str:
    """What lies under one body: “Communes under …” where one level is asked for."""
    name = found.under.name if found.under else titles_of(bodies={under}).body(under, on)
    words = {**_total_words(found.sum, on), "name": name}
    if level:
        words["what"] = str(LEVEL_HEADINGS[Level(level)])
        return _("%(what)s under %(name)s on %(day)s: %(bodies)s, %(posts)s, %(vacant)s") % words
    return _("Under %(name)s on %(day)s: %(bodies)s, %(posts)s, %(vacant)s") % words


def _total_words(total: Total, on: date) -> dict[str, str]:
    bodies, posts = total.bodies, total.posts
    return {
        "day": day_words(on),
        "bodies": ngettext("%(count)s body", "%(count)s bodies", bodies) % {"count": number_words(bodies)},
        "posts": ngettext("%(count)s post", "%(count)s posts", posts) % {"count": number_words(posts)},
        "vacant": _("%(count)s of them vacant") % {"count": number_words(total.vacant)},
    }


def _body_title(page: BodyPage, on: date) -> str:
    name, day = page.body.name, day_words(on)
    if not page.existed:
        return _("%(name)s did not exist on %(day)s") % {"name": name, "day": day}
    if not page.posts:
        return _("%(name)s: no posts on record on %(day)s") % {"name": name, "day": day}
    people = len({holder.person for post in page.posts for holder in post.holders})
    in_post = ngettext("%(count)s person in post", "%(count)s people in post", people) % {"count": number_words(people)}
    posts, vacant = page.body.posts, page.body.posts - page.body.held
    if not vacant:
        return _("%(name)s: %(people)s, no post vacant on %(day)s") % {"name": name, "people": in_post, "day": day}
    words = ngettext(
        "%(name)s: %(people)s, its one post vacant on %(day)s",
        "%(name)s: %(people)s, %(vacant)s of %(posts)s posts vacant on %(day)s",
        posts,
    )
    numbers = {"vacant": number_words(vacant), "posts": number_words(posts)}
    return words % {"name": name, "people": in_post, "day": day, **numbers}


urlpatterns = [
    path("organisation/", organisation, name="organisation"),
    path("organisation/<path:key>/", body, name="body"),
]
