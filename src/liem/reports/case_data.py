"""What the papers of a case say. Texts come in as they are to be read, in Vietnamese; days as days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from liem.procedures.printing.printed import PersonLine, Style

__all__ = [
    "BallotSheet",
    "CountLine",
    "CountRecord",
    "DecisionPaper",
    "Letterhead",
    "PersonLine",
    "ShortList",
    "Signature",
    "Style",
    "Submission",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who issues a paper, under which number, where and when. An empty number and no day leave room to write them;
    `secrecy` is the stamp of its level, none where it is empty."""

    style: Style
    issuer: str
    superior: str = ""
    number: str = ""
    place: str = ""
    dated_on: date | None = None
    secrecy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs: `on_behalf` as it is printed, “T/M BAN THƯỜNG VỤ”, “KT. CHỦ TỊCH”; each line of it by itself."""

    title: str
    name: str
    on_behalf: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A submission to whoever decides, part by part, a paragraph each: what is asked for, what was done, what the rules
    said, what follows. `grounds` are instruments, `considering` papers; `receipt_url` leads to its receipt."""

    letterhead: Letterhead
    to: str
    about: str
    grounds: tuple[str, ...]
    people: tuple[PersonLine, ...]
    opening: str
    proposal: tuple[str, ...]
    course: tuple[str, ...]
    conditions: tuple[str, ...]
    conclusion: tuple[str, ...]
    signature: Signature
    recipients: tuple[str, ...]
    considering: tuple[str, ...] = ()
    receipt_url: str = ""

    @property
    def text(self) -> tuple[str, ...]:
        """All of it."""
        return (self.opening, *self.proposal, *self.course, *self.conditions, *self.conclusion)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortList:
    """A list of officials with the main facts about each, in a row."""

    letterhead: Letterhead
    title: str
    people: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountLine:
    """What a name received: votes and their share of what they are counted against; or, in a vote of confidence, the
    votes at each level in the order of `CountRecord.levels`."""

    name: str
    votes: int | None = None
    share: Fraction | None = None
    at_levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRecord:
    """The record of a count. `announced`: whether the meeting was told the result; None leaves it unsaid."""

    letterhead: Letterhead
    meeting: str
    held_on: date
    convened: int
    present: int
    issued: int
    returned: int
    valid: int
    invalid: int
    lines: tuple[CountLine, ...]
    tellers: tuple[str, ...]
    chair: str
    levels: tuple[str, ...] = ()
    announced: bool | None = None

    def __post_init__(self) -> None:
        if any(len(line.at_levels) != len(self.levels) for line in self.lines):
            raise ValueError("every line needs a number for each level")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPaper:
    """A decision: `articles` without their numbers, which are printed. `authority` is who decides, where it is another
    than the issuer of the letterhead."""

    letterhead: Letterhead
    about: str
    grounds: tuple[str, ...]
    articles: tuple[str, ...]
    signature: Signature
    recipients: tuple[str, ...]
    considering: tuple[str, ...] = ()
    receipt_url: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotSheet:
    """A ballot. Names are voted on by crossing them out where there are neither choices nor levels, else by a mark in
    the column of one; an empty name is a line to write one on."""

    style: Style
    body: str
    title: str
    names: tuple[str, ...]
    choices: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    held_on: date | None = None
