"""`liem ledger …` and `liem verify`: from the first checkpoint to a witness and back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.ledger_keys import copy_file
from liem.actions.models import Checkpoint, ErasureRequest, LedgerEntry, LedgerKey, Role
from liem.actions.perform import perform
from liem.actions.receipts import receipt_of
from liem.cli import main
from liem.record.models import PersonDetails
from world import body, person, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIEM_LANGUAGE", "en")


def act() -> int:
    return perform(
        "installation.fill", by=installation(), body=None, subjects=[], content={}, write=lambda w: w.position
    )


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 1
    return capsys.readouterr().err


def test_a_witness_keeps_what_is_handed_over_and_its_signature_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    act()
    keep, first, second = tmp_path / "keep", tmp_path / "first.json", tmp_path / "second.json"
    assert said(capsys, "ledger", "key", "begin", "--origin", "ledger.example/liem").startswith("ledger.example/liem+")
    assert said(capsys, "ledger", "checkpoint").startswith("ledger.example/liem\n3\n")
    said(capsys, "ledger", "export", str(first))
    told = said(capsys, "ledger", "witness", str(first), "--keep", str(keep), "--name", "witness.example/w")
    assert "Kept: 3 entries of ledger.example/liem, continuing the 0 kept before" in told
    key = (keep / "witness.pub").read_text(encoding="utf-8").strip()
    assert key in told

    said(capsys, "ledger", "key", "witness", key)
    said(capsys, "ledger", "checkpoint")
    said(capsys, "ledger", "export", str(second), "--since", "3")
    assert "continuing the 3 kept before" in said(capsys, "ledger", "witness", str(second), "--keep", str(keep))
    compared = said(capsys, "ledger", "compare", str(keep))
    assert compared.splitlines() == [
        "It agrees with the witness: 2 checkpoints, the newest of 4 entries.",
        "New cosignatures kept: 2.",
    ]
    assert "[ledger.rollback]" in refused(capsys, "ledger", "witness", str(first), "--keep", str(keep))


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    act()
    said(capsys, "ledger", "checkpoint")
    file = tmp_path / "there.json"
    file.write_text("mine", encoding="utf-8")
    assert "[export.exists]" in refused(capsys, "ledger", "export", str(file))
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_receipt_is_checked_by_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    position = act()
    file = tmp_path / "receipt.json"
    file.write_text(receipt_of(position, by=installation()).to_text(), encoding="utf-8")
    key = LedgerKey.objects.get().verifier
    lines = said(capsys, "verify", str(file), "--key", key).splitlines()
    assert lines[0].startswith(f"✓ The receipt holds: entry {position} (installation.fill, ")
    assert "The key was taken from the receipt itself" in said(capsys, "verify", str(file))
    damaged = json.loads(file.read_text(encoding="utf-8"))
    damaged["leaf"] = damaged["leaf"].replace("installation.fill", "installation.full")
    file.write_text(json.dumps(damaged), encoding="utf-8")
    assert "[receipt.not_included]" in refused(capsys, "verify", str(file))


def test_a_key_is_replaced_and_both_sign(capsys: pytest.CaptureFixture[str]) -> None:
    act()
    said(capsys, "ledger", "checkpoint")
    said(capsys, "ledger", "key", "rotate", "--reason", "yearly")
    assert Checkpoint.objects.order_by("-size")[0].note.count("\n— ") == 2
    assert len(said(capsys, "ledger", "key", "list").splitlines()) == 2
    assert copy_file().read_text(encoding="utf-8") == Checkpoint.objects.order_by("-size")[0].note


def test_fsck_tells_what_was_compared(capsys: pytest.CaptureFixture[str]) -> None:
    act()
    lines = said(capsys, "ledger", "fsck").splitlines()
    assert lines[0].startswith("The ledger is sound: 2 entries")
    assert lines[1:] == ["  actions_account: 1 rows, 1 digests", "  actions_mandate: 1 rows, 1 digests"]


ORDER = ("--order", "12/QĐ", "--dated", "2026-11-02", "--authority", "Tòa án", "--reason", "theo bản án")


def officer(username: str) -> None:
    account = create_account(
        NewAccount(username=username, full_name=username, password=f"mat-khau-{username}"), by=installation()
    )
    grant = Grant(role=Role.ORGANISATION_OFFICER, body="tinh", valid_from=date(2020, 1, 1))
    grant_mandate(account, grant, by=installation())


def test_erasing_takes_two_accounts_each_with_its_own_password(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(body("tinh"), person("p1"))
    officer("mot"), officer("hai")
    ask = ("ledger", "erase", "ask", "p1", *ORDER, "--record", "--as", "mot")
    monkeypatch.setenv("LIEM_PASSWORD", "mat-khau-mot")
    assert "nothing is erased yet" in said(capsys, *ask)
    asked = ErasureRequest.objects.get()
    assert said(capsys, "ledger", "erase", "list").split("\t")[2:] == ["mot", "12/QĐ", "Tòa án\n"]
    confirm = ("ledger", "erase", "confirm", asked.identity, "--as")
    assert "[erasure.same_person]" in refused(capsys, *confirm, "mot")
    assert "[cli.wrong_password]" in refused(capsys, *confirm, "hai")
    assert PersonDetails.objects.get().name == "Người p1"
    monkeypatch.setenv("LIEM_PASSWORD", "mat-khau-hai")
    assert said(capsys, *confirm, "hai").splitlines()[:3] == [
        "To be erased:",
        "      1  contents kept with entries of the ledger",
        "      1  names and particulars in the record",
    ]
    assert PersonDetails.objects.get().name == "Người p1"
    done = said(capsys, *confirm, "hai", "--yes")
    assert "the content kept with 1 entries, what 1 rows of the record and of cases told, 0 files" in done
    assert said(capsys, "ledger", "erase", "list") == ""
    checked = said(capsys, "ledger", "fsck")
    assert "The row record_persondetails “p1”, written by entry 1, was erased by entry" in checked


def test_what_an_order_does_not_reach_is_told_before_it_is_confirmed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(body("tinh"), person("p1"))
    officer("mot"), officer("hai")
    monkeypatch.setenv("LIEM_PASSWORD", "mat-khau-mot")
    said(capsys, "ledger", "erase", "ask", "p1", *ORDER, "--as", "mot")
    monkeypatch.setenv("LIEM_PASSWORD", "mat-khau-hai")
    listed = said(capsys, "ledger", "erase", "confirm", ErasureRequest.objects.get().identity, "--as", "hai")
    assert listed.splitlines() == [
        "To be erased:",
        "      1  contents kept with entries of the ledger",
        "Kept:",
        "         the record, the cases and the files of papers: this request does not ask for them (--record)",
        "         the account and what was done with it; what audits found, under the code",
        "         older backups, until they are replaced",
        "Nothing is erased yet. Compare the list with the paper; where it is right, run this again with --yes.",
    ]


def test_erasing_needs_somebody_who_may(capsys: pytest.CaptureFixture[str]) -> None:
    act()
    before = LedgerEntry.objects.count()
    assert "[actions.no_mandate]" in refused(capsys, "ledger", "erase", "ask", "p1", *ORDER, "--as", "mot")
    assert LedgerEntry.objects.count() == before
