"""What pages call the parts of the law: topics, whose law it is, and how a rule stands on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from liem.kernel.clauses import ClauseAddress
from liem.kernel.force import InForce
from liem.law.flags import Flag
from liem.law.grounds import Ground, Status, Topic, ground_on
from liem.law.instruments import Jurisdiction
from liem.law.packs import Law
from liem.law.parameters import Parameter
from liem.law.procedures.steps import Procedure
from liem.law.rules import Rule, Service, Severity
from liem.law.targets import Target

Provision: TypeAlias = Rule | Target | Flag
"""What audits ask: what must be, a number to reach, or a sign worth a look."""
Listed: TypeAlias = Provision | Procedure
"""What the rule book lists: provisions, and the procedures by which decisions are taken."""

TOPICS: dict[Topic, Promise] = {
    Topic.EVALUATION: gettext_lazy("Evaluation of officials"),
    Topic.SUCCESSION: gettext_lazy("Succession planning"),
    Topic.TRAINING: gettext_lazy("Training"),
    Topic.ROTATION: gettext_lazy("Rotation of leaders"),
    Topic.TRANSFER: gettext_lazy("Periodic transfer"),
    Topic.APPOINTMENT: gettext_lazy("Appointment and reappointment"),
    Topic.NOMINATION: gettext_lazy("Nomination for election"),
    Topic.CONFIDENCE: gettext_lazy("Vote of confidence"),
    Topic.RELIEF: gettext_lazy("Release, resignation, relief"),
    Topic.SUSPENSION: gettext_lazy("Temporary suspension"),
    Topic.ANNULMENT: gettext_lazy("Annulled and withdrawn decisions"),
    Topic.RELATIVES: gettext_lazy("Relatives and conflict of interest"),
    Topic.POLITICAL_STANDARDS: gettext_lazy("Political standards"),
    Topic.DECLARATIONS: gettext_lazy("Declarations of assets and income"),
    Topic.PUBLICATION: gettext_lazy("Publication"),
    Topic.INSPECTION: gettext_lazy("Inspection and supervision"),
    Topic.DISCIPLINE: gettext_lazy("Discipline"),
    Topic.PROTECTION: gettext_lazy("Protection of those who dare"),
    Topic.PERSONNEL_OFFICERS: gettext_lazy("Personnel officers"),
    Topic.LEADERSHIP: gettext_lazy("Make-up of the leadership"),
    Topic.DIRECTIVES: gettext_lazy("Carrying out directives"),
}
JURISDICTIONS: dict[Jurisdiction, Promise] = {
    Jurisdiction.PARTY: gettext_lazy("Party rules"),
    Jurisdiction.STATE: gettext_lazy("State law"),
    Jurisdiction.BOTH: gettext_lazy("Party rules and State law"),
}
SEVERITIES: dict[Severity, Promise] = {
    Severity.HIGH: pgettext_lazy("severity", "high"),
    Severity.MEDIUM: pgettext_lazy("severity", "medium"),
    Severity.LOW: pgettext_lazy("severity", "low"),
}
SERVICES: dict[Service, Promise] = {
    Service.AUDIT: gettext_lazy("audit of the whole record"),
    Service.GATE: gettext_lazy("gate before a step of a procedure"),
}


class ForceState(StrEnum):
    """How a provision stands on a day, those that bind first."""

    IN_FORCE = "in_force"
    UNVERIFIED = "unverified"  # nobody has verified what replaced its ground, or a value that it uses
    COMING = "coming"
    OFF = "off"  # a hypothesis that was never verified, or that waits for an instrument
    ENDED = "ended"


STATES: dict[ForceState, Promise] = {
    ForceState.IN_FORCE: gettext_lazy("in force"),
    ForceState.UNVERIFIED: gettext_lazy("law not verified"),
    ForceState.COMING: gettext_lazy("not in force yet"),
    ForceState.OFF: gettext_lazy("switched off"),
    ForceState.ENDED: gettext_lazy("no longer in force"),
}


@dataclass(frozen=True, slots=True)
class Force:
    """How a provision stands on a day: on which ground, since when. `waits_for` names what must come first;
    `values` are those that it uses and that nobody has verified."""

    state: ForceState
    ground: Ground
    waits_for: str = ""
    values: tuple[Parameter, ...] = ()

    @property
    def since(self) -> date | None:
        return self.ground.in_force.starts if self.state is not ForceState.OFF else None

    @property
    def until(self) -> date | None:
        return self.ground.in_force.ends

    @property
    def is_asked(self) -> bool:
        """Whether audits of the day ask it at all, be it only to answer that the law is not verified."""
        return self.state in {ForceState.IN_FORCE, ForceState.UNVERIFIED}


def grounds_of(provision: Listed) -> tuple[Ground, ...]:
    """What it rests on, by date; a target has one ground."""
    if isinstance(provision, Target):
        return (Ground(provision.clauses, provision.in_force, Status.VERIFIED, None, provision.checked),)
    return provision.grounds


def clauses_of(provision: Listed) -> tuple[ClauseAddress, ...]:
    """Every clause that it rests on or ever rested on, each once."""
    return tuple(dict.fromkeys(clause for ground in grounds_of(provision) for clause in ground.clauses))


def force_in(law: Law, provision: Listed, day: date) -> Force:
    """How it stands on the day by this law: not in force before every value that it uses is verified."""
    pack = next(pack for pack in law.packs if pack.id == provision.pack)
    force = force_on(provision, pack.in_force, day)
    unverified = law.unverified_values(provision, day) if force.is_asked else ()
    return replace(force, state=ForceState.UNVERIFIED, values=unverified) if unverified else force


def force_on(provision: Listed, pack: InForce, day: date) -> Force:
    """How its grounds stand on the day; `pack` is the time in force of the pack that holds it."""
    grounds = grounds_of(provision)
    found = ground_on(grounds, day)
    if found is None:
        return _not_in_force(grounds, day)
    if not pack.covers(day):
        ended = pack.ends is not None and pack.ends <= day
        return Force(ForceState.ENDED if ended else ForceState.COMING, found, pack.pending or "")
    return Force(ForceState.IN_FORCE if found.status is Status.VERIFIED else ForceState.UNVERIFIED, found)


def _not_in_force(grounds: Sequence[Ground], day: date) -> Force:
    verified = [one for one in grounds if one.status is Status.VERIFIED and one.in_force.starts]
    if not verified:
        last = grounds[-1]
        return Force(ForceState.OFF, last, last.in_force.pending or "")
    coming = [one for one in verified if one.in_force.starts and one.in_force.starts > day]
    if len(coming) == len(verified):
        return Force(ForceState.COMING, min(coming, key=_start))
    return Force(ForceState.ENDED, max((one for one in verified if one not in coming), key=_start))


def _start(ground: Ground) -> date:
    return ground.in_force.starts or date.min
