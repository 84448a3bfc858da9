"""A pack that was adopted and is not loaded, or reads otherwise since: nothing is dropped in silence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from liem.actions.accounts import installation
from liem.actions.models import EntryContent
from liem.cli import main
from liem.kernel.errors import LiemError
from liem.oversight.audit import record_audit, run_audit
from liem.oversight.report import as_text
from liem.rulebook.adoption import NewAdoption, adopt_pack, adoptions, withdraw_pack
from liem.rulebook.book import read_once, rule_book
from liem.rulebook.loaded import PacksAtHand, packs_at_hand
from rulebook.lien_xa import FOLDER, PACK, added
from world import adoption, body, write

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 15)
SUPERIORS = {"province": None}


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An adopted pack of the installation's own, in a folder that may be changed."""
    shutil.copytree(FOLDER / PACK, tmp_path / PACK)
    write(body("province", kind="committee"))
    with added(monkeypatch, tmp_path):
        _adopt(date(2023, 1, 1))
        yield tmp_path / PACK


def _adopt(since: date) -> str:
    new = NewAdoption(body="province", pack=PACK, valid_from=since, decision="Quyết định số 4-QĐ/TU")
    return adopt_pack(new, by=installation(), superiors=SUPERIORS).identity


def _forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIEM_PACKS")
    read_once.cache_clear()


def _last_content() -> dict[str, object]:
    found = json.loads(EntryContent.objects.latest("entry_id").content)
    assert isinstance(found, dict)
    return found


def _change(folder: Path) -> None:
    file = folder / "parameters.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n# another reading\n", encoding="utf-8")
    read_once.cache_clear()


def test_an_audit_without_an_adopted_pack_is_refused(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _forget(monkeypatch)
    with pytest.raises(LiemError) as refused:
        run_audit(as_of=DAY)
    assert (refused.value.code, refused.value.data) == (
        "rulebook.pack_missing",
        {"packs": [{"pack": PACK, "body": "province"}]},
    )
    assert refused.value.message.en.startswith(
        "The pack “lien_xa”, which Province applies since 01/01/2023, is not loaded at present."
    )
    assert all("LIEM_PACKS" in said for said in (refused.value.message.vi, refused.value.message.en))


def test_before_it_was_adopted_its_absence_refuses_nothing(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _forget(monkeypatch)
    assert run_audit(as_of=date(2022, 12, 31)).packs == PacksAtHand()


def test_an_audit_asked_to_go_on_without_it_says_so_in_report_and_ledger(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _forget(monkeypatch)
    result = run_audit(as_of=DAY, without_missing=True)
    assert [one.pack for one in result.packs.missing] == [PACK]
    assert "⚠ The pack “lien_xa”, which Province applies" in as_text(result, "en")
    record_audit(result, by=installation())
    assert _last_content()["packs_missing"] == [{"pack": PACK, "body": "province"}]


def test_the_shell_refuses_and_goes_on_when_told(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _forget(monkeypatch)
    assert main(["audit", "--as-of", "2026-03-15"]) == 1
    assert "[rulebook.pack_missing]" in capsys.readouterr().err
    assert main(["audit", "--as-of", "2026-03-15", "--without-missing-packs"]) == 0
    for command in (["law", "in-force", "--on", "2026-03-15"], ["law", "list", "--on", "2026-03-15"]):
        capsys.readouterr()
        assert main(command) == 0
        assert f"⚠ Bộ quy tắc “{PACK}”" in capsys.readouterr().err


def test_a_changed_pack_is_told_until_it_is_adopted_anew(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert packs_at_hand(DAY) == PacksAtHand()
    before = next(pack.digest for pack in rule_book().packs if pack.id == PACK)
    _change(own)
    changed = packs_at_hand(DAY).changed
    assert [(one.pack, one.body, one.digest) for one in changed] == [(PACK, "province", before)]
    assert main(["law", "in-force", "--on", "2026-03-15"]) == 0
    assert "đã thay đổi kể từ khi được áp dụng (từ 01/01/2023)" in capsys.readouterr().err
    result = run_audit(as_of=DAY)
    assert "has changed since it was adopted (from 01/01/2023). Adopt it anew to confirm." in as_text(result, "en")
    record_audit(result, by=installation())
    assert _last_content()["packs_changed"] == [{"pack": PACK, "body": "province"}]
    (identity,) = [one.identity for one in adoptions()]
    withdraw_pack(identity, on=date(2026, 1, 1), reason="xác nhận lại", by=installation())
    _adopt(date(2026, 1, 1))
    assert packs_at_hand(DAY) == PacksAtHand()
    assert [one.pack for one in packs_at_hand(date(2025, 12, 31)).changed] == [PACK]


def test_of_an_adoption_without_a_digest_no_change_is_told(own: Path) -> None:
    write(body("north", superior="province"), adoption(PACK, "north"))
    assert packs_at_hand(DAY) == PacksAtHand()
