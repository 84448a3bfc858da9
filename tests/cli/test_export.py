"""`liem export …` and `liem import` of a Popolo file, as typed in the shell."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import LedgerEntry, Role
from liem.cli import main
from liem.record.models import Tenure
from world import adoption, body, person, post, tenure, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIEM_LANGUAGE", "en")
    write(
        body("province", kind="committee"),
        post("desk", "province", field="personnel"),
        person("an"),
        tenure("an", "desk", date(2022, 3, 1)),
        adoption("khoi_03_nq_tu", "province"),
    )
    system = installation()
    account = create_account(NewAccount(username="officer", full_name="", password=None), by=system)
    grant = Grant(role=Role.ORGANISATION_OFFICER, body="province", valid_from=date(2020, 1, 1))
    grant_mandate(account, grant, by=system)


def exports() -> int:
    return LedgerEntry.objects.filter(action="record.export").count()


def test_a_workbook_taken_out_can_be_brought_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.xlsx"
    assert main(["export", "workbook", str(out)]) == 0
    assert capsys.readouterr().out.startswith(f"✓ Written: {out}, 4 rows, entry ")
    assert main(["import", str(out), "--dry-run"]) == 0
    assert "every row is on record already" in capsys.readouterr().out
    assert (exports(), out.stat().st_mode & 0o777) == (1, 0o600)


def test_a_file_that_is_there_stays_and_nothing_is_entered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.json"
    out.write_text("mine")
    assert main(["export", "popolo", str(out)]) == 1
    assert "[export.exists]" in capsys.readouterr().err
    assert (out.read_text(), exports()) == ("mine", 0)


def test_popolo_goes_out_and_comes_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.json"
    assert main(["export", "popolo", str(out), "--as-of", "2024-01-01"]) == 0
    assert [one["id"] for one in json.loads(out.read_text())["memberships"]] == ["an/desk/2022-03-01"]
    theirs = tmp_path / "theirs.json"
    theirs.write_text('[{"name": "Bình", "memberships": [{"role": "Head", "organization_id": "province"}]}]')

    assert main(["import", str(theirs)]) == 1
    assert "--assume leading=no --assume role=specialist" in capsys.readouterr().err
    assert main(["import", str(theirs), "--assume", "role=specialist", "--assume", "leading=no"]) == 0
    assert Tenure.objects.filter(person__details__name="Bình").count() == 1


def test_the_form_is_filled_into_the_template_that_was_written(tmp_path: Path) -> None:
    template, form = tmp_path / "template.docx", tmp_path / "form.docx"
    assert main(["export", "form-template", str(template)]) == 0
    assert main(["export", "form", "an", str(form), "--template", str(template)]) == 0
    assert "1) Họ và tên khai sinh: Người an" in [paragraph.text for paragraph in Document(str(form)).paragraphs]


def test_what_falls_due_is_shown_by_code_as_lines_or_as_a_calendar(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["export", "due", "--from", "2027-01-01", "--months", "3"]
    assert main(asked) == 0
    assert capsys.readouterr().out == (
        "01/03/2027\tTransfer due\tan\t—\tProvince\tIn personnel work without a break since 01/03/2022 [khoi#II.1.10]\n"
    )
    assert main([*asked, "--names"]) == 0
    assert "\tNgười an\t" in capsys.readouterr().out
    assert main([*asked, "--ics"]) == 0
    assert "SUMMARY:Transfer due: an" in capsys.readouterr().out
    assert exports() == 3
