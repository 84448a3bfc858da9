"""At whose desk papers of a case are filed, and facts stated from them: that of the step, or that of the whole case."""

from __future__ import annotations

from liem.actions.models import Role
from liem.actions.permissions import Acting
from liem.law.procedures.steps import OPENING
from liem.procedures.cases.holders import Held, Holders, is_desk_of, refuse_foreign, step_of
from liem.procedures.cases.standing import CaseNow


def refuse_other_desk(now: CaseNow, step: str, by: Acting) -> None:
    """Whoever holds the step files its papers, and whoever prepares the case those of every step; inspectors only those
    of steps that are theirs. Raises `procedures.no_step`, `procedures.foreign` and `procedures.nobody`. Eight queries.
    """
    own, first = _held(now, step)
    if not _prepares(first, by):
        refuse_foreign(own, by)


def steps_at_desk(now: CaseNow, by: Acting) -> tuple[str, ...]:
    """The steps whose papers are filed at the desk of whoever looks, the opening among them. Eight queries."""
    holders = Holders([now], on=now.day)
    prepares = _prepares(holders.of(now, None), by)
    steps = (OPENING, *now.procedure.by_id)
    return tuple(step for step in steps if prepares or is_desk_of(holders.of(now, step_of(now, step)), by))


def body_filing(now: CaseNow, step: str, by: Acting) -> str:
    """The body for which the desk files papers of the step: a body whose desk it is, else that of the case."""
    return next((held.body for held in _held(now, step) if is_desk_of(held, by)), now.case.body_id)


def _held(now: CaseNow, step: str) -> tuple[Held, Held]:
    """Who holds the step, and who prepares the case."""
    holders = Holders([now], on=now.day)
    return holders.of(now, step_of(now, step)), holders.of(now, None)


def _prepares(first: Held, by: Acting) -> bool:
    return by.mandate.role != Role.INSPECTOR and is_desk_of(first, by)
