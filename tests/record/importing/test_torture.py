"""Damaged files by the hundred: never a crash, never a partial write, always a message with the place.

LIEM_TORTURE sets how many (1,000 with `make torture`).
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError
from liem.record.importing import ImportReport, import_roster, write_report_book

from .conftest import Import
from .damaging import damaged
from .rosters import PROVINCE, SHEETS, bodies, stored

COUNT = int(os.environ.get("LIEM_TORTURE", "100"))
BATCH = 25


@pytest.mark.once
@pytest.mark.parametrize("start", range(0, COUNT, BATCH))
def test_a_damaged_file_is_refused_whole_with_a_place_or_taken_whole(
    start: int, bring_in: Import, officer: Acting, tmp_path: Path
) -> None:
    bring_in(bodies(PROVINCE))
    outcomes: Counter[str] = Counter()
    for number in range(start, min(start + BATCH, COUNT)):
        folder = tmp_path / str(number)
        folder.mkdir()
        path, done = damaged(number, folder)
        before = stored()
        try:
            report = import_roster(path, sheets=SHEETS, by=officer)
        except LiemError as error:
            refusal, report = error, None
        else:
            refusal = None
        about = f"{number}: {done}"
        if report is None:
            outcomes["refused"] += 1
            _check_refusal(refusal, before, about)
            continue
        outcomes["waits" if report.waits else "taken"] += 1
        _check_report(report, before, about)
        if report.waits:
            write_report_book(folder / "report.xlsx", path, sheets=SHEETS, report=report)
    assert outcomes.total() == min(BATCH, COUNT - start)
    assert outcomes["waits"] > 0
    assert outcomes["refused"] > 0


def _check_refusal(refusal: LiemError | None, before: dict[str, int], about: str) -> None:
    assert refusal is not None, about
    assert refusal.code.startswith("import."), about
    assert refusal.message.vi, about
    assert refusal.message.en, about
    assert stored() == before, about


def _check_report(report: ImportReport, before: dict[str, int], about: str) -> None:
    for error in report.errors:
        assert error.sheet, about
        assert error.message.vi, about
        assert error.message.en, about
        assert error.row >= 0, about
    if report.entry is None:
        assert report.waits or not report.changed, about
        assert stored() == before, about
    else:
        assert not report.waits, about
        assert stored()["ledger size"] == before["ledger size"] + 1, about
