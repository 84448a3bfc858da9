"""Whoever is in a file that is taken out finds that among the readings of the own dossier."""

from __future__ import annotations

import json

import pytest

from liem.actions.models import LedgerEntry, Reading, Role
from liem.actions.permissions import Acting
from liem.actions.row_check import check_rows
from liem.kernel.errors import LiemError
from liem.oversight import journal
from liem.procedures.sheets import SHEETS as PROCEDURE_SHEETS
from liem.record.exporting import export_workbook
from liem.record.exporting.selection import select
from liem.record.importing import RECORD_SHEETS
from liem.record.popolo import export_popolo
from liem.record.scope import Reach, reach
from record.small_record import TODAY, acting

SHEETS = (*RECORD_SHEETS, *PROCEDURE_SHEETS)


def test_everybody_in_a_workbook_is_told_once_and_the_ledger_fits(officer: Acting) -> None:
    people = select(SHEETS, reach(officer, TODAY), by=officer, as_of=None).people(SHEETS)
    exported = export_workbook(sheets=SHEETS, by=officer)
    told = Reading.objects.filter(entry=exported.entry).order_by("person").values_list("person", "account", "role")
    assert len(people) > 1
    assert list(told) == [(person, officer.account.pk, Role.ORGANISATION_OFFICER) for person in sorted(people)]
    assert [one for one in check_rows() if one.table == Reading._meta.db_table] == []
    somebody = sorted(people)[0]
    shown = journal.readings(Reach(TODAY, person=somebody), somebody)
    assert [(line.role, line.is_export) for line in shown.lines] == [(Role.ORGANISATION_OFFICER, True)]


def test_of_one_body_nobody_else_goes_out_or_is_told(officer: Acting) -> None:
    whole = export_popolo(sheets=RECORD_SHEETS, by=officer)
    part = export_popolo(sheets=RECORD_SHEETS, by=officer, body="so-a")
    everybody, inside = (
        set(Reading.objects.filter(entry=one.entry).values_list("person", flat=True)) for one in (whole, part)
    )
    assert set() < inside < everybody
    assert part.total < whole.total
    assert {person["id"] for person in json.loads(part.content)["persons"]} == inside


def test_a_body_elsewhere_is_refused_and_nothing_is_entered(record: None) -> None:
    narrow = acting(Role.ORGANISATION_OFFICER, "so-a")
    with pytest.raises(LiemError):
        export_workbook(sheets=SHEETS, by=narrow, body="xa")
    assert not LedgerEntry.objects.filter(action="record.export").exists()


def test_who_takes_out_the_own_data_is_not_told_of_it(officer: Acting) -> None:
    officer.account.person = "hoa"
    exported = export_workbook(sheets=SHEETS, by=officer)
    told = Reading.objects.filter(entry=exported.entry)
    assert (told.filter(person="hoa").exists(), told.exists()) == (False, True)
