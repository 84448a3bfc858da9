"""Cases that stand right before a decision, written as they would be on record, and decisions entered in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from liem.actions.accounts import installation
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.versions import following
from liem.actions.write import Write
from liem.law.procedures.steps import Concern
from liem.procedures.cases.standing import case_now
from liem.procedures.cases.texts import keep_text
from liem.procedures.decisions.entering import enter
from liem.procedures.decisions.publishing import published
from liem.procedures.decisions.signed import NewDecision
from liem.procedures.models import Candidacy, CandidacyState, Case, CaseEvent, CasePerson, Decision, Proposal
from liem.record.models import Tenure
from liem.rulebook.book import known_law
from procedures.world import days_ago, today
from world import write

OPENED = 120  # days ago
NUMBER = "12-QĐ/TU"


def case(
    procedure: str,
    *people: str,
    key: str = "case",
    until: str = "decision",
    body: str = "so",
    kind: str = "appointment",
    **more: object,
) -> str:
    """A case that is open and in which every step before `until` has been taken; the optional ones were left out."""
    found = next(one for one in known_law().procedures if one.id == procedure)
    by = installation().account
    row = Case(
        key=key,
        procedure=procedure,
        text_id=found.digest,
        kind=found.kind,
        jurisdiction=found.jurisdiction,
        body_id=body,
        prepared_on=days_ago(OPENED),
        **more,
    )

    def all_of_it(w: Write) -> None:
        keep_text(found, w)
        w.add([row])
        for person in people:
            name, to_post = f"{key}/{person}", None if found.concerns is Concern.PERSON else row.post_id
            w.add([Candidacy(key=name, person_id=person, body_id=body, post_id=to_post, kind=kind, case=row)])
            w.add([CandidacyState(identity=name, candidacy_id=name, opened_on=days_ago(OPENED))])
            w.add(
                [
                    CasePerson(
                        identity=name,
                        case=row,
                        person_id=person,
                        to_post_id=to_post,
                        candidacy_id=name,
                        joined_on=days_ago(OPENED),
                    )
                ]
            )
        steps = [step.id for step in found.steps]
        taken = ["opening", *steps[: steps.index(until)]]
        optional = {step.id for step in found.steps if step.optional}
        for number, step in enumerate(taken):
            outcome = "left_out" if step in optional else "passed"
            on = days_ago(OPENED - number)
            w.add(
                [
                    CaseEvent(
                        key=f"{key}:{number}",
                        case=row,
                        number=number,
                        step=step,
                        on=on,
                        account=by,
                        outcome=outcome,
                    )
                ]
            )

    perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=all_of_it)
    return key


def goes_to(key: str, person: str, post: str) -> None:
    """Where the case sends somebody."""
    row = CasePerson.objects.current().get(identity=f"{key}/{person}")

    def again(w: Write) -> None:
        w.supersede(CasePerson, [row.identity], reason="nơi đến")
        w.add([following(row, to_post_id=post)])

    perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=again)


def changed(identity: str, **to: object) -> None:
    """A tenure put right on record."""
    row = Tenure.objects.current().get(identity=identity)

    def again(w: Write) -> None:
        w.supersede(Tenure, [identity], reason="theo hồ sơ")
        w.add([following(row, **to)])

    perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=again)


def proposed(key: str, person: str, *, by: str, post: str, on: date | None = None, body: str = "so") -> None:
    """Who put the name forward."""
    write(
        Proposal(
            key=f"{key}/{person}/{by}",
            case_id=key,
            candidacy_id=f"{key}/{person}",
            person_id=person,
            post_id=post,
            proposer_id=by,
            body_id=body,
            proposed_on=on or days_ago(OPENED),
        )
    )


def take(
    key: str,
    new: NewDecision | None,
    *,
    by: Acting,
    step: str = "decision",
    on: date | None = None,
    signed_by: str | None = "lan",
    body: str = "tinh",
    outcome: str = "passed",
    chosen: Sequence[str] = (),
    corrects: int | None = None,
    reason: str = "",
) -> Decision | None:
    """The step entered in one action, as `cases.taking` does it."""
    now = case_now(key, on=today())
    event = CaseEvent(
        key=f"{key}:{now.next_number}",
        case=now.case,
        number=now.next_number,
        step=step,
        on=on or days_ago(30),
        body_id=body,
        by_person_id=signed_by,
        account=by.account,
        outcome=outcome,
        corrects=corrects,
        reason=reason,
        chosen=list(chosen),
    )

    def write_all(w: Write) -> Decision | None:
        w.add([event])
        published(now, event, w)
        return enter(now, event, new, w)

    return perform("procedures.take", by=by, body=body, subjects=[body], content={"case": key}, write=write_all)


def paper(number: str = NUMBER, *, days: int = 20, **more: object) -> NewDecision:
    """A decision that takes effect so many days ago."""
    return NewDecision(number=number, effective_on=days_ago(days), **more)  # type: ignore[arg-type]
