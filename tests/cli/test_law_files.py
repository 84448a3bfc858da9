"""`liem law check` and `liem law test`: packs and case files of one's own, sound, wrong or broken."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from law.loading import PACK, PARAMETERS
from liem.cli import main
from liem.rulebook.book import rule_book
from rulebook.lien_xa import added

DAY = "2026-01-01"


@pytest.fixture
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIEM_LANGUAGE", "en")


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["law", *words]) == code
    return capsys.readouterr().out


def found(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    return json.loads(said(capsys, *words, "--json", code=code))


SURPLUS = """\
id: enough_people
topic: nomination
clause: sample#1.2
title: {vi: Đủ người, en: Enough people}
in_words: {vi: Có ít nhất hai người., en: There are at least two people.}
remedy: {vi: Bổ sung., en: Add some.}
about: nomination_meeting
requires: names >= 2
strength: must
severity: low
serves: [audit]
in_force: {from: 2022-01-01}
checked: {by: A checker, on: 2025-01-01, against: the sample text}
cases:
  - {name: two, as_of: 2025-05-31, given: {names: {rows: 2}}, expect: met}
  - {name: one, as_of: 2025-05-31, given: {names: {rows: 1, closed: true}}, expect: not_met}
  - {name: nobody knows, as_of: 2025-05-31, given: {}, expect: unknown, expect_missing: [names]}
"""


@pytest.fixture
def own_pack(tmp_path: Path) -> Path:
    folder = tmp_path / "sample_pack"
    (folder / "rules").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "parameters.yaml").write_text(PARAMETERS, encoding="utf-8")
    (folder / "rules" / "enough_people.yaml").write_text(SURPLUS, encoding="utf-8")
    return folder


def test_a_sound_pack_of_one_s_own_is_checked_with_the_others(
    own_pack: Path, capsys: pytest.CaptureFixture[str], in_english: None
) -> None:
    law = rule_book()
    assert f"{len(law.rules) + 1} rules" in said(capsys, "check", str(own_pack))
    assert found(capsys, "check", str(own_pack.parent)) == []


def test_every_mistake_is_told_with_file_and_line(own_pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = own_pack / "rules" / "enough_people.yaml"
    rule.write_text(SURPLUS.replace("names >= 2", "name >= 2").replace("strength: must", "strength: most"), "utf-8")
    problems = found(capsys, "check", str(own_pack), code=1)
    assert [(one["file"], one["line"], one["code"]) for one in problems] == [
        ("sample_pack/rules/enough_people.yaml", 8, "law.unknown_fact"),
        ("sample_pack/rules/enough_people.yaml", 9, "law.unknown_choice"),
    ]
    assert "sample_pack/rules/enough_people.yaml:8: " in said(capsys, "check", str(own_pack), code=1)


def test_a_folder_without_a_pack_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "check", str(tmp_path)]) == 1
    assert "[law.no_pack]" in capsys.readouterr().err


@pytest.mark.parametrize("engine", ["duckdb", "sqlite"])
def test_the_cases_of_a_pack_of_one_s_own_run_alone(
    own_pack: Path, capsys: pytest.CaptureFixture[str], engine: str
) -> None:
    results = found(capsys, "test", str(own_pack), "--engine", engine)
    assert [(one["owner"], one["case"], one["passed"], one["engine"]) for one in results] == [
        ("enough_people", "two", True, engine),
        ("enough_people", "one", True, engine),
        ("enough_people", "nobody knows", True, engine),
    ]


def test_a_pack_that_the_installation_has_already_is_not_read_twice(
    own_pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIEM_PACKS", str(own_pack.parent))
    assert len(found(capsys, "test", str(own_pack))) == 3


def test_case_files_run_with_file_and_line_and_fail_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], in_english: None
) -> None:
    file = tmp_path / "theirs.yaml"
    file.write_text(
        "rule: more_names_than_places\ncases:\n"
        "  - {name: a tie, as_of: 2025-05-31, given: {places: 2, names: {rows: 2, closed: true}}, expect: met}\n",
        encoding="utf-8",
    )
    printed = said(capsys, "test", str(file), code=1)
    assert printed == (
        f"✕ {file}:3: more_names_than_places, “a tie”: expected ✓ met; found ✕ not met\n"
        "✕ 0 / 1 cases come out (duckdb).\n"
    )
    assert found(capsys, "test", str(tmp_path), code=1)[0]["found"] == "not_met"


def test_what_came_out_is_said_in_vietnamese_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIEM_LANGUAGE", "vi")
    file = tmp_path / "theirs.yaml"
    file.write_text(
        "rule: more_names_than_places\ncases:\n"
        "  - {name: a tie, as_of: 2025-05-31, given: {places: 2, names: {rows: 2, closed: true}}, "
        "expect: unknown, expect_missing: [names]}\n",
        encoding="utf-8",
    )
    assert "mong đợi ? chưa biết, thiếu names; ra ✕ trái quy định, không thiếu gì\n" in said(
        capsys, "test", str(file), code=1
    )


@pytest.mark.parametrize(
    ("content", "code"), [("rule: nothing_here\ncases: []\n", "law.files"), (b"\xff\xfe", "law.encoding")]
)
def test_case_files_that_cannot_be_read_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | bytes, code: str
) -> None:
    file = tmp_path / "theirs.yaml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    assert main(["law", "test", str(file)]) == 1
    assert f"[{code}]" in capsys.readouterr().err


def test_an_empty_folder_of_cases_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "test", str(tmp_path)]) == 1
    assert "[law.no_case_files]" in capsys.readouterr().err


@pytest.fixture
def broken_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A pack of the installation's own that no longer loads."""
    folder = tmp_path / "goi_hong"
    folder.mkdir()
    folder.joinpath("pack.yaml").write_text("id: [", encoding="utf-8")
    with added(monkeypatch, tmp_path):
        yield folder


@pytest.mark.parametrize(
    "asked",
    [["law", "list"], ["law", "conflicts"], ["audit", "--as-of", DAY]],
)
@pytest.mark.django_db
def test_with_a_broken_pack_nothing_is_judged_and_what_to_do_is_said(
    broken_pack: Path, capsys: pytest.CaptureFixture[str], in_english: None, asked: list[str]
) -> None:
    assert main(asked) == 1
    complained = capsys.readouterr().err
    assert "goi_hong/pack.yaml:2: " in complained
    assert "restore or correct the files" in complained
    assert "[rulebook.unreadable]" in complained


def test_check_names_the_place_in_a_broken_pack(
    broken_pack: Path, capsys: pytest.CaptureFixture[str], in_english: None
) -> None:
    printed = said(capsys, "check", code=1)
    assert printed.startswith("goi_hong/pack.yaml:2: ")
    assert printed.endswith("1 thing to correct.\n")


def test_the_file_of_a_rule_is_told_from_one_of_cases_by_one_message(
    own_pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = own_pack / "rules" / "enough_people.yaml"
    assert main(["law", "test", str(file)]) == 1
    told = capsys.readouterr().err
    assert "liem law test PACK/" in told
    assert "law.unknown_key" not in told


def test_a_name_that_nothing_is_called_by_is_refused_in_expect_missing(
    own_pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = own_pack / "rules" / "enough_people.yaml"
    rule.write_text(SURPLUS.replace("expect_missing: [names]", "expect_missing: [nmes]"), "utf-8")
    (problem,) = found(capsys, "check", str(own_pack), code=1)
    assert (problem["code"], problem["line"]) == ("law.unknown_missing", 17)
    assert problem["en"].endswith("Did you mean “names”?")


def test_two_packs_of_one_name_are_told_apart_by_their_folders(
    own_pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    second = tmp_path / "elsewhere" / "sample_pack"
    shutil.copytree(own_pack, second)
    (problem,) = found(capsys, "check", str(own_pack), str(second), code=1)
    assert problem["code"] == "law.duplicate_id"
    assert str(own_pack.resolve()) in problem["en"]
    assert str(second.resolve()) in problem["en"]
