"""Who is called to a meeting by office, and who may take the place of one who keeps out: proposals from the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from liem.law.procedures.steps import Convened
from liem.procedures.cases.holders import HEADS, holder_of, leaders_of, step_of
from liem.procedures.cases.standing import CaseNow
from liem.procedures.meetings.standing import no_meeting
from liem.record.choices import BodyKind, PostRole
from liem.record.days import holds_on
from liem.record.models import BodyState, PostState, Tenure
from liem.record.scope import bodies_under

_STANDING_COMMITTEE = frozenset(
    {
        PostRole.SECRETARY,
        PostRole.STANDING_DEPUTY_SECRETARY,
        PostRole.DEPUTY_SECRETARY,
        PostRole.STANDING_COMMITTEE_MEMBER,
    }
)
_COMMITTEE = _STANDING_COMMITTEE | {PostRole.COMMITTEE_MEMBER}
_COUNCIL = frozenset({PostRole.COUNCIL_CHAIR, PostRole.COUNCIL_VICE_CHAIR, PostRole.COUNCIL_MEMBER})
_ROLES = {
    Convened.STANDING_COMMITTEE: (BodyKind.STANDING_COMMITTEE, _STANDING_COMMITTEE),
    Convened.COMMITTEE: (BodyKind.STANDING_COMMITTEE, _COMMITTEE),
    Convened.COUNCIL: (BodyKind.COUNCIL, _COUNCIL),
}
"""Members of a collective: by their roles at the body itself, or at its part of that kind."""
_LAST = 10_000  # posts without a rank stand after those with one

BY_NUMBER = frozenset({Convened.KEY_OFFICIALS, Convened.COUNCIL, Convened.CONGRESS, Convened.WHOLE_UNIT})
"""Meetings to which people come who are not on record: they are called, and come, by number."""


@dataclass(frozen=True, slots=True)
class Called:
    """Whom the record calls to a meeting of `body`, heads first; nobody where it does not tell."""

    body: str
    convened: Convened
    people: tuple[str, ...]

    @property
    def by_number(self) -> bool:
        return self.convened in BY_NUMBER


@dataclass(frozen=True, slots=True)
class _Holder:
    person: str
    body: str
    role: str
    is_leader: bool
    rank: int


def called(now: CaseNow, step: str, *, on: date) -> Called:
    """Whom the record calls to the meeting of the step on the day. Raises `procedures.no_step` and `meetings.none`."""
    found = step_of(now, step)
    if found is None or found.meeting is None:
        raise no_meeting()
    body = holder_of(now, found, on=on).body
    return Called(body, found.meeting.convened, _called_to(found.meeting.convened, body, on=on))


def substitutes_for(
    called_here: Called, *, out: Collection[str], subjects: Collection[str] = (), on: date
) -> dict[str, str]:
    """For each of those called who keep out, the next leader of the body who was not called and has no tie, for as long
    as there is one: its leaders, heads of its parts, then their deputies."""
    pool = people_of_office(called_here.body, on=on)
    free = (person for person in pool if person not in {*called_here.people, *out, *subjects})
    return dict(zip((person for person in called_here.people if person in out), free, strict=False))


def people_of_office(body: str, *, on: date) -> tuple[str, ...]:
    """The leaders of the body, heads of its parts, then their deputies: who may take somebody's place in a meeting."""
    return _called_to(Convened.KEY_OFFICIALS, body, on=on)


def _called_to(convened: Convened, body: str, *, on: date) -> tuple[str, ...]:
    match convened:
        case Convened.LEADERSHIP:
            return leaders_of(body, on=on)
        case Convened.ENLARGED_LEADERSHIP | Convened.KEY_OFFICIALS:
            return _with_parts(body, deputies=convened is Convened.KEY_OFFICIALS, on=on)
        case Convened.STANDING_COMMITTEE | Convened.COMMITTEE | Convened.COUNCIL:
            return _of_roles(body, *_ROLES[convened], on=on)
        case Convened.WHOLE_UNIT:
            return _people(_holders(bodies_under(body, on=on), on=on))
        case Convened.CONGRESS | Convened.PANEL:
            return ()


def _with_parts(body: str, *, deputies: bool, on: date) -> tuple[str, ...]:
    """The leaders, then the heads of what is directly below, then (key officials) the deputies there."""
    below = frozenset(_parts(body, on=on).values_list("body_id", flat=True))
    holders = [one for one in _holders({body, *below}, on=on) if one.is_leader or one.role in HEADS]
    heads = [one for one in holders if one.role in HEADS]
    others = [one for one in holders if one.role not in HEADS] if deputies else []
    return tuple(dict.fromkeys((*leaders_of(body, on=on), *_people(heads), *_people(others))))


def _of_roles(body: str, kind: BodyKind, roles: Collection[str], *, on: date) -> tuple[str, ...]:
    """Those who hold such posts at the body, or at its part of that kind."""
    inner = _parts(body, on=on).filter(kind=kind).values_list("body_id", flat=True)
    return _people(one for one in _holders({body, *inner}, on=on) if one.role in roles)


def _parts(body: str, *, on: date) -> QuerySet[BodyState]:
    return BodyState.objects.current().filter(holds_on(on), superior_id=body)


def _people(holders: Iterable[_Holder]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.person for one in holders))


def _holders(bodies: Collection[str], *, on: date) -> list[_Holder]:
    """Everybody who holds a post there on the day, by rank. Two queries."""
    states = PostState.objects.current().filter(holds_on(on), body_id__in=bodies)
    posts = {
        post: (body, role, is_leader, _LAST if rank is None else rank)
        for post, body, role, is_leader, rank in states.values_list("post_id", "body_id", "role", "is_leader", "rank")
    }
    tenures = Tenure.objects.current().filter(holds_on(on), post_id__in=states.values("post_id"))
    found = [_Holder(person, *posts[post]) for person, post in tenures.values_list("person_id", "post_id")]
    return sorted(found, key=lambda one: (one.rank, one.role not in HEADS, one.body, one.person))
