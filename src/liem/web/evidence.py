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
from liem.law.parameters import ParameterValue, Unit
from liem.law.vocabulary import Fact
from liem.procedures.facts.vote_rows import OF_THE_BALLOT
from liem.procedures.models import CandidacyKind
from liem.record.choices import BodyKind, Grade, Level, PostRole, Relation
from liem.rulebook.book import known_law
from liem.rulebook.vocabulary import vocabulary
from liem.web.choices import CHOICE_WORDS
from liem.web.wording import day_words, number_words

_CHOICES: tuple[type[TextChoices], ...] = (Grade, PostRole, BodyKind, Level, CandidacyKind, Relation)


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One fact or parameter. `value` is empty where the record holds none; `closed` is None where completeness cannot
    arise; `is_missing`: it leaves the finding open; `paper` is what would tell it; `source` where on record it comes
    from."""

    meaning: Message
    value: str
    closed: bool | None
    is_missing: bool
    paper: Message | None
    name: str = ""
    source: Message | None = None


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
    """Which paper tells this fact; for a parameter, that its value in law was not verified, and for a rule that what
    it rests on now was not."""
    fact = _fact(about, name)
    if fact is None:
        rule = known_law().rule(name)
        if rule is not None:
            return Message(
                f"bản gốc của văn bản mới cho “{rule.title.vi}” (luật chưa được xác minh)",
                f"the original of the text that “{rule.title.en}” rests on now (law not verified)",
            )
        title = parameter_title(name)
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


def law_value_words(value: ParameterValue | None, unit: Unit) -> str:
    """A value of the law with its unit: 20%, 3, 36 months; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Term):
        return term_words(value)
    return f"{number_words(value)}%" if unit is Unit.PERCENT else number_words(value)


def _line(about: str, item: Mapping[str, Any], missing: Collection[str]) -> EvidenceLine:
    name = str(item["fact"])
    fact = _fact(about, name) if item.get("kind") != "parameter" else None
    value, closed = item["value"], item.get("closed")
    is_absent = value is None and closed is None and bool(missing)
    is_missing = is_absent or (name in missing and closed is not True)
    return EvidenceLine(
        meaning=fact.meaning if fact else parameter_title(name),
        value=_words(about, name, value, is_uncertain=is_missing and closed is False),
        closed=closed,
        is_missing=is_missing,
        paper=paper_for(about, name) if is_missing else None,
        name=name,
        source=_source(about, fact),
    )


def _words(about: str, name: str, value: object, *, is_uncertain: bool) -> str:
    """The value in words; of a ballot that there is one, for its numbers stand in the record of the count alone."""
    if value is not None and name in OF_THE_BALLOT.get(about, ()):
        return _("counted (the number stands in the record of the count)")
    return _uncertain(value) if is_uncertain else value_words(value)


def _source(about: str, fact: Fact | None) -> Message | None:
    """Where in the record the fact comes from: its own place, else that of its table."""
    table = vocabulary().table(about)
    if fact is None or table is None:
        return None
    return fact.source or table.source


def _uncertain(value: object) -> str:
    """A value that nobody answers for is what was entered, not what is."""
    if value is None:
        return _("not certain (none entered)")
    return _("not certain (%(value)s entered)") % {"value": value_words(value)}


def _fact(about: str, name: str) -> Fact | None:
    table = vocabulary().table(about)
    return table.fact(name) if table else None


def parameter_title(name: str) -> Message:
    """What a parameter is called."""
    return next((one.title for one in known_law().parameters if one.id == name), Message(name, name))


def choice_words(text: str) -> str:
    """A word of a closed list as people read it; as written where it is in none."""
    for choices in _CHOICES:
        if text in choices.values:
            return str(choices(text).label)
    return str(CHOICE_WORDS.get(text, text))


def _text_words(text: str) -> str:
    words = choice_words(text)
    if words != text:
        return words
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
