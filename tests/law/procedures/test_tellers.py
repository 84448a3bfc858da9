"""Two tellers: what does not add up in one count, where two differ, and the count on which they agree."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liem.kernel.errors import LiemError
from liem.law.procedures.counting import Count, Fault, faults
from liem.law.procedures.steps import Ballot, Base, Convened, Meeting, Names, Share, Undecided
from liem.law.procedures.tellers import (
    MOST_SHEETS,
    NUMBERS,
    SLIPS,
    Difference,
    Number,
    Sheet,
    SheetFault,
    Slip,
    agreed,
    differences,
    sheet_faults,
)

HALF = Share(Base.CONVENED, Fraction(1, 2), strictly=True)
BALLOT = Ballot(True, None, None, HALF, Undecided.HEAD_DECIDES, Undecided.VOTE_AGAIN)
CONFIDENCE = Ballot(True, None, None, None, Undecided.FAILS, Undecided.FAILS, levels=("high", "confidence", "low"))
NAMES = ("hoa", "lan")
SOUND = Sheet(issued=9, not_returned=1, returned=8, valid=7, invalid=1, votes={"hoa": 5, "lan": 2})
RATED = Sheet(9, 1, 8, 7, 1, levels={"hoa": {"high": 4, "confidence": 2, "low": 1}})


def wrong(sheet: Sheet, ballot: Ballot = BALLOT, *names: str, places: int = 1) -> list[tuple[str, str | None]]:
    return [(str(one.what), one.name) for one in sheet_faults(sheet, ballot, names or NAMES, places=places)]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"votes": {"hoa": 0, "lan": 0}}, []),  # seven valid sheets that bear no name
        ({"issued": 10}, [("not_all_issued", None)]),
        ({"not_returned": 0}, [("not_all_issued", None)]),
        ({"invalid": 0}, [("not_all_returned", None)]),
        (
            {"issued": 7, "not_returned": -1},
            [("negative", None), ("more_returned_than_issued", None)],
        ),
        ({"valid": 9, "invalid": -1}, [("negative", None), ("more_valid_than_returned", None)]),
        ({"votes": {"hoa": 5, "lan": -2}}, [("negative", "lan")]),
        ({"votes": {"hoa": 5}}, [("name_without_number", "lan")]),
        ({"votes": {}}, [("name_without_number", "hoa"), ("name_without_number", "lan"), ("no_names", None)]),
        ({"votes": {"hoa": 5, "lan": 1, "mai": 1}}, [("foreign_name", "mai")]),
        ({"votes": {"hoa": 6, "lan": 2}}, [("too_many_votes", None)]),
        ({"votes": {"hoa": 8, "lan": 0}}, [("too_many_votes", None), ("more_votes_than_ballots", "hoa")]),
        (
            {"levels": {"hoa": {"high": 7}}},
            [
                ("other_ballot", None),
            ],
        ),
    ],
)
def test_a_sheet_that_does_not_add_up_is_refused_with_everything_wrong_and_whose(
    change: dict[str, object], found: list[tuple[str, str | None]]
) -> None:
    assert wrong(replace(SOUND, **change)) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ({"high": 4, "confidence": 2, "low": 1}, []),
        ({"high": 4, "confidence": 2, "low": 2}, [("levels_do_not_add_up", "hoa")]),
        ({"high": 7}, [("name_without_number", "hoa")]),
        ({"high": 6, "confidence": 0, "low": 0, "best": 1}, [("levels_do_not_add_up", "hoa")]),
        ({"high": 8, "confidence": 0, "low": -1}, [("negative", "hoa")]),
        ({}, [("name_without_number", "hoa"), ("levels_do_not_add_up", "hoa")]),
    ],
)
def test_levels_of_each_name_add_up_to_the_valid_sheets(
    levels: dict[str, int], found: list[tuple[str, str | None]]
) -> None:
    assert wrong(replace(RATED, levels={"hoa": levels}), CONFIDENCE, "hoa") == found


def test_only_the_name_whose_numbers_are_wrong_is_named() -> None:
    levels = {"hoa": {"high": 7, "confidence": 0, "low": 0}, "lan": {"high": 7, "confidence": 1, "low": 0}}
    assert wrong(replace(RATED, levels=levels), CONFIDENCE) == [("levels_do_not_add_up", "lan")]


def test_votes_in_place_of_levels_are_refused() -> None:
    assert wrong(SOUND, CONFIDENCE) == [
        ("other_ballot", None),
        ("name_without_number", "hoa"),
        ("name_without_number", "lan"),
        ("no_names", None),
    ]


def test_a_sheet_may_bear_as_many_names_as_there_are_places_or_as_the_ballot_says() -> None:
    both = replace(SOUND, votes={"hoa": 7, "lan": 7})
    one = replace(BALLOT, choices=1)
    assert [wrong(both), wrong(both, places=2), wrong(both, one, places=2)] == [
        [("too_many_votes", None)],
        [],
        [("too_many_votes", None)],
    ]


def test_a_number_no_meeting_reaches_is_taken_for_a_slip() -> None:
    most, above = (Sheet(n, 0, n, n, 0, votes={"hoa": 1, "lan": 1}) for n in (MOST_SHEETS, MOST_SHEETS + 1))
    assert (wrong(most), wrong(above)) == ([], [("too_large", None)])
    assert ("too_large", "hoa") in wrong(replace(SOUND, votes={"hoa": 10**18, "lan": 0}))


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (SOUND, []),
        (replace(SOUND, valid=6, invalid=2), [Difference(Number.VALID), Difference(Number.INVALID)]),
        (replace(SOUND, issued=10, not_returned=2), [Difference(Number.ISSUED), Difference(Number.NOT_RETURNED)]),
        (replace(SOUND, votes={"lan": 2, "hoa": 5}), []),
        (
            replace(SOUND, votes={"lan": 3, "hoa": 4}),
            [Difference(Number.VOTES, "hoa"), Difference(Number.VOTES, "lan")],
        ),
        (replace(SOUND, votes={"hoa": 5}), [Difference(Number.VOTES, "lan")]),
        (replace(SOUND, votes={**SOUND.votes, "mai": 0}), [Difference(Number.VOTES, "mai")]),
        (replace(SOUND, returned=7), [Difference(Number.RETURNED)]),
    ],
)
def test_every_number_on_which_two_tellers_differ_is_named(other: Sheet, found: list[Difference]) -> None:
    assert list(differences(SOUND, other)) == found
    assert set(differences(other, SOUND)) == set(found)


def test_a_difference_in_a_level_says_of_whom_and_which() -> None:
    other = replace(RATED, levels={"hoa": {"high": 4, "confidence": 1, "low": 2}})
    assert differences(RATED, other) == (
        Difference(Number.LEVEL, "hoa", "confidence"),
        Difference(Number.LEVEL, "hoa", "low"),
    )


def test_a_difference_says_neither_what_was_counted_nor_who_is_right() -> None:
    one, other = replace(SOUND, votes={"hoa": 5, "lan": 2}), replace(SOUND, votes={"hoa": 4, "lan": 2})
    (found,) = differences(one, other)
    assert (found, found.message) == (differences(other, one)[0], differences(other, one)[0].message)
    assert not any(digit in repr(found) + found.message.vi + found.message.en for digit in "0123456789")


def test_the_count_is_what_both_counted_with_those_called_and_present() -> None:
    again = replace(SOUND, votes=dict(reversed(SOUND.votes.items())))
    count = agreed(SOUND, again, convened=11, present=10)
    assert count == Count(11, 10, 9, 8, 7, {"hoa": 5, "lan": 2})
    assert count.invalid == SOUND.invalid


def test_there_is_no_count_while_the_tellers_differ() -> None:
    other = replace(SOUND, votes={"hoa": 4, "lan": 2})
    with pytest.raises(LiemError) as refused:
        agreed(SOUND, other, convened=9, present=9)
    assert (refused.value.code, refused.value.data) == (
        "count.tellers_differ",
        {"differences": (Difference(Number.VOTES, "hoa"),)},
    )


@pytest.mark.parametrize(
    ("change", "slip"), [({"not_returned": 0}, Slip.NOT_ALL_ISSUED), ({"invalid": 0}, Slip.NOT_ALL_RETURNED)]
)
def test_there_is_no_count_where_both_lost_the_same_sheets(change: dict[str, int], slip: Slip) -> None:
    both = replace(SOUND, **change)  # type: ignore[arg-type]
    with pytest.raises(LiemError) as refused:
        agreed(both, both, convened=9, present=9)
    assert (refused.value.code, refused.value.data) == ("count.does_not_add_up", {"fault": SheetFault(slip)})


def test_everything_that_may_be_wrong_has_its_words() -> None:
    assert (set(SLIPS), set(NUMBERS)) == (set(Slip), set(Number))
    told = [*SLIPS.values(), *(Difference(number).message for number in Number), SheetFault(Fault.NEGATIVE).message]
    assert [words for words in told if words.vi == words.en or len(words.vi) < 20] == []


numbers = st.integers(-1, 12)
sheets = st.builds(
    Sheet, numbers, numbers, numbers, numbers, numbers, st.dictionaries(st.sampled_from("abc"), numbers, max_size=3)
)


@st.composite
def sound_sheets(draw: st.DrawFn) -> Sheet:
    valid, invalid, not_returned = (draw(st.integers(0, 12)) for _ in range(3))
    votes = {name: draw(st.integers(0, valid)) for name in "abc"}
    return Sheet(valid + invalid + not_returned, not_returned, valid + invalid, valid, invalid, votes)


@given(st.one_of(sheets, sound_sheets()), st.integers(1, 3))
def test_a_sheet_without_faults_is_never_refused_as_a_count(sheet: Sheet, places: int) -> None:
    if sheet_faults(sheet, BALLOT, "abc", places=places):
        return
    present = max(sheet.issued, 1)
    count = agreed(sheet, sheet, convened=present, present=present)
    assert faults(Meeting(Convened.COMMITTEE, None, Names.ANY, BALLOT), count, places=places) == ()
    assert count.returned + sheet.not_returned == count.issued


@given(st.one_of(sheets, sound_sheets()), st.integers(1, 3))
def test_a_sheet_whose_count_would_be_refused_has_faults(sheet: Sheet, places: int) -> None:
    present = max(sheet.issued, 1)
    count = Count(present, present, sheet.issued, sheet.returned, sheet.valid, sheet.votes)
    if faults(Meeting(Convened.COMMITTEE, None, Names.ANY, BALLOT), count, places=places):
        assert sheet_faults(sheet, BALLOT, "abc", places=places) != ()


@given(sheets, sheets)
def test_two_sheets_agree_exactly_where_they_are_the_same(first: Sheet, second: Sheet) -> None:
    assert (differences(first, second) == ()) is (first == second)
