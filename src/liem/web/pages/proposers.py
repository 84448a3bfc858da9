"""Người đề xuất: what became of those whom this person proposed? No verdict, no sum, no ranking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.procedures.decisions.proposers import Became, LedgerPage, Line, Since, proposals_of
from liem.procedures.decisions.reading_proposals import log_people
from liem.record.choices import DisciplineForm, Grade
from liem.record.scope import Reach, reach
from liem.web.acting import acting_of, today
from liem.web.asked import asked_page
from liem.web.opening import opened_on_purpose
from liem.web.own import own_person
from liem.web.wording import day_words


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One proposal, with what followed in words."""

    line: Line
    post: str
    state: str
    since: tuple[tuple[str, str], ...]


@opened_on_purpose
def own(request: HttpRequest) -> HttpResponse:
    """The own proposals, whichever mandate is being used."""
    acting = acting_of(request)
    return _page(request, acting, own_person(acting))


@opened_on_purpose
def proposals(request: HttpRequest, person: str) -> HttpResponse:
    """For the proposer, and within reach for organisation officers and inspectors."""
    return _page(request, acting_of(request), person)


def _page(request: HttpRequest, acting: Acting, person: str) -> HttpResponse:
    is_own = acting.account.person == person
    within = Reach(today(), person=person) if is_own else reach(acting, today())

    def fetch(offset: int, limit: int) -> LedgerPage:
        return proposals_of(within, person, on=within.day, offset=offset, limit=limit)

    found, page = asked_page(request, fetch)
    log_people({person, *(line.person for line in found.lines)}, by=acting)
    is_officer = acting.mandate.role != Role.OFFICIAL
    context = {
        "heading": _("Whom %(name)s proposed") % {"name": found.name},
        "person": person,
        "views": [ProposalView(line, _post(line), _state(line), tuple(_words(line))) for line in found.lines],
        "page": page,
        "is_own": is_own,
        "is_officer": is_officer,
        "is_logged": is_officer and not is_own,
    }
    return render(request, "decisions/proposals.html", context)


def _post(line: Line) -> str:
    if line.post is None:
        return ""
    return f"{line.post.title}, {line.post.body_name}" if line.post.body_name else line.post.title


def _state(line: Line) -> str:
    if line.in_post is None:
        return ""
    return _("holds the post today") if line.in_post else _("no longer holds the post")


def _words(line: Line) -> Iterator[tuple[str, str]]:
    for one in line.since:
        yield day_words(one.on), _what(one)


def _what(one: Since) -> str:
    if one.what is Became.GRADED:
        year, grade = one.text.split(":", 1)
        words = str(Grade(grade).label) if grade in Grade.values else grade
        return _("graded for %(year)s: %(grade)s") % {"year": year, "grade": words}
    text = one.text
    if one.what is Became.DISCIPLINED and text in DisciplineForm.values:
        text = str(DisciplineForm(text).label)
    if one.what is Became.LEFT and text:
        return _("left the post: %(how)s") % {"how": text}
    return str(_WORDS[one.what]) % {"text": text}


_WORDS = {
    Became.WITHDRAWN: gettext_lazy("the name was withdrawn"),
    Became.DECIDED: gettext_lazy("decided: %(text)s"),
    Became.BEGAN: gettext_lazy("took up the post"),
    Became.LEFT: gettext_lazy("left the post"),
    Became.DISCIPLINED: gettext_lazy("disciplined: %(text)s"),
    Became.ANNULLED: gettext_lazy("the decision was annulled"),
}


urlpatterns = [
    path("mine/proposals/", own, name="own_proposals"),
    path("people/<str:person>/proposals/", proposals, name="proposer"),
]
