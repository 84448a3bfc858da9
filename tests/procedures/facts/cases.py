"""Rows of running cases, written as they are once the actions have done their work: for tests of facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import models

from liem.actions.models import Account
from liem.procedures.models import (
    Candidacy,
    CandidacyState,
    Case,
    CaseEvent,
    CasePaper,
    CasePerson,
    ProcedureText,
    Proposal,
    Statement,
)
from world import write

DAY = date(2026, 6, 30)
PREPARED, JOINED = date(2026, 3, 2), date(2026, 3, 9)
TEXT = "t" * 64


def case(key: str, kind: str, procedure: str, *, body: str = "so", **more: object) -> None:
    """A case of the unit, prepared on PREPARED."""
    if not ProcedureText.objects.filter(pk=TEXT).exists():
        write(ProcedureText(digest=TEXT, pack="vietnam", file="p.yaml", text="id: p"))
    row = {"text_id": TEXT, "jurisdiction": "party", "prepared_on": PREPARED, **more}
    write(Case(key=key, kind=kind, procedure=procedure, body_id=body, **row))


def name(
    key: str,
    person: str,
    post: str | None,
    *,
    case: str = "c",
    kind: str | None = "appointment",
    body: str = "so",
    **more: object,
) -> list[models.Model]:
    """Somebody before the case since JOINED, with a candidacy of that kind (None: without)."""
    rows: list[models.Model] = []
    if kind is not None:
        rows = [
            Candidacy(key=key, person_id=person, body_id=body, post_id=post, kind=kind, case_id=case),
            CandidacyState(identity=key, candidacy_id=key, opened_on=JOINED),
        ]
    given = {"joined_on": JOINED, "candidacy_id": key if kind else None, **more}
    return [*rows, CasePerson(identity=key, case_id=case, person_id=person, to_post_id=post, **given)]


def proposal(key: str, person: str, post: str | None, proposer: str | None, by: str, *, case: str = "c") -> Proposal:
    candidacy = CasePerson.objects.filter(case_id=case, person_id=person).values_list("candidacy_id", flat=True).first()
    return Proposal(
        key=key,
        case_id=case,
        candidacy_id=candidacy,
        person_id=person,
        post_id=post,
        proposer_id=proposer,
        body_id=by,
        proposed_on=JOINED,
    )


def event(number: int, step: str, on: date, *, outcome: str = "passed", case: str = "c") -> CaseEvent:
    return CaseEvent(
        key=f"{case}:{number}",
        case_id=case,
        number=number,
        step=step,
        on=on,
        account=Account.objects.order_by("pk").first(),
        outcome=outcome,
    )


def statements(about: str, subject: str, *, case: str = "c", **facts: str) -> Iterator[Statement]:
    for fact, value in facts.items():
        yield Statement(
            identity=f"{subject}/{fact}",
            case_id=case,
            about=about,
            subject=subject,
            fact=fact,
            value=value,
            stated_by=Account.objects.order_by("pk").first(),
            stated_on=JOINED,
        )


def paper(what: str, dated_on: date, *, case: str = "c") -> CasePaper:
    return CasePaper(identity=f"{case}/{what}", case_id=case, step="opening", name=what, dated_on=dated_on)
