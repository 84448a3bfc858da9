"""The form that takes a step: which fields it has, and from what one chooses in them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from liem.law.procedures.steps import Act, Concern, Effect, Part, Step
from liem.procedures.cases.holders import Held
from liem.procedures.cases.standing import CaseNow, closing_step
from liem.procedures.decisions.offered import Offered
from liem.procedures.decisions.signed import is_closing, needs_decision
from liem.procedures.meetings.outcomes import MeetingOutcome
from liem.web.case_names import Names
from liem.web.step_outcomes import OutcomeWords, outcome_words

Choice = tuple[str, str]
"""What is sent, and what is shown."""


@dataclass(frozen=True, slots=True)
class PaperForm:
    """The fields of a decision. `leaves` are posts that may end with it, `ending` those that do if nothing else is
    said; `asks_leaves`: so many as are ticked end, also none. `term` is the one that fits; `listed` may be taken off
    the list."""

    fields: frozenset[str]
    signatories: tuple[Choice, ...]
    leaves: tuple[Choice, ...]
    ending: frozenset[str]
    asks_leaves: bool
    terms: tuple[Choice, ...]
    term: str
    listed: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class StepForm:
    """Which fields the form has. `signers` may sign or be in the chair, by key and name; `has_outcome` where the step
    passes or not by what is entered, called as `outcomes` says; `choices` of whom so many as `places` are chosen. While
    the count that tells the outcome is open, `ballot` is where it goes on, and what the link to it is called."""

    signers: tuple[Choice, ...]
    must_sign: bool
    has_outcome: bool
    outcomes: OutcomeWords
    may_leave_out: bool
    ballot: Choice | None
    choices: tuple[Choice, ...]
    places: int
    decision: PaperForm | None

    @property
    def asks_reason(self) -> bool:
        return self.has_outcome or self.may_leave_out or bool(self.choices)


def step_form(  # noqa: PLR0913 — what the fields come from, each by its name
    now: CaseNow,
    step: Step | None,
    *,
    held: Held,
    called: Names,
    meeting: MeetingOutcome | None,
    offer: Offered | None,
) -> StepForm:
    """`offer` is what the decision of the step can choose from, where the step is one."""
    counted = meeting is not None and meeting.outcome is not None
    balloted = counted or has_ballot(step)
    choices, places = _choices(now, step, called, meeting)
    signs = step is not None and held.part is not Part.SELF
    return StepForm(
        signers=_people(held.people, called) if signs else (),
        must_sign=signs and held.part is not Part.OFFICER,
        outcomes=outcome_words(step),
        has_outcome=step is not None and not balloted and held.part is not Part.SELF,
        may_leave_out=step is not None and step.optional is not None,
        ballot=meeting_link(now, step.id, meeting.meeting) if step and meeting and balloted and not counted else None,
        choices=choices,
        places=places,
        decision=_paper(now, step, held, called, offer or Offered()) if step and needs_decision(step) else None,
    )


def has_ballot(step: Step | None) -> bool:
    """Whether a count tells what came of the step."""
    return step is not None and step.act is Act.MEET and step.meeting is not None and step.meeting.ballot is not None


def meeting_link(now: CaseNow, step: str, meeting: str) -> Choice:
    """The meeting, or where one is convened, and what the link is called."""
    if meeting:
        return reverse("meeting", args=[meeting]), _("To the meeting")
    return reverse("convene", args=[now.case.pk, step]), _("Convene the meeting")


def _people(people: tuple[str, ...], called: Names) -> tuple[Choice, ...]:
    return tuple((key, called.person(key)) for key in people)


def _paper(now: CaseNow, step: Step, held: Held, called: Names, offer: Offered) -> PaperForm:
    is_choice = len(offer.signatories) > 1 or held.part is Part.OFFICER
    several = len({one.person_id for one in offer.tenures}) > 1
    terms = {one.term_id: _term_words(now, one.name, one.term.body_id, called) for one in offer.terms}
    listed = {one.person_id: called.person(one.person_id) for one in offer.listed}
    return PaperForm(
        fields=_fields(now, step),
        signatories=_people(offer.signatories, called) if is_choice else (),
        leaves=tuple(
            (one.identity, _post_words(one.post_id, called, of=one.person_id if several else None))
            for one in offer.tenures
        ),
        ending=offer.ending or frozenset(),
        asks_leaves=offer.ending is not None,
        terms=tuple(terms.items()),
        term=offer.term,
        listed=tuple(sorted(listed.items(), key=lambda one: one[1])),
    )


def _post_words(post: str, called: Names, *, of: str | None) -> str:
    title = called.titles.post(post, called.day)
    words = ", ".join(one for one in (title.title, title.body_name) if one)
    return f"{called.person(of)} · {words}" if of else words


def _term_words(now: CaseNow, name: str, body: str, called: Names) -> str:
    return name if body == now.case.body_id else f"{name}, {called.body(body)}"


def _choices(
    now: CaseNow, step: Step | None, called: Names, meeting: MeetingOutcome | None
) -> tuple[tuple[Choice, ...], int]:
    """Of whom somebody has to choose, and how many: where a count leaves it open, and where more are before the one
    who decides than there are places and no count has chosen."""
    people = {one.identity: called.person(one.person_id) for one in now.people}
    if meeting is not None:
        return tuple((one, people.get(one, "")) for one in meeting.tied), meeting.open_places
    if step is None or not needs_decision(step) or now.procedure.concerns is not Concern.POST:
        return (), 0
    if any(event.chosen for event in now.events) or len(people) <= now.case.places or not is_closing(now, step):
        return (), 0
    return tuple(people.items()), now.case.places


_FIELDS: dict[Effect, frozenset[str]] = {
    Effect.EVALUATION: frozenset({"grade", "collective_grade", "year"}),
    Effect.SUCCESSION_ENTRY: frozenset({"term"}),
    Effect.TRAINING: frozenset({"course", "place", "is_refresher", "ends_on"}),
    Effect.TENURE_SUSPENDED: frozenset({"ends_on"}),
    Effect.TENURE_BEGINS: frozenset({"ends_on"}),
    Effect.TENURE_RENEWED: frozenset({"ends_on"}),
    Effect.DECISION_ANNULLED: frozenset({"redo_by"}),
}


def _fields(now: CaseNow, step: Step) -> frozenset[str]:
    if now.procedure.effect is Effect.TENURE_SUSPENDED:
        return _FIELDS[Effect.TENURE_SUSPENDED]  # begun, prolonged and ended by decisions of their own
    closing = closing_step(now.procedure)
    if closing is None or closing.id != step.id or now.procedure.effect is None:
        return frozenset()
    return _FIELDS.get(now.procedure.effect, frozenset())
