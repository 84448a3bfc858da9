"""The job that takes data out: what was asked for, the file it makes, and what it tells the page."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from liem.actions.jobs import Outcome, tell
from liem.actions.permissions import Acting
from liem.actions.working import Task
from liem.kernel.errors import Message
from liem.record.exporting import Exported, export_due, export_workbook
from liem.record.importing import RECORD_SHEETS
from liem.record.popolo import export_popolo
from liem.web.import_given import SHEETS

KIND = "export"
FILE = "taken-out"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {
    "workbook": (gettext_lazy("Workbook (.xlsx), the sheets of the import template"), "xlsx", WORKBOOK),
    "popolo": (gettext_lazy("Popolo JSON: people, bodies, posts and who held them"), "json", "application/json"),
    "due": (gettext_lazy("What falls due, as lines of text (.txt)"), "txt", "text/plain; charset=utf-8"),
    "calendar": (gettext_lazy("What falls due, as a calendar (.ics)"), "ics", "text/calendar; charset=utf-8"),
}
_READING = Message("Đọc hồ sơ và lập tệp", "Reading the record and making the file")
_STORING = Message("Lưu tệp", "Storing the file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be taken out. `body` is empty for everything within the mandate; `as_of` None for the whole history,
    or today for what falls due."""

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
    exported = _exported(asked, task.by, today=timezone.localdate(task.job.asked_at))
    tell(task.folder, _STORING, step=1, steps=2)
    _store(exported.content, task.folder / FILE)
    return Outcome(
        {"form": asked.form, "rows": exported.total, "entry": exported.entry, "unsaid": dict(exported.unsaid)}
    )


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
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
