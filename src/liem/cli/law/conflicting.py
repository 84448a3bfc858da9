"""`liem law conflicts`."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from liem.cli.law.book import law_to_read, plain, wording_for
from liem.cli.speech import language, print_json
from liem.cli.working import is_prepared, start_django
from liem.kernel.errors import Message
from liem.law.conflict_words import example_words, rival_words, rule_conflict_words, value_conflict_words
from liem.law.conflicts import Conflicts, HeldValue, conflicts
from liem.law.grounds import Status
from liem.law.packs import Law

if TYPE_CHECKING:
    from liem.law.parameters import ParameterValue


def show_conflicts(options: argparse.Namespace) -> int:
    """What does not go together on the day: for a body, or in the whole rule book."""
    start_django()
    from liem.rulebook.vocabulary import vocabulary

    law, values = _law(options.body, options.on)
    found = conflicts(law, vocabulary=vocabulary(), day=options.on, parameters=values, own=_own_values(options))
    if options.json:
        print_json({**_as_json(found), "unverified_values": _unverified_values(law, values)})
    else:
        print("\n".join(_page(found, law, values, options.on)))
    return 0


def _law(body: str | None, day: date) -> tuple[Law, Mapping[str, ParameterValue | None]]:
    if body is None:
        law = law_to_read().in_force(day)
        return law, law.parameters_on(day)
    from liem.record.scope import superiors_on
    from liem.rulebook.governing import law_for

    regime = law_for(body, day, superiors_on(day))
    return regime.law, regime.parameters


def _own_values(options: argparse.Namespace) -> dict[str, list[HeldValue]]:
    """The values that bodies have set by parameter: those in the line of the body named, or all on record."""
    if options.body is None and not is_prepared():
        return {}
    from liem.record.scope import superiors_on
    from liem.rulebook.values import line_of, own_values

    line = line_of(options.body, superiors_on(options.on)) if options.body else None
    found = defaultdict(list)
    for own in own_values(options.on):
        if line is None or own.body in line:
            found[own.parameter].append(HeldValue(own.value, own.body, f"{own.body}: {own.decision}, {own.clause}"))
    return found


def _page(found: Conflicts, law: Law, values: Mapping[str, ParameterValue | None], day: date) -> Iterator[str]:
    speaks = language()
    count = len(found.values) + len(found.rivals) + len(found.rules)
    unverified = _unverified_values(law, values)
    waiting = sum(rule.status is not Status.VERIFIED for rule in law.rules)
    compared = len(law.rules) - waiting - len(unverified)
    yield Message(
        f"Ngày {day:%d/%m/%Y}: {count} chỗ không khớp nhau trong {compared} quy tắc có căn cứ và giá trị đã đối chiếu. "
        f"Chưa so sánh được {waiting} quy tắc chờ xác minh căn cứ, {len(unverified)} quy tắc chờ xác minh giá trị.",
        f"{day:%d/%m/%Y}: {count} conflicts among {compared} rules with verified grounds and values. "
        f"Not comparable yet: {waiting} whose ground and {len(unverified)} whose values wait to be verified.",
    ).in_language(speaks)
    for one in found.values:
        yield f"\n≠ {value_conflict_words(one, law).in_language(speaks)}"
    for rival in found.rivals:
        words = rival_words(rival, law, wording_for(rival.about, law, values))
        yield f"\n≠ {words.in_language(speaks)}  ({', '.join(rival.rules)})"
    for conflict in found.rules:
        yield f"\n≠ {rule_conflict_words(conflict).in_language(speaks)}  ({conflict.first.id}, {conflict.second.id})"
        wording = wording_for(conflict.first.about, law, values)
        yield from (f"    {line.in_language(speaks)}" for line in example_words(conflict, wording))
    yield from _untried(found.untried)
    yield from _waiting(unverified)


def _unverified_values(law: Law, values: Mapping[str, ParameterValue | None]) -> dict[str, list[str]]:
    """Rules on a verified ground that use values without a verified one, and which."""
    lacking = {
        rule.id: [name for name in rule.parameter_names() if values.get(name) is None]
        for rule in law.rules
        if rule.status is Status.VERIFIED
    }
    return {rule: names for rule, names in lacking.items() if names}


def _waiting(unverified: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if unverified:
        yield Message("\nChờ xác minh giá trị:", "\nValues wait to be verified:").in_language(language())
        yield from (f"  ? {rule}: {', '.join(names)}" for rule, names in unverified.items())


def _untried(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    if pairs:
        yield Message(
            f"\nChưa thử hết {len(pairs)} cặp quy tắc vì quá nhiều trường hợp giáp ranh:",
            f"\n{len(pairs)} pairs of rules have too many boundary rows to try them all:",
        ).in_language(language())
        yield from (f"    {first}, {second}" for first, second in pairs)


def _as_json(found: Conflicts) -> dict[str, Any]:
    return {
        "values": [
            {
                "parameter": one.parameter,
                "values": [{"value": plain(v.value), "body": v.body, "written_in": v.written_in} for v in one.values],
            }
            for one in found.values
        ],
        "rivals": [
            {
                "fact": one.fact,
                "about": one.about,
                "parameters": list(one.parameters),
                "values": plain(one.values),
                "rules": list(one.rules),
            }
            for one in found.rivals
        ],
        "rules": [
            {
                "kind": str(one.kind),
                "rules": [one.first.id, one.second.id],
                "clauses": [[str(clause) for clause in rule.clauses] for rule in (one.first, one.second)],
                "example": plain(one.example),
                "words": plain(rule_conflict_words(one)),
            }
            for one in found.rules
        ],
        "untried": plain(found.untried),
    }
