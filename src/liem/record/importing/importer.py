"""Importing a roster: read everything, check everything, then write all of it as one action, or nothing."""

from __future__ import annotations

import gc
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from liem.actions import permissions
from liem.actions.models import LedgerHead
from liem.actions.perform import perform
from liem.actions.permissions import Acting
from liem.actions.write import Write
from liem.kernel.errors import LiemError, Message
from liem.ledger.encoding import Json
from liem.record.importing.answers import ANSWER_SHEETS, Answers, read_answers
from liem.record.importing.changes import Changes, Outcome, changes_of
from liem.record.importing.charset import Encoding
from liem.record.importing.checks import check
from liem.record.importing.duplicates import PEOPLE, undecided
from liem.record.importing.entitled import rows_not_entitled, tell_no_kin
from liem.record.importing.merging import merge
from liem.record.importing.problems import Problem
from liem.record.importing.reach import people_within, rows_out_of_reach
from liem.record.importing.reading import Reading, ReadSheet, read_sheets
from liem.record.importing.report import ImportReport, SheetCount
from liem.record.importing.roster import Roster
from liem.record.importing.settling import settle
from liem.record.importing.sheets import Sheet, sheets_by_key
from liem.record.importing.source import Source, digest, open_source

ACTION = "record.import"
CHECKING = Message("Kiểm tra", "Checking")
# These say what is on record; about a row out of reach they would tell it to somebody who may not know.
_TELL_OF_THE_RECORD = {
    *("import.fixed", "import.born_too_late", "import.two_at_a_time", "import.two_bearers"),
    *("import.list_kept_outside", "import.people_on_record"),
}
Told = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person says about a file beforehand.

    `encoding`: how its letters are written. `sheet`: the table that its sheets are. `origin`: the name under which
    the reading of its headings is remembered; empty for the body of the mandate. `decisions`: a file of answers.
    `handed_in`: what the file was made of, where a person handed in another one.
    """

    encoding: Encoding | None = None
    sheet: str | None = None
    origin: str = ""
    decisions: Path | None = None
    handed_in: Path | None = None


@dataclass(frozen=True, slots=True)
class _Work:
    """One file as read, before it meets the record."""

    file: str
    reading: Reading
    answers: Answers
    notes: tuple[Message, ...]
    by_key: Mapping[str, Sheet]
    by: Acting


def import_roster(  # noqa: PLR0913 — each by its name
    path: Path,
    *,
    sheets: Sequence[Sheet],
    by: Acting,
    options: Options | None = None,
    dry_run: bool = False,
    progress: Told | None = None,
) -> ImportReport:
    """Imports the file or folder at `path` under the mandate `by`; with `dry_run` only tells what would happen.

    Faults of rows and sheets, and likely duplicates that nobody has decided, come back in the report, and nothing is
    written then. Raises LiemError `import.…` for a file that cannot be read at all or must be asked about first, and
    the refusals of `permissions.check`. One import is one `record.import` entry, about the body of the mandate; its
    rows carry file, sheet and row as their source, and what was answered about the file is remembered with them.
    """
    with _without_collecting():
        return _import(
            path, sheets=sheets, by=by, options=options or Options(), dry_run=dry_run, told=progress or (lambda _: None)
        )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Rows hold no circles; looking for some among millions of objects takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _import(  # noqa: PLR0913 — each by its name
    path: Path, *, sheets: Sequence[Sheet], by: Acting, options: Options, dry_run: bool, told: Told
) -> ImportReport:
    body = by.mandate.body
    permissions.check(by, ACTION, body=body, subjects=[body], day=timezone.localdate())
    work = _read(path, sheets=sheets, by=by, options=options, told=told)
    told(CHECKING)
    size = _ledger_size()
    changes = _decide(work)
    if not changes.ready or not changes or dry_run:
        return _report(work, changes, entry=None, dry_run=dry_run)

    def write(action: Write) -> tuple[Changes, int]:
        # Somebody may have written since; then everything is decided anew, under the lock of the ledger.
        decided = changes if action.position == size else _decide(work)
        if not decided.ready:
            raise _OvertakenError(decided)
        told(Message(f"Ghi {len(decided.versions)} dòng", f"Writing {len(decided.versions)} rows"))
        decided.write(action, file=work.file)
        return decided, action.position

    try:
        written, position = perform(
            ACTION, by=by, body=body, subjects=[body], content=_content(options.handed_in or path, work), write=write
        )
    except _OvertakenError as overtaken:
        return _report(work, overtaken.changes, entry=None)
    return _report(work, written, entry=position)


class _OvertakenError(Exception):
    """Between checking and writing the record changed so that the roster no longer fits."""

    def __init__(self, changes: Changes) -> None:
        super().__init__()
        self.changes = changes


def _ledger_size() -> int:
    return LedgerHead.objects.values_list("size", flat=True).first() or 0


def _read(path: Path, *, sheets: Sequence[Sheet], by: Acting, options: Options, told: Told) -> _Work:
    file = unicodedata.normalize("NFC", path.name)
    origin = options.origin or by.mandate.body
    with open_source(path, sheets=(*sheets, *ANSWER_SHEETS), encoding=options.encoding) as source:
        answers = read_answers(source.sheets, sheets=sheets, file=file, origin=origin, told=told)
        if options.decisions is not None:
            answers = _beside(options.decisions, answers, sheets=sheets, origin=origin, told=told)
        tables = [raw for raw in source.sheets if raw.title not in answers.titles]
        try:
            reading = read_sheets(
                tables, sheets=sheets, file=file, told=told, memory=answers.memory, chosen=options.sheet
            )
        except LiemError as error:
            raise source.spelling.question() or error from error
        question = source.spelling.question()
        if question is not None:
            raise question
        return _Work(file, reading, answers, _notes(source, reading), sheets_by_key(sheets), by)


def _beside(path: Path, answers: Answers, *, sheets: Sequence[Sheet], origin: str, told: Told) -> Answers:
    """The answers of the file itself and, over them, those of a file given beside it."""
    file = unicodedata.normalize("NFC", path.name)
    with open_source(path, sheets=ANSWER_SHEETS) as source:
        return read_answers(source.sheets, sheets=sheets, file=file, origin=origin, told=told, after=answers)


def _notes(source: Source, reading: Reading) -> tuple[Message, ...]:
    read = [one for table in reading.sheets.values() for one in table.told()]
    left_out = [Message(f"Trang “{one}”: bỏ qua.", f"Sheet “{one}” is left out.") for one in reading.left_out]
    return (*source.notes, *source.spelling.told(), *left_out, *read)


def _decide(work: _Work) -> Changes:
    reading, by = work.reading, work.by
    within = people_within(by)
    decided, refused = settle(work.answers, reading.sheets.get(PEOPLE), within=within)
    sheets = merge(reading.sheets, decided)
    roster = Roster.of(sheets)
    changes = changes_of(roster)
    outside = list(rows_out_of_reach(roster, work.by_key, by=by, changes=changes))
    outside += rows_not_entitled(roster, by=by, changes=changes)
    tell_no_kin(changes, by=by)
    hidden = {(one.sheet, one.row) for one in outside}
    contradicting = check(roster, work.by_key, known=changes.says_nothing_new)
    found = [*reading.problems, *work.answers.problems, *refused, *contradicting, *changes.problems]
    found = [one for one in found if one.code not in _TELL_OF_THE_RECORD or (one.sheet, one.row) not in hidden]
    changes.problems = _in_file_order([*found, *outside], reading)
    changes.duplicates = undecided(sheets.get(PEOPLE), decided=decided, within=within)
    changes.remember(work.answers.mappings)
    changes.remember(work.answers.decisions)
    return changes


def _in_file_order(problems: list[Problem], reading: Reading) -> list[Problem]:
    order = {title: place for place, title in enumerate(reading.titles)}
    return sorted(
        dict.fromkeys(problems), key=lambda one: (order.get(one.sheet, -1), one.row, len(one.letter), one.letter)
    )


def _content(path: Path, work: _Work) -> dict[str, Json]:
    return {
        "file": work.file,
        "sha256": digest(path),
        "rows": {key: len(read.rows) for key, read in work.reading.sheets.items()},
    }


def _report(work: _Work, changes: Changes, *, entry: int | None, dry_run: bool = False) -> ImportReport:
    counted = Counter((key, outcome) for (key, *_), outcome in changes.outcomes.items())
    return ImportReport(
        file=work.file,
        sheets=tuple(_count(read, counted) for read in work.reading.sheets.values()),
        errors=tuple(changes.problems),
        entry=entry,
        dry_run=dry_run,
        duplicates=tuple(changes.duplicates),
        notes=work.notes,
        remembered=changes.remembered,
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
