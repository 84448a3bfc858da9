"""`liem install` and `liem account …`, as typed in the shell."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from liem.actions.checkpoints import make_checkpoint
from liem.actions.ledger_keys import current_keys
from liem.actions.models import Account, LedgerEntry, Mandate
from liem.actions.verification import verify
from liem.cli import main
from liem.record.models import BodyState, Place

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-thu-12"
INSTALL = ["install", "--body", "tinh-uy", "--name", "Tỉnh ủy Lạc Giang", "--account", "an"]


@pytest.fixture(autouse=True)
def _shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIEM_LANGUAGE", "en")
    monkeypatch.setenv("LIEM_PASSWORD", PASSWORD)


def granted() -> list[tuple[str, str, str]]:
    rows = Mandate.objects.filter(known_to__isnull=True).exclude(role="installation").order_by("known_from")
    return list(rows.values_list("account__username", "role", "body"))


def test_an_empty_record_begins_with_one_body_and_one_officer_who_can_sign_in() -> None:
    assert main([*INSTALL, "--since", "01/07/2025"]) == 0
    state = BodyState.objects.get()
    assert (state.body_id, state.name, f"{state.valid_from}") == ("tinh-uy", "Tỉnh ủy Lạc Giang", "2025-07-01")
    assert granted() == [("an", "organisation_officer", "tinh-uy")]
    assert Client().login(username="an", password=PASSWORD)
    assert verify().sound


def test_units_are_installed_with_it(tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    table.write_text("province_code,province,code,name,kind\n01,Lạc Giang,00004,An Hòa,Xã\n", encoding="utf-8")
    assert main([*INSTALL, "--places", str(table)]) == 0
    assert list(Place.objects.order_by("key").values_list("key", "within")) == [("00004", "01"), ("01", None)]


def test_it_is_installed_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(INSTALL) == 0
    before = LedgerEntry.objects.count()
    assert main([*INSTALL[:-1], "binh"]) == 1
    assert "record.begun" in capsys.readouterr().err
    assert (LedgerEntry.objects.count(), Account.objects.filter(username="binh").exists()) == (before, False)


def test_the_ledger_goes_by_the_name_chosen() -> None:
    assert main([*INSTALL, "--origin", "ledger.example/liem"]) == 0
    checkpoint = make_checkpoint()
    assert checkpoint is not None
    assert checkpoint.note.startswith("ledger.example/liem\n")
    assert [key.name for key in current_keys()] == ["ledger.example/liem"]
    assert verify().sound


@pytest.mark.parametrize("origin", ["ledger example", "a+b", "a" * 201])
def test_a_name_that_no_ledger_can_have_is_refused_before_anything_is_written(
    origin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*INSTALL, "--origin", origin]) == 1
    assert "ledger.origin" in capsys.readouterr().err
    assert not LedgerEntry.objects.exists()


@pytest.mark.parametrize("password", ["", "ngan", "password1234"])
def test_a_weak_password_is_refused_before_anything_is_written(
    password: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LIEM_PASSWORD", password)
    assert main(INSTALL) == 1
    assert "cli.password" in capsys.readouterr().err
    assert not BodyState.objects.exists()


def test_accounts_are_added_listed_given_another_password_and_ended(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(INSTALL)
    assert main(["account", "add", "binh", "--role", "inspector", "--body", "tinh-uy"]) == 0
    assert granted()[1] == ("binh", "inspector", "tinh-uy")
    assert main(["account", "add", "chi", "--role", "auditor", "--body", "khong-co"]) == 1
    assert "cli.no_such_body" in capsys.readouterr().err
    assert not Account.objects.filter(username="chi").exists()
    assert main(["account", "add", "chi", "--role", "official"]) == 1
    assert "actions.grant" in capsys.readouterr().err
    assert not Account.objects.filter(username="chi").exists()

    monkeypatch.setenv("LIEM_PASSWORD", "mat-khau-khac-34")
    assert main(["account", "password", "binh"]) == 0
    assert Client().login(username="binh", password="mat-khau-khac-34")
    assert not Client().login(username="binh", password=PASSWORD)

    assert main(["account", "end", "binh", "--reason", "moved elsewhere"]) == 0
    assert [one[0] for one in granted()] == ["an"]
    capsys.readouterr()
    assert main(["account", "list"]) == 0
    assert [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()] == ["an", "binh"]
    assert main(["account", "password", "khong"]) == 1
    assert verify().sound
