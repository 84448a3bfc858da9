"""Người của vụ việc: putting a name forward, taking one back, what the post needs, what a candidate promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import Kind, Seat
from liem.procedures.cases import filing
from liem.procedures.cases import people as naming
from liem.procedures.cases.holders import Holders, leaders_of
from liem.procedures.cases.people import APPLIED_FOR, CANDIDACY_KINDS, NewName
from liem.procedures.cases.reading import case_to_read, log_case
from liem.procedures.cases.standing import CaseNow
from liem.procedures.models import CasePerson
from liem.record.days import holds_on
from liem.record.models import PostState
from liem.record.people import PeoplePage, PeopleSearch, search
from liem.record.scope import reach
from liem.web.acting import acting_of
from liem.web.asked import read_day, typed
from liem.web.case_names import Names, case_words, names
from liem.web.officers import officer_of
from liem.web.pages.case_papers import ACCEPTED
from liem.web.posted import posted
from liem.web.uploads import paper_uploaded

FOUND_SHOWN = 25
POINTS_OFFERED = 6
_SEATS = (Seat.UNIT, Seat.SUPERIOR, Seat.PROPOSES, Seat.MANAGES)


@require_http_methods(["GET", "POST"])
def put_forward(request: HttpRequest, key: str) -> HttpResponse:
    """Finds an official by name, and takes the name into the case with whoever puts it forward."""
    acting = officer_of(request)
    now = case_to_read(key, by=acting)
    done, fault = posted(
        request,
        lambda: naming.put_forward(key, _name(request), by=acting),
        told=_("The name stands in the case, with who put it forward."),
    )
    if done:
        return redirect("case", key)
    log_case(now, by=acting)
    given = request.POST if request.method == "POST" else request.GET
    wanted = given.get("q", "").strip()
    found = search(reach(acting, now.day), PeopleSearch(text=wanted), on=now.day, limit=FOUND_SHOWN) if wanted else None
    bodies = _proposing_bodies(now)
    leaders = {body: leaders_of(body, on=now.day) for body in bodies}
    called = _called(now, people={one for some in leaders.values() for one in some}, bodies=set(bodies))
    context = {
        "heading": _("Put a name forward"),
        "title": case_words(now.case, called),
        "case": now.case,
        "wanted": wanted,
        "found": found or PeoplePage(0, ()),
        "more": found.total - len(found.lines) if found else 0,
        "inside": {one.person_id for one in now.people},
        "proposers": [
            (called.body(body), [(f"{person}|{body}", called.person(person)) for person in some])
            for body, some in leaders.items()
            if some
        ],
        "needs_proposer": Kind(now.case.kind) in CANDIDACY_KINDS.keys() - set(APPLIED_FOR),
        "posts": [] if now.case.post_id else _posts(now),
        "typed": given,
        "today": now.day,
        "fault": fault,
    }
    return render(request, "cases/put_forward.html", context, status=400 if fault else 200)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, key: str, identity: str) -> HttpResponse:
    """Takes a name back, with the reason."""
    acting = officer_of(request)
    now = case_to_read(key, by=acting)
    row = _row(now, identity)
    done, fault = posted(
        request,
        lambda: naming.withdraw(key, identity, typed(request, "reason"), by=acting),
        told=_("The name is withdrawn. What was entered of it stays."),
    )
    if done:
        return redirect("case", key)
    log_case(now, by=acting)
    called = _called(now)
    context = {
        "heading": _("Withdraw %(name)s") % {"name": called.person(row.person_id)},
        "title": case_words(now.case, called),
        "case": now.case,
        "reason": typed(request, "reason"),
        "fault": fault,
    }
    return render(request, "cases/withdraw.html", context, status=400 if fault else 200)


@require_http_methods(["GET", "POST"])
def fix_vacancy(request: HttpRequest, key: str) -> HttpResponse:
    """Fixes the post to be filled and what it needs, before the first name."""
    acting = officer_of(request)
    now = case_to_read(key, by=acting)

    def fix() -> None:
        fixed_on = read_day(typed(request, "fixed_on").strip())
        filing.fix_vacancy(key, fixed_on, typed(request, "requirements").split("\n"), by=acting)

    done, fault = posted(request, fix, told=_("The vacancy and what the post needs are fixed and in the ledger."))
    if done:
        return redirect("case", key)
    context = {
        "heading": _("Fix the vacancy and what the post needs"),
        "title": case_words(now.case, _called(now)),
        "case": now.case,
        "typed": request.POST,
        "today": now.day,
        "most": filing.MOST_CHARACTERS,
        "fault": fault,
    }
    return render(request, "cases/vacancy.html", context, status=400 if fault else 200)


@require_http_methods(["GET", "POST"])
def file_programme(request: HttpRequest, key: str, identity: str) -> HttpResponse:
    """Files an action programme point by point, each with its day."""
    acting = acting_of(request)
    now = case_to_read(key, by=acting)
    row = _row(now, identity, acting)

    def file() -> None:
        filed_on, upload = read_day(typed(request, "filed_on").strip()), paper_uploaded(request, "file")
        filing.file_programme(key, identity, filed_on, list(_points(request)), by=acting, upload=upload)

    told = _("The action programme is filed; each point will be looked at after its day.")
    done, fault = posted(request, file, told=told)
    if done:
        return redirect("case", key)
    log_case(now, by=acting)
    called = _called(now)
    numbers = range(1, POINTS_OFFERED + 1)
    context = {
        "heading": _("Action programme of %(name)s") % {"name": called.person(row.person_id)},
        "title": case_words(now.case, called),
        "case": now.case,
        "points": [(one, typed(request, f"text-{one}"), typed(request, f"due-{one}")) for one in numbers],
        "typed": request.POST,
        "today": now.day,
        "most": filing.MOST_CHARACTERS,
        "accepted": ACCEPTED,
        "fault": fault,
    }
    return render(request, "cases/programme.html", context, status=400 if fault else 200)


def _name(request: HttpRequest) -> NewName:
    """Raises LiemError `asked.day`."""
    proposer, _bar, body = typed(request, "proposer").partition("|")
    return NewName(
        person=typed(request, "person"),
        proposed_on=read_day(typed(request, "proposed_on").strip()),
        to_post=typed(request, "to_post") or None,
        proposer=proposer or None,
        body=body or None,
    )


def _points(request: HttpRequest) -> Iterator[tuple[str, date]]:
    """The points that say something; a day is then needed. Raises LiemError `asked.day`."""
    for number in range(1, POINTS_OFFERED + 1):
        text = typed(request, f"text-{number}").strip()
        if text:
            yield text, read_day(typed(request, f"due-{number}").strip())


def _proposing_bodies(now: CaseNow) -> tuple[str, ...]:
    """The bodies whose leaders may put a name forward here: the unit, the one above, those of the delegation."""
    holders = Holders([now], on=now.day)
    steps = [step for step in now.procedure.steps if step.by.seat in _SEATS]
    found = [now.case.body_id, *(holders.of(now, step).body for step in steps)]
    return tuple(dict.fromkeys(body for body in found if body))


def _posts(now: CaseNow) -> list[tuple[str, str]]:
    """The posts of the unit, where the case itself is about none."""
    rows = PostState.objects.current().filter(holds_on(now.day), body_id=now.case.body_id)
    return list(rows.order_by("rank", "title", "post_id").values_list("post_id", "title"))


def _row(now: CaseNow, identity: str, acting: Acting | None = None) -> CasePerson:
    """Somebody in the case; an official is only found by themselves. Raises `people.not_found`."""
    found = next((one for one in now.people if one.identity == identity), None)
    if acting is not None and acting.mandate.role == Role.OFFICIAL and found is not None:
        found = found if found.person_id == acting.account.person else None
    if found is None:
        raise LiemError(
            "people.not_found",
            Message(
                "Người này không còn trong vụ việc. Hãy mở lại trang vụ việc.",
                "This person is no longer in the case. Open its page again.",
            ),
        )
    return found


def _called(now: CaseNow, *, people: set[str] | None = None, bodies: set[str] | None = None) -> Names:
    return names(
        {now.case.person_id, *(one.person_id for one in now.people), *(people or ())},
        posts=[now.case.post_id],
        bodies={now.case.body_id, *(bodies or ())},
        on=now.day,
    )


urlpatterns = [
    path("cases/<slug:key>/people/", put_forward, name="put_forward"),
    path("cases/<slug:key>/people/<slug:identity>/withdraw/", withdraw, name="withdraw"),
    path("cases/<slug:key>/vacancy/", fix_vacancy, name="fix_vacancy"),
    path("cases/<slug:key>/people/<slug:identity>/programme/", file_programme, name="file_programme"),
]
