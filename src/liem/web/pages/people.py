"""Cán bộ: which officials bear that name, hold such a post, have such a qualification?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from liem.record import people as record
from liem.record.choices import LEVELS_OF, PostRole, QualificationKind, QualificationLevel
from liem.record.organisation import bodies_to_choose
from liem.record.people import PeoplePage, PeopleSearch
from liem.record.scope import bodies_under, reach
from liem.web.acting import today
from liem.web.asked import asked_page, asked_word
from liem.web.officers import officer_of
from liem.web.wording import number_words

ORDERS: tuple[record.Order, ...] = ("name", "-name", "born", "-born")
PROVED = tuple(kind for kind in LEVELS_OF if kind is not QualificationKind.LANGUAGE)
LANGUAGE_LEVELS = LEVELS_OF[QualificationKind.LANGUAGE]


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Officials within reach, searched by name, post, body, qualification and language."""
    within = reach(officer_of(request), today())
    text = request.GET.get("q", "").strip()[:100]
    role = asked_word(request, "role", list(PostRole.values), "")
    body = asked_word(request, "body", within.bodies, "")
    qualification = asked_word(request, "qualification", list(_least_levels()), "")
    spoken = record.languages()
    language = asked_word(request, "language", spoken, "")
    language_level = asked_word(request, "language_level", LANGUAGE_LEVELS, "") if language else ""
    wanted = PeopleSearch(
        text=text,
        role=role,
        bodies=bodies_under(body, on=today()) if body else None,
        order=asked_word(request, "sort", ORDERS, "name"),
        qualification=_least_levels().get(qualification),
        language=language,
        language_level=QualificationLevel(language_level) if language_level else None,
    )
    found, page = asked_page(
        request, lambda offset, limit: record.search(within, wanted, on=today(), offset=offset, limit=limit)
    )
    context = {
        "heading": _title(found, wanted),
        "found": found,
        "page": page,
        "text": text,
        "role": role,
        "roles": PostRole.choices,
        "body": body,
        "bodies": bodies_to_choose(within, on=today(), chosen=body),
        "qualification": qualification,
        "qualifications": [(kind.label, _choices_of(kind)) for kind in PROVED],
        "language": language,
        "languages": spoken,
        "language_level": language_level,
        "language_levels": LANGUAGE_LEVELS,
        "sort": request.GET.get("sort", ""),
        "is_filtered": bool(text or role or body or qualification or language),
        "asks_for_proof": bool(qualification or language),
    }
    return render(request, "people/list.html", context)


def _least_levels() -> dict[str, tuple[QualificationKind, QualificationLevel]]:
    """What the address may ask for, as `kind:level`."""
    return {f"{kind}:{level}": (kind, level) for kind in PROVED for level in LEVELS_OF[kind]}


def _choices_of(kind: QualificationKind) -> list[tuple[str, str]]:
    return [(f"{kind}:{level}", str(level.label)) for level in LEVELS_OF[kind]]


def _title(found: PeoplePage, wanted: PeopleSearch) -> str:
    count = number_words(found.total)
    if wanted.text:
        return _named(found, wanted.text)
    if wanted.qualification or wanted.language:
        return ngettext(
            "%(count)s official answers, as far as is on record",
            "%(count)s officials answer, as far as is on record",
            found.total,
        ) % {"count": count}
    if wanted.role or wanted.bodies is not None:
        return ngettext("%(count)s official holds such a post", "%(count)s officials hold such a post", found.total) % {
            "count": count
        }
    return ngettext(
        "%(count)s official within your mandate", "%(count)s officials within your mandate", found.total
    ) % {"count": count}


def _named(found: PeoplePage, text: str) -> str:
    """How many bear the name, and apart from them how many names only begin with it."""
    words = ngettext("%(count)s official is named “%(text)s”", "%(count)s officials are named “%(text)s”", found.whole)
    named = words % {"count": number_words(found.whole), "text": text}
    others = found.total - found.whole
    if not others:
        return named
    begins = ngettext("%(count)s name only begins with it", "%(count)s names only begin with it", others)
    return _("%(named)s; %(others)s") % {"named": named, "others": begins % {"count": number_words(others)}}


urlpatterns = [path("people/", people, name="people")]
