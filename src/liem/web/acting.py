"""Under which mandate a signed-in account acts: the one it chose, else the first that it holds today."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from liem.actions.models import Account, Mandate, Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.record.days import titles_of

SESSION_KEY = "mandate"
ROLE_NAMES = {
    Role.ORGANISATION_OFFICER: gettext_lazy("Organisation Commission officer"),
    Role.INSPECTOR: gettext_lazy("Inspector"),
    Role.UNIT_OFFICER: gettext_lazy("Personnel officer of a unit"),
    Role.AUDITOR: gettext_lazy("Auditor, reads only"),
    Role.OFFICIAL: gettext_lazy("Official, own dossier"),
    Role.INSTALLATION: gettext_lazy("Installation"),
}


def mandates_of(account: Account, day: date) -> list[Mandate]:
    """The mandates that the account holds on the day and that let it see pages, in order of granting. One query."""
    current = account.mandates.filter(known_to__isnull=True).exclude(role=Role.INSTALLATION)
    return [mandate for mandate in current.order_by("known_from", "identity") if mandate.holds_on(day)]


def acting_of(request: HttpRequest) -> Acting:
    """The account and mandate of this request. Raises LiemError `web.no_mandate` where the account holds none today."""
    acting = cast("Acting | None", getattr(request, "acting", None))
    if acting is None:
        raise LiemError(
            "web.no_mandate",
            Message(
                "Tài khoản này hiện không được giao quyền nào. Hãy đề nghị người quản trị hệ thống giao quyền.",
                "This account holds no mandate at present. Ask the administrator to grant one.",
            ),
        )
    return acting


def today() -> date:
    """The day at the local clock: pages pass it on to queries, which never ask the clock themselves."""
    return timezone.localdate()


def role_name(role: str) -> str:
    """What the role is called on pages."""
    return str(ROLE_NAMES[Role(role)])


def body_names(mandates: list[Mandate]) -> dict[str, str]:
    """The names of the bodies that the mandates are over, by key. Two queries at most."""
    keys = {mandate.body for mandate in mandates if mandate.body}
    titles = titles_of(bodies=keys)
    return {key: titles.body(key, today()) for key in keys}


class ActingMiddleware(MiddlewareMixin):
    """Sets `request.acting` and `request.mandates` for whoever is signed in; who holds none gets its own page."""

    def process_view(self, request: HttpRequest, view: object, args: object, options: object) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        request.mandates = mandates_of(request.user, today())  # type: ignore[attr-defined]
        if acting := acting_under(request.mandates, request):  # type: ignore[attr-defined]
            request.acting = acting  # type: ignore[attr-defined]
        elif getattr(view, "login_required", True):
            return render(request, "no_mandate.html", {"heading": _("You hold no mandate at present")}, status=403)
        return None


@require_http_methods(["GET", "POST"])
def mandates(request: HttpRequest) -> HttpResponse:
    """Lets an account that holds several mandates say under which one it acts."""
    held: list[Mandate] = request.mandates  # type: ignore[attr-defined]
    wanted = request.POST.get("mandate")
    if wanted in {mandate.identity for mandate in held}:
        request.session[SESSION_KEY] = wanted
        return redirect("home")
    names = body_names(held)
    choices = [(mandate, role_name(mandate.role), names.get(mandate.body, "")) for mandate in held]
    return render(request, "mandates.html", {"heading": _("Under which mandate do you act?"), "choices": choices})


def acting_under(mandates: list[Mandate], request: HttpRequest) -> Acting | None:
    """The account of the request under that of these mandates which it chose, else the first; None without any."""
    wanted = request.session.get(SESSION_KEY)
    chosen = next((mandate for mandate in mandates if mandate.identity == wanted), next(iter(mandates), None))
    return Acting(cast("Account", request.user), chosen) if chosen else None


urlpatterns = [path("mandates/", mandates, name="mandates")]
