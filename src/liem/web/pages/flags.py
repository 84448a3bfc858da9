"""Dấu hiệu cần xem lại: which decisions show a sign worth a look, why, what usually explains it, what was answered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.actions.readings import record_reading
from liem.kernel.errors import LiemError, Message
from liem.oversight import flag_answers, flags, queries
from liem.oversight.flag_answers import NewReview
from liem.oversight.flags import SEES_FLAGS, FlagFilter, FlagLine, FlagPage, Survey
from liem.oversight.models import Audit, ReviewOutcome
from liem.record.organisation import bodies_to_choose
from liem.record.scope import Reach, bodies_under, reach
from liem.rulebook.book import rule_book
from liem.web.acting import acting_of, today
from liem.web.asked import asked_page, asked_word, day_asked, typed
from liem.web.evidence import evidence_lines
from liem.web.flags_in_words import decision_views, flag_view, replies_in_words, review_in_words
from liem.web.may import may
from liem.web.opening import opened_on_purpose
from liem.web.provision_parts import value_lines_of
from liem.web.wording import number_words

STATES = {"open": gettext_lazy("Open"), "all": gettext_lazy("Open, reviewed and expired")}


@require_safe
def flag_list(request: HttpRequest) -> HttpResponse:
    """Decision by decision, the latest first. Nothing is counted, sorted or filtered by person; an official is shown
    the own page instead."""
    acting = acting_of(request)
    if acting.mandate.role == Role.OFFICIAL:
        return redirect("mine")
    _refuse_unseeing(acting)
    newest = queries.latest_audit()
    if newest is None:
        return render(request, "findings/none.html", {"heading": _("No audit has been run yet")})
    within = reach(acting, today())
    asked = day_asked(request, "on", newest.as_of)
    audit = queries.audit_on(asked.day) or newest
    known = rule_book().flags
    chosen = {
        "flag": asked_word(request, "flag", [one.id for one in known], ""),
        "body": asked_word(request, "body", within.bodies, ""),
        "state": asked_word(request, "state", list(STATES), "open"),
    }
    wanted = FlagFilter(
        flags=frozenset({chosen["flag"]}) if chosen["flag"] else None,
        bodies=bodies_under(chosen["body"], on=audit.as_of) if chosen["body"] else None,
        open_only=chosen["state"] == "open",
    )

    def fetch(offset: int, limit: int) -> FlagPage:
        return flags.flags_by_decision(
            within, audit, role=acting.mandate.role, day=today(), wanted=wanted, offset=offset, limit=limit
        )

    found, page = asked_page(request, fetch)
    titles = {one.id: one.title for one in known}
    surveys = [(one, titles[one.flag]) for one in _surveys(within, audit) if one.flag in titles]
    context = {
        "heading": _title(found.total, chosen["state"]),
        "decisions": decision_views(found.decisions),
        "surveys": surveys,
        "untold": sum(one.unknown > 0 and not (one.raised or one.expired or one.clear) for one, _title_of in surveys),
        "audit": audit,
        "audits": queries.audits(),
        "asked": asked,
        "page": page,
        "known": known,
        "bodies": bodies_to_choose(within, on=audit.as_of, chosen=chosen["body"]),
        "states": STATES.items(),
        "chosen": chosen,
        "is_filtered": chosen != {"flag": "", "body": "", "state": "open"},
    }
    return render(request, "flags/list.html", context, status=asked.status)


@opened_on_purpose
def flag(request: HttpRequest, number: int) -> HttpResponse:
    """One sign on one decision. Opening one that concerns somebody else is entered in the ledger."""
    acting = acting_of(request)
    return _page(request, acting, _line(acting, number))


@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """The reply of the official concerned, or of the body that decided."""
    acting = acting_of(request)
    line = _line(acting, number)
    text = typed(request, "text")
    try:
        flag_answers.reply(number, text, by=acting)
    except LiemError as error:
        return _page(request, acting, line, fault=error, reply_text=text)
    messages.success(request, _("The reply stands beside the sign and in the ledger."))
    return redirect("flag", number)


@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """The review: explained, or followed up."""
    acting = acting_of(request)
    line = _line(acting, number)
    new = NewReview(
        flag_id=number,
        outcome=request.POST.get("outcome", ""),
        text=typed(request, "text"),
        reason=typed(request, "reason"),
    )
    try:
        flag_answers.review(new, by=acting)
    except LiemError as error:
        return _page(request, acting, line, fault=error, review=new)
    messages.success(request, _("The review stands beside the sign and in the ledger."))
    return redirect("flag", number)


def _page(  # noqa: PLR0913 - what the page shows again after a refusal, by name
    request: HttpRequest,
    acting: Acting,
    line: FlagLine,
    *,
    fault: LiemError | None = None,
    reply_text: str = "",
    review: NewReview | None = None,
) -> HttpResponse:
    """The sign, and the entry that says who saw it: also after a refusal, or a refusal would be a way around it."""
    is_own = bool(line.person) and line.person == acting.account.person
    if line.person and not is_own:
        record_reading(line.person, body=line.body_key or acting.mandate.body, by=acting)
    view, subjects = flag_view(line), [line.person] if line.person else []
    about = view.flag.about if view.flag else line.subject.about
    title = view.flag.title.in_language(get_language() or "vi") if view.flag else line.flag
    context: dict[str, Any] = {
        "heading": _("%(decision)s: %(sign)s") % {"decision": view.subject, "sign": title},
        "view": view,
        "line": line,
        "evidence": evidence_lines(about, line.evidence, ()),
        "values": value_lines_of(rule_book(), view.flag, line.raised_on) if view.flag else (),
        "replies": replies_in_words(line),
        "review": review_in_words(line),
        "outcomes": [(ReviewOutcome.EXPLAINED, _("explained")), (ReviewOutcome.FOLLOWED_UP, _("followed up"))],
        "may_reply": not line.is_expired and may(acting, flag_answers.REPLY, body=line.body_key, subjects=subjects),
        "may_review": not line.is_expired and not is_own and may(acting, flag_answers.REVIEW, body=line.body_key),
        "is_own": is_own,
        "is_logged": bool(line.person) and not is_own,
        "fault": fault.message if fault else None,
        "reply_text": reply_text,
        "given_review": review,
        "most": flag_answers.MOST_CHARACTERS,
    }
    return render(request, "flags/flag.html", context, status=400 if fault else 200)


def _line(acting: Acting, number: int) -> FlagLine:
    """The sign within reach of the mandate; the official concerned reaches the own one under any mandate."""
    within = reach(acting, today())
    try:
        return flags.flag_line(within, number, role=acting.mandate.role, day=today())
    except LiemError:
        if not acting.account.person:
            raise
    own = Reach(today(), person=acting.account.person)
    return flags.flag_line(own, number, role=Role.OFFICIAL, day=today())


def _surveys(within: Reach, audit: Audit) -> tuple[Survey, ...]:
    """How many decisions the audit looked at; they are counted over the whole record, so only for who reaches it."""
    return flags.surveys(audit) if within.whole else ()


def _refuse_unseeing(acting: Acting) -> None:
    if Role(acting.mandate.role) not in SEES_FLAGS:
        raise LiemError(
            "web.no_flags",
            Message(
                "Dấu hiệu cần xem lại chỉ dành cho cán bộ tổ chức, người kiểm tra trong phạm vi được giao và người có "
                "liên quan. Kết quả rà soát quy tắc ở trang “Kiểm soát”.",
                "Signs worth a look are for personnel officers, inspectors within their mandate and the person "
                "concerned. What the rules found is under “Control”.",
            ),
        )


def _title(total: int, state: str) -> str:
    if not total:
        return _("No decision shows a sign worth a look")
    words = ngettext(
        "%(count)s decision shows a sign worth a look", "%(count)s decisions show a sign worth a look", total
    )
    if state == "all":
        words = ngettext(
            "%(count)s decision shows or showed a sign worth a look",
            "%(count)s decisions show or showed a sign worth a look",
            total,
        )
    return words % {"count": number_words(total)}


urlpatterns = [
    path("flags/", flag_list, name="flags"),
    path("flags/<int:number>/", flag, name="flag"),
    path("flags/<int:number>/reply/", answer, name="flag_reply"),
    path("flags/<int:number>/review/", close, name="flag_review"),
]
