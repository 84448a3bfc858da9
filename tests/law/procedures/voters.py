"""Voters who try to find out how others voted: they go through everything that could have been voted.

A voter's sheet is the set of marks on it: names, or names with a level. None is a sheet that was not valid.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import chain, combinations, combinations_with_replacement, product

from liem.law.procedures.counting import Count, Result, result
from liem.law.procedures.steps import Ballot

Mark = str | tuple[str, str]
Marks = frozenset[Mark] | None
Sheets = tuple[Marks, ...]
See = Callable[[Sheets], Hashable]
Learned = frozenset[tuple[Hashable, ...]]


def elections(names: str, most: int) -> list[Marks]:
    """Every sheet with at most so many of the names, and one that is not valid."""
    bearing = chain.from_iterable(combinations(names, size) for size in range(most + 1))
    return [*map(frozenset, bearing), None]


def ratings(names: str, levels: Sequence[str]) -> list[Marks]:
    """Every sheet of a vote of confidence, and one that is not valid."""
    return [*(frozenset(zip(names, one, strict=True)) for one in product(levels, repeat=len(names))), None]


def count_of(sheets: Sheets, ballot: Ballot, names: str) -> Count:
    """What tellers count who see all the sheets."""
    present, bearing = len(sheets), [one for one in sheets if one is not None]
    votes: dict[str, int] = {}
    levels: dict[str, dict[str, int]] = {}
    if ballot.levels:
        levels = {
            name: {level: sum((name, level) in one for one in bearing) for level in ballot.levels} for name in names
        }
    else:
        votes = {name: sum(name in one for one in bearing) for name in names}
    return Count(present, present, present, present, len(bearing), votes, levels)


def told(decided: Result) -> Hashable:
    """The outcome, which nobody can keep back."""
    return (
        frozenset(decided.chosen),
        frozenset(decided.tied),
        decided.undecided,
        frozenset((one.name, one.consequence.in_words.en) for one in decided.reached),
    )


def outcome(ballot: Ballot, names: str, places: int) -> See:
    """Seeing nothing but the outcome."""
    return lambda sheets: told(result(ballot, count_of(sheets, ballot, names), places=places))


def learned(see: See, choices: Sequence[Marks], voters: int, *, together: int = 1) -> Learned:
    """What so many voters who lay their sheets side by side know for certain of another voter, after what they see:
    which sheets were cast, which they hold, the mark, whether it stands on the other's sheet.

    Voters are alike, so it is enough to go through what was cast, not through who cast it: any of the others may have
    cast any of the other sheets.
    """
    marks = {mark for one in choices for mark in one or ()}
    cast = {sheets: see(sheets) for sheets in combinations_with_replacement(choices, voters)}
    possible: Mapping[tuple[Hashable, ...], set[bool]] = defaultdict(set)
    for sheets, seen in cast.items():
        for own, others in _splits(sheets, together):
            for mark in marks:
                possible[seen, own, mark] |= {mark in (one or ()) for one in others}
    return frozenset(
        (sheets, own, mark)
        for sheets, seen in cast.items()
        for own, _ in _splits(sheets, together)
        for mark in marks
        if len(possible[seen, own, mark]) == 1
    )


def _splits(sheets: Sheets, together: int) -> Iterator[tuple[Sheets, frozenset[Marks]]]:
    """The sheets that so many may hold, and the kinds of sheets among the others."""
    for own in set(combinations(sheets, together)):
        yield own, frozenset(Counter(sheets) - Counter(own))


def learned_one_by_one(see: See, choices: Sequence[Marks], voters: int) -> frozenset[tuple[Hashable, ...]]:
    """What the first voter knows of each other, found by going through who cast which sheet: slow, and by no
    reasoning about voters being alike."""
    marks = {mark for one in choices for mark in one or ()}
    cast = {sheets: see(sheets) for sheets in product(choices, repeat=voters)}
    possible: Mapping[tuple[Hashable, ...], set[bool]] = defaultdict(set)
    for sheets, seen in cast.items():
        for mark, voter in product(marks, range(1, voters)):
            possible[seen, sheets[0], mark, voter].add(mark in (sheets[voter] or ()))
    return frozenset(
        (sheets, mark, voter)
        for sheets, seen in cast.items()
        for mark, voter in product(marks, range(1, voters))
        if len(possible[seen, sheets[0], mark, voter]) == 1
    )
