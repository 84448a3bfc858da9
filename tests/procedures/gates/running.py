"""A case of appointment from inside in the small province: Chi, head of a division, for the vacant post of a deputy."""

from __future__ import annotations

from liem.procedures.cases.people import NewName, put_forward
from liem.procedures.cases.preparing import NewCase, prepare
from liem.procedures.cases.standing import CaseNow, case_now
from liem.procedures.gates.asking import GateLine, ask
from liem.procedures.models import CasePaper, CasePerson
from world import write

from ..world import VACANT, Desks, days_ago, today

INSIDE = "party_appointment_inside"


def prepared(desks: Desks, procedure: str = INSIDE) -> str:
    return prepare(NewCase(procedure, "so", post=VACANT, planned_on=today()), by=desks.agency).pk


def named(case: str, desks: Desks, person: str = "chi", *, proposer: str = "an") -> CasePerson:
    return put_forward(case, NewName(person, days_ago(3), proposer=proposer), by=desks.agency)


def now(case: str) -> CaseNow:
    return case_now(case, on=today())


def asked(case: str, step: str) -> dict[str, GateLine]:
    """The lines of the step by rule, where one person is before the case."""
    return {line.rule: line for line in ask(now(case), step, today())}


def filed(case: str, name: str = "submission", step: str = "opening", *, number: str = "5-CV", days: int = 2) -> str:
    """A paper of the case, as it stands once it was filed; gives its identity."""
    identity = f"{case}/{step}/{name}/{number}/{days}"
    if not CasePaper.objects.filter(identity=identity).exists():
        paper = {"case_id": case, "step": step, "name": name, "number": number, "dated_on": days_ago(days)}
        write(CasePaper(identity=identity, **paper))
    return identity
