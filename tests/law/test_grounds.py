"""Rules that outlive their instruments: what counts on a day, what lapsed, what was never verified."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from law.engines import sqlite_engine
from law.loading import load, write_pack
from law.vocabulary import VOCABULARY
from liem.kernel.verdicts import Verdict
from liem.law.evaluate import question_of, standings_of
from liem.law.grounds import Status
from liem.law.instruments import Jurisdiction
from liem.law.packs import Law, load_law
from liem.law.questions import Moment, prepare
from liem.law.relations import Relation
from liem.law.source import LawFilesError
from liem.law.trials import run_cases

PACK = """\
id: sample_pack
short: sample
title: {vi: Bộ quy định mẫu, en: Sample set}
kind: Quy định
issuer_kind: Trung ương
jurisdiction: state
in_force: {from: 2010-01-01}
instruments:
  - short: old
    symbol: 1-QĐ/TW
    issuer: Bộ Chính trị
    dated: 2018-01-01
    title: {vi: Quy định cũ, en: Old regulation}
    jurisdiction: party
    in_force: {from: 2018-01-01, until: 2024-01-01}
    status: verified
    source: a page
  - short: new
    symbol: 2-QĐ/TW
    issuer: Bộ Chính trị
    dated: 2024-01-01
    title: {vi: Quy định mới, en: New regulation}
    jurisdiction: party
    in_force: {from: 2024-01-01}
    replaces: [old]
    status: verified
    source: another page
"""
HEAD = """\
id: sound
topic: appointment
title: {vi: Quy tắc mẫu, en: A sample rule}
in_words: {vi: Có chương trình hành động., en: There is an action programme.}
remedy: {vi: Nộp chương trình., en: File the programme.}
about: candidacy
requires: action_programmes >= 1
strength: must
severity: medium
serves: [audit]
cases:
  - {name: one, as_of: 2020-01-01, given: {action_programmes: {rows: 1, closed: true}}, expect: met}
  - {name: none, as_of: 2020-01-01, given: {action_programmes: {rows: 0, closed: true}}, expect: not_met}
  - {name: open, as_of: 2020-01-01, given: {}, expect: unknown}
"""
CHECKED = "checked: {by: A checker, on: 2025-01-01, against: the sample text}"
OLD = f"  - {{clause: old#3, from: 2018-01-01, until: 2024-01-01, status: verified, {CHECKED}}}\n"
NEW = f"  - {{clause: new#toan_van, from: 2024-01-01, status: verified, {CHECKED}}}\n"
NEW_PENDING = "  - {clause: new#toan_van, from: 2024-01-01, status: pending, source: hearsay}\n"


def _law(tmp_path: Path, *grounds: str, head: str = HEAD) -> Law:
    return load(write_pack(tmp_path, rule=f"{head}grounds:\n{''.join(grounds)}", pack=PACK, parameters="[]"))


def _on(law: Law, day: date) -> tuple[str, Status] | None:
    rule = law.in_force(day).rule("sound")
    return (str(rule.ground), rule.status) if rule else None


def test_the_ground_follows_the_date(tmp_path: Path) -> None:
    law = _law(tmp_path, OLD, NEW)
    days = [date(2017, 12, 31), date(2018, 1, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [_on(law, day) for day in days] == [
        None,
        ("old#3", Status.VERIFIED),
        ("old#3", Status.VERIFIED),
        ("new#toan_van", Status.VERIFIED),
    ]


def test_a_rule_that_lapsed_without_a_verified_successor_stays_as_pending(tmp_path: Path) -> None:
    law = _law(tmp_path, OLD, NEW_PENDING)
    assert [_on(law, day) for day in (date(2023, 12, 31), date(2024, 1, 1))] == [
        ("old#3", Status.VERIFIED),
        ("new#toan_van", Status.PENDING),
    ]


def test_a_hypothesis_that_was_never_verified_is_switched_off_and_its_cases_still_run(tmp_path: Path) -> None:
    law = _law(tmp_path, NEW_PENDING)
    assert (_on(law, date(2025, 1, 1)), [rule.id for rule in law.rules]) == (None, ["sound"])
    assert [result.passed for result in run_cases(law, VOCABULARY, sqlite_engine())] == [True, True, True]


def test_a_lapsed_rule_is_unknown_for_everybody_and_names_itself(tmp_path: Path) -> None:
    rule = _law(tmp_path, OLD, NEW_PENDING).in_force(date(2025, 1, 1)).rules[0]
    table = VOCABULARY.table("candidacy")
    assert table is not None
    row = {"subject": "c1", "person": "an", "body": "north", "action_programmes": 1, "action_programmes_closed": True}
    schema = table.schema()
    stored = Relation("candidacy", schema, [[row.get(name) for name in schema.names]])
    moment = Moment(date(2025, 1, 1), {})
    answers = prepare(question_of([rule], table), {"candidacy": stored.table()}, "sqlite").ask(
        sqlite_engine(), moment, stored=[stored]
    )
    found = standings_of([rule], answers, moment)
    assert [(one.verdict, one.missing, one.unverified) for one in found] == [(Verdict.UNKNOWN, (), ("sound",))]


def test_jurisdiction_comes_from_the_instrument_unless_it_is_written(tmp_path: Path) -> None:
    law = _law(tmp_path / "a", OLD, NEW)
    written = _law(tmp_path / "b", OLD, NEW, head=f"{HEAD}jurisdiction: both\n")
    assert [one.rules[0].jurisdiction for one in (law, written)] == [Jurisdiction.PARTY, Jurisdiction.BOTH]


@pytest.mark.parametrize(
    ("grounds", "code"),
    [
        ([OLD.replace("until: 2024-01-01", "until: 2024-01-02")], "law.outside_instrument"),
        ([OLD.replace("from: 2018-01-01", "from: 2017-12-31")], "law.outside_instrument"),
        ([OLD.replace("until: 2024-01-01, ", "")], "law.outside_instrument"),
        ([OLD, OLD.replace("old#3", "old#4")], "law.overlapping_grounds"),
        ([NEW_PENDING.replace(", source: hearsay", "")], "law.missing_source"),
        ([OLD.replace(f", {CHECKED}", "")], "law.missing_checked"),
        ([OLD.replace("old#3", "odl#3")], "law.unknown_directive"),
    ],
)
def test_a_ground_that_cannot_be_is_refused(tmp_path: Path, grounds: list[str], code: str) -> None:
    with pytest.raises(LawFilesError) as refusal:
        _law(tmp_path, *grounds)
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_a_single_ground_beside_dated_ones_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawFilesError) as refusal:
        _law(tmp_path, OLD, head=f"{HEAD}clause: old#3\n")
    assert [problem.code for problem in refusal.value.problems] == ["law.doubled_ground"]


def test_an_instrument_that_replaces_something_unheard_of_is_refused(tmp_path: Path) -> None:
    pack = PACK.replace("replaces: [old]", "replaces: [odl]")
    with pytest.raises(LawFilesError) as refusal:
        load(write_pack(tmp_path, pack=pack, parameters="[]"))
    assert [(p.code, "Did you mean “old”?" in p.message.en) for p in refusal.value.problems] == [
        ("law.unknown_directive", True)
    ]


def test_a_draft_joins_the_files_or_stands_in_for_one(tmp_path: Path) -> None:
    write_pack(tmp_path, rule=f"{HEAD}grounds:\n{OLD}", pack=PACK, parameters="[]")
    other = f"{HEAD}grounds:\n{OLD}".replace("id: sound", "id: other")
    changed = f"{HEAD}grounds:\n{OLD}".replace("severity: medium", "severity: low")
    law = load_law(
        VOCABULARY,
        tmp_path,
        drafts={"sample_pack/rules/other.yaml": other, "sample_pack/rules/sound.yaml": changed},
    )
    assert [(rule.id, str(rule.severity)) for rule in law.rules] == [("other", "medium"), ("sound", "low")]


def test_a_folder_may_be_one_pack(tmp_path: Path) -> None:
    write_pack(tmp_path, rule=f"{HEAD}grounds:\n{OLD}", pack=PACK, parameters="[]")
    assert [rule.id for rule in load_law(VOCABULARY, tmp_path / "sample_pack").rules] == ["sound"]
