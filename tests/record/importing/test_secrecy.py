"""Succession lists have a level of secrecy; above the ceiling only number and date come in, and nobody on the list."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.conf import LazySettings
from openpyxl import load_workbook

from liem.actions.models import LedgerEntry, Role
from liem.actions.permissions import Acting
from liem.record.exporting import export_workbook
from liem.record.importing import ImportReport
from liem.record.models import SuccessionEntry, SuccessionListState

from . import rosters
from .conftest import Appoint, Import
from .rosters import HEAD, PROVINCE, SHEETS, Typed, base, bodies, posts, tenures

pytestmark = pytest.mark.django_db

LIST = ["Mã danh sách", "Mã tổ chức", "Chức danh quy hoạch", "Mã nhiệm kỳ", "Ngày phê duyệt", "Số quyết định", "Độ mật"]
LEADING = ["Chuyên viên", "Không", "Không", "Không"]
PLAN = ["Mã dòng", "Mã cán bộ", "Mã danh sách", "Ngày phê duyệt"]
TERM = {"Nhiệm kỳ": [["Mã nhiệm kỳ", "Mã tổ chức", "Tên nhiệm kỳ"], ["nk", "tinh-uy", "2025–2030"]]}


def lists(level: str, **more: str) -> Typed:
    """One list of that level; `more` are further headings with their cells."""
    row = ["qh-1", "tinh-uy", "truong-ban", "nk", "15/11/2025", "210-QĐ/TU", level, *more.values()]
    return base() | TERM | {"Danh sách quy hoạch": [[*LIST, *more], row]}


def people() -> Typed:
    return {"Quy hoạch cán bộ": [PLAN, ["qh", "cb-1", "qh-1", "15/11/2025"]]}


def faults(report: ImportReport) -> list[tuple[str, str, int, str]]:
    return [(one.code, one.sheet, one.row, one.letter) for one in report.errors]


@pytest.mark.parametrize(("typed", "stored"), [("Không mật", "open"), ("", "")])
def test_a_list_that_may_be_held_comes_in_with_its_people(bring_in: Import, typed: str, stored: str) -> None:
    assert faults(bring_in(lists(typed) | people())) == []
    assert list(SuccessionListState.objects.values_list("list_id", "secrecy")) == [("qh-1", stored)]
    assert list(SuccessionEntry.objects.values_list("person_id", "list_id")) == [("cb-1", "qh-1")]


def test_above_the_ceiling_number_and_date_come_in_and_nobody_on_the_list(bring_in: Import) -> None:
    report = bring_in(lists("Mật") | people())

    assert faults(report) == [("import.list_kept_outside", "Quy hoạch cán bộ", 2, "C")]
    assert (SuccessionListState.objects.count(), SuccessionEntry.objects.count()) == (0, 0)

    assert faults(bring_in(lists("Mật"))) == []
    told = ("approved_on", "decision", "reviewed_on", "published_on", "secrecy")
    assert list(SuccessionListState.objects.values_list(*told)) == [
        (date(2025, 11, 15), "210-QĐ/TU", None, None, "confidential")
    ]
    # The list now stands on record: a file with nothing but its people is refused at the same place.
    assert faults(bring_in(base() | people())) == [("import.list_kept_outside", "Quy hoạch cán bộ", 2, "C")]


def test_what_goes_beyond_number_and_date_is_refused_in_its_cell(bring_in: Import) -> None:
    more = {"Ngày rà soát gần nhất": "20/03/2026", "Ngày công khai": "25/11/2025"}

    assert faults(bring_in(lists("Tối mật", **more))) == [
        ("import.above_ceiling", "Danh sách quy hoạch", 2, "H"),
        ("import.above_ceiling", "Danh sách quy hoạch", 2, "I"),
    ]
    assert faults(bring_in(lists("Không mật", **more))) == []


def test_a_list_whose_people_are_on_record_is_not_raised_above_the_ceiling(bring_in: Import) -> None:
    bring_in(lists("") | people())
    entries = LedgerEntry.objects.count()

    assert faults(bring_in(lists("Mật"))) == [("import.people_on_record", "Danh sách quy hoạch", 2, "G")]
    assert (LedgerEntry.objects.count(), SuccessionListState.objects.get().secrecy) == (entries, "")


def test_a_higher_ceiling_lets_the_people_in(bring_in: Import, settings: LazySettings) -> None:
    settings.SECRECY_CEILING = "secret"

    assert faults(bring_in(lists("Tối mật") | people())) == []
    assert SuccessionEntry.objects.count() == 1


def test_the_level_goes_out_again_with_the_workbook(bring_in: Import, officer: Acting) -> None:
    bring_in(lists("Mật"))
    book = load_workbook(BytesIO(export_workbook(sheets=SHEETS, by=officer).content))

    headings, row = book["Danh sách quy hoạch"].iter_rows(values_only=True)
    assert dict(zip(headings, row, strict=True))["Độ mật"] == "Mật"


def test_a_level_out_of_reach_is_not_told(bring_in: Import, appoint: Appoint) -> None:
    agency = ["so-a", "Sở A", "Cơ quan chuyên môn", "Cấp tỉnh", "tinh-uy"]
    staff = tenures(["t-a", "cb-a", "cv-a", "01/01/2024"]) | rosters.people(["cb-a", "Lò Thị Núi", "02/03/1990"])
    places = bodies(PROVINCE, agency) | posts(HEAD, ["cv-a", "so-a", "Chuyên viên", *LEADING])
    assert faults(bring_in(lists("Mật") | places | staff)) == []

    unit = appoint(Role.UNIT_OFFICER, "so-a")
    row = {"Quy hoạch cán bộ": [PLAN, ["qh", "cb-a", "qh-1", "15/11/2025"]]}
    assert {fault[0] for fault in faults(bring_in(row, by=unit))} == {"import.out_of_reach"}
