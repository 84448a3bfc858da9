"""The evidence of a finding in words: what each fact means, its value, whether it is complete, what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from liem.kernel.dates import Term
from liem.kernel.errors import LiemError, Message
from liem.law.vocabulary import Fact
from liem.procedures.models import CandidacyKind
from liem.record.choices import BodyKind, Grade, Level, PostRole
from liem.rulebook.book import rule_book
from liem.rulebook.vocabulary import vocabulary
from liem.web.wording import day_words, number_words

_CHOICES: tuple[type[TextChoices], ...] = (Grade, PostRole, BodyKind, Level, CandidacyKind)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One fact or parameter. `value` is empty where the record holds none; `closed` is None where completeness cannot
    arise; `is_missing`: it leaves the finding open; `paper` is what would tell it."""

    meaning: Message
    value: str
    closed: bool | None
    is_missing: bool
    paper: Message | None
    name: str = ""


def evidence_lines(
    about: str, evidence: Iterable[Mapping[str, Any]], missing: Collection[str]
) -> tuple[EvidenceLine, ...]:
    """A finding's stored evidence in words. `about` is the fact table that its rule is about."""
    return tuple(_line(about, item, missing) for item in evidence)


def missing_papers(about: str, missing: Collection[str]) -> tuple[Message, ...]:
    """The papers that would tell the missing facts, each once, in the order given."""
    papers = [paper_for(about, name) for name in missing]
    return tuple(dict.fromkeys(papers))


def paper_for(about: str, name: str) -> Message:
    """Which paper tells this fact; for a parameter, that its value in law was not verified."""
    fact = _fact(about, name)
    if fact is None:
        title = _parameter_title(name)
        return Message(f"giá trị đã kiểm chứng của “{title.vi}”", f"a verified value of “{title.en}”")
    return fact.paper or fact.meaning


def value_words(value: object) -> str:
    """A stored value as people read it: yes or no, a number, a day, a word of the glossary, a term."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case int() | float():
            return number_words(value)
        case str():
            return _text_words(value)
        case _:
            return str(value)


def _line(about: str, item: Mapping[str, Any], missing: Collection[str]) -> EvidenceLine:
    name = str(item["fact"])
    fact = _fact(about, name) if item.get("kind") != "parameter" else None
    value, closed = item["value"], item.get("closed")
    is_absent = value is None and closed is None and bool(missing)
    is_missing = is_absent or (name in missing and closed is not True)
    return EvidenceLine(
        meaning=fact.meaning if fact else _parameter_title(name),
        value=_uncertain(value) if is_missing and closed is False else value_words(value),
        closed=closed,
        is_missing=is_missing,
        paper=paper_for(about, name) if is_missing else None,
        name=name,
    )


def _uncertain(value: object) -> str:
    """A value that nobody answers for is what was entered, not what is."""
    if value is None:
        return _("not certain (none entered)")
    return _("not certain (%(value)s entered)") % {"value": value_words(value)}


def _fact(about: str, name: str) -> Fact | None:
    table = vocabulary().table(about)
    return table.fact(name) if table else None


def _parameter_title(name: str) -> Message:
    return next((one.title for one in rule_book().parameters if one.id == name), Message(name, name))


def _text_words(text: str) -> str:
    for choices in _CHOICES:
        if text in choices.values:
            return str(choices(text).label)
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        return term_words(Term.parse(text))
    except LiemError:
        return text


def term_words(term: Term) -> str:
    """A term in words: 5 years, 3 months."""
    parts = [
        (term.years, _("%(count)s years")),
        (term.months, _("%(count)s months")),
        (term.days, _("%(count)s days")),
    ]
    return " ".join(words % {"count": count} for count, words in parts if count)
