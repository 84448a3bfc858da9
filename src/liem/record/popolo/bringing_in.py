"""Bringing in a Popolo file: its rows, as a workbook, go the way of every roster."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from django.utils import timezone

from liem.actions.permissions import Acting
from liem.kernel.errors import LiemError, Message
from liem.record.exporting.selection import select
from liem.record.exporting.sheets_out import workbook_of
from liem.record.importing import ImportReport, Options, import_roster, write_report_book
from liem.record.importing.sheets import Sheet, Value
from liem.record.popolo.assuming import SUPERIOR, Assumptions
from liem.record.popolo.clearing import code_of
from liem.record.popolo.conversion import Converted, Known, Values, convert
from liem.record.popolo.reading import Popolo, read_popolo
from liem.record.popolo.writing import SHEETS
from liem.record.scope import reach


def import_popolo(  # noqa: PLR0913 - what an import depends on, by name
    path: Path,
    *,
    sheets: Sequence[Sheet],
    by: Acting,
    assumptions: Assumptions,
    options: Options | None = None,
    keep: Path | None = None,
    marked: Path | None = None,
    dry_run: bool = False,
    progress: Callable[[Message], None] | None = None,
) -> tuple[ImportReport, Converted]:
    """Imports the file under the mandate `by`, all or nothing, with every check of a roster.

    What is on record and Popolo has no word for stays as it is. The workbook made of the file alone is kept at `keep`
    where that is given: faults name its cells, and its first sheet lists everything that the record has no place for.
    `marked` is where to write it with the faults marked in their cells, and likely duplicates to be decided. Raises
    LiemError `popolo.…`, and those of `import_roster`.
    """
    options = replace(options or Options(), handed_in=path)
    popolo = read_popolo(path)
    known = _known(sheets, by)
    _check_superior(assumptions.given.get(SUPERIOR), popolo, known)
    converted = convert(popolo, assumptions, superior=by.mandate.body, known=known)
    guide = list(_guide(path, converted))
    plain = workbook_of(sheets, converted.rows, guide=guide)
    if keep is not None:
        with keep.open("xb") as file:
            file.write(plain)
    with tempfile.TemporaryDirectory() as folder:
        identity = {sheet.key: sheet.identity for sheet in sheets}
        rows = {key: [_completed(row, identity[key], known[key]) for row in own] for key, own in converted.rows.items()}
        workbook = Path(folder) / f"{path.name}.xlsx"
        workbook.write_bytes(workbook_of(sheets, rows, guide=[]))
        report = import_roster(workbook, sheets=sheets, by=by, options=options, dry_run=dry_run, progress=progress)
        if marked is not None:
            workbook.write_bytes(plain)  # what the record adds to the rows is not told here
            write_report_book(marked, workbook, sheets=sheets, report=report, options=options)
    return report, converted


def _known(sheets: Sequence[Sheet], by: Acting) -> Known:
    """The rows on record within reach, by sheet and code: nobody learns here what lies beyond it."""
    wanted = [sheet for sheet in sheets if sheet.key in SHEETS]
    selection = select(wanted, reach(by, timezone.localdate()), by=by, as_of=None)
    return {key: {row.identity: row.values for row in rows} for key, rows in selection.rows.items()}


def _check_superior(superior: str | None, popolo: Popolo, known: Known) -> None:
    """Raises LiemError `popolo.superior` where the body that was chosen is neither on record nor in the file."""
    bodies = {str(row["body"]) for row in known.get("bodies", {}).values()}
    if superior is None or superior in bodies | {code_of(one.get("id")) for one in popolo.lists["organizations"]}:
        return
    raise LiemError(
        "popolo.superior",
        Message(
            f"Không có tổ chức mã “{superior}” trong tệp hay trong phạm vi được giao. Hãy xem lại mã sau “superior=”.",
            f"There is no body of the code “{superior}” in the file or within the mandate. Check what follows "
            "“superior=”.",
        ),
        {"superior": superior},
    )


def _completed(row: Values, identity: Sequence[str], known: Mapping[str, Mapping[str, Value]]) -> Mapping[str, Value]:
    """The row with what the record says of the same thing where the file says nothing."""
    code = next((str(row[key]) for key in identity if row.get(key)), "")
    said = {key: value for key, value in row.items() if value not in (None, "")}
    return {**row, **known.get(code, {}), **said}


def _guide(path: Path, converted: Converted) -> Iterator[Message]:
    yield Message(f"Chuyển từ tệp Popolo “{path.name}”", f"Made of the Popolo file “{path.name}”")
    yield Message(
        "Mã đã có trong hồ sơ: cột Popolo không nói đến thì ở đây để trống. Nhập tệp Popolo thì cột đó giữ nguyên; "
        "nhập bảng tính này thì cột đó bị xóa trống.",
        "Codes that are on record: columns that Popolo says nothing of are blank here. The Popolo file leaves them as "
        "they are when it is brought in; this workbook empties them.",
    )
    if converted.notes:
        yield Message("Những gì không ghi nguyên vào hồ sơ:", "What is not entered as it stands:")
    yield from (note.message for note in converted.notes)
