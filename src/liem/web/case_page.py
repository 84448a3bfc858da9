"""The page of a case: where it stands, what stops it, who acts, what was entered; for the official, the own part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import Message
from liem.law.procedures.course import End
from liem.law.procedures.in_words import CONCERNS, EFFECTS
from liem.law.procedures.steps import Act, Concern, Seat
from liem.law.rules import Rule
from liem.procedures.cases import people as naming
from liem.procedures.cases.entered import Entered, entered
from liem.procedures.cases.holders import subjects_of
from liem.procedures.cases.people import CANDIDACY_KINDS
from liem.procedures.cases.reading import log_case
from liem.procedures.cases.standing import CaseNow
from liem.procedures.cases.view import CaseView, case_view
from liem.procedures.gates.waivers import REVIEW
from liem.procedures.meetings.recusing import RECUSE
from liem.procedures.models import CasePerson, Proposal, Waiver
from liem.record.choices import Grade
from liem.record.scope import SEES_KIN
from liem.rulebook.verification import law_here
from liem.web.case_names import Names, case_words, names
from liem.web.case_printing import prints_of
from liem.web.case_steps_shown import Shown, StepView, step_views
from liem.web.findings_in_words import rule_on
from liem.web.law_words import Force, force_in
from liem.web.may import may
from liem.web.open_step import Besides, OpenStep, besides, open_step
from liem.web.step_given import Typed
from liem.web.wording import number_words

OPENING_WORDS = Message("Mở vụ việc", "Open the case")


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody in the case: where to, who put the name forward and when; `may_open`: the dossier is within reach."""

    row: CasePerson
    name: str
    to_post: str
    proposal: Proposal | None
    proposer: str
    proposer_body: str


@dataclass(frozen=True, slots=True)
class WaiverView:
    """A rule that was let go in the case."""

    row: Waiver
    rule: Rule | None
    person: str


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed into the form of a step that was refused, and why."""

    step: str
    typed: Mapping[str, Typed]
    fault: Message

    def is_shown_in(self, open_now: tuple[tuple[StepView, OpenStep], ...]) -> bool:
        """Whether the form is still there to tell it; another may have taken the step meanwhile."""
        return any(view.id == self.step and one.form is not None for view, one in open_now)


def case_page(
    request: HttpRequest, acting: Acting, now: CaseNow, *, given: Given | None = None, fault: Message | None = None
) -> HttpResponse:
    """The page, and the entry that says who read of those in the case: also after a refusal."""
    view, told = case_view(now, acting), entered(now)
    beside = besides(view, by=acting)
    log_case(now, by=acting, also=beside.people)
    called = case_names(view, told, beside)
    only = acting.account.person if acting.mandate.role == Role.OFFICIAL else None
    shown = Shown(view, told, called, law_here(), only, may_correct=_may(acting, "procedures.correct", now))
    steps = step_views(shown)
    open_now = open_steps(view, called, steps, beside, by=acting)
    context = {
        "heading": case_words(now.case, called),
        "now": now,
        "case": now.case,
        "standing": standing_words(now, steps),
        "concerns": CONCERNS[now.procedure.concerns],
        "effect": EFFECTS[now.procedure.effect] if now.procedure.effect else None,
        "force": force_of(shown),
        "steps": steps,
        "open_steps": open_now,
        "done": sum(1 for view in steps if view.events and any(event.counts for event in view.events)),
        "people": _people(view.people, told, called),
        "withdrawn": () if only else _people(told.withdrawn, told, called),
        "waivers": () if only else _waivers(now, told, called),
        "may_review": _may(acting, REVIEW, now),
        "vacancy": told.vacancy,
        "called": called,
        "body_name": called.body(now.case.body_id),
        "post_title": called.post(now.case.post_id),
        "person_name": called.person(now.case.person_id),
        "is_official": only is not None,
        "sees_proposals": acting.mandate.role in SEES_KIN,
        "may_name": only is None and joins(now) and not now.is_over and _may(acting, naming.PUT_FORWARD, now),
        "keep_out": () if only else tuple(sorted(called.person(one) for one in told.recused - subjects_of(now))),
        "may_set_aside": only is None and not now.is_over and _may(acting, RECUSE, now),
        "has_candidacies": now.procedure.kind in CANDIDACY_KINDS,
        "prints": () if only else prints_of(now, told),
        "given": given,
        "fault": given.fault if given and not given.is_shown_in(open_now) else fault,
        "follows": only is None and now.course is not None and _follows(now),
        "grades": Grade.choices,
        "today": now.day,
    }
    return render(request, "cases/case.html", context, status=400 if given or fault else 200)


def joins(now: CaseNow) -> bool:
    """Whether people join the case after it was prepared."""
    return now.procedure.concerns is not Concern.PERSON


def case_names(view: CaseView, told: Entered, beside: Besides) -> Names:
    """The names of everybody and everything on the page."""
    now, held = view.now, [line.held for line in view.lines]
    proposals = told.proposals.values()
    people = {
        *subjects_of(now),
        *(event.by_person_id for event in now.events),
        *(one.person_id for one in told.withdrawn),
        *(one.proposer_id for one in proposals),
        *told.recused,
        *(person for one in held for person in one.people),
        *beside.people,
    }
    bodies = {
        now.case.body_id,
        *(event.body_id for event in now.events),
        *(one.body_id for one in proposals),
        *(key for one in held for key in (one.body, one.desk)),
        *beside.bodies,
    }
    posts = {now.case.post_id, *(one.to_post_id for one in (*now.people, *told.withdrawn)), *beside.posts}
    return names(people, posts=posts, bodies=bodies, on=now.day)


def open_steps(
    view: CaseView, called: Names, steps: tuple[StepView, ...], beside: Besides, *, by: Acting
) -> tuple[tuple[StepView, OpenStep], ...]:
    """Each that can be taken now. An official sees what stands against the own steps alone."""
    own = by.mandate.role == Role.OFFICIAL
    lines = [line for line in view.open if not own or line.held.seat is Seat.PERSON]
    shown = {step.id: step for step in steps}
    return tuple((shown[line.id], open_step(view.now, line, called, beside, by=by)) for line in lines)


def standing_words(now: CaseNow, steps: tuple[StepView, ...]) -> str:
    """Where the case stands, in a sentence."""
    if now.course is None:
        return _("Being prepared since %(day)s; it is not open yet") % {"day": _day(now.case.prepared_on)}
    if now.course.end is End.COMPLETED:
        return _("Completed")
    if now.course.end is End.NOT_PASSED:
        return _("Ended without passing")
    late = sum(view.is_late and view.is_open for view in steps)
    number = next((view.number for view in steps if view.is_open), 0)
    words = _("Open since %(day)s; at step %(number)s of %(all)s") % {
        "day": _day(now.course.opened),
        "number": number,
        "all": len(steps) - 1,
    }
    if not late:
        return words
    return f"{words}; " + ngettext("%(count)s step is late", "%(count)s steps are late", late) % {
        "count": number_words(late)
    }


def force_of(shown: Shown) -> Force | None:
    """How the law of the procedure stands today; None where the rule book no longer holds it."""
    now = shown.view.now
    known = shown.law.procedure(now.procedure.id)
    return force_in(shown.law, known, now.day) if known else None


def _people(rows: tuple[CasePerson, ...], told: Entered, called: Names) -> tuple[PersonView, ...]:
    return tuple(_person(row, told.proposals.get(row.person_id), called) for row in rows)


def _person(row: CasePerson, proposal: Proposal | None, called: Names) -> PersonView:
    return PersonView(
        row,
        called.person(row.person_id),
        called.post(row.to_post_id),
        proposal,
        called.person(proposal.proposer_id) if proposal else "",
        called.body(proposal.body_id) if proposal else "",
    )


def _waivers(now: CaseNow, told: Entered, called: Names) -> tuple[WaiverView, ...]:
    people = {one.identity: one.person_id for one in (*now.people, *told.withdrawn)}
    return tuple(
        WaiverView(row, rule_on(row.rule, row.granted_on), called.person(people.get(row.subject)))
        for row in told.waivers.values()
    )


def _follows(now: CaseNow) -> bool:
    """Whether the procedure sees to it afterwards that something is done."""
    return any(step.act is Act.FOLLOW or "correction_plan" in step.papers for step in now.procedure.steps)


def _may(acting: Acting, action: str, now: CaseNow) -> bool:
    return may(acting, action, body=now.case.body_id)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
