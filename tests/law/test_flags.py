"""Signs worth a look: raised, clear, unknown, and only while a verified ground stands."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import ibis
import pytest

from law.engines import sqlite_engine
from law.loading import PACK, load
from law.vocabulary import VOCABULARY
from liem.kernel.dates import Term
from liem.law.flags import FlagAnswer, evaluate_flags
from liem.law.packs import Law
from liem.law.source import LawFilesError
from liem.law.trials import run_cases

FLAG = """\
id: alone
topic: nomination
clause: sample#1.2
title: {vi: Chỉ một tên, en: One name only}
in_words: {vi: Chỉ có một người được giới thiệu., en: Only one person was put forward.}
innocent: {vi: Chức danh hẹp., en: Few people qualify.}
about: nomination_meeting
applies: places >= 1
raised: names = 1
expires: 24 months
in_force: {from: 2022-01-01, until: 2026-01-01}
checked: {by: A checker, on: 2025-01-01, against: the sample text}
cases:
  - {name: one, as_of: 2025-01-01, given: {places: 1, names: {rows: 1, closed: true}}, expect: raised}
  - {name: two, as_of: 2025-01-01, given: {places: 1, names: {rows: 2, closed: true}}, expect: clear}
  - {name: open, as_of: 2025-01-01, given: {places: 1, names: {rows: 1, closed: false}}, expect: unknown}
  - {name: no place, as_of: 2025-01-01, given: {places: 0}, expect: not_applicable}
"""


def _law(root: Path, text: str = FLAG) -> Law:
    folder = root / "sample_pack"
    (folder / "flags").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "flags" / "alone.yaml").write_text(text, encoding="utf-8")
    return load(root)


def test_a_flag_says_why_what_explains_it_and_how_long_it_stands(tmp_path: Path) -> None:
    flag = _law(tmp_path).flags[0]
    assert (flag.title.en, flag.innocent.en, flag.expires, str(flag.ground)) == (
        "One name only",
        "Few people qualify.",
        Term(months=24),
        "sample#1.2",
    )


def test_cases_of_flags_run_with_the_others(tmp_path: Path) -> None:
    results = run_cases(_law(tmp_path), VOCABULARY, sqlite_engine())
    assert [(result.owner, result.case, result.passed) for result in results] == [
        ("alone", name, True) for name in ("one", "two", "open", "no place")
    ]


@pytest.mark.parametrize(("day", "flags"), [(date(2025, 12, 31), ["alone"]), (date(2026, 1, 1), [])])
def test_a_flag_ends_with_its_ground(tmp_path: Path, day: date, flags: list[str]) -> None:
    assert [flag.id for flag in _law(tmp_path).in_force(day).flags] == flags


def test_decisions_are_asked_on_an_engine(tmp_path: Path) -> None:
    connection = sqlite3.connect(":memory:")
    table = VOCABULARY.table("nomination_meeting")
    assert table is not None
    columns = ", ".join(table.schema().names)
    connection.execute(f"CREATE TABLE nomination_meeting ({columns})")
    connection.executemany(
        "INSERT INTO nomination_meeting (subject, body, places, names, names_closed) VALUES (?, 'north', 1, ?, ?)",
        [("m1", 1, True), ("m2", 2, False), ("m3", 1, False)],
    )
    found = evaluate_flags(
        _law(tmp_path).flags,
        vocabulary=VOCABULARY,
        tables={"nomination_meeting": ibis.table(table.schema(), name="nomination_meeting")},
        engine=sqlite_engine(connection),
        parameters={},
        as_of=date(2025, 1, 1),
    )
    assert [(one.subject, one.answer, one.missing) for one in found] == [
        ("m1", FlagAnswer.RAISED, ()),
        ("m2", FlagAnswer.CLEAR, ()),
        ("m3", FlagAnswer.UNKNOWN, ("names",)),
    ]


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (("expires: 24 months", "expires: soon"), "law.syntax"),
        (("expect: clear", "expect: not_met"), "law.unknown_choice"),
        (("innocent: {vi: Chức danh hẹp., en: Few people qualify.}\n", ""), "law.missing_innocent"),
        (("id: alone", "id: other"), "law.id_not_file_name"),
        (("expect: unknown", "expect: clear"), "law.no_case_unknown"),
    ],
)
def test_a_damaged_flag_is_refused(tmp_path: Path, damage: tuple[str, str], code: str) -> None:
    with pytest.raises(LawFilesError) as refusal:
        _law(tmp_path, FLAG.replace(*damage))
    assert [problem.code for problem in refusal.value.problems] == [code]
