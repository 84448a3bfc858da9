"""Pages that are somebody's record: opening one is entered in the ledger, so nothing may open it by the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def opened_on_purpose(view: View[P]) -> View[P]:
    """Lets GET through. HEAD and a browser's prefetch get 204 and nothing of the record; other methods get 405."""

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "HEAD" or "prefetch" in request.headers.get("Sec-Purpose", ""):
            return HttpResponse(status=204)
        return view(request, *args, **kwargs)

    return guarded
