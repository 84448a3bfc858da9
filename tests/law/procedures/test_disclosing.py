"""What is shown of a count: voters who try everything learn nobody's vote from it that the outcome does not tell."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.procedures.voters import (
    See,
    Sheets,
    count_of,
    elections,
    learned,
    learned_one_by_one,
    outcome,
    ratings,
    told,
)
from liem.kernel.errors import Message
from liem.law.procedures.counting import Count, Result, result
from liem.law.procedures.disclosing import (
    BANDS,
    DETAILS,
    SMALLEST_GROUP,
    STANDINGS,
    Band,
    Detail,
    Shown,
    ShownName,
    Standing,
    band,
    shown,
)
from liem.law.procedures.steps import Ballot, Base, Consequence, Kind, Share, Undecided

HALF = Share(Base.CONVENED, Fraction(1, 2), strictly=True)
SHARES = {
    "more than half": HALF,
    "half of the valid": Share(Base.VALID, Fraction(1, 2), strictly=False),
    "two thirds": Share(Base.CONVENED, Fraction(2, 3), strictly=False),
    "four fifths": Share(Base.PRESENT, Fraction(4, 5), strictly=True),
    "all": Share(Base.CONVENED, Fraction(1), strictly=False),
    "none to reach": None,
}
SILENT = Ballot(True, None, None, HALF, Undecided.HEAD_DECIDES, Undecided.VOTE_AGAIN)
KEPT_BACK, ANNOUNCED = replace(SILENT, announced=False), replace(SILENT, announced=True)
LOW = Share(Base.CONVENED, Fraction(1, 2), strictly=True)
RESIGNS = Consequence("low", LOW, None, Kind.RESIGNATION, Message("xin từ chức", "resigns"))
CONFIDENCE = Ballot(
    True,
    None,
    None,
    None,
    Undecided.FAILS,
    Undecided.FAILS,
    levels=("high", "confidence", "low"),
    consequences=(RESIGNS,),
)


def page(ballot: Ballot, names: str, places: int) -> See:
    """Seeing what the page shows, of a first vote."""

    def see(sheets: Sheets) -> Hashable:
        count = count_of(sheets, ballot, names)
        return shown(count, ballot, result(ballot, count, places=places), voted_before=False)

    return see


def totals(ballot: Ballot, names: str) -> See:
    """Seeing the votes of each name, as if they were announced."""
    return lambda sheets: tuple(count_of(sheets, ballot, names).votes.items())


@pytest.mark.once
@pytest.mark.parametrize("announced", [None, False])
@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize(
    ("names", "places", "most"),
    [
        ("a", 1, 1),
        ("ab", 1, 1),
        ("ab", 2, 2),
        *(pytest.param(*three, marks=pytest.mark.torture) for three in (("abc", 1, 1), ("abc", 2, 2))),
    ],
)
def test_a_small_group_learns_no_vote_that_the_outcome_does_not_tell(
    names: str, places: int, most: int, share: str, announced: bool | None
) -> None:
    ballot = replace(SILENT, announced=announced, passes=SHARES[share])
    choices = elections(names, most)
    for voters, together in product(range(1, 7), (0, 1, 2)):
        from_page = learned(page(ballot, names, places), choices, voters, together=together)
        assert from_page == learned(outcome(ballot, names, places), choices, voters, together=together)


@pytest.mark.parametrize("nobody", [Undecided.TWO_GO_ON, Undecided.SUPERIOR_DECIDES])
def test_a_small_group_learns_nothing_more_where_nobody_passes_or_just_half_is_reached(nobody: Undecided) -> None:
    ballot = replace(SILENT, nobody=nobody, exactly=Undecided.HEAD_DECIDES)
    choices = elections("abc", 2)
    for voters in range(1, 6):
        from_page = learned(page(ballot, "abc", 1), choices, voters)
        assert from_page == learned(outcome(ballot, "abc", 1), choices, voters)


def test_a_small_group_learns_nobodys_level_in_a_vote_of_confidence_that_its_consequences_do_not_tell() -> None:
    choices = ratings("ab", CONFIDENCE.levels)
    for voters in range(1, 5):
        from_page = learned(page(CONFIDENCE, "ab", 1), choices, voters)
        assert from_page == learned(outcome(CONFIDENCE, "ab", 1), choices, voters)


def test_the_same_voters_would_learn_more_from_votes_or_from_their_order() -> None:
    """What the tests above would find if numbers or an order were shown."""
    ballot, choices = replace(SILENT, passes=None), elections("abc", 3)

    def order(sheets: Sheets) -> Hashable:
        return result(ballot, count_of(sheets, ballot, "abc"), places=3).chosen

    for voters in (2, 3, 4):
        by_outcome = learned(outcome(ballot, "abc", 3), choices, voters)
        assert learned(totals(ballot, "abc"), choices, voters) > by_outcome
    assert learned(order, choices, 2) > learned(outcome(ballot, "abc", 3), choices, 2) == frozenset()


def test_going_through_who_cast_which_sheet_finds_the_same() -> None:
    choices = elections("ab", 1)
    for voters, see in product((2, 3, 4), (page(SILENT, "ab", 1), totals(SILENT, "ab"))):
        shortly = {(sheets, own[0], mark) for sheets, own, mark in learned(see, choices, voters)}  # type: ignore[index,misc]
        slowly = {
            (tuple(sorted(sheets, key=choices.index)), sheets[0], mark)  # type: ignore[arg-type,index]
            for sheets, mark, _ in learned_one_by_one(see, choices, voters)
        }
        assert slowly == shortly


@pytest.mark.parametrize(("together", "sizes"), [(0, [1, 2]), (1, [2, 3, 4]), (2, [3, 4, 5, 6])])
def test_an_outcome_by_more_than_half_tells_a_vote_by_itself_only_in_the_smallest_groups(
    together: int, sizes: list[int]
) -> None:
    found = [
        voters
        for voters in range(1, 16)
        if learned(page(KEPT_BACK, "a", 1), elections("a", 1), voters, together=together)
    ]
    assert found == sizes


def test_an_outcome_by_all_of_them_tells_every_vote_in_any_group() -> None:
    ballot = replace(KEPT_BACK, passes=SHARES["all"])
    everybody = (frozenset("a"),) * 12
    assert (everybody, (), "a") in learned(page(ballot, "a", 1), elections("a", 1), 12, together=0)


def test_where_two_go_on_and_one_alone_has_votes_the_outcome_tells_that_nobody_chose_the_other() -> None:
    ballot = replace(KEPT_BACK, passes=SHARES["all"], nobody=Undecided.TWO_GO_ON)
    some = (frozenset(), *[frozenset("a")] * 5)
    assert (some, (), "b") in learned(page(ballot, "ab", 1), elections("ab", 1), 6, together=0)


@pytest.mark.once
@pytest.mark.parametrize("share", SHARES)
def test_the_third_of_a_larger_group_tells_no_vote_even_to_two_together(share: str) -> None:
    ballot, choices = replace(SILENT, passes=SHARES[share]), elections("a", 1)
    details = set()
    for voters, together in product(range(SMALLEST_GROUP, 25), (0, 1, 2)):
        see = page(ballot, "a", 1)
        from_page = learned(see, choices, voters, together=together)
        assert from_page == learned(outcome(ballot, "a", 1), choices, voters, together=together)
        details |= {see((frozenset("a"),) * votes + (None,) * (voters - votes)).detail for votes in range(voters + 1)}  # type: ignore[attr-defined]
    assert details == ({Detail.BANDS} if SHARES[share] is None else {Detail.BANDS, Detail.OUTCOME})


def test_the_smallest_group_is_the_smallest_in_which_the_third_tells_two_together_nothing() -> None:
    ballot, choices = replace(SILENT, passes=None), elections("a", 1)

    def third(sheets: Sheets) -> Hashable:
        return band(count_of(sheets, ballot, "a").votes["a"], issued=len(sheets))

    telling = [voters for voters in range(3, 25) if learned(third, choices, voters, together=2)]
    assert telling == list(range(3, SMALLEST_GROUP))


def test_thirds_of_several_names_would_add_up_to_what_none_of_them_tells() -> None:
    """Why the third is shown of one name only."""
    ballot = replace(SILENT, choices=1)

    def thirds(sheets: Sheets) -> Hashable:
        count = count_of(sheets, ballot, "abc")
        bands = tuple(band(votes, issued=count.issued) for votes in count.votes.values())
        return told(result(ballot, count, places=1)), bands

    sheets = tuple(frozenset(name) for name in "b" * 4 + "a" * 6)
    cast = {*learned(thirds, elections("abc", 1)[1:4], 10, together=0)}
    assert (tuple(sorted(sheets, key=sorted)), (), "c") in cast
    assert learned(page(ballot, "abc", 1), elections("abc", 1)[1:4], 10, together=0) == frozenset()


def test_votes_in_turn_tell_no_more_than_their_outcomes() -> None:
    """The same people vote twice, nobody changes sides, and the last of them stays away from the second vote."""
    choices = elections("ab", 1)

    def twice(see: See) -> See:
        return lambda sheets: (see(sheets), see(sheets[:-1]))

    for voters in (2, 3, 4, 5):
        from_pages = learned_one_by_one(twice(page(SILENT, "ab", 1)), choices, voters)
        assert from_pages == learned_one_by_one(twice(outcome(SILENT, "ab", 1)), choices, voters)
    twice_counted = learned_one_by_one(twice(totals(SILENT, "ab")), choices, 4)
    assert twice_counted > learned_one_by_one(twice(outcome(SILENT, "ab", 1)), choices, 4)


def test_what_the_step_announces_is_shown_in_full_by_votes() -> None:
    count = Count(9, 9, 9, 8, 7, {"an": 1, "hoa": 5, "lan": 1})
    assert shown(count, ANNOUNCED, result(ANNOUNCED, count, places=1)) == Shown(
        Detail.EXACT,
        (
            ShownName("hoa", Standing.CHOSEN, votes=5),
            ShownName("an", Standing.NOT_CHOSEN, votes=1),
            ShownName("lan", Standing.NOT_CHOSEN, votes=1),
        ),
        None,
        count,
    )


@pytest.mark.parametrize("ballot", [SILENT, KEPT_BACK])
def test_what_is_not_announced_is_shown_as_its_outcome_in_no_order_of_votes(ballot: Ballot) -> None:
    count = Count(90, 90, 90, 90, 90, {"an": 10, "hoa": 50, "lan": 30})
    assert shown(count, ballot, result(ballot, count, places=1), voted_before=False) == Shown(
        Detail.OUTCOME,
        (
            ShownName("an", Standing.NOT_CHOSEN),
            ShownName("hoa", Standing.CHOSEN),
            ShownName("lan", Standing.NOT_CHOSEN),
        ),
        None,
    )


def test_names_put_forward_are_not_shown_by_votes() -> None:
    ballot, count = replace(KEPT_BACK, passes=None), Count(9, 9, 9, 9, 9, {"an": 0, "hoa": 3, "lan": 6})
    found = shown(count, ballot, result(ballot, count, places=1))
    assert found.names == tuple(ShownName(name, Standing.PUT_FORWARD) for name in ("an", "hoa", "lan"))


def test_equal_votes_at_the_last_place_are_told_with_who_decides() -> None:
    count = Count(20, 20, 20, 20, 20, {"an": 11, "hoa": 15, "lan": 11})
    found = shown(count, SILENT, result(SILENT, count, places=2))
    assert ([one.standing for one in found.names], found.undecided, found.sheets) == (
        [Standing.TIED, Standing.CHOSEN, Standing.TIED],
        Undecided.HEAD_DECIDES,
        None,
    )


@pytest.mark.parametrize(
    ("change", "votes", "issued", "voted_before", "detail"),
    [
        ({}, 8, 10, False, Detail.BANDS),
        ({}, 8, 10, True, Detail.OUTCOME),  # a second vote could be held against the first
        ({}, 8, 9, False, Detail.OUTCOME),  # two together would know
        ({}, 5, 10, False, Detail.OUTCOME),  # it is voted on again
        ({"nobody": Undecided.TWO_GO_ON}, 5, 10, False, Detail.OUTCOME),  # it is not through: another decides
        ({"announced": False}, 8, 10, False, Detail.OUTCOME),
        ({"announced": True}, 8, 10, True, Detail.EXACT),
    ],
)
def test_the_third_is_shown_only_of_a_first_vote_in_a_larger_group_that_is_through(
    change: dict[str, object], votes: int, issued: int, voted_before: bool, detail: Detail
) -> None:
    ballot = replace(SILENT, **change)  # type: ignore[arg-type]
    count = Count(10, 10, issued, issued, issued, {"hoa": votes})
    found = shown(count, ballot, result(ballot, count, places=1), voted_before=voted_before)
    assert (found.detail, found.names[0].band is Band.MOST) == (detail, detail is Detail.BANDS)


def test_whether_sheets_were_valid_does_not_decide_what_is_shown() -> None:
    spoilt, sound = (Count(10, 10, 10, returned, returned, {"hoa": 6}) for returned in (6, 10))
    seen = [shown(one, SILENT, result(SILENT, one, places=1), voted_before=False) for one in (spoilt, sound)]
    assert (seen[0], seen[0].detail) == (seen[1], Detail.BANDS)


@pytest.mark.parametrize(("announced", "detail"), [(None, Detail.OUTCOME), (True, Detail.EXACT)])
def test_of_a_vote_of_confidence_only_what_follows_is_shown_unless_it_is_announced(
    announced: bool | None, detail: Detail
) -> None:
    ballot = replace(CONFIDENCE, announced=announced)
    levels = {"an": {"high": 30, "confidence": 0, "low": 0}, "hoa": {"high": 2, "confidence": 8, "low": 20}}
    count = Count(30, 30, 30, 30, 30, levels=levels)
    exact = detail is Detail.EXACT
    assert shown(count, ballot, result(ballot, count, places=1), voted_before=False) == Shown(
        detail,
        (
            ShownName("an", None, levels=levels["an"] if exact else None),
            ShownName("hoa", None, (RESIGNS,), levels=levels["hoa"] if exact else None),
        ),
        None,
        count if exact else None,
    )


def test_everything_shown_has_its_words() -> None:
    for words, known in ((DETAILS, Detail), (BANDS, Band), (STANDINGS, Standing)):
        assert set(words) == set(known)
        assert [one for one in words.values() if one.vi == one.en] == []


@st.composite
def counts(draw: st.DrawFn) -> Count:
    convened = draw(st.integers(1, 40))
    valid = draw(st.integers(0, convened))
    return Count(convened, convened, convened, convened, valid, {name: draw(st.integers(0, valid)) for name in "abc"})


@given(counts(), counts(), st.integers(1, 3), st.sampled_from(list(SHARES)), st.booleans())
def test_counts_with_one_outcome_are_shown_alike(
    one: Count, other: Count, places: int, share: str, voted_before: bool
) -> None:
    ballot = replace(SILENT, passes=SHARES[share])
    decided = [result(ballot, count, places=places) for count in (one, other)]
    seen = [
        shown(count, ballot, found, voted_before=voted_before)
        for count, found in zip((one, other), decided, strict=True)
    ]
    assert (seen[0] == seen[1]) is (told(decided[0]) == told(decided[1]))


@given(counts(), st.integers(1, 3), st.sampled_from(list(SHARES)), st.sampled_from([None, False]))
def test_no_number_stands_in_what_is_shown_of_a_count_that_is_not_announced(
    count: Count, places: int, share: str, announced: bool | None
) -> None:
    ballot = replace(SILENT, announced=announced, passes=SHARES[share])
    found = shown(count, ballot, result(ballot, count, places=places), voted_before=False)
    assert (found.sheets, {(one.votes, one.levels) for one in found.names}) == (None, {(None, None)})
    assert [one.name for one in found.names] == sorted(count.votes)


def test_a_result_that_chooses_nobody_shows_nobody_chosen() -> None:
    count = Count(5, 5, 5, 5, 5, {"an": 2, "hoa": 3})
    found = shown(count, SILENT, Result((), undecided=Undecided.VOTE_AGAIN))
    assert [one.standing for one in found.names] == [Standing.NOT_CHOSEN] * 2
