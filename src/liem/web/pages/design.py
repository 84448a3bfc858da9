"""Every component on one page, for those who build pages and for the browser tests."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from liem.kernel.errors import Message
from liem.web.evidence import EvidenceLine
from liem.web.gauges import gauge
from liem.web.life_line import Event, Span, lay_out

TODAY = date(2026, 11, 21)


def design(request: HttpRequest) -> HttpResponse:
    """Invented contents; no data is read."""
    messages.success(request, _("Saved. The entry stands in the ledger."))
    messages.warning(request, _("Two papers are still missing."))
    messages.error(request, _("Nothing was written: the day lies before the start of the tenure."))
    context = {
        "heading": _("Components: how Liêm looks and what each part is for"),
        "page": Paginator(range(1000), 50).page(3),
        "evidence": _EVIDENCE,
        "gauges": [
            (gauge(low=0.12, high=0.12, floor=0.10, upper=0.15, full=0.4), "met", "12% · 10–15%"),
            (gauge(low=0.06, high=0.08, floor=0.10, upper=0.15, full=0.4), "not_met", "6–8% · 10–15%"),
            (gauge(low=0.08, high=0.13, floor=0.10, upper=None, full=0.4), "unknown", "8–13% · ≥ 10%"),
        ],
        "line": lay_out(_TENURES, today=TODAY, events=_EVENTS, boundaries=[Event("01/07/2025", date(2025, 7, 1))]),
    }
    return render(request, "design/design.html", context)


_EVIDENCE = [
    EvidenceLine(Message("Số tên được giới thiệu", "Names put forward"), "2", True, False, None),
    EvidenceLine(Message("Số chỗ cần chọn", "Places"), "1", None, False, None),
    EvidenceLine(
        Message("Kết luận về tiêu chuẩn chính trị", "Political-standards conclusions"),
        "",
        False,
        True,
        Message("kết luận về tiêu chuẩn chính trị", "political-standards conclusion"),
    ),
]
_TENURES = [
    Span("Chuyên viên, Phòng Nội vụ", date(2012, 3, 1), date(2016, 6, 1)),
    Span("Phó trưởng phòng Nội vụ", date(2016, 6, 1), date(2021, 9, 15)),
    Span("Ủy viên Ban Chấp hành", date(2020, 8, 1), None),
    Span("Trưởng phòng Công chức, Sở Nội vụ", date(2021, 9, 15), None, "12-QĐ/TU"),
]
_EVENTS = [Event("Cao cấp lý luận", date(2019, 5, 10)), Event("Tiếng Anh B2", date(2023, 2, 1))]

urlpatterns = [path("design/", design, name="design")]
