"""Tổ chức: who holds which post on that day?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from liem.oversight import queries
from liem.oversight.queries import FindingFilter
from liem.record import organisation as record
from liem.record.choices import BodyKind, Level
from liem.record.organisation import BodyLine, BodyNode
from liem.record.scope import bodies_under, reach
from liem.web.acting import today
from liem.web.asked import day_asked
from liem.web.findings_in_words import Tally, tally_of
from liem.web.officers import officer_of
from liem.web.wording import day_words, number_words

LAST_DAYS = (date(2025, 5, 31), date(2025, 7, 1))
"""Worth a link: while there were districts (until 30/06/2025), and the first day of the two-level order."""
LEVEL_HEADINGS = {
    Level.PROVINCE: gettext_lazy("Province level"),
    Level.DISTRICT: gettext_lazy("Districts"),
    Level.COMMUNE: gettext_lazy("Communes"),
}


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One line of the tree: a body, or (`body` is None) the heading over the bodies of one level below another one.

    `posts` and `held` take in what lies below. `opens` if lines follow below it; after it `closes` levels end.
    """

    body: BodyLine | None
    level: str
    count: int
    posts: int
    held: int
    opens: bool
    stands_open: bool
    closes: range

    @property
    def vacant(self) -> int:
        return self.posts - self.held

    @property
    def held_words(self) -> str:
        """Here and not in the template: hundreds of filters would take half the time of the page."""
        return f"{number_words(self.held)} / {number_words(self.posts)}"

    @property
    def vacant_words(self) -> str:
        return number_words(self.vacant)


def organisation(request: HttpRequest) -> HttpResponse:
    """The tree as of a day."""
    within = reach(officer_of(request), today())
    asked = day_asked(request, "on", today())
    on = asked.day
    roots = record.tree(within, on=on)
    bodies = [node.body for root in roots for node in root.walk()]
    begun, ended = record.changes_on(within, on)
    context = {
        "heading": _tree_title(bodies, on),
        "on": on,
        "days": [*LAST_DAYS, today()],
        "rows": [row for root in roots for row in tree_rows(root)],
        "begun": begun,
        "ended": ended,
        "asked": asked,
        "address": reverse("organisation"),
    }
    return render(request, "organisation/tree.html", context, status=asked.status)


def body(request: HttpRequest, key: str) -> HttpResponse:
    """One body on a day: posts and holders, what lies below, what audits found there."""
    within = reach(officer_of(request), today())
    asked = day_asked(request, "on", today())
    on = asked.day
    page = record.body_page(within, key, on=on)
    audit = queries.latest_audit()
    wanted = FindingFilter(bodies=bodies_under(key, on=audit.as_of)) if audit else FindingFilter()
    context = {
        "heading": _body_title(page, on),
        "page": page,
        "on": on,
        "days": [*LAST_DAYS, today()],
        "audit": audit,
        "tally": tally_of(queries.verdict_counts(within, audit, wanted)) if audit else Tally(),
        "kind": dict(BodyKind.choices).get(page.body.kind, ""),
        "level": dict(Level.choices).get(page.body.level, ""),
        "asked": asked,
    }
    return render(request, "organisation/body.html", context, status=asked.status)


def tree_rows(node: BodyNode, *, stands_open: bool = True, closes: int = 0) -> Iterator[TreeRow]:
    """The tree as lines for nested lists; a template that called itself for each body would be slow."""
    groups = _by_level(node)
    opens = bool(groups)
    yield TreeRow(node.body, "", 1, node.posts, node.held, opens, stands_open and opens, range(0 if opens else closes))
    for place, (level, nodes) in enumerate(groups, start=1):
        ends = closes + 1 if place == len(groups) else 0
        if level:
            yield _heading(level, nodes)
            ends += 1
        for number, child in enumerate(nodes, start=1):
            yield from tree_rows(child, stands_open=False, closes=ends if number == len(nodes) else 0)


def _heading(level: str, nodes: list[BodyNode]) -> TreeRow:
    posts, held = sum(node.posts for node in nodes), sum(node.held for node in nodes)
    words = str(LEVEL_HEADINGS[Level(level)])
    return TreeRow(None, words, len(nodes), posts, held, True, False, range(0))


def _by_level(node: BodyNode) -> list[tuple[str, list[BodyNode]]]:
    """What lies directly below: bodies of the node's own level without a heading, others under the name of theirs."""
    groups: dict[str, list[BodyNode]] = {}
    for child in node.below:
        groups.setdefault("" if child.body.level == node.body.level else child.body.level, []).append(child)
    if len(groups) == 1:
        return [("", list(node.below))]
    return list(groups.items())


def _tree_title(bodies: list[BodyLine], on: date) -> str:
    posts, vacant = sum(body.posts for body in bodies), sum(body.vacant for body in bodies)
    return _("Organisation on %(day)s: %(bodies)s, %(posts)s, %(vacant)s") % {
        "day": day_words(on),
        "bodies": ngettext("%(count)s body", "%(count)s bodies", len(bodies)) % {"count": number_words(len(bodies))},
        "posts": ngettext("%(count)s post", "%(count)s posts", posts) % {"count": number_words(posts)},
        "vacant": _("%(count)s of them vacant") % {"count": number_words(vacant)},
    }


def _body_title(page: record.BodyPage, on: date) -> str:
    name, day = page.body.name, day_words(on)
    if not page.existed:
        return _("%(name)s did not exist on %(day)s") % {"name": name, "day": day}
    if not page.posts:
        return _("%(name)s: no posts on record on %(day)s") % {"name": name, "day": day}
    people = len({holder.person for post in page.posts for holder in post.holders})
    words = ngettext(
        "%(name)s: %(count)s person holds %(held)s of %(posts)s posts on %(day)s",
        "%(name)s: %(count)s people hold %(held)s of %(posts)s posts on %(day)s",
        people,
    )
    return words % {
        "name": name,
        "count": number_words(people),
        "held": number_words(page.body.held),
        "posts": number_words(page.body.posts),
        "day": day,
    }


urlpatterns = [
    path("organisation/", organisation, name="organisation"),
    path("organisation/<path:key>/", body, name="body"),
]
