"""`liem law list` and `liem law show`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from liem.cli.law import procedures
from liem.cli.law.book import (
    Listed,
    Provision,
    find_listed,
    kind_of,
    law_to_read,
    listed,
    plain,
    warn_of_packs,
    wording_for,
)
from liem.cli.law.reasons import ANSWERS, VERDICTS
from liem.cli.speech import language, print_json
from liem.cli.working import start_django
from liem.kernel.errors import LiemError, Message
from liem.kernel.verdicts import Verdict
from liem.law.cases import Case
from liem.law.flags import Flag
from liem.law.grounds import Status, Topic, ground_on
from liem.law.language.faults import nearest_few
from liem.law.packs import Law
from liem.law.procedures.steps import Procedure
from liem.law.readable import Wording, lines, value_words
from liem.law.reading import Condition
from liem.law.rules import Rule
from liem.law.targets import Target, TargetCase

_KINDS = {
    "rule": Message("Quy tắc", "Rules"),
    "target": Message("Chỉ tiêu", "Targets"),
    "flag": Message("Dấu hiệu", "Signs worth a look"),
    "procedure": Message("Quy trình", "Procedures"),
}
_MARKS = {"in_force": "●", "unverified": "?", "coming": "○", "off": "–", "ended": "×"}


_STATUS = {
    Status.VERIFIED: Message("đã đối chiếu", "verified"),
    Status.PENDING: Message("chưa đối chiếu", "pending"),
}


def list_law(options: argparse.Namespace) -> int:
    """Everything in the rule book, topic by topic, with its state on the day."""
    start_django()
    law = law_to_read()
    warn_of_packs(options.on)
    _refuse_unknown(options, law)
    chosen = sorted(
        (one for one in listed(law) if _is_wanted(one, options)),
        key=lambda one: (list(Topic).index(one.topic), one.id),
    )
    if options.json:
        print_json([_entry(one, law, options.on) for one in chosen])
        return 0
    print("\n".join(_list(chosen, law, options.on)))
    return 0


def show(options: argparse.Namespace) -> int:
    """One of them: words, clause, condition as written and in words or steps, values, who checked it, cases."""
    start_django()
    law = law_to_read()
    one = find_listed(law, options.name)
    if options.json:
        print_json(_whole(one, law, options.on))
    else:
        print("\n".join([*_opening(one, law, options.on), *_page(one, law, options.on)]))
    return 0


def _list(chosen: Sequence[Listed], law: Law, day: date) -> Iterator[str]:
    """Rules, targets and signs apart: how many, how many of them stand how, then topic by topic."""
    speaks = language()
    for kind, name in _KINDS.items():
        found = [one for one in chosen if _kind(one) == kind]
        if not found:
            continue
        states = [_state(one, law, day) for one in found]
        counts = [f"{mark} {_state_words(state)} {states.count(state)}" for state, mark in _MARKS.items()]
        held = "   ".join(count for count, state in zip(counts, _MARKS, strict=True) if state in states)
        yield f"\n{name.in_language(speaks)} ({len(found)}), {day:%d/%m/%Y}:  {held}"
        for topic, group in groupby(found, key=lambda one: one.topic):
            yield f"\n{_topic(topic)}"
            for one in group:
                clauses = ", ".join(str(clause) for clause in _clauses(one, day))
                yield f"  {_MARKS[_state(one, law, day)]} {one.id}  ({clauses})  {one.title.in_language(speaks)}"


def _kind(one: Listed) -> str:
    return "procedure" if isinstance(one, Procedure) else kind_of(one)


def _is_wanted(one: Listed, options: argparse.Namespace) -> bool:
    rests_on = {one.pack, *(clause.directive for clause in _all_clauses(one))}
    return options.topic in {None, one.topic} and (options.directive is None or options.directive in rests_on)


def _refuse_unknown(options: argparse.Namespace, law: Law) -> None:
    topics = [str(topic) for topic in Topic]
    shorts = [short for pack in law.packs for short in (pack.id, pack.short, *(one.short for one in pack.instruments))]
    for name, known, vi, en in (
        (options.topic, topics, "chủ đề", "topic"),
        (options.directive, shorts, "văn bản", "directive"),
    ):
        if name is not None and name not in known:
            listed = ", ".join(nearest_few(name, known))
            raise LiemError(
                f"law.unknown_{en}",
                Message(
                    f"Không có {vi} “{name}”. Gần nhất: {listed}.",
                    f"There is no {en} “{name}”. Nearest: {listed}.",
                ),
                {en: name},
            )


def _entry(one: Listed, law: Law, day: date) -> dict[str, Any]:
    from liem.web.law_words import force_in

    pack = next(pack for pack in law.packs if pack.id == one.pack)
    force = force_in(law, one, day)
    return {
        "id": one.id,
        "kind": _kind(one),
        "title": plain(one.title),
        "topic": str(one.topic),
        "jurisdiction": str(one.jurisdiction if isinstance(one, Rule | Procedure) else pack.jurisdiction),
        "pack": one.pack,
        "about": str(one.concerns) if isinstance(one, Procedure) else one.about,
        "clauses": [str(clause) for clause in force.ground.clauses],
        "state": str(force.state),
        "since": plain(force.since),
        "until": plain(force.until),
        "unverified_values": [parameter.id for parameter in force.values],
    }


def _whole(one: Listed, law: Law, day: date) -> dict[str, Any]:
    own = procedures.parts(one, law, day) if isinstance(one, Procedure) else _conditions_of(one, law, day)
    return {
        **_entry(one, law, day),
        "in_words": plain(one.in_words),
        "file": one.file,
        "digest": one.digest,
        "grounds": _grounds_of(one),
        **own,
        "cases": [plain(case.name) for case in one.cases],
    }


def _conditions_of(one: Provision, law: Law, day: date) -> dict[str, Any]:
    wording = wording_for(one.about, law, law.parameters_on(day), day=day)
    return {
        "conditions": {
            name: {
                "text": condition.text,
                "lines": [{"depth": line.depth, **plain(line.words)} for line in lines(condition.tree, wording)],
            }
            for name, condition in _conditions(one)
        },
        "parameters": [
            {"id": name, "title": plain(wording.titles.get(name)), "value": plain(wording.values.get(name))}
            for name in _parameters(one)
        ],
    }


def _grounds_of(one: Listed) -> list[dict[str, Any]]:
    from liem.web.law_words import grounds_of

    return [
        {
            "clauses": [str(clause) for clause in ground.clauses],
            "status": str(ground.status),
            "from": plain(ground.in_force.starts),
            "until": plain(ground.in_force.ends),
            "pending": ground.in_force.pending,
            "source": plain(ground.source),
            "checked": plain(
                {"by": ground.checked.by, "on": ground.checked.on, "against": plain(ground.checked.against)}
                if ground.checked
                else None
            ),
        }
        for ground in grounds_of(one)
    ]


def _opening(one: Listed, law: Law, day: date) -> Iterator[str]:
    """What it is called, what it rests on, how it stands, what it asks."""
    speaks = language()
    clauses = ", ".join(str(clause) for clause in _clauses(one, day))
    yield f"{one.title.in_language(speaks)}\n  {one.id} · {clauses} · {_topic(one.topic)}"
    yield f"  {_state_words(_state(one, law, day))} ({day:%d/%m/%Y})"
    yield f"\n{one.in_words.in_language(speaks)}"


def _page(one: Listed, law: Law, day: date) -> Iterator[str]:
    speaks = language()
    if isinstance(one, Procedure):
        yield from procedures.steps_in_words(one, law, day)
        yield from _grounds(one)
        yield from procedures.cases_in_words(one)
        return
    wording = wording_for(one.about, law, law.parameters_on(day), day=day)
    for name, condition in _conditions(one):
        yield f"\n{name}: {condition.text.strip()}"
        yield from _read_out(condition, wording)
    yield from _grounds(one)
    for name in _parameters(one):
        title = wording.titles.get(name, Message(name, name)).in_language(speaks)
        yield f"  {title}: {wording.parameter_value(name).in_language(speaks)}"
    yield Message(f"\nTrường hợp thử ({len(one.cases)}):", f"\nCases ({len(one.cases)}):").in_language(speaks)
    for case in one.cases:
        yield f"  {_expected(one, case):<16} {case.as_of:%d/%m/%Y}  {case.name.in_language(speaks)}"


def _expected(one: Provision, case: Case | TargetCase) -> str:
    """What the case must come to, as a word."""
    words = ANSWERS if isinstance(one, Flag) else VERDICTS
    expected = [group.verdict for group in case.expect] if isinstance(case, TargetCase) else [case.expect]
    return ", ".join(words[Verdict(verdict)].in_language(language()) for verdict in expected)


def _read_out(condition: Condition, wording: Wording) -> Iterator[str]:
    for line in lines(condition.tree, wording):
        yield f"  {'  ' * line.depth}· {line.words.in_language(language())}{':' if line.heads else ''}"


def _grounds(one: Listed) -> Iterator[str]:
    from liem.web.law_words import grounds_of

    yield Message("\nCăn cứ:", "\nGrounds:").in_language(language())
    for ground in grounds_of(one):
        first = value_words(ground.in_force.starts).vi if ground.in_force.starts else ground.in_force.pending
        last = f" – {value_words(ground.in_force.ends).vi}" if ground.in_force.ends else ""
        against = (
            f"{ground.checked.by}, {ground.checked.on:%d/%m/%Y}: {ground.checked.against.in_language(language())}"
            if ground.checked
            else ground.source.in_language(language())
            if ground.source
            else ""
        )
        clauses, status = ", ".join(map(str, ground.clauses)), _STATUS[ground.status].in_language(language())
        yield f"  {clauses}  [{status}]  {first}{last}  {against or ''}"


def _conditions(one: Provision) -> list[tuple[str, Condition]]:
    if isinstance(one, Target):
        return [("population", one.population), ("counts", one.counts)]
    found = [("applies", one.applies), ("requires" if isinstance(one, Rule) else "raised", one.requires)]
    return [(name, condition) for name, condition in found if condition is not None]


def _parameters(one: Provision) -> list[str]:
    if isinstance(one, Target):
        return [bound for bound in (one.at_least, one.at_most) if isinstance(bound, str)]
    return [parameter.name for parameter in one.parameters()]


def _all_clauses(one: Listed) -> list[Any]:
    from liem.web.law_words import grounds_of

    return [clause for ground in grounds_of(one) for clause in ground.clauses]


def _clauses(one: Listed, day: date) -> tuple[Any, ...]:
    ground = ground_on(one.grounds, day) if isinstance(one, Rule | Procedure) else None
    return ground.clauses if ground else one.clauses


def _state(one: Listed, law: Law, day: date) -> str:
    from liem.web.law_words import force_in

    return str(force_in(law, one, day).state)


def _state_words(state: str) -> str:
    from liem.web.law_words import STATES, ForceState

    return str(STATES[ForceState(state)])


def _topic(topic: Topic) -> str:
    from liem.web.law_words import TOPICS

    return str(TOPICS[topic])
