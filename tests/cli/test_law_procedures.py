"""Procedures in `liem law`: shown step by step, their cases run, their faults named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from law.procedures.sample import PROCEDURE, write_procedures
from liem.cli import main
from liem.rulebook.book import rule_book

ONE = "state_appointment_inside"
DAY = "2026-01-01"


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIEM_LANGUAGE", "en")


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["law", *words]) == code
    return capsys.readouterr().out


def own_pack(root: Path, text: str = PROCEDURE) -> str:
    """A pack with the sample procedure alone; its gate is a rule that is on file anyway."""
    folder = write_procedures(root, {"sample_release": text.replace("[sound]", "[no_kin_in_procedure]")})
    (folder / "sample_pack" / "rules" / "sound.yaml").unlink()
    return str(folder / "sample_pack")


@pytest.mark.django_db
def test_a_procedure_is_shown_step_by_step(capsys: pytest.CaptureFixture[str]) -> None:
    printed = said(capsys, "show", ONE, "--on", DAY).splitlines()
    second = printed.index("2. Answer on the principle  (nd170#33.1)")
    assert printed[second : second + 5] == [
        "2. Answer on the principle  (nd170#33.1)",
        "   · the leaders together of the body that decides",
        "   · within 15 working days of “Ask for agreement in principle”",
        "   · papers: Agreement in principle",
        "   · not by whoever took step 1",
    ]
    assert "   · Present must be at least 2/3 of those convened." in printed
    assert "   · law not verified: from a draft printed in the press; the text as issued was not found" in printed


@pytest.mark.django_db
def test_programs_read_a_procedure_with_its_steps(capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.loads(said(capsys, "show", ONE, "--on", DAY, "--json"))
    procedure = rule_book().procedure(ONE)
    assert procedure is not None
    assert (shown["kind"], shown["procedure"], shown["about"], shown["effect"]) == (
        "procedure",
        "appointment_inside",
        "post",
        "tenure_begins",
    )
    assert [step["id"] for step in shown["steps"]] == [step.id for step in procedure.steps]
    assert shown["steps"][1]["limit"]["en"] == "within 15 working days of “Ask for agreement in principle”"
    assert len(shown["cases"]) == len(procedure.cases)


@pytest.mark.django_db
def test_the_cases_of_procedures_run_with_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "test", own_pack(tmp_path)) == "✓ 2 / 2 cases come out (duckdb).\n"


@pytest.mark.django_db
def test_a_case_that_comes_out_otherwise_fails_and_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = own_pack(tmp_path, PROCEDURE.replace("open: [request]", "open: [opinion]"))
    place = "sample_pack/procedures/sample_release.yaml:67"
    assert said(capsys, "test", pack, code=1).splitlines() == [
        f"✕ {place}: sample_release, “skipped”: open: expected opinion; found request",
        "✕ 1 / 2 cases come out (duckdb).",
    ]
    entries = json.loads(said(capsys, "test", pack, "--json", code=1))
    assert [(one["case"], one["passed"], one["expected"], one["found"]) for one in entries] == [
        ("to the end", True, "", ""),
        ("skipped", False, "open: opinion", "open: request"),
    ]


@pytest.mark.django_db
def test_a_fault_in_a_procedure_is_named_with_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = own_pack(tmp_path, PROCEDURE.replace("act: propose", "act: proposes"))
    assert "sample_pack/procedures/sample_release.yaml:14: “act” cannot be “proposes”." in said(
        capsys, "check", pack, code=1
    )
