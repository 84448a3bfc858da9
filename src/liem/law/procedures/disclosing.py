"""What pages may show of a count, so that nobody's sheet is read off it.

Where the step announces the count, it is shown as it was read out. Everywhere else a page shows the outcome alone: who
is chosen, who is tied, who decides, what follows from a vote of confidence. That must be told, or nobody could act on
it. Votes, the sheets that were returned or valid, and the order of votes are not shown, however large the meeting: two
totals, or a total and an order, add up to what neither tells (ten sheets of one name each, six of them for the one
chosen and four for the next, and everybody knows that nobody chose the third).

One ballot bears a little more. Where the text is silent about announcing, the vote was on one name, that name is
through, and none of those present voted on a name of the case before, the page adds in which third of the sheets issued
its votes lie, if at least `SMALLEST_GROUP` were issued.

Guaranteed, for somebody who knows how this module works, who was there and how many sheets were issued:

- Not announced: what is shown, of one vote or of many, by the same people or by others, on lists however alike, says
  nothing that the outcomes of those votes do not say by themselves. The one exception is the third.
- The third: together with the outcome of its vote it tells neither an outsider, nor a voter who knows the own sheet,
  nor two who lay theirs side by side, whether anybody else voted for the name, unless the outcome alone does.

Not guaranteed, and not to be had by hiding numbers:

- An outcome can tell a vote by itself. More than half on one name does so in a group of two, and to a voter in the
  minority in groups of up to four; a share of all of them does so in any group; and where the two with the most votes
  go on and only one has any, nobody chose another.
- About a third of the voters, together, can know from the third of the sheets what the others did.
- A third, and the outcome of a later vote by some of the same people, tell more to somebody who takes it that nobody
  changed sides.
- What is likely, as against certain; and what people tell each other.
- A count that is announced, or read from the paper: tellers, the chair and the body that decides have it on record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from liem.kernel.errors import Message
from liem.law.procedures.counting import Count, Result
from liem.law.procedures.steps import Ballot, Consequence, Undecided

SMALLEST_GROUP = 10
"""The sheets from which on the third is shown: in nine, two who did not vote for a name with more than two thirds
(seven or more) know that the other seven did."""


class Detail(StrEnum):
    """How much of a count is shown."""

    EXACT = "exact"
    BANDS = "bands"  # the outcome, and in which third of the sheets issued the votes lie
    OUTCOME = "outcome"


DETAILS: Mapping[Detail, Message] = {
    Detail.EXACT: Message(
        "Bước này công bố kết quả kiểm phiếu nên hiện đủ số phiếu.",
        "This step announces the count, so it is shown in full.",
    ),
    Detail.BANDS: Message(
        "Để giữ bí mật phiếu bầu, ở đây chỉ hiện kết quả và khoảng số phiếu. Số phiếu có trong biên bản kiểm phiếu.",
        "So that votes stay secret, only the outcome and a range are shown. The record of the count has the numbers.",
    ),
    Detail.OUTCOME: Message(
        "Để giữ bí mật phiếu bầu, ở đây chỉ hiện kết quả. Số phiếu có trong biên bản kiểm phiếu.",
        "So that votes stay secret, only the outcome is shown. The record of the count has the numbers.",
    ),
}


class Band(StrEnum):
    """In which third of the sheets issued the votes lie."""

    FEW = "few"
    SOME = "some"
    MOST = "most"


BANDS: Mapping[Band, Message] = {
    Band.FEW: Message("không quá 1/3 số phiếu phát ra", "up to 1/3 of the sheets issued"),
    Band.SOME: Message("trên 1/3 đến 2/3 số phiếu phát ra", "more than 1/3 and up to 2/3 of the sheets issued"),
    Band.MOST: Message("trên 2/3 số phiếu phát ra", "more than 2/3 of the sheets issued"),
}


class Standing(StrEnum):
    """What the outcome says of one name."""

    CHOSEN = "chosen"
    PUT_FORWARD = "put_forward"  # by a ballot without a share to reach: every name is
    TIED = "tied"
    NOT_CHOSEN = "not_chosen"


STANDINGS: Mapping[Standing, Message] = {
    Standing.CHOSEN: Message("được chọn", "chosen"),
    Standing.PUT_FORWARD: Message("được giới thiệu", "put forward"),
    Standing.TIED: Message("cần có người quyết định", "to be decided"),
    Standing.NOT_CHOSEN: Message("không được chọn", "not chosen"),
}


@dataclass(frozen=True, slots=True)
class ShownName:
    """What may be printed beside one name. `standing` is None in a vote of confidence, which chooses nobody; its
    `consequences` are those that follow. `votes` and `levels` only where the count is EXACT, `band` only in BANDS."""

    name: str
    standing: Standing | None
    consequences: tuple[Consequence, ...] = ()
    votes: int | None = None
    levels: Mapping[str, int] | None = None
    band: Band | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be printed of a count. `names` stand by votes where it is EXACT, else by their keys, which say nothing.
    `sheets` is the count itself where it is EXACT. How many were called and came is no secret of the ballot."""

    detail: Detail
    names: tuple[ShownName, ...]
    undecided: Undecided | None
    sheets: Count | None = None


def shown(count: Count, ballot: Ballot, result: Result, *, voted_before: bool = True) -> Shown:
    """What a page may show of a sound count and its result, to anybody. `voted_before` is false only where none of
    those present voted on a name of this case before."""
    detail = _detail(count, ballot, result, voted_before)
    listed = count.levels if ballot.levels else count.votes
    votes = count.votes if detail is Detail.EXACT else {}
    names = sorted(listed, key=lambda name: (-votes.get(name, 0), name))
    lines = tuple(_shown_name(name, count, ballot, result, detail) for name in names)
    return Shown(detail, lines, result.undecided, count if detail is Detail.EXACT else None)


def band(votes: int, *, issued: int) -> Band:
    """In which third of the sheets issued so many votes lie."""
    if 3 * votes > 2 * issued:
        return Band.MOST
    return Band.SOME if 3 * votes > issued else Band.FEW


def _detail(count: Count, ballot: Ballot, result: Result, voted_before: bool) -> Detail:
    if ballot.announced:
        return Detail.EXACT
    one_name_through = len(count.votes) == len(result.chosen) == 1 and result.undecided is None
    silent = ballot.announced is None and not ballot.levels
    if silent and one_name_through and not voted_before and count.issued >= SMALLEST_GROUP:
        return Detail.BANDS
    return Detail.OUTCOME


def _shown_name(name: str, count: Count, ballot: Ballot, result: Result, detail: Detail) -> ShownName:
    is_exact = detail is Detail.EXACT
    return ShownName(
        name,
        _standing(name, ballot, result),
        tuple(one.consequence for one in result.reached if one.name == name),
        votes=count.votes.get(name) if is_exact else None,
        levels=count.levels.get(name) if is_exact else None,
        band=band(count.votes[name], issued=count.issued) if detail is Detail.BANDS else None,
    )


def _standing(name: str, ballot: Ballot, result: Result) -> Standing | None:
    if ballot.levels:
        return None
    if name in result.tied:
        return Standing.TIED
    if name not in result.chosen:
        return Standing.NOT_CHOSEN
    return Standing.CHOSEN if ballot.passes else Standing.PUT_FORWARD
