"""What a procedure says: steps in order, who holds each, papers, meetings and ballots, limits, what it brings about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from liem.kernel.clauses import ClauseAddress
from liem.kernel.errors import Message
from liem.kernel.force import InForce
from liem.law.grounds import Ground, Status, Topic, ground_on
from liem.law.instruments import Jurisdiction

if TYPE_CHECKING:
    from liem.law.procedures.cases import ProcedureCase


class Kind(StrEnum):
    """What a procedure brings about. On a day a body runs at most one procedure of a kind and jurisdiction."""

    EVALUATION = "evaluation"
    SELF_REVIEW = "self_review"
    SUCCESSION = "succession"
    SUCCESSION_REVISION = "succession_revision"
    TRAINING_SELECTION = "training_selection"
    ROTATION = "rotation"
    PERIODIC_TRANSFER = "periodic_transfer"
    APPOINTMENT_INSIDE = "appointment_inside"
    APPOINTMENT_OUTSIDE = "appointment_outside"
    REAPPOINTMENT = "reappointment"
    NOMINATION = "nomination"
    COMPETITIVE_SELECTION = "competitive_selection"
    CONGRESS_PERSONNEL = "congress_personnel"
    CONFIDENCE_VOTE = "confidence_vote"
    RELEASE = "release"
    RESIGNATION = "resignation"
    RELIEF = "relief"
    REPLACEMENT = "replacement"
    SUSPENSION = "suspension"
    ANNULMENT = "annulment"


class Concern(StrEnum):
    """What a case is opened for."""

    POST = "post"  # a vacancy: candidates join the case
    PERSON = "person"  # one official
    BODY = "body"  # a body's officials as a group
    DECISION = "decision"  # one that was taken


class Act(StrEnum):
    """What is done in a step."""

    PREPARE = "prepare"  # write a plan, a list, a file
    PROPOSE = "propose"  # put a name or a measure forward
    CONSULT = "consult"  # ask for an opinion in writing
    APPRAISE = "appraise"  # check persons, papers and standards
    ASSESS = "assess"  # judge work by its results
    MEET = "meet"  # discuss in a meeting, with or without a ballot
    DECIDE = "decide"  # sign
    PUBLISH = "publish"
    ACKNOWLEDGE = "acknowledge"  # the person concerned takes note, or answers
    FOLLOW = "follow"  # see to it afterwards that what was promised is done


class Seat(StrEnum):
    """The body from which a step is taken, seen from the case."""

    PERSON = "person"  # the official concerned
    UNIT = "unit"  # the body of the post
    ORIGIN = "origin"  # the body that the candidate comes from
    SUPERIOR = "superior"  # the body directly above the unit
    PROPOSES = "proposes"  # by the delegation table
    MANAGES = "manages"
    DECIDES = "decides"
    INSPECTION = "inspection"


class Part(StrEnum):
    """Who acts there."""

    HEAD = "head"
    OFFICER = "officer"  # the desk for personnel work
    COLLECTIVE = "collective"  # leaders together
    SELF = "self"  # the official concerned


class Convened(StrEnum):
    """Who is called to a meeting."""

    LEADERSHIP = "leadership"
    ENLARGED_LEADERSHIP = "enlarged_leadership"
    KEY_OFFICIALS = "key_officials"
    STANDING_COMMITTEE = "standing_committee"
    COMMITTEE = "committee"
    WHOLE_UNIT = "whole_unit"
    COUNCIL = "council"
    CONGRESS = "congress"
    PANEL = "panel"  # examiners of a competitive selection


class Base(StrEnum):
    """Of what a share of votes is counted."""

    CONVENED = "convened"
    PRESENT = "present"
    ISSUED = "issued"
    VALID = "valid"


class Undecided(StrEnum):
    """What a count that decides nothing leads to: names with equal votes at the last place, or nobody who passes."""

    FAILS = "fails"
    VOTE_AGAIN = "vote_again"
    HEAD_DECIDES = "head_decides"
    TWO_GO_ON = "two_go_on"  # the two with the most votes, to whoever decides
    SUPERIOR_DECIDES = "superior_decides"


class Names(StrEnum):
    """How many names a meeting must have before it."""

    MORE_THAN_PLACES = "more_than_places"
    AS_PLACES = "as_places"
    ANY = "any"


class Effect(StrEnum):
    """The fact that a closing decision enters into the record."""

    TENURE_BEGINS = "tenure_begins"
    TENURE_RENEWED = "tenure_renewed"
    TENURE_ENDS = "tenure_ends"
    TENURE_SUSPENDED = "tenure_suspended"
    SUCCESSION_ENTRY = "succession_entry"
    EVALUATION = "evaluation"
    TRAINING = "training"
    TRANSFER_PLAN = "transfer_plan"
    CONFIDENCE_RESULT = "confidence_result"
    DECISION_ANNULLED = "decision_annulled"
    CORRECTION_PLAN = "correction_plan"


@dataclass(frozen=True, slots=True)
class Share:
    """A share of votes to reach: more than it where `strictly`, else at least it."""

    of: Base
    share: Fraction
    strictly: bool

    def reached(self, votes: int, base: int) -> bool:
        """Whether so many votes of that base reach it, in whole numbers; of nobody, no share is reached."""
        needed = self.share * base
        return base > 0 and (votes > needed if self.strictly else votes >= needed)


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows where a level of a vote of confidence reaches the share and stays below `below`."""

    level: str
    share: Share
    below: Share | None
    opens: Kind | None
    in_words: Message


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote. `announced` is None where the text does not say whether the count is read out; `choices` None: as many
    names as there are places; `tie` and `nobody` say what follows where the count decides nothing, `exactly` what
    follows where the first has just the share that must be exceeded (None: as nobody); `levels` stand beside each name
    in a vote of confidence. `pending` says where a share that is not verified is reported."""

    secret: bool
    announced: bool | None
    choices: int | None
    passes: Share | None
    tie: Undecided
    nobody: Undecided
    exactly: Undecided | None = None
    pending: Message | None = None
    levels: tuple[str, ...] = ()
    consequences: tuple[Consequence, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who is called, how many must come (of those convened), how many names there must be, and the ballot."""

    convened: Convened
    quorum: Share | None
    names: Names
    ballot: Ballot | None


class Counted(StrEnum):
    """In what a limit is counted."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"  # of the calendar, to the corresponding day


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day that every year has: 29 February is refused."""

    month: int
    day: int

    def __post_init__(self) -> None:
        self.first_from(date(2001, 1, 1))

    def first_from(self, start: date) -> date:
        """The first such day, `start` being one of those asked. Raises ValueError where the calendar has none."""
        this_year = date(start.year, self.month, self.day)
        return this_year if this_year >= start else this_year.replace(year=start.year + 1)


@dataclass(frozen=True, slots=True)
class Limit:
    """By when: so long after a step was taken or the case opened, or so long before a day of the case such as the end
    of the term; or `by` the first such day of a year, counted from the opening. `parameter` names the value of the law
    that holds the number."""

    number: int | None
    parameter: str | None
    counted: Counted
    since: str | None  # a step, or OPENING
    before: str | None  # a day of the case
    by: DayOfYear | None = None
    pending: Message | None = None  # where a limit that is not verified is reported


OPENING = "opening"
DAYS_OF_A_CASE = ("term_end", "planned_on", "retirement", "congress")


@dataclass(frozen=True, slots=True)
class Holder:
    seat: Seat
    part: Part


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `after` must all be taken first; `returns_to` is the step to go back to where this one does not pass
    (None: the case ends there); `apart_from` are the steps that may not have been taken by the same person."""

    id: str
    title: Message
    clauses: tuple[ClauseAddress, ...]
    act: Act
    after: tuple[str, ...]
    by: Holder
    papers: tuple[str, ...]
    gates: tuple[str, ...]
    limit: Limit | None
    apart_from: tuple[str, ...]
    meeting: Meeting | None
    published_to: str | None
    returns_to: str | None
    optional: Message | None  # when it may be left out, in words
    pending: Message | None  # where a step that is not verified is reported
    line: int


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure. `status` is PENDING on a day on which it has lapsed without a verified successor."""

    id: str
    pack: str
    kind: Kind
    topic: Topic
    jurisdiction: Jurisdiction
    clauses: tuple[ClauseAddress, ...]
    title: Message
    in_words: Message
    concerns: Concern
    papers: tuple[str, ...]
    gates: tuple[str, ...]
    steps: tuple[Step, ...]
    effect: Effect | None
    in_force: InForce
    status: Status
    grounds: tuple[Ground, ...]
    cases: tuple[ProcedureCase, ...] = field(repr=False)
    file: str
    digest: str
    by_id: Mapping[str, Step] = field(repr=False, hash=False, compare=False, default_factory=dict)

    def on(self, day: date) -> Procedure | None:
        """The procedure as it stands on the day; None where it is not in force."""
        found = ground_on(self.grounds, day)
        if found is None:
            return None
        return replace(self, clauses=found.clauses, in_force=found.in_force, status=found.status)

    @property
    def ground(self) -> ClauseAddress:
        """The clause that the procedure rests on first of all."""
        return self.clauses[0]

    def step(self, step_id: str) -> Step:
        """Raises KeyError where there is none of that id."""
        return self.by_id[step_id]

    def followers(self, step_id: str) -> tuple[Step, ...]:
        """The steps that come directly after."""
        return tuple(step for step in self.steps if step_id in step.after)

    def all_after(self, step_id: str) -> frozenset[str]:
        """Every step that rests on this one, near or far."""
        found: set[str] = set()
        for step in self.steps:  # in order: predecessors stand first
            if step_id in step.after or found.intersection(step.after):
                found.add(step.id)
        return frozenset(found)

    def apart_from(self, step_id: str) -> tuple[str, ...]:
        """The steps that may not be taken by whoever takes this one, whichever of them says so."""
        own = self.step(step_id).apart_from
        return (*own, *(step.id for step in self.steps if step_id in step.apart_from))

    def parameter_names(self) -> tuple[str, ...]:
        """Ids of the parameters that limits use."""
        limits = (step.limit for step in self.steps if step.limit is not None)
        return tuple(dict.fromkeys(limit.parameter for limit in limits if limit.parameter is not None))
