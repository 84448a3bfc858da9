"""The record as Popolo, and a Popolo file as part of the record."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from liem.actions.models import LedgerEntry, Role
from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.importing import RECORD_SHEETS
from liem.record.models import BodyState, PersonDetails, Tenure
from liem.record.popolo import Assumptions, export_popolo, import_popolo
from record.small_record import acting

pytestmark = pytest.mark.django_db
ANSWERS = Assumptions.parse(["level=province", "kind=unit", "role=specialist", "leading=no"])


def popolo(by: Acting, *, as_of: date | None = None) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(export_popolo(sheets=RECORD_SHEETS, by=by, as_of=as_of).content)
    return found


def by_id(things: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in things}


def test_things_are_said_in_the_words_of_popolo(officer: Acting) -> None:
    found = popolo(officer)

    assert by_id(found["persons"])["hoa"] == {
        "id": "hoa",
        "name": "Trần Thị Hoa",
        "birth_date": "1980-01-01",
        "gender": "female",
        "sources": [{"note": "test"}],
    }
    assert by_id(found["organizations"])["huyen"] == {
        "id": "huyen",
        "name": "Huyện ủy Thanh Lâm",
        "classification": "committee",
        "parent_id": "tinh",
        "dissolution_date": "2025-06-30",
        "sources": [{"note": "test"}],
        "liem": {"level": "district", "row": "huyen@"},
    }
    assert by_id(found["posts"])["a-director"] == {
        "id": "a-director",
        "label": "Giám đốc",
        "role": "director",
        "organization_id": "so-a",
        "sources": [{"note": "test"}],
        "liem": {"is_leader": True, "is_key_leader": False, "is_personnel": False, "managed_by": "tinh"},
    }
    assert by_id(found["memberships"])["t5"] == {
        "id": "t5",
        "person_id": "hoà",
        "organization_id": "huyen",
        "post_id": "huyen-secretary",
        "role": "Bí thư Huyện ủy",
        "start_date": "2020-01-01",
        "end_date": "2025-06-30",
        "sources": [{"note": "test"}],
    }
    assert by_id(found["areas"])["an-thanh"] == {
        "id": "an-thanh",
        "name": "An Thạnh",
        "classification": "commune",
        "parent_id": "thanh-lam",
    }


def test_as_of_a_day_and_within_reach(record: None) -> None:
    found = popolo(acting(Role.AUDITOR, "so-a"), as_of=date(2021, 12, 31))
    assert [one["id"] for one in found["memberships"]] == ["t2"]
    assert [one["id"] for one in found["persons"]] == ["hoàng"]
    assert {one["id"] for one in found["organizations"]} == {"so-a", "so-a/phong"}


def test_a_file_of_ours_brought_in_again_changes_nothing(officer: Acting, tmp_path: Path) -> None:
    path = tmp_path / "popolo.json"
    path.write_bytes(export_popolo(sheets=RECORD_SHEETS, by=officer).content)
    entries = LedgerEntry.objects.count()

    report, converted = import_popolo(path, sheets=RECORD_SHEETS, by=officer, assumptions=Assumptions())

    assert (report.errors, report.changed, report.entry) == ((), 0, None)
    assert LedgerEntry.objects.count() == entries
    assert converted.notes == []


def foreign(path: Path, **more: object) -> Path:
    file = {
        "persons": [{"id": "n-1", "name": "Lò Thị Mây", "email": "may@example.org"}],
        "organizations": [{"id": "hoi", "name": "Hội Thử", "classification": "committee"}],
        "memberships": [{"person_id": "n-1", "organization_id": "hoi", "role": "Chair", "start_date": "2020-01-01"}],
    }
    path.write_text(json.dumps(file | more), encoding="utf-8")
    return path


def test_a_file_that_nobody_here_prepared_comes_in_as_one_entry(officer: Acting, tmp_path: Path) -> None:
    path, kept = foreign(tmp_path / "theirs.json"), tmp_path / "kept.xlsx"
    entries = LedgerEntry.objects.count()

    report, converted = import_popolo(path, sheets=RECORD_SHEETS, by=officer, assumptions=ANSWERS, keep=kept)

    assert report.errors == ()
    assert LedgerEntry.objects.count() == entries + 1
    assert LedgerEntry.objects.get(position=report.entry).action == "record.import"
    state = BodyState.objects.get(body="hoi")
    assert (state.name, state.kind, state.level, state.superior_id) == ("Hội Thử", "unit", "province", "tinh")
    tenure = Tenure.objects.get(person="n-1")
    assert (tenure.valid_from, tenure.valid_to) == (date(2020, 1, 1), None)
    assert tenure.source == "theirs.json.xlsx › Quá trình công tác › 2"
    assert [(note.field, note.said) for note in converted.notes] == [("email", "may@example.org")]
    told = [row[0] for row in load_workbook(kept)["Hướng dẫn"].iter_rows(values_only=True)]
    assert told[-1] == "persons n-1 · email: may@example.org"

    again, _ = import_popolo(path, sheets=RECORD_SHEETS, by=officer, assumptions=ANSWERS)
    assert (again.errors, again.changed) == ((), 0)


def test_what_the_file_does_not_speak_of_stays_on_record(officer: Acting, tmp_path: Path) -> None:
    path = foreign(
        tmp_path / "theirs.json",
        persons=[{"id": "hoa", "name": "Trần Thị Hoà"}],
        organizations=[{"id": "so-b", "name": "Sở B mới"}],
        memberships=[],
    )
    BodyState.objects.filter(body="so-b").update(identity="so-b")
    export_popolo(sheets=RECORD_SHEETS, by=officer)  # an entry before, for what is corrected was known earlier

    report, _ = import_popolo(path, sheets=RECORD_SHEETS, by=officer, assumptions=Assumptions())

    assert report.errors == ()
    details = PersonDetails.objects.get(person="hoa", known_to__isnull=True)
    assert (details.name, details.ethnicity, details.home_place_id, details.sex) == (
        "Trần Thị Hoà",
        "Kinh",
        "an-thanh",
        "woman",
    )
    state = BodyState.objects.get(body="so-b", known_to__isnull=True)
    assert (state.name, state.kind, state.superior_id) == ("Sở B mới", "agency", "tinh")


def test_a_file_does_not_reach_beyond_the_mandate(record: None, tmp_path: Path) -> None:
    path = foreign(tmp_path / "theirs.json", persons=[{"id": "hòa", "name": "Lê Văn Hòa"}], memberships=[])
    unit, kept = acting(Role.UNIT_OFFICER, "so-a"), tmp_path / "kept.xlsx"

    report, _ = import_popolo(path, sheets=RECORD_SHEETS, by=unit, assumptions=ANSWERS, keep=kept)

    assert report.entry is None
    assert [(problem.code, problem.sheet) for problem in report.errors] == [("import.out_of_reach", "Cán bộ")]
    cells = [cell for sheet in load_workbook(kept) for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Nam" not in cells  # the record knows the sex; the file does not


def test_a_chosen_superior_that_is_nowhere_is_refused_once(officer: Acting, tmp_path: Path) -> None:
    path = tmp_path / "theirs.json"
    path.write_text('{"organizations": [{"id": "o-1", "name": "Hội Thử"}]}', encoding="utf-8")
    answers = ["level=province", "kind=unit", "superior=khong-co"]

    with pytest.raises(LiemError) as refused:
        import_popolo(path, sheets=RECORD_SHEETS, by=officer, assumptions=Assumptions.parse(answers))

    assert (refused.value.code, refused.value.data) == ("popolo.superior", {"superior": "khong-co"})
