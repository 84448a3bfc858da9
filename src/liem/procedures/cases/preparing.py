"""Preparing a case and opening it: which procedures a body may run, and for what.

prepare(NewCase(procedure, body, post=…), by=acting)    a case that is not open yet: people and papers join it
open_case(key, on, by=acting)                           its first event, which asks the procedure's papers and gates
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.utils import timezone

from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.law.procedures.steps import OPENING, Concern, Kind, Procedure
from liem.procedures.cases import preparing_refusals as refusals
from liem.procedures.cases.holders import own_case
from liem.procedures.cases.people import CANDIDACY_KINDS, join
from liem.procedures.cases.standing import cases_now
from liem.procedures.cases.taking import OPEN, NewStep, enter
from liem.procedures.cases.texts import keep_text
from liem.procedures.models import CandidacyKind, Case, CaseEvent, Decision, DecisionEffect
from liem.record.days import holds_on
from liem.record.models import BodyState, PostState, Tenure
from liem.record.people import reachable
from liem.record.scope import Reach, out_of_reach, reach, superiors_on
from liem.record.secrecy import held_levels
from liem.rulebook.governing import law_for

PREPARE = "procedures.prepare"
MOST_PLACES = 500


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to be prepared. `body` is the unit; `post` the one to be filled, or of the `person` (None: the one held
    there); `decision` the key of the one looked into."""

    procedure: str
    body: str
    post: str | None = None
    person: str | None = None
    decision: str | None = None
    places: int = 1
    planned_on: date | None = None
    term_ends_on: date | None = None
    congress_on: date | None = None
    secrecy: str = ""
    opened_by: str | None = None


def procedures_for(body: str, *, on: date) -> tuple[Procedure, ...]:
    """The procedures of the packs adopted for the body, as they stand on the day. Four queries."""
    law = law_for(body, on, superiors_on(on)).law
    adopted = {pack.id for pack in law.packs}
    return tuple(procedure for procedure in law.procedures if procedure.pack in adopted)


def prepare(new: NewCase, *, by: Acting) -> Case:
    """Prepares a case in one action; it is not open yet. A case about one official holds that one from the beginning,
    one about a decision those whom the decision concerned.

    Raises `procedures.not_adopted`, `procedures.no_body`, `procedures.no_post`, `procedures.no_person`,
    `procedures.no_decision`, `procedures.places`, `procedures.too_secret`, `procedures.own_case`,
    `procedures.running_already`, `record.out_of_reach` and the refusals of permission.
    """
    today = timezone.localdate()
    procedure = _adopted(new, on=today)
    case = _case(new, procedure, today=today)

    def write(w: Write) -> Case:
        _refuse_running(case, on=today)
        case.text = keep_text(procedure, w)
        w.add([case])
        for person in _people(case):
            join(case, person, w, to_post=_to_post(case), on=today)
        return case

    return perform(
        PREPARE,
        by=by,
        body=case.body_id,
        subjects=[key for key in (case.body_id, case.person_id) if key],
        content={"case": case.key, "procedure": procedure.id, "text": procedure.digest},
        gates=[lambda: _refuse(new, case, procedure, by, on=today)],
        write=write,
    )


def open_case(key: str, on: date, *, by: Acting) -> CaseEvent:
    """Opens the case as of the day. Raises `procedures.refused` with everything that stands against it, and what
    `taking.take` raises."""
    return enter(OPEN, key, NewStep(OPENING, on), by=by)


def _adopted(new: NewCase, *, on: date) -> Procedure:
    found = next((one for one in procedures_for(new.body, on=on) if one.id == new.procedure), None)
    if found is None:
        raise refusals.not_adopted()
    return found


def _case(new: NewCase, procedure: Procedure, *, today: date) -> Case:
    post = new.post
    if post is None and procedure.concerns is Concern.PERSON and new.person:
        post = _post_at(new.person, new.body, on=today)
    return Case(
        key=uuid4().hex,
        procedure=procedure.id,
        text_id=procedure.digest,
        kind=procedure.kind,
        jurisdiction=procedure.jurisdiction,
        body_id=new.body,
        post_id=post,
        person_id=new.person,
        decision_id=new.decision,
        opened_by_id=new.opened_by,
        places=new.places,
        prepared_on=today,
        planned_on=new.planned_on,
        term_ends_on=new.term_ends_on,
        congress_on=new.congress_on,
        secrecy=new.secrecy,
    )


def _post_at(person: str, body: str, *, on: date) -> str | None:
    """The post at the body that the person began last and holds on the day."""
    posts = PostState.objects.current().filter(holds_on(on), body_id=body).values("post_id")
    held = Tenure.objects.current().filter(holds_on(on), person_id=person, post_id__in=posts)
    return held.order_by("-valid_from", "identity").values_list("post_id", flat=True).first()


def _people(case: Case) -> Iterator[str]:
    """Whom a case holds from the beginning, each once."""
    if case.person_id:
        yield case.person_id
    if case.decision_id:
        concerned = DecisionEffect.objects.filter(decision_id=case.decision_id).exclude(person=None)
        people = concerned.order_by("pk").values_list("person_id", flat=True)
        yield from (person for person in dict.fromkeys(people) if person)


def _to_post(case: Case) -> str | None:
    """The post to which a case about one official leads, where it leads to one."""
    leads = CANDIDACY_KINDS.get(Kind(case.kind), CandidacyKind.ENDING) is not CandidacyKind.ENDING
    return case.post_id if leads else None


def _refuse(new: NewCase, case: Case, procedure: Procedure, by: Acting, *, on: date) -> None:
    if not BodyState.objects.current().filter(holds_on(on), body_id=case.body_id).exists():
        raise refusals.no_body()
    _refuse_concern(new, case, procedure, on=on)
    if not 1 <= case.places <= MOST_PLACES:
        raise refusals.places()
    if new.secrecy not in held_levels():
        raise refusals.too_secret()
    if by.account.person and by.account.person in set(_people(case)):
        raise own_case()
    _refuse_far(case, reach(by, on))


def _refuse_far(case: Case, within: Reach) -> None:
    """A case shows who it is about and undoes what it looks into: both have to lie within the mandate."""
    if case.person_id and not reachable(within, [case.person_id]):
        raise out_of_reach()
    if case.decision is None:
        return
    former = case.decision.case
    if not (within.has_body(case.decision.body_id) or (former is not None and within.has_body(former.body_id))):
        raise out_of_reach()


def _refuse_concern(new: NewCase, case: Case, procedure: Procedure, *, on: date) -> None:
    """What the procedure concerns must be named, and nothing beside it that the case would not be about."""
    concerns = procedure.concerns
    if (concerns is Concern.PERSON) != (case.person_id is not None):
        raise refusals.no_person()
    if case.person_id and not Tenure.objects.current().filter(holds_on(on), person_id=case.person_id).exists():
        raise refusals.no_person()
    if (concerns is Concern.DECISION) != (case.decision_id is not None):
        raise refusals.no_decision()
    if case.decision_id and not Decision.objects.filter(pk=case.decision_id).exists():
        raise refusals.no_decision()
    if concerns in {Concern.POST, Concern.PERSON} or case.post_id:
        states = PostState.objects.current().filter(holds_on(on), post_id=case.post_id, body_id=case.body_id)
        if not states.exists():
            raise refusals.no_post()


def _refuse_running(case: Case, *, on: date) -> None:
    """One case of a kind runs for the same thing; one that is only prepared stands in nobody's way."""
    same = Case.objects.filter(
        kind=case.kind,
        jurisdiction=case.jurisdiction,
        body=case.body_id,
        post=case.post_id,
        person=case.person_id,
        decision=case.decision_id,
    )
    for other in cases_now(same, on=on):
        if other.course is not None and not other.is_over:
            raise refusals.running_already(other.case.key)
