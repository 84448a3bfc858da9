"""Chất lượng hồ sơ: whose dossier lacks what, and who answers for it?"""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from liem.record import attesting
from liem.record.organisation import bodies_to_choose
from liem.record.quality import bodies as record
from liem.record.quality.bodies import DossierLine, DossierPage, ItemFilter, QualityPage
from liem.record.quality.checks import CHECKS, Kind
from liem.record.quality.figures import Quality
from liem.record.scope import bodies_under, reach
from liem.web.acting import today
from liem.web.asked import asked_page, asked_word
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.quality_words import KINDS, LOOKS
from liem.web.wording import number_words, percent_words

ORDERS: tuple[record.Order, ...] = ("name", "people", "share", "missing", "stale", "contradictory", "attested")


@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """How complete the dossiers are, body by body, and what they lack most."""
    acting = officer_of(request)
    within = reach(acting, today())
    body = asked_word(request, "body", within.bodies, "")
    given = asked_word(request, "sort", [*ORDERS, *(f"-{order}" for order in ORDERS)], "")
    order: record.Order = next((one for one in ORDERS if one == given.removeprefix("-")), "share")

    def fetch(offset: int, limit: int) -> QualityPage:
        return record.quality_of_bodies(
            within,
            on=today(),
            bodies=bodies_under(body, on=today()) if body else None,
            order=order,
            descending=given.startswith("-"),
            offset=offset,
            limit=limit,
        )

    found, page = asked_page(request, fetch)
    context = {
        "heading": _title(found.whole),
        "list_title": _list_title(found.whole.faulty),
        "faulty": _faulty_words(found.whole),
        "found": found,
        "whole": found.whole,
        "page": page,
        "body": body,
        "bodies": bodies_to_choose(within, on=today(), chosen=body),
        "looks": LOOKS,
        "sort": given,
        "may_attest": may(acting, attesting.ACTION, body=acting.mandate.body),
    }
    return render(request, "quality/bodies.html", context)


@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """The dossiers in which something is to be put right, and what."""
    acting = officer_of(request)
    within = reach(acting, today())
    body = asked_word(request, "body", within.bodies, "")
    kind = asked_word(request, "kind", [one.value for one in Kind], "")
    check = asked_word(request, "check", [one.name for one in CHECKS], "")
    wanted = ItemFilter(bodies_under(body, on=today()) if body else None, kind, check)

    def fetch(offset: int, limit: int) -> DossierPage:
        return record.people_with_items(within, wanted, on=today(), offset=offset, limit=limit)

    found, page = asked_page(request, fetch)
    context = {
        "heading": _list_title(found.total),
        "lines": [_asked_first(line, wanted) for line in found.lines],
        "page": page,
        "body": body,
        "bodies": bodies_to_choose(within, on=today(), chosen=body),
        "kind": kind,
        "kinds": KINDS,
        "looks": LOOKS,
        "check": check,
        "checks": CHECKS,
        "is_filtered": bool(body or kind or check),
        "may_attest": may(acting, attesting.ACTION, body=acting.mandate.body),
    }
    return render(request, "quality/dossiers.html", context)


def _asked_first(line: DossierLine, wanted: ItemFilter) -> DossierLine:
    """What the list was narrowed to stands before the other items."""
    items = sorted(line.items, key=lambda item: (item.check != wanted.check, item.kind != wanted.kind))
    return replace(line, items=tuple(items))


def _title(whole: Quality) -> str:
    if not whole.people:
        return _("No dossier is kept here yet")
    words = ngettext(
        "%(complete)s of %(count)s dossier is complete (%(share)s)",
        "%(complete)s of %(count)s dossiers are complete (%(share)s)",
        whole.people,
    )
    return words % {
        "complete": number_words(whole.complete),
        "count": number_words(whole.people),
        "share": percent_words(whole.share),
    }


def _faulty_words(whole: Quality) -> str:
    """Joins the dossiers that are not complete with those on the list, which also holds what has only grown old."""
    incomplete = whole.people - whole.complete
    words = _(
        "in %(incomplete)s an entry is missing or a section attested by nobody, in %(others)s something has only grown "
        "old or contradicts itself."
    )
    return words % {"incomplete": number_words(incomplete), "others": number_words(whole.faulty - incomplete)}


def _list_title(total: int) -> str:
    if not total:
        return _("Nothing was found to put right")
    words = ngettext("%(count)s dossier is to be put right", "%(count)s dossiers are to be put right", total)
    return words % {"count": number_words(total)}


urlpatterns = [
    path("quality/", quality, name="quality"),
    path("quality/dossiers/", dossiers, name="quality_dossiers"),
]
