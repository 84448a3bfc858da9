"""Nhập và xuất: what did I hand in and how does it stand, what may I take out?"""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from liem.actions.jobs import jobs_of
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.exporting import blank_form
from liem.record.importing import RECORD_SHEETS, write_template
from liem.record.organisation import bodies_to_choose
from liem.record.scope import reach
from liem.web.acting import today
from liem.web.export_job import FORMS, SNAPSHOT, WORKBOOK
from liem.web.import_given import LONGEST_ORIGIN, SHEETS
from liem.web.import_in_words import Standing, standing_of, state_of
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.uploads import SUFFIXES
from liem.web.wording import number_words

IMPORT, EXPORT = "record.import", "record.export"
MOST_JOBS = 40
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WAITS_FOR_ME = frozenset({Standing.TO_ANSWER, Standing.TO_CORRECT, Standing.READY})


@require_safe
def exchange(request: HttpRequest) -> HttpResponse:
    """The files of this account, a place to hand one in, and what may be taken out."""
    return exchange_page(request, officer_of(request))


@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in."""
    officer_of(request)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path, sheets=SHEETS)
        return _file(path.read_bytes(), "liem-mau-nhap.xlsx", WORKBOOK)


@require_safe
def form_2c(request: HttpRequest) -> HttpResponse:
    """The personal form, empty, to be filled in and handed in."""
    officer_of(request)
    return _file(blank_form(RECORD_SHEETS), "liem-phieu-2c.docx", DOCUMENT)


def exchange_page(  # noqa: PLR0913 - what the page shows again after a refusal, by name
    request: HttpRequest,
    acting: Acting,
    *,
    fault: LiemError | None = None,
    origin: str = "",
    out_fault: LiemError | None = None,
    out: dict[str, str] | None = None,
) -> HttpResponse:
    """The page, again with what was typed where something was refused."""
    body, given = acting.mandate.body, out or {}
    within = reach(acting, today())
    jobs = list(jobs_of(acting)[:MOST_JOBS])
    imports = [job for job in jobs if job.kind == "import"]
    waiting = sum(standing_of(job) in _WAITS_FOR_ME and job.erased_at is None for job in imports)
    context = {
        "heading": _title(waiting),
        "imports": [(job, state_of(job)) for job in imports],
        "exports": [(job, state_of(job)) for job in jobs if job.kind == "export"],
        "may_import": may(acting, IMPORT, body=body, subjects=[body]),
        "may_export": may(acting, EXPORT, body=body, subjects=[body]),
        "bodies": bodies_to_choose(within, on=today(), chosen=given.get("body", "")),
        "forms": [
            (key, words)
            for key, (words, _suffix, _type) in FORMS.items()
            if key != SNAPSHOT or (within.whole and within.kin)
        ],
        "suffixes": ",".join(SUFFIXES),
        "longest_origin": LONGEST_ORIGIN,
        "fault": fault.message if fault else None,
        "origin": origin,
        "out_fault": out_fault.message if out_fault else None,
        "out": {"form": "workbook", "months": "6"} | given,
    }
    return render(request, "exchange/exchange.html", context, status=400 if fault or out_fault else 200)


def _file(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _title(waiting: int) -> str:
    if not waiting:
        return _("Import and export: nothing waits for you")
    words = ngettext("%(count)s import waits for you", "%(count)s imports wait for you", waiting)
    return words % {"count": number_words(waiting)}


urlpatterns = [
    path("exchange/", exchange, name="exchange"),
    path("exchange/template.xlsx", template, name="import_template"),
    path("exchange/form-2c.docx", form_2c, name="form_2c"),
]
