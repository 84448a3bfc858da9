from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from liem.actions.accounts import installation
from liem.actions.perform import perform
from liem.kernel.errors import LiemError
from liem.rulebook.book import PACKS_VARIABLE, adopted_on, is_readable, known_law, pack_folders, rule_book
from liem.rulebook.models import Adoption
from rulebook.lien_xa import FOLDER, PACK, added
from world import write

pytestmark = pytest.mark.django_db


def _adoption(starts: date, ends: date | None = None) -> Adoption:
    return Adoption(identity="tinh/khoi", body="tinh", pack="khoi_03_nq_tu", valid_from=starts, valid_to=ends)


def _packs(day: date) -> list[str]:
    return [adopted.pack for adopted in adopted_on(day)]


def test_a_pack_is_adopted_from_its_first_day_until_the_day_it_no_longer_holds() -> None:
    write(_adoption(date(2022, 3, 1), date(2025, 7, 1)))
    assert [_packs(day) for day in (date(2022, 2, 28), date(2022, 3, 1), date(2025, 6, 30), date(2025, 7, 1))] == [
        [],
        ["khoi_03_nq_tu"],
        ["khoi_03_nq_tu"],
        [],
    ]


def test_a_superseded_adoption_no_longer_counts() -> None:
    write(_adoption(date(2022, 3, 1)))

    def correct(w) -> None:  # type: ignore[no-untyped-def]
        w.supersede(Adoption, ["tinh/khoi"], reason="ghi nhầm ngày")
        w.add([_adoption(date(2023, 1, 1))])

    perform("installation.fill", by=installation(), body=None, subjects=[], content={}, write=correct)
    assert (_packs(date(2022, 6, 1)), _packs(date(2023, 6, 1))) == ([], ["khoi_03_nq_tu"])


def test_the_rule_book_is_loaded_once() -> None:
    assert rule_book() is rule_book()
    assert {pack.short for pack in rule_book().packs} >= {"guidance", "tra_vinh", "khoi", "bac_giang", "lac_giang"}


def test_an_installation_adds_folders_of_packs_or_single_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (FOLDER, FOLDER / PACK):
        with added(monkeypatch, folder):
            assert rule_book().pack(PACK) is not None
            assert rule_book().pack("khoi") is not None


def test_a_folder_that_is_not_there_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(PACKS_VARIABLE, f"{FOLDER}{os.pathsep}{tmp_path / 'gone'}")
    with pytest.raises(LiemError) as refused:
        pack_folders()
    assert (refused.value.code, refused.value.data) == ("rulebook.no_such_folder", {"folder": str(tmp_path / "gone")})


def test_with_a_folder_gone_nothing_is_judged_and_what_ships_still_names_earlier_findings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with added(monkeypatch, tmp_path / "gone"):
        with pytest.raises(LiemError) as refused:
            rule_book()
        assert (refused.value.code, is_readable()) == ("rulebook.unreadable", False)
        assert f"names the folder “{tmp_path / 'gone'}”, which is not there" in refused.value.message.en
        assert "start Liêm again" in refused.value.message.en
        assert known_law().pack("khoi") is not None


def test_many_mistakes_are_told_in_part(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for number in range(7):
        folder = tmp_path / f"goi_{number}"
        folder.mkdir()
        folder.joinpath("pack.yaml").write_text("id: [", encoding="utf-8")
    with added(monkeypatch, tmp_path):
        with pytest.raises(LiemError) as refused:
            rule_book()
        lines = refused.value.message.en.splitlines()
        assert [line.partition(":")[0] for line in lines[1:6]] == [f"goi_{number}/pack.yaml" for number in range(5)]
        assert lines[6] == "… and 2 more"
