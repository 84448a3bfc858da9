"""Signs worth a look, as pages tell them: the sign in words, the decision it is on, what was said to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liem.law.flags import Flag
from liem.oversight.flags import DecisionFlags, FlagLine, Reply, Review
from liem.oversight.models import ReviewOutcome
from liem.oversight.subjects import Subject
from liem.procedures.models import CandidacyKind
from liem.rulebook.book import known_law
from liem.web.acting import role_name
from liem.web.findings_in_words import subject_words


@dataclass(frozen=True, slots=True)
class FlagView:
    """A sign on a decision; `flag` is None where the rule book no longer holds it."""

    line: FlagLine
    flag: Flag | None
    subject: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with the signs that it shows."""

    decision: DecisionFlags
    subject: str
    flags: tuple[FlagView, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A reply or a review and who gave it, as a role and a body, never as a name."""

    text: str
    who: str
    body: str
    on: object
    outcome: str = ""


def flag_view(line: FlagLine) -> FlagView:
    return FlagView(line, known_law().flag(line.flag), decision_words(line))


def decision_views(decisions: Iterable[DecisionFlags]) -> tuple[DecisionView, ...]:
    """Each decision with its signs in words."""
    return tuple(
        DecisionView(one, _decision(one.subject), tuple(flag_view(line) for line in one.lines)) for one in decisions
    )


def decision_words(line: FlagLine) -> str:
    """What the sign is on: “Bổ nhiệm Phó Giám đốc”."""
    return _decision(line.subject)


def replies_in_words(line: FlagLine) -> tuple[Said, ...]:
    """What was said, the earliest first."""
    return tuple(_said(one) for one in line.replies)


def review_in_words(line: FlagLine) -> Said | None:
    """How it was closed, if it was."""
    return _said(line.review, _outcome(line.review.outcome)) if line.review else None


def _decision(subject: Subject) -> str:
    if subject.kind and subject.name:
        return _capital(f"{CandidacyKind(subject.kind).label} {subject.name}")
    return _capital(subject_words(subject))


def _outcome(outcome: str) -> str:
    return _("explained") if outcome == ReviewOutcome.EXPLAINED else _("followed up")


def _said(one: Reply | Review, outcome: str = "") -> Said:
    return Said(one.text, role_name(one.role), one.body_name, one.on, outcome)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
