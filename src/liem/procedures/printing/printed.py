"""The shapes in which what is printed goes from who reads the record to who fills in the forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Style = Literal["party", "state"]
"""The heading: of the Party, or the national one."""

ROOM = "……"
"""Room to write by hand what is not settled yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One official in a list. What is not known stays empty, to be written by hand."""

    name: str
    born_on: date | None = None
    sex: str = ""
    ethnicity: str = ""
    home: str = ""
    party_on: date | None = None
    degree: str = ""
    theory: str = ""
    post: str = ""
    since: date | None = None
    grade: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Who issues a paper, and under which number and day; an empty number and no day are not settled yet. `secrecy` is
    the stamp of its level, empty where it is not secret."""

    style: Style
    issuer: str
    superior: str = ""
    number: str = ""
    dated_on: date | None = None
    secrecy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedBy:
    """Who signs: `on_behalf` of whom, a line each (“T/M Ban Thường vụ”, “KT. Giám đốc”), under which title."""

    title: str = ""
    name: str = ""
    on_behalf: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionInWords:
    """A submission, part by part, a paragraph each. `grounds` are instruments, `considering` papers of the case."""

    heading: Heading
    to: str
    about: str
    grounds: tuple[str, ...]
    considering: tuple[str, ...]
    opening: str
    proposal: tuple[str, ...]
    course: tuple[str, ...]
    conditions: tuple[str, ...]
    conclusion: tuple[str, ...]
    people: tuple[PersonLine, ...]
    signed_by: SignedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInWords:
    """A decision; `articles` without their numbers, the last of them says who carries it out."""

    heading: Heading
    about: str
    grounds: tuple[str, ...]
    considering: tuple[str, ...]
    articles: tuple[str, ...]
    signed_by: SignedBy


def about_words(subject: str) -> str:
    """“về việc cử cán bộ đi học” of a subject as it was typed, with or without those words."""
    if subject.lower().startswith(("về ", "v/v")):
        return subject[:1].lower() + subject[1:]
    return f"về việc {subject[:1].lower()}{subject[1:]}"
