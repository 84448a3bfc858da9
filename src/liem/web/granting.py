"""Who may let a rule go in a case: at the desk of which body it is entered, and whether that is for whoever looks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.procedures.cases.standing import CaseNow
from liem.procedures.gates.waivers import WAIVE, deciding_bodies, refuse_part
from liem.web.may import may


@dataclass(frozen=True, slots=True)
class Granting:
    """`bodies` gives the body that decides, for each subject; `own` are the subjects for whom whoever looks may enter
    that it let a rule go."""

    bodies: Mapping[str, str] = field(default_factory=dict)
    own: frozenset[str] = frozenset()


def granting(now: CaseNow, subjects: Collection[str], *, by: Acting) -> Granting:
    """A handful of queries, none where no subject is asked about."""
    bodies = deciding_bodies(now, subjects, on=now.day) if subjects else {}
    if not bodies or not _may_take_part(now, by):
        return Granting(bodies)
    desks = {body for body in set(bodies.values()) if may(by, WAIVE, body=body, subjects=[body])}
    return Granting(bodies, frozenset(subject for subject, body in bodies.items() if body in desks))


def _may_take_part(now: CaseNow, by: Acting) -> bool:
    try:
        refuse_part(now, [by.account.person])
    except LiemError:
        return False
    return True
