"""Addresses of the pages."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from liem.web import acting, language
from liem.web.pages import (
    attest,
    calendar,
    campaigns,
    conflicts,
    corrections,
    delegation,
    design,
    directive,
    directives,
    dossier,
    drafts,
    duties,
    exchange,
    exporting,
    findings,
    flags,
    home,
    importing,
    ledger,
    mine,
    notices,
    organisation,
    organisation_changes,
    packs,
    people,
    procedures,
    provision,
    quality,
    reorganisations,
    rules,
    session,
    talent,
    targets,
    value,
    verify,
)

_PARTS = (
    language,
    duties,
    notices,
    acting,
    session,
    home,
    directives,
    directive,
    rules,
    conflicts,
    drafts,
    value,
    verify,
    packs,
    procedures,
    provision,
    findings,
    flags,
    targets,
    delegation,
    organisation,
    organisation_changes,
    reorganisations,
    talent,
    people,
    dossier,
    attest,
    quality,
    campaigns,
    corrections,
    calendar,
    exchange,
    importing,
    exporting,
    ledger,
    mine,
    design,
)
urlpatterns: list[URLPattern | URLResolver] = [pattern for part in _PARTS for pattern in part.urlpatterns]

handler400 = "liem.web.refusals.bad_request"
handler403 = "liem.web.refusals.forbidden"
handler404 = "liem.web.refusals.not_found"
handler500 = "liem.web.refusals.fault"
