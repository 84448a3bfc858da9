"""The job that tries an import or carries it out, and what it tells the page: counts, faults, and what to answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection

from liem.actions.jobs import Outcome, input_of, tell
from liem.actions.models import EntryContent, Job
from liem.actions.working import Task
from liem.kernel.errors import LiemError, Message
from liem.record.importing import Encoding, ImportReport, Options, import_roster, write_report_book
from liem.record.importing.answers import read_answers
from liem.record.importing.duplicates import Duplicate, Named
from liem.record.importing.importer import ACTION, CHECKING
from liem.record.importing.nearest import folded, nearest
from liem.record.importing.raw import RawSheet
from liem.record.importing.reading import RESERVED_SHEETS
from liem.record.importing.recognition import LEFT_OUT, Memory, column_for, column_names, heading_text, sheet_of
from liem.record.importing.sheets import MOST_COLUMNS, Sheet
from liem.record.importing.source import Source, open_source
from liem.web.import_given import SHEETS, Given

REPORT = "report.xlsx"
STEPS = 3  # reading, checking, writing
MOST_PROBLEMS = 500
MOST_HEADINGS = 200
MOST_EXAMPLES = 6
_MOST_CELLS = 20_000
_ABOUT_LETTERS = ("import.old_font", "import.unknown_encoding", "import.wrong_encoding")
_ABOUT_TABLES = ("import.no_sheets",)
_ANSWERED_HERE = ("import.unknown_sheet", "import.unknown_column")
_READINGS = (Encoding.UNICODE, Encoding.WINDOWS_1258, Encoding.TCVN3, Encoding.VNI)


def run(task: Task) -> Outcome:
    """Tries the import, or carries it out where the person has said so. Raises LiemError `import.…` for a file that no
    answer could make readable."""
    path, given = input_of(task.job), Given.of(task.job.arguments)
    options = given.options(task.folder, body=task.by.mandate.body)
    (task.folder / REPORT).unlink(missing_ok=True)
    try:
        report = import_roster(
            path, sheets=SHEETS, by=task.by, options=options, dry_run=not given.write, progress=_Teller(task.folder)
        )
    except LiemError as error:
        asked: dict[str, Any]
        if error.code in _ABOUT_LETTERS:
            asked = {"letters": _letters(path), "why": [error.message.vi, error.message.en]}
        elif error.code in _ABOUT_TABLES:
            asked = {"tables": _unknown_tables(path, given, options, task)}
        else:
            raise
        return Outcome({"questions": 1}, asked)
    if report.errors:
        write_report_book(task.folder / REPORT, path, sheets=SHEETS, report=report, options=options)
    entry = report.entry if report.entry is not None else _written_before(task.job, given)
    return Outcome(_figures(report, entry), _details(report, path, given, options, task))


class _Teller:
    """Hands the words of the importer on, with the step it has come to."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._step = folder, 0

    def __call__(self, message: Message) -> None:
        if connection.in_atomic_block:
            self._step = 2
        elif message == CHECKING:
            self._step = 1
        tell(self._folder, message, step=self._step, steps=STEPS)


def _figures(report: ImportReport, entry: int | None) -> dict[str, Any]:
    return {
        "problems": sum(one.code not in _ANSWERED_HERE for one in report.errors),
        "questions": sum(one.code in _ANSWERED_HERE for one in report.errors),
        "pairs": len(report.duplicates),
        "changed": report.changed,
        "remembered": report.remembered,
        "entry": entry,
    }


def _details(report: ImportReport, path: Path, given: Given, options: Options, task: Task) -> dict[str, Any]:
    return {
        "sheets": [
            [one.name.vi, one.name.en, one.added, one.corrected, one.unchanged, one.examples] for one in report.sheets
        ],
        "notes": [[one.vi, one.en] for one in report.notes],
        "problems": [
            [one.sheet, one.row, one.letter, one.heading, one.message.vi, one.message.en, one.code]
            for one in report.errors[:MOST_PROBLEMS]
        ],
        "pairs": [_pair(one) for one in report.duplicates],
        "tables": _unknown_tables(path, given, options, task),
        "headings": list(islice(_headings(path, given, options, task), MOST_HEADINGS)),
    }


def _pair(one: Duplicate) -> dict[str, Any]:
    return {"likeness": one.likeness.name, "entry": _named(one.entry), "other": _named(one.other)}


def _named(one: Named) -> list[str]:
    born = one.born.isoformat() if isinstance(one.born, date) else ""
    return [one.code, one.name, born, one.row.source if one.row else ""]


def _written_before(job: Job, given: Given) -> int | None:
    """The entry of an import whose worker was lost between writing it and saying so."""
    if not given.write or job.tries < 2:
        return None
    since = EntryContent.objects.filter(entry__action=ACTION, entry__at__gte=job.asked_at).order_by("-entry_id")
    for entry, actor, content in since.values_list("entry_id", "actor", "content"):
        if json.loads(content).get("sha256") == job.sha256 and json.loads(actor)["account"] == job.account_id:
            return int(entry)
    return None


def _unknown_tables(path: Path, given: Given, options: Options, task: Task) -> list[list[str]]:
    """Title of each sheet that is no table by itself, and the key of the table it was said to be."""
    with open_source(path, sheets=SHEETS, encoding=options.encoding) as source:
        tables, _ = _tables(source, given, options, task)
        return [
            [raw.title, given.tables.get(raw.title, "")]
            for raw, sheet in tables
            if (sheet is None and _first_row(raw)) or raw.title in given.tables
        ]


def _headings(path: Path, given: Given, options: Options, task: Task) -> Iterator[dict[str, Any]]:
    """The headings that are not word for word those of their table, each with the column it is read as or may be."""
    with open_source(path, sheets=SHEETS, encoding=options.encoding) as source:
        tables, memory = _tables(source, given, options, task)
        for raw, sheet in tables:
            if sheet is not None:
                yield from _headings_of(raw, sheet, given, memory)


def _headings_of(raw: RawSheet, sheet: Sheet, given: Given, memory: Memory) -> Iterator[dict[str, Any]]:
    names = column_names(sheet)
    exact = {folded(word) for column in sheet.columns for word in (column.name.vi, column.name.en)}
    for heading in _first_row(raw):
        said = given.column_of(raw.title, heading)
        if folded(heading) in exact and said is None:
            continue
        column, is_known = column_for(raw.title, heading, sheet, names, memory)
        key = said if said is not None else (column.key if column else LEFT_OUT) if is_known else _near(heading, sheet)
        is_known = is_known or said is not None
        yield {"title": raw.title, "text": heading, "table": sheet.key, "column": key, "known": is_known}


def _near(heading: str, sheet: Sheet) -> str | None:
    """The column that comes nearest; None where none does: then a person has to choose."""
    near = nearest(heading, [one.name.vi for one in sheet.columns])
    return next((one.key for one in sheet.columns if one.name.vi == near), None)


def _tables(
    source: Source, given: Given, options: Options, task: Task
) -> tuple[list[tuple[RawSheet, Sheet | None]], Memory]:
    """The sheets that hold rows, with the table that each is, and what is remembered for the source."""
    answers = read_answers(source.sheets, sheets=SHEETS, file=task.job.file, origin=options.origin, told=lambda _: None)
    titles = {**answers.memory.titles, **{folded(title): key for title, key in given.tables.items()}}
    memory = Memory(titles, answers.memory.columns)
    reserved = {folded(name) for sheet in RESERVED_SHEETS for name in (sheet.vi, sheet.en)} | {
        folded(title) for title in answers.titles
    }
    return [(raw, _sheet_of(raw, memory)) for raw in source.sheets if folded(raw.title) not in reserved], memory


def _sheet_of(raw: RawSheet, memory: Memory) -> Sheet | None:
    try:
        return sheet_of(raw, SHEETS, memory)
    except LiemError:  # it breaks off before its headings
        return None


def _first_row(raw: RawSheet) -> list[str]:
    try:
        cells: Sequence[Any] = next((cells for _, cells in raw.rows()), ())
    except LiemError:
        return []
    return [text for value, _ in cells[:MOST_COLUMNS] if (text := heading_text(value))]


def _letters(path: Path) -> list[dict[str, Any]]:
    """How some texts of the file read in each way of writing Vietnamese, side by side."""
    read: list[tuple[Encoding, list[str]]] = []
    for encoding in _READINGS:
        texts = _texts(path, encoding)
        if texts and all(texts != other for _, other in read):
            read.append((encoding, texts))
    telling = _telling([texts for _, texts in read])
    return [
        {"encoding": encoding.value, "texts": [texts[place] for place in telling if place < len(texts)]}
        for encoding, texts in read
    ]


def _texts(path: Path, encoding: Encoding) -> list[str]:
    try:
        with open_source(path, sheets=SHEETS, encoding=encoding) as source:
            cells = (
                str(value)
                for raw in source.sheets
                for _, row in raw.rows()
                for value, _ in row
                if isinstance(value, str) and value.strip()
            )
            return list(islice(cells, _MOST_CELLS))
    except LiemError:
        return []


def _telling(readings: Sequence[Sequence[str]]) -> list[int]:
    """The places where the readings differ, the most telling first: many letters beyond the alphabet of English."""
    if not readings:
        return []
    places = range(min(len(texts) for texts in readings))
    differing = [place for place in places if len({texts[place] for texts in readings}) > 1]
    first = readings[0]
    differing.sort(key=lambda place: (-min(sum(not one.isascii() for one in first[place]), 8), len(first[place])))
    return list({first[place]: place for place in reversed(differing)}.values())[::-1][:MOST_EXAMPLES]
