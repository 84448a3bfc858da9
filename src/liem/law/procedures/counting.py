"""A count: whether it adds up, whether enough were there, what it decides. Numbers only: who voted how is unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from liem.kernel.errors import Message
from liem.law.procedures.steps import Ballot, Base, Consequence, Meeting, Names, Undecided

_TWO = 2


@dataclass(frozen=True, slots=True)
class Count:
    """Ballot sheets and votes. `votes` by name; in a vote of confidence `levels` by name and level instead."""

    convened: int
    present: int
    issued: int
    returned: int
    valid: int
    votes: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def base(self, of: Base) -> int:
        return {
            Base.CONVENED: self.convened,
            Base.PRESENT: self.present,
            Base.ISSUED: self.issued,
            Base.VALID: self.valid,
        }[of]

    @property
    def invalid(self) -> int:
        return self.returned - self.valid


class Fault(StrEnum):
    """Why a count cannot be taken as it is."""

    NEGATIVE = "negative"
    MORE_PRESENT_THAN_CONVENED = "more_present_than_convened"
    MORE_ISSUED_THAN_PRESENT = "more_issued_than_present"
    MORE_RETURNED_THAN_ISSUED = "more_returned_than_issued"
    MORE_VALID_THAN_RETURNED = "more_valid_than_returned"
    MORE_VOTES_THAN_BALLOTS = "more_votes_than_ballots"  # of one name
    TOO_MANY_VOTES = "too_many_votes"  # of all names together
    LEVELS_DO_NOT_ADD_UP = "levels_do_not_add_up"
    NO_QUORUM = "no_quorum"
    TOO_FEW_NAMES = "too_few_names"
    NAMES_NOT_AS_PLACES = "names_not_as_places"
    NO_NAMES = "no_names"


FAULTS: Mapping[Fault, Message] = {
    Fault.NEGATIVE: Message("Có số nhỏ hơn 0. Hãy đếm lại.", "A number is below 0. Count again."),
    Fault.MORE_PRESENT_THAN_CONVENED: Message(
        "Số có mặt nhiều hơn số triệu tập. Hãy đối chiếu danh sách triệu tập.",
        "More are present than were convened. Compare the list of those convened.",
    ),
    Fault.MORE_ISSUED_THAN_PRESENT: Message(
        "Số phiếu phát ra nhiều hơn số có mặt. Hãy đối chiếu sổ phát phiếu.",
        "More sheets were issued than people are present. Compare the list of sheets handed out.",
    ),
    Fault.MORE_RETURNED_THAN_ISSUED: Message(
        "Số phiếu thu về nhiều hơn số phát ra. Hãy đếm lại; nếu đúng vậy thì lần bỏ phiếu này không hợp lệ.",
        "More sheets came back than were issued. Count again; if so it is, this ballot is void.",
    ),
    Fault.MORE_VALID_THAN_RETURNED: Message(
        "Số phiếu hợp lệ nhiều hơn số thu về. Hãy đếm lại.", "More sheets are valid than came back. Count again."
    ),
    Fault.MORE_VOTES_THAN_BALLOTS: Message(
        "Có người được nhiều phiếu hơn số phiếu hợp lệ. Hãy đếm lại từng người.",
        "Somebody has more votes than there are valid sheets. Count each name again.",
    ),
    Fault.TOO_MANY_VOTES: Message(
        "Tổng số phiếu của mọi người vượt quá số tên mà các phiếu hợp lệ được chọn. Hãy đếm lại.",
        "The votes of all names are more than the valid sheets may bear. Count again.",
    ),
    Fault.LEVELS_DO_NOT_ADD_UP: Message(
        "Các mức tín nhiệm của một người cộng lại khác số phiếu hợp lệ. Hãy đếm lại.",
        "Somebody's levels do not add up to the valid sheets. Count again.",
    ),
    Fault.NO_QUORUM: Message(
        "Số có mặt chưa đủ để họp. Hãy triệu tập lại.", "Too few are present to meet. Convene again."
    ),
    Fault.TOO_FEW_NAMES: Message(
        "Danh sách chưa có số dư: số tên phải nhiều hơn số lượng cần chọn. Hãy bổ sung người.",
        "The list has no surplus: it needs more names than places. Add names.",
    ),
    Fault.NAMES_NOT_AS_PLACES: Message(
        "Số tên trong danh sách khác số lượng cần chọn. Hãy lập lại danh sách.",
        "The list has more or fewer names than there are places. Draw it up again.",
    ),
    Fault.NO_NAMES: Message(
        "Chưa có tên nào để bỏ phiếu. Hãy lập danh sách.", "There is no name to vote on. Draw up the list."
    ),
}


@dataclass(frozen=True, slots=True)
class Reached:
    """What follows for one person from a vote of confidence."""

    name: str
    consequence: Consequence


@dataclass(frozen=True, slots=True)
class Result:
    """What a sound count decides. `chosen` in the order of votes; `tied` share the last place, or have just the share
    that must be exceeded; `undecided` says what must follow where the count alone does not fill a place. Where the
    ballot has no share to reach, it only puts names forward: all of them are `chosen`, by votes."""

    chosen: tuple[str, ...]
    tied: tuple[str, ...] = ()
    undecided: Undecided | None = None
    reached: tuple[Reached, ...] = ()

    @property
    def passes(self) -> bool:
        """Whether the step is done with it; where the head or the superior decides, with their choice on record."""
        return self.undecided not in {Undecided.FAILS, Undecided.VOTE_AGAIN}


def faults(meeting: Meeting, count: Count, *, places: int) -> tuple[Fault, ...]:
    """Everything that stands against taking the count, in the order in which it would be put right."""
    return tuple(dict.fromkeys(_faults(meeting, count, places)))


def result(ballot: Ballot, count: Count, *, places: int) -> Result:
    """What the count decides for so many places, at least one. Ask only where there are no faults."""
    if ballot.levels:
        return Result((), reached=tuple(_reached(ballot, count)))
    ranked = sorted(count.votes, key=lambda name: (-count.votes[name], name))
    if ballot.passes is None:
        return Result(tuple(ranked))
    base = count.base(ballot.passes.of)
    passing = [name for name in ranked if ballot.passes.reached(count.votes[name], base)]
    if passing:
        return _first(passing, count, places, ballot.tie)
    just = tuple(name for name in ranked if base and count.votes[name] == ballot.passes.share * base)
    if just and ballot.exactly is not None:
        return Result((), just, ballot.exactly)
    return _nobody(ballot, ranked, count)


def _nobody(ballot: Ballot, ranked: Sequence[str], count: Count) -> Result:
    """What follows where nobody passes."""
    if ballot.nobody is not Undecided.TWO_GO_ON:
        return Result((), undecided=ballot.nobody)
    named = [name for name in ranked if count.votes[name]]
    if not named:
        return Result((), undecided=Undecided.FAILS)
    going_on = _first(named, count, _TWO, ballot.tie)
    return going_on if going_on.undecided else replace(going_on, undecided=Undecided.TWO_GO_ON)


def _first(ranked: Sequence[str], count: Count, places: int, tie: Undecided) -> Result:
    """Those with the most votes; where the last place is shared, those before it and those who share it."""
    if len(ranked) <= places:
        return Result(tuple(ranked))
    last = count.votes[ranked[places - 1]]
    if count.votes[ranked[places]] < last:
        return Result(tuple(ranked[:places]))
    sure = tuple(name for name in ranked if count.votes[name] > last)
    return Result(sure, tuple(name for name in ranked if count.votes[name] == last), tie)


def _faults(meeting: Meeting, count: Count, places: int) -> Iterator[Fault]:
    numbers = [count.convened, count.present, count.issued, count.returned, count.valid, *count.votes.values()]
    numbers += [votes for levels in count.levels.values() for votes in levels.values()]
    if min(numbers) < 0:
        yield Fault.NEGATIVE
    if count.present > count.convened:
        yield Fault.MORE_PRESENT_THAN_CONVENED
    if not count.present or (meeting.quorum and not meeting.quorum.reached(count.present, count.convened)):
        yield Fault.NO_QUORUM
    if meeting.ballot is None:
        return
    yield from _list_faults(meeting, count, places)
    if count.issued > count.present:
        yield Fault.MORE_ISSUED_THAN_PRESENT
    if count.returned > count.issued:
        yield Fault.MORE_RETURNED_THAN_ISSUED
    if count.valid > count.returned:
        yield Fault.MORE_VALID_THAN_RETURNED
    yield from (
        _level_faults(meeting.ballot, count) if meeting.ballot.levels else _vote_faults(meeting.ballot, count, places)
    )


def _list_faults(meeting: Meeting, count: Count, places: int) -> Iterator[Fault]:
    names = len(count.levels if meeting.ballot and meeting.ballot.levels else count.votes)
    if not names:
        yield Fault.NO_NAMES
    elif meeting.names is Names.MORE_THAN_PLACES and names <= places:
        yield Fault.TOO_FEW_NAMES
    elif meeting.names is Names.AS_PLACES and names != places:
        yield Fault.NAMES_NOT_AS_PLACES


def _vote_faults(ballot: Ballot, count: Count, places: int) -> Iterator[Fault]:
    if any(votes > count.valid for votes in count.votes.values()):
        yield Fault.MORE_VOTES_THAN_BALLOTS
    if sum(count.votes.values()) > (ballot.choices or places) * count.valid:
        yield Fault.TOO_MANY_VOTES


def _level_faults(ballot: Ballot, count: Count) -> Iterator[Fault]:
    for levels in count.levels.values():
        if set(levels) - set(ballot.levels) or sum(levels.values()) != count.valid:
            yield Fault.LEVELS_DO_NOT_ADD_UP


def _reached(ballot: Ballot, count: Count) -> Iterator[Reached]:
    for name, levels in sorted(count.levels.items()):
        for consequence in ballot.consequences:
            base, votes = count.base(consequence.share.of), levels.get(consequence.level, 0)
            over = consequence.below is not None and consequence.below.reached(votes, base)
            if consequence.share.reached(votes, base) and not over:
                yield Reached(name, consequence)
