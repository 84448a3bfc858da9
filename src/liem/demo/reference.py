"""The page `docs/reference/demo-province.md`, written from the planted list itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from liem.demo import CLOSING_DAY, DISTRICTS_DAY
from liem.demo.accounts import ACCOUNTS
from liem.demo.planted import GROUPED, PLANTED, TARGETS, Kind, Planted

_HEAD = f"""# The demo province

Lạc Giang is invented, with everybody and every place in it. `liem.demo` makes it from fixed seeds, the same every time:
60 communes, the eight districts that ended on 30/06/2025, provincial agencies and Party commissions, about 3,000
officials with their posts since 2012, evaluations of 2023 to 2025, declarations for 2025, kin, candidacies and
nomination meetings.

The record is complete to {CLOSING_DAY:%d/%m/%Y}, and the audit runs as of that day; targets about districts are shown
as of {DISTRICTS_DAY:%d/%m/%Y}. Everything is in order but for what is listed here. `tests/demo` works every rule out a
second time in plain Python and compares: the audit finds this list, no more and no less.

This page is written by `liem.demo.reference.page()`.

- **breach**: not met. **near miss**: just on the right side (met, or the rule does not apply). **unattested**: unknown,
  because a paper or an attestation is missing.
- A subject is the key of what the rule is about: an evaluation (`person-year`), a person in personnel work, a meeting,
  a candidacy, a tenure (`person-number`), a declaration owed.
"""
_KINDS = {Kind.BREACH: "breach", Kind.NEAR_MISS: "near miss", Kind.UNATTESTED: "unattested"}


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([_HEAD, *_accounts(), *_planted(), *_targets()]) + "\n"


def _accounts() -> Iterator[str]:
    yield "## Accounts\n"
    yield "| user name | may |"
    yield "| --- | --- |"
    for account in ACCOUNTS:
        yield f"| `{account.username}` | {account.what.en} |"


def _planted() -> Iterator[str]:
    yield "\n## What is planted"
    for rule, cases in groupby(sorted(PLANTED, key=_order), key=lambda planted: planted.rule):
        yield f"\n### `{rule}`\n"
        yield "| subject | kind | as of | why | vì sao |"
        yield "| --- | --- | --- | --- | --- |"
        for planted in cases:
            days = ", ".join(f"{day:%d/%m/%Y}" for day in planted.on)
            kind = _KINDS[planted.kind] + ("" if planted.applies else " (does not apply)")
            yield f"| `{planted.subject}` | {kind} | {days} | {planted.why.en} | {planted.why.vi} |"


def _order(planted: Planted) -> tuple[str, int, str]:
    return planted.rule, list(Kind).index(planted.kind), planted.subject


def _targets() -> Iterator[str]:
    yield "\n## Where the targets stand"
    for day in (DISTRICTS_DAY, CLOSING_DAY):
        yield f"\n### As of {day:%d/%m/%Y}\n"
        yield "| target | standing | population | counted | unknown |"
        yield "| --- | --- | --- | --- | --- |"
        for target in TARGETS:
            if target.day == day:
                standing = target.verdict.value.replace("_", " ")
                yield f"| `{target.target}` | {standing} | {target.total} | {target.counted} | {target.unknown} |"
        yield ""
        yield from _groups(day)


def _groups(day: date) -> Iterator[str]:
    yield "| target by body or place | groups | met but for |"
    yield "| --- | --- | --- |"
    for target in GROUPED:
        if target.day == day:
            others = ", ".join(
                f"`{group}` ({verdict.value.replace('_', ' ')})"
                for group, verdict in target.others.items()
                if verdict != "met"
            )
            yield f"| `{target.target}` | {len(target.groups)} | {others or '–'} |"
