"""The page `docs/reference/demo-province.md`, written from the planted list itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from liem.demo import CLOSING_DAY, DISTRICTS_DAY
from liem.demo.accounts import ACCOUNTS
from liem.demo.cases.flags import FLAGS
from liem.demo.fill import build_demo_realm
from liem.demo.gaps import all_gaps
from liem.demo.planted import GROUPED, PLANTED, TARGETS, Kind, Planted, unanswered_on

_HEAD = f"""# The demo province

Lạc Giang is invented, with everybody and every place in it. `liem.demo` makes it from fixed seeds, the same every time.
On 01/07/2025 two provinces became one: Lạc Giang and Nhạn Hải, each with a provincial committee, agencies and eight
districts until 30/06/2025. Today there are 40 agencies at the level of the province and 124 communes, most of them
joined out of two. About 5,600 officials stand on record, with their posts since 2012, evaluations of 2021 to 2025,
declarations for 2024 to 2026, qualifications, trainings, kin, succession lists, candidacies and nomination meetings,
rotations to districts and communes and back, and posts that change hands every two to five years.
Personal identification numbers begin with a code that no province has.

The record is complete to {CLOSING_DAY:%d/%m/%Y}, and the audit runs as of that day; targets about districts are shown
as of {DISTRICTS_DAY:%d/%m/%Y}. Everything is in order but for what is listed here. `tests/demo` works every rule out a
second time in plain Python and compares: the audit finds this list, no more and no less; and the checks of dossiers
find the gaps that are listed, no more and no less.

This page is written by `liem.demo.reference.page()`.

- **breach**: not met. **near miss**: just on the right side (met, or the rule does not apply). **unattested**: unknown,
  because a paper or an attestation is missing.
- A subject is the key of what the rule is about: an evaluation (`person-year`), a person in personnel work, a meeting,
  a candidacy, a tenure (`person-number`; a rotation and the holding of a listed post are tenures too), two tenures of
  relatives (`tenure:tenure`), a declaration owed.
"""
_KINDS = {Kind.BREACH: "breach", Kind.NEAR_MISS: "near miss", Kind.UNATTESTED: "unattested"}


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join([_HEAD, *_accounts(), *_planted(), *_unanswered(), *_gaps(), *_flags(), *_targets()]) + "\n"


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


def _unanswered() -> Iterator[str]:
    yield "\n### Rules that nobody can answer yet\n"
    yield "Unknown of everything to which they apply, or may apply.\n"
    yield "| rule | as of | why | vì sao |"
    yield "| --- | --- | --- | --- |"
    for day in (DISTRICTS_DAY, CLOSING_DAY):
        for rule, why in unanswered_on(day).items():
            yield f"| `{rule}` | {day:%d/%m/%Y} | {why.en} | {why.vi} |"


def _gaps() -> Iterator[str]:
    yield "\n## Dossiers with something to put right\n"
    yield f"What the checks of dossiers find as of {CLOSING_DAY:%d/%m/%Y}, in these dossiers and no others.\n"
    yield "| person | check | why | vì sao |"
    yield "| --- | --- | --- | --- |"
    for gap in sorted(all_gaps(build_demo_realm()), key=lambda gap: (gap.check, gap.person)):
        detail = f" {gap.detail}" if gap.detail else ""
        yield f"| `{gap.person}` | `{gap.check}`{detail} | {gap.why.en} | {gap.why.vi} |"


def _flags() -> Iterator[str]:
    yield "\n## Signs worth a look\n"
    yield "Raised on these decisions and no others. Signs that need steps or votes are unknown until those are kept.\n"
    yield "| decision | sign | as of | why | vì sao |"
    yield "| --- | --- | --- | --- | --- |"
    for flag in FLAGS:
        days = ", ".join(f"{day:%d/%m/%Y}" for day in flag.on)
        yield f"| `{flag.decision}` | `{flag.flag}` | {days} | {flag.why.en} | {flag.why.vi} |"


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
