"""Somebody else writes between checking and writing: the roster is decided anew, under the ledger's lock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from liem.actions.permissions import Acting
from liem.record.importing import import_roster
from liem.record.importing.problems import Problem
from liem.record.importing.roster import Roster
from liem.record.importing.sheets import Sheet
from liem.record.models import Evaluation, PersonDetails

from .conftest import Import
from .rosters import MAY, SHEETS, Typed, base, people, write

EVALUATIONS = ["Mã đánh giá", "Mã cán bộ", "Mã tổ chức", "Năm", "Ngày đánh giá"]


class Overtaking:
    """The sheets, one of which imports another file the first time that it is checked."""

    def __init__(self, key: str, path: Path, *, by: Acting) -> None:
        self._path, self._by, self._done = path, by, False
        self.sheets = tuple(replace(sheet, checks=(self._overtake,)) if sheet.key == key else sheet for sheet in SHEETS)

    def _overtake(self, roster: Roster) -> Iterator[Problem]:
        if not self._done:
            self._done = True
            assert import_roster(self._path, sheets=SHEETS, by=self._by).errors == ()
        yield from ()


@pytest.fixture
def overtaken(officer: Acting, tmp_path: Path) -> Iterator[object]:
    def run(own: Typed, other: Typed, *, key: str) -> object:
        sheets: tuple[Sheet, ...] = Overtaking(key, write(tmp_path / "other.xlsx", other), by=officer).sheets
        return import_roster(write(tmp_path / "own.xlsx", own), sheets=sheets, by=officer)

    return run


def test_a_row_that_somebody_else_has_just_entered_is_corrected_not_doubled(overtaken: Import) -> None:
    report = overtaken(people(MAY), people(["cb-1", "Tên Khác"]), key="people")

    assert (report.errors, report.sheets[0].added, report.sheets[0].corrected) == ((), 0, 1)
    assert list(PersonDetails.objects.order_by("known_from").values_list("name", "known_to")) == [
        ("Tên Khác", report.entry),
        ("Lò Thị Mây", None),
    ]


def test_a_roster_that_no_longer_fits_is_refused_and_nothing_of_it_written(bring_in: Import, overtaken: Import) -> None:
    bring_in(base())
    own, other = ({"Đánh giá": [EVALUATIONS, ["dg-1", "cb-1", "tinh-uy", year, "15/12/2024"]]} for year in (2023, 2024))

    report = overtaken(own, other, key="evaluations")

    assert ([error.code for error in report.errors], report.entry) == (["import.fixed"], None)
    assert list(Evaluation.objects.values_list("key", "year")) == [("dg-1", 2024)]
