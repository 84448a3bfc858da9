"""Verifying the law: somebody read the original of what is pending, and from then on it counts here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liem.actions import permissions
from liem.kernel.errors import LiemError, Message
from liem.law.parameters import Parameter
from liem.rulebook import verification
from liem.rulebook.book import rule_book
from liem.rulebook.pending import holiday_words, item_of_year
from liem.rulebook.verification import NewVerification, Pending, law_here, pending_items, verifications
from liem.rulebook.written_values import written_value
from liem.web.acting import today
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.rule_forms import ReasonForm, VerifyForm, refuse
from liem.web.wording import clause_words


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, item: str) -> HttpResponse:
    """The form: clause, value, time in force, who read which paper when. For those who may verify for all."""
    acting = officer_of(request)
    permissions.check(acting, verification.ACTION, body=None, subjects=[], day=today())
    pending = _pending(item)
    is_again = any(one.item == item for one in verifications())
    form = VerifyForm(
        request.POST or None,
        lacks=_lacks(pending, is_again=is_again),
        of_holidays=pending.kind == "holidays",
        initial=_initial(pending) | {"checked_by": acting.account.get_full_name()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            verification.verify(NewVerification(item=item, **form.cleaned_data), by=acting)
        except LiemError as error:
            refuse(form, error, get_language() or "vi")
        else:
            messages.success(request, _said(pending))
            return redirect(_page_of(pending.kind, pending.name))
    context = {
        "heading": _("Verify against the original: %(title)s")
        % {"title": pending.title.in_language(get_language() or "vi")},
        "pending": pending,
        "back": _page_of(pending.kind, pending.name),
        "waiting": _waiting(pending),
        "form": form,
    }
    return render(request, "rules/verify.html", context, status=400 if form.errors else 200)


@require_safe
def holidays(request: HttpRequest) -> HttpResponse:
    """The years by whose holidays working days are counted, and which of them were held against their notice."""
    acting = officer_of(request)
    verified = {one.item: one for one in verifications()}
    pending = {one.item: one for one in pending_items(rule_book())}
    years = sorted(law_here().holidays, key=lambda one: one.year, reverse=True)
    context = {
        "heading": _("Public holidays, by which working days are counted"),
        "years": [
            (year, holiday_words(year), pending.get(item_of_year(year)), verified.get(item_of_year(year)))
            for year in years
        ],
        "may_verify": may(acting, verification.ACTION),
    }
    return render(request, "rules/holidays.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, item: str) -> HttpResponse:
    """Takes a verification back, with the reason: what was verified is pending again."""
    acting = officer_of(request)
    permissions.check(acting, verification.ACTION, body=None, subjects=[], day=today())
    here = next((one for one in verifications() if one.item == item), None)
    if here is None:
        raise _not_there()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verification.withdraw_verification(item, reason=form.cleaned_data["reason"], by=acting)
        except LiemError as error:
            refuse(form, error, get_language() or "vi")
        else:
            messages.success(request, _("The verification is taken back. The entry stands in the ledger."))
            return redirect(_page_of(here.kind, here.name))
    context = {
        "heading": _("Take back the verification of %(clause)s")
        % {"clause": clause_words(here.clause) if here.clause else here.paper},
        "here": here,
        "back": _page_of(here.kind, here.name),
        "form": form,
    }
    return render(request, "rules/withdraw_verification.html", context, status=400 if form.errors else 200)


def _pending(item: str) -> Pending:
    found = next((one for one in pending_items(rule_book()) if one.item == item), None)
    if found is None:
        raise _not_there()
    return found


def _waiting(pending: Pending) -> tuple[Parameter, ...]:
    """The values that the rule or sign still needs verified, beside this ground."""
    law = law_here()
    if pending.kind in {"parameter", "holidays"}:
        return ()
    found = law.rule(pending.name) or law.flag(pending.name) or law.procedure(pending.name)
    return law.unverified_values(found, today()) if found else ()


def _said(pending: Pending) -> str:
    """What came of it: it counts, or waits for values that are not verified yet."""
    waiting = _waiting(pending)
    if not waiting:
        return _("Verified. From now on it counts here; the entry stands in the ledger.")
    titles = ", ".join(f"“{one.title.in_language(get_language() or 'vi')}”" for one in waiting)
    return _(
        "Verified; the entry stands in the ledger. It takes effect once these values are verified too: %(titles)s."
    ) % {"titles": titles}


def _not_there() -> LiemError:
    return LiemError(
        "verify.not_found",
        Message(
            "Không có mục nào để xác minh hay rút xác minh ở địa chỉ này. Hãy mở lại trang của quy tắc hoặc giá trị.",
            "Nothing at this address is to be verified or taken back. Open the page of the rule or value again.",
        ),
    )


def _page_of(kind: str, name: str) -> str:
    """The address of the page that shows what is verified."""
    match kind:
        case "holidays":
            return reverse("holidays")
        case "parameter":
            return reverse("value", args=[name])
        case "procedure":
            return reverse("procedure", args=[name])
        case _:
            return reverse("provision", args=[name])


def _lacks(pending: Pending, *, is_again: bool) -> set[str]:
    """The fields that the form does without."""
    lacking = {"value"} if pending.unit is None else set()
    lacking |= set() if is_again else {"reason"}
    return lacking if pending.is_dated else lacking | {"valid_from", "valid_to"}


def _initial(pending: Pending) -> dict[str, object]:
    return {
        "clause": str(pending.clauses[0]) if pending.clauses else "",
        "value": written_value(pending.value),
        "valid_from": pending.in_force.starts,
        "valid_to": pending.in_force.ends,
        "checked_on": today(),
    }


urlpatterns = [
    path("rules/verify/holidays/", holidays, name="holidays"),
    path("rules/verify/<slug:item>/", verify, name="verify"),
    path("rules/verify/<slug:item>/withdraw/", withdraw, name="withdraw_verification"),
]
