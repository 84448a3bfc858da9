"""The published table of administrative units, brought in whole, again, corrected and damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from liem.actions.models import LedgerEntry, Role
from liem.actions.permissions import Acting
from liem.actions.verification import verify
from liem.cli import main
from liem.record.importing import ImportReport, import_roster, write_report_book
from liem.record.models import Place

from .conftest import Appoint
from .rosters import SHEETS

pytestmark = pytest.mark.django_db
HEADINGS = "province_code,province,code,name,kind"
TWO = ["01,Tỉnh Lâm Sơn,00004,Phường Mai,Phường", "01,Tỉnh Lâm Sơn,00008,Xã An Hòa,xã"]


def _table(folder: Path, *rows: str) -> Path:
    path = folder / "units.csv"
    path.write_text("\n".join([HEADINGS, *rows]) + "\n", encoding="utf-8")
    return path


def _stored() -> list[tuple[str, str, str, str | None]]:
    return list(Place.objects.order_by("key").values_list("key", "name", "kind", "within_id"))


def _bring(path: Path, by: Acting) -> ImportReport:
    return import_roster(path, sheets=SHEETS, by=by)


def _counts(report: ImportReport) -> list[tuple[str, int, int, int]]:
    return [(one.name.vi, one.added, one.corrected, one.unchanged) for one in report.sheets]


def _faults(report: ImportReport) -> list[tuple[str, int, str]]:
    return [(one.code, one.row, one.letter) for one in report.errors]


def test_the_units_of_the_whole_country_come_in_with_their_codes(officer: Acting, shared_folder: Path) -> None:
    report = _bring(shared_folder / "data" / "administrative_units.csv", officer)

    assert (report.errors, _counts(report)) == ((), [("Địa bàn", 34 + 3_321, 0, 0)])
    provinces, communes = Place.objects.filter(kind="province"), Place.objects.filter(kind="commune")
    assert (Place.objects.count(), provinces.count(), communes.count()) == (3_355, 34, 3_321)
    assert provinces.filter(within__isnull=True).count() == 34
    assert communes.filter(within__in=provinces).count() == 3_321
    assert list(Place.objects.filter(key__in=["01", "00004"]).order_by("-key").values_list("name", "within")) == [
        ("Thành phố Hà Nội", None),
        ("Phường Ba Đình", "01"),
    ]
    assert set(provinces.values_list("key", flat=True)) == set(communes.values_list("within", flat=True))
    assert (verify().sound, verify().rows) == (True, ())


def test_the_same_table_again_writes_nothing_and_a_longer_one_what_is_new(officer: Acting, tmp_path: Path) -> None:
    first = _bring(_table(tmp_path, *TWO), officer)
    entries = LedgerEntry.objects.count()

    again = _bring(_table(tmp_path, *TWO), officer)
    more = _bring(_table(tmp_path, *TWO, "02,Tỉnh Núi Xa,00100,Đặc khu Đảo Én,Đặc khu"), officer)

    assert (_counts(first), _counts(again), _counts(more)) == (
        [("Địa bàn", 3, 0, 0)],
        [("Địa bàn", 0, 0, 3)],
        [("Địa bàn", 2, 0, 3)],
    )
    assert (again.entry, LedgerEntry.objects.count()) == (None, entries + 1)
    assert _stored() == [
        ("00004", "Phường Mai", "commune", "01"),
        ("00008", "Xã An Hòa", "commune", "01"),
        ("00100", "Đặc khu Đảo Én", "commune", "02"),
        ("01", "Tỉnh Lâm Sơn", "province", None),
        ("02", "Tỉnh Núi Xa", "province", None),
    ]


def test_codes_that_a_spreadsheet_took_for_numbers_get_their_zeros_back(officer: Acting, tmp_path: Path) -> None:
    workbook = Workbook()
    worksheet = workbook.active
    assert worksheet is not None
    for row in (HEADINGS.split(","), [1, "Tỉnh Lâm Sơn", 4, "Phường Mai", "Phường"]):
        worksheet.append(row)
    workbook.save(tmp_path / "units.xlsx")

    assert _bring(tmp_path / "units.xlsx", officer).errors == ()
    assert _stored() == [("00004", "Phường Mai", "commune", "01"), ("01", "Tỉnh Lâm Sơn", "province", None)]


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (",Tỉnh Lâm Sơn,00009,Xã Bảy,Xã", [("import.required", 4, "C")]),
        ("02,,00009,Xã Bảy,Xã", [("import.required", 4, "D")]),
        ("01,Tỉnh Lâm Sơn,,Xã Bảy,Xã", [("import.required", 4, "C")]),
        ("01,Tỉnh Lâm Sơn,00009,,Xã", [("import.required", 4, "D")]),
        ("01,Tỉnh Lâm Sơn,00009,Thị trấn Bảy,Thị trấn", [("import.not_a_choice", 4, "E")]),
        ("01,Tỉnh Lâm Sơn,00004,Xã Bảy,Xã", [("import.same_identity", 4, "C"), ("import.fixed", 4, "D")]),
        ("01,Tỉnh Khác,00009,Xã Bảy,Xã", [("import.same_identity", 4, "C"), ("import.fixed", 4, "D")]),
        ("01,Tỉnh Lâm Sơn,00009,Xã Bảy,Xã,thừa", [("import.no_heading", 4, "F")]),
        ("01,Tỉnh Lâm Sơn", [("import.required", 4, "C"), ("import.required", 4, "D"), ("import.required", 4, "E")]),
    ],
    ids=[
        "no code of the province",
        "no name of the province",
        "no code",
        "no name",
        "a kind that ended",
        "a code twice",
        "a province with two names",
        "a cell too many",
        "a row cut off",
    ],
)
def test_a_damaged_row_is_told_with_its_place_and_nothing_is_written(
    row: str, faults: list[tuple[str, int, str]], officer: Acting, tmp_path: Path
) -> None:
    path = _table(tmp_path, *TWO, row)
    report = _bring(path, officer)

    assert (_faults(report), report.entry, _stored()) == (faults, None, [])
    write_report_book(tmp_path / "report.xlsx", path, sheets=SHEETS, report=report)


def test_a_unit_on_record_under_another_name_is_refused(officer: Acting, tmp_path: Path) -> None:
    _bring(_table(tmp_path, *TWO), officer)
    before = _stored()

    report = _bring(_table(tmp_path, TWO[0], "01,Tỉnh Lâm Sơn,00008,Xã Tên Mới,Xã"), officer)

    assert (_faults(report), report.entry, _stored()) == ([("import.fixed", 3, "D")], None, before)


def test_who_answers_for_a_unit_only_enters_no_places(appoint: Appoint, officer: Acting, tmp_path: Path) -> None:
    report = _bring(_table(tmp_path, *TWO), appoint(Role.UNIT_OFFICER, "so-a"))

    assert {one.code for one in report.errors} == {"import.out_of_reach"}
    assert _stored() == []


@pytest.mark.usefixtures("officer")
def test_the_shell_tells_what_is_new_unchanged_and_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _table(tmp_path, *TWO)

    assert main(["places", str(path), "--dry-run"]) == 0
    assert _stored() == []
    assert main(["places", str(path)]) == 0
    assert main(["places", str(path)]) == 0
    assert main(["places", str(_table(tmp_path, "01,Tỉnh Lâm Sơn,00008,Xã Khác,Xã"))]) == 1
    assert len(_stored()) == 3
    assert "“Xã An Hòa”, trong tệp: “Xã Khác”" in capsys.readouterr().out
