"""Vụ việc: which personnel procedures run, where each stands, who acts next, by when, what stops it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from liem.actions.permissions import Acting, rule_of
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.in_words import KINDS, PARTS
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import Concern, Kind, Procedure
from liem.procedures.cases.board import BoardFilter, BoardLine, BoardPage, Next, Stand, board
from liem.procedures.cases.choosing import bodies_named
from liem.procedures.cases.preparing import PREPARE, NewCase, prepare
from liem.procedures.cases.waiting import waiting_at
from liem.procedures.decisions.entering_old import ACTION as ENTER_OLD
from liem.procedures.meetings.standing import Stage
from liem.record.choices import Secrecy
from liem.record.days import titles_of
from liem.record.organisation import bodies_to_choose
from liem.record.people import PeopleSearch, search
from liem.record.scope import Reach, reach
from liem.record.secrecy import may_hold
from liem.web.acting import today
from liem.web.asked import asked_page, asked_word, read_day, typed
from liem.web.case_names import about_words, kind_words, said
from liem.web.case_to_prepare import choices_for, people_of, procedures_by_topic, refuse_without_plan
from liem.web.may import may
from liem.web.officers import officer_of
from liem.web.wording import day_words, number_words

STANDS: dict[str, Promise] = {
    "running": pgettext_lazy("case", "running"),
    "late": pgettext_lazy("case", "late"),
    "prepared": gettext_lazy("being prepared"),
    "completed": pgettext_lazy("case", "completed"),
    "not_passed": gettext_lazy("ended without passing"),
}
LOOKS: dict[Stand, tuple[Promise, str, str]] = {
    Stand.RUNNING: (pgettext_lazy("case", "running"), "info", "→"),
    Stand.PREPARED: (gettext_lazy("being prepared"), "", "○"),
    Stand.COMPLETED: (pgettext_lazy("case", "completed"), "met", "✓"),
    Stand.NOT_PASSED: (gettext_lazy("ended without passing"), "not_met", "✕"),
}
_MEETINGS: dict[Stage, Promise] = {
    Stage.CONVENED: gettext_lazy("who came is not entered yet"),
    Stage.COUNTING: gettext_lazy("the votes are being counted"),
    Stage.AGAIN: gettext_lazy("it has to be voted again"),
    Stage.VOID: gettext_lazy("void, so it has to be convened again"),
}
PAPERS_SHOWN = 3
MOST_DIGITS = 3
FOUND_SHOWN = 25


@dataclass(frozen=True, slots=True)
class NextView:
    """A step that can be taken now. `lacking` are the papers still missing, in words; `meeting` is what its meeting
    waits for, empty where nothing of it is left to be done."""

    one: Next
    who: str
    meeting: str
    lacking: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class LineView:
    line: BoardLine
    kind: str
    about: str
    state: tuple[str, str, str]
    steps: tuple[NextView, ...]


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The cases within the mandate, those that run first."""
    acting = officer_of(request)
    within = reach(acting, today())
    stand = asked_word(request, "stand", STANDS, "")
    kind = asked_word(request, "kind", [one.value for one in Kind], "")
    body = asked_word(request, "body", within.bodies, "")
    mine = request.GET.get("mine") == "1"
    waiting = waiting_at(within, acting.mandate.body, acting.mandate.role, within.day)
    wanted = BoardFilter(
        kind=kind,
        body=body,
        stand=Stand(stand) if stand in list(Stand) else None,
        late=stand == "late",
        among=waiting if mine else None,
    )
    found, page = asked_page(
        request, lambda offset, limit: board(within, within.day, wanted, offset=offset, limit=limit)
    )
    context = {
        "heading": _title(found, len(waiting), is_filtered=bool(stand or kind or body or mine)),
        "lines": [_line_view(line) for line in found.lines],
        "page": page,
        "stands": STANDS.items(),
        "stand": stand,
        "kinds": [(one.value, _capital(said(words))) for one, words in KINDS.items()],
        "kind": kind,
        "bodies": bodies_to_choose(within, on=within.day, chosen=body),
        "body": body,
        "mine": mine,
        "waiting": len(waiting),
        "is_filtered": bool(stand or kind or body or mine),
        "may_prepare": _may_prepare(acting),
    }
    return render(request, "cases/list.html", context)


@require_http_methods(["GET", "POST"])
def new_case(request: HttpRequest) -> HttpResponse:
    """Choose the unit, then one of the procedures it applies, then what the case is for."""
    acting = officer_of(request)
    if not _may_prepare(acting):
        raise _not_for_readers()
    within = reach(acting, today())
    fault = None
    if request.method == "POST":
        try:
            new = _new_case(request)
            refuse_without_plan(new.procedure, new.planned_on)
            case = prepare(new, by=acting)
        except LiemError as error:
            fault = error.message
        else:
            messages.success(request, _("The case is prepared. Complete what its opening asks, then open it."))
            return redirect("case", case.pk)
    given = request.POST if request.method == "POST" else request.GET
    body = given.get("body", "")
    body = body if within.has_body(body) else ""
    context: dict[str, Any] = {
        "heading": _("Prepare a case"),
        "text": request.GET.get("q", "").strip(),
        "body": body,
        "typed": given,
        "may_enter_decision": may(acting, ENTER_OLD, body=acting.mandate.body),
        "fault": fault,
    }
    if not body:
        context["bodies"] = bodies_named(within, context["text"], on=within.day)
        return render(request, "cases/new.html", context, status=400 if fault else 200)
    context["body_name"] = titles_of(bodies=[body]).body(body, within.day)
    topics = procedures_by_topic(body, on=within.day)
    chosen = next((one for _topic, some in topics for one in some if one.one.id == given.get("procedure")), None)
    context |= {"topics": topics, "chosen": chosen}
    if chosen is not None:
        context |= _asked(chosen.one, body, within.day) | _by_name(within, given.get("who", "").strip())
    return render(request, "cases/new.html", context, status=400 if fault else 200)


def _asked(procedure: Procedure, body: str, on: date) -> dict[str, Any]:
    """What the form of this procedure asks."""
    choices = choices_for(procedure, body, on=on)
    return {
        "choices": choices,
        "is_about_post": procedure.concerns is Concern.POST,
        "is_about_person": procedure.concerns is Concern.PERSON,
        "is_about_decision": procedure.concerns is Concern.DECISION,
        "people": people_of(choices),
        "levels": [(value, label) for value, label in Secrecy.choices if may_hold(value)],
    }


def _by_name(within: Reach, who: str) -> dict[str, Any]:
    """Officials who serve elsewhere, found by name."""
    found = search(within, PeopleSearch(text=who), on=within.day, limit=FOUND_SHOWN).lines if who else ()
    words = [
        (one.key, " · ".join([one.name, *(f"{post.title}, {post.body_name}" for post in one.posts)])) for one in found
    ]
    return {"who": who, "found": words}


def _new_case(request: HttpRequest) -> NewCase:
    """Raises LiemError `asked.day`."""
    return NewCase(
        procedure=typed(request, "procedure"),
        body=typed(request, "body"),
        post=typed(request, "post") or None,
        person=typed(request, "person") or None,
        decision=typed(request, "decision") or None,
        places=_places(typed(request, "places").strip()),
        planned_on=_day(request, "planned_on"),
        term_ends_on=_day(request, "term_ends_on"),
        congress_on=_day(request, "congress_on"),
        secrecy=typed(request, "secrecy"),
    )


def _places(given: str) -> int:
    """1 where nothing was given; 0, which is refused, for what is no number."""
    if not given:
        return 1
    return int(given) if given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS else 0


def _day(request: HttpRequest, name: str) -> date | None:
    given = typed(request, name).strip()
    return read_day(given) if given else None


def _line_view(line: BoardLine) -> LineView:
    words, look, sign = LOOKS[line.stand]
    if line.is_late:
        words, look, sign = STANDS["late"], "not_met", "✕"
    about = about_words(
        person=line.person_name, decision=line.decision, post=line.post_title, prepared_on=line.prepared_on
    )
    return LineView(
        line,
        kind_words(line.kind),
        about,
        (str(words), look, sign),
        tuple(_next_view(one) for one in line.next),
    )


def _next_view(one: Next) -> NextView:
    papers = tuple(said(PAPERS[name]) for name in one.missing)
    shown, more = papers[:PAPERS_SHOWN], max(0, len(papers) - PAPERS_SHOWN)
    return NextView(one, said(PARTS[one.part]), _meeting_words(one), shown, more)


def _meeting_words(one: Next) -> str:
    if not one.meets:
        return ""
    if one.meeting is None:
        return _("no meeting is convened yet")
    waits = _MEETINGS.get(one.meeting.stage)
    if waits is None:
        return ""
    return _("meeting of %(day)s: %(waits)s") % {"day": day_words(one.meeting.row.held_on), "waits": waits}


def _title(found: BoardPage, waiting: int, *, is_filtered: bool) -> str:
    if not found.total:
        return _("No case answers to this") if is_filtered else _("No personnel procedure runs within your mandate")
    words = ngettext("%(total)s case, %(late)s late", "%(total)s cases, %(late)s late", found.total)
    words %= {"total": number_words(found.total), "late": number_words(found.late)}
    if not waiting or is_filtered:
        return words
    mine = ngettext("%(count)s waits for you", "%(count)s wait for you", waiting)
    return f"{words}; {mine % {'count': number_words(waiting)}}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _may_prepare(acting: Acting) -> bool:
    return acting.mandate.role in rule_of(PREPARE).roles


def _not_for_readers() -> LiemError:
    return LiemError(
        "web.no_cases",
        Message(
            "Việc mở vụ việc dành cho cán bộ tổ chức, cán bộ nhân sự của đơn vị và người kiểm tra. Hãy chuyển cho họ.",
            "Cases are prepared by personnel officers and inspectors. Pass it to them.",
        ),
    )


urlpatterns = [
    path("cases/", cases, name="cases"),
    path("cases/new/", new_case, name="new_case"),
]
