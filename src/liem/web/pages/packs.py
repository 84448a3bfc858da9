"""Which body applies which pack: reading it, letting a body apply one, ending that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liem.actions import permissions
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.packs import Pack
from liem.record.days import Titles, titles_of
from liem.record.organisation import bodies_to_choose
from liem.record.scope import reach, superiors_on
from liem.rulebook import adoption
from liem.rulebook.adoption import KeptAdoption, NewAdoption, adoptions
from liem.rulebook.book import adopted_on, rule_book
from liem.web.acting import acting_of, today
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.rule_forms import AdoptForm, EndValueForm, refuse
from liem.web.wording import number_words


@dataclass(frozen=True, slots=True)
class AdoptionLine:
    """A time in which a body applied a pack, what the body is called, and whether the pack reads otherwise since."""

    adoption: KeptAdoption
    body: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class PackLine:
    """A pack with the times in which bodies applied it."""

    pack: Pack
    adopted: tuple[AdoptionLine, ...]


@require_safe
def packs(request: HttpRequest) -> HttpResponse:
    """Everybody who is signed in may read which law binds whom."""
    acting = acting_of(request)
    kept = adoptions()
    names = titles_of(bodies={one.body for one in kept})
    law = rule_book()
    loaded = {pack.id: pack.digest for pack in law.packs}
    told = [_line(one, names, loaded) for one in kept]
    lines = [PackLine(pack, tuple(one for one in told if one.adoption.pack == pack.id)) for pack in law.packs]
    applied = len({one.pack for one in adopted_on(today())} & loaded.keys())
    heading = ngettext(
        "%(count)s of %(all)s packs of rules is applied today",
        "%(count)s of %(all)s packs of rules are applied today",
        applied,
    )
    context = {
        "heading": heading % {"count": number_words(applied), "all": number_words(len(lines))},
        "packs": lines,
        "not_loaded": [one for one in told if one.adoption.pack not in loaded and _is_open(one.adoption)],
        "may_adopt": may(acting, adoption.ACTION),
    }
    return render(request, "rules/packs.html", context)


@require_http_methods(["GET", "POST"])
def adopt_pack(request: HttpRequest, pack_id: str) -> HttpResponse:
    """The form by which a body takes over a pack."""
    acting = _permitted(request)
    pack = next((one for one in rule_book().packs if one.id == pack_id), None)
    if pack is None:
        raise _not_there()
    bodies = bodies_to_choose(reach(acting, today()), on=today(), chosen=acting.mandate.body)
    form = AdoptForm(request.POST or None, bodies=bodies, initial={"body": acting.mandate.body, "valid_from": today()})
    if request.method == "POST" and form.is_valid():
        new = NewAdoption(pack=pack.id, **form.cleaned_data)
        try:
            adoption.adopt_pack(new, by=acting, superiors=superiors_on(new.valid_from))
        except LiemError as error:
            refuse(form, error, get_language() or "vi")
        else:
            messages.success(request, _("The body applies it. The next audit asks its rules."))
            return redirect("packs")
    title = pack.title.in_language(get_language() or "vi")
    context = {
        "heading": _("Let a body apply: %(title)s") % {"title": title},
        "lead": _("Its rules then bind that body and everything under it, from the day on."),
        "act": _("Apply"),
        "form": form,
    }
    return render(request, "rules/adoption.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def withdraw_pack(request: HttpRequest, identity: str) -> HttpResponse:
    """Ends an adoption from a day on."""
    acting = _permitted(request)
    kept = next((one for one in adoptions() if one.identity == identity and one.until is None), None)
    if kept is None:
        raise _not_there()
    form = EndValueForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            adoption.withdraw_pack(identity, on=form.cleaned_data["on"], reason=form.cleaned_data["reason"], by=acting)
        except LiemError as error:
            refuse(form, error, get_language() or "vi")
        else:
            messages.success(request, _("The body no longer applies it from that day. Earlier days stay as they were."))
            return redirect("packs")
    pack = next((one for one in rule_book().packs if one.id == kept.pack), None)
    title = pack.title.in_language(get_language() or "vi") if pack else kept.pack
    context = {
        "heading": _("%(body)s no longer applies: %(title)s")
        % {"body": _name(titles_of(bodies={kept.body}), kept), "title": title},
        "lead": _("From the day on its rules are no longer asked there. If it never held, give its first day."),
        "act": _("End it"),
        "form": form,
    }
    return render(request, "rules/adoption.html", context, status=400 if form.errors else 200)


def _permitted(request: HttpRequest) -> Acting:
    acting = officer_of(request)
    permissions.check(acting, adoption.ACTION, body=None, subjects=[], day=today())
    return acting


def _line(one: KeptAdoption, names: Titles, loaded: Mapping[str, str]) -> AdoptionLine:
    return AdoptionLine(one, _name(names, one), _is_open(one) and one.digest not in {"", loaded.get(one.pack)})


def _is_open(one: KeptAdoption) -> bool:
    return one.until is None or one.until > today()


def _name(titles: Titles, one: KeptAdoption) -> str:
    return titles.body(one.body, one.since)


def _not_there() -> LiemError:
    return LiemError(
        "packs.not_found",
        Message(
            "Không có bộ quy tắc hoặc lần áp dụng nào ở địa chỉ này. Hãy mở lại trang các bộ đang áp dụng.",
            "There is no pack or adoption at this address. Open the list of packs again.",
        ),
    )


urlpatterns = [
    path("rules/packs/", packs, name="packs"),
    path("rules/packs/<slug:pack_id>/adopt/", adopt_pack, name="adopt_pack"),
    path("rules/packs/adoptions/<path:identity>/end/", withdraw_pack, name="withdraw_pack"),
]
