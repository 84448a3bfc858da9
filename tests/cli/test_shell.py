from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import LedgerEntry, Role
from liem.actions.triggers import UNGUARD
from liem.cli import main
from liem.directives.models import Directive
from liem.oversight.models import Audit
from world import adoption, body, person, post, tenure, write

DIRECTIVE = """TỈNH ỦY LẠC GIANG
*
Số 09-KH/TU

Lạc Giang, ngày 05 tháng 4 năm 2026

KẾ HOẠCH
rà soát hồ sơ cán bộ

1. Các sở, ban, ngành rà soát xong trước ngày 30/9/2026.
"""


@pytest.fixture
def directive(tmp_path: Path) -> Path:
    path = tmp_path / "ke_hoach.txt"
    path.write_text(DIRECTIVE, encoding="utf-8")
    return path


def _record() -> None:
    write(
        body("province", kind="committee"),
        post("desk", "province", field="personnel"),
        person("an"),
        tenure("an", "desk", date(2021, 1, 1)),
        adoption("khoi_03_nq_tu", "province"),
    )


def test_reading_prints_one_json_object_with_offsets_into_its_text(
    directive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", str(directive), "--json"]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert reading["text"] == DIRECTIVE
    assert (reading["header"]["symbol"], reading["header"]["date"]) == ("09-KH/TU", "2026-04-05")
    assert [t["value"] for t in reading["dates_deadlines"] if t["kind"] == "due"] == ["2026-09-30"]


@pytest.mark.parametrize(("language", "word"), [("vi", "Kế hoạch"), ("en", "09-KH/TU")])
def test_reading_for_people_speaks_their_language(
    directive: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setenv("LIEM_LANGUAGE", language)
    assert main(["read", str(directive)]) == 0
    assert word.casefold() in capsys.readouterr().out.casefold()


def test_a_refusal_says_what_to_do_in_both_languages_and_exits_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "trong.txt"
    empty.write_bytes(b"")
    assert main(["read", str(empty)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "[documents.empty]" in printed.err
    assert len(printed.err.splitlines()) == 3


@pytest.mark.django_db
def test_audit_gives_every_finding_with_clause_and_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    _record()
    assert main(["audit", "--as-of", "2026-01-01", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["findings"] == [
        {
            "rule": "moved_after_years_in_personnel_work",
            "clauses": ["khoi#II.1.10"],
            "subject": "an",
            "person": "an",
            "body": "province",
            "verdict": "not_met",
            "evidence": [
                {"fact": "continuous_since", "value": "2021-01-01", "closed": None, "kind": "fact"},
                {"fact": "years_in_personnel_work", "value": "P5Y", "closed": None, "kind": "parameter"},
            ],
            "missing": [],
        }
    ]
    assert Audit.objects.count() == 0


@pytest.mark.django_db
def test_an_audit_is_kept_only_when_asked_and_by_an_account_that_may(capsys: pytest.CaptureFixture[str]) -> None:
    _record()
    assert main(["audit", "--as-of", "2026-01-01", "--record"]) == 1
    assert "[actions.no_mandate]" in capsys.readouterr().err
    account = create_account(NewAccount(username="to", full_name="Tổ chức", password=None), by=installation())
    grant_mandate(
        account, Grant(role=Role.ORGANISATION_OFFICER, body="province", valid_from=date(2020, 1, 1)), by=installation()
    )
    assert main(["audit", "--as-of", "2026-01-01", "--record"]) == 0
    assert Audit.objects.get().as_of == date(2026, 1, 1)


@pytest.mark.django_db
def test_a_directive_is_registered_once(directive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    account = create_account(NewAccount(username="to", full_name="Tổ chức", password=None), by=installation())
    grant_mandate(
        account, Grant(role=Role.ORGANISATION_OFFICER, body="province", valid_from=date(2020, 1, 1)), by=installation()
    )
    assert main(["directives", "add", str(directive)]) == 0
    assert main(["directives", "add", str(directive)]) == 0
    assert capsys.readouterr().out == (
        "ke_hoach.txt → d_09_kh_tu: đã ghi vào sổ\nke_hoach.txt → d_09_kh_tu: đã có trong sổ\n"
    )
    assert Directive.objects.count() == 1


@pytest.mark.django_db
def test_verification_exits_with_one_when_an_entry_was_altered(capsys: pytest.CaptureFixture[str]) -> None:
    _record()
    assert main(["ledger", "verify"]) == 0
    with connection.cursor() as cursor:
        for statement in UNGUARD[connection.vendor]:
            cursor.execute(statement)
    LedgerEntry.objects.filter(position=1).update(leaf=b"{}")
    assert main(["ledger", "verify"]) == 1
    assert "1" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_template_is_a_workbook(tmp_path: Path) -> None:
    target = tmp_path / "mau.xlsx"
    assert main(["import", "--template", str(target)]) == 0
    assert target.read_bytes()[:2] == b"PK"


def test_a_taken_port_is_said_before_anything_is_prepared(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["run", "--port", str(port)]) == 1
    assert f"PORT={port + 1}" in capsys.readouterr().err


def test_a_database_of_an_older_version_is_not_served(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = {**os.environ, "LIEM_DATABASE_URL": f"sqlite:///{tmp_path / 'old.sqlite3'}", "LIEM_HOME": str(tmp_path)}
    asked = [sys.executable, "-m", "liem.cli", "serve", "--port", str(port)]
    ended = subprocess.run(asked, env=given, capture_output=True, text=True, timeout=120, check=False)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "liem serve --migrate" in ended.stderr
    assert "[database.not_prepared]" in ended.stderr
