"""The language of a page: the one chosen in this browser, else Vietnamese. The browser's own wishes are not asked."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils import translation
from django.views.decorators.http import require_POST
from django.views.i18n import set_language as set_language_cookie

from liem.actions.models import Account

_KNOWN = frozenset(code for code, _ in settings.LANGUAGES)


def language_of_the_page(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: activates the language for the request and names it in the answer."""

    def respond(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in _KNOWN else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return respond


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Changes the language and goes back to the page; remembers it with the account of whoever is signed in."""
    response = set_language_cookie(request)
    language = request.POST.get("language", "")
    if language in _KNOWN and request.user.is_authenticated:
        Account.objects.filter(pk=request.user.pk).update(language=language)
    return response


def remember_language(response: HttpResponse, account: Account, request: HttpRequest) -> None:
    """At sign-in: the browser takes the account's language, unless one was just chosen in it."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, account.language, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )


urlpatterns = [path("language/", set_language, name="set_language")]
