"""Xuất dữ liệu: is the file that I asked for ready, what does it hold, where is that entered?"""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liem.actions import jobs
from liem.actions.jobs import folder_of, job_of
from liem.actions.models import Job
from liem.actions.permissions import Acting
from liem.actions.working import is_anybody_working
from liem.kernel.errors import LiemError, Message
from liem.oversight.snapshots import refuse_part
from liem.record.due import MOST_MONTHS
from liem.record.exporting.action import reach_of
from liem.web.acting import acting_of
from liem.web.asked import read_day
from liem.web.export_job import FILE, FORMS, KIND, SNAPSHOT, Asked
from liem.web.import_given import SHEETS
from liem.web.import_in_words import progress_in_words, state_of
from liem.web.pages.exchange import exchange_page
from liem.web.wording import number_words


@require_POST
def take_out(request: HttpRequest) -> HttpResponse:
    """Asks for a file of what the mandate reaches. It is made in the background; the ledger and everybody whose data it
    holds are told before it can be fetched."""
    acting = acting_of(request)
    given = {name: request.POST.get(name, "").strip() for name in ("form", "body", "as_of", "months", "names")}
    reach_of(acting, given["body"])  # refused here and now, not by the job
    try:
        if given["form"] == SNAPSHOT:
            refuse_part(acting, given["body"])
        job = jobs.ask(KIND, by=acting, arguments=_asked(given).kept())
    except LiemError as error:
        if error.code.startswith(("asked.", "due.", "jobs.", "snapshots.")):
            return exchange_page(request, acting, out_fault=error, out=given)
        raise
    return redirect("export_job", job.key)


@require_safe
def export_job(request: HttpRequest, key: str) -> HttpResponse:
    """How far the file is, and where it can be fetched. While it is being made the page looks again by itself."""
    job = _job(request, key)
    found = job.result or {}
    names = {sheet.key: sheet.name.in_language(get_language() or "vi") for sheet in SHEETS}
    context = {
        "heading": _heading(job),
        "job": job,
        "address": reverse("export_job", args=[key]),
        "state": state_of(job),
        "progress": progress_in_words(job),
        "nobody_works": job.state == Job.State.WAITING and not is_anybody_working(),
        "found": found,
        "form": _form_of(job),
        "unsaid": [(names.get(sheet, sheet), count) for sheet, count in found.get("unsaid", {}).items()],
        "keeps_digests": "identifiers" in found.get("unsaid", {}),
        "error": Message(job.error["vi"], job.error["en"]) if job.error else None,
        "has_file": _file_of(job).is_file() and job.state == Job.State.DONE,
    }
    return render(request, "exchange/export.html", context)


@require_safe
def fetch(request: HttpRequest, key: str) -> FileResponse:
    """The file, to whom it was made for alone."""
    acting, job = acting_of(request), _job(request, key)
    reach_of(acting)  # the mandate may have ended since
    if job.state != Job.State.DONE or not _file_of(job).is_file():
        raise _not_there()
    form = (job.result or {}).get("form", "workbook")
    _words, suffix, content_type = FORMS[form]
    made = timezone.localdate(job.finished_at)
    response = FileResponse(
        _file_of(job).open("rb"),
        as_attachment=True,
        filename=f"liem-{form}-{made:%Y-%m-%d}.{suffix}",
        content_type=content_type,
    )
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Stops what waits or is being made."""
    if not jobs.cancel(_job(request, key)):
        messages.warning(request, _("It had ended already."))
    return redirect("export_job", key)


@require_POST
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Erases the file. That it was taken out stays in the ledger."""
    if jobs.erase(_job(request, key)):
        messages.success(request, _("The file is removed. That it was taken out stays in the ledger."))
    return redirect("exchange")


def _asked(given: dict[str, str]) -> Asked:
    """Raises LiemError `asked.day`, and `due.months` as the list itself would."""
    months = int(given["months"]) if given["months"].isascii() and given["months"].isdigit() else 0
    form = given["form"] if given["form"] in FORMS else "workbook"
    if form in {"due", "calendar"} and not 1 <= months <= MOST_MONTHS:
        raise _months()
    return Asked(
        form=form,
        body=given["body"],
        as_of=read_day(given["as_of"]) if given["as_of"] else None,
        months=months,
        names=bool(given["names"]),
        language=get_language() or "vi",
    )


def _job(request: HttpRequest, key: str) -> Job:
    acting: Acting = acting_of(request)
    job = job_of(key, by=acting)
    if job.kind != KIND:
        raise _not_there()
    return job


def _file_of(job: Job) -> Path:
    return folder_of(job.key) / FILE


def _form_of(job: Job) -> str:
    form = (job.result or {}).get("form") or job.arguments.get("form")
    return str(FORMS[form][0]) if form in FORMS else ""


def _heading(job: Job) -> str:
    match job.state:
        case Job.State.WAITING | Job.State.RUNNING:
            return _("The file is being made")
        case Job.State.FAILED:
            return _("The file could not be made")
        case Job.State.CANCELLED:
            return _("Taking out was stopped")
    rows = (job.result or {}).get("rows", 0)
    if job.erased_at:
        words = ngettext("The file with %(count)s row was removed", "The file with %(count)s rows was removed", rows)
    else:
        words = ngettext("The file is ready: %(count)s row", "The file is ready: %(count)s rows", rows)
    return words % {"count": number_words(rows)}


def _months() -> LiemError:
    return LiemError(
        "due.months",
        Message(
            f"Số tháng phải từ 1 đến {MOST_MONTHS}. Hãy chọn lại.",
            f"The number of months lies between 1 and {MOST_MONTHS}. Choose again.",
        ),
    )


def _not_there() -> LiemError:
    return LiemError(
        "export.not_found",
        Message(
            "Tệp này chưa có hoặc đã được xóa. Hãy xem lại trang “Nhập, xuất”.",
            "This file is not there yet, or was removed. See the page “Import and export”.",
        ),
    )


urlpatterns = [
    path("exchange/exports/", take_out, name="take_out"),
    path("exchange/exports/<slug:key>/", export_job, name="export_job"),
    path("exchange/exports/<slug:key>/file/", fetch, name="export_file"),
    path("exchange/exports/<slug:key>/stop/", stop, name="export_stop"),
    path("exchange/exports/<slug:key>/remove/", remove, name="export_remove"),
]
