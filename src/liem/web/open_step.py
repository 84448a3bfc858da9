"""A step that can be taken now: what stands against it, each with where to settle it, and the form that takes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.kernel.errors import Message
from liem.law.procedures.papers import PAPERS
from liem.law.procedures.steps import Act, Step
from liem.procedures.cases.filing import ACTION_PROGRAMME, VACANCY_NOTICE
from liem.procedures.cases.holders import Held, step_of
from liem.procedures.cases.new_step import NewStep
from liem.procedures.cases.standing import CaseNow
from liem.procedures.cases.stops import Stop, foreign_stops
from liem.procedures.cases.view import CaseView, StepLine
from liem.procedures.decisions.offered import Offered, offered
from liem.procedures.decisions.signed import needs_decision
from liem.procedures.meetings.outcomes import MeetingOutcome, outcome_of
from liem.procedures.models import Decision
from liem.web.case_names import Names
from liem.web.gate_lines import GateView, gate_views
from liem.web.granting import Granting, granting
from liem.web.own_words import OwnAct, own_act
from liem.web.step_form import StepForm, meeting_link, step_form

_FOLLOWED = frozenset({"decisions.no_points", "decisions.promises_open", "decisions.points_open"})


@dataclass(frozen=True, slots=True)
class StopView:
    """A sentence and, where something can be done about it here, the address and what it is called."""

    code: str
    message: Message
    url: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that is open, as the one who looks at it sees it. `form` None: somebody else takes it; `own` says what to
    do where it is the reader's own."""

    id: str
    stops: tuple[StopView, ...]
    gates: tuple[GateView, ...]
    form: StepForm | None
    own: OwnAct | None
    tied: tuple[str, ...]
    undecided: bool

    @property
    def is_ready(self) -> bool:
        return not self.stops


@dataclass(frozen=True, slots=True)
class Besides:
    """What open steps need to know besides the case: what their decisions offer, and who may let their rules go."""

    offers: Mapping[str, Offered]
    granting: Granting

    @property
    def people(self) -> frozenset[str]:
        return frozenset[str]().union(*(offer.people for offer in self.offers.values()))

    @property
    def posts(self) -> frozenset[str]:
        return frozenset(one.post_id for offer in self.offers.values() for one in offer.tenures)

    @property
    def bodies(self) -> frozenset[str]:
        terms = (one.term.body_id for offer in self.offers.values() for one in offer.terms)
        return frozenset({*self.granting.bodies.values(), *terms})


def besides(view: CaseView, *, by: Acting) -> Besides:
    """Of the steps that are open. What a decision offers is read for whoever may take it alone."""
    own = [line for line in view.open if line.may_take and line.step is not None and needs_decision(line.step)]
    offers = {line.id: offered(view.now, line.step, line.held) for line in own if line.step is not None}
    asked = [gate for line in view.open for gate in line.gates if gate.may_be_waived and gate.stops and gate.subject]
    return Besides(offers, granting(view.now, {gate.subject for gate in asked}, by=by))


def open_step(now: CaseNow, line: StepLine, called: Names, besides: Besides, *, by: Acting) -> OpenStep:
    """The step on the day of `now`."""
    names = {one.identity: called.person(one.person_id) for one in now.people}
    meeting = _meeting(now, line.step)
    is_own = line.held.person is not None and line.held.person == by.account.person
    stops = line.stops
    if by.mandate.role == Role.OFFICIAL:
        own = [one for one in line.papers if one.filed is None and one.person == by.account.person]
        stops = tuple(paper_stop(one.name) for one in own)
    return OpenStep(
        id=line.id,
        stops=tuple(_stop_views(now, line, stops, called, may_act=line.may_take)),
        gates=gate_views(line.gates, called, besides.granting, on=now.day),
        form=_form(now, line, called, meeting, besides) if line.may_take else None,
        own=own_act(line.step) if is_own and line.step is not None else None,
        tied=tuple(names.get(one, "") for one in meeting.tied) if meeting else (),
        undecided=bool(meeting and meeting.open_places),
    )


def _form(now: CaseNow, line: StepLine, called: Names, meeting: MeetingOutcome | None, besides: Besides) -> StepForm:
    offer = besides.offers.get(line.id)
    return step_form(now, line.step, held=line.held, called=called, meeting=meeting, offer=offer)


def paper_stop(name: str) -> Stop:
    """That a paper is missing."""
    title = PAPERS[name]
    return Stop("procedures.paper_missing", Message(f"Còn thiếu: {title.vi}.", f"Still missing: {title.en}."), name)


def form_of(now: CaseNow, step: str, held: Held, called: Names, offer: Offered | None) -> StepForm:
    """The form of a step, for whoever enters it anew."""
    law = step_of(now, step)
    meeting = _meeting(now, law, correcting=True)
    return step_form(now, law, held=held, called=called, meeting=meeting, offer=offer)


def offered_anew(now: CaseNow, step: str, held: Held, former: Decision | None, *, by: Acting) -> Offered:
    """What a decision that stands for the former one can choose from, for whoever may take the step."""
    law = step_of(now, step)
    if law is None or not needs_decision(law) or foreign_stops(now, held, NewStep(step, now.day, is_blank=True), by):
        return Offered()
    return offered(now, law, held, former=former)


def paper_url(now: CaseNow, step: str, name: str, person: str = "") -> str:
    """Where a paper of the case is filed: two kinds are entered point by point, each on a page of its own."""
    whose = next((one.identity for one in now.people if one.person_id == person and one.candidacy_id), "")
    if name == VACANCY_NOTICE:
        return reverse("fix_vacancy", args=[now.case.pk])
    if name == ACTION_PROGRAMME and whose:
        return reverse("file_programme", args=[now.case.pk, whose])
    given = {"step": step, "name": name} | ({"person": person} if person else {})
    return f"{reverse('file_paper', args=[now.case.pk])}?{urlencode(given)}"


def _meeting(now: CaseNow, step: Step | None, *, correcting: bool = False) -> MeetingOutcome | None:
    if step is None or step.act is not Act.MEET or step.meeting is None:
        return None
    return outcome_of(now, step.id, correcting=correcting)


def _stop_views(
    now: CaseNow, line: StepLine, stops: Sequence[Stop], called: Names, *, may_act: bool
) -> Iterator[StopView]:
    for stop in sorted(stops, key=lambda one: not one.code.startswith("meetings.")):
        if stop.code == "procedures.paper_missing":
            yield from _paper_stops(now, line, stop, called, may_act=may_act)
        elif stop.code == "procedures.gate":
            yield StopView(stop.code, _gate_words(line, stop), f"#gates-{line.id}", _("See the rule"))
        elif stop.code.startswith("meetings.") and may_act:
            yield StopView(stop.code, stop.message, *meeting_link(now, line.id, stop.about))
        elif stop.code in _FOLLOWED and may_act:
            yield StopView(stop.code, stop.message, reverse("followed", args=[now.case.pk]), _("To what is followed"))
        elif stop.code == "decisions.consequences_open" and now.case.decision_id:
            graph = reverse("annulment_graph", args=[now.case.decision_id])
            yield StopView(stop.code, stop.message, graph, _("What relied on it"))
        else:
            yield StopView(stop.code, stop.message)


def _paper_stops(now: CaseNow, line: StepLine, stop: Stop, called: Names, *, may_act: bool) -> Iterator[StopView]:
    """One for each official whose paper is missing."""
    for one in line.papers:
        if one.name != stop.about or one.filed is not None:
            continue
        message = stop.message
        if one.person and len(now.people) > 1:
            name = called.person(one.person)
            message = Message(f"{message.vi.rstrip('.')} ({name}).", f"{message.en.rstrip('.')} ({name}).")
        url = paper_url(now, line.id, one.name, one.person or "") if may_act else ""
        yield StopView(stop.code, message, url, _("File it") if url else "")


def _gate_words(line: StepLine, stop: Stop) -> Message:
    """The verdict of the rule that stops, in a sentence."""
    return next((gate.sentence for gate in line.gates if gate.rule == stop.about and gate.stops), stop.message)
