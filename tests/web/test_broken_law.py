"""A pack that no longer loads: what needs the law says so, everything else goes on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from liem.actions.models import Role
from rulebook.lien_xa import FOLDER, PACK, added
from web import audited
from web.conftest import SignIn
from web.seen import heading, main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An audited record; then a rule of the installation's own pack is spoiled, and Liêm started again."""
    audited.build()
    shutil.copytree(FOLDER / PACK, tmp_path / PACK)
    file = tmp_path / PACK / "rules" / "desk_changed.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("personnel_work", "personel_work"), encoding="utf-8")
    with added(monkeypatch, tmp_path):
        yield


@pytest.fixture
def officer(signed_in: SignIn) -> Client:
    return signed_in(Role.ORGANISATION_OFFICER, "tinh")


@pytest.mark.parametrize("address", ["/rules/", "/rules/draft/", "/findings/", "/rules/packs/", "/rules/conflicts/"])
def test_a_page_that_needs_the_law_says_which_file_is_wrong_and_what_to_do(officer: Client, address: str) -> None:
    response = officer.get(address)
    assert (response.status_code, heading(response)) == (503, "The rule book cannot be used")
    said = main(response)
    assert "lien_xa/rules/desk_changed.yaml:9: “about” cannot be “personel_work”" in said
    assert "restore or correct the files" in said
    assert "start Liêm again" in said


def test_it_says_so_in_vietnamese(signed_in: SignIn) -> None:
    response = signed_in(Role.INSPECTOR, "tinh", language="vi").get("/rules/")
    assert (response.status_code, heading(response)) == (503, "Không dùng được bộ quy tắc")
    assert "khôi phục hoặc sửa tệp" in main(response)


@pytest.mark.parametrize(
    "address", ["/", "/people/", "/people/hoa/", "/organisation/", "/organisation/so-a/", "/ledger/"]
)
def test_record_and_ledger_go_on_under_a_notice(officer: Client, address: str) -> None:
    response = officer.get(address)
    assert response.status_code == 200
    assert "until it is repaired nothing is judged by rules" in main(response)


def test_rules_of_what_was_found_before_keep_their_names(officer: Client) -> None:
    assert "Key leaders of districts and communes are not local" in main(officer.get("/people/hoa/"))


def test_an_official_still_reads_the_own_page(signed_in: SignIn) -> None:
    assert signed_in(Role.OFFICIAL, person="hoa").get("/mine/").status_code == 200


def test_signing_in_needs_no_law() -> None:
    assert Client().get("/sign-in/").status_code == 200
