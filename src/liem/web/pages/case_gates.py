"""Quy định trước một bước: stating a fact from a paper, letting a rule go where it says who may, reviewing that."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liem.kernel.errors import LiemError, Message
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import OPENING
from liem.law.rules import Rule
from liem.law.vocabulary import Fact, FactType
from liem.procedures.cases.entered import names_of
from liem.procedures.cases.filing_desks import steps_at_desk
from liem.procedures.cases.holders import leaders_of
from liem.procedures.cases.papers import WAIVER
from liem.procedures.cases.reading import case_to_read, log_case
from liem.procedures.cases.standing import CaseNow
from liem.procedures.gates import statements, waivers
from liem.procedures.gates.statements import NewStatement, may_be_stated, statement_identity
from liem.procedures.gates.waivers import NewWaiver
from liem.procedures.models import CasePaper, Statement, Waiver
from liem.rulebook.vocabulary import vocabulary
from liem.web.asked import read_day, typed
from liem.web.case_names import Names, case_words, names, said
from liem.web.evidence import choice_words, value_words
from liem.web.findings_in_words import rule_on
from liem.web.granting import granting
from liem.web.officers import officer_of
from liem.web.open_step import paper_url
from liem.web.posted import posted
from liem.web.wording import day_words


@require_http_methods(["GET", "POST"])
def state_fact(request: HttpRequest, key: str, about: str, fact: str, subject: str) -> HttpResponse:
    """States one fact that a rule asks, from a paper of the case."""
    acting = officer_of(request)
    now = case_to_read(key, by=acting)
    asked = _fact(about, fact)

    def state() -> None:
        new = NewStatement(
            about=about,
            subject=subject,
            fact=fact,
            value=_value(request, asked),
            paper=typed(request, "paper"),
            why=typed(request, "why"),
        )
        statements.state(key, new, by=acting)

    done, fault = posted(request, state, told=_("The fact is stated from its paper; the rules are asked again."))
    if done:
        return redirect("case", key)
    log_case(now, by=acting)
    called = _called(now)
    former = Statement.objects.current().filter(identity=statement_identity(key, about, subject, fact)).first()
    context = {
        "heading": _("State a fact from a paper"),
        "title": case_words(now.case, called),
        "case": now.case,
        "fact": asked,
        "is_yes_no": asked.type is FactType.BOOLEAN,
        "is_day": asked.type in {FactType.DATE, FactType.LATEST},
        "choices": [(one, choice_words(one)) for one in asked.choices],
        "person": _whose(now, subject, called),
        "papers": _papers(statements.papers_to_state_from(now, by=acting), called),
        "paper_step": next((step for step in steps_at_desk(now, acting) if step in now.open_steps), OPENING),
        "former": former,
        "former_value": value_words(_plain(former.value)) if former else "",
        "typed": request.POST,
        "fault": fault,
    }
    return render(request, "cases/state.html", context, status=400 if fault else 200)


@require_http_methods(["GET", "POST"])
def waive_rule(request: HttpRequest, key: str, step: str, rule: str, subject: str) -> HttpResponse:
    """Enters that whoever the rule itself names let it go, with the paper."""
    acting = officer_of(request)
    now = case_to_read(key, by=acting)
    found = _waivable(rule, now)
    done, fault = posted(
        request,
        lambda: waivers.waive(key, _waiver(request, step, rule, subject), by=acting),
        told=_("The exception is entered. Another body reviews it."),
    )
    if done:
        return redirect("case", key)
    log_case(now, by=acting)
    signers, whose = _signers(now, subject, on=_granted_on(request, now.day)), granting(now, [subject], by=acting)
    called = _called(now, *signers, body=whose.bodies.get(subject))
    context = {
        "heading": _("Enter an exception"),
        "may_grant": subject in whose.own,
        "body": called.body(whose.bodies.get(subject)),
        "title": case_words(now.case, called),
        "case": now.case,
        "rule": found,
        "person": _whose(now, subject, called),
        "papers": _papers(waivers.agreements(now), called),
        "paper_url": paper_url(now, step, WAIVER),
        "signers": [(one, called.person(one)) for one in signers],
        "typed": request.POST,
        "today": now.day,
        "fault": fault,
    }
    return render(request, "cases/waive.html", context, status=400 if fault else 200)


@require_http_methods(["GET", "POST"])
def review_waiver(request: HttpRequest, key: str, identity: str) -> HttpResponse:
    """Another body looks at a rule that was let go."""
    acting = officer_of(request)
    now = case_to_read(key, by=acting)
    row = Waiver.objects.current().filter(identity=identity, case=now.case).first()
    if row is None:
        raise _no_waiver()
    done, fault = posted(
        request,
        lambda: waivers.review(identity, typed(request, "review"), by=acting),
        told=_("The review stands beside the exception."),
    )
    if done:
        return redirect("case", key)
    log_case(now, by=acting)
    called = _called(now)
    context = {
        "heading": _("Review an exception"),
        "title": case_words(now.case, called),
        "case": now.case,
        "rule": rule_on(row.rule, row.granted_on),
        "waiver": row,
        "paper": next((paper for paper in now.papers if paper.identity == row.paper), None),
        "signed_by": names_of([row.signed_by_id]).get(row.signed_by_id, "") if row.signed_by_id else "",
        "person": _whose(now, row.subject, called),
        "review": typed(request, "review"),
        "fault": fault,
    }
    return render(request, "cases/review_waiver.html", context, status=400 if fault else 200)


def _waiver(request: HttpRequest, step: str, rule: str, subject: str) -> NewWaiver:
    """Raises LiemError `asked.day`."""
    return NewWaiver(
        step=step,
        rule=rule,
        subject=subject,
        why=typed(request, "why"),
        paper=typed(request, "paper"),
        granted_on=read_day(typed(request, "granted_on").strip()),
        granted_by=typed(request, "granted_by"),
        signed_by=typed(request, "signed_by") or None,
    )


def _value(request: HttpRequest, fact: Fact) -> str:
    """The value as rule files write it. Raises LiemError `asked.day`."""
    given = typed(request, "value").strip()
    is_day = fact.type in {FactType.DATE, FactType.LATEST}
    return read_day(given).isoformat() if is_day and given else given


def _fact(about: str, name: str) -> Fact:
    """Raises `statements.not_found` for what nobody states."""
    table = vocabulary().table(about)
    found = table.fact(name) if table and may_be_stated(about, name) else None
    if found is None:
        raise LiemError(
            "statements.not_found",
            Message(
                "Nội dung này không nêu ở đây được. Hãy mở lại trang vụ việc.",
                "This fact is not stated here. Open the page of the case again.",
            ),
        )
    return found


def _waivable(rule: str, now: CaseNow) -> Rule:
    """Raises `waivers.not_found` where the rule names nobody who may let it go."""
    found = rule_on(rule, now.day)
    if found is None or found.waiver is None:
        raise _no_waiver()
    return found


def _no_waiver() -> LiemError:
    return LiemError(
        "waivers.not_found",
        Message(
            "Quy định này không cho phép ngoại lệ, hoặc vụ việc không có ngoại lệ này. Hãy mở lại trang vụ việc.",
            "This rule allows no exception, or the case has none of this kind. Open the page of the case again.",
        ),
    )


def _signers(now: CaseNow, subject: str, *, on: date) -> tuple[str, ...]:
    """Who led the body that may let the rule go on the day; nobody where it cannot be told."""
    try:
        return leaders_of(waivers.deciding_body(now, subject, on=now.day), on=on)
    except LiemError:
        return ()


def _granted_on(request: HttpRequest, today: date) -> date:
    """The day that was typed; today where none was, or none that can be read."""
    try:
        return read_day(typed(request, "granted_on").strip())
    except LiemError:
        return today


def _papers(papers: Iterable[CasePaper], called: Names) -> list[tuple[str, str]]:
    """Papers to choose from: kind, number and day."""
    return [
        (
            one.identity,
            " · ".join(
                text
                for text in (said(PAPERS[one.name]), one.number, day_words(one.dated_on), called.person(one.person_id))
                if text
            ),
        )
        for one in papers
    ]


def _whose(now: CaseNow, subject: str, called: Names) -> str:
    keys = {one.identity: one.person_id for one in now.people} | {one.person_id: one.person_id for one in now.people}
    return called.person(keys.get(subject, now.case.person_id))


def _called(now: CaseNow, *people: str | None, body: str | None = None) -> Names:
    everybody = {now.case.person_id, *(one.person_id for one in now.people), *people}
    return names(everybody, posts=[now.case.post_id], bodies=[now.case.body_id, body], on=now.day)


def _plain(value: str) -> object:
    return {"true": True, "false": False}.get(value, value)


urlpatterns = [
    path("cases/<slug:key>/facts/<slug:about>/<slug:fact>/<path:subject>/", state_fact, name="state_fact"),
    path("cases/<slug:key>/exceptions/<slug:step>/<slug:rule>/<path:subject>/", waive_rule, name="waive_rule"),
    path("cases/<slug:key>/exceptions/<slug:identity>/", review_waiver, name="review_waiver"),
]
