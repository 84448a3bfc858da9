"""Addresses of the pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from liem.web import acting, language
from liem.web.pages import (
    design,
    directive,
    directives,
    findings,
    home,
    ledger,
    mine,
    organisation,
    people,
    session,
    targets,
)

_PARTS = (
    language,
    acting,
    session,
    home,
    directives,
    directive,
    findings,
    targets,
    organisation,
    people,
    ledger,
    mine,
    design,
)
urlpatterns: list[URLPattern | URLResolver] = [pattern for part in _PARTS for pattern in part.urlpatterns]

handler400 = "liem.web.refusals.bad_request"
handler403 = "liem.web.refusals.forbidden"
handler404 = "liem.web.refusals.not_found"
handler500 = "liem.web.refusals.fault"
