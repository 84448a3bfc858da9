"""The job that takes data out: what was asked for, the file it makes, and what it tells the page."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile

from django.utils import timezone
from django.utils.translation import gettext_lazy

from liem.actions.jobs import Outcome, tell
from liem.actions.permissions import Acting
from liem.actions.working import Task
from liem.kernel.errors import Message
from liem.oversight.snapshots import export_snapshot
from liem.record.exporting import Exported, export_due, export_workbook
from liem.record.importing import RECORD_SHEETS
from liem.record.popolo import export_popolo
from liem.web.import_given import SHEETS

KIND = "export"
FILE = "taken-out"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ARCHIVE = "application/zip"
SNAPSHOT = "snapshot"
FORMS = {
    "workbook": (gettext_lazy("Workbook (.xlsx), the sheets of the import template"), "xlsx", WORKBOOK),
    "popolo": (gettext_lazy("Popolo JSON: people, bodies, posts and who held them"), "json", "application/json"),
    "due": (gettext_lazy("What falls due, as lines of text (.txt)"), "txt", "text/plain; charset=utf-8"),
    "calendar": (gettext_lazy("What falls due, as a calendar (.ics)"), "ics", "text/calendar; charset=utf-8"),
    SNAPSHOT: (gettext_lazy("Snapshot of facts for an audit of many provinces (Parquet, .zip)"), "zip", ARCHIVE),
}
_READING = Message("Đọc hồ sơ và lập tệp", "Reading the record and making the file")
_STORING = Message("Lưu tệp", "Storing the file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be taken out. `body` is empty for everything within the mandate; `as_of` None for the whole history,
    or today for what falls due and for a snapshot."""

    form: str
    body: str = ""
    as_of: date | None = None
    months: int = 6
    names: bool = False
    language: str = "vi"

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Asked:
        """From the arguments of a job."""
        return cls(**{**kept, "as_of": date.fromisoformat(kept["as_of"]) if kept["as_of"] else None})

    def kept(self) -> dict[str, Any]:
        """As arguments of a job."""
        return asdict(self) | {"as_of": self.as_of.isoformat() if self.as_of else None}


def run(task: Task) -> Outcome:
    """Enters the export in the ledger and leaves the file in the folder of the job, readable by this account alone."""
    asked = Asked.of(task.job.arguments)
    tell(task.folder, _READING, step=0, steps=2)
    today = timezone.localdate(task.job.asked_at)
    if asked.form == SNAPSHOT:
        return _snapshot(task, asked.as_of or today)
    exported = _exported(asked, task.by, today=today)
    tell(task.folder, _STORING, step=1, steps=2)
    _store(exported.content, task.folder / FILE)
    return Outcome(
        {"form": asked.form, "rows": exported.total, "entry": exported.entry, "unsaid": dict(exported.unsaid)}
    )


def _snapshot(task: Task, as_of: date) -> Outcome:
    """The files of the snapshot, as one archive with a folder of that name."""
    with tempfile.TemporaryDirectory(dir=task.folder) as made:
        folder = Path(made) / f"liem-{SNAPSHOT}-{as_of.isoformat()}"
        manifest, entry = export_snapshot(folder, by=task.by, as_of=as_of)
        tell(task.folder, _STORING, step=1, steps=2)
        with _own(task.folder / FILE) as file, ZipFile(file, "w", ZIP_STORED) as archive:  # Parquet is packed already
            for part in sorted(folder.iterdir()):
                archive.write(part, f"{folder.name}/{part.name}")
    return Outcome({"form": SNAPSHOT, "rows": sum(table.rows for table in manifest.tables), "entry": entry})


def _exported(asked: Asked, by: Acting, *, today: date) -> Exported:
    match asked.form:
        case "popolo":
            return export_popolo(sheets=RECORD_SHEETS, by=by, as_of=asked.as_of, body=asked.body)
        case "due" | "calendar":
            return export_due(
                by=by,
                on=asked.as_of or today,
                months=asked.months,
                language=asked.language,
                as_calendar=asked.form == "calendar",
                with_names=asked.names,
                body=asked.body,
            )
        case _:
            return export_workbook(sheets=SHEETS, by=by, as_of=asked.as_of, body=asked.body)


def _store(content: bytes, path: Path) -> None:
    with _own(path) as file:
        file.write(content)


def _own(path: Path) -> BinaryIO:
    """The file, open for writing, readable by this account alone."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
