"""Đề nghị sửa hồ sơ: what is asked to be put right, and who answered?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liem.actions.permissions import Acting, rule_of
from liem.kernel.errors import LiemError, Message
from liem.record import corrections
from liem.record.choices import CorrectionOutcome
from liem.record.corrections import NewAnswer, NewRequest, Request, RequestPage
from liem.record.dossier import dossier, log_reading
from liem.record.scope import Reach, reach
from liem.web.acting import acting_of, today
from liem.web.asked import asked_page, asked_word, typed
from liem.web.corrections_in_words import entries_by_part, part_choices, request_views
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.opening import opened_on_purpose
from liem.web.own import own_person
from liem.web.wording import number_words

STATES = ("open", "all")


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The official says what is wrong or missing in the own dossier."""
    acting = acting_of(request)
    person = own_person(acting)
    if request.method == "POST":
        new = NewRequest(part=typed(request, "part"), entry=typed(request, "entry"), wanted=typed(request, "wanted"))
        try:
            corrections.ask(new, by=acting)
        except LiemError as error:
            if error.code == "corrections.asked_already":
                messages.warning(request, error.message.in_language(request.LANGUAGE_CODE))
                return redirect("mine")
            return _form(request, acting, person, new, fault=error.message)
        messages.success(request, _("Your request stands in the ledger; the answer will be on this page."))
        return redirect("mine")
    return _form(request, acting, person, NewRequest(part=request.GET.get("part", ""), wanted=""))


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What the officials within reach asked, those that wait first."""
    within = reach(_answering(request), today())
    state = asked_word(request, "state", STATES, "open")

    def fetch(offset: int, limit: int) -> RequestPage:
        return corrections.requests(within, open_only=state == "open", offset=offset, limit=limit)

    found, page = asked_page(request, fetch)
    context = {
        "heading": _title(found.open),
        "views": request_views(found.lines),
        "page": page,
        "state": state,
        "today": within.day,
    }
    return render(request, "corrections/list.html", context)


@opened_on_purpose
def opened(request: HttpRequest, identity: str) -> HttpResponse:
    """One request. It tells what stands in the dossier, so opening it is entered like opening the dossier."""
    acting = _answering(request)
    found = corrections.request(reach(acting, today()), identity)
    return _page(request, acting, found)


@require_POST
def answer(request: HttpRequest, identity: str) -> HttpResponse:
    """The answer with its reason; never by the person concerned."""
    acting = _answering(request)
    found = corrections.request(reach(acting, today()), identity)
    new = NewAnswer(outcome=typed(request, "outcome"), text=typed(request, "text"))
    try:
        corrections.answer(identity, new, by=acting)
    except LiemError as error:
        return _page(request, acting, found, fault=error.message, given=new)
    messages.success(request, _("The answer stands beside the request and in the ledger; the official sees it."))
    return redirect("corrections")


def _form(
    request: HttpRequest, acting: Acting, person: str, given: NewRequest, *, fault: Message | None = None
) -> HttpResponse:
    own = dossier(Reach(today(), person=person), person, with_kin=False)
    entries = entries_by_part(own)
    parts = part_choices()
    chosen_first = sorted(parts, key=lambda choice: choice[0] != given.part)
    context = {
        "heading": _("What should be put right in my dossier?"),
        "given": given,
        "fault": fault,
        "parts": parts,
        "entries": [(label, entries[part]) for part, label in chosen_first if part in entries],
        "most": corrections.MOST_CHARACTERS,
        "may_ask": may(acting, corrections.ASK, body="", subjects=[person]),
    }
    return render(request, "corrections/ask.html", context, status=400 if fault else 200)


def _page(
    request: HttpRequest,
    acting: Acting,
    found: Request,
    *,
    fault: Message | None = None,
    given: NewAnswer | None = None,
) -> HttpResponse:
    """The request, and the entry that says who saw it: also after a refusal, or a refusal would be a way around it."""
    within = reach(acting, today())
    is_own = acting.account.person == found.person
    if not is_own:
        log_reading(within, found.person, by=acting)
    whole = dossier(within, found.person, with_kin=False)
    context = {
        "heading": _("%(name)s asks for a correction") % {"name": found.person_name},
        "view": request_views([found], whole)[0],
        "fault": fault,
        "given": given,
        "outcomes": [(one.value, str(one.label).capitalize()) for one in CorrectionOutcome],
        "is_own": is_own,
        "is_logged": not is_own,
        "most": corrections.MOST_CHARACTERS,
        "import_url": _import_url(),
    }
    return render(request, "corrections/request.html", context, status=400 if fault else 200)


def _answering(request: HttpRequest) -> Acting:
    """Who acts, in a role that answers. Raises `web.not_for_officials`, `web.no_corrections`."""
    acting = officer_of(request)
    if acting.mandate.role not in rule_of(corrections.ANSWER).roles:
        raise LiemError(
            "web.no_corrections",
            Message(
                "Đề nghị sửa hồ sơ do cán bộ tổ chức và cán bộ nhân sự của đơn vị trả lời. Hãy chuyển cho họ.",
                "Requests for corrections are answered by personnel officers. Pass it to them.",
            ),
        )
    return acting


def _import_url() -> str:
    try:
        return reverse("exchange")
    except NoReverseMatch:
        return ""


def _title(waiting: int) -> str:
    if not waiting:
        return _("No request for a correction waits for an answer")
    words = ngettext(
        "%(count)s request for a correction waits for an answer",
        "%(count)s requests for corrections wait for an answer",
        waiting,
    )
    return words % {"count": number_words(waiting)}


urlpatterns = [
    path("mine/corrections/", ask, name="ask_correction"),
    path("corrections/", listed, name="corrections"),
    path("corrections/<str:identity>/", opened, name="correction"),
    path("corrections/<str:identity>/answer/", answer, name="answer_correction"),
]
