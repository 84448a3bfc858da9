"""Pages for what did not go well: a refusal that says what is missing, a page that is not there, a fault of ours."""

from __future__ import annotations

import logging
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from liem.kernel.errors import LiemError
from liem.rulebook.book import UNREADABLE

_LOG = logging.getLogger("liem.web")
_NOT_THERE = ("record.out_of_reach", "clauses.address", "procedures.no_case")


class RefusalMiddleware(MiddlewareMixin):
    """Turns a LiemError, or a step that was only looked up, into a page that says what happened and what to do."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """An address that only takes forms is reached by reloading, or by signing in again after a form was sent."""
        if response.status_code != 405 or request.method not in ("GET", "HEAD"):
            return response
        page = _page(request, 405, _("There is no page at this address"), _step_words())
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, LiemError):
            return None
        words = error.message.in_language(get_language() or "vi")
        if "known_since" in error.data:
            return _unknown_then(request, words, str(error.data["known_since"]))
        if error.code in _NOT_THERE or error.code.endswith((".not_found", ".erased")):
            erased = error.code.endswith(".erased")
            heading = _("This was erased on order") if erased else _("There is nothing here for you to see")
            return _page(request, 410 if erased else 404, heading, words)
        if error.code == UNREADABLE:
            _LOG.error("the rule book cannot be used: %s", error.message.en)
            return _page(request, 503, _("The rule book cannot be used"), words)
        if error.code.startswith(("actions.", "web.")):
            return _page(request, 403, pgettext("heading", "This is not within your mandate"), words)
        _LOG.warning("%s %s refused: %s", request.method, request.path, error.code)
        return _page(request, 400, _("This could not be done"), words)


def _unknown_then(request: HttpRequest, words: str, since: str) -> HttpResponse:
    """404 for a day before the record began: since when it knows, and the ways there and back to now."""
    context = {
        "heading": _("Nothing was known of this then"),
        "words": words,
        "status": 404,
        "is_about_a_day": True,
        "since": date.fromisoformat(since) if since and since < timezone.localdate().isoformat() else None,
    }
    return render(request, "refusal.html", context, status=404)


def _step_words() -> str:
    return _(
        "The address carries out one step of a form and shows nothing. If you were signed out while you sent the form, "
        "the step was not taken: begin at the desk and repeat it from its page."
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself was wrong."""
    words = _("Some of the address or of the form could not be read. Go back and try again from the page itself.")
    return _page(request, 400, _("This request cannot be read"), words)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403: not within the mandate, or a form that has expired."""
    words = _(
        "The form may have expired, or your mandate does not reach this. Load the page again and repeat the step."
    )
    return _page(request, 403, _("This step was refused"), words)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or out of reach; the page does not tell which."""
    words = _(
        "The page does not exist, or lies outside your mandate. Check the address, begin at the desk, or ask whoever "
        "holds a mandate over the body concerned."
    )
    return _page(request, 404, _("There is nothing here for you to see"), words)


def fault(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. Says nothing of what failed; the log does."""
    words = _(
        "Nothing of what you were doing was half written. Try again; if it happens again, tell the administrator the "
        "time and the address of this page."
    )
    return _page(request, 500, _("Something went wrong on our side"), words)


def _page(request: HttpRequest, status: int, heading: str, words: str) -> HttpResponse:
    return render(request, "refusal.html", {"heading": heading, "words": words, "status": status}, status=status)
