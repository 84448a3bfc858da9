"""Importing a roster: read everything, check everything, then write all of it as one action, or nothing."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from django.utils import timezone

from liem.actions import permissions
from liem.actions.models import LedgerHead
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import Message
from liem.ledger.encoding import Json
from liem.record.importing.changes import Changes, Outcome, changes_of
from liem.record.importing.checks import check
from liem.record.importing.problems import Problem
from liem.record.importing.reach import rows_out_of_reach
from liem.record.importing.reading import Reading, ReadSheet, read_sheets
from liem.record.importing.report import ImportReport, SheetCount
from liem.record.importing.roster import Roster
from liem.record.importing.sheets import Sheet, sheets_by_key
from liem.record.importing.workbook import open_workbook

ACTION = "record.import"
# These say what is on record; about a row out of reach they would tell it to somebody who may not know.
_TELL_OF_THE_RECORD = {"import.fixed", "import.born_too_late", "import.two_at_a_time"}


def import_workbook(
    path: Path,
    *,
    sheets: Sequence[Sheet],
    by: Acting,
    dry_run: bool = False,
    progress: Callable[[Message], None] | None = None,
) -> ImportReport:
    """Imports the workbook at `path` under the mandate `by`; with `dry_run` only tells what would happen.

    Faults of rows and sheets come back in the report, and nothing is written then. Raises LiemError `import.…` for a
    file that cannot be read at all, and the refusals of `permissions.check`. One import is one `record.import` entry,
    about the body of the mandate; its rows carry file, sheet and row as their source.
    """
    told = progress or (lambda _: None)
    file = unicodedata.normalize("NFC", path.name)
    by_key = sheets_by_key(sheets)
    body = by.mandate.body
    permissions.check(by, ACTION, body=body, subjects=[body], day=timezone.localdate())
    with open_workbook(path) as raw_sheets:
        reading = read_sheets(raw_sheets, sheets=sheets, file=file, told=told)
    told(Message("Kiểm tra", "Checking"))
    size = _ledger_size()
    changes = _decide(reading, by_key, by=by)
    if changes.problems or not changes or dry_run:
        return _report(file, reading, changes, entry=None, dry_run=dry_run)

    def write(action: Write) -> tuple[Changes, int]:
        # Somebody may have written since; then everything is decided anew, under the lock of the ledger.
        decided = changes if action.position == size else _decide(reading, by_key, by=by)
        if decided.problems:
            raise _OvertakenError(decided)
        told(Message(f"Ghi {len(decided.versions)} dòng", f"Writing {len(decided.versions)} rows"))
        decided.write(action, file=file)
        return decided, action.position

    try:
        written, position = perform(
            ACTION, by=by, body=body, subjects=[body], content=_content(path, reading, file=file), write=write
        )
    except _OvertakenError as overtaken:
        return _report(file, reading, overtaken.changes, entry=None)
    return _report(file, reading, written, entry=position)


class _OvertakenError(Exception):
    """Between checking and writing the record changed so that the roster no longer fits."""

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self.changes = changes


def _ledger_size() -> int:
    return LedgerHead.objects.values_list("size", flat=True).first() or 0


def _decide(reading: Reading, by_key: Mapping[str, Sheet], *, by: Acting) -> Changes:
    roster = Roster.of(reading.sheets)
    changes = changes_of(roster)
    outside = list(rows_out_of_reach(roster, by_key, by=by, superseded=changes.superseded))
    hidden = {(one.sheet, one.row) for one in outside}
    found = [*reading.problems, *check(roster, by_key), *changes.problems]
    found = [one for one in found if one.code not in _TELL_OF_THE_RECORD or (one.sheet, one.row) not in hidden]
    changes.problems = _in_file_order([*found, *outside], reading)
    return changes


def _in_file_order(problems: list[Problem], reading: Reading) -> list[Problem]:
    order = {title: place for place, title in enumerate(reading.titles)}
    return sorted(dict.fromkeys(problems), key=lambda one: (order[one.sheet], one.row, len(one.letter), one.letter))


def _content(path: Path, reading: Reading, *, file: str) -> dict[str, Json]:
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return {
        "file": file,
        "sha256": digest,
        "rows": {key: len(read.rows) for key, read in reading.sheets.items()},
    }


def _report(file: str, reading: Reading, changes: Changes, *, entry: int | None, dry_run: bool = False) -> ImportReport:
    counted = Counter((key, outcome) for (key, _), outcome in changes.outcomes.items())
    return ImportReport(
        file=file,
        sheets=tuple(_count(read, counted) for read in reading.sheets.values()),
        errors=tuple(changes.problems),
        entry=entry,
        dry_run=dry_run,
    )


def _count(read: ReadSheet, counted: Counter[tuple[str, Outcome]]) -> SheetCount:
    key = read.sheet.key
    return SheetCount(
        name=read.sheet.name,
        added=counted[key, Outcome.ADDED],
        corrected=counted[key, Outcome.CORRECTED],
        unchanged=counted[key, Outcome.UNCHANGED],
        examples=read.examples,
    )
