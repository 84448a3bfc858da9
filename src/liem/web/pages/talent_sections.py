"""Nguồn cán bộ, further pages: moves up from communes, special fields, stays abroad, recruitment, succession lists."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from liem.record import talent_sections as record
from liem.record.choices import RecruitmentWay, StayPurpose, TalentSource
from liem.record.scope import reach
from liem.record.secrecy import ceiling
from liem.record.succession_lists import ListPage, succession_lists
from liem.record.talent import Group
from liem.record.talent_sections import EntryFilter, SpecialPage, StayPage
from liem.web.acting import today
from liem.web.asked import asked_page, asked_word
from liem.web.officers import officer_of
from liem.web.talent_words import GROUPS, sections, with_whom
from liem.web.wording import number_words

MOVED = {group: words for group, words in GROUPS.items() if group != Group.UNTOLD}


@require_safe
def moves_up(request: HttpRequest) -> HttpResponse:
    """Who moved up from a commune in the last five years."""
    within = reach(officer_of(request), today())
    group = Group(asked_word(request, "group", [one.value for one in MOVED], Group.ANY.value))
    found, page = asked_page(
        request, lambda offset, limit: record.moves_up(within, group, on=today(), offset=offset, limit=limit)
    )
    words = ngettext(
        "%(count)s move up from a commune in the last five years",
        "%(count)s moves up from communes in the last five years",
        found.total,
    )
    context = {
        "heading": with_whom(words % {"count": number_words(found.total)}, group),
        "found": found,
        "page": page,
        "group": group,
        "groups": [(one, label if one != Group.ALL else _("Everybody")) for one, label in MOVED.items()],
        "sections": sections("moves_up"),
    }
    return render(request, "talent/moves.html", context)


@require_safe
def special_posts(request: HttpRequest) -> HttpResponse:
    """The posts in special fields and who holds them."""
    within = reach(officer_of(request), today())
    found, page = asked_page(
        request, lambda offset, limit: record.special_posts(within, on=today(), offset=offset, limit=limit)
    )
    context = {
        "heading": _special_title(found),
        "found": found,
        "page": page,
        "sections": sections("special_posts"),
    }
    return render(request, "talent/special_posts.html", context)


@require_safe
def stays(request: HttpRequest) -> HttpResponse:
    """Work and study abroad, with the permission for it."""
    within = reach(officer_of(request), today())
    found, page = asked_page(
        request, lambda offset, limit: record.stays_abroad(within, on=today(), offset=offset, limit=limit)
    )
    context = {
        "heading": _stays_title(found),
        "found": found,
        "page": page,
        "purposes": dict(StayPurpose.choices),
        "today": today(),
        "sections": sections("stays"),
    }
    return render(request, "talent/stays.html", context)


@require_safe
def recruitments(request: HttpRequest) -> HttpResponse:
    """How officials came into service, and from which sources of talent."""
    within = reach(officer_of(request), today())
    wanted = EntryFilter(
        source=asked_word(request, "source", list(TalentSource.values), ""),
        way=asked_word(request, "way", list(RecruitmentWay.values), ""),
    )
    found, page = asked_page(
        request, lambda offset, limit: record.recruitments(within, wanted, on=today(), offset=offset, limit=limit)
    )
    words = ngettext("%(count)s recruitment on record", "%(count)s recruitments on record", found.total)
    sources = _("%(count)s from sources of talent") % {"count": number_words(found.from_sources)}
    context = {
        "heading": f"{words % {'count': number_words(found.total)}}, {sources}",
        "found": found,
        "page": page,
        "wanted": wanted,
        "is_filtered": wanted != EntryFilter(),
        "ways": RecruitmentWay.choices,
        "way_words": dict(RecruitmentWay.choices),
        "sources": TalentSource.choices,
        "source_words": dict(TalentSource.choices),
        "sections": sections("recruitments"),
    }
    return render(request, "talent/recruitments.html", context)


@require_safe
def succession(request: HttpRequest) -> HttpResponse:
    """The succession lists with their levels of secrecy; of those kept outside only number and date."""
    within = reach(officer_of(request), today())
    found, page = asked_page(
        request, lambda offset, limit: succession_lists(within, on=today(), offset=offset, limit=limit)
    )
    context = {
        "heading": _lists_title(found),
        "found": found,
        "page": page,
        "ceiling": ceiling().label,
        "sections": sections("succession"),
    }
    return render(request, "talent/succession.html", context)


def _special_title(found: SpecialPage) -> str:
    if not found.total:
        return _("No post is on record as one in a special field")
    words = ngettext("%(count)s post in a special field", "%(count)s posts in special fields", found.total)
    return words % {"count": number_words(found.total)}


def _stays_title(found: StayPage) -> str:
    if not found.total:
        return _("No work or study abroad is on record")
    words = ngettext("%(count)s stay abroad for work or study", "%(count)s stays abroad for work or study", found.total)
    stays_words = words % {"count": number_words(found.total)}
    if not found.without_permission:
        return stays_words
    lacking = _("%(count)s without a permission on record") % {"count": number_words(found.without_permission)}
    return f"{stays_words}, {lacking}"


def _lists_title(found: ListPage) -> str:
    if not found.total:
        return _("No succession list is on record")
    words = ngettext("%(count)s succession list", "%(count)s succession lists", found.total)
    parts = [words % {"count": number_words(found.total)}]
    if found.outside:
        parts.append(_("%(count)s kept outside") % {"count": number_words(found.outside)})
    if found.unsaid:
        parts.append(_("%(count)s without a level of secrecy") % {"count": number_words(found.unsaid)})
    return ", ".join(parts)


urlpatterns = [
    path("talent/succession/", succession, name="succession"),
    path("talent/moves/", moves_up, name="moves_up"),
    path("talent/special/", special_posts, name="special_posts"),
    path("talent/abroad/", stays, name="stays"),
    path("talent/recruitment/", recruitments, name="recruitments"),
]
