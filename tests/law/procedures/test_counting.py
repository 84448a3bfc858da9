"""Counts: what does not add up is refused, and what does decides by votes alone."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liem.kernel.errors import Message
from liem.law.procedures.counting import FAULTS, Count, Fault, Reached, Result, faults, result
from liem.law.procedures.steps import (
    Ballot,
    Base,
    Consequence,
    Convened,
    Kind,
    Meeting,
    Names,
    Share,
    Undecided,
)

HALF = Share(Base.CONVENED, Fraction(1, 2), strictly=True)
TWO_THIRDS = Share(Base.CONVENED, Fraction(2, 3), strictly=False)
BALLOT = Ballot(True, True, None, HALF, Undecided.HEAD_DECIDES, Undecided.VOTE_AGAIN)
MEETING = Meeting(Convened.COMMITTEE, TWO_THIRDS, Names.MORE_THAN_PLACES, BALLOT)
SOUND = Count(9, 9, 9, 9, 9, {"hoa": 6, "lan": 3})


def wrong(count: Count, meeting: Meeting = MEETING, places: int = 1) -> list[Fault]:
    return list(faults(meeting, count, places=places))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"present": 10, "convened": 9}, [Fault.MORE_PRESENT_THAN_CONVENED]),
        ({"present": 6, "issued": 6, "returned": 6, "valid": 6, "votes": {"hoa": 5, "lan": 1}}, []),
        (
            {"present": 5, "issued": 5, "returned": 5, "valid": 5, "votes": {"hoa": 5, "lan": 0}},
            [Fault.NO_QUORUM],
        ),
        ({"issued": 10}, [Fault.MORE_ISSUED_THAN_PRESENT]),
        ({"returned": 10}, [Fault.MORE_RETURNED_THAN_ISSUED]),
        ({"returned": 8}, [Fault.MORE_VALID_THAN_RETURNED]),
        ({"votes": {"hoa": 10, "lan": 0}}, [Fault.MORE_VOTES_THAN_BALLOTS, Fault.TOO_MANY_VOTES]),
        ({"votes": {"hoa": 6, "lan": 4}}, [Fault.TOO_MANY_VOTES]),
        ({"votes": {"hoa": 6, "lan": -1}}, [Fault.NEGATIVE]),
        ({"votes": {"hoa": 6}}, [Fault.TOO_FEW_NAMES]),
        ({"votes": {}}, [Fault.NO_NAMES]),
        ({"votes": {"hoa": 3, "lan": 3}}, []),  # three sheets bear no name
    ],
)
def test_a_count_that_does_not_add_up_is_refused_with_everything_wrong(
    change: dict[str, object], found: list[Fault]
) -> None:
    assert wrong(replace(SOUND, **change)) == found  # type: ignore[arg-type]


def test_nobody_is_no_quorum_whatever_the_share() -> None:
    nobody = Count(0, 0, 0, 0, 0)
    gathering = Meeting(Convened.COMMITTEE, None, Names.ANY, None)
    assert wrong(nobody, gathering) == [Fault.NO_QUORUM]
    assert wrong(nobody, replace(gathering, quorum=TWO_THIRDS)) == [Fault.NO_QUORUM]


@pytest.mark.parametrize(
    ("names", "listed", "found"),
    [
        (Names.MORE_THAN_PLACES, 2, [Fault.TOO_FEW_NAMES]),
        (Names.MORE_THAN_PLACES, 3, []),
        (Names.AS_PLACES, 1, [Fault.NAMES_NOT_AS_PLACES]),
        (Names.AS_PLACES, 2, []),
        (Names.AS_PLACES, 3, [Fault.NAMES_NOT_AS_PLACES]),
        (Names.ANY, 1, []),
    ],
)
def test_a_list_has_as_many_names_as_the_step_asks_for_two_places(
    names: Names, listed: int, found: list[Fault]
) -> None:
    count = replace(SOUND, votes=dict.fromkeys("abc"[:listed], 5))
    assert wrong(count, replace(MEETING, names=names), places=2) == found


def test_a_ballot_bears_as_many_names_as_it_says() -> None:
    count = replace(SOUND, votes={"hoa": 9, "lan": 9, "mai": 0})
    one, two = replace(MEETING, ballot=replace(BALLOT, choices=1)), replace(MEETING, ballot=replace(BALLOT, choices=2))
    assert [wrong(count, one), wrong(count, two)] == [[Fault.TOO_MANY_VOTES], []]


@pytest.mark.parametrize(
    ("votes", "places", "outcome"),
    [
        ({"hoa": 6, "lan": 3}, 1, Result(("hoa",))),
        ({"hoa": 5, "lan": 4}, 1, Result(("hoa",))),
        ({"hoa": 4, "lan": 4}, 1, Result((), undecided=Undecided.VOTE_AGAIN)),
        ({"hoa": 7, "lan": 7, "mai": 1}, 2, Result(("hoa", "lan"))),
        ({"hoa": 7, "lan": 2, "mai": 1}, 2, Result(("hoa",))),
        ({"hoa": 8, "lan": 6, "mai": 6}, 2, Result(("hoa",), ("lan", "mai"), Undecided.HEAD_DECIDES)),
        ({"hoa": 6, "lan": 6, "mai": 6}, 1, Result((), ("hoa", "lan", "mai"), Undecided.HEAD_DECIDES)),
    ],
)
def test_those_above_the_share_with_the_most_votes_are_chosen(
    votes: dict[str, int], places: int, outcome: Result
) -> None:
    assert result(BALLOT, replace(SOUND, votes=votes), places=places) == outcome


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ({"hoa": 4, "lan": 3, "mai": 2}, Result(("hoa", "lan"), undecided=Undecided.TWO_GO_ON)),
        ({"hoa": 4, "lan": 2, "mai": 2}, Result(("hoa",), ("lan", "mai"), Undecided.HEAD_DECIDES)),
        ({"hoa": 4, "lan": 0}, Result(("hoa",), undecided=Undecided.TWO_GO_ON)),
        ({"hoa": 0, "lan": 0}, Result((), undecided=Undecided.FAILS)),
    ],
)
def test_two_go_on_only_where_the_votes_say_which_two(votes: dict[str, int], outcome: Result) -> None:
    ballot = replace(BALLOT, nobody=Undecided.TWO_GO_ON)
    assert result(ballot, replace(SOUND, votes=votes), places=1) == outcome


@pytest.mark.parametrize(
    ("undecided", "passes"),
    [
        (None, True),
        (Undecided.TWO_GO_ON, True),
        (Undecided.HEAD_DECIDES, True),
        (Undecided.SUPERIOR_DECIDES, True),
        (Undecided.VOTE_AGAIN, False),
        (Undecided.FAILS, False),
    ],
)
def test_a_step_is_done_unless_the_vote_fails_or_is_held_again(undecided: Undecided | None, passes: bool) -> None:
    assert Result((), undecided=undecided).passes is passes


@pytest.mark.parametrize(
    ("votes", "outcome"),
    [
        ({"hoa": 6, "lan": 4}, Result(("hoa",))),
        ({"hoa": 5, "lan": 4}, Result((), ("hoa",), Undecided.HEAD_DECIDES)),
        ({"hoa": 5, "lan": 5}, Result((), ("hoa", "lan"), Undecided.HEAD_DECIDES)),
        ({"hoa": 4, "lan": 4}, Result((), undecided=Undecided.FAILS)),
    ],
)
def test_exactly_the_share_to_be_exceeded_goes_to_whom_the_step_says(votes: dict[str, int], outcome: Result) -> None:
    ballot = replace(BALLOT, nobody=Undecided.FAILS, exactly=Undecided.HEAD_DECIDES)
    assert result(ballot, Count(10, 10, 10, 10, 10, votes), places=1) == outcome


def test_a_ballot_without_a_share_only_puts_names_forward() -> None:
    assert result(replace(BALLOT, passes=None), replace(SOUND, votes={"an": 1, "hoa": 6, "lan": 1}), places=1) == (
        Result(("hoa", "an", "lan"))
    )


def _low(share: Fraction, below: Fraction | None, opens: Kind) -> Consequence:
    until = None if below is None else Share(Base.CONVENED, below, strictly=False)
    strictly = below is not None
    return Consequence("low", Share(Base.CONVENED, share, strictly), until, opens, Message(str(opens), str(opens)))


RESIGN = _low(Fraction(1, 2), Fraction(2, 3), Kind.RESIGNATION)
RELIEF = _low(Fraction(2, 3), None, Kind.RELIEF)
CONFIDENCE = Ballot(
    True,
    True,
    None,
    None,
    Undecided.FAILS,
    Undecided.FAILS,
    levels=("high", "confidence", "low"),
    consequences=(RESIGN, RELIEF),
)


@pytest.mark.parametrize(
    ("low", "follows"),
    [(15, []), (16, [RESIGN]), (19, [RESIGN]), (20, [RELIEF]), (30, [RELIEF])],
)
def test_a_vote_of_confidence_opens_what_its_share_of_low_votes_says(low: int, follows: list[Consequence]) -> None:
    count = Count(30, 30, 30, 30, 30, levels={"hoa": {"high": 30 - low, "low": low}, "lan": {"high": 30}})
    assert wrong(count, Meeting(Convened.COUNCIL, TWO_THIRDS, Names.ANY, CONFIDENCE)) == []
    assert result(CONFIDENCE, count, places=1) == Result((), reached=tuple(Reached("hoa", one) for one in follows))


@pytest.mark.parametrize(
    "levels", [{"high": 29}, {"high": 30, "low": 1}, {"high": 30, "best": 0}, {"high": 15, "confidence": 15, "low": 1}]
)
def test_levels_add_up_to_the_valid_sheets_for_each_name(levels: dict[str, int]) -> None:
    count = Count(30, 30, 30, 30, 30, levels={"hoa": levels})
    assert wrong(count, Meeting(Convened.COUNCIL, None, Names.ANY, CONFIDENCE)) == [Fault.LEVELS_DO_NOT_ADD_UP]


def test_every_fault_says_in_both_languages_what_is_wrong() -> None:
    assert set(FAULTS) == set(Fault)
    assert [fault for fault, words in FAULTS.items() if words.vi == words.en or len(words.vi) < 15] == []


numbers = st.integers(-1, 30)
names = st.dictionaries(st.sampled_from("abcdef"), numbers, max_size=6)
counts = st.builds(Count, numbers, numbers, numbers, numbers, numbers, names)
shares = st.builds(
    Share,
    st.sampled_from(list(Base)),
    st.fractions(Fraction(1, 3), Fraction(1), max_denominator=4),
    st.booleans(),
)
ballots = st.builds(
    Ballot,
    st.just(True),
    st.none(),
    st.none() | st.integers(1, 4),
    shares,
    st.sampled_from(list(Undecided)),
    st.sampled_from(list(Undecided)),
)


@st.composite
def sound_counts(draw: st.DrawFn) -> Count:
    """Counts whose sheets add up; whether the votes do is left open."""
    convened = draw(st.integers(1, 30))
    present = draw(st.integers(1, convened))
    issued = draw(st.integers(0, present))
    returned = draw(st.integers(0, issued))
    valid = draw(st.integers(0, returned))
    votes = draw(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, max(valid, 1)), min_size=1, max_size=6))
    return Count(convened, present, issued, returned, valid, votes)


@given(ballots, sound_counts(), st.integers(1, 4), st.sampled_from(list(Names)))
def test_a_count_without_faults_chooses_by_votes_within_places_and_share(
    ballot: Ballot, count: Count, places: int, listed: Names
) -> None:
    meeting = Meeting(Convened.COMMITTEE, None, listed, ballot)
    if faults(meeting, count, places=places):
        return
    decided = result(ballot, count, places=places)
    left = [count.votes[name] for name in count.votes if name not in decided.chosen]
    assert all(count.votes[name] >= votes for name in decided.chosen for votes in left)
    assert set(decided.chosen).isdisjoint(decided.tied)
    assert len({count.votes[name] for name in decided.tied}) <= 1
    assert ballot.passes is not None
    base = count.base(ballot.passes.of)
    if any(ballot.passes.reached(votes, base) for votes in count.votes.values()):
        chosen = (*decided.chosen, *decided.tied)
        assert len(decided.chosen) <= places
        assert all(ballot.passes.reached(count.votes[name], base) for name in chosen)
        assert (
            len(decided.chosen) == places
            or decided.tied
            or all(name in decided.chosen for name, votes in count.votes.items() if ballot.passes.reached(votes, base))
        )
    else:
        assert len(decided.chosen) <= (2 if ballot.nobody is Undecided.TWO_GO_ON else 0)


@given(counts, st.integers(1, 4))
def test_sheets_that_do_not_add_up_are_always_refused(count: Count, places: int) -> None:
    meeting = Meeting(Convened.COMMITTEE, None, Names.ANY, BALLOT)
    sheets = [count.convened, count.present, count.issued, count.returned, count.valid]
    adds_up = (
        sheets == sorted(sheets, reverse=True)
        and count.present > 0
        and min(*sheets, *count.votes.values(), 0) >= 0
        and bool(count.votes)
        and max(count.votes.values()) <= count.valid
        and sum(count.votes.values()) <= places * count.valid
    )
    assert bool(faults(meeting, count, places=places)) is not adds_up
