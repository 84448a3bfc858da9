"""What does not go together in the law of a day, as a body is bound by it, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liem.kernel.errors import Message
from liem.law.conflict_words import example_words, rival_words, rule_conflict_words, value_conflict_words
from liem.law.conflicts import ConflictKind, Conflicts, HeldValue, RuleConflict, conflicts
from liem.law.grounds import Status
from liem.law.readable import Wording
from liem.law.rules import Rule
from liem.record.days import titles_of
from liem.record.scope import superiors_on
from liem.rulebook.governing import Regime, law_for
from liem.rulebook.values import OwnValue, own_values
from liem.rulebook.vocabulary import vocabulary
from liem.web.conditions import wording_of

_KEPT_AT_MOST = 16
_kept: dict[tuple[object, ...], Conflicts] = {}


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One conflict in a sentence, the provisions it is between, and the facts of a subject that shows it."""

    words: str
    kind: str
    rules: tuple[Rule, ...] = ()
    example: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictsHere:
    """What was found for a body on a day, how many rules were held against one another, and how many could not be."""

    lines: tuple[ConflictLine, ...]
    rules: int
    unverified: int
    untried: tuple[tuple[Rule, Rule], ...]


def conflicts_here(body: str, day: date) -> ConflictsHere:
    """A constant number of queries; what was worked out for the same law and day is kept."""
    superiors = superiors_on(day)
    place = body if body in superiors else next((key for key, above in superiors.items() if above is None), "")
    regime, own = law_for(place, day, superiors), own_values(day)
    found = _found(regime, own, day)
    law = regime.law
    verified = sum(rule.status is Status.VERIFIED and not law.unverified_values(rule, day) for rule in law.rules)
    return ConflictsHere(
        tuple(_lines(found, regime)),
        verified,
        len(law.rules) - verified,
        tuple(
            (first, second) for one, other in found.untried if (first := law.rule(one)) and (second := law.rule(other))
        ),
    )


def _found(regime: Regime, own: tuple[OwnValue, ...], day: date) -> Conflicts:
    law = regime.law
    values = tuple(sorted((name, str(value)) for name, value in regime.parameters.items()))
    rules = tuple((rule.digest, rule.status, rule.clauses) for rule in law.rules)
    key = (day, rules, values, own)
    if key not in _kept:
        if len(_kept) >= _KEPT_AT_MOST:
            _kept.clear()
        _kept[key] = conflicts(law, vocabulary=vocabulary(), day=day, parameters=regime.parameters, own=_held(own, day))
    return _kept[key]


def _held(own: Iterable[OwnValue], day: date) -> dict[str, list[HeldValue]]:
    found = list(own)
    titles = titles_of(bodies={one.body for one in found})
    held: dict[str, list[HeldValue]] = defaultdict(list)
    for one in found:
        written = f"{titles.body(one.body, day)}, {one.decision}, {one.clause}"
        held[one.parameter].append(HeldValue(one.value, one.body, written))
    return held


def _lines(found: Conflicts, regime: Regime) -> Iterable[ConflictLine]:
    law = regime.law
    for conflict in found.rules:
        example = example_words(conflict, _wording(regime, conflict.first.about)) if conflict.example else ()
        yield ConflictLine(
            _said(rule_conflict_words(conflict)),
            _kind(conflict),
            (conflict.first, conflict.second),
            tuple(_said(one) for one in example),
        )
    for differing in found.values:
        yield ConflictLine(_said(value_conflict_words(differing, law)), _("several values"))
    for rivals in found.rivals:
        between = tuple(rule for name in rivals.rules if (rule := law.rule(name)))
        yield ConflictLine(_said(rival_words(rivals, law, _wording(regime, rivals.about))), _("two limits"), between)


def _kind(conflict: RuleConflict) -> str:
    match conflict.kind:
        case ConflictKind.IMPOSSIBLE:
            return _("cannot both be kept")
        case ConflictKind.IMPLIED:
            return _("one repeats the other")
        case ConflictKind.DISAGREEMENT:
            return _("Party and State differ")


def _wording(regime: Regime, about: str) -> Wording:
    table = vocabulary().table(about)
    assert table is not None
    return wording_of(regime.law, table, regime.parameters)


def _said(message: Message) -> str:
    return message.in_language(get_language() or "vi")
