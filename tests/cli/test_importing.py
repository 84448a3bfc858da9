"""`liem import` with everything that a person may have to be asked about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liem.actions.accounts import Grant, NewAccount, create_account, grant_mandate, installation
from liem.actions.models import Role
from liem.cli import main
from liem.record.models import PersonDetails

OLD_FONT = "Mã cán bộ,Họ và tên,Ngày sinh\ncb-1,NguyÔn ThÞ Ph\xadîng,05/09/1985\ncb-2,§Æng V¨n Khëi,20/11/1979\n"


@pytest.fixture
def officer(db: None) -> None:
    """An account that imports for the whole province."""
    system = installation()
    account = create_account(NewAccount(username="may", full_name="Lò Thị Mây", password=None), by=system)
    grant = Grant(role=Role.ORGANISATION_OFFICER, body="tinh-uy", valid_from=date(2020, 1, 1))
    grant_mandate(account, grant, by=system)


def names() -> list[str]:
    current = PersonDetails.objects.filter(known_to=None)
    return list(current.order_by("person_id").values_list("name", flat=True))


@pytest.mark.usefixtures("officer")
def test_an_old_font_is_asked_about_and_named_in_the_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "Cán bộ.csv"
    table.write_text(OLD_FONT, encoding="utf-8")

    assert main(["import", str(table)]) == 1
    assert "--encoding tcvn3" in capsys.readouterr().err
    assert names() == []
    assert main(["import", str(table), "--encoding", "tcvn3", "--as", "may"]) == 0
    assert names() == ["Nguyễn Thị Phượng", "Đặng Văn Khởi"]


@pytest.mark.usefixtures("officer")
def test_a_likely_duplicate_is_decided_in_the_report_and_the_report_imported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, report = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "report.xlsx"
    first.write_text("Code;Name;Date of birth\ncb-1;Trần Thị Hòa;05/09/1985\n", encoding="utf-8")
    second.write_text("Code;Name;Date of birth\ncb-9;Trần Thị Hoà;05/09/1985\n", encoding="utf-8")

    assert main(["import", str(first), "--sheet", "people"]) == 0
    assert main(["import", str(second), "--sheet", "people", "--report", str(report)]) == 1
    assert "“cb-9” Trần Thị Hoà, 05/09/1985 (b.csv › b › 2) ↔ “cb-1”" in capsys.readouterr().out
    workbook = load_workbook(report)
    workbook["Quyết định"]["C2"] = "Một người: giữ hồ sơ"
    workbook.save(report)

    assert main(["import", str(report)]) == 0
    assert names() == ["Trần Thị Hòa"]


@pytest.mark.usefixtures("officer")
def test_a_report_never_takes_the_place_of_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "Cán bộ.csv"
    table.write_text("Mã cán bộ,Họ và tên\ncb-1,Lò Thị Mây\n", encoding="utf-8")

    assert main(["import", str(table), "--dry-run", "--report", str(table)]) == 1
    assert "import.report_exists" in capsys.readouterr().err
    assert table.read_text(encoding="utf-8").startswith("Mã cán bộ")
