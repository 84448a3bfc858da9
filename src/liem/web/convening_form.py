"""The form that fixes the list of a meeting: as the record proposes it, as it was typed, and what it asks for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from liem.kernel.errors import LiemError, Message
from liem.law.procedures.steps import Step
from liem.procedures.cases.standing import CaseNow
from liem.procedures.meetings.calling import Called, substitutes_for
from liem.procedures.meetings.counting_people import able_to_count
from liem.procedures.meetings.lists import NewMeeting, names_by_default
from liem.procedures.meetings.recusals import recused
from liem.procedures.meetings.recusing import RecusalList
from liem.procedures.meetings.ties import Ground, Tie
from liem.record.days import PostTitle
from liem.record.models import Person
from liem.record.people import posts_on
from liem.web.asked import read_day, typed
from liem.web.case_names import Names
from liem.web.ticked import ticked
from liem.web.wording import day_words

TELLERS = ("teller_1", "teller_2")
_MOST_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Room:
    """The meeting that is being convened: the case, its step, and whom the record calls to it."""

    now: CaseNow
    step: Step
    here: Called


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What stands in the fields. `members` are ticked; `added` were found by name, beside those whom the record calls;
    `substitutes` sit for one who keeps out; `reasons` by person."""

    held_on: str
    members: tuple[str, ...]
    added: tuple[str, ...] = ()
    chair: str = ""
    tellers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    places: str = "1"
    others: str = "0"
    substitutes: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    again: str = ""
    wanted: str = ""

    @property
    def compared(self) -> tuple[str, ...]:
        """Everybody whose ties are looked at."""
        return tuple(dict.fromkeys((*self.members, *self.substitutes.values())))


@dataclass(frozen=True, slots=True)
class MemberLine:
    """Somebody who may be called. `keeps_out`: on what ground, in words; empty for those who may sit."""

    key: str
    name: str
    posts: tuple[PostTitle, ...]
    is_called: bool
    is_ticked: bool
    reason: str
    keeps_out: str


@dataclass(frozen=True, slots=True)
class OutLine:
    """Somebody who keeps out: the grounds, whoever sits instead, and who could."""

    key: str
    name: str
    grounds: tuple[str, ...]
    instead: str
    pool: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """Somebody who can chair or count; `note` where they have no account to count with."""

    key: str
    name: str
    note: str


@dataclass(frozen=True, slots=True)
class ConveningView:
    """The form with everything that is known of those in it."""

    members: tuple[MemberLine, ...]
    out: tuple[OutLine, ...]
    seats: tuple[SeatChoice, ...]
    names: tuple[tuple[str, str, bool], ...]
    declared: Message
    is_declared: bool
    missing: tuple[str, ...]
    problem: Message | None


def proposed(room: Room) -> Given:
    """As the record calls the meeting, today, with everybody who may be on the ballot."""
    now, here = room.now, room.here
    out = recused(now.case)
    return Given(
        held_on=day_words(now.day),
        members=here.people,
        chair=next((one for one in here.people if one not in out), ""),
        names=names_by_default(now, room.step),
        places=str(now.case.places),
        substitutes=substitutes_for(here, out=out, on=now.day),
    )


def given_in(request: HttpRequest, here: Called) -> Given:
    """What was typed."""
    added = tuple(one for one in ticked(request, "added") if one not in here.people)
    found = tuple(ticked(request, "found"))
    listed = (*here.people, *added, *found)
    members = (*ticked(request, "member"), *found)
    instead = {one: _one(request, f"instead-{one}") for one in listed}
    substitutes = {person: one for person, one in instead.items() if one and person in members}
    return Given(
        held_on=_one(request, "held_on"),
        members=tuple(one for one in dict.fromkeys(members) if one in listed and one not in substitutes.values()),
        added=tuple(dict.fromkeys((*added, *(one for one in found if one not in here.people)))),
        chair=_one(request, "chair"),
        tellers=tuple(one for one in (_one(request, name) for name in TELLERS) if one),
        names=tuple(ticked(request, "name")),
        places=_one(request, "places"),
        others=_one(request, "others") or "0",
        substitutes=substitutes,
        reasons={one: reason for one in listed if (reason := _one(request, f"reason-{one}"))},
        again=_one(request, "again"),
        wanted=_one(request, "wanted")[:100],
    )


def meeting_of(given: Given, room: Room) -> NewMeeting:
    """Raises `asked.day`, `asked.number`, `convening.teller_account` and `convening.nobody`."""
    here = room.here
    _refuse_strangers(given)
    _refuse_without_account(given.tellers, on=room.now.day)
    differing = set(here.people) ^ set(given.members) if here.people else set(here.people) - set(given.members)
    return NewMeeting(
        step=room.step.id,
        held_on=read_day(given.held_on),
        members=given.members,
        chair=given.chair,
        tellers=given.tellers,
        names=given.names,
        places=number_in(given.places),
        others=number_in(given.others),
        substitutes={one: other for one, other in given.substitutes.items() if one in given.members},
        reasons={one: reason for one, reason in given.reasons.items() if one in differing},
        again=given.again,
    )


def number_in(text: str) -> int:
    """A whole number as it was typed. Raises `asked.number`."""
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise LiemError(
            "asked.number",
            Message(
                "Có ô cần ghi một số từ 0 trở lên, không có dấu. Hãy ghi lại.",
                "A field needs a whole number from 0 up. Enter it again.",
            ),
        )
    return int(text)


def view_of(room: Room, given: Given, found: RecusalList, called: Names, *, kin: bool) -> ConveningView:
    """`found` is the recusal list of those compared, as the reader may see it."""
    now, here = room.now, room.here
    listed = (*here.people, *given.added)
    posts = posts_on(list(dict.fromkeys((*listed, *given.substitutes.values()))), on=now.day)
    grounds = {one: tuple(_ground(tie, called, kin=kin) for tie in found.ties if tie.person == one) for one in listed}
    sitting = [one for one in given.members if one not in found.people]
    sitting += [one for person, one in given.substitutes.items() if person in found.people]
    able = able_to_count(sitting, on=now.day)
    note, on_ballot = _("has no account to count with"), names_by_default(now, room.step)
    return ConveningView(
        members=tuple(
            MemberLine(
                key=one,
                name=called.person(one),
                posts=posts.get(one, ()),
                is_called=one in here.people,
                is_ticked=one in given.members,
                reason=given.reasons.get(one, ""),
                keeps_out="; ".join(grounds[one]),
            )
            for one in listed
        ),
        out=_out(room, given, found, called, kin=kin),
        seats=tuple(SeatChoice(one, called.person(one), "" if one in able else note) for one in sitting),
        names=tuple(
            (one.identity, called.person(one.person_id), one.identity in given.names)
            for one in now.people
            if one.identity in on_ballot
        ),
        declared=found.declared.in_words,
        is_declared=found.declared.is_complete,
        missing=tuple(called.person(one) for one in found.declared.missing),
        problem=found.problem,
    )


def spare(room: Room, members: Collection[str]) -> tuple[str, ...]:
    """Leaders who are not called and have no tie to anybody in the case: they can sit for one who keeps out."""
    here, now = room.here, room.now
    everybody = Called(here.body, here.convened, tuple(members))
    return tuple(substitutes_for(everybody, out={*members, *recused(now.case)}, on=now.day).values())


def _out(room: Room, given: Given, found: RecusalList, called: Names, *, kin: bool) -> tuple[OutLine, ...]:
    keeping = [one for one in given.members if one in found.people]
    if not keeping:
        return ()
    free = (*given.substitutes.values(), *spare(room, given.members), *given.added)
    pool = tuple((one, called.person(one)) for one in dict.fromkeys(free) if one not in found.people)
    return tuple(
        OutLine(
            key=one,
            name=called.person(one),
            grounds=tuple(_ground(tie, called, kin=kin) for tie in found.ties if tie.person == one),
            instead=given.substitutes.get(one, ""),
            pool=pool,
        )
        for one in keeping
    )


def _ground(tie: Tie, called: Names, *, kin: bool) -> str:
    """To a role that may not know who is whose relative: that the person keeps out, and no more."""
    if not kin:
        return _("keeps out")
    if tie.ground == Ground.OWN_CASE:
        return _("the case is about this person")
    label = str(Ground(tie.ground).label)
    if tie.degree is not None:
        label = _("%(ground)s of degree %(degree)s") % {"ground": label, "degree": tie.degree}
    if not tie.about:
        return label
    return _("%(ground)s: %(name)s") % {"ground": label, "name": called.person(tie.about)}


def _refuse_without_account(tellers: Collection[str], *, on: date) -> None:
    if set(tellers) - able_to_count(tellers, on=on):
        raise LiemError(
            "convening.teller_account",
            Message(
                "Người kiểm phiếu tự nhập kết quả bằng tài khoản của mình, nhưng có người chưa có tài khoản. Hãy chọn "
                "người khác, hoặc đề nghị người quản trị cấp tài khoản.",
                "Tellers enter what they count by their own accounts, and one of them has none. Choose somebody else, "
                "or ask the administrator for an account.",
            ),
        )


def _refuse_strangers(given: Given) -> None:
    """What was typed into fields that offer a choice."""
    named = {one for one in (given.chair, *given.tellers, *given.substitutes.values()) if one}
    if Person.objects.filter(pk__in=named).count() < len(named):
        raise LiemError(
            "convening.nobody",
            Message(
                "Có người được chọn không có hồ sơ. Hãy chọn lại.", "Somebody chosen is not on record. Choose again."
            ),
        )


def _one(request: HttpRequest, name: str) -> str:
    return typed(request, name).strip()
