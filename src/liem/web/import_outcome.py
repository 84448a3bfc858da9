"""What every kind of import tells the page: how far it is, figures, faults, and people who may be one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from liem.actions.jobs import tell
from liem.actions.models import EntryContent, Job
from liem.kernel.errors import Message
from liem.record.importing import ImportReport
from liem.record.importing.duplicates import Duplicate, Named
from liem.record.importing.importer import ACTION, CHECKING
from liem.web.import_given import Given

REPORT = "report.xlsx"
STEPS = 3  # reading, checking, writing
MOST_PROBLEMS = 500
_ANSWERED_HERE = ("import.unknown_sheet", "import.unknown_column")


class Teller:
    """Hands the words of the importer on, with the step it has come to."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._step = folder, 0

    def __call__(self, message: Message) -> None:
        if connection.in_atomic_block:
            self._step = 2
        elif message == CHECKING:
            self._step = 1
        tell(self._folder, message, step=self._step, steps=STEPS)


def figures_of(report: ImportReport, job: Job, given: Given) -> dict[str, Any]:
    """What came of it, in numbers alone."""
    return {
        "problems": sum(one.code not in _ANSWERED_HERE for one in report.errors),
        "questions": sum(one.code in _ANSWERED_HERE for one in report.errors),
        "pairs": len(report.duplicates),
        "changed": report.changed,
        "remembered": report.remembered,
        "entry": report.entry if report.entry is not None else _written_before(job, given),
    }


def told_of(report: ImportReport) -> dict[str, Any]:
    """Rows by table, how the file was read, what is wrong where, and who may be one."""
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
    }


def _pair(one: Duplicate) -> Mapping[str, Any]:
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
