"""The record as a workbook: brought in again it is the same record, and it holds what the mandate reaches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from openpyxl import load_workbook

from liem.actions.models import EntryContent, LedgerEntry, Role
from liem.actions.permissions import Acting
from liem.actions.versions import Versioned
from liem.kernel.errors import LiemError
from liem.procedures.sheets import SHEETS as PROCEDURE_SHEETS
from liem.record.exporting import deliver, export_workbook, refuse_existing
from liem.record.exporting.reading_back import read_back
from liem.record.exporting.selection import select
from liem.record.importing import RECORD_SHEETS, import_roster
from liem.record.importing.sheets import Sheet
from liem.record.models import Kinship, PersonDetails
from liem.record.scope import reach
from record.importing.rosters import write
from record.small_record import FIRST, TODAY, acting

SHEETS: Sequence[Sheet] = (*RECORD_SHEETS, *PROCEDURE_SHEETS)
BY_NAME = {sheet.name.vi: sheet.key for sheet in SHEETS}


def codes(content: bytes) -> dict[str, list[str]]:
    """The first column of every sheet of a workbook, by the sheet's key."""
    workbook = load_workbook(BytesIO(content), read_only=True)
    return {
        BY_NAME[sheet.title]: [str(row[0].value) for row in sheet.iter_rows(min_row=2)]
        for sheet in workbook.worksheets
        if sheet.title in BY_NAME
    }


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All rows of the record, as the sheets say them."""
    return {sheet.key: [tuple(row.values.items()) for row, _ in read_back(sheet).rows()] for sheet in SHEETS}


def empty_the_record() -> None:
    models = [model for sheet in SHEETS for model in (*read_back(sheet).versions, sheet.defines) if model]
    with connection.cursor() as cursor:
        for model in sorted(models, key=lambda model: not issubclass(model, Versioned)):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_every_sheet_can_be_read_back() -> None:
    columns = {sheet.key: {column.key for column in sheet.columns} for sheet in SHEETS}
    found = {sheet.key: {*read_back(sheet).places, *read_back(sheet).switches} for sheet in SHEETS}
    assert found == columns


@pytest.mark.django_db
def test_what_was_taken_out_brought_into_an_empty_record_gives_the_same_rows(officer: Acting, tmp_path: Path) -> None:
    PersonDetails.objects.filter(person_id="hoà").update(name="=1+1", search_name="=1+1")
    before = everything()
    path = tmp_path / "out.xlsx"
    exported = export_workbook(sheets=SHEETS, by=officer)
    deliver(exported, path)
    empty_the_record()
    assert everything() != before

    report = import_roster(path, sheets=SHEETS, by=officer)

    assert report.errors == ()
    assert everything() == before
    assert exported.rows == {key: len(rows) for key, rows in before.items()}
    assert exported.unsaid == {}


@pytest.mark.django_db
def test_the_export_stands_in_the_ledger_with_scope_day_rows_and_people(officer: Acting) -> None:
    exported = export_workbook(sheets=SHEETS, by=officer, as_of=date(2024, 6, 30))

    entry = LedgerEntry.objects.get(position=exported.entry)
    content = EntryContent.objects.get(entry=entry)
    assert entry.action == "record.export"
    assert '"as_of":"2024-06-30","body":"tinh","form":"workbook","people":4' in content.content
    assert {key for key, _ in content.subjects} == {"tinh", "hoa", "hoà", "hoàng", "hòa"}


@pytest.mark.django_db
def test_a_past_day_shows_what_held_then_and_what_it_refers_to(officer: Acting) -> None:
    found = codes(export_workbook(sheets=SHEETS, by=officer, as_of=date(2024, 6, 30)).content)

    assert "products" not in found  # of an evaluation made in 2025
    assert found["tenures"] == ["t1", "t2", "t4", "t5"]
    assert sorted(found["bodies"]) == ["huyen", "so-a", "so-a/phong", "so-a/to", "so-b", "tinh", "xa"]
    assert "evaluations" not in found  # made in 2025
    assert found["people"] == ["hoa", "hoà", "hoàng", "hòa"]  # đào had left
    assert found["conclusions"] == ["c1"]
    assert found["duties"] == ["d1"]  # owed, though due later


@pytest.mark.django_db
def test_a_mandate_over_an_agency_takes_out_the_agency_alone(record: None) -> None:
    Kinship.objects.create(identity="kin-1", person_id="hoa", relative_id="hoàng", relation="sibling", **FIRST)
    Kinship.objects.create(identity="kin-2", person_id="hoa", relative_id="hòa", relation="sibling", **FIRST)
    agency = acting(Role.ORGANISATION_OFFICER, "so-a")

    found = codes(export_workbook(sheets=SHEETS, by=agency).content)

    assert sorted(found["bodies"]) == ["so-a", "so-a/phong"]
    assert found["people"] == ["hoa", "hoàng", "đào"]
    assert found["tenures"] == ["t1", "t2", "t7"]
    assert found["kinship"] == ["k2", "kin-1"]  # hòa has moved to another agency


@pytest.mark.django_db
def test_an_auditor_takes_out_no_kinship(record: None) -> None:
    Kinship.objects.create(identity="kin-1", person_id="hoa", relative_id="hoàng", relation="sibling", **FIRST)
    found = codes(export_workbook(sheets=SHEETS, by=acting(Role.AUDITOR, "tinh")).content)
    assert "kinship" not in found
    assert found["languages"] == ["l1"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.UNIT_OFFICER, Role.INSPECTOR])
def test_others_take_nothing_out(record: None, role: Role) -> None:
    with pytest.raises(LiemError) as refused:
        export_workbook(sheets=SHEETS, by=acting(role, "tinh"))
    assert refused.value.code == "actions.no_mandate"
    assert not LedgerEntry.objects.filter(action="record.export").exists()


@pytest.mark.django_db
def test_a_row_that_its_sheet_cannot_say_is_told_and_left_out(officer: Acting) -> None:
    PersonDetails.objects.filter(person_id="hoa").update(search_name="something else")

    selection = select(SHEETS, reach(officer, TODAY), by=officer, as_of=None)

    assert selection.unsaid == {"people": 1}
    assert [row["person"] for row in selection.rows["people"]] == ["hoà", "hoàng", "hòa", "đào"]


def test_a_file_that_is_there_stays(tmp_path: Path) -> None:
    there = tmp_path / "out.xlsx"
    there.write_text("mine")
    with pytest.raises(LiemError) as refused:
        refuse_existing(there)
    assert refused.value.code == "export.exists"
    with pytest.raises(LiemError) as refused:
        refuse_existing(tmp_path / "nowhere" / "out.xlsx")
    assert refused.value.code == "export.folder"


def of_examples() -> dict[str, list[list[object]]]:
    """The examples of every sheet, as if somebody had typed them for good."""
    return {
        sheet.name.vi: [
            [column.name.vi for column in sheet.columns],
            *([one.get(column.key, "").removeprefix("Ví dụ: ") for column in sheet.columns] for one in sheet.examples),
        ]
        for sheet in SHEETS
    }


@pytest.mark.django_db
def test_the_examples_of_every_sheet_go_out_as_they_came_in(tmp_path: Path) -> None:
    officer = acting(Role.ORGANISATION_OFFICER, "tinh-uy")
    came_in = import_roster(write(tmp_path / "in.xlsx", of_examples()), sheets=SHEETS, by=officer)
    assert came_in.errors == ()
    before = everything()

    exported = export_workbook(sheets=SHEETS, by=officer)
    deliver(exported, tmp_path / "out.xlsx")
    empty_the_record()
    report = import_roster(tmp_path / "out.xlsx", sheets=SHEETS, by=officer)

    assert report.errors == ()
    assert exported.unsaid == {"identifiers": 1}  # of a personal number only a digest is kept
    before["identifiers"] = before["identifiers"][1:]
    assert everything() == before
