"""Giấy tờ của vụ việc: filing one, putting another in its place, fetching it, and printing what can be printed."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liem.actions import papers as store
from liem.actions.erasure_told import file_erased
from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import OPENING
from liem.procedures.cases import filing
from liem.procedures.cases.entered import entered
from liem.procedures.cases.filing import NewPaper
from liem.procedures.cases.holders import step_of
from liem.procedures.cases.papers import NUMBER_ONLY, is_own, is_personal, papers_of
from liem.procedures.cases.reading import case_to_read, log_case
from liem.procedures.cases.standing import CaseNow
from liem.procedures.models import CasePaper
from liem.record.choices import Secrecy
from liem.record.secrecy import may_hold
from liem.web.acting import acting_of
from liem.web.asked import read_day, typed
from liem.web.case_names import case_words, names, said
from liem.web.case_page import OPENING_WORDS
from liem.web.case_printing import TITLES, named_besides, printed_paper
from liem.web.uploads import paper_uploaded

ACCEPTED = ".pdf,.docx,.doc,.xlsx,.odt,.png,.jpg,.jpeg,.txt"
SUFFIXES = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "text/plain": ".txt",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_http_methods(["GET", "POST"])
def file_paper(request: HttpRequest, key: str) -> HttpResponse:
    """Files a paper for a step; `?step=…&name=…&person=…` say which."""
    acting = acting_of(request)
    now = case_to_read(key, by=acting)
    fault = None
    if request.method == "POST":
        try:
            filing.file_paper(key, _typed(request), by=acting)
        except LiemError as error:
            fault = error.message
        else:
            messages.success(request, _("The paper is filed, and its digest stands in the ledger."))
            return redirect("case", key)
    name = (request.POST if request.method == "POST" else request.GET).get("name", "")
    heading = said(PAPERS[name]) if name in PAPERS else _("File a paper")
    return _form(request, acting, now, heading=heading, fault=fault)


@require_http_methods(["GET", "POST"])
def replace_paper(request: HttpRequest, key: str, identity: str) -> HttpResponse:
    """Puts another paper in the place of one that was filed wrongly."""
    acting = acting_of(request)
    now = case_to_read(key, by=acting)
    former = _paper(now, identity, acting)
    fault = None
    if request.method == "POST":
        try:
            new = replace(_typed(request), step=former.step, name=former.name, person=former.person_id)
            filing.replace_paper(key, identity, new, typed(request, "reason"), by=acting)
        except LiemError as error:
            fault = error.message
        else:
            messages.success(request, _("The paper is replaced; the former stays in the ledger with the reason."))
            return redirect("case", key)
    heading = _("Replace: %(paper)s") % {"paper": said(PAPERS[former.name])}
    return _form(request, acting, now, heading=heading, fault=fault, former=former)


@require_safe
def paper_file(request: HttpRequest, key: str, identity: str) -> HttpResponse | FileResponse:
    """The file of a paper, as it was handed in; that it was fetched is a reading of those in the case."""
    acting = acting_of(request)
    now = case_to_read(key, by=acting)
    paper = _paper(now, identity, acting)
    if paper.is_erased:
        raise LiemError("papers.erased", file_erased(paper))
    if not paper.digest or not may_hold(paper.secrecy):
        raise _no_file()
    log_case(now, by=acting)
    suffix = SUFFIXES.get(paper.media_type, "")
    response = FileResponse(
        store.opened(paper.digest),
        as_attachment=True,
        filename=f"{paper.name}-{paper.digest[:12]}{suffix}",
        content_type=paper.media_type or "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    return response


@require_safe
def print_case(request: HttpRequest, key: str, what: str) -> HttpResponse:
    """A paper of the case as .docx, filled in as far as the record goes."""
    acting = acting_of(request)
    now = case_to_read(key, by=acting)
    if what not in TITLES or acting.mandate.role == Role.OFFICIAL:
        raise _no_file()
    told = entered(now)
    log_case(now, by=acting, also=named_besides(what, now, told))
    content = printed_paper(what, now, told, address=request.build_absolute_uri("/"))
    if content is None:
        raise _no_file()
    headers = {"Content-Disposition": f'attachment; filename="{what}-{key[:12]}.docx"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=WORD, headers=headers)


def _typed(request: HttpRequest) -> NewPaper:
    """Raises `asked.day` and what `paper_uploaded` raises."""
    upload = paper_uploaded(request, "file")
    return NewPaper(
        step=typed(request, "step"),
        name=typed(request, "name"),
        dated_on=read_day(typed(request, "dated_on").strip()),
        number=typed(request, "number"),
        authority=typed(request, "authority"),
        person=typed(request, "person") or None,
        secrecy=typed(request, "secrecy"),
        upload=upload,
    )


def _form(  # noqa: PLR0913 — what the page shows again after a refusal, by name
    request: HttpRequest,
    acting: Acting,
    now: CaseNow,
    *,
    heading: str,
    fault: Message | None,
    former: CasePaper | None = None,
) -> HttpResponse:
    log_case(now, by=acting)
    given = (request.POST if request.method == "POST" else request.GET).dict()
    if former is not None:
        given = given | {"step": former.step, "name": former.name, "person": former.person_id or ""}
        if request.method == "GET":
            given |= {
                "dated_on": f"{former.dated_on:%d/%m/%Y}",
                "number": former.number,
                "authority": former.authority,
                "secrecy": former.secrecy,
            }
    step, name = given.get("step", OPENING), given.get("name", "")
    step = step if step in _steps(now) else OPENING
    own = acting.account.person if acting.mandate.role == Role.OFFICIAL else None
    called = names(
        {now.case.person_id, *(one.person_id for one in now.people)},
        posts=[now.case.post_id],
        bodies=[now.case.body_id],
        on=now.day,
    )
    context = {
        "heading": heading,
        "title": case_words(now.case, called),
        "case": now.case,
        "step": step,
        "step_title": _step_title(now, step),
        "name": name if name in PAPERS else "",
        "kinds": _kinds(now, step),
        "has_no_file": name in NUMBER_ONLY,
        "people": [(one.person_id, called.person(one.person_id)) for one in now.people if own in {None, one.person_id}]
        if name not in PAPERS or is_personal(now, step, name) or given.get("person")
        else [],
        "typed": given,
        "levels": Secrecy.choices,
        "former": former,
        "fault": fault,
        "accepted": ACCEPTED,
        "most": store.MOST_BYTES // 2**20,
        "is_own": is_own(now, step),
    }
    return render(request, "cases/paper.html", context, status=400 if fault else 200)


def _kinds(now: CaseNow, step: str) -> list[tuple[str, str]]:
    """Kinds of paper to choose from, those that the step asks for first."""
    asked = papers_of(now.procedure, step)
    first = [(name, said(PAPERS[name])) for name in asked]
    return first + sorted(((name, said(words)) for name, words in PAPERS.items() if name not in asked), key=_by_words)


def _by_words(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def _steps(now: CaseNow) -> tuple[str, ...]:
    return (OPENING, *now.procedure.by_id)


def _step_title(now: CaseNow, step: str) -> Message:
    law = step_of(now, step)
    return law.title if law else OPENING_WORDS


def _paper(now: CaseNow, identity: str, acting: Acting) -> CasePaper:
    """The paper of the case; an official has the own ones alone."""
    found = next((paper for paper in now.papers if paper.identity == identity), None)
    if found is None or (acting.mandate.role == Role.OFFICIAL and found.person_id != acting.account.person):
        raise _no_file()
    return found


def _no_file() -> LiemError:
    return LiemError(
        "papers.not_found",
        Message(
            "Vụ việc không có giấy tờ này, hoặc giấy tờ không lưu tệp ở đây. Hãy mở lại trang vụ việc.",
            "The case holds no such paper, or no file of it is kept here. Open the page of the case again.",
        ),
    )


urlpatterns = [
    path("cases/<slug:key>/papers/", file_paper, name="file_paper"),
    path("cases/<slug:key>/papers/<slug:identity>/", paper_file, name="paper_file"),
    path("cases/<slug:key>/papers/<slug:identity>/replace/", replace_paper, name="replace_paper"),
    path("cases/<slug:key>/print/<slug:what>/", print_case, name="print_case"),
]
