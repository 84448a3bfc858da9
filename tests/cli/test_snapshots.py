"""`liem snapshot` and `liem audit --snapshots`."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import LedgerEntry, Role
from liem.cli import main
from world import adoption, body, person, post, tenure, write


@pytest.fixture
def record() -> None:
    write(
        body("province", kind="committee"),
        post("desk", "province", field="personnel"),
        person("an"),
        tenure("an", "desk", date(2021, 1, 1)),
        adoption("khoi_03_nq_tu", "province"),
    )
    _officer("officer", "province")


def _officer(username: str, of: str) -> None:
    system = installation()
    account = create_account(NewAccount(username=username, full_name="", password=None), by=system)
    grant_mandate(account, Grant(role=Role.ORGANISATION_OFFICER, body=of, valid_from=date(2020, 1, 1)), by=system)


@pytest.mark.django_db
def test_snapshots_of_two_origins_are_audited_in_one_run(
    record: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / name for name in ("north", "south")]
    for folder in folders:
        assert main(["snapshot", str(folder), "--as-of", "2026-01-01", "--origin", folder.name, "--json"]) == 0
        written = json.loads(capsys.readouterr().out)
        assert (written["origin"], written["as_of"]) == (folder.name, "2026-01-01")
        assert written["tables"]["personnel_work"]["rows"] == 1
    assert main(["audit", "--snapshots", *map(str, folders), "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert [one for one in counts if one["rule"] == "moved_after_years_in_personnel_work"] == [
        {"rule": "moved_after_years_in_personnel_work", "origin": origin, "met": 0, "not_met": 1, "unknown": 0}
        for origin in ("north", "south")
    ]
    monkeypatch.setenv("LIEM_LANGUAGE", "en")
    assert main(["audit", "--snapshots", *map(str, folders)]) == 0
    assert "  0 / 1 / 0  north\n  0 / 1 / 0  south" in capsys.readouterr().out


@pytest.mark.django_db
def test_taking_a_snapshot_out_is_entered_in_the_ledger(
    record: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["snapshot", str(tmp_path / "north"), "--as-of", "2026-01-01", "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    entry = LedgerEntry.objects.get(action="record.export")
    content = json.loads(entry.content.content)
    assert (written["entry"], content["form"], content["manifest"]) == (entry.position, "snapshot", written["digest"])


@pytest.mark.django_db
def test_a_snapshot_is_not_for_an_officer_over_a_part(
    record: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(body("district", superior="province"))
    _officer("part", "district")
    assert main(["snapshot", str(tmp_path / "north"), "--as-of", "2026-01-01", "--as", "part"]) == 1
    assert "[snapshots.part]" in capsys.readouterr().err
    assert (list(tmp_path.iterdir()), LedgerEntry.objects.filter(action="record.export").count()) == ([], 0)


@pytest.mark.django_db
def test_a_snapshot_is_not_written_over_another(
    record: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["snapshot", str(tmp_path / "once"), "--as-of", "2026-01-01"]
    assert [main(arguments), main(arguments)] == [0, 1]
    assert "[snapshots.exists]" in capsys.readouterr().err


@pytest.mark.parametrize("option", [["--record"], ["--as-of", "2026-01-01"]])
def test_snapshots_go_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str], option: list[str]) -> None:
    assert main(["audit", "--snapshots", str(tmp_path), *option]) == 1
    assert "[cli.snapshots_alone]" in capsys.readouterr().err


@pytest.mark.django_db
def test_snapshots_are_audited_by_packs_that_nobody_adopted_here(
    record: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "north")
    assert main(["snapshot", folder, "--as-of", "2026-01-01"]) == 0
    capsys.readouterr()
    rules = {}
    for packs in ([], ["--pack", "bac_giang_2021_2025"], ["--pack", "bac_giang_2021_2025", "--pack", "khoi_03_nq_tu"]):
        assert main(["audit", "--snapshots", folder, *packs, "--json"]) == 0
        counts = json.loads(capsys.readouterr().out)["counts"]
        rules[len(packs)] = {one["rule"] for one in counts}
    assert rules[0] == {"moved_after_years_in_personnel_work"}
    assert "moved_after_years_in_personnel_work" not in rules[2]
    assert rules[4] == rules[0] | rules[2]


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--pack", "khoi_03_nq_tu"], "cli.packs_for_snapshots"), (["--snapshots", "x", "--pack", "no"], "unknown_pack")],
)
def test_a_pack_is_named_for_snapshots_only_and_must_be_there(
    capsys: pytest.CaptureFixture[str], options: list[str], code: str
) -> None:
    assert main(["audit", *options]) == 1
    assert f"{code}]" in capsys.readouterr().err


def test_without_a_database_packs_must_be_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("liem.cli.audit.is_prepared", lambda: False)
    assert main(["audit", "--snapshots", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "[cli.no_law_here]" in said
    assert "--pack" in said
