"""Thông báo: what was I told, and what have I not looked at yet?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liem.actions import mail
from liem.actions.models import Account, Notice
from liem.actions.notices import mark_seen, notices_of, title_of, unseen
from liem.actions.permissions import Acting
from liem.kernel.errors import Message
from liem.web.acting import acting_of
from liem.web.asked import asked_page, typed
from liem.web.cases_at import cases_at
from liem.web.wording import number_words

_LONGEST_ADDRESS = 254
_KEY = re.compile(r"[0-9]{1,18}")  # no database has longer ones
_NO_ADDRESS = Message(
    "Địa chỉ thư chưa đúng. Hãy ghi như ten@donvi.vn, hoặc để trống nếu không muốn nhận thư.",
    "This is no address of mail. Write it like name@office.vn, or leave it empty to get no letters.",
)


@dataclass(frozen=True, slots=True)
class NoticePage:
    total: int
    lines: tuple[Notice, ...]


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """The account's own, whichever mandate is being used, the newest first."""
    return _page(request, acting_of(request))


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Marks those that were shown as seen."""
    keys = [int(key) for key in request.POST.getlist("notice") if _KEY.fullmatch(key)]
    mark_seen(acting_of(request).account, keys)
    return redirect("notices")


@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    """Sets where letters go, and whether any go out at all."""
    acting, email = acting_of(request), typed(request, "email").strip()
    account = acting.account
    try:
        if email:
            validate_email(email)
    except ValidationError:
        return _page(request, acting, fault=_NO_ADDRESS, email=email)
    if len(email) > _LONGEST_ADDRESS:
        return _page(request, acting, fault=_NO_ADDRESS, email=email)
    Account.objects.filter(pk=account.pk).update(email=email, wants_mail="wants_mail" in request.POST)
    messages.success(request, _("Letters are set."))
    return redirect("notices")


def _page(
    request: HttpRequest, acting: Acting, *, fault: Message | None = None, email: str | None = None
) -> HttpResponse:
    account = acting.account
    everything = notices_of(account).select_related("message")

    def fetch(offset: int, limit: int) -> NoticePage:
        return NoticePage(everything.count(), tuple(everything[offset : offset + limit]))

    shown, page = asked_page(request, fetch)
    language = get_language() or "vi"
    about = cases_at([one.path for one in shown.lines], by=acting)
    fresh = Account.objects.get(pk=account.pk)
    context = {
        "heading": _title(unseen(account), shown.total),
        "lines": [
            (one, title_of(one.message.topic, one.path).in_language(language), about.get(one.path, ""), _day(one))
            for one in shown.lines
        ],
        "page": page,
        "email": fresh.email if email is None else email,
        "wants_mail": fresh.wants_mail,
        "sends_mail": mail.is_set_up(),
        "fault": fault,
    }
    return render(request, "notices/notices.html", context, status=400 if fault else 200)


def _day(one: Notice) -> object:
    return timezone.localdate(one.created)


def _title(new: int, total: int) -> str:
    if not total:
        return _("No notices yet")
    if not new:
        return _("You have looked at every notice")
    words = ngettext("%(count)s new notice", "%(count)s new notices", new)
    return words % {"count": number_words(new)}


urlpatterns = [
    path("notices/", notices, name="notices"),
    path("notices/seen/", seen, name="notices_seen"),
    path("notices/letters/", letters, name="letters"),
]
