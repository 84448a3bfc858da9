"""The pages on writing rules and cases do what they say: their files are written, checked, run and seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import Role
from liem.cli import main
from liem.rulebook.book import read_once
from liem.rulebook.models import Adoption
from liem.web.assets import prepare_assets
from world import body, write

DOCS = Path(__file__).resolve().parents[2] / "docs"


def _blocks(page: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module", autouse=True)
def _assets() -> None:
    prepare_assets()


@pytest.fixture
def my_plan(tmp_path: Path) -> Path:
    for block in _blocks("how-to/write-a-rule.md"):
        file = tmp_path / block.splitlines()[0].removeprefix("# ")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block, encoding="utf-8")
    return tmp_path / "my_plan"


@pytest.fixture
def with_my_plan(my_plan: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("LIEM_PACKS", str(my_plan))
    read_once.cache_clear()
    yield my_plan
    monkeypatch.undo()
    read_once.cache_clear()


def test_the_rule_of_the_page_is_sound_and_its_cases_come_out(
    my_plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", "check", str(my_plan)]) == 0
    capsys.readouterr()
    assert main(["law", "test", str(my_plan), "--json"]) == 0
    results = json.loads(capsys.readouterr().out)
    assert [(one["owner"], one["found"].split(";")[0]) for one in results] == [
        ("enough_names", verdict) for verdict in ("met", "not_met", "unknown", "not_applicable")
    ]


@pytest.mark.django_db
def test_the_rule_of_the_page_is_seen_on_its_page_and_adopted(
    with_my_plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(body("province", kind="committee"))
    account = create_account(NewAccount(username="to", full_name="Tổ chức", password="a long one"), by=installation())
    grant_mandate(
        account, Grant(role=Role.ORGANISATION_OFFICER, body="province", valid_from=date(2020, 1, 1)), by=installation()
    )
    client = Client()
    client.force_login(account)
    page = client.get("/rules/enough_names/")
    assert page.status_code == 200
    assert "Đủ số người được giới thiệu" in page.content.decode()
    decision = ["--from", "2026-01-01", "--decision", "41-QĐ/TU, 05/01/2026"]
    assert main(["law", "adopt", "my_plan", *decision]) == 0
    assert "province" in capsys.readouterr().out
    assert Adoption.objects.get().pack == "my_plan"


def test_the_case_files_of_the_page_come_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for index, block in enumerate(_blocks("reference/case-files.md")):
        (tmp_path / f"{index}.yaml").write_text(block, encoding="utf-8")
    assert main(["law", "test", str(tmp_path), "--json"]) == 0
    results = json.loads(capsys.readouterr().out)
    assert (len(results), all(one["passed"] for one in results)) == (4, True)
