"""The job that tries an import or carries it out, and what it tells the page: counts, faults, and what to answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from liem.actions.jobs import Outcome, input_of
from liem.actions.working import Task
from liem.kernel.errors import LiemError
from liem.record.importing import Encoding, ImportReport, Options, import_roster, write_report_book
from liem.record.importing.answers import read_answers
from liem.record.importing.nearest import folded, nearest
from liem.record.importing.raw import RawSheet
from liem.record.importing.reading import RESERVED_SHEETS
from liem.record.importing.recognition import LEFT_OUT, Memory, column_for, column_names, heading_text, sheet_of
from liem.record.importing.sheets import MOST_COLUMNS, Sheet
from liem.record.importing.source import Source, open_source
from liem.record.popolo import is_json
from liem.record.quality.survey import keep_when_due
from liem.web.import_given import SHEETS, Given
from liem.web.import_outcome import REPORT, Teller, figures_of, told_of
from liem.web.popolo_job import run_popolo

MOST_HEADINGS = 200
MOST_EXAMPLES = 6
_MOST_CELLS = 20_000
_ABOUT_LETTERS = ("import.old_font", "import.unknown_encoding", "import.wrong_encoding")
_ABOUT_TABLES = ("import.no_sheets",)
_READINGS = (Encoding.UNICODE, Encoding.WINDOWS_1258, Encoding.TCVN3, Encoding.VNI)


def run(task: Task) -> Outcome:
    """Tries the import, or carries it out where the person has said so. Raises LiemError `import.…` for a file that no
    answer could make readable."""
    path, given = input_of(task.job), Given.of(task.job.arguments)
    if is_json(path):
        return run_popolo(task, given)
    options = given.options(task.folder, body=task.by.mandate.body)
    (task.folder / REPORT).unlink(missing_ok=True)
    try:
        report = import_roster(
            path, sheets=SHEETS, by=task.by, options=options, dry_run=not given.write, progress=Teller(task.folder)
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
    if given.write:
        keep_when_due()  # before the job is told done: whoever goes on to the quality pages need not wait for it
    if report.errors:
        write_report_book(task.folder / REPORT, path, sheets=SHEETS, report=report, options=options)
    return Outcome(figures_of(report, task.job, given), _details(report, path, given, options, task))


def _details(report: ImportReport, path: Path, given: Given, options: Options, task: Task) -> dict[str, Any]:
    return told_of(report) | {
        "tables": _unknown_tables(path, given, options, task),
        "headings": list(islice(_headings(path, given, options, task), MOST_HEADINGS)),
    }


def _unknown_tables(path: Path, given: Given, options: Options, task: Task) -> list[list[str | None]]:
    """Title of each sheet that is no table by itself, and the key of the table it was said to be; None without."""
    with open_source(path, sheets=SHEETS, encoding=options.encoding) as source:
        tables, memory = _tables(source, given, options, task)
        return [
            [raw.title, given.tables.get(raw.title)]
            for raw, sheet in tables
            if (sheet is None and not memory.leaves_out(raw.title) and _first_row(raw)) or raw.title in given.tables
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
