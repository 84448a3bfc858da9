"""The rule book as a list: what it holds, how each provision stands on a day, and what the filters leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from liem.law.flags import Flag
from liem.law.grounds import Topic
from liem.law.packs import Law
from liem.law.procedures.steps import Procedure
from liem.law.rules import Rule
from liem.law.targets import Target
from liem.web.directive_names import full_name
from liem.web.law_words import TOPICS, Force, ForceState, Listed, clauses_of, force_in
from liem.web.searching import says

_TOPICS, _STATES = list(Topic), list(ForceState)


@dataclass(frozen=True, slots=True)
class ProvisionLine:
    """A rule, target, sign worth a look or procedure, and how it stands on the day asked about."""

    provision: Listed
    force: Force

    @property
    def strength(self) -> str:
        """`must` or `strive`; nothing for a sign worth a look or a procedure."""
        return "" if isinstance(self.provision, Flag | Procedure) else self.provision.strength.value


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filters leave; empty asks for all. `source` is the short name of a directive or an instrument."""

    text: str = ""
    source: str = ""
    topic: str = ""
    strength: str = ""
    state: str = ""


def provisions(law: Law, kind: str, day: date) -> tuple[ProvisionLine, ...]:
    """All of one kind (`rules`, `targets`, `flags`, `procedures`): by topic, those that bind first, then by title."""
    by_kind: dict[str, Sequence[Listed]] = {
        "rules": law.rules,
        "targets": law.targets,
        "flags": law.flags,
        "procedures": law.procedures,
    }
    return tuple(sorted((line_of(law, one, day) for one in by_kind[kind]), key=_rank))


def line_of(law: Law, provision: Listed, day: date) -> ProvisionLine:
    """One of them as it stands on the day."""
    return ProvisionLine(provision, force_in(law, provision, day))


def chosen(lines: Iterable[ProvisionLine], wanted: Wanted, language: str) -> tuple[ProvisionLine, ...]:
    """Those that the filters leave, in the same order."""
    return tuple(line for line in lines if _fits(line, wanted, language))


def states_of(lines: Iterable[ProvisionLine]) -> Counter[ForceState]:
    """How many stand how."""
    return Counter(line.force.state for line in lines)


def sources_of(lines: Iterable[ProvisionLine], language: str) -> list[tuple[str, str]]:
    """The directives and instruments that they rest on, ever: short name and what it is called, by name."""
    shorts = {clause.directive for line in lines for clause in clauses_of(line.provision)}
    return sorted(((short, full_name(short, language)) for short in shorts), key=lambda one: one[1].casefold())


def topics_of(lines: Iterable[ProvisionLine]) -> list[tuple[str, str]]:
    """The topics that occur, in the order of the list of topics."""
    found = {line.provision.topic for line in lines}
    return [(topic.value, str(TOPICS[topic])) for topic in _TOPICS if topic in found]


def _rank(line: ProvisionLine) -> tuple[int, int, str]:
    return _TOPICS.index(line.provision.topic), _STATES.index(line.force.state), line.provision.title.vi.casefold()


def _fits(line: ProvisionLine, wanted: Wanted, language: str) -> bool:
    one = line.provision
    return (
        wanted.topic in ("", one.topic.value)
        and wanted.strength in ("", line.strength)
        and wanted.state in ("", line.force.state.value)
        and (not wanted.source or any(clause.directive == wanted.source for clause in clauses_of(one)))
        and (not wanted.text or says(_said(one, language), wanted.text))
    )


def _said(one: Listed, language: str) -> str:
    """Everything that a search may hit: its words in both languages, its id, topic, clauses and their instruments."""
    messages = (one.title, one.in_words)
    remedy = [one.remedy] if isinstance(one, Rule | Target) else []
    words = [text for message in (*messages, *remedy) for text in (message.vi, message.en)]
    clauses = [f"{clause} {full_name(clause.directive, language)}" for clause in clauses_of(one)]
    return " ".join([one.id, str(TOPICS[one.topic]), *words, *clauses])
