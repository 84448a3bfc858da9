"""What a browser may load into a page and keep of it, and requests that no page could have made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from django.http import HttpRequest, HttpResponse

from liem.web.refusals import bad_request

Responder: TypeAlias = Callable[[HttpRequest], HttpResponse]

_POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


def browser_limits(get_response: Responder) -> Responder:
    """Middleware: only what this server sends, no script or style inside the HTML, in no frame; and pages, which show
    people, are kept nowhere: after signing out the back button shows nothing.

    Nosniff, referrer and frame headers come from Django's own. Static files carry a lifetime of their own.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return respond


def no_null_characters(get_response: Responder) -> Responder:
    """Middleware: an address with a null character comes from no page of ours, and PostgreSQL would choke on it."""

    def respond(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or any("\0" in value for values in request.GET.lists() for value in values[1]):
            return bad_request(request)
        return get_response(request)

    return respond
