"""The tables of docs/reference/national-pack.md, drawn from the national pack itself.

`DJANGO_SETTINGS_MODULE=liem.web.settings python -m law.national_page` (in `tests/`) writes them anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import django

from liem.law.grounds import Ground, Status, ground_on
from liem.law.instruments import Instrument
from liem.law.packs import Law, load_law, packs_folder
from liem.law.procedures.steps import Procedure
from liem.law.rules import Rule
from liem.law.vocabulary import Vocabulary

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "national-pack.md"
DAY = date(2026, 11, 21)
_PACK = "vietnam"
ROW = re.compile(r"\b[A-Z]{2}-\d{2}\b")


def national_law(vocabulary: Vocabulary) -> Law:
    """The national pack, read beside the others: rules of theirs are gates of its procedures."""
    law = load_law(vocabulary)
    return replace(
        law,
        packs=tuple(pack for pack in law.packs if pack.id == _PACK),
        rules=tuple(rule for rule in law.rules if rule.pack == _PACK),
        parameters=tuple(parameter for parameter in law.parameters if parameter.pack == _PACK),
        targets=tuple(target for target in law.targets if target.pack == _PACK),
        flags=tuple(flag for flag in law.flags if flag.pack == _PACK),
        procedures=tuple(procedure for procedure in law.procedures if procedure.pack == _PACK),
    )


def rows_of(one: Rule | Procedure) -> list[str]:
    """The facts of the register that the rule or procedure rests on, as the first line of its file names them."""
    first = (packs_folder() / one.file).read_text(encoding="utf-8").splitlines()[0]
    return ROW.findall(first)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _time(starts: date | None, ends: date | None) -> str:
    assert starts is not None
    return f"from {_day(starts)}" if ends is None else f"{_day(starts)} until {_day(ends)}"


def _ground(ground: Ground, law: Law) -> str:
    named = dict.fromkeys(clause.directive for clause in ground.clauses)
    symbols = " with ".join(one.symbol for short in named if (one := law.instrument(short)))
    return f"{symbols} {_time(ground.in_force.starts, ground.in_force.ends)}, {ground.status}"


def standing(one: Rule | Procedure, day: date) -> str:
    """How the rule or procedure stands on the day, in a word."""
    ground = ground_on(one.grounds, day)
    if ground is None:
        return "switched off" if all(found.status is Status.PENDING for found in one.grounds) else "not in force"
    return "in force" if ground.status is Status.VERIFIED else "law not verified"


def _rules(law: Law) -> Iterator[str]:
    yield f"| Rule | What it asks | Rows | Grounds | On {_day(DAY)} |"
    yield "| --- | --- | --- | --- | --- |"
    for rule in sorted(law.rules, key=lambda rule: (rule.topic, rule.id)):
        grounds = "; ".join(_ground(ground, law) for ground in rule.grounds)
        yield f"| `{rule.id}` | {rule.title.en} | {', '.join(rows_of(rule))} | {grounds} | {standing(rule, DAY)} |"


def _procedures(law: Law) -> Iterator[str]:
    yield f"| Procedure | What it brings about | Rows | Grounds | Steps | Not verified | On {_day(DAY)} |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for one in sorted(law.procedures, key=lambda one: (one.kind, one.id)):
        grounds = "; ".join(_ground(ground, law) for ground in one.grounds)
        unsure = [step.id for step in one.steps if step.pending is not None]
        cells = [f"`{one.id}`", one.title.en, ", ".join(rows_of(one)), grounds, str(len(one.steps))]
        yield f"| {' | '.join(cells)} | {', '.join(f'`{name}`' for name in unsure) or '–'} | {standing(one, DAY)} |"


def _instrument(one: Instrument, law: Law) -> str:
    replaced = ", ".join(old.symbol for short in one.replaces if (old := law.instrument(short)))
    time, status = _time(one.in_force.starts, one.in_force.ends), "verified" if one.verified else "pending"
    cells = [f"`{one.short}`", one.symbol, one.issuer, _day(one.dated), time, replaced or "–", status, one.source.en]
    return f"| {' | '.join(cells)} |"


def _instruments(law: Law) -> Iterator[str]:
    yield "| Short | Number | Issuer | Dated | In force | Replaces | Status | Source |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for pack in law.packs:
        for one in sorted(pack.instruments, key=lambda one: (one.jurisdiction, one.dated)):
            yield _instrument(one, law)


def written_anew(text: str, law: Law) -> str:
    """The page with its drawn tables replaced by those of the law."""
    tables = (("rules", _rules(law)), ("procedures", _procedures(law)), ("instruments", _instruments(law)))
    for name, lines in tables:
        block = f"<!-- {name} -->\n" + "\n".join(lines) + f"\n<!-- end of {name} -->"
        text = re.sub(rf"<!-- {name} -->.*?<!-- end of {name} -->", lambda _, block=block: block, text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    django.setup()
    from liem.rulebook.vocabulary import vocabulary

    PAGE.write_text(written_anew(PAGE.read_text(encoding="utf-8"), national_law(vocabulary())), encoding="utf-8")
