"""Nhập một tệp: how far is it, what is wrong with it, what does it ask me, what will it write?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liem.actions import jobs
from liem.actions.jobs import HandedIn, folder_of, job_of
from liem.actions.models import Job
from liem.actions.permissions import Acting
from liem.actions.working import is_anybody_working
from liem.kernel.errors import LiemError, Message
from liem.record.choices import SamePerson
from liem.record.importing import Encoding
from liem.record.importing.recognition import LEFT_OUT
from liem.record.organisation import bodies_to_choose
from liem.record.popolo.assuming import CHOICES, SUPERIOR
from liem.record.scope import reach
from liem.web import import_in_words as in_words
from liem.web.acting import acting_of, today
from liem.web.export_job import WORKBOOK
from liem.web.import_given import LONGEST_ORIGIN, SHEETS, Given, Heading
from liem.web.import_in_words import LEAVE_OUT, Standing, heading_of, standing_of
from liem.web.import_outcome import REPORT
from liem.web.pages.exchange import exchange_page
from liem.web.popolo_job import MADE
from liem.web.uploads import uploaded

KIND = "import"
PAIRS_A_PAGE = 50
_READ_OTHERWISE = frozenset({Standing.READY, Standing.SAME, Standing.TO_CORRECT})


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Takes a file and has it tried; nothing is written to the record."""
    acting = acting_of(request)
    jobs.check(KIND, by=acting)  # of who may not, the file was not taken
    origin = request.POST.get("origin", "").strip()[:LONGEST_ORIGIN].replace("\0", "")
    try:
        file = uploaded(request, "file")
        job = jobs.ask(
            KIND, by=acting, arguments=Given(origin=origin).kept(), file=HandedIn(file.name or "", file.chunks())
        )
    except LiemError as error:
        if error.code.startswith(("upload.", "jobs.")):
            return exchange_page(request, acting, fault=error, origin=origin)
        raise
    return redirect("import_job", job.key)


@require_safe
def import_job(request: HttpRequest, key: str) -> HttpResponse:
    """Where the import stands. While it runs the page looks again by itself."""
    job = _job(request, key)
    given, details = Given.of(job.arguments), job.details or {}
    pairs = Paginator(in_words.pairs_of(details, given), PAIRS_A_PAGE).get_page(request.GET.get("page"))
    standing = standing_of(job)
    context = {
        "heading": heading_of(job),
        "job": job,
        "address": reverse("import_job", args=[key]),
        "state": in_words.state_of(job),
        "standing": standing.name,
        "is_asking": standing is Standing.TO_ANSWER and job.erased_at is None,
        "may_change": standing in _READ_OTHERWISE and job.erased_at is None,
        "progress": in_words.progress_in_words(job),
        "nobody_works": job.state == Job.State.WAITING and not is_anybody_working(),
        "given": given,
        "found": job.result or {},
        "error": Message(job.error["vi"], job.error["en"]) if job.error else None,
        "why": Message(*details["why"]) if "why" in details else None,
        "counts": in_words.counts_of(details),
        "notes": in_words.notes_of(details),
        "faults": in_words.faults_of(details),
        "samples": in_words.samples_of(details, given),
        "encodings": in_words.encodings(given),
        "tables": in_words.tables_asked(details),
        "headings": in_words.headings_asked(details),
        "is_popolo": bool(details.get("popolo")),
        "assumptions": in_words.assumptions_asked(details, given),
        "superiors": _superiors(details, acting_of(request)),
        "left_out": in_words.left_out_of(details),
        "has_made": (folder_of(job.key) / MADE).is_file() and not job.is_unfinished,
        "pairs": pairs,
        "page": pairs,
        "undecided": sum(not _is_decided(one, given) for one in details.get("pairs", ())),
        "has_report": (folder_of(job.key) / REPORT).is_file() and not job.is_unfinished,
        "longest_origin": LONGEST_ORIGIN,
    }
    return render(request, "exchange/import.html", context)


@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Keeps the answers of this page; has the file tried with them unless more are to come."""
    job = _job(request, key)
    if request.POST.get("run", "") != _run_of(job):
        messages.warning(request, _("Meanwhile the file was tried again. Look at what it asks now, and answer that."))
        return redirect("import_job", key)
    given = _answered(request.POST, job, acting_of(request))
    if request.POST.get("act") == "save":
        jobs.keep_arguments(job, arguments=given.kept())
        return redirect(f"{request.path.removesuffix('answers/')}?page={_next_page(job, given)}#pairs")
    _ask_again(request, job, given)
    return redirect("import_job", key)


@require_POST
def write(request: HttpRequest, key: str) -> HttpResponse:
    """Has what was tried without a fault written into the record."""
    job = _job(request, key)
    if standing_of(job) is Standing.READY:
        _ask_again(request, job, replace(Given.of(job.arguments), write=True))
    return redirect("import_job", key)


@require_POST
def again(request: HttpRequest, key: str) -> HttpResponse:
    """Tries once more what was stopped or failed, with the answers given so far."""
    job = _job(request, key)
    _ask_again(request, job, replace(Given.of(job.arguments), write=False))
    return redirect("import_job", key)


@require_POST
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Stops what waits or is being read."""
    if not jobs.cancel(_job(request, key)):
        messages.warning(request, _("It had ended already, or was being written and could no longer be stopped."))
    return redirect("import_job", key)


@require_POST
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Erases the file and the answers. What was imported stays on record."""
    if jobs.erase(_job(request, key)):
        messages.success(request, _("The file and your answers are removed."))
    return redirect("exchange")


@require_safe
def report(request: HttpRequest, key: str) -> FileResponse:
    """The rows as they were handed in, with the faults marked in their cells."""
    return _workbook(_job(request, key), REPORT, _("faults"))


@require_safe
def made(request: HttpRequest, key: str) -> FileResponse:
    """The workbook that was made of a Popolo file; its first sheet lists all that the record has no place for."""
    return _workbook(_job(request, key), MADE, _("as a workbook"))


def _workbook(job: Job, part: str, what: str) -> FileResponse:
    try:
        file = (folder_of(job.key) / part).open("rb")
    except FileNotFoundError:
        raise _no_report() from None
    name = f"{job.file.rpartition('.')[0] or job.file} – {what}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=WORKBOOK)


def _job(request: HttpRequest, key: str) -> Job:
    job = job_of(key, by=acting_of(request))
    if job.kind != KIND:
        raise _no_report()
    job.run = _run_of(job)  # type: ignore[attr-defined]
    return job


def _run_of(job: Job) -> str:
    """Which try the answers on a page belong to."""
    return job.started_at.isoformat() if job.started_at else ""


def _ask_again(request: HttpRequest, job: Job, given: Given) -> None:
    if not jobs.ask_again(job, arguments=given.kept()):
        messages.warning(request, _("It is under way already, or its file is gone. Look at the page as it is now."))


def _is_decided(pair: Mapping[str, Any], given: Given) -> bool:
    return (pair["entry"][0], pair["other"][0]) in given.people


def _next_page(job: Job, given: Given) -> int:
    """The first page with a pair that is yet to be decided."""
    pairs = (job.details or {}).get("pairs", ())
    waiting = (place for place, pair in enumerate(pairs) if not _is_decided(pair, given))
    return next(waiting, 0) // PAIRS_A_PAGE + 1


def _answered(posted: Mapping[str, Any], job: Job, acting: Acting) -> Given:
    """What was known, with the answers of this form; an answer that is none of the choices counts as not given."""
    given, details = Given.of(job.arguments), job.details or {}
    encoding = posted.get("encoding", given.encoding)
    tables = dict(given.tables)
    for number, (title, _chosen) in enumerate(details.get("tables", ())):
        if f"table-{number}" in posted:
            tables.pop(title, None)
            if (key := posted[f"table-{number}"]) in {LEAVE_OUT, *(sheet.key for sheet in SHEETS)}:
                tables[title] = LEFT_OUT if key == LEAVE_OUT else key
    people = dict(given.people)
    assumed = _assumed(posted, details, given)
    if reach(acting, today()).has_body(superior := posted.get(SUPERIOR, "")):
        assumed[SUPERIOR] = superior
    for number, pair in enumerate(details.get("pairs", ())):
        if (decision := posted.get(f"pair-{number}")) in SamePerson.values:
            people[pair["entry"][0], pair["other"][0]] = SamePerson(decision)
    return replace(
        given.with_headings(_headings(posted, details, tables)),
        origin=posted.get("origin", given.origin).strip()[:LONGEST_ORIGIN].replace("\0", ""),
        encoding=encoding if encoding in {one.value for one in Encoding} else "",
        tables=tables,
        people=people,
        assumed=assumed,
        write=False,
    )


def _assumed(posted: Mapping[str, Any], details: Mapping[str, Any], given: Given) -> dict[str, str]:
    """What was said of the words of a Popolo file; an answer that was taken back is none."""
    assumed = dict(given.assumed)
    for number, (what, word, _count) in enumerate(details.get("assumed", ())):
        if (answer := posted.get(f"assume-{number}")) is not None:
            assumed.pop(key := in_words.assumed_key(what, word), None)
            if answer in {one.value for one in CHOICES[what]}:
                assumed[key] = answer
    return assumed


def _superiors(details: Mapping[str, Any], acting: Acting) -> list[tuple[str, str, bool]]:
    """The bodies under which the organizations without a superior may come; none where there are no such."""
    count, chosen = details.get("topmost", (0, ""))
    if not count:
        return []
    bodies = bodies_to_choose(reach(acting, today()), on=today(), chosen=chosen)
    return [(key, name, key == chosen) for key, name in bodies]


def _headings(posted: Mapping[str, Any], details: Mapping[str, Any], tables: Mapping[str, str]) -> Iterator[Heading]:
    """The headings that were answered; those left as they are read anyway need no answer."""
    by_key = {sheet.key: sheet for sheet in SHEETS}
    for number, one in enumerate(details.get("headings", ())):
        chosen = posted.get(f"heading-{number}", "")
        key = "" if chosen == LEAVE_OUT else chosen
        sheet = by_key[one["table"]]
        if tables.get(one["title"], sheet.key) != sheet.key:
            continue  # the sheet was said to be another table: its headings are asked about anew
        if chosen != LEAVE_OUT and chosen not in {column.key for column in sheet.columns}:
            continue
        if not (one["known"] and key == one["column"]):
            yield Heading(one["title"], one["text"], sheet.key, key)


def _no_report() -> LiemError:
    return LiemError(
        "report.not_found",
        Message(
            "Không có bảng tính này của tệp: tệp không cần đến, hoặc đã được xóa. Hãy mở lại trang của tệp.",
            "There is no such workbook of this file: it needs none, or was removed. Open the page of the file.",
        ),
    )


urlpatterns = [
    path("exchange/imports/", upload, name="import_upload"),
    path("exchange/imports/<slug:key>/", import_job, name="import_job"),
    path("exchange/imports/<slug:key>/answers/", answer, name="import_answers"),
    path("exchange/imports/<slug:key>/write/", write, name="import_write"),
    path("exchange/imports/<slug:key>/again/", again, name="import_again"),
    path("exchange/imports/<slug:key>/stop/", stop, name="import_stop"),
    path("exchange/imports/<slug:key>/remove/", remove, name="import_remove"),
    path("exchange/imports/<slug:key>/report.xlsx", report, name="import_report"),
    path("exchange/imports/<slug:key>/made.xlsx", made, name="import_made"),
]
